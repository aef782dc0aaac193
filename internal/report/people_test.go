package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Without people, nobody who is named in the report is named on its page, and
// nobody is said to be missing.
func TestNobodyIsNamed(t *testing.T) {
	t.Parallel()
	r, untouched := Compose(richInput(t)), Compose(richInput(t))
	for _, lang := range []string{"de", "en"} {
		named := html(t, r, lang, HTMLOptions{StylesheetURL: "/s.css"})
		nameless := html(t, r, lang, HTMLOptions{StylesheetURL: "/s.css", WithoutPeople: true})
		for _, name := range []string{"Björn Gräf", "Tarek Süßkind", "Änne Öhlmann", "Wiebke Jansen", "Rüdiger Voß"} {
			if !strings.Contains(named, name) || strings.Contains(nameless, name) {
				t.Errorf("%s: %s is named on one page only where they should not be", lang, name)
			}
		}
		for _, text := range []string{"Owner:", "Zuständig:", "niemand</th>", "nobody</th>", "Am meisten offen", "most open"} {
			if strings.Contains(nameless, text) {
				t.Errorf("%s: the page says %q", lang, text)
			}
		}
		if !strings.Contains(nameless, "Betriebsferien; die Redaktion ist zu zweit.") {
			t.Error("why a gap was accepted is lost")
		}
	}
	if diff := cmp.Diff(untouched, r); diff != "" {
		t.Errorf("the report was changed:\n%s", diff)
	}
}
