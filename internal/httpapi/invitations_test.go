package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
)

const invitations = "/workspaces/{workspace}/invitations"

// goodPassword is one that nobody refuses.
const goodPassword = "vier Katzen im Regen"

// secretOf cuts the secret off the address of an invitation.
func secretOf(t testing.TB, link string) string {
	t.Helper()
	secret, found := strings.CutPrefix(link, "https://plan.example.org/invitation/")
	if !found {
		t.Fatalf("%q leads to no invitation", link)
	}
	return secret
}

// invite makes an invitation by link as the lead and returns its secret.
func (w *world) invite(t testing.TB, name, body string) string {
	t.Helper()
	body = strings.TrimSuffix(body, "}") + `,"by":"link"}`
	made := w.as("lead").post(t, invitations, body).want(t, http.StatusCreated)
	w.ids[name] = text(t, made, "invitation", "id")
	return secretOf(t, text(t, made, "link"))
}

// deadLink fails unless an invitation is good for nobody.
func (w *world) deadLink(t testing.TB, why, secret string) {
	t.Helper()
	if _, err := w.app.Invitation(t.Context(), secret); plan.CodeOf(err) != plan.CodeNotFound {
		t.Errorf("%s: the link still opens: %v", why, err)
	}
	if _, err := w.app.AcceptInvitationAsNew(t.Context(), secret, "Cem Beispiel", goodPassword); plan.CodeOf(err) != plan.CodeNotFound {
		t.Errorf("%s: the link still lets in: %v", why, err)
	}
}

func TestAnInvitationIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "rests", members, `{"name":"Ruht","email":"ruht@example.org","role":"editor"}`)
		w.as("lead").patch(t, members+"/{rests}", `{"deactivated":true}`).want(t, http.StatusOK)
		for name, c := range map[string]struct {
			body   string
			status int
			code   string
		}{
			"no address":        {`{"email":"niemand","role":"viewer"}`, 422, "invalid"},
			"a name in it":      {`{"email":"Cem<cem@example.org>","role":"viewer"}`, 422, "invalid"},
			"no role":           {`{"email":"cem@example.org"}`, 422, "invalid"},
			"a role that is no": {`{"email":"cem@example.org","role":"admin"}`, 422, "invalid"},
			"by pigeon":         {`{"email":"cem@example.org","role":"viewer","by":"pigeon"}`, 422, "invalid"},
			"a member":          {`{"email":"Viewer@example.org","role":"lead"}`, 409, "conflict"},
			"deactivated":       {`{"email":"ruht@example.org","role":"viewer"}`, 409, "conflict"},
			"invited already":   {`{"email":"GAST@example.org","role":"viewer"}`, 409, "conflict"},
		} {
			t.Run(name, func(t *testing.T) {
				mustNotContain(t, w.as("lead").post(t, invitations, c.body).refused(t, c.status, c.code), "/invitation/")
			})
		}
		if got := listed(t, w.as("lead").get(t, invitations), "email"); strings.Join(got, " ") != "gast@example.org" {
			t.Errorf("invited are %v", got)
		}
	})
}

func TestAnInvitationsLinkIsToldOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		const body = `{"email":"Cem@example.org","name":"Cem Beispiel","role":"contributor","external":true,"by":"link"}`
		made := lead.with("Idempotency-Key", "k1").post(t, invitations, body).want(t, http.StatusCreated)
		secret := secretOf(t, text(t, made, "link"))
		mustNotContain(t, lead.with("Idempotency-Key", "k1").post(t, invitations, body).refused(t, http.StatusConflict, "conflict"), secret)
		w.ids["cem"] = text(t, made, "invitation", "id")
		want := map[string]any{
			"email": "cem@example.org", "name": "Cem Beispiel", "role": "contributor", "external": true, "by": "link",
			"state": "open", "mail": "none", "mail_problem": nil, "invited_by": w.ids["lead"],
			"created_at": "2027-03-01T11:00:00Z", "expires_at": "2027-03-08T11:00:00Z", "version": 1.,
		}
		is(t, made.json["invitation"].(map[string]any), want)
		one := lead.get(t, invitations+"/{cem}").want(t, http.StatusOK)
		is(t, one.json, want)
		if made.header.Get("ETag") != one.header.Get("ETag") || made.header.Get("Cache-Control") != "no-store" {
			t.Errorf("made with %v", made.header)
		}
		list := lead.get(t, invitations).want(t, http.StatusOK)
		if got := strings.Join(listed(t, list, "email"), " "); got != "cem@example.org gast@example.org" {
			t.Errorf("invited are %s", got)
		}
		for _, a := range []answer{one, list, lead.get(t, auditLog+"?limit=200"), w.as("admin").get(t, "/admin/audit?limit=200")} {
			mustNotContain(t, a, secret)
		}
		mustNotContain(t, lead.get(t, auditLog+"?limit=200"), "cem@", "Cem Beispiel")
		if strings.Contains(w.log.String(), secret) {
			t.Error("the secret is in the log")
		}
	})
}

