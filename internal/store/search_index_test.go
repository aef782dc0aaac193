package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// nearby is a day before all that fillers have, so that what is there is listed first.
var nearby = plan.Date(2027, time.January, 1)

// fill stores so many entries without the words of any test that a search does
// not reach what is behind them without the index.
func fill(tb testing.TB, s *store.Store, channel plan.Channel) {
	tb.Helper()
	fillers := make([]*plan.Entry, store.Stretch+1)
	for i := range fillers {
		e := on(newEntry(channel, "Füllung", plan.Planned), nearby+10+plan.Day(i%9))
		fillers[i] = &e
	}
	storeEntries(tb, s, fillers...)
}

// intact fails where the index of words is not what the rows say.
func intact(tb testing.TB, s *store.Store) {
	tb.Helper()
	if s.Dialect() != store.SQLite {
		return // an index of the table itself
	}
	write(tb, s, func(tx *store.Tx) error {
		for _, kind := range []string{"entry", "topic"} {
			if err := tx.Exec(`INSERT INTO ` + kind + `_words (` + kind + `_words) VALUES ('integrity-check')`); err != nil {
				tb.Errorf("%s_words: %v", kind, err)
			}
		}
		same(tb, "numbers", tx.Column(tb, `SELECT entry_id FROM entry_numbers ORDER BY 1`), tx.Column(tb, `SELECT id FROM entries ORDER BY 1`))
		same(tb, "numbers", tx.Column(tb, `SELECT topic_id FROM topic_numbers ORDER BY 1`), tx.Column(tb, `SELECT id FROM topics ORDER BY 1`))
		return nil
	})
}

func foundTitles(tb testing.TB, s *store.Store, ws string, filter store.EntryFilter) []string {
	tb.Helper()
	return titles(wholeList(tb, s, func(tx *store.Tx, page store.Page) ([]plan.Entry, string, error) {
		return tx.Entries(ws, filter, page)
	}))
}

func TestSearchBehindAStretch(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		fill(t, s, team.channel)
		near := on(newEntry(team.channel, "Kreisel vorn", plan.Planned), nearby)
		late := at(newEntry(team.channel, "Kreiselpumpe, spät", plan.Approved), (nearby + 20).Start(berlin(t)).Add(9*time.Hour))
		later := on(newEntry(team.channel, "KREISEL ganztags", plan.Planned), nearby+20)
		idea := newEntry(team.channel, "Idee: Kreisel", plan.Idea)
		gone := on(newEntry(team.channel, "Kreisel, gelöscht", plan.Planned), nearby+20)
		gone.DeletedAt = made
		long := on(newEntry(team.channel, strings.Repeat("x", 150)+" y", plan.Planned), nearby+30)
		foreign := on(newEntry(other.channel, "Kreisel anderswo", plan.Planned), nearby+20)
		storeEntries(t, s, &idea, &later, &late, &near, &gone, &long, &foreign)
		day := nearby + 20
		yes := true
		for name, c := range map[string]struct {
			filter store.EntryFilter
			want   []string
		}{
			"one word":         {store.EntryFilter{Search: "kreisel"}, []string{near.Title, late.Title, later.Title, idea.Title}},
			"two words":        {store.EntryFilter{Search: "Spat kreis"}, []string{late.Title}},
			"inside of a word": {store.EntryFilter{Search: "pumpe"}, nil},
			"channel":          {store.EntryFilter{Search: "kreisel", ChannelIDs: []string{team.channel.ID}}, []string{near.Title, late.Title, later.Title, idea.Title}},
			"other channel":    {store.EntryFilter{Search: "kreisel", ChannelIDs: []string{other.channel.ID}}, nil},
			"state":            {store.EntryFilter{Search: "kreisel", States: []plan.State{plan.Approved}}, []string{late.Title}},
			"owner":            {store.EntryFilter{Search: "kreisel", OwnerIDs: []string{team.owner.ID}}, []string{near.Title, late.Title, later.Title, idea.Title}},
			"from":             {store.EntryFilter{Search: "kreisel", From: &day}, []string{late.Title, later.Title}},
			"backlog":          {store.EntryFilter{Search: "kreisel", Undated: &yes}, []string{idea.Title}},
			"deleted":          {store.EntryFilter{Search: "kreisel", Deleted: true}, []string{gone.Title}},
			"long":             {store.EntryFilter{Search: strings.Repeat("x", 150)}, []string{long.Title}},
			"longer":           {store.EntryFilter{Search: strings.Repeat("x", 151)}, nil},
			"unknown":          {store.EntryFilter{Search: "zeppelin"}, nil},
		} {
			same(t, name, foundTitles(t, s, team.ID, c.filter), c.want)
		}
		same(t, "in the other workspace", foundTitles(t, s, other.ID, store.EntryFilter{Search: "kreisel"}), []string{foreign.Title})
	})
}

