package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"stetig/internal/httpapi"
)

const (
	firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
	hostile = `<img src=x onerror=alert(1)>`
)

func TestTheAccountListsItsSessions(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("lead")
		w.wait(time.Hour)
		sign := func(client string) string {
			form := "email=lead@example.org&password=" + strings.ReplaceAll(password, " ", "+")
			return w.stranger().with("User-Agent", client).with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/sign-in", form).want(t, http.StatusSeeOther).cookie(t)
		}
		other, third := sign(firefox), sign(hostile)
		w.signedIn("stranger")

		a := w.browse("lead").open("/account").page(t, http.StatusOK).setsNoCookie(t).says(t,
			"Name of lead", "lead@example.org", "Firefox auf Windows", "&lt;img src=x", "Unbekannter Browser", "dieser Browser", "203.0.113.7",
			"angemeldet am 1.\u00a0März 2027, 12:00", "zuletzt benutzt am 1.\u00a0März 2027, 13:00", "Überall sonst abmelden", `href="/reset"`).hides(t, "<img src=x", "stranger")
		if a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("kept: %q", a.header.Get("Cache-Control"))
		}
		w.browse("lead").open("/account?lang=en").page(t, http.StatusOK).says(t, "Firefox on Windows", "this browser")
		ends := regexp.MustCompile(`action="(/account/sessions/[0-9a-f-]{36}/end)"`).FindAllStringSubmatch(a.body, -1)
		if len(ends) != 2 {
			t.Fatalf("%d sessions can be ended, want 2", len(ends))
		}
		w.browse("stranger").submit(ends[0][1]).page(t, http.StatusNotFound)
		w.browse("lead").with("Origin", "https://evil.example").submit(ends[0][1]).want(t, http.StatusForbidden)
		w.browse("lead").open(ends[0][1]).want(t, http.StatusSeeOther) // a reload of the form's address
		w.stranger().with("Cookie", third).open("/account").page(t, http.StatusOK)

		done := w.browse("lead").submit(ends[0][1]).want(t, http.StatusSeeOther).header.Get("Location")
		w.browse("lead").open(done).page(t, http.StatusOK).says(t, "Dort ist nun niemand mehr angemeldet.", "Firefox auf Windows").hides(t, "&lt;img")
		w.stranger().with("Cookie", third).open("/account").page(t, http.StatusUnauthorized)
		w.stranger().with("Cookie", other).open("/account").page(t, http.StatusOK)
		w.browse("lead").submit("/account/sessions/end").want(t, http.StatusSeeOther)
		w.stranger().with("Cookie", other).open("/account").page(t, http.StatusUnauthorized)
		w.browse("lead").open("/account").page(t, http.StatusOK).says(t, "Sonst nirgends.").hides(t, "Firefox", "Überall sonst")
		w.browse("stranger").open("/account").page(t, http.StatusOK)
	})
}

func TestThePasswordIsChangedOnTheAccountsPage(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		old := w.signedIn("lead")
		other := w.signInAgain("lead")
		b := w.browse("lead")
		const next = "vier Wörter und ein Punkt"
		b.submit("/account/password", "current_password", "geraten", "password", next).page(t, http.StatusUnprocessableEntity).setsNoCookie(t).
			says(t, "Das ist nicht Ihr jetziges Passwort.", `href="#current_password"`, `aria-invalid="true"`).hides(t, "geraten", next)
		b.submit("/account/password", "current_password", password, "password", "kurz").page(t, http.StatusUnprocessableEntity).
			says(t, "Das Passwort braucht 12 bis 256 Zeichen", `href="#password"`).hides(t, password)
		b.with("Origin", "https://evil.example").submit("/account/password", "current_password", password, "password", next).want(t, http.StatusForbidden)
		w.stranger().with("Cookie", other).open("/account").page(t, http.StatusOK)

		a := b.submit("/account/password", "current_password", password, "password", next).want(t, http.StatusSeeOther)
		w.keep(t, "lead", a)
		w.browse("lead").open(a.header.Get("Location")).page(t, http.StatusOK).setsNoCookie(t).says(t, "Das Passwort ist geändert.", "Sonst nirgends.")
		w.stranger().with("Cookie", old).open("/account").page(t, http.StatusUnauthorized)
		w.stranger().with("Cookie", other).open("/account").page(t, http.StatusUnauthorized)
		w.submitSignIn("lead").want(t, http.StatusUnauthorized)
	})
}

func TestTheDemoHasNoAccount(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.openPages(t, httpapi.PageOptions{DemoToken: w.tokens["founder"]})
	here := w.stranger()
	here.remote, here.host = "127.0.0.1:50000", "localhost"
	here.open("/account").page(t, http.StatusOK).says(t, "In der Demo").hides(t, `action="/account`, `action="/sign-out"`)
	for _, path := range []string{"/account/password", "/account/sessions/end", "/account/sessions/{feed}/end"} {
		here.submit(path, "current_password", password, "password", "vier Wörter und ein Punkt").page(t, http.StatusForbidden)
	}
}
