package app_test

import (
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkSearch searches workspaces of 50,000 and of a million entries for what
// many have, few, and none.
func BenchmarkSearch(b *testing.B) {
	for name, shape := range map[string]loadtest.Shape{
		"50000":   {Channels: 40, Years: 5, PerYear: 250},
		"1000000": {Channels: 200, Years: 10, PerYear: 500},
	} {
		b.Run(name, func(b *testing.B) {
			loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
				w := newBench(b, s, shape)
				w.searches(b)
			})
		})
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
		{"common and late", app.EntryFilter{Search: "Jubiläum", States: []plan.State{plan.Approved}}, 50},
	} {
		b.Run(c.name, func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.entries(b, c.filter, c.want) })
		})
	}
}
