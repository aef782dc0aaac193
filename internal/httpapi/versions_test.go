package httpapi_test

import (
	"net/http"
	"testing"
)

// versioned lists a change of every resource that has a version.
var versioned = map[string]struct{ method, path, body string }{
	"workspace":  {"PATCH", "", `{"name":"Musterwerk AG"}`},
	"member":     {"PATCH", "/members/{member}", `{"role":"contributor"}`},
	"channel":    {"PATCH", "/channels/{channel}", `{"platform":"web"}`},
	"pause":      {"PATCH", "/channels/{channel}/pauses/{pause}", `{"reason":"Sommer"}`},
	"absence":    {"PATCH", "/absences/{absence}", `{"reason":"Umzug"}`},
	"plan":       {"PATCH", "/plans/{plan}", `{"lead_time_days":3}`},
	"topic":      {"PATCH", "/topics/{topic}", `{"description":"Was sich noch retten lässt."}`},
	"theme":      {"PATCH", "/themes/{theme}", `{"title":"Werkstatt"}`},
	"entry":      {"PATCH", "/entries/{entry}", `{"format":"article"}`},
	"feed":       {"PATCH", "/feeds/{feed}", `{"ideas":true}`},
	"comment":    {"PATCH", "/entries/{entry}/comments/{comment}", `{"text":"Anders gesagt."}`},
	"approval":   {"POST", "/entries/{entry}/approve", ``},
	"transition": {"POST", "/entries/{entry}/transitions", `{"to":"drafting"}`},
	"acceptance": {"PUT", "/gaps/{gap}/acceptance", `{"reason":"Messewoche","until":"2027-12-31"}`},
}

func TestAChangeOfWhatHasChangedIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		for name, tc := range versioned {
			t.Run(name, func(t *testing.T) {
				path := "/workspaces/{workspace}" + tc.path
				resource := resourceOf(path)
				before := lead.get(t, resource).want(t, http.StatusOK)
				tag := before.header.Get("ETag")
				if tag == "" {
					t.Fatal("there is no ETag")
				}
				lead.with("If-Match", `"999"`).send(t, tc.method, path, tc.body).refused(t, http.StatusPreconditionFailed, "stale")
				lead.with("If-Match", "999").send(t, tc.method, path, tc.body).refused(t, http.StatusBadRequest, "malformed")
				if unchanged := lead.get(t, resource); unchanged.header.Get("ETag") != tag {
					t.Fatalf("a refused change took the version from %s to %s", tag, unchanged.header.Get("ETag"))
				}
				after := lead.with("If-Match", tag).send(t, tc.method, path, tc.body).want(t, http.StatusOK)
				if after.header.Get("ETag") == tag {
					t.Errorf("the version stayed at %s: %s", tag, after.body)
				}
				lead.with("If-Match", tag).send(t, tc.method, path, tc.body).refused(t, http.StatusPreconditionFailed, "stale")
			})
		}
	})
}

// resourceOf cuts off what is done to a resource.
func resourceOf(path string) string {
	for _, end := range []string{"/transitions", "/acceptance", "/approve"} {
		if rest, found := cutEnd(path, end); found {
			return rest
		}
	}
	return path
}

func cutEnd(text, end string) (string, bool) {
	if len(text) < len(end) || text[len(text)-len(end):] != end {
		return text, false
	}
	return text[:len(text)-len(end)], true
}

func TestDeletingWhatHasChangedIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		for _, path := range []string{"/feeds/{feed}", "/themes/{theme}", "/entries/{entry}/comments/{comment}", "/entries/{entry}", "/topics/{topic}", "/plans/{plan}", "/channels/{channel}/pauses/{pause}"} {
			t.Run(path, func(t *testing.T) {
				path := "/workspaces/{workspace}" + path
				tag := lead.get(t, path).want(t, http.StatusOK).header.Get("ETag")
				lead.with("If-Match", `"999"`).remove(t, path).refused(t, http.StatusPreconditionFailed, "stale")
				lead.with("If-Match", tag).remove(t, path).want(t, http.StatusNoContent)
				lead.remove(t, path).refused(t, http.StatusNotFound, "not_found")
			})
		}
	})
}