// What a search says is words, whatever else is in it.
func TestSearchIsWordsOnly(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		e := on(newEntry(team.channel, "Near or not: Andrea's \"C++\" 50% and_more", plan.Planned), nearby+20)
		topic := newTopic(team.ID, "", e.Title)
		storeEntries(t, s, &e)
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
		for search, found := range map[string]bool{
			"near": true, "NEAR": true, "near or not": true, "NOT near": true, "andrea NEAR/50 c": true, "andrea NEAR/2 c": false, `"andrea`: true, `an"drea`: false,
			"andrea'": true, "'": false, `"`: false, `""`: false, "*": false, "a*": true, "*rea": false, "-near": true, "words:near": false,
			"near:*": true, "near & !not": true, "near | zeppelin": false, "near OR zeppelin": false, "(near": true, "near)": true,
			"ne\x00ar": false, "near\x00": true, "\x00": false, "ne\xffar": false, "\\": false, "near\\": true, "%": false, "_": false, "n_ar": false,
			"c++": true, "50%": true, "and_more": true, "and more": true, "near <-> or": true, "': DROP TABLE": false, "?": false, "$1": false,
			strings.Repeat("near ", 190): true, strings.Repeat("a b ", 240): false, strings.Repeat("ü", 500): false, strings.Repeat("(", 500): false,
			strings.Repeat("\"", 999): false, "ｎｅａｒ": true, "ＮＥＡＲ near": true, "NEÀR": true,
		} {
			var want []string
			if found {
				want = []string{e.Title}
			}
			same(t, fmt.Sprintf("entries of %q", search), foundTitles(t, s, team.ID, store.EntryFilter{Search: search}), want)
			read(t, s, func(tx *store.Tx) error {
				topics, _, err := tx.Topics(team.ID, store.TopicFilter{Search: search}, store.Page{})
				same(t, fmt.Sprintf("topics of %q", search), len(topics) == 1, found)
				return err
			})
		}
		refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
			_, _, err := tx.Entries(team.ID, store.EntryFilter{Search: strings.Repeat("x", 1001)}, store.Page{})
			return err
		})
		refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
			_, _, err := tx.Topics(team.ID, store.TopicFilter{Search: strings.Repeat("x", 1001)}, store.Page{})
			return err
		})
	})
}

// A text of any length is indexed.
func TestSearchInTheLongestTexts(t *testing.T) {
	t.Parallel()
	var various strings.Builder
	for i := range plan.MaxText / 7 {
		fmt.Fprintf(&various, "w%05d ", i)
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		texts := map[string]string{
			"w14000": various.String(), strings.Repeat("z", 300): strings.Repeat("z", plan.MaxText),
			strings.Repeat("각", 30): strings.Repeat("각", plan.MaxText), "ﷺ": strings.Repeat("ﷺ1", plan.MaxText/2),
		}
		for search, text := range texts {
			e := newEntry(team.channel, "Lang", plan.Idea)
			e.Copy = text
			storeEntries(t, s, &e)
			read(t, s, func(tx *store.Tx) error {
				if len(tx.Found(t, team.ID, "entry", search)) != 1 {
					t.Errorf("the index does not find %.20q", search)
				}
				return nil
			})
			same(t, fmt.Sprintf("%.20q", search), foundTitles(t, s, team.ID, store.EntryFilter{Search: search}), []string{"Lang"})
		}
		intact(t, s)
	})
}

