package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestIdentities(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const issuer = "https://login.example.org"
		anna, ben := newUser("anna@example.org"), newUser("ben@example.org")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&anna); err != nil {
				return err
			}
			return tx.CreateUser(&ben)
		})
		save := func(issuer, subject, userID string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { return tx.SaveIdentity(issuer, subject, userID, made) }
		}
		write(t, s, save(issuer, "17", anna.ID))
		write(t, s, save(issuer, "18", anna.ID)) // a user may have several
		write(t, s, save("https://other.example.org", "17", ben.ID))
		for _, c := range []struct {
			name, issuer, subject, want string
		}{
			{"known", issuer, "17", anna.ID},
			{"a second one", issuer, "18", anna.ID},
			{"the same subject elsewhere", "https://other.example.org", "17", ben.ID},
			{"unknown", issuer, "19", ""},
			{"another issuer", issuer + "/", "17", ""},
			{"a part of it", issuer, "1", ""},
		} {
			read(t, s, func(tx *store.Tx) error {
				user, found, err := tx.UserByIdentity(c.issuer, c.subject)
				if user.ID != c.want || found != (c.want != "") {
					t.Errorf("%s: found %t, %s", c.name, found, user.ID)
				}
				return err
			})
		}
		// What an identity stands for stays, whoever comes with it.
		write(t, s, func(tx *store.Tx) error { return tx.SaveIdentity(issuer, "17", ben.ID, made.Add(time.Hour)) })
		read(t, s, func(tx *store.Tx) error {
			user, _, err := tx.UserByIdentity(issuer, "17")
			same(t, "user", user.ID, anna.ID)
			return err
		})
		refused(t, s, plan.CodeConflict, save(issuer, "20", newID()))
	})
}
