package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestWorkspaces(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		users := []store.User{newUser("anna@example.org"), newUser("ben@example.org")}
		var spaces []plan.Workspace
		write(t, s, func(tx *store.Tx) error {
			for i := range users {
				if err := tx.CreateUser(&users[i]); err != nil {
					return err
				}
			}
			for _, name := range []string{"Zeche", "Ähre", "acker", "Bäckerei"} {
				w := newWorkspace(name)
				if err := tx.CreateWorkspace(&w); err != nil {
					return err
				}
				spaces = append(spaces, w)
			}
			return nil
		})
		for i, active := range []bool{true, true, false} { // Anna is in the first two, and was in the third
			m := newMember(spaces[i].ID, "Anna")
			m.UserID = users[0].ID
			if !active {
				m.DeactivatedAt = made
			}
			write(t, s, func(tx *store.Tx) error { return tx.CreateMember(&m) })
		}
		names := func(spaces []plan.Workspace) (names []string) {
			for _, w := range spaces {
				names = append(names, w.Name)
			}
			return names
		}
		all := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Workspace, string, error) { return tx.AllWorkspaces(p) })
		same(t, "all", names(all), []string{"acker", "Ähre", "Bäckerei", "Zeche"})
		for i, want := range [][]string{{"Ähre", "Zeche"}, nil} {
			of := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Workspace, string, error) {
				return tx.WorkspacesOf(users[i].ID, p)
			})
			same(t, "workspaces of "+users[i].Email, names(of), want)
		}
	})
}

func TestUpdateWorkspace(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, "Werk").Workspace
		write(t, s, func(tx *store.Tx) error { return tx.BumpWorkspace(w.ID) })
		changed := w
		changed.Name, changed.TimeZone, changed.Language, changed.ReportDay, changed.ReportMinute = "Neu", "Europe/Vienna", "en", time.Sunday, 0
		changed.UpdatedAt = made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.UpdateWorkspace(&changed) })
		want := changed
		want.Version, want.Revision = 2, 1
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Workspace(w.ID)
			same(t, "workspace", got, want)
			return err
		})
		same(t, "version on the caller's", changed.Version, 2)
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateWorkspace(&w) })
		same(t, "version after a refusal", w.Version, 1)
		unknown := newWorkspace("Niemand")
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateWorkspace(&unknown) })
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateWorkspace(&want) })
	})
}

func newUser(email string) store.User {
	return store.User{ID: newID(), Email: email, Name: "Name", CreatedAt: made, UpdatedAt: made}
}
