package plan

import (
	"slices"
	"strings"
)

// ChatForm is what the incoming webhook of a chat program understands.
type ChatForm string

// The forms.
const (
	Slack      ChatForm = "slack"
	Mattermost ChatForm = "mattermost"
	Teams      ChatForm = "teams" // by a workflow of Teams: an Adaptive Card
)

// ChatForms lists every form.
var ChatForms = []ChatForm{Slack, Mattermost, Teams}

// ValidateChat returns nil or an Error of CodeInvalid that names every wrong field
// of a chat room: a webhook with a form and a language, and without events to choose.
func (w *Webhook) ValidateChat() error {
	problems := w.whereabouts()
	if !slices.Contains(ChatForms, w.Form) {
		problems.Add("form", "must be slack, mattermost or teams")
	}
	if w.Language != "de" && w.Language != "en" {
		problems.Add("language", "must be de or en")
	}
	return problems.Err()
}

// Host returns where a webhook's address leads without what follows, which may be a
// secret: "https://hooks.slack.com".
func (w *Webhook) Host() string {
	scheme, rest, _ := strings.Cut(w.URL, "://")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	return scheme + "://" + rest[:end]
}
