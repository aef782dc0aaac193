package httpapi_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stetig/internal/app"
)

const aUser = "/admin/users/{user}"

func TestUsersAreTheAdministratorsAffair(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "admin", "admin reading", `{"name":"liest","access":"read"}`)
		w.newToken(t, "admin", "admin there", `{"name":"dort","access":"write","workspace_id":"{foreign}"}`)
		before := len(auditLines(t, w.as("admin").get(t, "/admin/audit?action=refused&limit=200")))
		refusals := 0
		for _, s := range steps(t) {
			if !strings.HasPrefix(s.path, "/admin/") {
				continue
			}
			whos := []string{"lead", "stranger", "admin there"}
			if s.method != http.MethodGet {
				whos = append(whos, "admin reading")
			}
			for _, who := range whos {
				a := s.by(t, w.as(who)).refused(t, http.StatusForbidden, "forbidden")
				mustNotContain(t, a, "viewer@example.org", "Name of viewer")
				refusals++
			}
		}
		if got := len(auditLines(t, w.as("admin").get(t, "/admin/audit?action=refused&limit=200"))) - before; got != refusals {
			t.Errorf("%d of %d refusals are in the log", got, refusals)
		}
		w.as("admin reading").get(t, aUser).want(t, http.StatusOK)
		for _, path := range []string{"/admin/users/{channel}", "/admin/users/{channel}/sessions", "/admin/users/{channel}/password-link"} {
			method := map[string]string{"sessions": "DELETE", "password-link": "POST"}[path[strings.LastIndex(path, "/")+1:]]
			if method == "" {
				method = "GET"
			}
			w.as("admin").send(t, method, path, "").refused(t, http.StatusNotFound, "not_found")
		}
	})
}

func TestUsersAreFound(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		admin.patch(t, aUser, `{"deactivated":true}`).want(t, http.StatusOK)
		for query, want := range map[string]string{
			"":                     "admin contributor editor founder lead stranger viewer",
			"?limit=1":             "admin contributor editor founder lead stranger viewer",
			"?q=view":              "viewer",
			"?q=NAME+of+ed":        "editor",
			"?administrator=true":  "admin founder",
			"?administrator=false": "contributor editor lead stranger viewer",
			"?deactivated=true":    "viewer",
			"?deactivated=false&administrator=false&q=example": "contributor editor lead stranger",
			"?q=nobody": "",
		} {
			t.Run(query, func(t *testing.T) {
				var found []string
				path := "/admin/users" + query
				for path != "" {
					a := admin.get(t, path)
					for _, email := range listed(t, a, "email") {
						name, _, _ := strings.Cut(email, "@")
						found = append(found, name)
					}
					path = ""
					if next, more := value(t, a, "next_cursor").(string); more {
						path = "/admin/users?" + strings.TrimPrefix(query, "?") + "&cursor=" + url.QueryEscape(next)
					}
				}
				if got := strings.Join(found, " "); got != want {
					t.Errorf("found %q, want %q", got, want)
				}
			})
		}
		a := admin.get(t, "/admin/users/{user of founder}").want(t, http.StatusOK)
		if value(t, a, "memberships") != 2.0 || value(t, a, "administrator") != true || value(t, a, "has_password") != false {
			t.Errorf("founder: %s", a.body)
		}
	})
}

func TestTheLastAdministratorStaysOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		admin.patch(t, "/admin/users/{user of founder}", `{"deactivated":true}`).want(t, http.StatusOK)
		for _, body := range []string{`{"administrator":false}`, `{"deactivated":true}`} {
			admin.patch(t, "/admin/users/{user of admin}", body).refused(t, http.StatusConflict, "conflict")
		}
		admin.patch(t, aUser, `{"administrator":true,"deactivated":true}`).want(t, http.StatusOK)
		admin.patch(t, "/admin/users/{user of admin}", `{"administrator":false}`).refused(t, http.StatusConflict, "conflict")
		admin.patch(t, aUser, `{"deactivated":false}`).want(t, http.StatusOK)
		admin.patch(t, "/admin/users/{user of admin}", `{"administrator":false}`).want(t, http.StatusOK)
		admin.get(t, "/admin/users").refused(t, http.StatusForbidden, "forbidden")
	})
}

