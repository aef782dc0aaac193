package httpapi

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
)

func TestMatchReadsIfMatch(t *testing.T) {
	t.Parallel()
	version := func(n int) *int { return &n }
	for name, tc := range map[string]struct {
		header *string
		want   *int
		code   plan.Code
	}{
		"not sent":            {nil, nil, ""},
		"any":                 {ptr("*"), nil, ""},
		"a version":           {ptr(`"3"`), version(3), ""},
		"with spaces":         {ptr(` "3" `), version(3), ""},
		"weakened by a proxy": {ptr(`W/"3"`), version(3), ""},
		"compressed by one":   {ptr(`"3-gzip"`), version(3), ""},
		"never ours":          {ptr(`"abc"`), version(noVersion), ""},
		"no version":          {ptr(`"0"`), version(noVersion), ""},
		"too large":           {ptr(`"99999999999999999999"`), version(noVersion), ""},
		"negative":            {ptr(`"-1"`), version(noVersion), ""},
		"empty tag":           {ptr(`""`), version(noVersion), ""},
		"without quotes":      {ptr("3"), nil, plan.CodeMalformed},
		"one quote":           {ptr(`"`), nil, plan.CodeMalformed},
		"several":             {ptr(`"3", "4"`), nil, plan.CodeMalformed},
		"nothing":             {ptr(""), nil, plan.CodeMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := match(tc.header)
			if plan.CodeOf(err) != tc.code || (err != nil) != (tc.code != "") {
				t.Fatalf("error = %v, want code %q", err, tc.code)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func ptr(text string) *string { return &text }

func TestAcceptsGzip(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"":                       false,
		"gzip":                   true,
		"GZIP":                   true,
		"gzip, deflate, br":      true,
		"deflate, gzip;q=0.5":    true,
		"gzip; q=1.0":            true,
		"gzip;q=0":               false,
		"gzip;q=0.000":           false,
		"identity":               false,
		"*":                      false,
		"br;q=1, identity;q=0.1": false,
		"notgzip":                false,
	} {
		if got := acceptsGzip(header); got != want {
			t.Errorf("acceptsGzip(%q) = %t", header, got)
		}
	}
}

func TestMatchesTag(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"":                   false,
		`"abc"`:              true,
		`W/"abc"`:            true,
		`"abc-gzip"`:         true,
		`W/"abc-gzip"`:       true,
		`"x", "abc"`:         true,
		`"x" ,W/"abc-gzip" `: true,
		`*`:                  true,
		`"abcd"`:             false,
		`abc`:                false,
	} {
		if got := matchesTag(header, `"abc"`); got != want {
			t.Errorf("matchesTag(%q) = %t", header, got)
		}
	}
}

func TestHoldsNUL(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"title":"plain"}`:          false,
		`{"title":"\u0000"}`:         true,
		`{"title":"a\u0000b"}`:       true,
		`{"title":"\\u0000"}`:        false,
		`{"title":"\\\u0000"}`:       true,
		`{"title":"\\u0000\u0000"}`:  true,
		`{"title":"\\\\u0000 \\n"}`:  false,
		`{"\u0000":1}`:               true,
		`{"title":"\u0001 \\u0000"}`: false,
	} {
		if got := holdsNUL([]byte(body)); got != want {
			t.Errorf("holdsNUL(%s) = %t", body, got)
		}
	}
}

func TestShownPathHidesTokens(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/feeds/SECRET/plan.ics": "/feeds/***/plan.ics",
		"/feeds/SECRET":          "/feeds/***",
		"/feeds/":                "/feeds/***",
		"/api/v1/workspaces":     "/api/v1/workspaces",
		"/feedsomething/visible": "/feedsomething/visible",
		"/Password/SECRET":       "/Password/***",
		"/set-up/SECRET":         "/set-up/***",
		"/invitation/SECRET/x":   "/invitation/***/x",
		"/passwort/0123456789012345678901234567890123456789012.": "/passwort/***",
		"/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10/reports/latest": "/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10/reports/latest",
	} {
		if got := shownPath(path); got != want {
			t.Errorf("shownPath(%q) = %q, want %q", path, got, want)
		}
	}
}
