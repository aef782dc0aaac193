package store_test

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func newComment(e plan.Entry, author plan.Member, text string, mentions ...string) plan.Comment {
	return plan.Comment{
		ID: newID(), WorkspaceID: e.WorkspaceID, EntryID: e.ID, AuthorID: author.ID, Text: text, Mentions: mentions, CreatedAt: made,
	}
}

func saveComments(tb testing.TB, s *store.Store, comments ...*plan.Comment) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) error {
		for _, c := range comments {
			if err := tx.CreateComment(c); err != nil {
				return err
			}
		}
		return nil
	})
}

func commentsOf(tb testing.TB, s *store.Store, e plan.Entry) []plan.Comment {
	tb.Helper()
	return wholeList(tb, s, func(tx *store.Tx, p store.Page) ([]plan.Comment, string, error) {
		return tx.Comments(e.WorkspaceID, e.ID, p)
	})
}

func TestComments(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		second := newMember(team.ID, "Zoë")
		write(t, s, func(tx *store.Tx) error { return tx.CreateMember(&second) })
		e, quiet := newEntry(team.channel, "Eintrag", plan.Idea), newEntry(team.channel, "still", plan.Idea)
		storeEntries(t, s, &e, &quiet)

		later := newComment(e, team.owner, "später")
		later.CreatedAt = made.Add(time.Second)
		one := newComment(e, team.owner, "**eins** \"😀\"\r\n\\", second.ID, team.owner.ID)
		two := newComment(e, second, "zwei")
		two.Rejection = true
		saveComments(t, s, &later, &one, &two)
		same(t, "comments", commentsOf(t, s, e), []plan.Comment{one, two, later})
		same(t, "comments of another entry", len(commentsOf(t, s, quiet)), 0)

		for name, c := range map[string]struct {
			spoil func(*plan.Comment)
		}{
			"no entry":            {func(c *plan.Comment) { c.EntryID = newID() }},
			"no author":           {func(c *plan.Comment) { c.AuthorID = newID() }},
			"another's author":    {func(c *plan.Comment) { c.AuthorID = other.owner.ID }},
			"nobody mentioned":    {func(c *plan.Comment) { c.Mentions = []string{newID()} }},
			"another's mentioned": {func(c *plan.Comment) { c.Mentions = []string{other.owner.ID} }},
			"mentioned twice":     {func(c *plan.Comment) { c.Mentions = []string{second.ID, second.ID} }},
		} {
			spoilt := newComment(e, team.owner, name)
			c.spoil(&spoilt)
			t.Log(name)
			refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateComment(&spoilt) })
		}

		before := one
		one.Text, one.Mentions, one.EditedAt = "anders", []string{team.owner.ID}, made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.UpdateComment(&one) })
		same(t, "version", one.Version, 2)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Comment(team.ID, one.ID)
			same(t, "changed comment", got, one)
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateComment(&before) })
		foreign := one
		foreign.WorkspaceID = other.ID
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateComment(&foreign) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Comment(other.ID, one.ID); return err })
		foreignEntry := e
		foreignEntry.WorkspaceID = other.ID
		same(t, "comments through another's door", len(commentsOf(t, s, foreignEntry)), 0)

		one.DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateComment(&one) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Comment(team.ID, one.ID); return err })
		same(t, "comments without the deleted", commentsOf(t, s, e), []plan.Comment{two, later})
		read(t, s, func(tx *store.Tx) error {
			texts, err := tx.CommentTexts(team.ID, []string{one.ID, two.ID, newID()})
			same(t, "texts", texts, map[string]string{two.ID: "zwei"})
			if err != nil {
				return err
			}
			texts, err = tx.CommentTexts(other.ID, []string{two.ID})
			same(t, "texts through another's door", texts, map[string]string{})
			return err
		})
	})
}

