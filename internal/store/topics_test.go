package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func newTopic(ws, field, name string) plan.Topic {
	return plan.Topic{ID: newID(), WorkspaceID: ws, Field: field, Name: name, CreatedAt: made, UpdatedAt: made}
}

func TestTopics(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		topics := []plan.Topic{
			newTopic(team.ID, "Technik", "Brückenbau"), newTopic(team.ID, "Menschen", "Ausbildung"),
			newTopic(team.ID, "menschen", "Äußeres"), newTopic(team.ID, "", "Straßenfest"), newTopic(team.ID, "Technik", "Ausbildung"),
		}
		topics[0].Description = "Beton, Stahl & 100 % Holz"
		for i := range topics {
			write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topics[i]) })
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Topic(team.ID, topics[i].ID, false)
				same(t, "topic", got, topics[i])
				return err
			})
		}
		none, people := "", "MENSCHEN"
		for name, c := range map[string]struct {
			filter store.TopicFilter
			want   []string
		}{
			"all":           {store.TopicFilter{}, []string{"Straßenfest", "Ausbildung", "Äußeres", "Ausbildung", "Brückenbau"}},
			"field":         {store.TopicFilter{Field: &people}, []string{"Ausbildung", "Äußeres"}},
			"no field":      {store.TopicFilter{Field: &none}, []string{"Straßenfest"}},
			"accents":       {store.TopicFilter{Search: "brucken"}, []string{"Brückenbau"}},
			"sharp s":       {store.TopicFilter{Search: "STRASSE"}, []string{"Straßenfest"}},
			"all words":     {store.TopicFilter{Search: "stahl bruck"}, []string{"Brückenbau"}},
			"inside a word": {store.TopicFilter{Search: "fest"}, []string{"Straßenfest"}},
			"field's words": {store.TopicFilter{Search: "techn aus"}, []string{"Ausbildung"}},
			"wildcards":     {store.TopicFilter{Search: "%"}, nil},
			"digits":        {store.TopicFilter{Search: "100%"}, []string{"Brückenbau"}},
			"deleted":       {store.TopicFilter{Deleted: true}, nil},
		} {
			var names []string
			for _, topic := range wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Topic, string, error) {
				return tx.Topics(team.ID, c.filter, p)
			}) {
				names = append(names, topic.Name)
			}
			same(t, name, names, c.want)
		}
		long := string(make([]byte, 2000))
		refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
			_, _, err := tx.Topics(team.ID, store.TopicFilter{Search: long}, store.Page{})
			return err
		})
	})
}

func TestTopicNamesAreUniqueAmongTheUndeleted(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		first, twin := newTopic(team.ID, "Menschen", "Öffnung"), newTopic(team.ID, "menschen", "öffnung ")
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&first) })
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateTopic(&twin) })
		before := first
		first.DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateTopic(&first) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateTopic(&before) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Topic(team.ID, first.ID, false); return err })
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&twin) })
		first.DeletedAt = time.Time{}
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UpdateTopic(&first) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Topic(team.ID, first.ID, true)
			same(t, "deleted at", got.DeletedAt, made)
			return err
		})
	})
}

func TestThemes(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		topics := []plan.Topic{newTopic(team.ID, "", "A"), newTopic(team.ID, "", "B")}
		plans := []plan.Plan{newPlan(team.channel, 0, 99), newPlan(second, 0, 99)}
		themes := []plan.Theme{
			{ID: newID(), WorkspaceID: team.ID, PlanID: plans[0].ID, TopicID: topics[0].ID, Title: "Eins", Span: plan.Span{From: 20, To: 29}},
			{ID: newID(), WorkspaceID: team.ID, PlanID: plans[1].ID, TopicID: topics[1].ID, Span: plan.Span{From: 10, To: 19}},
			{ID: newID(), WorkspaceID: team.ID, PlanID: plans[1].ID, TopicID: topics[0].ID, Span: plan.Span{From: 30, To: 30}},
		}
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			for i := range 2 {
				if err := tx.CreateTopic(&topics[i]); err != nil {
					return err
				}
				if err := tx.CreatePlan(&plans[i]); err != nil {
					return err
				}
			}
			for i := range themes {
				themes[i].CreatedAt, themes[i].UpdatedAt = made, made
				if err := tx.CreateTheme(&themes[i]); err != nil {
					return err
				}
			}
			return nil
		})
		list := func(filter store.ThemeFilter) []plan.Theme {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Theme, string, error) { return tx.Themes(team.ID, filter, p) })
		}
		same(t, "all", list(store.ThemeFilter{}), []plan.Theme{themes[1], themes[0], themes[2]})
		same(t, "plan", list(store.ThemeFilter{PlanIDs: []string{plans[0].ID}}), []plan.Theme{themes[0]})
		same(t, "channel", list(store.ThemeFilter{ChannelIDs: []string{second.ID}}), []plan.Theme{themes[1], themes[2]})
		same(t, "topic", list(store.ThemeFilter{TopicIDs: []string{topics[0].ID}}), []plan.Theme{themes[0], themes[2]})
		same(t, "span", list(store.ThemeFilter{Overlaps: &plan.Span{From: 19, To: 20}}), []plan.Theme{themes[1], themes[0]})
		shown := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.ShownTheme, string, error) {
			return tx.ThemesShown(team.ID, plan.Span{From: 0, To: 20}, p)
		})
		same(t, "shown", shown, []store.ShownTheme{{Theme: themes[1], ChannelID: second.ID}, {Theme: themes[0], ChannelID: team.channel.ID}})

		old := themes[0]
		themes[0].Title, themes[0].TopicID = "Neu", topics[1].ID
		write(t, s, func(tx *store.Tx) error { return tx.UpdateTheme(&themes[0]) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Theme(team.ID, themes[0].ID)
			same(t, "theme", got, themes[0])
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateTheme(&old) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeleteTheme(team.ID, old.ID, 1) })
		write(t, s, func(tx *store.Tx) error { return tx.DeleteTheme(team.ID, old.ID, 2) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Theme(team.ID, old.ID); return err })
		plans[1].DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdatePlan(&plans[1]) })
		if left := list(store.ThemeFilter{}); len(left) != 0 {
			t.Errorf("themes of a deleted plan are listed: %v", left)
		}
	})
}
