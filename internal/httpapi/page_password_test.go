package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/httpapi"
)

// Nobody learns by asking whose address has an account.
func TestAskingForAResetTellsNothing(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		b := w.stranger()
		b.open("/reset").page(t, http.StatusOK).says(t, `action="/reset"`, `type="email"`, `autocomplete="username"`)
		known := b.submit("/reset", "email", "lead@example.org").page(t, http.StatusOK).says(t, "Wenn es zu dieser Adresse ein Konto gibt", "30 Minuten")
		unknown := b.submit("/reset", "email", "niemand@example.org").page(t, http.StatusOK)
		if known.body != unknown.body {
			t.Error("the answers differ")
		}
		for range 5 { // more than are sent
			if again := b.submit("/reset", "email", "lead@example.org").page(t, http.StatusOK); again.body != known.body {
				t.Error("the answers differ once too many are asked for")
			}
		}
		b.submit("/reset", "email", `"><script>@`).page(t, http.StatusUnprocessableEntity).
			says(t, "Bitte eine E-Mail-Adresse eingeben", `value="&#34;&gt;&lt;script&gt;@"`, `href="#email"`, `aria-invalid="true"`)
		b.with("Origin", "https://evil.example").submit("/reset", "email", "lead@example.org").want(t, http.StatusForbidden)
		w.browse("lead").open("/account").page(t, http.StatusOK) // asking ends nothing
		for range 20 {
			b.submit("/reset", "email", "niemand@example.org")
		}
		if a := b.submit("/reset", "email", "lead@example.org").page(t, http.StatusTooManyRequests); a.header.Get("Retry-After") == "" {
			t.Error("does not say when to try again")
		}
		mustNotContain(t, answer{body: w.log.String()}, "lead@example.org", "niemand")
	})
}

func TestWithoutMailThereIsWhomToAsk(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.openPages(t, httpapi.PageOptions{})
	w.stranger().open("/reset").page(t, http.StatusOK).says(t, "verschickt keine Mails", "stetig user link").hides(t, "<form class")
	w.stranger().submit("/reset", "email", "lead@example.org").page(t, http.StatusConflict).hides(t, "ist eine Mail unterwegs")
	w.stranger().open("/password/x").page(t, http.StatusNotFound).says(t, "stetig user link").hides(t, `href="/reset"`)
}

func TestALinkSetsAPasswordOnce(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		before := w.signedIn("lead")
		link := "/password/" + w.passwordLink("lead")
		b := w.stranger()
		for range 3 { // whoever scans mails asks for it too
			a := b.open(link).page(t, http.StatusOK).setsNoCookie(t).
				says(t, `action="`+link+`"`, `value="lead@example.org"`, `autocomplete="username"`, `autocomplete="new-password"`)
			if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Referrer-Policy") != "strict-origin" {
				t.Errorf("the secret is told on: %v", a.header)
			}
		}
		b.submit(link, "password", "geheim").page(t, http.StatusUnprocessableEntity).setsNoCookie(t).
			says(t, "Das Passwort braucht 12 bis 256 Zeichen", `value="lead@example.org"`, `href="#password"`, `aria-invalid="true"`).hides(t, "geheim")
		b.submit(link, "password", "Name of lead").page(t, http.StatusUnprocessableEntity).says(t, "Name oder Adresse allein")
		b.with("Origin", "https://evil.example").submit(link, "password", "vier Wörter und ein Punkt").want(t, http.StatusForbidden)
		w.stranger().with("Cookie", before).open("/account").page(t, http.StatusOK)

		a := b.submit(link, "password", "vier Wörter und ein Punkt").want(t, http.StatusSeeOther)
		b.with("Cookie", a.cookie(t)).open("/account").page(t, http.StatusOK).says(t, "Name of lead")
		w.stranger().with("Cookie", before).open("/account").page(t, http.StatusUnauthorized).takesBack(t)
		w.submitSignIn("lead").want(t, http.StatusUnauthorized)

		b.open(link).page(t, http.StatusNotFound).says(t, "gilt nicht oder nicht mehr", `href="/reset"`).hides(t, "lead@example.org")
		b.submit(link, "password", "fünf ganz andere Wörter hier").page(t, http.StatusNotFound).setsNoCookie(t)
		mustNotContain(t, answer{body: w.log.String()}, strings.TrimPrefix(link, "/password/"), "vier Wörter", "geheim")
	})
}

func TestALinkForAPasswordIsRefused(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	older := w.passwordLink("lead")
	newer := w.passwordLink("lead")
	nowhere := w.passwordLink("viewer")
	w.as("lead").patch(t, "/workspaces/{workspace}/members/{viewer}", `{"deactivated":true}`).want(t, http.StatusOK)
	b := w.stranger()
	for name, secret := range map[string]string{"another was made since": older, "unknown": strings.Repeat("A", 43), "short": "x", "hostile": "%3Cscript%3E"} {
		t.Run(name, func(t *testing.T) {
			b.open("/password/"+secret).page(t, http.StatusNotFound).says(t, "gilt nicht oder nicht mehr").hides(t, "<script", "@example.org\"")
			b.submit("/password/"+secret, "password", password).page(t, http.StatusNotFound).setsNoCookie(t)
		})
	}
	if a := b.submit("/password/"+nowhere, "password", password); a.status != http.StatusNotFound {
		a.page(t, http.StatusForbidden).setsNoCookie(t).says(t, "gehört zu keinem Arbeitsbereich")
	}
	b.open("/password/"+newer).page(t, http.StatusOK)
	w.wait(30 * time.Minute)
	b.open("/password/"+newer).page(t, http.StatusNotFound)
	b.submit("/password/"+newer, "password", password).page(t, http.StatusNotFound).setsNoCookie(t)
}
