package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestUpdateUser(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		anna, ben := newUser("anna@example.org"), newUser("ben@example.org")
		write(t, s, func(tx *store.Tx) error {
			if some, err := tx.HasUsers(); some || err != nil {
				t.Errorf("an empty server has users: %v", err)
			}
			if err := tx.CreateUser(&anna); err != nil {
				return err
			}
			return tx.CreateUser(&ben)
		})
		changed := anna
		changed.Password, changed.VerifiedAt, changed.Language, changed.Rights, changed.Admin = "$argon2id$…", made, "en", 7, true
		changed.DeactivatedAt, changed.UpdatedAt, changed.Name = made.Add(time.Hour), made.Add(time.Hour), "Änne"
		write(t, s, func(tx *store.Tx) error { return tx.UpdateUser(&changed) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.User(anna.ID)
			same(t, "user", got, changed)
			if some, err := tx.HasUsers(); !some || err != nil {
				t.Errorf("no users: %v", err)
			}
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateUser(&anna) })
		taken := changed
		taken.Email = "BEN@example.org"
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UpdateUser(&taken) })
		write(t, s, func(tx *store.Tx) error { return tx.RaiseRights(ben.ID) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.User(ben.ID)
			same(t, "rights and version", []int{got.Rights, got.Version}, []int{2, 1})
			return err
		})
	})
}

func TestSessions(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		anna, ben := newUser("anna@example.org"), newUser("ben@example.org")
		session := func(user store.User, expires time.Time) store.Session {
			return store.Session{
				ID: newID(), UserID: user.ID, Method: "password", Address: "192.0.2.7", Client: "Browser 1.0",
				CreatedAt: made, LastUsedAt: made, ExpiresAt: expires,
			}
		}
		one, two, over, other := session(anna, made.Add(time.Hour)), session(anna, made.Add(time.Hour)), session(anna, made), session(ben, made.Add(time.Hour))
		write(t, s, func(tx *store.Tx) error {
			for _, u := range []*store.User{&anna, &ben} {
				if err := tx.CreateUser(u); err != nil {
					return err
				}
			}
			for _, session := range []*store.Session{&one, &two, &over, &other} {
				if err := tx.CreateSession(session); err != nil {
					return err
				}
			}
			return nil
		})
		live := func(user store.User) (sessions []store.Session) {
			read(t, s, func(tx *store.Tx) (err error) {
				sessions, err = tx.LiveSessions(user.ID, made)
				return err
			})
			return sessions
		}
		same(t, "live", live(anna), []store.Session{two, one})
		write(t, s, func(tx *store.Tx) error { return tx.TouchSession(one.ID, made.Add(time.Minute)) })
		one.LastUsedAt = made.Add(time.Minute)
		read(t, s, func(tx *store.Tx) error {
			got, user, err := tx.Session(one.ID)
			same(t, "session", got, one)
			same(t, "its user", user, anna)
			return err
		})
		write(t, s, func(tx *store.Tx) error { return tx.EndSession(two.ID, made) })
		write(t, s, func(tx *store.Tx) error { return tx.EndSession(two.ID, made.Add(time.Hour)) })
		same(t, "live after one ended", live(anna), []store.Session{one})
		read(t, s, func(tx *store.Tx) error {
			got, _, err := tx.Session(two.ID)
			same(t, "ended at", got.EndedAt, made)
			return err
		})
		write(t, s, func(tx *store.Tx) error {
			n, err := tx.EndSessionsOf(anna.ID, "", made)
			same(t, "ended", n, int64(1))
			return err
		})
		same(t, "live after all ended", len(live(anna)), 0)
		same(t, "somebody else's", live(ben), []store.Session{other})
		write(t, s, func(tx *store.Tx) error { return tx.PurgeSessions(made.Add(time.Second)) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, _, err := tx.Session(two.ID); return err })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { return tx.EndSession(over.ID, made) })
		same(t, "somebody else's, after purging", live(ben), []store.Session{other})
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		anna := newUser("anna@example.org")
		link := func(purpose, user, hash string) store.Link {
			return store.Link{ID: newID(), Purpose: purpose, UserID: user, Hash: []byte(hash), Mailed: true, CreatedAt: made, ExpiresAt: made.Add(time.Hour)}
		}
		setup, one, two := link(store.LinkSetup, "", "s"), link(store.LinkPassword, anna.ID, "1"), link(store.LinkPassword, anna.ID, "2")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&anna); err != nil {
				return err
			}
			for _, l := range []*store.Link{&setup, &one, &two} {
				if err := tx.CreateLink(l); err != nil {
					return err
				}
			}
			return nil
		})
		again := link(store.LinkPassword, anna.ID, "1")
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateLink(&again) })
		write(t, s, func(tx *store.Tx) error { return tx.UseLink(one.ID, made) })
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UseLink(one.ID, made) })
		write(t, s, func(tx *store.Tx) error { return tx.SpendLinks(store.LinkPassword, anna.ID, made.Add(time.Minute)) })
		one.UsedAt, two.UsedAt = made, made.Add(time.Minute)
		read(t, s, func(tx *store.Tx) error {
			for _, want := range []store.Link{setup, one, two} {
				got, err := tx.LinkByHash(want.Hash)
				same(t, "link", got, want)
				if err != nil {
					return err
				}
			}
			return nil
		})
		write(t, s, func(tx *store.Tx) error { return tx.SpendLinks(store.LinkSetup, "", made) })
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UseLink(setup.ID, made) })
		write(t, s, func(tx *store.Tx) error { return tx.PurgeLinks(made.Add(2 * time.Hour)) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.LinkByHash([]byte("1")); return err })
	})
}

