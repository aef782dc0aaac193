package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

const issuer = "https://login.example.org"

func ben(groups ...string) app.Identity {
	return app.Identity{Issuer: issuer, Subject: "ben-17", Email: "ben@example.org", Name: "Ben Beispiel", Groups: groups}
}

// withGroups gives groups of the provider roles from now on.
func (d *door) withGroups(t *testing.T, rules ...string) *bytes.Buffer {
	t.Helper()
	var log bytes.Buffer
	options := app.Options{Now: func() time.Time { return d.now }, Logger: slog.New(slog.NewTextHandler(&log, nil))}
	for _, rule := range rules {
		role, err := app.ParseGroupRole(rule)
		must(t, err)
		options.GroupRoles = append(options.GroupRoles, role)
	}
	var err error
	d.App, err = app.New(d.store, options)
	must(t, err)
	return &log
}

// members are the members of the workspace that the set-up made, as "name role",
// with a minus before who is deactivated.
func (d *door) members(t *testing.T) (told []string) {
	t.Helper()
	ws := d.workspace(t).ID
	members, _, err := d.Members(context.Background(), d.actor(t, d.anna), ws, app.MemberFilter{}, app.Page{Limit: 100})
	must(t, err)
	for _, m := range members {
		line := m.Name + " " + string(m.Role)
		if !m.IsActive() {
			line = "-" + line
		}
		told = append(told, line)
	}
	return told
}

func wantSame(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestNobodyComesInByAnIdentityAlone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		log := d.withGroups(t, "redaktion=editor@Musterwerk", "leitung=lead@Fremdwerk")
		before, _ := d.audit(t)
		crooked := ben("redaktion")
		crooked.Email = "Ben <ben@example.org>"
		for _, c := range []struct {
			name     string
			identity app.Identity
		}{
			{"no group", ben()},
			{"another group", ben("alle", "Redaktion")},
			{"a group for a workspace that there is not", ben("leitung")},
			{"an address that is none", crooked},
		} {
			in, err := d.SignInByIdentity(office, c.identity)
			mustBe(t, c.name, err, plan.CodeForbidden)
			if in.SessionID != "" {
				t.Errorf("%s: has a session", c.name)
			}
		}
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead"})
		after, raw := d.audit(t)
		wantSame(t, "audit", after[len(before):], []string{
			"sign_in_refused unknown", "sign_in_refused unknown", "sign_in_refused unknown", "sign_in_refused email_invalid",
		})
		if strings.Contains(raw, "example.org") || strings.Contains(raw, "ben-17") {
			t.Errorf("the audit log tells who: %s", raw)
		}
		must(t, d.WarnOfUnknownWorkspaces(office))
		if text := log.String(); !strings.Contains(text, "workspace=Fremdwerk") || strings.Contains(text, "Musterwerk") {
			t.Errorf("the log says %q", text)
		}
	})
}

func TestRefusedIdentitiesDoNotFillTheLog(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		before, _ := d.audit(t)
		for range 20 {
			_, err := d.SignInByIdentity(office, ben())
			mustBe(t, "unknown", err, plan.CodeForbidden)
			must(t, d.RefuseProviderSignIn(office, "state_wrong"))
		}
		after, _ := d.audit(t)
		if n := len(after) - len(before); n != 10 {
			t.Errorf("wrote %d lines about 40 refusals, want 5 of each kind", n)
		}
		d.now = d.now.Add(time.Minute)
		must(t, d.RefuseProviderSignIn(office, "state_wrong"))
		if later, _ := d.audit(t); len(later) != len(after)+1 {
			t.Error("a refusal a minute later is not written down")
		}
	})
}

// Whoever the provider says an address belongs to, comes in as its user; and from
// then on by their subject, whatever becomes of the address.
func TestAnIdentityIsLinkedToTheUserOfItsAddress(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		anna := app.Identity{Issuer: issuer, Subject: "anna-1", Email: "Anna@Example.ORG", Name: "A. Muster"}
		in, err := d.SignInByIdentity(office, anna)
		must(t, err)
		if in.UserID != d.anna.UserID {
			t.Fatal("came in as somebody else")
		}
		d.actor(t, d.anna) // Anna's own session goes on: her address was hers before
		anna.Email = "anna.muster@example.org"
		in, err = d.SignInByIdentity(office, anna)
		must(t, err)
		user := readUser(t, s, in.UserID)
		if in.UserID != d.anna.UserID || user.Email != annaEmail || user.Name != "Anna Muster" {
			t.Errorf("came back as %+v", user)
		}
		for name, other := range map[string]app.Identity{
			"another subject":           {Issuer: issuer, Subject: "anna-2", Email: "anna.muster@example.org"},
			"the subject of another":    {Issuer: "https://other.example.org", Subject: "anna-1", Email: "x@example.org"},
			"the subject in other case": {Issuer: issuer, Subject: "ANNA-1", Email: "x@example.org"},
		} {
			_, err := d.SignInByIdentity(office, other)
			mustBe(t, name, err, plan.CodeForbidden)
		}
		_, err = d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "her password still", err, "")
		sessions, err := d.Sessions(office, d.actor(t, in))
		must(t, err)
		if !slices.ContainsFunc(sessions, func(s app.Session) bool { return s.ID == in.SessionID && s.Method == "oidc" }) {
			t.Errorf("sessions %+v", sessions)
		}
	})
}

