package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// invitationPage is where an invitation to an address leads.
func (w *world) invitationPage(t testing.TB, email, more string) string {
	t.Helper()
	return "/invitation/" + w.invite(t, "cem", `{"email":"`+email+`","role":"contributor"`+more+`}`)
}

func TestAnInvitationSaysWhatItIs(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.as("founder").patch(t, members+"/{lead}", `{"name":"Lena <Leitung>"}`).want(t, http.StatusOK)
		path := w.invitationPage(t, "cem@example.org", `,"name":"Cem Beispiel"`)
		a := w.stranger().open(path).page(t, http.StatusOK).setsNoCookie(t).says(t,
			"Einladung zu Musterwerk", "Lena &lt;Leitung&gt; lädt Sie", "Ideen und eigene Beiträge schreiben", "bis zum 8.\u00a0März 2027",
			`value="cem@example.org" autocomplete="username" readonly`, `name="name" type="text" value="Cem Beispiel"`, `autocomplete="new-password"`,
			`action="`+path+`"`, `href="/sign-in?next=%2Finvitation%2F`)
		if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Referrer-Policy") == "same-origin" {
			t.Errorf("the secret is told on: %v", a.header)
		}
		w.stranger().with("Accept-Language", "en").open(path).page(t, http.StatusOK).says(t, "invites you into the workspace “Musterwerk”", "Make an account and join")
		w.browse("lead").open(path).page(t, http.StatusOK).
			says(t, "Sie sind als lead@example.org angemeldet; die Einladung ist für cem@example.org", `action="/sign-out"`).hides(t, "Passwort", "/join")
		if strings.Contains(w.log.String(), strings.TrimPrefix(path, "/invitation/")) {
			t.Error("the secret is in the log")
		}
	})
}

// What is no good invitation looks the same whatever the reason.
func TestNoDeadInvitationLooksLikeAnother(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		expired := w.invitationPage(t, "alt@example.org", "")
		w.wait(7 * 24 * time.Hour)
		revoked := w.invitationPage(t, "weg@example.org", "")
		w.as("lead").remove(t, invitations+"/{cem}").want(t, http.StatusNoContent)
		used := w.invitationPage(t, "cem@example.org", "")
		w.stranger().submit(used, "name", "Cem", "password", goodPassword).want(t, http.StatusSeeOther)
		bodies := map[string]string{}
		for name, path := range map[string]string{
			"expired": expired, "revoked": revoked, "used": used,
			"unknown": "/invitation/" + strings.Repeat("A", 43), "malformed": "/invitation/x", "hostile": "/invitation/%27%20OR%201=1",
		} {
			a := w.stranger().open(path).page(t, http.StatusNotFound).says(t, "Diese Einladung gilt nicht oder nicht mehr", "bitten Sie um eine neue Einladung").hides(t, "Musterwerk")
			bodies[regexp.MustCompile(`/invitation/[^"?]*`).ReplaceAllString(a.body, "")] = name
			w.stranger().submit(path, "name", "Cem", "password", goodPassword).page(t, http.StatusNotFound).setsNoCookie(t)
			w.browse("viewer").submit(path+"/join").page(t, http.StatusNotFound)
		}
		if len(bodies) != 1 {
			t.Errorf("they can be told apart: %v", bodies)
		}
	})
}

func TestSomebodyNewComesInByAnInvitation(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		path := w.invitationPage(t, "cem@example.org", "")
		for name, c := range map[string]struct{ name, password, says string }{
			"no name":    {"", goodPassword, "Bitte einen Namen eingeben"},
			"weak":       {"Cem & Co", "kurz", "Das Passwort braucht 12"},
			"nothing":    {"", "", "Bitte einen Namen eingeben"},
			"the secret": {"Cem", "cem@example.org", "Name oder Adresse allein"},
		} {
			t.Run(name, func(t *testing.T) {
				w.stranger().submit(path, "name", c.name, "password", c.password).page(t, http.StatusUnprocessableEntity).setsNoCookie(t).
					says(t, c.says, `aria-invalid="true"`, `value="`+strings.ReplaceAll(c.name, "&", "&amp;")+`"`).hides(t, `value="`+goodPassword)
			})
		}
		in := w.stranger().submit(path, "name", "Cem Beispiel", "password", goodPassword).want(t, http.StatusSeeOther)
		cem := w.stranger().with("Cookie", in.cookie(t))
		home := cem.open(in.header.Get("Location")).want(t, http.StatusSeeOther)
		cem.open(home.header.Get("Location")).page(t, http.StatusOK).says(t, "Cem Beispiel", "Musterwerk")

		// The page answers nobody else with it, and the account is theirs.
		w.stranger().submit("/sign-in", "email", "cem@example.org", "password", goodPassword).want(t, http.StatusSeeOther)
		again := w.invitationPage(t, "viewer@example.net", "")
		cem.submit(again+"/join").page(t, http.StatusConflict).says(t, "die Einladung ist für viewer@example.net")
	})
}

func TestSomebodyWithAnAccountJoinsByAnInvitation(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		path := w.invitationPage(t, "stranger@example.org", `,"external":true`)
		w.stranger().submit(path, "name", "Nicht ich", "password", goodPassword).page(t, http.StatusConflict).setsNoCookie(t).
			says(t, "gibt es schon ein Konto", `href="/sign-in?next=`)
		w.stranger().submit(path+"/join").page(t, http.StatusUnauthorized).says(t, `name="next" value="`+path+`"`)
		b := w.browse("stranger")
		b.open("/w/{workspace}").page(t, http.StatusNotFound)
		b.open(path).page(t, http.StatusOK).says(t, "Sie sind als stranger@example.org angemeldet.", `action="`+path+`/join"`).hides(t, "Passwort")
		joined := b.submit(path+"/join").want(t, http.StatusSeeOther)
		if joined.header.Get("Location") != w.expand("/w/{workspace}") {
			t.Errorf("led to %s", joined.header.Get("Location"))
		}
		b.open("/w/{workspace}").page(t, http.StatusOK).says(t, "Werkblog")
		b.open(path).page(t, http.StatusNotFound)
	})
}

// Who was removed everywhere can sign in again to come back where they are invited.
func TestAFormerMemberComesBackByAnInvitation(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("viewer") // has a password from now on
		w.as("lead").remove(t, members+"/{viewer}").want(t, http.StatusNoContent)
		w.submitSignIn("viewer").page(t, http.StatusUnauthorized)
		path := w.invitationPage(t, "viewer@example.org", "")
		in := w.submitSignIn("viewer").want(t, http.StatusSeeOther)
		b := w.stranger().with("Cookie", in.cookie(t))
		b.open("/w/{workspace}").page(t, http.StatusNotFound)
		b.submit(path+"/join").want(t, http.StatusSeeOther)
		b.open("/w/{workspace}").page(t, http.StatusOK).says(t, "Werkblog")
		if got := listed(t, w.as("lead").get(t, members+"?removed=true"), "name"); len(got) != 1 {
			t.Errorf("former members are %v", got)
		}
	})
}
