package store_test

import (
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestUsers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		u := newUser("Jörg.Müller@Example.org")
		u.Admin = true
		write(t, s, func(tx *store.Tx) error { return tx.CreateUser(&u) })
		same(t, "version", u.Version, 1)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.User(u.ID)
			same(t, "user", got, u)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.UserByEmail(" jÖrg.müller@example.ORG ")
			same(t, "user by address", got, u)
			return err
		})
		twin := newUser("JÖRG.MÜLLER@example.org")
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateUser(&twin) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.User(newID()); return err })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.UserByEmail("nobody@example.org"); return err })
	})
}

func TestTokens(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		u := newUser("anna@example.org")
		hash := sha256.Sum256([]byte("secret"))
		full := store.Token{
			ID: newID(), UserID: u.ID, WorkspaceID: team.ID, Name: "Skript", Hash: hash[:], Hint: "cret", Access: "read",
			ExpiresAt: made.Add(24 * time.Hour), CreatedAt: made,
		}
		otherHash := sha256.Sum256([]byte("other"))
		bare := store.Token{ID: newID(), UserID: u.ID, Name: "Alles", Hash: otherHash[:], Access: "write", CreatedAt: made}
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&u); err != nil {
				return err
			}
			if err := tx.CreateToken(&full); err != nil {
				return err
			}
			return tx.CreateToken(&bare)
		})
		read(t, s, func(tx *store.Tx) error {
			token, user, err := tx.TokenByHash(hash[:])
			same(t, "token", token, full)
			same(t, "user", user, u)
			return err
		})
		token, user, err := s.TokenByHash(context.Background(), hash[:])
		if err != nil {
			t.Fatal(err)
		}
		same(t, "token without a transaction", token, full)
		same(t, "user without a transaction", user, u)
		write(t, s, func(tx *store.Tx) error { return tx.TouchToken(full.ID, made.Add(time.Minute)) })
		write(t, s, func(tx *store.Tx) error { return tx.RevokeToken(full.ID, made.Add(time.Hour)) })
		write(t, s, func(tx *store.Tx) error { return tx.RevokeToken(full.ID, made.Add(2*time.Hour)) })
		full.LastUsedAt, full.RevokedAt = made.Add(time.Minute), made.Add(time.Hour)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Tokens(u.ID)
			same(t, "tokens", got, []store.Token{full, bare})
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { return tx.RevokeToken(newID(), made) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, _, err := tx.TokenByHash([]byte("none")); return err })
		twin := bare
		twin.ID = newID()
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateToken(&twin) })
		orphan := store.Token{ID: newID(), UserID: newID(), Hash: []byte("x"), Access: "read", CreatedAt: made}
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateToken(&orphan) })
	})
}
