package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

const goodPassword = "vier Katzen im Regen"

// mailing is a team whose server sends mail.
type mailing struct {
	team
	store *store.Store
}

func newMailing(t *testing.T, s *store.Store) mailing {
	t.Helper()
	w := newTeam(t, s, loadtest.Shape{Channels: 1, Years: 1, PerYear: 12})
	var err error
	if w.App, err = app.New(s, app.Options{Now: loadtest.Now, Mailer: unsent{}}); err != nil {
		t.Fatal(err)
	}
	return mailing{w, s}
}

func (m mailing) invite(t *testing.T, email string) app.Invitation {
	t.Helper()
	made, secret, err := m.Invite(t.Context(), m.by, m.ID, app.InvitationDraft{Email: email, Role: plan.Editor})
	if err != nil || secret != "" || !made.Mailed {
		t.Fatalf("invited by mail: %+v, a secret of %d characters (%v)", made, len(secret), err)
	}
	return made
}

// deliver does what the sending of an invitation does: it makes the secret, and
// tells how it went.
func (m mailing) deliver(t *testing.T, id string, settle func(*store.Outgoing)) (secret string) {
	t.Helper()
	made := auth.NewLinkSecret()
	err := m.store.Write(t.Context(), func(tx *store.Tx) error {
		invitation, err := tx.Invitation(m.ID, id)
		if err != nil {
			return err
		}
		invitation.Hash = made.Hash
		if err := tx.UpdateInvitation(&invitation); err != nil {
			return err
		}
		mail, found, err := tx.LatestOutgoing("invitation", id)
		if err != nil || !found {
			return fmt.Errorf("no mail is in the outbox: %w", err)
		}
		settle(&mail)
		_, err = tx.SettleOutgoing(&mail)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return made.Text
}

func sent(o *store.Outgoing) { o.SentAt = loadtest.Now() }

func TestAnInvitationTellsHowItsMailGoes(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := newMailing(t, s)
		made := m.invite(t, "cem@example.org")
		tells := func(want app.InvitationMail, problem string) {
			t.Helper()
			got, err := m.WorkspaceInvitation(t.Context(), m.by, m.ID, made.ID)
			if err != nil || got.Mail != want || got.MailProblem != problem {
				t.Errorf("the mail is %s, %q (%v); want %s, %q", got.Mail, got.MailProblem, err, want, problem)
			}
		}
		tells(app.MailWaiting, "")
		m.deliver(t, made.ID, func(o *store.Outgoing) { o.Outcome = "try later" })
		tells(app.MailWaiting, "try later")
		m.deliver(t, made.ID, func(o *store.Outgoing) { o.GivenUpAt, o.Outcome = loadtest.Now(), "no such mailbox" })
		tells(app.MailFailed, "no such mailbox")
		if _, _, err := m.ResendInvitation(t.Context(), m.by, m.ID, made.ID); err != nil {
			t.Fatal(err)
		}
		tells(app.MailWaiting, "")
		secret := m.deliver(t, made.ID, sent)
		tells(app.MailSent, "")

		if _, _, err := m.ResendInvitation(t.Context(), m.by, m.ID, made.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := m.Invitation(t.Context(), secret); plan.CodeOf(err) != plan.CodeNotFound {
			t.Errorf("the link of the mail before still opens: %v", err)
		}
		if err := m.RevokeInvitation(t.Context(), m.by, m.ID, made.ID, nil); err != nil {
			t.Fatal(err)
		}
		tells(app.MailFailed, "The invitation was revoked.")

		other, err := app.New(s, app.Options{Now: loadtest.Now})
		if err != nil {
			t.Fatal(err)
		}
		again := m.invite(t, "cem@example.org")
		if _, _, err := other.ResendInvitation(t.Context(), m.by, m.ID, again.ID); plan.CodeOf(err) != plan.CodeConflict {
			t.Errorf("sent again by a server that sends no mail: %v", err)
		}
		draft := app.InvitationDraft{Email: "dora@example.org", Role: plan.Viewer, By: app.ByMail}
		if _, _, err := other.Invite(t.Context(), m.by, m.ID, draft); plan.CodeOf(err) != plan.CodeConflict {
			t.Errorf("invited by mail by a server that sends none: %v", err)
		}
		draft.By = ""
		if made, secret, err := other.Invite(t.Context(), m.by, m.ID, draft); err != nil || made.Mailed || secret == "" {
			t.Errorf("without mail the link is not shown: %v", err)
		}
	})
}

// Whoever opens the link of a mail reads the mail of its address: what waits for
// the address is theirs.
func TestAMailedInvitationProvesTheAddress(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := newMailing(t, s)
		if _, err := m.AddMember(t.Context(), m.by, m.ID, app.MemberDraft{Name: "Cem", Email: "cem@example.org", Role: plan.Viewer}); err != nil {
			t.Fatal(err)
		}
		elsewhere := newMailing(t, s)
		if _, err := elsewhere.AddMember(t.Context(), elsewhere.by, elsewhere.ID, app.MemberDraft{Name: "Cem", Email: "cem@example.org", Role: plan.Lead}); err != nil {
			t.Fatal(err)
		}
		secret := m.deliver(t, m.invite(t, "cem@example.org").ID, sent)
		in, err := m.AcceptInvitationAsNew(t.Context(), secret, "Cem Beispiel", goodPassword)
		if err != nil {
			t.Fatal(err)
		}
		actor, err := m.AuthenticateSession(t.Context(), in.SessionID)
		if err != nil {
			t.Fatal(err)
		}
		me, err := m.Me(t.Context(), actor)
		if err != nil || len(me.Memberships) != 2 {
			t.Errorf("is %+v (%v), want both memberships", me, err)
		}

		// An account without a password gets one, by mail alone.
		if _, err := m.MakeToken(t.Context(), app.TokenDraft{Email: "dora@example.org", Workspace: elsewhere.ID}); err != nil {
			t.Fatal(err)
		}
		secret = m.deliver(t, m.invite(t, "dora@example.org").ID, sent)
		if _, err := m.AcceptInvitationAsNew(t.Context(), secret, "Dora", goodPassword); err != nil {
			t.Fatal(err)
		}
		if _, err := m.SignInWithPassword(t.Context(), "dora@example.org", goodPassword); err != nil {
			t.Errorf("the new password is refused: %v", err)
		}

		// One that has a password keeps it.
		if err := m.RemoveMember(t.Context(), m.by, m.ID, memberOf(t, m, "dora@example.org"), nil); err != nil {
			t.Fatal(err)
		}
		secret = m.deliver(t, m.invite(t, "dora@example.org").ID, sent)
		if _, err := m.AcceptInvitationAsNew(t.Context(), secret, "Dora", "ein ganz anderes Wort"); plan.CodeOf(err) != plan.CodeConflict {
			t.Errorf("an account with a password got another: %v", err)
		}
	})
}

