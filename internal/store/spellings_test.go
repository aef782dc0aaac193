package store_test

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Whoever has no key for an umlaut finds it, and whoever has one finds what was
// written without, in the middle of words and behind a stretch as well.
func TestSearchFindsUmlautsWrittenInTwoLetters(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		for title, searches := range map[string]map[string]bool{
			"Straßenbrücke über Öl": {"bruecke": true, "BRUECKE ueber oel": true, "brücke": true, "strassenbruecke": true, "straßenbruecke": true, "ueck": true, "ue": false, "uber": true, "bruekke": false},
			"Muellers Fruehstueck":  {"müller": true, "frühstück": true, "Fru\u0308hstu\u0308ck": true, "fruehstück": true, "hstück": true, "rühst": true, "muller": false, "müllers frühstücke": false},
			"Neueröffnung in Köln":  {"neueroeffnung": true, "neueröffnung": true, "koeln": true, "einroeffnung": false},
			"Treue, Quelle, Steuer": {"steur": false, "qulle": false, "ue": false},
			"Israël":                {"israel": true, "isral": false},
			"Ärzte":                 {"aerzte": true, "aer": true, "ae": false, "ärz": true, "ar": true},
		} {
			e := on(newEntry(team.channel, title, plan.Planned), nearby+20)
			topic := newTopic(team.ID, "Gesucht", title)
			storeEntries(t, s, &e)
			write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
			for search, want := range searches {
				found := foundTitles(t, s, team.ID, store.EntryFilter{Search: search})
				same(t, title+" by "+search, strings.Contains(strings.Join(found, "\n"), title), want)
				read(t, s, func(tx *store.Tx) error {
					topics, _, err := tx.Topics(team.ID, store.TopicFilter{Search: search}, store.Page{})
					same(t, "topic "+title+" by "+search, len(topics) == 1, want)
					return err
				})
			}
			e.DeletedAt, topic.DeletedAt = made, made
			write(t, s, func(tx *store.Tx) error {
				if err := tx.UpdateTopic(&topic); err != nil {
					return err
				}
				return tx.UpdateEntry(&e, time.UTC)
			})
		}
	})
}
