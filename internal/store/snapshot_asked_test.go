package store_test

import (
	"slices"
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// What only some rules look at is read where somebody asked for it, and only there.
func TestSnapshotHasWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		channel := team.channel
		channel.Region = "DE-BY"
		year := newPlan(channel, plan.Date(2027, time.January, 1), plan.Date(2027, time.December, 31))
		ours := plan.Topic{ID: newID(), WorkspaceID: team.ID, Name: "Wir", Company: true, CreatedAt: made, UpdatedAt: made}
		theirs := plan.Topic{ID: newID(), WorkspaceID: team.ID, Name: "Alle", CreatedAt: made, UpdatedAt: made}
		theme := plan.Theme{ID: newID(), WorkspaceID: team.ID, PlanID: year.ID, TopicID: theirs.ID, Span: plan.Span{From: year.Span.From, To: year.Span.From + 6}, CreatedAt: made, UpdatedAt: made}
		write(t, s, func(tx *store.Tx) error {
			for _, topic := range []*plan.Topic{&ours, &theirs} {
				if err := tx.CreateTopic(topic); err != nil {
					return err
				}
			}
			if err := tx.CreatePlan(&year); err != nil {
				return err
			}
			return tx.CreateTheme(&theme)
		})
		curated := on(newEntry(channel, "Gefunden", plan.Planned), plan.Date(2028, time.December, 31))
		curated.Curated = true
		storeEntries(t, s, &curated)
		snapshot := func() (found continuity.Snapshot) {
			t.Helper()
			write(t, s, func(tx *store.Tx) error {
				if err := tx.UpdateChannel(&channel); err != nil {
					return err
				}
				if err := tx.UpdatePlan(&year); err != nil {
					return err
				}
				var err error
				found, err = tx.Snapshot(team.ID, channel.ID, made)
				return err
			})
			return found
		}

		unasked := snapshot()
		if unasked.Holidays != nil || unasked.Themes != nil || unasked.CompanyTopics != nil {
			t.Errorf("nobody asked for %v, %v, %v", unasked.Holidays, unasked.Themes, unasked.CompanyTopics)
		}
		channel.WarnOnHolidays, channel.MinSpacing = true, 90*time.Minute
		year.ThemeEachMonth, year.CompanyShare = true, &plan.Share{AtLeast: 10, AtMost: 30}
		asked := snapshot()
		same(t, "channel", []any{asked.Channel.Region, asked.Channel.WarnOnHolidays, asked.Channel.MinSpacing}, []any{"DE-BY", true, 90 * time.Minute})
		same(t, "plans", asked.Plans, []plan.Plan{year})
		same(t, "themes", asked.Themes, []plan.Theme{theme})
		same(t, "company's topics", asked.CompanyTopics, map[string]bool{ours.ID: true})
		same(t, "curated", asked.Entries[0].Curated, true)
		for _, day := range []plan.Day{plan.Date(2027, time.March, 26), plan.Date(2028, time.December, 26), plan.Date(2029, time.January, 1)} {
			if !slices.Contains(asked.Holidays, day) {
				t.Errorf("%s is no holiday among %v", day, asked.Holidays)
			}
		}
		year.ThemeEachMonth, year.CompanyShare = false, nil
		same(t, "plans", snapshot().Plans, []plan.Plan{year})
	})
}
