package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

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
			"a part":           {store.EntryFilter{Search: "Pumpe"}, []string{late.Title}},
			"an inner part":    {store.EntryFilter{Search: "eise"}, []string{near.Title, late.Title, later.Title, idea.Title}},
			"too short a part": {store.EntryFilter{Search: "pe"}, nil},
			"a part and more":  {store.EntryFilter{Search: "pumpe sp"}, []string{late.Title}},
			"deleted part":     {store.EntryFilter{Search: "loscht", Deleted: true}, []string{gone.Title}},
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
			"near": true, "NEAR": true, "near or not": true, "NOT near": true, "andrea NEAR/50 c": true, "andrea NEAR/2 c": false, `"andrea`: true, `an"drea`: true, `an"rdea`: false,
			"andrea'": true, "'": false, `"`: false, `""`: false, "*": false, "a*": true, "*rea": true, "*ea": false, "%rea": true, "n%ar": false, "and_ea": false, "-near": true, "words:near": false,
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
				if !slices.Contains(tx.Found(t, team.ID, "entry", search), e.ID) {
					t.Errorf("the index does not find %.20q", search)
				}
				return nil
			})
			same(t, fmt.Sprintf("%.20q", search), foundTitles(t, s, team.ID, store.EntryFilter{Search: search}), []string{"Lang"})
		}
		intact(t, s)
	})
}

// The index tells workspaces apart by the end of their ids; what is found, by all of it.
func TestSearchKeepsLikeWorkspacesApart(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		alike := newWorkspace("Anderes")
		alike.ID = "ffffffff" + team.ID[8:]
		channel, topic := newChannel(alike.ID, "Blog"), newTopic(alike.ID, "", "Kreisel")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateWorkspace(&alike); err != nil {
				return err
			}
			if err := tx.CreateChannel(&channel); err != nil {
				return err
			}
			return tx.CreateTopic(&topic)
		})
		fill(t, s, team.channel)
		foreign := on(newEntry(channel, "Kreisel", plan.Planned), nearby+20)
		storeEntries(t, s, &foreign)
		same(t, "entries", foundTitles(t, s, team.ID, store.EntryFilter{Search: "kreisel"}), []string(nil))
		same(t, "entries there", foundTitles(t, s, alike.ID, store.EntryFilter{Search: "kreisel"}), []string{"Kreisel"})
		read(t, s, func(tx *store.Tx) error {
			topics, _, err := tx.Topics(team.ID, store.TopicFilter{Search: "kreisel"}, store.Page{})
			same(t, "topics", len(topics), 0)
			return err
		})
	})
}