// Two who take each other's rights at once do not leave the server without an
// administrator.
func TestAdministratorsWhoTakeEachOthersRights(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for range 5 {
			var both sync.WaitGroup
			both.Go(func() { w.as("admin").patch(t, "/admin/users/{user of founder}", `{"administrator":false}`) })
			both.Go(func() { w.as("founder").patch(t, "/admin/users/{user of admin}", `{"deactivated":true}`) })
			both.Wait()
			left := "admin"
			if w.as(left).get(t, "/admin/users").status != http.StatusOK {
				left = "founder"
			}
			a := w.as(left).get(t, "/admin/users?administrator=true&deactivated=false").want(t, http.StatusOK)
			if got := listed(t, a, "email"); len(got) != 1 {
				t.Fatalf("active administrators: %v", got)
			}
			for _, user := range []string{"founder", "admin"} {
				w.as(left).patch(t, "/admin/users/{user of "+user+"}", `{"administrator":true,"deactivated":false}`).want(t, http.StatusOK)
			}
		}
	})
}

func TestChangesOfUsersAreToldAndGuarded(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		tag := admin.get(t, aUser).want(t, http.StatusOK).header.Get("ETag")
		admin.with("If-Match", `"99"`).patch(t, aUser, `{"administrator":true}`).refused(t, http.StatusPreconditionFailed, "stale")
		admin.patch(t, aUser, `{"email":"x@example.org"}`).refused(t, http.StatusUnprocessableEntity, "invalid")
		a := admin.with("If-Match", tag).patch(t, aUser, `{"administrator":true}`).want(t, http.StatusOK)
		if a.header.Get("ETag") == tag || value(t, a, "administrator") != true {
			t.Errorf("changed: %s", a.body)
		}
		if again := admin.patch(t, aUser, `{"administrator":true}`).want(t, http.StatusOK); again.header.Get("ETag") != a.header.Get("ETag") {
			t.Error("a change of nothing took the version on")
		}
		lines := auditLines(t, admin.get(t, "/admin/audit?action=changed"))
		if len(lines) != 1 {
			t.Fatalf("%d lines", len(lines))
		}
		is(t, lines[0], map[string]any{"subject_kind": "user", "subject_id": w.ids["user"], "user_id": w.ids["user of admin"]})
		if from, to := changeOf(lines[0], "administrator"); from != "false" || to != "true" {
			t.Errorf("administrator from %v to %v", from, to)
		}
	})
}

// A deactivated user gets in by no door, and by all of them again when reactivated,
// but for the sessions, which ended.
func TestWhomTheAdministratorDeactivatesGetsInNowhere(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin, viewer := w.as("admin"), w.as("viewer")
		made := viewer.post(t, "/workspaces/{workspace}/feeds", `{"name":"Meiner"}`).want(t, http.StatusCreated)
		feed := text(t, made, "url")
		link := admin.post(t, aUser+"/password-link", "").want(t, http.StatusCreated)
		in := w.signInByLink(t, passwordSecret(t, link))
		unused := admin.post(t, aUser+"/password-link", "").want(t, http.StatusCreated)
		getsIn := func(what string, want bool) {
			t.Helper()
			if got := viewer.get(t, "/me").status == http.StatusOK; got != want {
				t.Errorf("%s: by token %v", what, got)
			}
			if got := w.fetch(t, "GET", feed).status == http.StatusOK; got != want {
				t.Errorf("%s: by feed %v", what, got)
			}
			if _, err := w.app.SignInWithPassword(context.Background(), "viewer@example.org", "ein ganz neues Kennwort"); (err == nil) != want {
				t.Errorf("%s: by password: %v", what, err)
			}
		}
		session := func(what string, want bool) {
			t.Helper()
			if _, err := w.app.AuthenticateSession(context.Background(), in.SessionID); (err == nil) != want {
				t.Errorf("%s: by session: %v", what, err)
			}
		}
		getsIn("before", true)
		session("before", true)
		admin.patch(t, aUser, `{"deactivated":true}`).want(t, http.StatusOK)
		getsIn("deactivated", false)
		session("deactivated", false)
		if _, err := w.app.SetPasswordByLink(context.Background(), passwordSecret(t, unused), "noch ein anderes Kennwort"); err == nil {
			t.Error("deactivated: in by a link")
		}
		admin.post(t, aUser+"/password-link", "").refused(t, http.StatusConflict, "conflict")
		admin.patch(t, aUser, `{"deactivated":false}`).want(t, http.StatusOK)
		getsIn("reactivated", true)
		session("reactivated", false)
	})
}

