package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestNamedProxiesAreBelieved(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		flags []string
		from  string
		feed  string
	}{
		"none is named":      {nil, "127.0.0.1", "http://127.0.0.1:"},
		"another is named":   {[]string{"--trusted-proxy", "192.0.2.1"}, "127.0.0.1", "http://127.0.0.1:"},
		"it is named":        {[]string{"--trusted-proxy", "127.0.0.1"}, "203.0.113.7", "https://plan.example.org/"},
		"its network is":     {[]string{"--trusted-proxy", "192.0.2.1,127.0.0.0/8"}, "203.0.113.7", "https://plan.example.org/"},
		"named by two flags": {[]string{"--trusted-proxy", "127.0.0.1", "--trusted-proxy", "192.0.2.1"}, "203.0.113.7", "https://plan.example.org/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := newDatabase(t)
			lead := token(t, instant(demoDay), "--email", "lead@example.org", "--database", database)
			s := start(t, clockAt(demoDay), append(tc.flags, "--database", database)...)
			d := deskOf(t, s, lead)
			made := d.ask(t, http.MethodPost, "feeds", object{"name": "Kalender"},
				"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "plan.example.org").want(t, http.StatusCreated)
			if url := text(made.object(t)["url"]); !strings.HasPrefix(url, tc.feed) {
				t.Errorf("the feed's address is %s, want %s", url, tc.feed)
			}
			var from []string
			for _, line := range d.list(t, "audit?subject_kind=feed") {
				from = append(from, text(line["address"]))
			}
			if len(from) != 1 || from[0] != tc.from {
				t.Errorf("the audit log says from %q, want %s", from, tc.from)
			}
			if !strings.Contains(s.log.String(), "from="+tc.from) {
				t.Errorf("the log does not say from=%s:\n%s", tc.from, s.log)
			}
			warned := strings.Count(s.log.String(), "the proxy is not named with --trusted-proxy")
			if want := map[bool]int{true: 1, false: 0}[tc.from == "127.0.0.1"]; warned != want {
				t.Errorf("warned of a proxy without a name %d times, want %d", warned, want)
			}
		})
	}
}

func TestProxiesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for sent, says := range map[string]string{
		"proxy.example.org": "neither an address",
		"0.0.0.0/0":         "every address",
	} {
		database := newDatabase(t)
		command(instant(demoDay), "serve", "--listen", "127.0.0.1:0", "--trusted-proxy", sent, "--database", database).
			refused(t, "--trusted-proxy", says)
		command(instant(demoDay), "migrate", "--status", "--database", database).refused(t, "there is no database")
	}
}
