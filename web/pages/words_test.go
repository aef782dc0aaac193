package pages

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var verb = regexp.MustCompile(`%[a-z]`)

// Both languages say everything, with the same values filled in in the same order.
func TestCatalogueIsWholeInBothLanguages(t *testing.T) {
	t.Parallel()
	de, en := reflect.ValueOf(german()), reflect.ValueOf(english())
	for i := range de.NumField() {
		name := de.Type().Field(i).Name
		inGerman, inEnglish := de.Field(i).String(), en.Field(i).String()
		if inGerman == "" || inEnglish == "" {
			t.Errorf("%s: German %q, English %q", name, inGerman, inEnglish)
		}
		if diff := cmp.Diff(verb.FindAllString(inGerman, -1), verb.FindAllString(inEnglish, -1)); diff != "" {
			t.Errorf("%s takes other values in German than in English:\n%s", name, diff)
		}
	}
	for _, w := range []words{german(), english()} {
		if months, days := strings.Fields(w.Months), strings.Fields(w.Weekdays); len(months) != 12 || len(strings.Fields(w.MonthsShort)) != 12 || len(days) != 7 {
			t.Errorf("%s: %d months, %d weekdays", w.Code, len(months), len(days))
		}
	}
}

// A text that no page shows would rot.
func TestEveryTextIsShown(t *testing.T) {
	t.Parallel()
	var shown strings.Builder
	for _, pattern := range []string{"*.html", "*.go", "../../internal/httpapi/page*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(names))
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			shown.Write(content)
		}
	}
	fields := reflect.TypeFor[words]()
	for i := range fields.NumField() {
		if name := fields.Field(i).Name; !regexp.MustCompile(`\.` + name + `\b`).MatchString(shown.String()) {
			t.Errorf("nothing shows %s", name)
		}
	}
}

func TestCountsAndRates(t *testing.T) {
	t.Parallel()
	if got := plural(1, german().RunwayOne, german().RunwayMany); got != "trägt noch 1 Tag, bis %s" {
		t.Error(got)
	}
	if got := plural(23, german().RunwayOne, german().RunwayMany); got != "trägt noch 23 Tage, bis %s" {
		t.Error(got)
	}
	for _, c := range []struct {
		kept, expected int
		want           string
	}{
		{0, 3, "0\u00a0%"}, {1, 3, "33\u00a0%"}, {2, 3, "67\u00a0%"}, {3, 3, "100\u00a0%"},
		{999, 1000, "99\u00a0%"}, {1, 1000, "1\u00a0%"},
	} {
		if got := german().percent(c.kept, c.expected); got != c.want {
			t.Errorf("%d of %d = %s, want %s", c.kept, c.expected, got, c.want)
		}
	}
	if got := english().percent(1, 2); got != "50%" {
		t.Error(got)
	}
}
