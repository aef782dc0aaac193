package httpapi_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
)

const links = "/workspaces/{workspace}/links"

// share has the lead make a link and returns its address.
func (w *world) share(t *testing.T, name, draft string) string {
	t.Helper()
	made := w.as("lead").post(t, links, draft).want(t, http.StatusCreated)
	w.ids[name] = text(t, made, "link", "id")
	return text(t, made, "url")
}

// makeReports lets weeks pass and has their reports made.
func (w *world) makeReports(t *testing.T, weeks int) {
	t.Helper()
	w.wait(time.Duration(weeks) * 7 * 24 * time.Hour)
	if _, err := w.app.MakeDueReports(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestASharedYearShowsTitlesTopicsAndStatesAlone(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		const ws = "/workspaces/{workspace}"
		w.as("lead").patch(t, ws+"/entries/{entry}", `{"copy":"Geheimer Text","link":"https://example.org/geheim","owner_id":"{editor}"}`).want(t, http.StatusOK)
		w.make(t, "idea", ws+"/entries", `{"channel_id":"{channel}","title":"Nur eine Idee","publish_on":"2027-05-03","state":"idea"}`)
		w.make(t, "next", ws+"/entries", `{"channel_id":"{channel}","title":"Erst im nächsten Jahr","publish_on":"2028-01-01","state":"planned"}`)
		w.make(t, "other", ws+"/channels", `{"name":"Anderer Kanal","status":"active"}`)
		w.make(t, "hostile", ws+"/entries", `{"channel_id":"{channel}","title":"<script>alert(1)</script>","publish_on":"2027-12-31","state":"planned"}`)
		w.make(t, "elsewhere", ws+"/entries", `{"channel_id":"{other}","title":"Anderswo","publish_on":"2027-05-03","state":"planned"}`)

		w.as("lead").patch(t, ws+"/channels/{channel}", `{"name":"\u202eWerk\u2068blog"}`).want(t, http.StatusOK)

		page := w.fetch(t, "GET", w.sharedURL).want(t, http.StatusOK).
			says(t, `<html lang="de">`, "<h1>Werkblog im Jahr 2027</h1>", "Musterwerk", "Frühjahrsputz im Maschinenraum", "Reparieren statt wegwerfen", "3.\u00a0März", "geplant",
				"Werkstattwochen", "2.\u00a0August – 15.\u00a0August 2027", "&lt;script&gt;alert(1)", `content="noindex, nofollow"`).
			hides(t, "Geheimer Text", "geheim", "Nur eine Idee", "Erst im nächsten", "Anderer Kanal", "Anderswo", "Foto der Werkstatt", "Name of", "@example.org",
				"Betriebsferien", "Beirat", "<script", "style=", `href="/w/`, "/api/docs", w.ids["workspace"], w.ids["channel"], w.ids["entry"])
		for name, want := range map[string]string{
			"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store", "Set-Cookie": "",
		} {
			if got := page.header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		for _, header := range []string{"Cookie", "Accept-Language"} {
			other := w.fetch(t, "GET", w.sharedURL, header, map[string]string{"Cookie": w.signedIn("lead"), "Accept-Language": "en"}[header]).want(t, http.StatusOK)
			if other.body != page.body {
				t.Errorf("with %s it is another page:\n%s", header, other.body)
			}
		}
		named := w.share(t, "named", `{"name":"Intern","shows":"channel_year","channel_id":"{channel}","names":true,"language":"en"}`)
		w.fetch(t, "GET", named).want(t, http.StatusOK).says(t, `<html lang="en">`, "Werkblog in 2027", "Name of editor", "planned")
	})
}

func TestSharedReports(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		latest := w.share(t, "latest", `{"name":"Kunde","shows":"latest_report"}`)
		w.as("lead").patch(t, "/workspaces/{workspace}", `{"name":"Muster\u202ewerk"}`).want(t, http.StatusOK)
		w.fetch(t, "GET", latest).want(t, http.StatusOK).
			says(t, "Wochenbericht – Musterwerk", "Noch gibt es keinen Wochenbericht. Der erste entsteht am Montag um 06:00 Uhr", `content="noindex, nofollow"`).
			hides(t, "abgelaufen", `href="/w/`, w.ids["workspace"])
		w.fetch(t, "GET", latest[:len(latest)-1]).want(t, http.StatusNotFound).says(t, "abgelaufen")
		w.makeReports(t, 1)
		first := w.fetch(t, "GET", latest).want(t, http.StatusOK).says(t, "KW 9 2027", "Werkblog").
			hides(t, "Name of", "@example.org", "Zuständig", "niemand", ".csv", ".txt", `href="/w/`, "<script", w.ids["workspace"])
		w.ids["r"] = text(t, w.as("lead").get(t, reports+"/latest").want(t, http.StatusOK), "id")
		one := w.share(t, "one", `{"name":"Beirat","shows":"report","report_id":"{r}"}`)
		if w.fetch(t, "GET", one).want(t, http.StatusOK).body != first.body {
			t.Error("the same report by two links is not the same")
		}
		w.makeReports(t, 1)
		w.fetch(t, "GET", latest).want(t, http.StatusOK).says(t, "KW 10 2027")
		if w.fetch(t, "GET", one).want(t, http.StatusOK).body != first.body {
			t.Error("one report has become another")
		}
		named := w.share(t, "named", `{"name":"Intern","shows":"latest_report","names":true,"language":"en"}`)
		w.fetch(t, "GET", named).want(t, http.StatusOK).says(t, `<html lang="en">`, "Owner", "Name of editor")
	})
}