func TestSearchIndexFollowsChanges(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		e := at(newEntry(team.channel, "Bohrer", plan.Planned), nearby.Start(berlin(t)))
		topic := newTopic(team.ID, "Werkzeug", "Zange")
		storeEntries(t, s, &e)
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
		found := func(step, search string, entries, topics int) {
			t.Helper()
			read(t, s, func(tx *store.Tx) error {
				got := []int{len(tx.Found(t, team.ID, "entry", search)), len(tx.Found(t, team.ID, "topic", search))}
				same(t, step+": rows in the index of "+search, got, []int{entries, topics})
				return nil
			})
			intact(t, s)
		}
		change := func(fn func(tx *store.Tx) error) { t.Helper(); write(t, s, fn) }
		save := func(tx *store.Tx) error {
			if err := tx.UpdateEntry(&e, berlin(t)); err != nil {
				return err
			}
			return tx.UpdateTopic(&topic)
		}
		found("made", "bohr", 1, 0)
		found("made", "zang werk", 0, 1)

		e.Copy, topic.Description = "Hammer", "Hammer"
		change(save)
		found("changed", "hammer", 1, 1)
		e.Title, e.Copy, topic.Name, topic.Description = "Säge", "", "Feile", ""
		change(save)
		found("renamed", "bohrer", 0, 0)
		found("renamed", "hammer", 0, 0)
		found("renamed", "saege", 0, 0)
		found("renamed", "sage", 1, 0)
		found("renamed", "feile", 0, 1)

		e.DeletedAt, topic.DeletedAt = made, made
		change(save)
		same(t, "deleted", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge"}), []string(nil))
		same(t, "among the deleted", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge", Deleted: true}), []string{"Säge"})
		e.DeletedAt, topic.DeletedAt = time.Time{}, time.Time{}
		change(save)
		same(t, "restored", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge"}), []string{"Säge"})
		found("restored", "sage", 1, 0)

		tokyo, err := plan.LoadZone("Asia/Tokyo")
		if err != nil {
			t.Fatal(err)
		}
		change(func(tx *store.Tx) error { return tx.RezoneEntries(team.ID, team.channel.ID, tokyo, made) })
		e.Version++
		found("rezoned", "sage", 1, 0)

		imported := newEntry(team.channel, "Raspel", plan.Idea)
		change(func(tx *store.Tx) error {
			return tx.ImportEntries([]store.ImportedEntry{{Entry: &imported, Key: "1"}}, berlin(t))
		})
		found("imported", "raspel", 1, 0)
		first, second := newEntry(team.channel, "Stemmeisen", plan.Idea), newEntry(team.channel, "Stemmeisen", plan.Idea)
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error {
			return tx.ImportEntries([]store.ImportedEntry{{Entry: &first}, {Entry: &second, Key: "1"}}, berlin(t))
		})
		found("refused", "stemmeisen", 0, 0)

		e.DeletedAt, topic.DeletedAt = made, made
		change(save)
		change(func(tx *store.Tx) error {
			_, err := tx.DeletePurge(made.Add(time.Hour))
			return err
		})
		found("purged", "sage", 0, 0)
		found("purged", "feile", 0, 0)
		again := newEntry(team.channel, "Hobel", plan.Idea)
		storeEntries(t, s, &again)
		found("made after the purge", "hobel", 1, 0)
		found("made after the purge", "raspel", 1, 0)
	})
}

