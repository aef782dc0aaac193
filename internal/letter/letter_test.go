package letter_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/letter"
	"stetig/internal/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

type written interface {
	In(lang string) (letter.Letter, error)
}

// letters are one of each kind, and what people may have put into names.
func letters(t *testing.T) map[string]written {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	until := time.Date(2027, time.March, 8, 12, 0, 0, 0, berlin)
	near := plan.Date(2027, time.March, 11)
	const planner = "https://plan.example.org/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10/"
	const unsubscribe = "https://plan.example.org/unsubscribe/q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng"
	const secret = "q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng"
	return map[string]written{
		"invitation": letter.Invitation{
			Name: "Änne Öztürk", Inviter: "Jörg Groß", Workspace: "Musterwerk GmbH", Role: plan.Editor,
			Link: "https://plan.example.org/invitation/" + secret, Until: until,
		},
		"invitation-to-an-address": letter.Invitation{
			Inviter: "Jörg Groß", Workspace: "Musterwerk GmbH", Role: plan.Viewer,
			Link: "https://plan.example.org/invitation/" + secret, Until: until,
		},
		"password-reset": letter.PasswordReset{
			Name: "Änne Öztürk", Link: "https://plan.example.org/password/" + secret, ValidFor: 30 * time.Minute,
		},
		"mention": letter.Mention{
			Name: "Änne Öztürk", Author: "Jörg Groß", Entry: "Frühjahrsputz im Maschinenraum", Channel: "Werkblog", Workspace: "Musterwerk GmbH",
			Comment: "Bitte das **Foto der Werkstatt** nehmen, nicht das vom Lager; das hatten wir im Februar schon zweimal.\n\n- Querformat\n- ohne Gesichter\n",
			Link:    "https://plan.example.org/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10/entries/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e11",
		},
		"ownership": letter.Ownership{
			Name: "Änne Öztürk", By: "Jörg Groß", Channel: "Werkblog", Workspace: "Musterwerk GmbH",
			Link: "https://plan.example.org/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10/channels/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e12",
		},
		"digest": letter.Digest{
			Name: "Änne Öztürk", Day: plan.Date(2027, time.March, 8), SettingsURL: planner + "settings?part=news", UnsubscribeURL: unsubscribe,
			Parts: []letter.DigestPart{
				{
					Workspace: "Brückner Pumpen GmbH", GapsURL: planner + "gaps", WaitingURL: planner + "list?awaits=me", MoreWaiting: 3,
					Critical: []letter.CriticalLine{
						{Channel: "LinkedIn", Text: "Ab 13. März 2027 ist nichts mehr geplant; bis 31. Dezember 2027 sind noch 76 Beiträge zugesagt.", URL: planner + "gaps?gap=1"},
						{Text: "In KW 11 ist mehr zu tun, als jemand schaffen kann.", URL: planner + "gaps?gap=2"},
					},
					Waiting: []letter.WaitingLine{
						{Channel: "Werkblog", Title: "Kreiselpumpe auslegen: fünf Größen, die man kennen muss", Day: &near, Owner: "Björn Gräf", IsNew: true, Presses: true, URL: planner + "entries/1"},
						{Channel: "Newsletter", Owner: "Tarek Süßkind", URL: planner + "entries/2"},
					},
				},
				{
					Workspace: "Musterwerk GmbH", GapsURL: planner + "gaps", WaitingURL: planner + "list?awaits=me",
					Waiting: []letter.WaitingLine{{Channel: "Instagram", Title: "Blick in die Lehrwerkstatt", Day: &near, URL: planner + "entries/3"}},
				},
			},
		},
		"digest-of-one-gap": letter.Digest{
			Name: "Änne Öztürk", Day: plan.Date(2027, time.March, 8), SettingsURL: planner + "settings?part=news", UnsubscribeURL: unsubscribe,
			Parts: []letter.DigestPart{{
				Workspace: "Musterwerk GmbH", GapsURL: planner + "gaps", MoreCritical: 12,
				Critical: []letter.CriticalLine{{Channel: "Werkblog", Text: "Am Dienstag, 9. März 2027, ist ein Beitrag zugesagt und keiner geplant.", URL: planner + "gaps?gap=1"}},
			}},
		},
		"digest-hostile": letter.Digest{
			Name: "<b>Änne</b>\r\nBcc: alle@example.org", SettingsURL: `javascript:alert(1)`, UnsubscribeURL: unsubscribe,
			Parts: []letter.DigestPart{{
				Workspace: "</title><img src=https://evil.example/x>", Critical: []letter.CriticalLine{{Channel: "{{.Link}}", Text: `"><script>alert(1)</script>`, URL: "javascript:alert(1)"}},
				Waiting: []letter.WaitingLine{{Channel: "a & b", Title: "Erste\r\nZeile " + strings.Repeat("x", 100), Owner: "<img src=x>", URL: planner + "entries/1?a=\"<"}},
			}},
		},
		"trial": letter.Trial{Server: "mail.example.org:587"},
		"hostile": letter.Mention{
			Name: "<b>Änne</b>\r\nBcc: alle@example.org", Author: `"><script>alert(1)</script>`, Entry: "</title><img src=https://evil.example/x>\nZweite Zeile",
			Channel: "{{.Link}}", Workspace: "a & b", Comment: "<a href=\"javascript:alert(1)\">hier</a>\r\n> schon zitiert\r\n-- \r\n" + strings.Repeat("x", 100),
			Link: "https://plan.example.org/w/1/entries/2?a=1&b=\"<",
		},
	}
}

