package app

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOriginKeepsOfTheClientWhatIsText(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ sent, want string }{
		"a browser":            {"Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)"},
		"none":                 {"", ""},
		"no text":              {"a\xff\xfe\x00b", "ab"},
		"lines":                {"a\r\nlevel=ERROR msg=forged\x1b[31m", "alevel=ERROR msg=forged[31m"},
		"upside down":          {"a\u202eb", "ab"},
		"too long":             {strings.Repeat("x", 100_000), strings.Repeat("x", 200)},
		"too long, in umlauts": {"x" + strings.Repeat("ü", 300), "x" + strings.Repeat("ü", 99)},
		"too long, in tatters": {strings.Repeat("€\xe2", 300), strings.Repeat("€", 66)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := originOf(WithOrigin(context.Background(), Origin{Client: tc.sent})).Client
			if got != tc.want || !utf8.ValidString(got) {
				t.Errorf("kept %q, want %q", got, tc.want)
			}
		})
	}
}
