package notify_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/notify"
	"stetig/internal/plan"
)

func told(t *testing.T, m notify.ChatMessage, form plan.ChatForm) (any, string) {
	t.Helper()
	body, err := m.In(form)
	if err != nil {
		t.Fatal(err)
	}
	var payload any
	if err := json.Unmarshal(body, &payload); err != nil {
		t.Fatal(err)
	}
	return payload, string(body)
}

func parsed(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// Each chat program gets what its incoming webhook takes.
func TestChatForms(t *testing.T) {
	t.Parallel()
	message := notify.ChatMessage{
		Title: "Wochenbericht KW 14 2027 – Werk & Söhne", Lines: []string{"LinkedIn läuft am 13. April trocken.", "Gehalten: 4 von 8 (50 %)", "Offene Lücken: 4 dringend"},
		Link: "https://plan.example.org/w/1/reports/2", LinkLabel: "Ganzen Bericht lesen",
	}
	for form, want := range map[plan.ChatForm]string{
		plan.Slack: `{"text":"Wochenbericht KW 14 2027 – Werk &amp; Söhne: LinkedIn läuft am 13. April trocken.","unfurl_links":false,"blocks":[
			{"type":"header","text":{"type":"plain_text","text":"Wochenbericht KW 14 2027 – Werk & Söhne","emoji":false}},
			{"type":"section","text":{"type":"plain_text","text":"LinkedIn läuft am 13. April trocken.","emoji":false}},
			{"type":"section","text":{"type":"plain_text","text":"Gehalten: 4 von 8 (50 %)","emoji":false}},
			{"type":"section","text":{"type":"plain_text","text":"Offene Lücken: 4 dringend","emoji":false}},
			{"type":"section","text":{"type":"mrkdwn","text":"<https://plan.example.org/w/1/reports/2|Ganzen Bericht lesen>"}}]}`,
		plan.Mattermost: `{"text":"#### Wochenbericht KW 14 2027 – Werk & Söhne\n\nLinkedIn läuft am 13. April trocken.\n\n- Gehalten: 4 von 8 (50 %)\n- Offene Lücken: 4 dringend\n\n[Ganzen Bericht lesen](https://plan.example.org/w/1/reports/2)\n"}`,
		plan.Teams: `{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{
			"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.2","msteams":{"width":"Full"},"body":[
			{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Wochenbericht KW 14 2027 – Werk & Söhne","weight":"Bolder","size":"Medium"}]},
			{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"LinkedIn läuft am 13. April trocken."}]},
			{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Gehalten: 4 von 8 (50 %)"}]},
			{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Offene Lücken: 4 dringend"}]}],
			"actions":[{"type":"Action.OpenUrl","title":"Ganzen Bericht lesen","url":"https://plan.example.org/w/1/reports/2"}]}}]}`,
	} {
		got, _ := told(t, message, form)
		if diff := cmp.Diff(parsed(t, want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", form, diff)
		}
	}
	if _, err := message.In("irc"); err == nil {
		t.Error("a form that nobody knows was written")
	}
}

// What people typed calls nobody, links nowhere and is carried out by nothing.
func TestChatsAreToldOnlyText(t *testing.T) {
	t.Parallel()
	hostile := notify.ChatMessage{
		Title: "<!channel> @here\r\n# groß " + strings.Repeat("x", 500),
		Lines: []string{"<https://evil.example|hier> @channel [klick](https://evil.example) **laut** `code` {{DATE(2027-01-01T00:00:00Z)}} http://evil.example www.evil.example mailto:a@evil.example", strings.Repeat("ä ", 2000)},
		Link:  "https://plan.example.org/", LinkLabel: "> <!here>",
	}
	for form, forbidden := range map[plan.ChatForm][]string{
		plan.Slack:      {`"text":"<https://plan.example.org/|> <`},
		plan.Mattermost: {"@here", "@channel", "[klick](", " **laut", "\n# groß", "://evil", "www.evil", "mailto:a"},
		plan.Teams:      {"{{DATE", "TextBlock\",\"text"},
	} {
		payload, body := told(t, hostile, form)
		body = strings.ReplaceAll(body, `\u003c`, "<")
		body = strings.ReplaceAll(body, `\u003e`, ">")
		for _, bad := range forbidden {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q:\n%s", form, bad, body)
			}
		}
		if len(body) > 8000 {
			t.Errorf("%s: %d bytes", form, len(body))
		}
		if form == plan.Slack {
			header := payload.(map[string]any)["blocks"].([]any)[0].(map[string]any)["text"].(map[string]any)["text"].(string)
			if len([]rune(header)) > 150 {
				t.Errorf("a heading of %d letters", len([]rune(header)))
			}
			if text := payload.(map[string]any)["text"].(string); strings.ContainsAny(text, "<>") {
				t.Errorf("what notifications show: %s", text)
			}
		}
	}
}
