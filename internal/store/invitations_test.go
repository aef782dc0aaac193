package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func newInvitation(t team, email, secret string) store.Invitation {
	return store.Invitation{
		ID: newID(), WorkspaceID: t.ID, Email: email, Name: "Cem Beispiel", Role: plan.Contributor, External: true,
		Hash: []byte(secret), InvitedBy: t.owner.ID, CreatedAt: made, UpdatedAt: made, ExpiresAt: made.Add(7 * 24 * time.Hour),
	}
}

func TestInvitations(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		cem, mailed, foreign := newInvitation(team, "cem@example.org", "a"), newInvitation(team, "ben@example.org", ""), newInvitation(other, "cem@example.org", "b")
		mailed.Mailed, mailed.Hash = true, nil
		for _, i := range []*store.Invitation{&cem, &mailed, &foreign} {
			write(t, s, func(tx *store.Tx) error { return tx.CreateInvitation(i) })
		}
		for name, find := range map[string]func(tx *store.Tx) (store.Invitation, error){
			"by id":      func(tx *store.Tx) (store.Invitation, error) { return tx.Invitation(team.ID, cem.ID) },
			"by secret":  func(tx *store.Tx) (store.Invitation, error) { return tx.InvitationByHash([]byte("a")) },
			"by address": func(tx *store.Tx) (store.Invitation, error) { return tx.OpenInvitation(team.ID, "cem@example.org") },
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := find(tx)
				same(t, name, got, cem)
				return err
			})
		}
		for name, find := range map[string]func(tx *store.Tx) error{
			"another workspace's": func(tx *store.Tx) error { _, err := tx.Invitation(other.ID, cem.ID); return err },
			"an unknown secret":   func(tx *store.Tx) error { _, err := tx.InvitationByHash([]byte("c")); return err },
			"no secret":           func(tx *store.Tx) error { _, err := tx.InvitationByHash(nil); return err },
			"an unknown address":  func(tx *store.Tx) error { _, err := tx.OpenInvitation(team.ID, "x@example.org"); return err },
		} {
			t.Run(name, func(t *testing.T) { refused(t, s, plan.CodeNotFound, find) })
		}
		twin, stranger := newInvitation(team, "cem@example.org", "c"), newInvitation(team, "x@example.org", "d")
		stranger.InvitedBy = other.owner.ID
		copied := newInvitation(team, "y@example.org", "a")
		for name, bad := range map[string]*store.Invitation{"an address twice": &twin, "by a stranger": &stranger, "a secret twice": &copied} {
			t.Run(name, func(t *testing.T) {
				refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateInvitation(bad) })
			})
		}

		listed := func(filter store.InvitationFilter, want ...string) {
			t.Helper()
			var ids []string
			for _, i := range wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.Invitation, string, error) {
				return tx.Invitations(team.ID, filter, p)
			}) {
				ids = append(ids, i.ID)
			}
			same(t, "list", ids, want)
		}
		counted := func(want int) {
			t.Helper()
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.OpenInvitations(team.ID)
				same(t, "count", got, want)
				return err
			})
		}
		invited := func(email string, want bool) {
			t.Helper()
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.IsInvited(email)
				same(t, email+" is invited", got, want)
				return err
			})
		}
		invited("Ben@example.org", true)
		invited("x@example.org", false)
		listed(store.InvitationFilter{}, mailed.ID, cem.ID)
		listed(store.InvitationFilter{Email: "cem@example.org"}, cem.ID)
		listed(store.InvitationFilter{InvitedBy: team.owner.ID}, mailed.ID, cem.ID)
		listed(store.InvitationFilter{InvitedBy: other.owner.ID})
		counted(2)

		stale := cem
		cem.AcceptedAt, cem.AcceptedBy, cem.UpdatedAt = made.Add(time.Hour), team.owner.ID, made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.UpdateInvitation(&cem) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateInvitation(&stale) })
		same(t, "version", cem.Version, 2)
		listed(store.InvitationFilter{}, mailed.ID)
		counted(1)
		write(t, s, func(tx *store.Tx) error { return tx.CreateInvitation(&twin) }) // the first is no longer open

		write(t, s, func(tx *store.Tx) error { return tx.ForgetInvited(team.ID, team.owner.ID, "ben@example.org") })
		for name, c := range map[string]struct{ id, want string }{"accepted": {cem.ID, ""}, "open": {mailed.ID, "ben@example.org"}, "another's": {twin.ID, "cem@example.org"}} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Invitation(team.ID, c.id)
				same(t, name, got.Email, c.want)
				return err
			})
		}
		write(t, s, func(tx *store.Tx) error { return tx.PurgeInvitations(made.Add(7 * 24 * time.Hour)) })
		counted(2)
		write(t, s, func(tx *store.Tx) error { return tx.PurgeInvitations(made.Add(7*24*time.Hour + time.Second)) })
		counted(0)
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Invitation(team.ID, cem.ID); return err })
	})
}

func TestMailThatIsNotSentIsDropped(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		subject := newID()
		outgoing := func(kind string, sent bool) store.Outgoing {
			o := store.Outgoing{ID: newID(), Kind: kind, SubjectID: subject, CreatedAt: made, DueAt: made}
			write(t, s, func(tx *store.Tx) error { return tx.Post(&o) })
			if sent {
				o.SentAt = made
				write(t, s, func(tx *store.Tx) error { _, err := tx.SettleOutgoing(&o); return err })
			}
			return o
		}
		sent, other, waiting := outgoing("invitation", true), outgoing("mention", false), outgoing("invitation", false)
		write(t, s, func(tx *store.Tx) error {
			return tx.WithdrawOutgoing("invitation", subject, "Widerrufen.", made.Add(time.Hour))
		})
		for _, c := range []struct {
			name    string
			id      string
			dropped time.Time
			outcome string
		}{{"sent", sent.ID, time.Time{}, ""}, {"of another kind", other.ID, time.Time{}, ""}, {"waiting", waiting.ID, made.Add(time.Hour), "Widerrufen."}} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Outgoing(c.id)
				same(t, c.name+": dropped", got.DroppedAt, c.dropped)
				same(t, c.name+": why", got.Outcome, c.outcome)
				return err
			})
		}
		read(t, s, func(tx *store.Tx) error {
			got, found, err := tx.LatestOutgoing("invitation", subject)
			same(t, "latest", []any{got.ID, found}, []any{waiting.ID, true})
			return err
		})
	})
}