func TestAnInvitationEnds(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		const one = invitations + "/{cem}"
		state := func(want string) {
			t.Helper()
			if got := text(t, lead.get(t, one), "state"); got != want {
				t.Errorf("it is %s, want %s", got, want)
			}
		}
		first := w.invite(t, "cem", `{"email":"cem@example.org","role":"viewer"}`)
		lead.with("If-Match", `"3"`).remove(t, one).refused(t, http.StatusPreconditionFailed, "stale")
		lead.with("If-Match", `"1"`).remove(t, one).want(t, http.StatusNoContent)
		w.deadLink(t, "revoked", first)
		state("revoked")
		lead.remove(t, one).refused(t, http.StatusConflict, "conflict")
		lead.post(t, one+"/resend", "").refused(t, http.StatusConflict, "conflict")

		second := w.invite(t, "cem", `{"email":"cem@example.org","role":"viewer"}`)
		w.wait(24 * time.Hour)
		again := lead.post(t, one+"/resend", "").want(t, http.StatusOK)
		third := secretOf(t, text(t, again, "link"))
		w.deadLink(t, "sent again", second)
		is(t, again.json["invitation"].(map[string]any), map[string]any{"expires_at": "2027-03-09T11:00:00Z", "version": 2.})

		w.wait(7*24*time.Hour - time.Second)
		state("open")
		if _, err := w.app.Invitation(t.Context(), third); err != nil {
			t.Errorf("a second before its end: %v", err)
		}
		w.wait(time.Second)
		state("expired")
		w.deadLink(t, "expired", third)
		if got := listed(t, lead.get(t, invitations), "state"); strings.Join(got, " ") != "expired expired" { // and the guest's
			t.Errorf("listed are %v", got)
		}
		fourth := secretOf(t, text(t, lead.post(t, one+"/resend", "").want(t, http.StatusOK), "link"))
		state("open")
		w.wait(8 * 24 * time.Hour)
		w.deadLink(t, "expired again", fourth)
		w.invite(t, "anew", `{"email":"cem@example.org","role":"viewer"}`) // in the place of the expired one
		state("revoked")

		w.wait(38 * 24 * time.Hour)
		if _, err := w.app.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		lead.get(t, invitations+"/{anew}").refused(t, http.StatusNotFound, "not_found")
		if got := listed(t, lead.get(t, invitations), "id"); len(got) != 0 {
			t.Errorf("kept are %v", got)
		}
	})
}

func TestAnInvitationDiesWithWhoInvites(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		founder := w.as("founder")
		for name, c := range map[string]struct{ ends, undo string }{
			"deactivated":    {`{"deactivated":true}`, `{"deactivated":false}`},
			"a lead no more": {`{"role":"editor"}`, `{"role":"lead"}`},
		} {
			t.Run(name, func(t *testing.T) {
				secret := w.invite(t, "cem", `{"email":"cem@example.org","role":"lead"}`)
				founder.patch(t, members+"/{lead}", c.ends).want(t, http.StatusOK)
				w.deadLink(t, name, secret)
				is(t, founder.get(t, invitations+"/{cem}").json, map[string]any{"state": "revoked"})
				founder.patch(t, members+"/{lead}", c.undo).want(t, http.StatusOK)
				w.deadLink(t, "back again", secret)
				w.admit(t, "lead", "Musterwerk", plan.Lead, false) // a token in the place of the revoked one
			})
		}
		secret := w.invite(t, "cem", `{"email":"cem@example.org","role":"lead"}`)
		founder.remove(t, members+"/{lead}").want(t, http.StatusNoContent)
		w.deadLink(t, "removed", secret)
	})
}

// Who goes before they came does not come by an invitation of before.
func TestAnInvitationDiesWithTheInvited(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, end := range map[string]func(path string) answer{
			"deactivated": func(path string) answer {
				return w.as("lead").patch(t, path, `{"deactivated":true}`).want(t, http.StatusOK)
			},
			"removed": func(path string) answer { return w.as("lead").remove(t, path).want(t, http.StatusNoContent) },
		} {
			t.Run(name, func(t *testing.T) {
				email := name + "@example.org"
				w.make(t, "waits", members, `{"name":"Wartet","email":"`+email+`","role":"editor"}`)
				secret := w.invite(t, "cem", `{"email":"`+email+`","role":"editor"}`)
				end(w.expand(members + "/{waits}"))
				w.deadLink(t, name, secret)
			})
		}
	})
}

func TestAWorkspaceHasTwoHundredOpenInvitations(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i := range 199 { // with the guest's
			w.invite(t, "last", fmt.Sprintf(`{"email":"gast%d@example.org","role":"viewer"}`, i))
		}
		lead := w.as("lead")
		const one = `{"email":"noch.einer@example.org","role":"viewer"}`
		lead.post(t, invitations, one).refused(t, http.StatusConflict, "conflict")
		lead.remove(t, invitations+"/{last}").want(t, http.StatusNoContent)
		lead.post(t, invitations, one).want(t, http.StatusCreated)
	})
}
