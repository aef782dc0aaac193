package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// vevents reads the events of a calendar: the properties of each, by what stands
// before their colon.
func vevents(body string) (events []map[string]string) {
	unfolded := strings.ReplaceAll(body, "\r\n ", "")
	for _, part := range strings.Split(unfolded, "BEGIN:VEVENT\r\n")[1:] {
		event := map[string]string{}
		for line := range strings.SplitSeq(strings.TrimSpace(strings.Split(part, "END:VEVENT")[0]), "\r\n") {
			name, value, _ := strings.Cut(line, ":")
			event[name] = value
		}
		events = append(events, event)
	}
	return events
}

// Gaps are in a feed that was asked to show them: how urgent they are in the
// title's first word, all day, with a link that leads to what fills them.
func TestGapsInAFeed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		gap := w.firstGap(t, "rule=runs_dry")
		horizon := w.as("lead").get(t, gaps+"?state=open&rule=horizon").want(t, http.StatusOK)
		w.ids["horizon"] = text(t, horizon, "items", 0, "id")
		for language, want := range map[string]string{"de": "Dringend: Werkblog: ab hier nichts mehr geplant", "en": "Critical: Werkblog: nothing planned from here on"} {
			made := w.make(t, "", "/workspaces/{workspace}/feeds", `{"name":"Lücken","gaps":true,"language":"`+language+`"}`)
			found := map[string]map[string]string{}
			for _, event := range vevents(w.fetch(t, "GET", text(t, made, "url")).want(t, http.StatusOK).body) {
				id, isGap := strings.CutPrefix(event["UID"], "gap-")
				id, _, _ = strings.Cut(id, "@")
				if isGap {
					found[id] = event
					first, _, _ := strings.Cut(event["SUMMARY"], ":")
					if !slices.Contains([]string{"Dringend", "Bald", "Später", "Critical", "Soon", "Later"}, first) {
						t.Errorf("%q does not begin with how urgent it is", event["SUMMARY"])
					}
				}
			}
			dry, later := found[w.ids["gap"]], found[w.ids["horizon"]]
			if gap["from"] != "2027-03-08" || gap["to"] != "2027-12-31" {
				t.Fatalf("the plan is dry from %v to %v", gap["from"], gap["to"])
			}
			link := w.expand("https://plan.example.org/w/{workspace}/gaps?gap={gap}&fill={gap}")
			for name, wanted := range map[string]string{
				"SUMMARY": want, "DTSTART;VALUE=DATE": "20270308", "DTEND;VALUE=DATE": "20280101", "TRANSP": "TRANSPARENT", "URL": link,
			} {
				if dry[name] != wanted {
					t.Errorf("%s: %s is %q, want %q", language, name, dry[name], wanted)
				}
			}
			if !strings.HasSuffix(dry["DESCRIPTION"], link) {
				t.Errorf("programs that show no URL show no link: %q", dry["DESCRIPTION"])
			}
			if wanted := w.expand("https://plan.example.org/w/{workspace}/gaps?gap={horizon}"); later["URL"] != wanted {
				t.Errorf("a gap that no entry fills leads to %q, want %q", later["URL"], wanted)
			}
		}
		made := w.make(t, "", "/workspaces/{workspace}/feeds", `{"name":"Ohne"}`)
		if body := w.fetch(t, "GET", text(t, made, "url")).want(t, http.StatusOK).body; strings.Contains(body, "UID:gap-") {
			t.Error("gaps are in a feed that was not asked to show them")
		}
	})
}
