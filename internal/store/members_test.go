package store_test

import (
	"testing"
	"time"

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
		anna.UserID, anna.Role, anna.External = u.ID, plan.Lead, true
		gone := newMember(team.ID, "Gerd")
		gone.Role, gone.DeactivatedAt = plan.Lead, made
		former := newMember(team.ID, "Ehemals")
		former.Email, former.RemovedAt = "", made
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&u); err != nil {
				return err
			}
			if err := tx.CreateMember(&anna); err != nil {
				return err
			}
			if err := tx.CreateMember(&former); err != nil {
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
		u.DeactivatedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateUser(&u) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.ActiveMembers(team.ID)
			same(t, "active members, one of whom is a deactivated user", got, map[string]bool{team.owner.ID: true})
			return err
		})
		u.DeactivatedAt = time.Time{}
		write(t, s, func(tx *store.Tx) error { return tx.UpdateUser(&u) })
		yes, no := true, false
		for name, c := range map[string]struct {
			filter store.MemberFilter
			want   []string
		}{
			"all":          {store.MemberFilter{}, []string{"anna", "Änne Öztürk", "Ehemals", "Gerd"}},
			"leads":        {store.MemberFilter{Roles: []plan.Role{plan.Lead}}, []string{"anna", "Gerd"}},
			"active":       {store.MemberFilter{Active: &yes}, []string{"anna", "Änne Öztürk"}},
			"outside":      {store.MemberFilter{External: &yes}, []string{"anna"}},
			"in-house":     {store.MemberFilter{External: &no}, []string{"Änne Öztürk", "Ehemals", "Gerd"}},
			"removed":      {store.MemberFilter{Removed: &yes}, []string{"Ehemals"}},
			"there":        {store.MemberFilter{Removed: &no}, []string{"anna", "Änne Öztürk", "Gerd"}},
			"come in":      {store.MemberFilter{SignsIn: true, Active: &yes}, []string{"anna"}},
			"gone editors": {store.MemberFilter{Active: &no, Roles: []plan.Role{plan.Viewer}}, nil},
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

func TestMembersByAddress(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		u := newUser("anna@example.org")
		member := func(ws, email string, change func(*plan.Member)) plan.Member {
			m := newMember(ws, "Wer auch immer")
			m.Email = email
			change(&m)
			write(t, s, func(tx *store.Tx) error { return tx.CreateMember(&m) })
			return m
		}
		write(t, s, func(tx *store.Tx) error { return tx.CreateUser(&u) })
		waits := member(team.ID, "anna@example.org", func(*plan.Member) {})
		elsewhere := member(other.ID, "anna@example.org", func(*plan.Member) {})
		member(team.ID, "gone@example.org", func(m *plan.Member) { m.DeactivatedAt = made })
		member(team.ID, "ben@example.org", func(m *plan.Member) { m.UserID = u.ID })
		member(team.ID, "left@example.org", func(m *plan.Member) { m.RemovedAt = made })

		for email, want := range map[string][]string{
			" ANNA@example.org": {waits.ID, elsewhere.ID}, "gone@example.org": nil, "ben@example.org": nil, "left@example.org": nil,
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.UnclaimedMembers(email)
				ids := map[string]bool{}
				for _, m := range got {
					ids[m.ID] = true
				}
				if len(ids) != len(want) || len(want) == 2 && !(ids[want[0]] && ids[want[1]]) {
					t.Errorf("%s: waiting are %v, want %v", email, ids, want)
				}
				return err
			})
		}
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.MemberByEmail(other.ID, "Anna@Example.org")
			same(t, "by address", got, elsewhere)
			return err
		})
		read(t, s, func(tx *store.Tx) error { _, err := tx.MemberByEmail(team.ID, "gone@example.org"); return err })
		for _, email := range []string{"left@example.org", "nobody@example.org"} {
			refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.MemberByEmail(team.ID, email); return err })
		}
	})
}