// A backup has the index with it, and numbers that VACUUM may not change.
func TestSearchInABackup(t *testing.T) {
	t.Parallel()
	s := storetest.OpenSQLite(t)
	team := newTeam(t, s, "Werk")
	fill(t, s, team.channel)
	first := on(newEntry(team.channel, "Zuerst", plan.Planned), nearby)
	kept := on(newEntry(team.channel, "Säge", plan.Planned), nearby+20)
	first.DeletedAt = made
	storeEntries(t, s, &first, &kept)
	write(t, s, func(tx *store.Tx) error { // leaves a hole in the numbers
		_, err := tx.DeletePurge(made.Add(time.Hour))
		return err
	})
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	onFile(t, path, `VACUUM`)
	if err := store.VerifySQLite(context.Background(), path); err != nil {
		t.Errorf("verify: %v", err)
	}
	restored := openFile(t, path)
	defer closeStore(t, restored)
	intact(t, restored)
	same(t, "found", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "sage"}), []string{"Säge"})
	same(t, "purged", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "zuerst", Deleted: true}), []string(nil))
	added := on(newEntry(team.channel, "Hobel", plan.Planned), nearby+21)
	storeEntries(t, restored, &added)
	same(t, "added", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "hobel"}), []string{"Hobel"})
	closeStore(t, restored)

	// An index that does not fit its rows is no whole backup.
	onFile(t, path, `INSERT INTO entry_words (docid, words) VALUES (1, 'verirrt')`)
	if code := plan.CodeOf(store.VerifySQLite(context.Background(), path)); code != plan.CodeInvalid {
		t.Errorf("an index with a stray word was verified: %q", code)
	}
}

// Both databases find, page by page, what a look at each text finds.
func TestSearchFindsWhatAFilterFinds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		owner := newTeam(t, s, "Werk")
		channels := []plan.Channel{owner.channel, newChannel(owner.ID, "Zweiter")}
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&channels[1]) })
		fill(t, s, owner.channel)
		rapid.Check(t, func(t *rapid.T) {
			word := rapid.SampledFrom([]string{
				"Kreisel", "kreiselpumpe", "Pumpe", "Größe", "GROSSE", "Übung", "Uebung", "übungen", "Café", "cafe\u0301", "Straße", "naïve",
				"3D", "3", "2027", "Azubi's", "Über-", "E-Mail", "Ödland", "od", "ﬁx", "Fixe", "日本", "日", "İstanbul", "i", "ſo", "–", "\x00", "\"", "*",
			})
			text := rapid.Custom(func(t *rapid.T) string {
				return strings.Join(rapid.SliceOfN(word, 1, 5).Draw(t, "words"), rapid.SampledFrom([]string{" ", "-", ", ", ""}).Draw(t, "between"))
			})
			var made []*plan.Entry
			for i, title := range rapid.SliceOfN(text, 1, 12).Draw(t, "titles") {
				title = strings.ReplaceAll(title, "\x00", " ") // neither database takes one in a text
				e := on(newEntry(channels[i%2], title, plan.Planned), nearby+plan.Day(rapid.IntRange(0, 20).Draw(t, "day")))
				e.Copy = strings.ReplaceAll(text.Draw(t, "copy"), "\x00", " ")
				made = append(made, &e)
			}
			if err := s.Write(context.Background(), func(tx *store.Tx) error { return tx.CreateEntries(made, time.UTC) }); err != nil {
				t.Fatal(err)
			}
			defer func() {
				for _, e := range made {
					e.DeletedAt = plan.Date(2020, 1, 1).Start(time.UTC)
				}
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					for _, e := range made {
						if err := tx.UpdateEntry(e, time.UTC); err != nil {
							return err
						}
					}
					_, err := tx.DeletePurge(plan.Date(2021, 1, 1).Start(time.UTC))
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}()
			for range 5 {
				filter := store.EntryFilter{Search: text.Draw(t, "search")}
				if rapid.Bool().Draw(t, "one channel") {
					filter.ChannelIDs = []string{channels[0].ID}
				}
				limit := rapid.IntRange(1, 4).Draw(t, "limit")
				if got, want := pages(t, s, owner.ID, filter, limit), naive(made, filter); !slices.Equal(got, want) {
					t.Fatalf("%q found %q, want %q", filter.Search, got, want)
				}
			}
		})
		intact(t, s)
	})
}

