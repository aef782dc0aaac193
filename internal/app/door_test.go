package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// door is a server that was just set up by Anna, with a clock of its own.
type door struct {
	*app.App
	store *store.Store
	now   time.Time
	anna  app.SignedIn
}

const (
	annaEmail    = "anna@example.org"
	annaPassword = "vier Wörter und ein Punkt"
	newPassword  = "fünf ganz andere Wörter hier"
)

var office = from("192.0.2.7")

// from is a request from an address.
func from(address string) context.Context {
	return app.WithOrigin(context.Background(), app.Origin{Address: address, Client: "Browser", Operation: "signIn"})
}

func newDoor(t *testing.T, s *store.Store) *door {
	t.Helper()
	d := &door{store: s, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	d.restart(t)
	secret, needed, err := d.NewSetupLink(office)
	must(t, err)
	if !needed {
		t.Fatal("an empty server needs no set-up")
	}
	d.anna, err = d.SetUp(office, secret, app.SetUpDraft{
		Name: "Anna Muster", Email: annaEmail, Password: annaPassword, Workspace: "Musterwerk", Language: "de",
	})
	must(t, err)
	return d
}

// restart forgets all that was kept in memory.
func (d *door) restart(t *testing.T) {
	t.Helper()
	d.App = d.replica(t)
}

func (d *door) replica(t *testing.T) *app.App {
	t.Helper()
	a, err := app.New(d.store, app.Options{Now: func() time.Time { return d.now }, Mailer: unsent{}})
	must(t, err)
	return a
}

// unsent is a mailer for tests that look at what is posted and send nothing.
type unsent struct{}

func (unsent) Send(context.Context, notify.Mail) error { return errors.New("nothing is sent here") }

func (d *door) actor(t *testing.T, in app.SignedIn) app.Actor {
	t.Helper()
	by, err := d.AuthenticateSession(context.Background(), in.SessionID)
	must(t, err)
	return by
}

// workspace is the one that the set-up made.
func (d *door) workspace(t *testing.T) plan.Workspace {
	t.Helper()
	all, _, err := d.Workspaces(context.Background(), d.actor(t, d.anna), app.Page{Limit: 10})
	must(t, err)
	return all[0]
}

// audit is the server's whole log, oldest first, as "action reason".
func (d *door) audit(t *testing.T) (told []string, raw string) {
	t.Helper()
	lines, _, err := d.ServerAudit(context.Background(), d.actor(t, d.anna), app.ServerAuditFilter{}, app.Page{Limit: 200})
	must(t, err)
	text, err := json.Marshal(lines)
	must(t, err)
	for i := len(lines) - 1; i >= 0; i-- {
		line := lines[i].Action
		for _, field := range lines[i].Fields {
			if field.Field == "reason" {
				line += " " + field.To
			}
		}
		told = append(told, line)
	}
	return told, string(text)
}

func mustBe(t *testing.T, what string, err error, want plan.Code) {
	t.Helper()
	if plan.CodeOf(err) != want || want == "" && err != nil {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

func TestSignInWithPassword(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		before, _ := d.audit(t)
		for _, c := range []struct {
			name, email, password string
			want                  plan.Code
		}{
			{"nobody", "ben@example.org", annaPassword, plan.CodeUnauthenticated},
			{"no address", "", "", plan.CodeUnauthenticated},
			{"wrong", annaEmail, annaPassword + " ", plan.CodeUnauthenticated},
			{"empty", annaEmail, "", plan.CodeUnauthenticated},
			{"injected", annaEmail + "' OR 1=1 --", annaPassword, plan.CodeUnauthenticated},
			{"right", annaEmail, annaPassword, ""},
			{"right, as people type it", "  Anna@Example.ORG ", "vier Wo\u0308rter und ein Punkt", ""},
		} {
			in, err := d.SignInWithPassword(office, c.email, c.password)
			mustBe(t, c.name, err, c.want)
			if c.want != "" && (in.SessionID != "" || err.Error() != "This address and password do not belong together. Try again, or set a new password.") {
				t.Errorf("%s: told %v and session %q", c.name, err, in.SessionID)
			}
			if c.want == "" && d.actor(t, in).UserID != d.anna.UserID {
				t.Errorf("%s: somebody else's session", c.name)
			}
		}
		after, raw := d.audit(t)
		want := []string{
			"sign_in_refused wrong", "sign_in_refused wrong", "sign_in_refused wrong", "sign_in_refused wrong", "sign_in_refused wrong",
			"signed_in", "signed_in",
		}
		if diff := cmp.Diff(want, after[len(before):]); diff != "" {
			t.Errorf("audit (-want +got):\n%s", diff)
		}
		for _, word := range []string{"example.org", annaPassword, "Anna"} {
			if strings.Contains(raw, word) {
				t.Errorf("the audit log tells %q", word)
			}
		}
	})
}

// A deactivated member knows their password still, and learns nothing by it.
func TestSignInOfWhoHasNothingHere(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		by, ws := d.actor(t, d.anna), d.workspace(t)
		made, err := d.MakeUser(office, app.UserDraft{Email: "ben@example.org", Role: plan.Editor})
		must(t, err)
		in, err := d.SetPasswordByLink(office, made.Secret, newPassword)
		must(t, err)
		gone := true
		_, err = d.ChangeMember(office, by, ws.ID, made.Member.ID, nil, app.MemberPatch{Deactivated: &gone})
		must(t, err)
		_, err = d.SignInWithPassword(office, "ben@example.org", newPassword)
		mustBe(t, "deactivated", err, plan.CodeUnauthenticated)
		told, _ := d.audit(t)
		if last := told[len(told)-1]; last != "sign_in_refused deactivated" {
			t.Errorf("told as %q", last)
		}
		must(t, d.FlushUsage(office)) // workspaces are told after the answer
		lines, _, err := d.Audit(office, by, ws.ID, app.AuditFilter{Action: "sign_in_refused"}, app.Page{Limit: 10})
		must(t, err)
		if len(lines) != 1 || lines[0].MemberID != made.Member.ID {
			t.Errorf("the workspace is told %+v", lines)
		}
		if me, err := d.Me(office, app.Actor{UserID: in.UserID, SessionID: in.SessionID}); err != nil || len(me.Memberships) != 0 {
			t.Errorf("still in %v, %v", me.Memberships, err)
		}
	})
}

