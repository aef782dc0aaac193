package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var feedAddress = regexp.MustCompile(`value="(https://plan\.example\.org/feeds/[^"]+\.ics)"`)

func TestFeedIsMadeShownOnceAndRevoked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, shows, named string
		fields             []string
		listed             string
	}{
		{"all channels", "all", "", nil, "alle Kanäle"},
		{"mine, with all", "mine", "Meins & Deins", []string{"gaps", "1", "ideas", "1"}, "Beiträge von Name of viewer · mit Lücken · mit Ideen"},
		{"one channel", "{channel}", "Nur das Blog", []string{"gaps", "1"}, "Werkblog · mit Lücken"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newPages(t)
			b := w.browse("viewer")
			made := b.submit("/w/{workspace}/feeds", append(c.fields, "shows", c.shows, "name", c.named)...).page(t, http.StatusCreated)
			found := feedAddress.FindStringSubmatch(made.body)
			if found == nil {
				t.Fatalf("no address in %s", made.body)
			}
			address := found[1]
			bare := strings.TrimPrefix(address, "https://")
			made.says(t, `href="webcal://`+bare+`"`, "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F", "Diese Adresse wird nur jetzt gezeigt.",
				"alle 8 bis 24 Stunden", "Thunderbird", "Outlook", "Apple", w.expand(`href="/w/{workspace}?lang=en"`)).hides(t, "ist er das nicht")
			if got := made.header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control = %q: the secret would be kept", got)
			}
			w.fetch(t, "GET", address).want(t, http.StatusOK)

			listed := b.open("/w/{workspace}").page(t, http.StatusOK).says(t, c.listed).hides(t, bare, "Redaktionsplan Werkblog")
			revoke := regexp.MustCompile(`action="(/w/[^"]+/revoke)"`).FindStringSubmatch(listed.body)
			if revoke == nil {
				t.Fatal("there is no way to revoke the feed")
			}
			b.submit(revoke[1]).want(t, http.StatusSeeOther)
			w.fetch(t, "GET", address).want(t, http.StatusNotFound)
			b.open("/w/{workspace}").page(t, http.StatusOK).says(t, "Noch gibt es kein Abo.")
		})
	}
}

func TestFeedFormIsRefused(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, c := range []struct {
		name, who, shows, named string
		status                  int
		says                    string
	}{
		{"nothing chosen", "viewer", "", "x", http.StatusUnprocessableEntity, "Bitte auswählen, was das Abo zeigt."},
		{"an unknown channel", "viewer", "{foreign}", "x", http.StatusUnprocessableEntity, "Diesen Kanal gibt es nicht mehr."},
		{"too long a name", "viewer", "all", strings.Repeat("ä", 201), http.StatusUnprocessableEntity, "Der Name darf höchstens 200 Zeichen haben."},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := w.browse(c.who)
			b.submit("/w/{workspace}/feeds", "shows", c.shows, "name", c.named, "ideas", "1").page(t, c.status).
				says(t, c.says, `role="alert"`, `value="`+c.named+`"`, `name="ideas" value="1" checked`).
				hides(t, `name="gaps" value="1" checked`, "/feeds/{")
		})
	}
	w.browse("viewer").open("/w/{workspace}").says(t, "Noch gibt es kein Abo.")
}

func TestOnlyLeadsRevokeFeedsOfOthers(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, who := range []string{"viewer", "contributor", "editor"} {
		w.browse(who).open("/w/{workspace}").page(t, http.StatusOK).hides(t, "Redaktionsplan Werkblog", w.ids["feed"])
		w.browse(who).submit("/w/{workspace}/feeds/{feed}/revoke").page(t, http.StatusNotFound)
	}
	w.browse("founder").with("Origin", "https://evil.example").submit("/w/{workspace}/feeds/{feed}/revoke").want(t, http.StatusForbidden)
	w.browse("founder").open("/w/{workspace}/feeds/{feed}/revoke").want(t, http.StatusServiceUnavailable)
	w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)

	w.browse("founder").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Redaktionsplan Werkblog", "angelegt von Name of lead")
	w.browse("founder").submit("/w/{workspace}/feeds/{feed}/revoke").want(t, http.StatusSeeOther)
	w.fetch(t, "GET", w.feedURL).want(t, http.StatusNotFound)
	if got := w.browse("founder").open("/w/{workspace}/feeds").want(t, http.StatusSeeOther).header.Get("Location"); got != w.expand("/w/{workspace}#subscribe") {
		t.Errorf("a reload of the form's address leads to %q", got)
	}
}
