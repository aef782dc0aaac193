package pages

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
)

func TestFeedLineTellsWhatAndWhen(t *testing.T) {
	t.Parallel()
	names := feedNames{
		Channels: map[string]string{"c1": "Blog"},
		Members:  map[string]string{"m1": "Wiebke", "m2": "Tjark"},
	}
	fetched := time.Date(2027, time.March, 1, 11, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		feed plan.Feed
		want feedLine
	}{
		{
			"own, never fetched", plan.Feed{Scope: plan.ScopeWorkspace, CreatedBy: "m1", Gaps: true, Ideas: true},
			feedLine{Shows: "alle Kanäle · mit Lücken · mit Ideen", LastFetch: "noch nie abgeholt"},
		},
		{
			"somebody else's, fetched, trimmed", plan.Feed{
				Scope: plan.ScopeChannel, ChannelIDs: []string{"c1"}, CreatedBy: "m2", LastFetchAt: fetched,
				LastClient: "Thunderbird/" + strings.Repeat("9", 300), Trimmed: 12,
			},
			feedLine{
				Shows: "Blog", MadeBy: "angelegt von Tjark",
				LastFetch: "zuletzt abgeholt 1.\u00a0März 2027, 11:00 von Thunderbird/" + strings.Repeat("9", 47) + "…",
				Trimmed:   "Achtung: 12 ältere Termine fehlen in diesem Abo, weil es sonst zu groß für manche Kalender wäre.",
			},
		},
		{
			"a person's", plan.Feed{Scope: plan.ScopeMember, MemberID: "m2", CreatedBy: "m1"},
			feedLine{Shows: "Beiträge von Tjark", LastFetch: "noch nie abgeholt"},
		},
		{
			"some channels", plan.Feed{Scope: plan.ScopeChannel, ChannelIDs: []string{"c1", "c2"}, CreatedBy: "m1"},
			feedLine{Shows: "2 Kanäle", LastFetch: "noch nie abgeholt"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.feed.ID, c.want.ID, c.want.Revoke = "f", "f", "/w/x/feeds/f/revoke"
			if diff := cmp.Diff(c.want, german().feedLine(c.feed, names, "m1", time.UTC, "/w/x")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOnlyPublicAddressesAreForServersElsewhere(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://plan.example.org":      true,
		"https://8.8.8.8:8443":          true,
		"https://[2001:4860:4860::1]":   true,
		"http://plan.example.org":       false,
		"https://localhost:8080":        false,
		"https://planserver":            false,
		"https://127.0.0.1:8080":        false,
		"https://192.168.178.20":        false,
		"https://[::1]:8080":            false,
		"https://[fd00::1]":             false,
		"https://[fe80::1]":             false,
		"https://0.0.0.0:8080":          false,
		"http://192.0.2.2:8080/feeds/x": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := mayBePublic(u); got != want {
			t.Errorf("%s may be public: %t", address, got)
		}
		if told := german().howTo(address).NotPublic; (told == "") != want || told != "" && !strings.Contains(told, u.Host) {
			t.Errorf("%s: %q", address, told)
		}
	}
}
