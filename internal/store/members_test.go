package store_test

import (
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestMembers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		other := newTeam(t, s, "Anderes")
		u := newUser("anna@example.org")
		anna := newMember(team.ID, "anna")
		anna.UserID, anna.Role = u.ID, plan.Lead
		gone := newMember(team.ID, "Gerd")
		gone.Role, gone.DeactivatedAt = plan.Lead, made
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&u); err != nil {
				return err
			}
			if err := tx.CreateMember(&anna); err != nil {
				return err
			}
			return tx.CreateMember(&gone)
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Member(team.ID, gone.ID)
			same(t, "member", got, gone)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.MemberOfUser(team.ID, u.ID)
			same(t, "member of user", got, anna)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.ActiveMembers(team.ID)
			same(t, "active members", got, map[string]bool{team.owner.ID: true, anna.ID: true})
			return err
		})
		yes, no := true, false
		for name, c := range map[string]struct {
			filter store.MemberFilter
			want   []string
		}{
			"all":          {store.MemberFilter{}, []string{"anna", "Änne Öztürk", "Gerd"}},
			"leads":        {store.MemberFilter{Roles: []plan.Role{plan.Lead}}, []string{"anna", "Gerd"}},
			"active":       {store.MemberFilter{Active: &yes}, []string{"anna", "Änne Öztürk"}},
			"gone editors": {store.MemberFilter{Active: &no, Roles: []plan.Role{plan.Editor, plan.Viewer}}, nil},
		} {
			var names []string
			for _, m := range wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Member, string, error) {
				return tx.Members(team.ID, c.filter, p)
			}) {
				names = append(names, m.Name)
			}
			same(t, name, names, c.want)
		}
		again := newMember(team.ID, "Anna zum Zweiten")
		again.UserID = u.ID
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateMember(&again) })
		elsewhere := again
		elsewhere.WorkspaceID = other.ID
		write(t, s, func(tx *store.Tx) error { return tx.CreateMember(&elsewhere) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Member(other.ID, anna.ID); return err })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.MemberOfUser(team.ID, newID()); return err })
	})
}

func TestUpdateMember(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		changed := team.owner
		changed.Name, changed.Role, changed.DeactivatedAt = "Neu", plan.Viewer, made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateMember(&changed) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Member(team.ID, changed.ID)
			same(t, "member", got, changed)
			return err
		})
		same(t, "version", changed.Version, 2)
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateMember(&team.owner) })
		foreign := changed
		foreign.WorkspaceID = newTeam(t, s, "Anderes").ID
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateMember(&foreign) })
	})
}
