package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

const members = "/workspaces/{workspace}/members"

func TestMembersAreInHouseOrExternal(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		made := w.make(t, "agency", members, `{"name":"Fremde Feder","email":"Feder@example.org","role":"editor","external":true}`)
		if made.json["external"] != true || made.json["user_id"] != nil || made.json["email"] != "feder@example.org" || made.json["removed"] != false {
			t.Errorf("made %s", made.body)
		}
		for query, want := range map[string]int{"?external=true": 1, "?external=false": 5, "": 6, "?external=true&deactivated=true": 0, "?removed=true": 0} {
			if got := listed(t, lead.get(t, members+query), "id"); len(got) != want {
				t.Errorf("%s: %d members, want %d", query, len(got), want)
			}
		}
		is(t, lead.patch(t, members+"/{agency}", `{"external":false}`).want(t, http.StatusOK).json, map[string]any{"external": false, "version": 2.})
		lead.get(t, members+"?external=vielleicht").refused(t, http.StatusBadRequest, "malformed")
	})
}

func TestAnAddressIsOneMembers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "waits", members, `{"name":"Wartet","email":"wartet@example.org","role":"editor"}`)
		w.make(t, "rests", members, `{"name":"Ruht","email":"ruht@example.org","role":"editor"}`)
		lead.patch(t, members+"/{rests}", `{"deactivated":true}`).want(t, http.StatusOK)
		for name, email := range map[string]string{"of a user": "EDITOR@example.org", "waiting": "Wartet@example.org", "deactivated": "ruht@example.org"} {
			t.Run(name, func(t *testing.T) {
				lead.post(t, members, `{"name":"x","email":"`+email+`","role":"viewer"}`).refused(t, http.StatusConflict, "conflict")
			})
		}
		lead.patch(t, members+"/{rests}", `{"deactivated":false}`).want(t, http.StatusOK)
	})
}

// Whoever was added before they could sign in is found waiting, with all they own,
// and not made a second time.
func TestAMemberWhoWaitedIsClaimed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		waiting := w.make(t, "waits", members, `{"name":"Wartet","email":"wartet@example.org","role":"contributor"}`)
		elsewhere := w.as("stranger").post(t, "/workspaces/{foreign}/members", `{"name":"Wartet","email":"wartet@example.org","role":"viewer"}`).want(t, http.StatusCreated)
		w.admit(t, "wartet", "Musterwerk", "lead", false)
		if w.ids["wartet"] != w.ids["waits"] {
			t.Fatalf("made another member: %s, waiting was %s", w.ids["wartet"], waiting.body)
		}
		me := text(t, w.as("wartet").get(t, "/me"), "user_id")
		got := w.as("lead").get(t, members+"/{waits}").want(t, http.StatusOK)
		is(t, got.json, map[string]any{"user_id": me, "role": "contributor", "name": "Wartet", "version": 2.})
		w.ids["elsewhere"] = text(t, elsewhere, "id")
		is(t, w.as("stranger").get(t, "/workspaces/{foreign}/members/{elsewhere}").want(t, http.StatusOK).json, map[string]any{"user_id": me})
		for who, log := range map[string]string{"lead": auditLog, "stranger": "/workspaces/{foreign}/audit"} {
			if lines := auditLines(t, w.as(who).get(t, log+"?action=claimed")); len(lines) != 1 {
				t.Errorf("%s: claimed %d times", who, len(lines))
			}
		}
	})
}

