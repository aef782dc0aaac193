package httpapi_test

import (
	"net/http"
	"testing"

	"stetig/internal/app"
	"stetig/internal/plan"
)

func TestTheInvitedComesIn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		secret := w.invite(t, "cem", `{"email":"cem@example.org","role":"editor","external":true}`)
		seen, err := w.app.Invitation(t.Context(), secret)
		if err != nil || seen.WorkspaceName != "Musterwerk" || seen.InvitedBy != "Name of lead" || seen.Email != "cem@example.org" || seen.Role != plan.Editor {
			t.Fatalf("says %+v (%v)", seen, err)
		}
		for name, c := range map[string]struct{ name, password, field string }{
			"no name":              {" ", goodPassword, "name"},
			"a short password":     {"Cem", "kurz", "password"},
			"the address as one":   {"Cem", "cem@example.org", "password"},
			"a password of a name": {"Cem Beispielhuber", "cem beispielhuber", "password"},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := w.app.AcceptInvitationAsNew(t.Context(), secret, c.name, c.password)
				if fields := plan.FieldsOf(err); plan.CodeOf(err) != plan.CodeInvalid || len(fields) != 1 || fields[0].Field != c.field {
					t.Errorf("refused with %v, want the field %s", err, c.field)
				}
			})
		}
		in, err := w.app.AcceptInvitationAsNew(t.Context(), secret, " Cem Beispiel ", goodPassword)
		if err != nil {
			t.Fatal(err)
		}
		w.deadLink(t, "used", secret)
		actor, err := w.app.AuthenticateSession(t.Context(), in.SessionID)
		if err != nil || actor.Rights != in.Rights {
			t.Fatalf("signed in as %+v with rights %d (%v)", actor, in.Rights, err)
		}
		me, err := w.app.Me(t.Context(), actor)
		if err != nil || me.Name != "Cem Beispiel" || len(me.Memberships) != 1 || me.Memberships[0].Role != plan.Editor {
			t.Fatalf("is %+v (%v)", me, err)
		}
		w.ids["newcomer"] = me.Memberships[0].MemberID
		lead := w.as("lead")
		is(t, lead.get(t, members+"/{newcomer}").json, map[string]any{"name": "Cem Beispiel", "email": "cem@example.org", "external": true, "user_id": me.UserID})
		is(t, lead.get(t, invitations+"/{cem}").json, map[string]any{"state": "accepted"})
		lead.remove(t, invitations+"/{cem}").refused(t, http.StatusConflict, "conflict")
		is(t, auditLines(t, lead.get(t, auditLog+"?action=accepted"))[0], map[string]any{"member_id": w.ids["newcomer"], "subject_id": w.ids["cem"]})
		lead.remove(t, members+"/{newcomer}").want(t, http.StatusNoContent)
		mustNotContain(t, lead.get(t, invitations+"/{cem}").want(t, http.StatusOK), "cem@example.org")
		if _, err := w.app.AuthenticateSession(t.Context(), in.SessionID); plan.CodeOf(err) != plan.CodeUnauthenticated {
			t.Errorf("the removed member's session still lives: %v", err)
		}
	})
}

