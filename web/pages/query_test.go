package pages

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
)

func TestQuerySurvivesItsAddress(t *testing.T) {
	t.Parallel()
	for _, want := range []Query{
		{},
		{Year: 2028, Channel: "a&b=c", Rule: continuity.RunsDry, Severity: continuity.Warning, Open: "x", Accepted: "y", Feeds: "z", First: 40},
	} {
		u, err := url.Parse(want.In("/w/1"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, ReadQuery(u.Query())); diff != "" || u.Path != "/w/1" {
			t.Errorf("%s (-want +got):\n%s", u, diff)
		}
	}
}

func TestQueryLeavesOutWhatCannotBeMeant(t *testing.T) {
	t.Parallel()
	values, err := url.ParseQuery("year=99999&rule=nonsense&severity=missed&first=-3&lang=de")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Query{}, ReadQuery(values)); diff != "" {
		t.Error(diff)
	}
}

func TestLanguageSwitchStaysOnThePage(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/w/1?year=2028&lang=de": "/w/1?lang=en&year=2028",
		"":                       "?lang=en",
		"https://evil.example/":  "/?lang=en",
		"//evil.example/":        "/?lang=en",
		"%zz":                    "/?lang=en",
	} {
		if got := inLanguage(address, "en"); got != want {
			t.Errorf("%q in English = %q, want %q", address, got, want)
		}
	}
}