func TestWhoIsRemoved(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, role := range []string{"viewer", "contributor", "editor"} {
			w.as(role).remove(t, members+"/{founder}").refused(t, http.StatusForbidden, "forbidden")
		}
		lead := w.as("lead")
		lead.remove(t, members+"/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10").refused(t, http.StatusNotFound, "not_found")
		lead.remove(t, members+"/{stranger}").refused(t, http.StatusNotFound, "not_found")
		lead.with("If-Match", `"7"`).remove(t, members+"/{viewer}").refused(t, http.StatusPreconditionFailed, "stale")
		w.as("viewer").get(t, members).want(t, http.StatusOK)

		w.as("viewer").with("If-Match", `"1"`).remove(t, members+"/{viewer}").want(t, http.StatusNoContent) // leaves
		w.as("viewer").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")                 // their token was for here
		former := lead.get(t, members+"/{viewer}").want(t, http.StatusOK)
		is(t, former.json, map[string]any{
			"name": "Ehemaliges Mitglied", "email": "", "user_id": nil, "role": "viewer",
			"removed": true, "removed_at": "2027-03-01T11:00:00Z", "deactivated": true, "deactivated_at": "2027-03-01T11:00:00Z", "version": 2.,
		})
		lead.patch(t, members+"/{viewer}", `{"deactivated":false}`).refused(t, http.StatusConflict, "conflict")
		lead.patch(t, members+"/{viewer}", `{"name":"Doch noch da"}`).refused(t, http.StatusConflict, "conflict")
		lead.remove(t, members+"/{viewer}").want(t, http.StatusNoContent) // nothing happens
		if again := lead.get(t, members+"/{viewer}"); again.body != former.body {
			t.Errorf("removed again: %s, was %s", again.body, former.body)
		}
		if all := lead.get(t, members); strings.Contains(all.body, w.ids["viewer"]) || strings.Contains(all.body, "viewer@example.org") {
			t.Errorf("still listed: %s", all.body)
		}
		if got := listed(t, lead.get(t, members+"?removed=true"), "id"); len(got) != 1 || got[0] != w.ids["viewer"] {
			t.Errorf("former members are %v", got)
		}

		// The address is free again, for another member.
		w.admit(t, "viewer", "Musterwerk", "editor", false)
		if again := lead.get(t, members+"/{viewer}").want(t, http.StatusOK); again.json["removed"] != false || again.json["role"] != "editor" {
			t.Errorf("came back as %s", again.body)
		}
		is(t, auditLines(t, lead.get(t, auditLog+"?action=removed"))[0], map[string]any{"subject_kind": "member", "address": "192.0.2.1"})
		mustNotContain(t, lead.get(t, auditLog+"?limit=200"), "viewer@example.org", "Name of viewer")
	})
}