func TestCommentsArePurged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		gone, kept := newEntry(team.channel, "weg", plan.Idea), newEntry(team.channel, "da", plan.Idea)
		gone.DeletedAt = made
		storeEntries(t, s, &gone, &kept)
		ofGone := newComment(gone, team.owner, "geht mit", team.owner.ID)
		old, fresh, alive := newComment(kept, team.owner, "alt", team.owner.ID), newComment(kept, team.owner, "frisch"), newComment(kept, team.owner, "bleibt")
		old.DeletedAt, fresh.DeletedAt = made, made.Add(time.Hour)
		saveComments(t, s, &ofGone, &old, &fresh, &alive)
		write(t, s, func(tx *store.Tx) error {
			n, err := tx.DeletePurge(made.Add(time.Second))
			same(t, "rows", n, int64(5)) // an entry, two comments, a mention in each
			return err
		})
		same(t, "comments", commentsOf(t, s, kept), []plan.Comment{alive})
		write(t, s, func(tx *store.Tx) error {
			n, err := tx.DeletePurge(made.Add(2 * time.Hour))
			same(t, "rows later", n, int64(1))
			return err
		})
	})
}

func TestFourEyesAreKept(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		yes, no := true, false
		channel := team.channel
		channel.FourEyes = true
		write(t, s, func(tx *store.Tx) error { return tx.UpdateChannel(&channel) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Channel(team.ID, channel.ID)
			same(t, "channel", got, channel)
			return err
		})
		for i, want := range []*bool{nil, &yes, &no} {
			p := newPlan(channel, plan.Day(20_000+400*i), plan.Day(20_000+400*i+10))
			p.FourEyes = want
			write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&p) })
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Plan(team.ID, p.ID, false)
				same(t, "plan", got, p)
				return err
			})
		}
		e := newEntry(channel, "Eintrag", plan.Idea)
		e.ApproverID = team.owner.ID
		storeEntries(t, s, &e)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Entry(team.ID, e.ID, false)
			same(t, "entry", got, e)
			return err
		})
		for name, approver := range map[string]string{"nobody": newID(), "another's member": other.owner.ID} {
			for what, save := range map[string]func(*store.Tx, *plan.Entry) error{
				"create": func(tx *store.Tx, e *plan.Entry) error { e.ID = newID(); return tx.CreateEntry(e, berlin(t)) },
				"update": func(tx *store.Tx, e *plan.Entry) error { return tx.UpdateEntry(e, berlin(t)) },
			} {
				spoilt := e
				spoilt.ApproverID = approver
				t.Log(what, name)
				want := plan.CodeConflict
				if s.Dialect() == store.SQLite {
					want = "" // a trigger's word, which only a defect of ours can bring about
				}
				refused(t, s, want, func(tx *store.Tx) error { return save(tx, &spoilt) })
			}
		}
	})
}

func TestCommentsUseAnIndex(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		e := newEntry(team.channel, "Eintrag", plan.Idea)
		storeEntries(t, s, &e)
		a, b := newComment(e, team.owner, "a"), newComment(e, team.owner, "b", team.owner.ID)
		saveComments(t, s, &a, &b)
		var cursor string
		read(t, s, func(tx *store.Tx) (err error) {
			_, cursor, err = tx.Comments(team.ID, e.ID, store.Page{Limit: 1})
			return err
		})
		for name, c := range map[string]struct {
			ask  func(*store.Tx) error
			want string
		}{
			"comments": {func(tx *store.Tx) error {
				_, _, err := tx.Comments(team.ID, e.ID, store.Page{})
				return err
			}, "comments_by_entry (entry_id=?)"},
			"next comments": {func(tx *store.Tx) error {
				_, _, err := tx.Comments(team.ID, e.ID, store.Page{Cursor: cursor})
				return err
			}, "comments_by_entry (entry_id=? AND (created_at,id)>(?,?))"},
			"mentions": {func(tx *store.Tx) error {
				_, err := tx.Comment(team.ID, b.ID)
				return err
			}, "comment_mentions_1 (comment_id=?)"},
		} {
			plans := strings.ReplaceAll(strings.Join(s.Plans(t, c.ask), "\n"), "sqlite_autoindex_", "")
			if plans == "" {
				t.Errorf("%s: no query was seen", name)
			}
			if s.Dialect() == store.SQLite && (!strings.Contains(plans, c.want) || strings.Contains(plans, "SCAN comment")) {
				t.Errorf("%s does not use %s:\n%s", name, c.want, plans)
			}
			if s.Dialect() == store.Postgres && strings.Contains(plans, "Seq Scan on comment") {
				t.Errorf("%s reads a whole table:\n%s", name, plans)
			}
		}
	})
}
