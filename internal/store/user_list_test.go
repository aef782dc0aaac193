package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestUsersAreListed(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		people := map[string]*store.User{}
		for email, name := range map[string]string{
			"anna.weiss@example.org": "Anna Weiß", "bjoern@example.org": "Björn Öztürk", "zoe@musterwerk.example": "Zoë Annaberg", "ex@example.org": "Ehemalige",
		} {
			u := newUser(email)
			u.Name = name
			people[email] = &u
		}
		people["anna.weiss@example.org"].Admin = true
		people["bjoern@example.org"].Password = "$argon2id$…"
		people["ex@example.org"].Admin = true
		people["ex@example.org"].DeactivatedAt = made
		write(t, s, func(tx *store.Tx) error {
			for _, u := range people {
				if err := tx.CreateUser(u); err != nil {
					return err
				}
			}
			for i, gone := range []bool{false, true} {
				m := newMember(team.ID, "Björn")
				if m.UserID = people["bjoern@example.org"].ID; gone {
					other := newWorkspace(fmt.Sprint("Werk ", i))
					if err := tx.CreateWorkspace(&other); err != nil {
						return err
					}
					m.WorkspaceID, m.DeactivatedAt = other.ID, made
				}
				if err := tx.CreateMember(&m); err != nil {
					return err
				}
			}
			renamed := people["zoe@musterwerk.example"]
			renamed.Name = "Zoë Meier"
			return tx.UpdateUser(renamed)
		})
		yes, no := true, false
		for name, c := range map[string]struct {
			filter store.UserFilter
			want   string
		}{
			"all":                      {store.UserFilter{}, "anna.weiss bjoern ex zoe"},
			"administrators":           {store.UserFilter{Admin: &yes}, "anna.weiss ex"},
			"active administrators":    {store.UserFilter{Admin: &yes, Active: &yes}, "anna.weiss"},
			"others":                   {store.UserFilter{Admin: &no}, "bjoern zoe"},
			"active":                   {store.UserFilter{Active: &yes}, "anna.weiss bjoern zoe"},
			"deactivated":              {store.UserFilter{Active: &no}, "ex"},
			"by name":                  {store.UserFilter{Search: "ANNA"}, "anna.weiss"},
			"by name without umlauts":  {store.UserFilter{Search: "ozturk"}, "bjoern"},
			"by name with sharp s":     {store.UserFilter{Search: "weiß"}, "anna.weiss"},
			"by address":               {store.UserFilter{Search: "musterw"}, "zoe"},
			"by two words":             {store.UserFilter{Search: "example bjo"}, "bjoern"},
			"by the name that it was":  {store.UserFilter{Search: "annaberg"}, ""},
			"by the middle of a word":  {store.UserFilter{Search: "eiss"}, ""},
			"by a word and a property": {store.UserFilter{Search: "ex", Active: &no}, "ex"},
		} {
			t.Run(name, func(t *testing.T) {
				for _, limit := range []int{1, 50} {
					same(t, fmt.Sprint("users by ", limit), addresses(t, s, c.filter, limit), c.want)
				}
			})
		}
		read(t, s, func(tx *store.Tx) error {
			u, err := tx.ListedUser(people["bjoern@example.org"].ID)
			same(t, "listed", []any{u.HasPassword, u.Password, u.Memberships, u.Name}, []any{true, "", 1, "Björn Öztürk"})
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.ListedUser(newID()); return err })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.LockUser(newID()); return err })
		refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
			_, _, err := tx.Users(store.UserFilter{}, store.Page{Cursor: "x"})
			return err
		})
		write(t, s, func(tx *store.Tx) error {
			ids, err := tx.LockAdministrators()
			same(t, "administrators", ids, []string{people["anna.weiss@example.org"].ID})
			return err
		})
	})
}

// addresses lists what stands before the @ of the users found, page by page.
func addresses(tb testing.TB, s *store.Store, filter store.UserFilter, limit int) (found string) {
	tb.Helper()
	page := store.Page{Limit: limit}
	for more := true; more; more = page.Cursor != "" {
		read(tb, s, func(tx *store.Tx) error {
			users, next, err := tx.Users(filter, page)
			for _, u := range users {
				name, _, _ := strings.Cut(u.Email, "@")
				if found != "" {
					found += " "
				}
				found += name
			}
			page.Cursor = next
			return err
		})
	}
	return found
}

// Whoever was a user before users could be looked for is found all the same.
func TestUsersOfBeforeAreFound(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		u := newUser("jana@example.org")
		write(t, s, func(tx *store.Tx) error { return tx.CreateUser(&u) })
		if err := s.ForgetUserWords(context.Background()); err != nil {
			t.Fatal(err)
		}
		same(t, "found without words", addresses(t, s, store.UserFilter{Search: "jana"}, 50), "")
		if err := s.Migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
		same(t, "found", addresses(t, s, store.UserFilter{Search: "jana"}, 50), "jana")
	})
}