// A link that a lead passed on opens nobody's account, whether or not it has a
// password, and its new account claims nothing else by its address.
func TestALinkPassedOnProvesNoAddress(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		secret := w.invite(t, "taken", `{"email":"stranger@example.org","role":"viewer"}`) // who has an account without a password
		if _, err := w.app.AcceptInvitationAsNew(t.Context(), secret, "Nicht ich", goodPassword); plan.CodeOf(err) != plan.CodeConflict {
			t.Fatalf("took over an account: %v", err)
		}
		if _, err := w.app.SignInWithPassword(t.Context(), "stranger@example.org", goodPassword); plan.CodeOf(err) != plan.CodeUnauthenticated {
			t.Errorf("set a password: %v", err)
		}

		add := func() answer {
			return w.as("stranger").post(t, "/workspaces/{foreign}/members", `{"name":"Cem","email":"cem@example.org","role":"lead"}`)
		}
		w.ids["waits"] = text(t, add().want(t, http.StatusCreated), "id")
		in, err := w.app.AcceptInvitationAsNew(t.Context(), w.invite(t, "cem", `{"email":"cem@example.org","role":"viewer"}`), "Cem", goodPassword)
		if err != nil {
			t.Fatal(err)
		}
		add().refused(t, http.StatusConflict, "conflict") // still waits
		w.as("stranger").remove(t, "/workspaces/{foreign}/members/{waits}").want(t, http.StatusNoContent)
		w.ids["added"] = text(t, add().want(t, http.StatusCreated), "id") // now that there is an account
		for _, is := range []string{"true", "false"} {
			w.as("stranger").patch(t, "/workspaces/{foreign}/members/{added}", `{"deactivated":`+is+`}`).want(t, http.StatusOK)
		}
		actor, err := w.app.AuthenticateSession(t.Context(), in.SessionID)
		if err != nil {
			t.Fatal(err)
		}
		if me, err := w.app.Me(t.Context(), actor); err != nil || len(me.Memberships) != 1 || me.Memberships[0].WorkspaceName != "Musterwerk" {
			t.Errorf("is %+v (%v)", me, err)
		}
	})
}

// A user who has an account accepts as who they are, and as nobody else.
func TestAnInvitationIsForOneAddress(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		by := func(who string) app.Actor {
			t.Helper()
			actor, err := w.app.Authenticate(t.Context(), w.tokens[who])
			if err != nil {
				t.Fatal(err)
			}
			return actor
		}
		secret := w.invite(t, "admin", `{"email":"admin@example.org","role":"editor"}`)
		for name, c := range map[string]struct {
			who  string
			code plan.Code
		}{
			"another address":         {"founder", plan.CodeConflict},
			"a token for a workspace": {"stranger", plan.CodeForbidden},
		} {
			t.Run(name, func(t *testing.T) {
				if _, err := w.app.AcceptInvitation(t.Context(), by(c.who), secret); plan.CodeOf(err) != c.code {
					t.Errorf("refused with %v, want %s", err, c.code)
				}
			})
		}
		w.newToken(t, "admin", "looking", `{"name":"liest","access":"read"}`)
		if _, err := w.app.AcceptInvitation(t.Context(), by("looking"), secret); plan.CodeOf(err) != plan.CodeForbidden {
			t.Errorf("a token that reads: %v", err)
		}
		w.as("admin").get(t, members).refused(t, http.StatusNotFound, "not_found")
		ws, err := w.app.AcceptInvitation(t.Context(), by("admin"), secret)
		if err != nil || ws != w.ids["workspace"] {
			t.Fatalf("came into %q (%v)", ws, err)
		}
		w.as("admin").get(t, members).want(t, http.StatusOK)
		w.as("admin").post(t, members, `{"name":"x","email":"x@example.org","role":"viewer"}`).refused(t, http.StatusForbidden, "forbidden") // an editor
		w.deadLink(t, "used", secret)
	})
}

// A member who waits becomes what the invitation says, and keeps what they have.
func TestAnInvitedMemberWhoWaitedIsClaimed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "waits", members, `{"name":"Cem aus der Agentur","email":"cem@example.org","role":"editor"}`)
		w.make(t, "blog", "/workspaces/{workspace}/channels", `{"name":"Zweitblog","owner_id":"{waits}"}`)
		secret := w.invite(t, "cem", `{"email":"cem@example.org","role":"contributor","external":true}`)
		if _, err := w.app.AcceptInvitationAsNew(t.Context(), secret, "Cem Beispiel", goodPassword); err != nil {
			t.Fatal(err)
		}
		is(t, lead.get(t, members+"/{waits}").json, map[string]any{"name": "Cem aus der Agentur", "role": "contributor", "external": true})
		if got := listed(t, lead.get(t, members+"?external=true"), "user_id"); len(got) != 1 {
			t.Errorf("%d members were made of one", len(got))
		}
	})
}
