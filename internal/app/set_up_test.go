package app_test

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestSetUp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := &door{store: s, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
		d.restart(t)
		secret, needed, err := d.NewSetupLink(office)
		must(t, err)
		if !needed {
			t.Fatal("an empty server needs no set-up")
		}
		good := app.SetUpDraft{Name: "Anna Muster", Email: annaEmail, Password: annaPassword, Workspace: "Musterwerk", TimeZone: "Europe/Vienna", Language: "en"}
		for name, spoil := range map[string]func(*app.SetUpDraft){
			"name": func(d *app.SetUpDraft) { d.Name = " " }, "email": func(d *app.SetUpDraft) { d.Email = "anna" },
			"password": func(d *app.SetUpDraft) { d.Password = "kurz" }, "workspace": func(d *app.SetUpDraft) { d.Workspace = "" },
			"time_zone": func(d *app.SetUpDraft) { d.TimeZone = "Mars/Olympus" }, "language": func(d *app.SetUpDraft) { d.Language = "fr" },
		} {
			draft := good
			spoil(&draft)
			_, err := d.SetUp(office, secret, draft)
			if fields := plan.FieldsOf(err); len(fields) != 1 || fields[0].Field != name {
				t.Errorf("%s: refused with %v", name, err)
			}
		}
		for name, wrong := range map[string]string{"none": "", "unknown": strings.Repeat("A", 43), "no secret": "../../etc"} {
			_, err := d.SetUp(office, wrong, good)
			mustBe(t, name, err, plan.CodeNotFound)
		}
		in, err := d.SetUp(office, secret, good)
		must(t, err)
		me, err := d.Me(office, d.actor(t, in))
		must(t, err)
		if !me.Admin || me.Email != annaEmail || len(me.Memberships) != 1 || me.Memberships[0].Role != plan.Lead || me.Memberships[0].WorkspaceName != "Musterwerk" {
			t.Errorf("set up as %+v", me)
		}
		_, err = d.SetUp(office, secret, good)
		mustBe(t, "a second time", err, plan.CodeNotFound)
		if _, needed, err := d.NewSetupLink(office); needed || err != nil {
			t.Errorf("needs set-up again: %v", err)
		}
	})
}

func TestSetupLinksExpire(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := &door{store: s, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
		d.restart(t)
		secret, _, err := d.NewSetupLink(office)
		must(t, err)
		d.now = d.now.Add(30*time.Minute - time.Second)
		mustBe(t, "in time", d.CheckSetupLink(office, secret), "")
		d.now = d.now.Add(time.Second)
		mustBe(t, "after 30 minutes", d.CheckSetupLink(office, secret), plan.CodeNotFound)
	})
}

// Two replicas print a link each; whoever is second finds a server that is set up.
func TestSetUpAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := &door{store: s, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
		d.restart(t)
		var steps []func() error
		for _, email := range []string{annaEmail, "ben@example.org", "cem@example.org"} {
			secret, _, err := d.NewSetupLink(office)
			must(t, err)
			steps = append(steps, func() error {
				_, err := d.SetUp(office, secret, app.SetUpDraft{Name: "Wer", Email: email, Password: annaPassword, Workspace: "Musterwerk"})
				return err
			})
		}
		succeeded := 0
		for _, err := range atOnce(steps...) {
			switch plan.CodeOf(err) {
			case "":
				must(t, err)
				succeeded++
			case plan.CodeNotFound, plan.CodeConflict:
			default:
				t.Errorf("refused with %v", err)
			}
		}
		if succeeded != 1 {
			t.Errorf("%d have set the server up", succeeded)
		}
	})
}