// pages lists the ids of a filter's entries page by page.
func pages(t *rapid.T, s *store.Store, ws string, filter store.EntryFilter, limit int) (ids []string) {
	page := store.Page{Limit: limit}
	for {
		err := s.Read(context.Background(), func(tx *store.Tx) error {
			entries, next, err := tx.Entries(ws, filter, page)
			for _, e := range entries {
				ids = append(ids, e.ID)
			}
			page.Cursor = next
			return err
		})
		if err != nil {
			t.Fatalf("%q: %v", filter.Search, err)
		}
		if page.Cursor == "" {
			return ids
		}
	}
}

// naive looks at each entry's texts, and puts those found in a list's order.
func naive(entries []*plan.Entry, filter store.EntryFilter) (ids []string) {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b *plan.Entry) int {
		if *a.PublishOn != *b.PublishOn {
			return int(*a.PublishOn - *b.PublishOn)
		}
		return strings.Compare(a.ID, b.ID)
	})
	words := plainWords(filter.Search)
	for _, e := range entries {
		if len(words) == 0 || len(filter.ChannelIDs) > 0 && e.ChannelID != filter.ChannelIDs[0] {
			continue
		}
		texts := plainWords(e.Title + " " + e.Copy)
		missing := slices.ContainsFunc(words, func(word string) bool {
			return !slices.ContainsFunc(texts, func(text string) bool { return strings.HasPrefix(text, word) })
		})
		if !missing {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// plainWords are a text's words without case and accents, rune by rune.
func plainWords(text string) (words []string) {
	word := ""
	for _, r := range norm.NFKD.String(text) + " " {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			word += "ss"
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word += string(unicode.ToLower(r))
		case word != "":
			words, word = append(words, word), ""
		}
	}
	return words
}

// Behind its stretch a search reads the rows that the index of words names.
func TestSearchUsesItsIndex(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		fill(t, s, team.channel)
		fill(t, s, team.channel)
		write(t, s, func(tx *store.Tx) error {
			for i := range 500 {
				topic := newTopic(team.ID, "", fmt.Sprintf("Zange %d", i))
				if err := tx.CreateTopic(&topic); err != nil {
					return err
				}
			}
			return tx.Exec("ANALYZE")
		})
		want := map[string][]string{
			store.SQLite: {
				"SEARCH e USING INDEX entries_by_day (workspace_id=?)",
				"SEARCH e USING INDEX entries_by_day (workspace_id=? AND (local_day,local_time,id)<(?,?,?))",
				"SCAN w VIRTUAL TABLE", "SEARCH n USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH e USING INDEX sqlite_autoindex_entries_1 (id=?)",
			},
			store.Postgres: {"entries_by_day", "Bitmap Index Scan on entries_found"},
		}
		plans := s.Plans(t, func(tx *store.Tx) error {
			_, _, err := tx.Entries(team.ID, store.EntryFilter{Search: "zeppelin"}, store.Page{})
			return err
		})
		same(t, "queries", len(plans), 3)
		demand(t, strings.Join(plans, "\n"), want[s.Dialect()])
		want = map[string][]string{store.SQLite: {"SCAN w VIRTUAL TABLE"}, store.Postgres: {"topics_found"}}
		plans = s.Plans(t, func(tx *store.Tx) error {
			_, _, err := tx.Topics(team.ID, store.TopicFilter{Search: "zeppelin"}, store.Page{})
			return err
		})
		demand(t, strings.Join(plans, "\n"), want[s.Dialect()])
	})
}

func demand(tb testing.TB, plans string, steps []string) {
	tb.Helper()
	if scan := scans(plans); scan != "" {
		tb.Errorf("reads a whole table (%s):\n%s", scan, plans)
	}
	for _, step := range steps {
		if !strings.Contains(plans, step) {
			tb.Errorf("no %q in:\n%s", step, plans)
		}
	}
}
