package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestPasswordLinks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		first, err := d.MakePasswordLink(office, annaEmail)
		must(t, err)
		second, err := d.MakePasswordLink(office, annaEmail)
		must(t, err)
		_, err = d.SetPasswordByLink(office, first.Secret, newPassword)
		mustBe(t, "an earlier link", err, plan.CodeNotFound)
		whose, err := d.PasswordLink(office, second.Secret)
		must(t, err)
		if whose.Email != annaEmail {
			t.Errorf("the link is for %s", whose.Email)
		}
		_, err = d.SetPasswordByLink(office, second.Secret, "zu kurz")
		mustBe(t, "a short password", err, plan.CodeInvalid)
		_, err = d.SetPasswordByLink(office, second.Secret, annaEmail)
		mustBe(t, "one's address as password", err, plan.CodeInvalid)
		in, err := d.SetPasswordByLink(office, second.Secret, newPassword) // still good
		must(t, err)
		if _, err := d.AuthenticateSession(office, d.anna.SessionID); err == nil {
			t.Error("a session of before is alive")
		}
		d.anna = in
		_, err = d.SetPasswordByLink(office, second.Secret, annaPassword)
		mustBe(t, "a used link", err, plan.CodeNotFound)
		_, err = d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "the old password", err, plan.CodeUnauthenticated)
		_, err = d.SignInWithPassword(office, annaEmail, newPassword)
		mustBe(t, "the new password", err, "")

		late, err := d.MakePasswordLink(office, annaEmail)
		must(t, err)
		d.now = d.now.Add(30 * time.Minute)
		_, err = d.PasswordLink(office, late.Secret)
		mustBe(t, "after 30 minutes", err, plan.CodeNotFound)
		_, raw := d.audit(t)
		for _, secret := range []string{first.Secret, second.Secret, newPassword, annaEmail} {
			if strings.Contains(raw, secret) {
				t.Errorf("the audit log tells %q", secret)
			}
		}
	})
}

// Of many who use one link at once, one does.
func TestPasswordLinkUsedAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		made, err := d.MakePasswordLink(office, annaEmail)
		must(t, err)
		steps := make([]func() error, 6)
		for i := range steps {
			steps[i] = func() error {
				_, err := d.SetPasswordByLink(office, made.Secret, newPassword)
				return err
			}
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
			t.Errorf("the link was used %d times", succeeded)
		}
	})
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		other, err := d.SignInWithPassword(office, annaEmail, annaPassword)
		must(t, err)
		by := d.actor(t, d.anna)
		err = d.ChangePassword(office, by, "geraten", newPassword)
		if fields := plan.FieldsOf(err); len(fields) != 1 || fields[0].Field != "current_password" {
			t.Errorf("a wrong current password: %v", err)
		}
		err = d.ChangePassword(office, by, annaPassword, "kurz")
		if fields := plan.FieldsOf(err); len(fields) != 1 || fields[0].Field != "password" {
			t.Errorf("a short password: %v", err)
		}
		must(t, d.ChangePassword(office, by, annaPassword, newPassword))
		if after := d.actor(t, d.anna); after.Rights <= by.Rights {
			t.Error("the session is not rotated")
		}
		_, err = d.AuthenticateSession(office, other.SessionID)
		mustBe(t, "another session", err, plan.CodeUnauthenticated)
		for range 9 { // the tenth was made above
			mustBe(t, "a guess", d.ChangePassword(office, by, "geraten", annaPassword), plan.CodeInvalid)
		}
		mustBe(t, "guessing with a stolen session", d.ChangePassword(office, by, "geraten", annaPassword), plan.CodeTooMany)
	})
}

// What is written down is the same for every address; whose it is shows later.
func TestAskPasswordReset(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		for _, email := range []string{annaEmail, "nobody@example.org"} {
			mustBe(t, email, d.AskPasswordReset(office, email), "")
			for range 5 { // told the same, sent three times at most
				must(t, d.AskPasswordReset(office, email))
			}
		}
		mustBe(t, "no address", d.AskPasswordReset(office, "anna"), plan.CodeInvalid)
		waiting := map[string]int{}
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			for {
				o, found, err := tx.ClaimOutgoing(d.now, d.now.Add(time.Hour))
				if err != nil || !found {
					return err
				}
				waiting[o.Kind+" "+o.Recipient]++
			}
		}))
		if len(waiting) != 2 || waiting["password_reset "+annaEmail] != 3 || waiting["password_reset nobody@example.org"] != 3 {
			t.Errorf("in the outbox: %v", waiting)
		}
		var err error
		for i := 0; i < 30 && err == nil; i++ {
			err = d.AskPasswordReset(office, "nobody@example.org")
		}
		mustBe(t, "asking for ever", err, plan.CodeTooMany)
	})
}

func TestMakeUser(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := &door{store: s, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
		d.restart(t)
		shell := context.Background()
		first, err := d.MakeUser(shell, app.UserDraft{Email: annaEmail, Workspace: "Musterwerk", Role: plan.Lead})
		must(t, err)
		if !first.User.Admin || first.Workspace.Name != "Musterwerk" || first.Member.Role != plan.Lead {
			t.Errorf("the first user is %+v", first)
		}
		second, err := d.MakeUser(shell, app.UserDraft{Email: "ben@example.org", Role: plan.Editor})
		must(t, err)
		if second.User.Admin || second.Workspace.ID != first.Workspace.ID || second.Member.Role != plan.Editor {
			t.Errorf("the second user is %+v", second)
		}
		_, err = d.MakeUser(shell, app.UserDraft{Email: "Anna@example.org"})
		mustBe(t, "again", err, plan.CodeConflict)
		_, err = d.MakePasswordLink(shell, "nobody@example.org")
		mustBe(t, "a link for nobody", err, plan.CodeNotFound)
		if _, needed, err := d.NewSetupLink(shell); needed || err != nil {
			t.Errorf("needs set-up: %v", err)
		}
		_, err = d.SetPasswordByLink(office, second.Secret, newPassword)
		mustBe(t, "the second user's link", err, "")
	})
}
