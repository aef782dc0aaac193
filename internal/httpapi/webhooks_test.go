package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWebhooksAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const path = "/workspaces/{workspace}/webhooks"
		good := func(field, value string) string {
			draft := map[string]string{"name": `"Bot"`, "url": `"https://example.org/"`, "events": `["gap.opened"]`}
			draft[field] = value
			return `{"name":` + draft["name"] + `,"url":` + draft["url"] + `,"events":` + draft["events"] + `}`
		}
		for name, c := range map[string]struct {
			who, body string
			status    int
			code      string
		}{
			"an editor's":           {"editor", good("name", `"Bot"`), 403, "forbidden"},
			"another scheme":        {"lead", good("url", `"ftp://example.org/"`), 422, "invalid"},
			"no host":               {"lead", good("url", `"https:///x"`), 422, "invalid"},
			"a password in the url": {"lead", good("url", `"https://a:b@example.org/"`), 422, "invalid"},
			"a fragment":            {"lead", good("url", `"https://example.org/#x"`), 422, "invalid"},
			"a line break":          {"lead", good("url", `"https://example.org/\r\nX: y"`), 422, "invalid"},
			"a long one":            {"lead", good("url", `"https://example.org/`+strings.Repeat("x", 2000)+`"`), 422, "invalid"},
			"no events":             {"lead", good("events", `[]`), 422, "invalid"},
			"an event that is none": {"lead", good("events", `["entry.eaten"]`), 422, "invalid"},
			"an event twice":        {"lead", good("events", `["gap.opened","gap.opened"]`), 422, "invalid"},
			"a ping":                {"lead", good("events", `["ping"]`), 422, "invalid"},
			"no name":               {"lead", good("name", `" "`), 422, "invalid"},
		} {
			t.Run(name, func(t *testing.T) { w.as(c.who).post(t, path, c.body).refused(t, c.status, c.code) })
		}
		for range 9 {
			w.as("lead").post(t, path, good("name", `"Noch einer"`)).want(t, http.StatusCreated)
		}
		w.as("lead").post(t, path, good("name", `"Einer zu viel"`)).refused(t, http.StatusConflict, "conflict")
		w.as("lead").with("If-Match", `"7"`).patch(t, path+"/{webhook}", `{"name":"x"}`).refused(t, http.StatusPreconditionFailed, "stale")
		w.as("lead").get(t, path+"/{webhook}/deliveries?state=lost").refused(t, http.StatusBadRequest, "malformed")
		w.as("lead").get(t, path+"/{entry}/deliveries").refused(t, http.StatusNotFound, "not_found")
	})
}

// The secret is in the answer that makes it and nowhere else; of the address the
// audit log has the host alone.
func TestAWebhooksSecretIsShownOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		made := lead.with("Idempotency-Key", "einmal").post(t, "/workspaces/{workspace}/webhooks",
			`{"name":"Bot","url":"https://example.org/pfad-der-geheim-ist?k=v","events":["report.made","entry.created"]}`).want(t, http.StatusCreated)
		w.ids["webhook"] = text(t, made, "webhook", "id")
		path := "/workspaces/{workspace}/webhooks/{webhook}"
		first := text(t, made, "secret")
		if got := value(t, made, "webhook", "events").([]any); got[0] != "entry.created" || !strings.HasPrefix(first, "whsec_") || len(first) < 40 {
			t.Errorf("made: %s", made.body)
		}
		lead.with("Idempotency-Key", "einmal").post(t, "/workspaces/{workspace}/webhooks",
			`{"name":"Bot","url":"https://example.org/pfad-der-geheim-ist?k=v","events":["report.made","entry.created"]}`).refused(t, http.StatusConflict, "conflict")
		rotated := lead.with("If-Match", `"1"`).post(t, path+"/secret", "").want(t, http.StatusOK)
		second := text(t, rotated, "secret")
		if first == second || value(t, rotated, "webhook", "previous_secret_until") != "2027-03-02T11:00:00Z" {
			t.Errorf("rotated: %s", rotated.body)
		}
		lead.patch(t, path, `{"url":"https://other.example.org/auch-geheim","enabled":false}`).want(t, http.StatusOK)
		for _, a := range []answer{lead.get(t, path), lead.get(t, "/workspaces/{workspace}/webhooks"), lead.get(t, path+"/deliveries")} {
			mustNotContain(t, a.want(t, http.StatusOK), first, second, webhookSecret)
		}
		audit := lead.get(t, "/workspaces/{workspace}/audit?subject_kind=webhook").want(t, http.StatusOK)
		mustNotContain(t, audit, first, second, "geheim", "k=v")
		for _, word := range []string{"created", "secret_rotated", "changed", "https://other.example.org", "enabled"} {
			if !strings.Contains(audit.body, word) {
				t.Errorf("the audit log lacks %q: %s", word, audit.body)
			}
		}
		if log := w.log.String(); strings.Contains(log, first) || strings.Contains(log, "geheim") {
			t.Error("the log holds a secret")
		}
		lead.remove(t, path).want(t, http.StatusNoContent)
		lead.get(t, path).refused(t, http.StatusNotFound, "not_found")
	})
}

