package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// emptyWorld is a server with nobody on it, and the secret of its set-up link.
func emptyWorld(t *testing.T, s *store.Store) (w *world, secret string) {
	t.Helper()
	w = &world{store: s, now: noon(), ids: map[string]string{}, log: &lockedBuffer{}, tb: t, sessions: map[string]string{}}
	var err error
	if w.app, err = app.New(s, app.Options{Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	w.openPages(t, httpapi.PageOptions{BaseURL: "https://plan.example.org"})
	if secret, _, err = w.app.NewSetupLink(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w, secret
}

// setUpForm is a form that sets up a server, with some fields changed.
func setUpForm(changed ...string) []string {
	form := map[string]string{
		"name": "Anna Muster", "email": "anna@example.org", "password": password, "workspace": "Musterwerk",
		"time_zone": "Europe/Vienna", "language": "de",
	}
	for i := 0; i < len(changed); i += 2 {
		form[changed[i]] = changed[i+1]
	}
	var fields []string
	for name, value := range form {
		fields = append(fields, name, value)
	}
	return fields
}

func TestAnEmptyServerIsSetUpOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, secret := emptyWorld(t, s)
		b, link := w.stranger(), "/set-up/"+secret
		b.open("/").page(t, http.StatusOK).says(t, "noch nicht eingerichtet", "in der Ausgabe des Servers").hides(t, "<form", secret)
		for range 3 { // whoever previews a link asks for it too
			a := b.open(link).page(t, http.StatusOK).setsNoCookie(t).says(t,
				`action="`+link+`"`, `autocomplete="name"`, `autocomplete="username"`, `autocomplete="new-password"`, `<option value="Europe/Berlin" selected>`,
				`<option value="de" lang="de" selected>`, "Mindestens 12 Zeichen")
			if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Referrer-Policy") != "strict-origin" {
				t.Errorf("the secret is told on: %v", a.header)
			}
		}
		b.with("Accept-Language", "en").open(link).says(t, `<option value="en" lang="en" selected>`, "Set up Stetig")

		made := b.submit(link, setUpForm()...).want(t, http.StatusSeeOther)
		if got := made.header.Get("Location"); got != "/" {
			t.Errorf("leads to %q", got)
		}
		anna := b.with("Cookie", made.cookie(t))
		home := anna.open("/").want(t, http.StatusSeeOther).header.Get("Location")
		anna.open(home).page(t, http.StatusOK).says(t, "Musterwerk", "Anna Muster", "Noch gibt es keinen Kanal.").hides(t, password)
		me := w.cookied(made.cookie(t)).get(t, "/me").want(t, http.StatusOK)
		is(t, me.json, map[string]any{"name": "Anna Muster", "email": "anna@example.org", "administrator": true})
		w.ids["workspace"] = text(t, me, "memberships", 0, "workspace_id")
		is(t, w.cookied(made.cookie(t)).get(t, "/workspaces/{workspace}").json, map[string]any{"name": "Musterwerk", "time_zone": "Europe/Vienna", "language": "de"})

		b.open(link).page(t, http.StatusNotFound).says(t, "gilt nicht oder nicht mehr", "stetig user add", `href="/sign-in"`)
		b.submit(link, setUpForm("email", "eve@example.org")...).page(t, http.StatusNotFound).setsNoCookie(t)
		b.open("/").page(t, http.StatusOK).says(t, "Passwort vergessen?").hides(t, "noch nicht eingerichtet")
		mustNotContain(t, answer{body: w.log.String()}, secret, password, "anna@example.org", "Anna Muster")
	})
}

func TestSettingUpIsRefused(t *testing.T) {
	t.Parallel()
	w, secret := emptyWorld(t, storetest.OpenSQLite(t))
	b, link := w.stranger(), "/set-up/"+secret
	for _, c := range []struct{ name, field, value, says, id string }{
		{"no name", "name", " ", "Bitte einen Namen eingeben", "name"},
		{"too long a name", "name", strings.Repeat("ä", 201), "höchstens 200 Zeichen", "name"},
		{"no address", "email", "anna", "Bitte eine E-Mail-Adresse eingeben", "email"},
		{"too short a password", "password", "geheim", "Das Passwort braucht 12 bis 256 Zeichen", "password"},
		{"a poor password", "password", "aaaaaaaaaaaaaa", "nicht nur wenige verschiedene", "password"},
		{"the address as password", "password", "anna@example.org", "Name oder Adresse allein", "password"},
		{"no workspace", "workspace", "", "Bitte einen Namen eingeben", "workspace"},
		{"a zone that is none", "time_zone", "Europe/Atlantis", "Diese Zeitzone gibt es nicht.", "time_zone"},
		{"a language that is none", "language", "fr", "Das hat noch nicht geklappt", "language"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := b.submit(link, setUpForm(c.field, c.value)...).page(t, http.StatusUnprocessableEntity).setsNoCookie(t).
				says(t, "Das hat noch nicht geklappt:", c.says, `href="#`+c.id+`"`, `id="`+c.id+`-problem"`, `aria-invalid="true"`).hides(t, password, "geheim")
			for _, kept := range []struct{ field, shown string }{
				{"name", `value="Anna Muster"`}, {"email", `value="anna@example.org"`}, {"workspace", `value="Musterwerk"`}, {"time_zone", `<option value="Europe/Vienna" selected>`},
			} {
				if kept.field != c.field {
					a.says(t, kept.shown)
				}
			}
			if strings.Count(a.body, `aria-invalid`) != 1 || strings.Count(a.body, "autofocus") != 1 {
				t.Error("not the one field is wrong, or focussed")
			}
		})
	}
	a := b.submit(link, setUpForm("name", "", "email", "", "workspace", `"><script>`, "time_zone", "Asia/Kathmandu")...).page(t, http.StatusUnprocessableEntity)
	a.says(t, `<option value="Asia/Kathmandu" selected>`, `href="#name"`, `href="#email"`).hides(t, "<script")

	for name, wrong := range map[string]string{"short": "x", "unknown": strings.Repeat("A", 43), "hostile": "%3Cscript%3E", "cut": secret[:42]} {
		t.Run(name, func(t *testing.T) {
			b.open("/set-up/"+wrong).page(t, http.StatusNotFound).says(t, "gilt nicht oder nicht mehr").hides(t, "<script")
			b.submit("/set-up/"+wrong, setUpForm()...).page(t, http.StatusNotFound).setsNoCookie(t)
		})
	}
	b.open("/set-up/").page(t, http.StatusNotFound)
	b.with("Origin", "https://evil.example").submit(link, setUpForm()...).want(t, http.StatusForbidden)
	w.wait(30 * time.Minute)
	b.open(link).page(t, http.StatusNotFound)
	b.submit(link, setUpForm()...).page(t, http.StatusNotFound).setsNoCookie(t)
	if needed, err := w.app.NeedsSetUp(t.Context()); err != nil || !needed {
		t.Errorf("set up all the same: %v", err)
	}
}
