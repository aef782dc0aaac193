package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestSharedLinks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, elsewhere := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		link := plan.SharedLink{
			ID: newID(), WorkspaceID: team.ID, CreatedBy: team.owner.ID, Name: "Beirat", TokenHash: []byte("hash"), Shows: plan.SharedChannelYear,
			ChannelID: team.channel.ID, Year: 2027, Names: true, Language: "de", ExpiresAt: made.Add(time.Hour), CreatedAt: made, UpdatedAt: made,
		}
		write(t, s, func(tx *store.Tx) error { return tx.CreateSharedLink(&link) })
		write(t, s, func(tx *store.Tx) error { return tx.TouchSharedLink(link.ID, made) })
		link.LastOpenedAt = made
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.SharedLinkByToken(link.TokenHash)
			same(t, "link", got, link)
			return err
		})
		for at, want := range map[time.Time]int{made: 1, link.ExpiresAt: 0} {
			read(t, s, func(tx *store.Tx) error {
				count, err := tx.CountSharedLinks(team.ID, at)
				same(t, "good links", count, want)
				return err
			})
		}
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.SharedLink(elsewhere.ID, link.ID)
			return err
		})
		for name, across := range map[string]func(*plan.SharedLink){
			"a maker":   func(l *plan.SharedLink) { l.CreatedBy = elsewhere.owner.ID },
			"a channel": func(l *plan.SharedLink) { l.ChannelID = elsewhere.channel.ID },
		} {
			t.Run(name, func(t *testing.T) {
				other := link
				other.ID, other.TokenHash = newID(), []byte(name)
				across(&other)
				refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateSharedLink(&other) })
			})
		}
		stale := link
		link.RevokedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateSharedLink(&link) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateSharedLink(&stale) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.SharedLinkByToken(link.TokenHash)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			listed, _, err := tx.SharedLinks(team.ID, "", store.Page{})
			same(t, "listed", len(listed), 0)
			return err
		})
	})
}

func TestAUsersSharedLinksAreRevoked(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, user := newTeam(t, s, "Werk"), newUser("lead@example.org")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&user); err != nil {
				return err
			}
			team.owner.UserID = user.ID
			return tx.UpdateMember(&team.owner)
		})
		link := plan.SharedLink{
			ID: newID(), WorkspaceID: team.ID, CreatedBy: team.owner.ID, Name: "Kunde", TokenHash: []byte("hash"), Shows: plan.SharedLatestReport,
			Language: "en", ExpiresAt: made.Add(time.Hour), CreatedAt: made, UpdatedAt: made,
		}
		write(t, s, func(tx *store.Tx) error { return tx.CreateSharedLink(&link) })
		write(t, s, func(tx *store.Tx) error { return tx.RevokeSharedLinksOf("nobody", made) })
		read(t, s, func(tx *store.Tx) error { _, err := tx.SharedLinkByToken(link.TokenHash); return err })
		write(t, s, func(tx *store.Tx) error { return tx.RevokeSharedLinksOf(user.ID, made) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.SharedLinkByToken(link.TokenHash)
			return err
		})
	})
}