// Who made an account under somebody else's address, without ever showing it to
// be theirs, is put out when its owner comes.
func TestAnIdentityTakesAnUnverifiedAccountOver(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		made, err := d.MakeUser(office, app.UserDraft{Email: "ben@example.org", Role: plan.Editor})
		must(t, err)
		squatter, err := d.SetPasswordByLink(office, made.Secret, newPassword)
		must(t, err)
		token, _, err := d.CreateMyToken(office, d.actor(t, squatter), app.MyTokenDraft{Name: "Skript"})
		must(t, err)
		feed, _, err := d.CreateFeed(office, d.actor(t, squatter), made.Workspace.ID, app.FeedDraft{Name: "Kalender"})
		must(t, err)
		link, err := d.MakePasswordLink(office, "ben@example.org")
		must(t, err)
		user := readUser(t, s, squatter.UserID)
		user.VerifiedAt = time.Time{}
		writeUser(t, s, &user)

		in, err := d.SignInByIdentity(office, ben())
		must(t, err)
		if in.UserID != squatter.UserID {
			t.Fatal("came in as somebody else")
		}
		_, err = d.AuthenticateSession(office, squatter.SessionID)
		mustBe(t, "the session of before", err, plan.CodeUnauthenticated)
		_, err = d.Authenticate(office, token)
		mustBe(t, "the token of before", err, plan.CodeUnauthenticated)
		_, err = d.Feed(office, d.actor(t, in), made.Workspace.ID, feed.ID)
		mustBe(t, "the feed of before", err, plan.CodeNotFound)
		_, err = d.SignInWithPassword(office, "ben@example.org", newPassword)
		mustBe(t, "the password of before", err, plan.CodeUnauthenticated)
		_, err = d.PasswordLink(office, link.Secret)
		mustBe(t, "the link of before", err, plan.CodeNotFound)
		user = readUser(t, s, in.UserID)
		if user.VerifiedAt.IsZero() || user.Password != "" || in.Rights != user.Rights {
			t.Errorf("the account is now %+v, the session has rights %d", user, in.Rights)
		}
		d.actor(t, in)
	})
}

func TestWhoIsDeactivatedStaysOut(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "leitung=lead@Musterwerk")
		made, err := d.MakeUser(office, app.UserDraft{Email: "ben@example.org", Role: plan.Editor})
		must(t, err)
		gone, back := true, false
		ws, by := d.workspace(t).ID, d.actor(t, d.anna)
		_, err = d.ChangeMember(office, by, ws, made.Member.ID, nil, app.MemberPatch{Deactivated: &gone})
		must(t, err)
		_, err = d.SignInByIdentity(office, ben("leitung"))
		mustBe(t, "deactivated by hand, whatever the groups say", err, plan.CodeForbidden)
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "-ben@example.org editor"})

		_, err = d.ChangeMember(office, by, ws, made.Member.ID, nil, app.MemberPatch{Deactivated: &back})
		must(t, err)
		user := readUser(t, s, made.User.ID)
		user.DeactivatedAt = d.now
		writeUser(t, s, &user)
		for _, subject := range []string{"ben-17", "never seen before"} {
			identity := ben("leitung")
			identity.Subject = subject
			_, err = d.SignInByIdentity(office, identity)
			mustBe(t, "deactivated on the server", err, plan.CodeForbidden)
		}
		told, _ := d.audit(t)
		wantSame(t, "audit", told[len(told)-2:], []string{"sign_in_refused deactivated", "sign_in_refused deactivated"})
	})
}

// Of two browsers in which a newcomer comes back at once, both are let in as one user.
func TestANewcomerInTwoBrowsersAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "redaktion=editor@Musterwerk")
		steps := make([]func() error, 4)
		for i := range steps {
			steps[i] = func() error { _, err := d.SignInByIdentity(office, ben("redaktion")); return err }
		}
		for _, err := range atOnce(steps...) {
			must(t, err)
		}
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "Ben Beispiel editor"})
	})
}
