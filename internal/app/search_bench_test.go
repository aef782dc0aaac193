package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkSearch searches workspaces of 50,000 and of a million entries, with
// vocabularies of 100,000 and 400,000 words, for what many have, few, and none.
func BenchmarkSearch(b *testing.B) {
	for name, shape := range map[string]loadtest.Shape{
		"50000":   {Channels: 40, Years: 5, PerYear: 250},
		"1000000": {Channels: 200, Years: 10, PerYear: 500},
	} {
		b.Run(name, func(b *testing.B) {
			loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
				w := newBench(b, s, shape)
				w.fillVocabulary(b, 100_000*shape.Years/5*shape.PerYear/250)
				w.searches(b)
			})
		})
	}
}

// fillVocabulary has topics say so many words that no entry has.
func (w *bench) fillVocabulary(b *testing.B, words int) {
	const atOnce = 5_000
	for first := 0; first < words; first += atOnce {
		var text strings.Builder
		for i := range atOnce {
			fmt.Fprintf(&text, "%xwort%d ", (first+i)*7919, first+i)
		}
		topic := plan.Topic{ID: uuid.NewString(), WorkspaceID: w.ID, Name: fmt.Sprint("Wörter ab ", first), Description: text.String()}
		must(b, w.store.Write(context.Background(), func(tx *store.Tx) error { return tx.CreateTopic(&topic) }))
	}
}

func (w *bench) searches(b *testing.B) {
	for _, c := range []struct {
		name   string
		filter app.EntryFilter
		want   int
	}{
		{"common", app.EntryFilter{Search: "Jubiläum"}, 50}, // one of seven
		{"letter", app.EntryFilter{Search: "ö"}, 50},
		{"one of 250 or 500", app.EntryFilter{Search: "250"}, 50},
		{"two words", app.EntryFilter{Search: "jubilaum 241"}, 50},
		{"unknown", app.EntryFilter{Search: "Zeppelin"}, 0},
		{"one unknown", app.EntryFilter{Search: "Jubiläum Zeppelin"}, 0},
		{"unknown of a channel", app.EntryFilter{Search: "Zeppelin", ChannelIDs: []string{w.Channels[0].ID}}, 0},
		{"part", app.EntryFilter{Search: "sputz"}, 50}, // of one in eleven
		{"part of an unknown", app.EntryFilter{Search: "pelin"}, 0},
		{"part, late", app.EntryFilter{Search: "sputz", States: []plan.State{plan.Approved}}, 50},
		{"part of too many words", app.EntryFilter{Search: "wort zeppelin"}, 0},
		{"part of too many words, unused", app.EntryFilter{Search: "wort"}, 0},
		{"common and late", app.EntryFilter{Search: "Jubiläum", States: []plan.State{plan.Approved}}, 50},
	} {
		b.Run(c.name, func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.entries(b, c.filter, c.want) })
		})
	}
}