// What a member leaves behind stays, under a former member; what they own is a
// gap at once; what they could come in by is gone.
func TestWhatARemovedMemberLeavesBehind(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const ws = "/workspaces/{workspace}"
		editor, lead := w.as("editor"), w.as("lead")
		w.ids["note"] = text(t, editor.post(t, ws+"/entries/{entry}/comments", `{"text":"Bild fehlt noch."}`).want(t, http.StatusCreated), "id")
		w.ids["past"] = text(t, editor.post(t, ws+"/absences", `{"starts_on":"2027-02-01","ends_on":"2027-02-28"}`).want(t, http.StatusCreated), "id")
		w.ids["running"] = text(t, editor.post(t, ws+"/absences", `{"starts_on":"2027-03-01","ends_on":"2027-03-01"}`).want(t, http.StatusCreated), "id")
		lead.patch(t, ws+"/entries/{entry}", `{"owner_id":"{editor}"}`).want(t, http.StatusOK)
		feed := text(t, editor.post(t, ws+"/feeds", `{"name":"Meins"}`).want(t, http.StatusCreated), "url")
		watching := lead.post(t, ws+"/feeds", `{"name":"Nach Leuten","member_id":"{editor}","scope":"member"}`).want(t, http.StatusCreated)
		if shown := w.fetch(t, "GET", text(t, watching, "url")).want(t, http.StatusOK); !strings.Contains(shown.body, "Name of editor") {
			t.Fatalf("the feed does not name the owner:\n%s", shown.body)
		}
		if got := listed(t, lead.get(t, ws+"/gaps?rule=unowned&state=open"), "id"); len(got) != 0 {
			t.Fatalf("%d unowned gaps before", len(got))
		}

		lead.remove(t, members+"/{editor}").want(t, http.StatusNoContent)

		if got := listed(t, lead.get(t, ws+"/gaps?rule=unowned&state=open"), "id"); len(got) == 0 {
			t.Error("nothing is unowned")
		}
		is(t, lead.get(t, ws+"/channels/{channel}").json, map[string]any{"owner_id": w.ids["editor"]})
		is(t, lead.get(t, ws+"/entries/{entry}/comments/{note}").want(t, http.StatusOK).json, map[string]any{"author_id": w.ids["editor"], "text": "Bild fehlt noch."})
		lead.get(t, ws+"/absences/{past}").want(t, http.StatusOK)
		lead.get(t, ws+"/absences/{running}").refused(t, http.StatusNotFound, "not_found")
		w.fetch(t, "GET", feed).want(t, http.StatusNotFound)
		shown := w.fetch(t, "GET", text(t, watching, "url")).want(t, http.StatusOK)
		if strings.Contains(shown.body, "Name of editor") || !strings.Contains(shown.body, "Ehemaliges Mitglied") {
			t.Errorf("the owner is named as before:\n%s", shown.body)
		}
		sheet := lead.get(t, ws+"/export").want(t, http.StatusOK)
		mustNotContain(t, sheet, "editor@example.org")
		again := lead.with("Content-Type", "text/csv").send(t, "POST", ws+"/imports?mode=all_or_nothing", sheet.body).want(t, http.StatusOK)
		is(t, again.json, map[string]any{"created": 0., "unchanged": 1.})
		is(t, lead.get(t, ws+"/entries/{entry}").json, map[string]any{"owner_id": w.ids["editor"]})
		lead.patch(t, ws+"/entries/{entry}", `{"owner_id":"{viewer}"}`).want(t, http.StatusOK)
		lead.patch(t, ws+"/entries/{entry}", `{"owner_id":"{editor}"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "owner_id")
		csv := lead.get(t, auditLog+"?format=csv").want(t, http.StatusOK)
		if !strings.Contains(csv.body, "Ehemaliges Mitglied") {
			t.Error("the audit log names nobody for what the former member did")
		}
	})
}

// What a deactivated member owns is a gap until they are back, and so is what a
// deactivated user owns, in all their workspaces.
func TestWhatADeactivatedMemberOwnsIsUnowned(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead, admin := w.as("lead"), w.as("admin")
		w.ids["editors_user"] = text(t, w.as("editor").get(t, "/me").want(t, http.StatusOK), "user_id")
		unowned := func() int {
			return len(listed(t, lead.get(t, "/workspaces/{workspace}/gaps?rule=unowned&state=open"), "id"))
		}
		before := unowned()
		for name, deactivate := range map[string]func(is string){
			"member": func(is string) {
				lead.patch(t, members+"/{editor}", `{"deactivated":`+is+`}`).want(t, http.StatusOK)
			},
			"user": func(is string) {
				admin.patch(t, "/admin/users/{editors_user}", `{"deactivated":`+is+`}`).want(t, http.StatusOK)
			},
		} {
			deactivate("true")
			if unowned() <= before {
				t.Errorf("%s: nothing is unowned", name)
			}
			deactivate("false")
			if unowned() != before {
				t.Errorf("%s: it is still unowned", name)
			}
		}
	})
}

// A lead stays who can sign in: one who waits for an account is none yet.
func TestTheLastLeadStays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "waits", members, `{"name":"Wartet","email":"wartet@example.org","role":"lead"}`)
		lead.remove(t, members+"/{founder}").want(t, http.StatusNoContent)
		lead.remove(t, members+"/{lead}").refused(t, http.StatusConflict, "conflict")
		lead.patch(t, members+"/{lead}", `{"role":"editor"}`).refused(t, http.StatusConflict, "conflict")
		lead.patch(t, members+"/{lead}", `{"deactivated":true}`).refused(t, http.StatusConflict, "conflict")
		w.admit(t, "wartet", "Musterwerk", "lead", false)
		lead.remove(t, members+"/{lead}").want(t, http.StatusNoContent)
		w.as("wartet").remove(t, members+"/{waits}").refused(t, http.StatusConflict, "conflict")
		w.as("wartet").get(t, members).want(t, http.StatusOK)
	})
}
