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
				if utf8.RuneCountInString(line) > 72 && strings.ContainsRune(strings.TrimPrefix(line, "> "), ' ') {
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