func TestDeadDeliveriesAreSentAgain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead, path := w.as("lead"), "/workspaces/{workspace}/webhooks/{webhook}"
		dead := lead.get(t, path+"/deliveries?state=dead").want(t, http.StatusOK)
		if value(t, dead, "items", 0, "outcome") != "it refuses connections" || text(t, dead, "items", 0, "message", "id") != w.ids["delivery"] {
			t.Errorf("dead: %s", dead.body)
		}
		lead.patch(t, path, `{"enabled":false}`).want(t, http.StatusOK)
		lead.post(t, path+"/deliveries/{delivery}/resend", "").refused(t, http.StatusConflict, "conflict")
		lead.post(t, path+"/deliveries/resend", "").refused(t, http.StatusConflict, "conflict")
		lead.patch(t, path, `{"enabled":true}`).want(t, http.StatusOK)
		again := lead.post(t, path+"/deliveries/{delivery}/resend", "").want(t, http.StatusOK)
		if value(t, again, "state") != "waiting" || value(t, again, "message", "sequence") != 2.0 || value(t, again, "attempts") != 0.0 {
			t.Errorf("sent again: %s", again.body)
		}
		lead.post(t, path+"/deliveries/{delivery}/resend", "").refused(t, http.StatusConflict, "conflict")
		if n := len(value(t, lead.get(t, path+"/deliveries?state=waiting").want(t, http.StatusOK), "items").([]any)); n != 1 {
			t.Errorf("%d wait", n)
		}
		lead.post(t, path+"/deliveries/{entry}/resend", "").refused(t, http.StatusConflict, "conflict") // the same one
		lead.post(t, path+"/deliveries/{gap}/resend", "").refused(t, http.StatusNotFound, "not_found")
		resent := func(want float64) {
			t.Helper()
			if a := lead.post(t, path+"/deliveries/resend", "").want(t, http.StatusOK); value(t, a, "resent") != want {
				t.Errorf("all that was given up: %s", a.body)
			}
		}
		resent(0)
		lead.patch(t, path, `{"enabled":false}`).want(t, http.StatusOK) // gives up what waits
		lead.patch(t, path, `{"enabled":true}`).want(t, http.StatusOK)
		resent(1)
	})
}

func TestPingsAreBounded(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead, path := w.as("lead"), "/workspaces/{workspace}/webhooks/{webhook}/ping"
		for range 10 {
			ping := lead.post(t, path, "").want(t, http.StatusOK)
			if value(t, ping, "delivered") != false || value(t, ping, "outcome") != "it refuses connections" || value(t, ping, "message", "type") != "ping" {
				t.Fatalf("pinged: %s", ping.body)
			}
		}
		lead.post(t, path, "").refused(t, http.StatusTooManyRequests, "too_many")
	})
}

// What comes with a sheet, and what a bulk changes, is told entry by entry.
func TestManyEntriesAtOnceAreToldOneByOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead, path := w.as("lead"), "/workspaces/{workspace}/webhooks/{webhook}"
		lead.patch(t, path, `{"events":["entry.created","entry.changed"]}`).want(t, http.StatusOK)
		sheet := "Titel;Datum;Kanal\nEins;2027-04-01;Werkblog\nZwei;2027-04-02;Werkblog\n"
		imported := lead.with("Content-Type", "text/csv").post(t, "/workspaces/{workspace}/imports?mode=all_or_nothing", sheet).want(t, http.StatusOK)
		if value(t, imported, "created") != 2.0 {
			t.Fatalf("imported: %s", imported.body)
		}
		lead.post(t, "/workspaces/{workspace}/entries/bulk", `{"entry_ids":["{entry}"],"change":{"move_days":7},"mode":"apply"}`).want(t, http.StatusOK)
		var told []any
		for _, item := range value(t, lead.get(t, path+"/deliveries?state=waiting").want(t, http.StatusOK), "items").([]any) {
			told = append(told, item.(map[string]any)["message"].(map[string]any)["type"])
		}
		if diff := cmp.Diff([]any{"entry.changed", "entry.created", "entry.created"}, told); diff != "" {
			t.Errorf("told, the latest first (-want +got):\n%s", diff)
		}
	})
}