// passwordSecret takes the secret out of a link's address.
func passwordSecret(t *testing.T, a answer) string {
	t.Helper()
	secret, found := strings.CutPrefix(text(t, a, "url"), "https://plan.example.org/password/")
	if !found {
		t.Fatalf("the link is %s", text(t, a, "url"))
	}
	return secret
}

func (w *world) signInByLink(t *testing.T, secret string) app.SignedIn {
	t.Helper()
	in, err := w.app.SetPasswordByLink(context.Background(), secret, "ein ganz neues Kennwort")
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestAPasswordLinkIsForOneUse(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin").with("Idempotency-Key", "once")
		first := admin.post(t, aUser+"/password-link", "").want(t, http.StatusCreated)
		if text(t, first, "expires_at") != "2027-03-01T11:30:00Z" {
			t.Errorf("ends %s", first.body)
		}
		admin.post(t, aUser+"/password-link", "").refused(t, http.StatusConflict, "conflict") // the secret was not kept
		second := w.as("admin").post(t, aUser+"/password-link", "").want(t, http.StatusCreated)
		if _, err := w.app.SetPasswordByLink(context.Background(), passwordSecret(t, first), "ein ganz neues Kennwort"); err == nil {
			t.Error("the earlier link is still good")
		}
		log := w.as("admin").get(t, "/admin/audit").want(t, http.StatusOK)
		mustNotContain(t, log, passwordSecret(t, second), passwordSecret(t, first))
		if lines := auditLines(t, w.as("admin").get(t, "/admin/audit?action=password_link_made")); len(lines) != 2 {
			t.Errorf("%d lines, want 2", len(lines))
		}
		if strings.Contains(w.log.String(), passwordSecret(t, second)) {
			t.Error("the link is in the server's log")
		}
		w.wait(31 * time.Minute)
		if _, err := w.app.SetPasswordByLink(context.Background(), passwordSecret(t, second), "ein ganz neues Kennwort"); err == nil {
			t.Error("a link of half an hour ago is still good")
		}
	})
}

func TestTheAdministratorEndsSessions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		in := w.signInByLink(t, passwordSecret(t, admin.post(t, aUser+"/password-link", "").want(t, http.StatusCreated)))
		admin.remove(t, aUser+"/sessions").want(t, http.StatusNoContent)
		if _, err := w.app.AuthenticateSession(context.Background(), in.SessionID); err == nil {
			t.Error("the session goes on")
		}
		w.as("viewer").get(t, "/me").want(t, http.StatusOK)
		line := auditLines(t, admin.get(t, "/admin/audit?action=sessions_ended&user={user of admin}"))[0]
		is(t, line, map[string]any{"subject_id": w.ids["user"]})
		admin.remove(t, aUser+"/sessions").want(t, http.StatusNoContent)
	})
}

func TestTheServersAuditLogAsASheet(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		admin := w.as("admin")
		w.as("lead").get(t, "/admin/audit?format=csv").refused(t, http.StatusForbidden, "forbidden")
		admin.patch(t, aUser, `{"administrator":true}`).want(t, http.StatusOK)
		a := admin.get(t, "/admin/audit?format=csv&limit=1").want(t, http.StatusOK)
		if a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.body, "\uFEFF") {
			t.Errorf("sent as %s: %.20q", a.header.Get("Content-Type"), a.body)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\uFEFF"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"id", "at", "user_id", "token_id", "address", "workspace_id", "action", "subject_kind", "subject_id", "field", "from", "to"}
		if !slices.Equal(rows[0], want) {
			t.Errorf("headings %v", rows[0])
		}
		if got := rows[1][6:]; !slices.Equal(got, []string{"changed", "user", w.ids["user"], "administrator", "false", "true"}) {
			t.Errorf("the latest line is %v", rows[1])
		}
		if lines := auditLines(t, admin.get(t, "/admin/audit?limit=200")); len(rows) < len(lines)+1 {
			t.Errorf("%d rows of %d lines", len(rows), len(lines))
		}
	})
}
