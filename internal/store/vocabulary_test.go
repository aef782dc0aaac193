package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Behind its stretch a search finds the parts of words as it does before.
func TestSearchFindsParts(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		long := strings.Repeat("x", 120)
		e := on(newEntry(team.channel, "Straßenbrücke Großgerät "+long+"ende Anfang", plan.Planned), nearby+20)
		topic := newTopic(team.ID, "Maschinenbau", e.Title)
		storeEntries(t, s, &e)
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
		for search, want := range map[string]bool{
			"brücke": true, "BRUCKE": true, "bruecke": true, "bruekke": false, "aßen": true, "assen": true, "gerät": true, "rückeg": false, "ück": true, "ke": false, "st": true,
			"xende": true, "xende fang": true, "xendet": false, long: true, "x" + long: false, long[1:] + "end": true, "brücke gerät fang str": true, "brücke boot": false,
			"st gr an xx": true, "st gr an yy": false,
		} {
			same(t, "entries with "+search, len(foundTitles(t, s, team.ID, store.EntryFilter{Search: search})) == 1, want)
			read(t, s, func(tx *store.Tx) error {
				topics, _, err := tx.Topics(team.ID, store.TopicFilter{Search: search}, store.Page{})
				same(t, "topics with "+search, len(topics) == 1, want)
				if err != nil {
					return err
				}
				count, err := tx.CountEntries(team.ID, store.EntryFilter{Search: search})
				same(t, "number of entries with "+search, count == 1, want)
				return err
			})
		}
		e.Title, topic.Name = "Fußweg", "Fußweg"
		write(t, s, func(tx *store.Tx) error {
			if err := tx.UpdateEntry(&e, berlin(t)); err != nil {
				return err
			}
			return tx.UpdateTopic(&topic)
		})
		same(t, "the word that left", foundTitles(t, s, team.ID, store.EntryFilter{Search: "brücke"}), []string(nil))
		same(t, "the word that came", foundTitles(t, s, team.ID, store.EntryFilter{Search: "weg"}), []string{"Fußweg"})
		read(t, s, func(tx *store.Tx) error {
			same(t, "topics in the index", tx.Found(t, team.ID, "topic", "weg"), []string{topic.ID})
			same(t, "topics in the index with the word that left", tx.Found(t, team.ID, "topic", "brucke"), []string(nil))
			return nil
		})
	})
}

// What more words have in them than the index is asked for at once is found too.
func TestSearchFindsPartsOfManyWords(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		for _, holders := range []int{store.MostHolders, store.MostHolders + 1} {
			part := fmt.Sprintf("pumpe%d", holders)
			var catalogue strings.Builder
			for i := range holders {
				fmt.Fprintf(&catalogue, "a%d%s ", i, part)
			}
			e := on(newEntry(team.channel, "Katalog", plan.Planned), nearby+20)
			e.Copy = catalogue.String()
			topic := newTopic(team.ID, part, "Katalog")
			topic.Description = e.Copy
			storeEntries(t, s, &e)
			write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
			for search, want := range map[string]bool{part: true, part + " a7": true, part + " " + part[1:] + " " + part[2:]: true, part + " katal": true, part + " b": false, part + " boot": false} {
				same(t, "entries with "+search, len(foundTitles(t, s, team.ID, store.EntryFilter{Search: search})) == 1, want)
				read(t, s, func(tx *store.Tx) error {
					topics, _, err := tx.Topics(team.ID, store.TopicFilter{Search: search}, store.Page{})
					same(t, "topics with "+search, len(topics) == 1, want)
					if err != nil {
						return err
					}
					count, err := tx.CountEntries(team.ID, store.EntryFilter{Search: search})
					same(t, "number of entries with "+search, count == 1, want)
					return err
				})
			}
		}
	})
}

// Words belong to the workspace that has them.
func TestVocabulariesAreApart(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ours, theirs := newTeam(t, s, "Unseres"), newTeam(t, s, "Ihres")
		a, b := newEntry(ours.channel, "Kreiselpumpe an der Elbe", plan.Idea), newEntry(theirs.channel, "Wasserpumpe", plan.Idea)
		storeEntries(t, s, &a, &b)
		read(t, s, func(tx *store.Tx) error {
			words := func(ws string) []string {
				return tx.Column(t, `SELECT word FROM vocabulary WHERE workspace_id = ? ORDER BY word`, ws)
			}
			same(t, "ours", words(ours.ID), []string{"elbe", "kreiselpumpe"})
			same(t, "theirs", words(theirs.ID), []string{"wasserpumpe"})
			return nil
		})
		same(t, "found here", foundTitles(t, s, ours.ID, store.EntryFilter{Search: "pumpe"}), []string{a.Title})
	})
}

// What was not stored taught nothing.
func TestVocabularyOfARefusedChange(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		e := newEntry(team.channel, "Kreiselpumpe", plan.Idea)
		storeEntries(t, s, &e)
		twin := e
		twin.Title = "Wasserpumpe"
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateEntry(&twin, berlin(t)) })
		read(t, s, func(tx *store.Tx) error {
			same(t, "vocabulary", tx.Column(t, `SELECT word FROM vocabulary`), []string{"kreiselpumpe"})
			return nil
		})
	})
}

// Transactions that write the same new words, each in its own order, wait for
// each other, but none is broken off: each runs once.
func TestSameNewWordsAtTheSameTime(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		const writers, words = 4, 50
		for round := range 3 {
			var group errgroup.Group
			ready := make(chan struct{})
			runs := make([]int, writers)
			for n := range writers {
				group.Go(func() error {
					<-ready
					return s.Write(context.Background(), func(tx *store.Tx) error {
						runs[n]++
						for i := range words {
							number := i
							if n%2 == 1 {
								number = words - 1 - i
							}
							e := newEntry(team.channel, fmt.Sprintf("Wort%dx%d", round, number), plan.Idea)
							if err := tx.CreateEntry(&e, time.UTC); err != nil {
								return err
							}
						}
						return nil
					})
				})
			}
			close(ready)
			if err := group.Wait(); err != nil {
				t.Fatal(err)
			}
			same(t, "runs", runs, []int{1, 1, 1, 1})
		}
		read(t, s, func(tx *store.Tx) error {
			same(t, "words", tx.Column(t, `SELECT CAST(COUNT(*) AS TEXT) FROM vocabulary`), []string{"150"})
			return nil
		})
	})
}

// A change that leaves the texts of an entry alone leaves the vocabulary alone.
func TestVocabularyOfTextsThatStay(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		e := newEntry(team.channel, "Kreiselpumpe", plan.Idea)
		storeEntries(t, s, &e)
		for _, c := range []struct {
			change func(e *plan.Entry)
			want   []string
		}{
			{func(e *plan.Entry) { e.Link = "https://example.org" }, nil},
			{func(e *plan.Entry) { e.Copy = "Wasserkraft" }, []string{"kreiselpumpe", "wasserkraft"}},
		} {
			write(t, s, func(tx *store.Tx) error {
				if err := tx.Exec(`DELETE FROM vocabulary`); err != nil {
					return err
				}
				read, err := tx.Entry(team.ID, e.ID, false)
				if err != nil {
					return err
				}
				c.change(&read)
				return tx.UpdateEntry(&read, berlin(t))
			})
			read(t, s, func(tx *store.Tx) error {
				same(t, "vocabulary", tx.Column(t, `SELECT word FROM vocabulary ORDER BY word`), c.want)
				return nil
			})
		}
	})
}
