package notify

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"stetig/internal/plan"
)

// ChatMessage is what a chat room is told: a title, a few lines, and where to read on.
// All of it is plain text; what people typed is shown and means nothing to the chat.
type ChatMessage struct {
	Title     string
	Lines     []string
	Link      string // "": there is nowhere to go
	LinkLabel string
}

// chatLine is how long a line may be, in letters; the least that a form takes in
// one block is 3000 bytes.
const chatLine = 600

// In writes the message as the incoming webhook of a chat program takes it.
func (m ChatMessage) In(form plan.ChatForm) ([]byte, error) {
	m.Title = cut(oneLine(m.Title), 140) // Slack's headings take 150
	lines := make([]string, len(m.Lines))
	for i, line := range m.Lines {
		lines[i] = cut(oneLine(line), chatLine)
	}
	m.Lines = lines
	var payload any
	switch form {
	case plan.Slack:
		payload = m.slack()
	case plan.Mattermost:
		payload = m.mattermost()
	case plan.Teams:
		payload = m.teams()
	default:
		return nil, fmt.Errorf("no chat is known that takes the form %q", form)
	}
	body, err := json.Marshal(payload)
	if err != nil {
		return nil, fmt.Errorf("writing what a chat room is told: %w", err)
	}
	return body, nil
}

func cut(text string, letters int) string {
	if utf8.RuneCountInString(text) <= letters {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:letters-1])) + "…"
}

type object map[string]any

// slack writes blocks of plain text, in which nothing is markup, and a link. The
// text beside them is what notifications show.
func (m ChatMessage) slack() object {
	plain := func(text string) object { return object{"type": "plain_text", "text": text, "emoji": false} }
	blocks := []object{{"type": "header", "text": plain(m.Title)}}
	for _, line := range m.Lines {
		blocks = append(blocks, object{"type": "section", "text": plain(line)})
	}
	if m.Link != "" {
		link := "<" + slackText(m.Link) + "|" + slackText(m.LinkLabel) + ">"
		blocks = append(blocks, object{"type": "section", "text": object{"type": "mrkdwn", "text": link}})
	}
	told := m.Title
	if len(m.Lines) > 0 {
		told += ": " + m.Lines[0]
	}
	return object{"text": slackText(told), "blocks": blocks, "unfurl_links": false}
}

// slackText writes text where Slack looks for links and mentions.
func slackText(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// mattermost writes Markdown, in which what people typed is escaped and calls nobody.
func (m ChatMessage) mattermost() object {
	var text strings.Builder
	text.WriteString("#### " + markdownText(m.Title) + "\n")
	for i, line := range m.Lines {
		mark := "- "
		if i == 0 {
			mark = "\n" // what matters most, and the rest as a list
		}
		text.WriteString(mark + markdownText(line) + "\n")
		if i == 0 {
			text.WriteByte('\n')
		}
	}
	if m.Link != "" {
		text.WriteString("\n[" + markdownText(m.LinkLabel) + "](" + m.Link + ")\n")
	}
	return object{"text": text.String()}
}

// markdownText escapes text for Markdown. An "@" is parted from the name behind it, and an
// address from how it begins, with a mark that nobody sees, so that they call nobody and lead nowhere.
func markdownText(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "!", `\!`,
		"@", "@\u2060", "://", ":\u2060//", "www.", "www\u2060.", "mailto:", "mailto\u2060:",
	).Replace(text)
}

// teams writes an Adaptive Card, as a workflow of Teams posts it. Runs of text in a
// rich text block are no Markdown.
func (m ChatMessage) teams() object {
	rich := func(text string, more object) object {
		run := object{"type": "TextRun", "text": strings.ReplaceAll(text, "{{", "{\u2060{")} // {{DATE(…)}} would be carried out
		for name, value := range more {
			run[name] = value
		}
		return object{"type": "RichTextBlock", "inlines": []object{run}}
	}
	body := []object{rich(m.Title, object{"weight": "Bolder", "size": "Medium"})}
	for _, line := range m.Lines {
		body = append(body, rich(line, nil))
	}
	card := object{
		"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.2",
		"body": body, "msteams": object{"width": "Full"},
	}
	if m.Link != "" {
		card["actions"] = []object{{"type": "Action.OpenUrl", "title": m.LinkLabel, "url": m.Link}}
	}
	return object{
		"type":        "message",
		"attachments": []object{{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil, "content": card}},
	}
}
