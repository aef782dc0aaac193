package httpapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestMailIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tc := range map[string]struct {
			who, method, path string
			status            int
			code              string
		}{
			"to a lead":                     {"lead", "GET", "/admin/mail", 403, "forbidden"},
			"a lead's retry":                {"lead", "POST", "/admin/mail/{mail}/retry", 403, "forbidden"},
			"a state that is none":          {"admin", "GET", "/admin/mail?state=lost", 400, "malformed"},
			"another list's cursor":         {"admin", "GET", "/admin/mail?cursor=x", 422, "invalid"},
			"a retry of what is not there":  {"admin", "POST", "/admin/mail/00000000-0000-7000-8000-000000000000/retry", 404, "not_found"},
			"a retry of what cannot be one": {"admin", "POST", "/admin/mail/x/retry", 400, "malformed"},
		} {
			t.Run(name, func(t *testing.T) {
				w.as(tc.who).send(t, tc.method, tc.path, "").refused(t, tc.status, tc.code)
			})
		}
	})
}

// The administrator sees what became of mail, and no address. The editor was
// asked to own the channel, too, and has said yes.
func TestTheAdministratorSeesMail(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		deliver := func() {
			if err := w.app.DeliverMail(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		get := func(state string, wanted int) answer {
			a := admin.get(t, "/admin/mail?state="+state).want(t, http.StatusOK)
			mustNotContain(t, a, append(secrets, "@", "Name of")...)
			if n := len(value(t, a, "items").([]any)); n != wanted {
				t.Fatalf("%d mails are %s, want %d: %s", n, state, wanted, a.body)
			}
			return a
		}
		is := func(a answer, want map[string]any) {
			t.Helper()
			for field, want := range want {
				if got := value(t, a, "items", 0, field); got != want {
					t.Errorf("%s = %v, want %v", field, got, want)
				}
			}
		}
		is(get("waiting", 2), map[string]any{
			"id": w.ids["mail"], "kind": "mention", "workspace_id": w.ids["workspace"], "subject_id": w.ids["comment"], "member_id": w.ids["editor"],
			"attempts": 0.0, "outcome": nil, "created_at": "2027-03-01T11:00:00Z", "due_at": "2027-03-01T11:00:00Z", "settled_at": nil,
		})
		deliver()
		is(get("failed", 1), map[string]any{
			"attempts": 1.0, "outcome": "the mail server cannot be reached", "due_at": "2027-03-01T11:01:00Z", "settled_at": nil,
		})
		for range 13 {
			w.wait(4 * time.Hour)
			deliver()
		}
		is(get("given_up", 1), map[string]any{
			"attempts": 14.0, "outcome": "the mail server cannot be reached", "due_at": nil, "settled_at": "2027-03-03T15:00:00Z",
		})
		seen := admin.get(t, "/admin/audit?action=given_up").want(t, http.StatusOK)
		if text(t, seen, "items", 0, "subject_id") != w.ids["mail"] || strings.Contains(seen.body, "@") {
			t.Errorf("the server's audit log: %s", seen.body)
		}

		again := admin.with("Idempotency-Key", "noch einmal").post(t, "/admin/mail/{mail}/retry", "").want(t, http.StatusOK)
		for field, want := range map[string]any{"state": "failed", "attempts": 0.0, "due_at": "2027-03-03T15:00:00Z", "settled_at": nil} {
			if got := value(t, again, field); got != want {
				t.Errorf("after the retry %s = %v, want %v", field, got, want)
			}
		}
		deliver()
		repeated := admin.with("Idempotency-Key", "noch einmal").post(t, "/admin/mail/{mail}/retry", "").want(t, http.StatusOK)
		if repeated.body != again.body {
			t.Errorf("the same request answers %s", repeated.body)
		}
		is(get("failed", 1), map[string]any{"attempts": 1.0, "due_at": "2027-03-03T15:01:00Z"})
		retried := admin.get(t, "/admin/audit?action=retried").want(t, http.StatusOK)
		if n := len(value(t, retried, "items").([]any)); n != 1 {
			t.Errorf("%d retries in the server's audit log: %s", n, retried.body)
		}

		w.as("lead").remove(t, entries+"/{entry}/comments/{comment}").want(t, http.StatusNoContent)
		w.wait(time.Minute)
		deliver()
		is(get("nothing_to_send", 2), map[string]any{"outcome": "the comment was deleted", "due_at": nil, "settled_at": "2027-03-03T15:01:00Z"})
		admin.post(t, "/admin/mail/{mail}/retry", "").refused(t, http.StatusConflict, "conflict")
	})
}