func TestGoldenLetters(t *testing.T) {
	t.Parallel()
	for name, l := range letters(t) {
		for _, lang := range []string{"de", "en"} {
			got, err := l.In(lang)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+"."+lang+".txt", "Subject: "+got.Subject+"\n\n"+got.Text)
			golden(t, name+"."+lang+".html", got.HTML)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "letters", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// Whatever people are called and write, a letter is text: nothing in it is
// loaded, run or taken for a header.
func TestLettersAreOnlyText(t *testing.T) {
	t.Parallel()
	for name, l := range letters(t) {
		for _, lang := range []string{"de", "en"} {
			got, err := l.In(lang)
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(got.Subject, "\r\n") {
				t.Errorf("%s.%s: subject %q", name, lang, got.Subject)
			}
			for _, forbidden := range []string{"<script", "<img", "href=\"javascript", "<link", "url(", "<b>", "@import"} {
				if strings.Contains(got.HTML, forbidden) {
					t.Errorf("%s.%s has %s:\n%s", name, lang, forbidden, got.HTML)
				}
			}
			for line := range strings.Lines(got.Text) {
				line = strings.TrimSuffix(line, "\n")
				if utf8.RuneCountInString(line) > 72 && strings.ContainsRune(strings.TrimSpace(strings.TrimPrefix(line, "> ")), ' ') {
					t.Errorf("%s.%s: a long line: %q", name, lang, line)
				}
				if strings.ContainsRune(line, '\r') {
					t.Errorf("%s.%s: %q", name, lang, line)
				}
			}
		}
	}
}

func TestEveryRoleIsTold(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		told := map[string]plan.Role{}
		for _, role := range plan.Roles {
			got, err := letter.Invitation{Role: role}.In(lang)
			if err != nil {
				t.Fatal(err)
			}
			if other, twice := told[got.Text]; twice {
				t.Errorf("%s: %s and %s read the same", lang, role, other)
			}
			told[got.Text] = role
		}
	}
}

func TestALanguageNobodyWritesIsGerman(t *testing.T) {
	t.Parallel()
	german, err := letter.Trial{Server: "x"}.In("de")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"", "fr"} {
		got, err := letter.Trial{Server: "x"}.In(lang)
		if err != nil || got != german {
			t.Errorf("%q: %+v, %v", lang, got, err)
		}
	}
}
