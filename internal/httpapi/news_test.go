package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

const newsPath = "/workspaces/{workspace}/news"

// Everybody chooses for themselves what they are mailed; leads are sent the report
// until they say otherwise, others once they ask.
func TestWhoIsMailedWhat(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for who, want := range map[string]bool{"lead": true, "editor": false, "contributor": false, "viewer": false} {
			a := w.as(who).get(t, newsPath).want(t, http.StatusOK)
			if value(t, a, "receives_report") != want || value(t, a, "weekly_report") != "by_role" || value(t, a, "daily_digest") != true || value(t, a, "mail") != "sent" || a.header.Get("ETag") != `"0"` {
				t.Errorf("%s: %s", who, a.body)
			}
		}
		asked := w.as("viewer").with("If-Match", `"0"`).patch(t, newsPath, `{"weekly_report":"yes"}`).want(t, http.StatusOK)
		if value(t, asked, "receives_report") != true || asked.header.Get("ETag") != `"1"` {
			t.Errorf("asked for: %s", asked.body)
		}
		w.as("viewer").with("If-Match", `"0"`).patch(t, newsPath, `{"daily_digest":false}`).refused(t, http.StatusPreconditionFailed, "stale")
		w.as("viewer").patch(t, newsPath, `{"daily_digest":false}`).want(t, http.StatusOK)
		ended := w.as("lead").patch(t, newsPath, `{"weekly_report":"no"}`).want(t, http.StatusOK)
		if value(t, ended, "receives_report") != false {
			t.Errorf("ended: %s", ended.body)
		}
		if a := w.as("viewer").get(t, newsPath).want(t, http.StatusOK); value(t, a, "receives_report") != true || value(t, a, "daily_digest") != false {
			t.Errorf("another's choice has changed it: %s", a.body)
		}
		for name, body := range map[string]string{"nothing": `{}`, "a word that is none": `{"weekly_report":"maybe"}`, "somebody else": `{"member_id":"x","weekly_report":"no"}`} {
			t.Run(name, func(t *testing.T) {
				if a := w.as("lead").patch(t, newsPath, body); a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity {
					t.Errorf("answered with %d: %s", a.status, a.body)
				}
			})
		}
		audit := w.as("lead").get(t, "/workspaces/{workspace}/audit?action=news_changed").want(t, http.StatusOK)
		if n := len(value(t, audit, "items").([]any)); n != 3 {
			t.Errorf("%d lines in the audit log: %s", n, audit.body)
		}
		w.as("stranger").get(t, newsPath).refused(t, http.StatusNotFound, "not_found")
	})
}

// The hour and the zone of the digest are a person's, not a workspace's.
func TestWhenTheDigestComes(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		who := w.as("founder")
		a := who.get(t, "/me/news").want(t, http.StatusOK)
		if value(t, a, "daily_digest") != true || value(t, a, "digest_hour") != 8.0 || value(t, a, "time_zone") != nil || value(t, a, "effective_time_zone") != "Europe/Berlin" ||
			value(t, a, "next_digest_at") != "2027-03-02T07:00:00Z" {
			t.Errorf("at first: %s", a.body)
		}
		a = who.patch(t, "/me/news", `{"digest_hour":17,"time_zone":"America/New_York"}`).want(t, http.StatusOK)
		if value(t, a, "next_digest_at") != "2027-03-01T22:00:00Z" || value(t, a, "effective_time_zone") != "America/New_York" || value(t, a, "version") != 1.0 {
			t.Errorf("at five in New York: %s", a.body)
		}
		a = who.with("If-Match", `"1"`).patch(t, "/me/news", `{"time_zone":null,"daily_digest":false}`).want(t, http.StatusOK)
		if value(t, a, "next_digest_at") != nil || value(t, a, "time_zone") != nil || value(t, a, "digest_hour") != 17.0 {
			t.Errorf("ended: %s", a.body)
		}
		who.with("If-Match", `"1"`).patch(t, "/me/news", `{"digest_hour":9}`).refused(t, http.StatusPreconditionFailed, "stale")
		who.patch(t, "/me/news", `{"time_zone":"Mars/Olympus"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "time_zone")
		for _, hour := range []string{"24", "-1", "8.5", `"8"`} {
			if a := who.patch(t, "/me/news", `{"digest_hour":`+hour+`}`); a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity {
				t.Errorf("hour %s: answered with %d: %s", hour, a.status, a.body)
			}
		}
		w.as("lead").get(t, "/me/news").want(t, http.StatusOK)
		w.as("lead").patch(t, "/me/news", `{"digest_hour":9}`).refused(t, http.StatusForbidden, "forbidden") // by a token for one workspace
		data := who.get(t, "/me/data").want(t, http.StatusOK)
		if !strings.Contains(data.body, `"kind":"news"`) {
			t.Errorf("what is kept: %s", data.body)
		}
		who.get(t, "/me/export").want(t, http.StatusOK)
	})
}