// PATCH changes only what is sent, under either of its content types, and null
// takes a value away.
func TestPatchChangesWhatIsSent(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const path = "/workspaces/{workspace}/entries/{entry}"
		for _, mediaType := range []string{"application/json", "application/merge-patch+json", "application/merge-patch+json; charset=utf-8"} {
			t.Run(mediaType, func(t *testing.T) {
				lead := w.as("lead").with("Content-Type", mediaType)
				lead.patch(t, path, `{"topic_id":"{topic}","link":"https://example.org/a","publish_at":"2027-03-03T10:00:00+01:00","copy":"Text"}`).want(t, http.StatusOK)

				a := lead.patch(t, path, `{"title":"Neu"}`).want(t, http.StatusOK)
				for field, want := range map[string]any{
					"title": "Neu", "topic_id": w.ids["topic"], "link": "https://example.org/a", "copy": "Text",
					"publish_at": "2027-03-03T09:00:00Z", "publish_on": nil,
				} {
					if got := value(t, a, field); got != want {
						t.Errorf("%s = %v, want %v", field, got, want)
					}
				}
				a = lead.patch(t, path, `{"topic_id":null,"link":null,"copy":"","publish_on":"2027-03-05"}`).want(t, http.StatusOK)
				for field, want := range map[string]any{
					"title": "Neu", "topic_id": nil, "link": nil, "copy": "", "publish_at": nil, "publish_on": "2027-03-05",
				} {
					if got := value(t, a, field); got != want {
						t.Errorf("%s = %v, want %v", field, got, want)
					}
				}
				version := value(t, a, "version")
				if a = lead.patch(t, path, `{}`).want(t, http.StatusOK); value(t, a, "version") != version {
					t.Errorf("a patch without a change took the version from %v to %v", version, value(t, a, "version"))
				}
			})
		}
	})
}

// A cadence is merged into the present one; its kind follows what is named.
func TestPatchOfACadence(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		for _, step := range []struct {
			body string
			want map[string]any
		}{
			{`{"cadence":{"quota":3}}`, map[string]any{"quota": 3.0, "per": "week"}},
			{`{"cadence":{"per":"month"}}`, map[string]any{"quota": 3.0, "per": "month"}},
			{`{"cadence":{"rule":"FREQ=WEEKLY;BYDAY=TU","time":"10:00"}}`,
				map[string]any{"rule": "FREQ=WEEKLY;BYDAY=TU", "time": "10:00", "tolerance_hours": 24.0}},
			{`{"cadence":{"tolerance_hours":48}}`,
				map[string]any{"rule": "FREQ=WEEKLY;BYDAY=TU", "time": "10:00", "tolerance_hours": 48.0}},
			{`{"cadence":{"time":"09:30"}}`,
				map[string]any{"rule": "FREQ=WEEKLY;BYDAY=TU", "time": "09:30", "tolerance_hours": 48.0}},
			{`{"cadence":{"rule":null,"time":null,"tolerance_hours":null,"quota":2,"per":"week"}}`, map[string]any{"quota": 2.0, "per": "week"}},
		} {
			a := lead.patch(t, "/workspaces/{workspace}/plans/{plan}", step.body).want(t, http.StatusOK)
			got := value(t, a, "cadence").(map[string]any)
			if len(got) != len(step.want) {
				t.Errorf("%s gave %v, want %v", step.body, got, step.want)
			}
			for field, want := range step.want {
				if got[field] != want {
					t.Errorf("%s: %s = %v, want %v", step.body, field, got[field], want)
				}
			}
		}
		lead.patch(t, "/workspaces/{workspace}/plans/{plan}", `{"cadence":{"quota":2,"rule":"FREQ=DAILY"}}`).
			refused(t, http.StatusUnprocessableEntity, "invalid")
	})
}