func memberOf(t *testing.T, m mailing, email string) string {
	t.Helper()
	members, _, err := m.Members(t.Context(), m.by, m.ID, app.MemberFilter{}, app.Page{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	for _, member := range members {
		if member.Email == email {
			return member.ID
		}
	}
	t.Fatalf("%s is no member", email)
	return ""
}

func TestNobodySendsSpamByInvitations(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := newMailing(t, s)
		first := m.invite(t, "gast0@example.org")
		for i := range 4 {
			if _, _, err := m.ResendInvitation(t.Context(), m.by, m.ID, first.ID); err != nil {
				t.Fatalf("sent again %d times: %v", i+1, err)
			}
		}
		if _, _, err := m.ResendInvitation(t.Context(), m.by, m.ID, first.ID); plan.CodeOf(err) != plan.CodeTooMany {
			t.Errorf("a sixth mail to one address: %v", err)
		}
		for i := range 45 {
			m.invite(t, fmt.Sprintf("gast%d@example.org", i+1))
		}
		_, _, err := m.Invite(t.Context(), m.by, m.ID, app.InvitationDraft{Email: "zuviel@example.org", Role: plan.Viewer})
		if plan.CodeOf(err) != plan.CodeTooMany {
			t.Errorf("a fifty-first mail of the workspace: %v", err)
		}
		if _, _, err := m.Invite(t.Context(), m.by, m.ID, app.InvitationDraft{Email: "zuviel@example.org", Role: plan.Viewer, By: app.ByLink}); err != nil {
			t.Errorf("by link it is refused too: %v", err)
		}
		later, err := app.New(s, app.Options{Now: func() time.Time { return loadtest.Now().Add(30 * time.Minute) }, Mailer: unsent{}})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := later.Invite(t.Context(), m.by, m.ID, app.InvitationDraft{Email: "spaeter@example.org", Role: plan.Viewer}); err != nil {
			t.Errorf("half an hour later: %v", err)
		}
	})
}

func TestAnInvitationIsUsedOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := newMailing(t, s)
		_, secret, err := m.Invite(t.Context(), m.by, m.ID, app.InvitationDraft{Email: "cem@example.org", Role: plan.Editor, By: app.ByLink})
		if err != nil {
			t.Fatal(err)
		}
		var steps []func() error
		for range 4 {
			steps = append(steps, func() error {
				_, err := m.AcceptInvitationAsNew(context.Background(), secret, "Cem", goodPassword)
				return err
			})
		}
		if got := countCodes(atOnce(steps...)); got[""] != 1 || got[plan.CodeNotFound] != 3 {
			t.Errorf("four who use one invitation at once: %v, want one in and three who find it used", got)
		}
	})
}

// Of one who is let go of by two workspaces at once, the sessions end.
func TestSessionsEndWithTheLastMembership(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		one, other := newMailing(t, s), newMailing(t, s)
		_, secret, err := one.Invite(t.Context(), one.by, one.ID, app.InvitationDraft{Email: "cem@example.org", Role: plan.Editor, By: app.ByLink})
		if err != nil {
			t.Fatal(err)
		}
		in, err := one.AcceptInvitationAsNew(t.Context(), secret, "Cem", goodPassword)
		if err != nil {
			t.Fatal(err)
		}
		cem, err := one.AuthenticateSession(t.Context(), in.SessionID)
		if err != nil {
			t.Fatal(err)
		}
		if _, secret, err = other.Invite(t.Context(), other.by, other.ID, app.InvitationDraft{Email: "cem@example.org", Role: plan.Lead, By: app.ByLink}); err != nil {
			t.Fatal(err)
		}
		if _, err := other.AcceptInvitation(t.Context(), cem, secret); err != nil {
			t.Fatal(err)
		}
		rights := func() int {
			t.Helper()
			actor, err := one.AuthenticateSession(t.Context(), in.SessionID)
			if err != nil {
				t.Fatal(err)
			}
			return actor.Rights
		}
		before := rights()
		if before == cem.Rights {
			t.Error("another membership rotated no session")
		}
		viewer, yes := plan.Viewer, true
		if _, err := other.ChangeMember(t.Context(), other.by, other.ID, memberOf(t, other, "cem@example.org"), nil, app.MemberPatch{Role: &viewer}); err != nil {
			t.Fatal(err)
		}
		if rights() == before {
			t.Error("another role rotated no session")
		}
		ends := func(m mailing) func() error {
			id := memberOf(t, m, "cem@example.org")
			return func() error {
				_, err := m.ChangeMember(context.Background(), m.by, m.ID, id, nil, app.MemberPatch{Deactivated: &yes})
				return err
			}
		}
		if got := countCodes(atOnce(ends(one), ends(other))); got[""] != 2 {
			t.Fatalf("deactivated: %v", got)
		}
		if _, err := one.AuthenticateSession(t.Context(), in.SessionID); plan.CodeOf(err) != plan.CodeUnauthenticated {
			t.Errorf("the session lives on: %v", err)
		}
		if _, err := one.SignInWithPassword(t.Context(), "cem@example.org", goodPassword); plan.CodeOf(err) != plan.CodeUnauthenticated {
			t.Errorf("signed in again: %v", err)
		}
	})
}
