package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAbsencesAreWrittenByWhoMay(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const list = "/workspaces/{workspace}/absences"
		const one = list + "/{absence}" // the lead's
		week := `"starts_on":"2027-06-07","ends_on":"2027-06-11"`
		for _, role := range []string{"viewer", "contributor", "editor"} {
			w.as(role).post(t, list, `{"member_id":"{lead}",`+week+`}`).refused(t, http.StatusForbidden, "forbidden")
			w.as(role).send(t, "PATCH", one, `{"reason":"Umzug"}`).refused(t, http.StatusForbidden, "forbidden")
			w.as(role).send(t, "DELETE", one, "").refused(t, http.StatusForbidden, "forbidden")
		}
		lead := w.as("lead")
		for name, body := range map[string]string{
			"backwards":           `{"starts_on":"2027-06-07","ends_on":"2027-06-06"}`,
			"one's own deputy":    `{"deputy_id":"{lead}",` + week + `}`,
			"an unknown member":   `{"member_id":"0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10",` + week + `}`,
			"a stranger's deputy": `{"deputy_id":"{stranger}",` + week + `}`,
		} {
			t.Run(name, func(t *testing.T) { lead.post(t, list, body).refused(t, http.StatusUnprocessableEntity, "invalid") })
		}
		lead.post(t, list, `{"starts_on":"2027-05-07","ends_on":"2027-05-09"}`).refused(t, http.StatusConflict, "conflict")

		own := w.as("viewer").post(t, list, `{`+week+`}`).want(t, http.StatusCreated)
		if text(t, own, "member_id") != w.ids["viewer"] || own.json["deputy_id"] != nil || own.json["reason"] != "" {
			t.Errorf("got %s", own.body)
		}
		w.ids["own"] = text(t, own, "id")
		w.as("viewer").send(t, "PATCH", list+"/{own}", `{"deputy_id":"{editor}","starts_on":"2027-06-08"}`).want(t, http.StatusOK)
		lead.send(t, "PATCH", list+"/{own}", `{"ends_on":"2027-06-12"}`).want(t, http.StatusOK)
		for query, want := range map[string]int{
			"": 2, "?member={viewer}": 1, "?member={editor}": 0, "?from=2027-05-07&to=2027-06-07": 1, "?from=2027-06-12": 1, "?from=2027-06-13": 0, "?member={viewer}&to=2027-06-08": 1,
		} {
			a := w.as("viewer").get(t, list+query).want(t, http.StatusOK)
			if got := len(a.json["items"].([]any)); got != want {
				t.Errorf("%s: %d absences, want %d: %s", query, got, want, a.body)
			}
		}
		w.as("viewer").get(t, list+"?from=2027-06-02&to=2027-06-01").refused(t, http.StatusBadRequest, "malformed")
		w.as("viewer").send(t, "DELETE", list+"/{own}", "").want(t, http.StatusNoContent)
		lead.get(t, list+"/{own}").refused(t, http.StatusNotFound, "not_found")
	})
}

// The channel's owner goes away: with the answer the gap is there, and it goes
// with the deputy, returns when the deputy is away or has left, and goes with
// the absence.
func TestAnUncoveredAbsenceIsAGapAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const list = "/workspaces/{workspace}/absences"
		lead := w.as("lead")
		open := func(when string, want ...string) {
			t.Helper()
			a := lead.get(t, "/workspaces/{workspace}/gaps?state=open&rule=uncovered_absence").want(t, http.StatusOK)
			items := a.json["items"].([]any)
			if len(items) != len(want) {
				t.Fatalf("%s: %d gaps, want %d: %s", when, len(items), len(want), a.body)
			}
			for i, days := range want {
				if got := text(t, a, "items", i, "from") + ".." + text(t, a, "items", i, "to"); got != days {
					t.Errorf("%s: %s, want %s", when, got, days)
				}
			}
			if len(want) > 0 && !strings.Contains(a.body, w.ids["editor"]) {
				t.Errorf("%s: it does not say who is away: %s", when, a.body)
			}
		}
		open("before")
		made := w.as("editor").post(t, list, `{"starts_on":"2027-03-08","ends_on":"2027-03-12","reason":"Fortbildung"}`).want(t, http.StatusCreated)
		w.ids["away"] = text(t, made, "id")
		open("nobody stands in", "2027-03-08..2027-03-12")
		w.as("editor").send(t, "PATCH", list+"/{away}", `{"deputy_id":"{contributor}"}`).want(t, http.StatusOK)
		open("somebody stands in")
		ill := w.as("contributor").post(t, list, `{"starts_on":"2027-03-11","ends_on":"2027-03-20"}`).want(t, http.StatusCreated)
		w.ids["ill"] = text(t, ill, "id")
		open("the deputy is away", "2027-03-11..2027-03-12")
		w.as("contributor").send(t, "DELETE", list+"/{ill}", "").want(t, http.StatusNoContent)
		open("the deputy is back")
		lead.send(t, "PATCH", "/workspaces/{workspace}/members/{contributor}", `{"deactivated":true}`).want(t, http.StatusOK)
		open("the deputy has left", "2027-03-08..2027-03-12")
		lead.send(t, "PATCH", "/workspaces/{workspace}/channels/{channel}", `{"deputy_id":"{lead}"}`).want(t, http.StatusOK)
		open("the absence's deputy goes before the channel's", "2027-03-08..2027-03-12")
		lead.send(t, "PATCH", list+"/{away}", `{"deputy_id":null}`).want(t, http.StatusOK)
		open("the channel's deputy stands in")
		lead.send(t, "PATCH", "/workspaces/{workspace}/channels/{channel}", `{"deputy_id":null}`).want(t, http.StatusOK)
		open("nobody again", "2027-03-08..2027-03-12")
		w.as("editor").send(t, "DELETE", list+"/{away}", "").want(t, http.StatusNoContent)
		open("the absence is taken back")
	})
}