// What is no good link looks the same whatever the reason, to the byte.
func TestNoSharedLinkLooksLikeAnother(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		const draft = `{"name":"Weg","shows":"channel_year","channel_id":"{channel}"}`
		revoked := w.share(t, "revoked", draft)
		w.as("lead").remove(t, links+"/{revoked}").want(t, http.StatusNoContent)
		expired := w.share(t, "expired", `{"name":"Kurz","shows":"channel_year","channel_id":"{channel}","expires_at":"`+w.clock().Add(time.Hour).Format(time.RFC3339)+`"}`)
		w.fetch(t, "GET", expired).want(t, http.StatusOK)
		byName := map[string]string{}
		for _, name := range []string{"resting", "leaving", "demoted"} {
			w.admit(t, name, "Musterwerk", plan.Lead, false)
			byName[name] = text(t, w.as(name).post(t, links, draft).want(t, http.StatusCreated), "url")
			w.fetch(t, "GET", byName[name]).want(t, http.StatusOK)
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{resting}", `{"deactivated":true}`).want(t, http.StatusOK)
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{demoted}", `{"role":"editor"}`).want(t, http.StatusOK)
		w.as("lead").remove(t, "/workspaces/{workspace}/members/{leaving}").want(t, http.StatusNoContent)
		w.wait(time.Hour)

		token := strings.Split(w.sharedURL, "/")[4]
		addresses := map[string]string{
			"revoked": revoked, "expired": expired, "unknown": "/shared/" + strings.Repeat("A", len(token)), "malformed": "/shared/x",
			"a feed's token": "/shared/" + strings.Split(w.feedURL, "/")[4], "an API token": "/shared/" + w.tokens["lead"],
			"hostile": "/shared/%27%20OR%201=1", "long": "/shared/" + strings.Repeat("x", 5000), "with a query": revoked + "?lang=de",
		}
		maps.Copy(addresses, byName)
		seen := map[string]string{}
		for name, address := range addresses {
			a := w.fetch(t, "GET", address).want(t, http.StatusNotFound)
			a.header.Del("X-Request-Id")
			a.header.Del("Set-Cookie") // of ?lang=
			seen[fmt.Sprint(a.header)+a.body] = name
			mustNotContain(t, a, secrets...)
			if head := w.fetch(t, "HEAD", address).want(t, http.StatusNotFound); head.header.Get("ETag") != "" {
				t.Errorf("%s has a tag", name)
			}
		}
		if len(seen) != 1 {
			t.Errorf("%d refusals differ: %q", len(seen), seen)
		}
		w.fetch(t, "GET", w.sharedURL).want(t, http.StatusOK)
		if w.fetch(t, "POST", w.sharedURL).status != http.StatusMethodNotAllowed && w.fetch(t, "POST", w.sharedURL).status != http.StatusNotFound {
			t.Error("a shared page takes POST")
		}
		// Who comes back as a lead has their links again; who left does not.
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{resting}", `{"deactivated":false}`).want(t, http.StatusOK)
		w.fetch(t, "GET", byName["resting"]).want(t, http.StatusOK)
	})
}

// A link opens its page and nothing beside it.
func TestASharedLinkOpensNothingElse(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	token := strings.Split(w.sharedURL, "/")[4]
	for _, path := range []string{
		w.sharedURL + "/", w.sharedURL + ".csv", w.sharedURL + "/reports", "/feeds/" + token + "/plan.ics", "/shared/", "/shared",
		"/invitation/" + token, "/password/" + token, "/set-up/" + token,
	} {
		if a := w.fetch(t, "GET", path); a.status != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, a.status)
		}
	}
	for _, s := range steps(t) {
		s.by(t, w.anonymous().with("Authorization", "Bearer "+token)).refused(t, http.StatusUnauthorized, "unauthenticated")
	}
}

