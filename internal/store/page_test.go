package store_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// wholeList reads a list page by page, two items each, and fails where that
// gives anything else than the list read at once.
func wholeList[T any](tb testing.TB, s *store.Store, list func(*store.Tx, store.Page) ([]T, string, error)) []T {
	tb.Helper()
	var parts, whole []T
	read(tb, s, func(tx *store.Tx) error {
		page := store.Page{Limit: 2}
		for {
			items, next, err := list(tx, page)
			if err != nil {
				return err
			}
			if len(items) > 2 {
				tb.Errorf("a page of 2 has %d items", len(items))
			}
			parts = append(parts, items...)
			if next == "" {
				break
			}
			page.Cursor = next
		}
		var next string
		var err error
		whole, next, err = list(tx, store.Page{Limit: store.MaxLimit})
		if next != "" {
			tb.Errorf("a list of %d goes on", len(whole))
		}
		return err
	})
	if len(parts)+len(whole) > 0 {
		same(tb, "list in pages", parts, whole)
	}
	return whole
}

func TestPageLimits(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		var entries []*plan.Entry
		for i := range store.MaxLimit + 5 {
			e := newEntry(team.channel, fmt.Sprintf("Nr. %d", i), plan.Idea)
			entries = append(entries, &e)
		}
		storeEntries(t, s, entries...)
		for limit, want := range map[int]int{0: store.DefaultLimit, -3: store.DefaultLimit, 7: 7, 1 << 30: store.MaxLimit} {
			read(t, s, func(tx *store.Tx) error {
				got, next, err := tx.Entries(team.ID, store.EntryFilter{}, store.Page{Limit: limit})
				if len(got) != want || next == "" {
					t.Errorf("limit %d: %d items, next %q; want %d and a next page", limit, len(got), next, want)
				}
				return err
			})
		}
	})
}

func TestCursorsNoListGaveAreInvalid(t *testing.T) {
	t.Parallel()
	code := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		lists := map[string]func(*store.Tx, store.Page) (string, error){
			"entries": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Entries(team.ID, store.EntryFilter{}, p)
				return n, err
			},
			"gaps": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Gaps(team.ID, store.GapFilter{}, p)
				return n, err
			},
			"channels": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Channels(team.ID, store.ChannelFilter{}, p)
				return n, err
			},
			"members": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Members(team.ID, store.MemberFilter{}, p)
				return n, err
			},
			"plans": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Plans(team.ID, store.PlanFilter{}, p)
				return n, err
			},
			"absences": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Absences(team.ID, store.AbsenceFilter{}, p)
				return n, err
			},
			"pauses": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Pauses(team.ID, team.channel.ID, p)
				return n, err
			},
			"topics": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Topics(team.ID, store.TopicFilter{}, p)
				return n, err
			},
			"themes": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Themes(team.ID, store.ThemeFilter{}, p)
				return n, err
			},
			"feeds": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Feeds(team.ID, store.FeedFilter{}, p)
				return n, err
			},
			"shared links": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.SharedLinks(team.ID, "", p)
				return n, err
			},
			"reports": func(tx *store.Tx, p store.Page) (string, error) { _, n, err := tx.Reports(team.ID, p); return n, err },
			"history": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.History(team.ID, "entry", "x", p)
				return n, err
			},
			"audit": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.Audit(team.ID, store.AuditFilter{}, p)
				return n, err
			},
			"server's audit": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.ServerAudit(store.ServerAuditFilter{}, p)
				return n, err
			},
			"tokens": func(tx *store.Tx, p store.Page) (string, error) { _, n, err := tx.TokensOf("x", "", p); return n, err },
			"workspace's tokens": func(tx *store.Tx, p store.Page) (string, error) {
				_, n, err := tx.WorkspaceTokens(team.ID, p)
				return n, err
			},
			"workspaces": func(tx *store.Tx, p store.Page) (string, error) { _, n, err := tx.AllWorkspaces(p); return n, err },
			"due":        func(tx *store.Tx, p store.Page) (string, error) { _, n, err := tx.ChannelsDue(made, p); return n, err },
		}
		for name, list := range lists {
			for _, cursor := range []string{"%", "kein Zeiger", code("{}"), code("[]"), code(`["entries"]`), code(`["nobody",1,2,"x"]`), code(`["entries","x","y",1]`)} {
				refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
					_, err := list(tx, store.Page{Cursor: cursor})
					if err == nil {
						t.Errorf("%s took the cursor %q", name, cursor)
					}
					return err
				})
			}
		}
	})
}