func TestLimits(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		spent := func(key string) (until time.Time) {
			write(t, s, func(tx *store.Tx) (err error) {
				until, err = tx.LimitSpent(key)
				return err
			})
			return until
		}
		same(t, "untouched", spent("a"), time.Time{})
		write(t, s, func(tx *store.Tx) error { return tx.SpendLimit("a", made) })
		write(t, s, func(tx *store.Tx) error { return tx.SpendLimit("a", made.Add(time.Hour)) })
		write(t, s, func(tx *store.Tx) error { return tx.SpendLimit("b", made) })
		same(t, "spent", []time.Time{spent("a"), spent("b")}, []time.Time{made.Add(time.Hour), made})
		write(t, s, func(tx *store.Tx) error { return tx.PurgeLimits(made.Add(time.Minute)) })
		same(t, "after purging", []time.Time{spent("a"), spent("b")}, []time.Time{made.Add(time.Hour), {}})
	})
}

func TestCookies(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		look := func(token string, now time.Time) (data []byte) {
			read(t, s, func(tx *store.Tx) (err error) {
				data, _, err = tx.Cookie(token, now)
				return err
			})
			return data
		}
		write(t, s, func(tx *store.Tx) error { return tx.SaveCookie("a", []byte("1"), made.Add(time.Hour)) })
		write(t, s, func(tx *store.Tx) error { return tx.SaveCookie("a", []byte("2"), made.Add(2*time.Hour)) })
		write(t, s, func(tx *store.Tx) error { return tx.SaveCookie("b", []byte("3"), made.Add(time.Hour)) })
		same(t, "kept", []string{string(look("a", made)), string(look("b", made)), string(look("c", made))}, []string{"2", "3", ""})
		same(t, "expired", string(look("b", made.Add(time.Hour))), "")
		write(t, s, func(tx *store.Tx) error { return tx.PurgeCookies(made.Add(90 * time.Minute)) })
		same(t, "after purging", []string{string(look("a", made)), string(look("b", made))}, []string{"2", ""})
		write(t, s, func(tx *store.Tx) error { return tx.DeleteCookie("a") })
		write(t, s, func(tx *store.Tx) error { return tx.DeleteCookie("a") })
		same(t, "forgotten", string(look("a", made)), "")
	})
}
