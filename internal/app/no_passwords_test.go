package app_test

import (
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Where passwords are not taken, the right one is worth nothing either; links made
// on the shell still let their owner in.
func TestPasswordsAreNotTaken(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		anna := app.Identity{Issuer: issuer, Subject: "anna-1", Email: annaEmail}
		before, _ := d.audit(t)
		d.without(t)
		_, right := d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "the right password", right, plan.CodeForbidden)
		_, wrong := d.SignInWithPassword(office, "nobody@example.org", "geraten")
		mustBe(t, "nobody's", wrong, plan.CodeForbidden)
		if right.Error() != wrong.Error() {
			t.Errorf("told apart: %q and %q", right, wrong)
		}
		mustBe(t, "a reset", d.AskPasswordReset(office, annaEmail), plan.CodeForbidden)
		in, err := d.SignInByIdentity(office, anna)
		must(t, err)
		d.actor(t, in)
		link, err := d.MakePasswordLink(office, annaEmail)
		must(t, err)
		d.anna, err = d.SetPasswordByLink(office, link.Secret, newPassword)
		must(t, err)
		told, _ := d.audit(t)
		if told[len(before)] != "sign_in_refused passwords_off" || told[len(before)+1] == told[len(before)] {
			t.Errorf("audit: %q", told[len(before):])
		}
	})
}

// without goes on as a server that takes no passwords.
func (d *door) without(t *testing.T) {
	t.Helper()
	var err error
	d.App, err = app.New(d.store, app.Options{Now: func() time.Time { return d.now }, NoPasswords: true})
	must(t, err)
}
