package plan

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// WebhookEvent is a kind of thing that webhooks are told of.
type WebhookEvent string

// The events.
const (
	EntryCreated  WebhookEvent = "entry.created"
	EntryChanged  WebhookEvent = "entry.changed"
	EntryDeleted  WebhookEvent = "entry.deleted"
	EntryRestored WebhookEvent = "entry.restored"
	GapOpened     WebhookEvent = "gap.opened" // also again
	GapChanged    WebhookEvent = "gap.changed"
	GapAccepted   WebhookEvent = "gap.accepted"
	GapClosed     WebhookEvent = "gap.closed"
	ReportMade    WebhookEvent = "report.made"
	Ping          WebhookEvent = "ping" // a trial, to a webhook that asks for it

	// ReportTold is what chat rooms are told of, and only they: a weekly report that
	// was made in its time and has something to tell.
	ReportTold WebhookEvent = "report.told"
)

// WebhookEvents lists every event that a webhook can choose.
var WebhookEvents = []WebhookEvent{
	EntryCreated, EntryChanged, EntryDeleted, EntryRestored, GapOpened, GapChanged, GapAccepted, GapClosed, ReportMade,
}

// WebhookEnd says why a webhook is told nothing any more.
type WebhookEnd string

// The reasons.
const (
	DisabledByHand WebhookEnd = "by_hand"
	DisabledFailed WebhookEnd = "failing" // for days
	DisabledGone   WebhookEnd = "gone"    // it has answered that it is gone (410, RFC 9110 §15.5.11)
)

// MaxWebhookURL is how long a webhook's address may be, in bytes.
const MaxWebhookURL = 2000

// Webhook is an address outside that is told what happens in a workspace.
type Webhook struct {
	ID           string
	WorkspaceID  string
	Name         string
	URL          string
	Events       []WebhookEvent // of which it is told
	Form         ChatForm       // what it understands, where it is a chat room's; "": WebhookMessage of the contract
	Language     string         // in which a chat room is told, "de" or "en"; "" for others
	DisabledAt   time.Time      // zero: it is told
	DisabledWhy  WebhookEnd
	FailingSince time.Time // zero: what was last sent arrived, or nothing was sent
	LastAt       time.Time // when something was last sent
	LastStatus   int       // HTTP status of the answer; 0 for none
	LastOutcome  string    // why it did not arrive; "" where it did
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (w *Webhook) Validate() error {
	problems := w.whereabouts()
	if len(w.Events) == 0 {
		problems.Add("events", "must name at least one event")
	}
	for i, event := range w.Events {
		if !slices.Contains(WebhookEvents, event) {
			problems.Add("events", "%q is no event", event)
		} else if slices.Contains(w.Events[:i], event) {
			problems.Add("events", "%q is named twice", event)
		}
	}
	return problems.Err()
}

// whereabouts finds what is wrong with a webhook's name and address.
func (w *Webhook) whereabouts() (problems Problems) {
	problems.name("name", w.Name)
	address, err := url.Parse(w.URL)
	switch {
	case len(w.URL) > MaxWebhookURL:
		problems.Add("url", "is longer than %d bytes", MaxWebhookURL)
	case err != nil || address.Hostname() == "" || address.Scheme != "https" && address.Scheme != "http":
		problems.Add("url", "must be an address such as https://example.org/stetig")
	case address.User != nil:
		problems.Add("url", "must hold no user name and password; check the signature instead")
	case address.Fragment != "" || strings.ContainsAny(w.URL, "\t\r\n #"):
		problems.Add("url", "must hold no spaces and no #")
	}
	return problems
}
