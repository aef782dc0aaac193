package httpapi_test

import (
	"net/http"
	"testing"
	"time"

	"stetig/internal/app"
)

// The administrator sees what the servers did by the clock.
func TestTheAdministratorSeesJobs(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		if items := value(t, admin.get(t, "/admin/jobs").want(t, http.StatusOK), "items").([]any); len(items) != 0 {
			t.Errorf("before any job ran: %v", items)
		}
		if due := value(t, admin.get(t, "/admin/jobs"), "due").([]any); len(due) != 1 || due[0].(map[string]any)["due_at"] != "2027-03-03T15:15:00Z" || due[0].(map[string]any)["every_seconds"] != 900.0 {
			t.Errorf("due next: %v", due)
		}
		server := w.app
		due := time.Date(2027, 3, 3, 15, 0, 0, 0, time.UTC)
		for i, outcome := range []app.RunOutcome{app.RunDone, app.RunFailed, app.RunRunning} {
			run, mine, err := server.ClaimRun(t.Context(), "reports", due.Add(time.Duration(i)*time.Minute), time.Hour)
			if err != nil || !mine {
				t.Fatal(mine, err)
			}
			if outcome == app.RunRunning {
				continue
			}
			run.Outcome, run.Counts = outcome, map[string]int{"reports_made": 2}
			if outcome == app.RunFailed {
				run.Counts, run.Detail = nil, "took too long"
			}
			if _, err := server.EndRun(t.Context(), run); err != nil {
				t.Fatal(err)
			}
		}
		for path, due := range map[string]string{
			"/admin/jobs?job=reports&outcome=done": "2027-03-03T15:00:00Z",
			"/admin/jobs?outcome=failed":           "2027-03-03T15:01:00Z",
			"/admin/jobs?outcome=running":          "2027-03-03T15:02:00Z",
		} {
			a := admin.get(t, path).want(t, http.StatusOK)
			items := value(t, a, "items").([]any)
			if len(items) != 1 || items[0].(map[string]any)["due_at"] != due || items[0].(map[string]any)["server"] != server.ServerID() {
				t.Errorf("%s: %s", path, a.body)
			}
		}
		var dues []string
		for path := "/admin/jobs?limit=1"; path != ""; {
			a := admin.get(t, path).want(t, http.StatusOK)
			for _, item := range value(t, a, "items").([]any) {
				dues = append(dues, item.(map[string]any)["due_at"].(string))
			}
			path = ""
			if next, more := value(t, a, "next_cursor").(string); more {
				path = "/admin/jobs?limit=1&cursor=" + next
			}
		}
		if len(dues) != 3 || dues[0] == dues[1] || dues[1] == dues[2] {
			t.Errorf("page by page: %v", dues)
		}
		if items := value(t, admin.get(t, "/admin/jobs?job=tidy").want(t, http.StatusOK), "items").([]any); len(items) != 0 {
			t.Errorf("of another job: %v", items)
		}
		admin.get(t, "/admin/jobs?job=mail").refused(t, http.StatusBadRequest, "malformed")
		admin.get(t, "/admin/jobs?cursor=x").refused(t, http.StatusUnprocessableEntity, "invalid")
	})
}