func TestSharedLinksAreManaged(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		list := lead.get(t, links).want(t, http.StatusOK)
		mustNotContain(t, list, strings.Split(w.sharedURL, "/")[4])
		if value(t, list, "items", 0, "last_opened_at") != nil {
			t.Error("it was opened before anybody did")
		}
		made, _ := time.Parse(time.RFC3339, text(t, list, "items", 0, "created_at"))
		until, _ := time.Parse(time.RFC3339, text(t, list, "items", 0, "expires_at"))
		if until.Sub(made) != 90*24*time.Hour {
			t.Errorf("good for %s", until.Sub(made))
		}
		w.wait(time.Minute)
		w.fetch(t, "GET", w.sharedURL).want(t, http.StatusOK)
		if err := w.app.FlushUsage(t.Context()); err != nil {
			t.Fatal(err)
		}
		opened := lead.get(t, links+"/{link}").want(t, http.StatusOK)
		if text(t, opened, "last_opened_at") != w.clock().UTC().Format(time.RFC3339) || opened.header.Get("ETag") != `"1"` {
			t.Errorf("opened: %s", opened.body)
		}
		lead.with("If-Match", `"7"`).remove(t, links+"/{link}").refused(t, http.StatusPreconditionFailed, "stale")
		lead.with("If-Match", `"1"`).remove(t, links+"/{link}").want(t, http.StatusNoContent)
		lead.remove(t, links+"/{link}").refused(t, http.StatusNotFound, "not_found")
		lead.get(t, links+"/{link}").refused(t, http.StatusNotFound, "not_found")
		if items, _ := value(t, lead.get(t, links).want(t, http.StatusOK), "items").([]any); len(items) != 0 {
			t.Errorf("revoked and still listed: %v", items)
		}
		trail := lead.get(t, "/workspaces/{workspace}/audit?subject_kind=shared_link").want(t, http.StatusOK)
		mustNotContain(t, trail, strings.Split(w.sharedURL, "/")[4])
		for i, action := range []string{"revoked", "created"} {
			if text(t, trail, "items", i, "action") != action {
				t.Errorf("audit: %s", trail.body)
			}
		}
	})
}

func TestSharedLinksAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		for name, draft := range map[string]string{
			"expires_at, past":         `{"name":"x","shows":"latest_report","expires_at":"2020-01-01T00:00:00Z"}`,
			"expires_at, after a year": `{"name":"x","shows":"latest_report","expires_at":"` + w.clock().AddDate(1, 0, 2).Format(time.RFC3339) + `"}`,
			"report_id, missing":       `{"name":"x","shows":"report"}`,
			"report_id, unknown":       `{"name":"x","shows":"report","report_id":"{entry}"}`,
			"report_id, for another":   `{"name":"x","shows":"latest_report","report_id":"{entry}"}`,
			"channel_id, missing":      `{"name":"x","shows":"channel_year"}`,
			"channel_id, unknown":      `{"name":"x","shows":"channel_year","channel_id":"{entry}"}`,
			"channel_id, for another":  `{"name":"x","shows":"latest_report","channel_id":"{channel}"}`,
			"name, blank":              `{"name":" ","shows":"latest_report"}`,
		} {
			a := lead.post(t, links, draft).refused(t, http.StatusUnprocessableEntity, "invalid")
			if field, _, _ := strings.Cut(name, ","); !strings.Contains(a.body, `"field":"`+field+`"`) {
				t.Errorf("%s: %s", name, a.body)
			}
		}
		w.share(t, "year", `{"name":"x","shows":"latest_report","expires_at":"`+w.clock().AddDate(1, 0, 0).Format(time.RFC3339)+`"}`)
		for range 98 {
			w.share(t, "many", `{"name":"x","shows":"latest_report"}`)
		}
		const draft = `{"name":"x","shows":"latest_report"}`
		a := lead.post(t, links, draft).refused(t, http.StatusConflict, "conflict")
		if !strings.Contains(a.body, "100 links") {
			t.Errorf("the limit is not told: %s", a.body)
		}
		lead.remove(t, links+"/{many}").want(t, http.StatusNoContent)
		lead.post(t, links, draft).want(t, http.StatusCreated)
		w.wait(91 * 24 * time.Hour) // those that expired count no more
		lead.post(t, links, draft).want(t, http.StatusCreated)
	})
}