// A hash made with other parameters is replaced when its password is next used.
func TestSignInRehashes(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		user := readUser(t, s, d.anna.UserID)
		user.Password = hashLikeFormerly(t, annaPassword)
		writeUser(t, s, &user)
		in, err := d.SignInWithPassword(office, annaEmail, annaPassword)
		must(t, err)
		fresh := readUser(t, s, in.UserID).Password
		if !strings.HasPrefix(fresh, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("the hash is still %.40s", fresh)
		}
		_, err = d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "again, with the new hash", err, "")
		if again := readUser(t, s, in.UserID).Password; again != fresh {
			t.Error("a hash that is up to date was made anew")
		}
	})
}

func hashLikeFormerly(t *testing.T, password string) string {
	t.Helper()
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 8 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	must(t, err)
	return hash
}

func readUser(t *testing.T, s *store.Store, id string) (user store.User) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) (err error) {
		user, err = tx.User(id)
		return err
	}))
	return user
}

func writeUser(t *testing.T, s *store.Store, user *store.User) {
	t.Helper()
	must(t, s.Write(context.Background(), func(tx *store.Tx) error { return tx.UpdateUser(user) }))
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		signIn := func() app.SignedIn {
			in, err := d.SignInWithPassword(office, annaEmail, annaPassword)
			must(t, err)
			return in
		}
		alive := func(in app.SignedIn) bool {
			_, err := d.AuthenticateSession(context.Background(), in.SessionID)
			if err != nil {
				mustBe(t, "an ended session", err, plan.CodeUnauthenticated)
			}
			return err == nil
		}
		one, two, three := signIn(), signIn(), signIn()
		by := d.actor(t, one)
		listed, err := d.Sessions(office, by)
		must(t, err)
		if len(listed) != 4 || listed[3].ID != d.anna.SessionID || !listed[2].IsCurrent || listed[0].IsCurrent || listed[0].Address != "192.0.2.7" || listed[0].Client != "Browser" {
			t.Errorf("listed %+v", listed)
		}
		must(t, d.EndSession(office, by, two.SessionID))
		must(t, d.EndSession(office, by, two.SessionID)) // again is no error
		if alive(two) || !alive(three) {
			t.Error("the wrong session ended")
		}
		must(t, d.EndOtherSessions(office, by))
		if alive(three) || alive(d.anna) || !alive(one) {
			t.Error("other than the others ended")
		}
		must(t, d.SignOut(office, by))
		if alive(one) {
			t.Error("signed out, and still in")
		}

		idle, used := signIn(), signIn()
		d.now = d.now.Add(6 * 24 * time.Hour)
		alive(used)
		must(t, d.FlushUsage(office))
		d.now = d.now.Add(2 * 24 * time.Hour)
		if alive(idle) || !alive(used) {
			t.Error("an idle session lives, or a used one does not")
		}
		for range 30 { // used every day
			alive(used)
			must(t, d.FlushUsage(office))
			d.now = d.now.Add(24 * time.Hour)
		}
		if alive(used) {
			t.Error("a session outlives 30 days")
		}
	})
}

func TestSessionsOfOthers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		made, err := d.MakeUser(office, app.UserDraft{Email: "ben@example.org", Role: plan.Viewer})
		must(t, err)
		ben, err := d.SetPasswordByLink(office, made.Secret, newPassword)
		must(t, err)
		by := d.actor(t, ben)
		mustBe(t, "somebody else's", d.EndSession(office, by, d.anna.SessionID), plan.CodeNotFound)
		mustBe(t, "none", d.EndSession(office, by, "01930000-0000-7000-8000-000000000000"), plan.CodeNotFound)
		readOnly, narrow := app.Actor{UserID: by.UserID, TokenID: "t", ReadOnly: true}, app.Actor{UserID: by.UserID, TokenID: "t", WorkspaceID: made.Workspace.ID}
		for name, weak := range map[string]app.Actor{"a token that reads": readOnly, "a token for one workspace": narrow} {
			mustBe(t, name+" ends", d.EndSession(office, weak, ben.SessionID), plan.CodeForbidden)
			mustBe(t, name+" ends others", d.EndOtherSessions(office, weak), plan.CodeForbidden)
			mustBe(t, name+" sets a password", d.ChangePassword(office, weak, newPassword, annaPassword), plan.CodeForbidden)
		}
		_, err = d.Sessions(office, narrow)
		mustBe(t, "a token for one workspace lists", err, plan.CodeForbidden)
		d.actor(t, d.anna)
		d.actor(t, ben)
	})
}
