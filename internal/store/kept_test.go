package store_test

import (
	"strings"
	"testing"

	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// What is kept names no column that holds a secret, and every kind can be counted
// and read.
func TestWhatIsKeptHoldsNoSecrets(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		user := newUser("anna@example.org")
		token := store.Token{ID: newID(), UserID: user.ID, Name: "Skript", Hash: []byte("hash"), Hint: "cret", Access: "read", CreatedAt: made}
		bound := store.Token{ID: newID(), UserID: user.ID, WorkspaceID: team.ID, Name: "Dort", Hash: []byte("other"), Access: "read", CreatedAt: made}
		entry := newEntry(team.channel, "Titel", "idea")
		entry.CreatedBy = team.owner.ID
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&user); err != nil {
				return err
			}
			if err := tx.CreateToken(&token); err != nil {
				return err
			}
			return tx.CreateToken(&bound)
		})
		storeEntries(t, s, &entry)
		everywhere := store.KeptBy{UserID: user.ID, Plans: true}
		read(t, s, func(tx *store.Tx) error {
			for _, kind := range append(store.KeptOfUser(), store.KeptOfMember()...) {
				err := tx.EachKept(kind, store.KeptBy{UserID: user.ID, WorkspaceID: team.ID, MemberID: team.owner.ID}, func(fields []store.Field) error {
					for _, field := range fields {
						for _, secret := range []string{"hash", "password", "secret", "body"} {
							if strings.Contains(field.Name, secret) {
								t.Errorf("%s gives %s", kind.Kind, field.Name)
							}
						}
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		same(t, "tokens", keptTexts(t, s, store.KeptOfUser(), "tokens", everywhere, "name"), []any{"Skript", "Dort"})
		everywhere.WorkspaceID = team.ID
		same(t, "tokens for a workspace", keptTexts(t, s, store.KeptOfUser(), "tokens", everywhere, "name"), []any{"Dort"})
		inside := store.KeptBy{WorkspaceID: team.ID, MemberID: team.owner.ID, Plans: true}
		same(t, "titles", keptTexts(t, s, store.KeptOfMember(), "entries_made", inside, "title"), []any{"Titel"})
		same(t, "days", keptTexts(t, s, store.KeptOfMember(), "entries_made", inside, "publish_on"), []any{nil})
		inside.Plans = false
		same(t, "titles for who is no member any more", keptTexts(t, s, store.KeptOfMember(), "entries_made", inside, "title"), []any{nil})
		same(t, "their ids", keptTexts(t, s, store.KeptOfMember(), "entries_made", inside, "id"), []any{entry.ID})
	})
}

// keptTexts reads one field of all that is kept of a kind, and checks the count.
func keptTexts(tb testing.TB, s *store.Store, kinds []store.Kept, name string, by store.KeptBy, wanted string) (values []any) {
	tb.Helper()
	for _, kind := range kinds {
		if kind.Kind != name {
			continue
		}
		read(tb, s, func(tx *store.Tx) error {
			err := tx.EachKept(kind, by, func(fields []store.Field) error {
				for _, field := range fields {
					if field.Name == wanted {
						values = append(values, field.Value)
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			count, err := tx.CountKept(kind, by)
			same(tb, "count of "+name, count, len(values))
			return err
		})
	}
	return values
}
