package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestEntries(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		zone := berlin(t)
		other := newMember(team.ID, "Ben")
		planner := newMember(team.ID, "Pia")
		second := newChannel(team.ID, "Zweiter")
		topic := newTopic(team.ID, "", "Thema")
		day := plan.Date(2027, time.March, 28) // clocks go forward in the night to it
		p := newPlan(team.channel, day+1, day+30)
		p.OwnerID = planner.ID
		write(t, s, func(tx *store.Tx) error {
			for _, m := range []*plan.Member{&other, &planner} {
				if err := tx.CreateMember(m); err != nil {
					return err
				}
			}
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			if err := tx.CreateTopic(&topic); err != nil {
				return err
			}
			return tx.CreatePlan(&p)
		})
		midnight := day.Start(zone)
		first := at(newEntry(team.channel, "Erster: Brücke", plan.Approved), midnight)
		first.Copy = "Ein Gespräch über Stahl"
		eve := at(newEntry(team.channel, "Am Abend davor", plan.Published), midnight.Add(-time.Second))
		late := at(newEntry(second, "Spät", plan.Planned), midnight.Add(20*time.Hour))
		late.TopicID, late.OwnerID = topic.ID, other.ID
		whole := on(newEntry(team.channel, "Ganztags", plan.Drafting), day)
		next := on(newEntry(team.channel, "Im Plan", plan.InReview), day+1)
		backlog := newEntry(team.channel, "Irgendwann", plan.Idea)
		cancelled := newEntry(second, "Abgesagt", plan.Cancelled)
		deleted := on(newEntry(team.channel, "Gelöscht", plan.Planned), day)
		deleted.DeletedAt = made
		moved := at(newEntry(team.channel, "Erschienen am Tag darauf", plan.Published), midnight)
		moved.PublishedAt = midnight.Add(30 * time.Hour).UTC()
		storeEntries(t, s, &first, &eve, &late, &whole, &next, &backlog, &cancelled, &deleted, &moved)

		before, after := day-1, day+1
		yes, no := true, false
		for name, c := range map[string]struct {
			filter store.EntryFilter
			want   []plan.Entry
		}{
			"all":             {store.EntryFilter{}, []plan.Entry{eve, first, late, whole, moved, next, backlog, cancelled}},
			"channel":         {store.EntryFilter{ChannelIDs: []string{second.ID}}, []plan.Entry{late, cancelled}},
			"channels":        {store.EntryFilter{ChannelIDs: []string{second.ID, team.channel.ID}, To: &before}, []plan.Entry{eve}},
			"day":             {store.EntryFilter{From: &day, To: &day}, []plan.Entry{first, late, whole}},
			"from":            {store.EntryFilter{From: &after}, []plan.Entry{moved, next}},
			"to":              {store.EntryFilter{To: &before}, []plan.Entry{eve}},
			"backlog":         {store.EntryFilter{Undated: &yes}, []plan.Entry{backlog, cancelled}},
			"dated":           {store.EntryFilter{Undated: &no}, []plan.Entry{eve, first, late, whole, moved, next}},
			"states":          {store.EntryFilter{States: []plan.State{plan.Idea, plan.Approved}}, []plan.Entry{first, backlog}},
			"topic":           {store.EntryFilter{TopicIDs: []string{topic.ID}}, []plan.Entry{late}},
			"own owner":       {store.EntryFilter{OwnerIDs: []string{other.ID}}, []plan.Entry{late}},
			"plan's owner":    {store.EntryFilter{OwnerIDs: []string{planner.ID}}, []plan.Entry{moved, next}},
			"channel's owner": {store.EntryFilter{OwnerIDs: []string{team.owner.ID}}, []plan.Entry{eve, first, whole, backlog}},
			"deleted":         {store.EntryFilter{Deleted: true}, []plan.Entry{deleted}},
			"search title":    {store.EntryFilter{Search: "brucke"}, []plan.Entry{first}},
			"search copy":     {store.EntryFilter{Search: "GESPRÄCH erst"}, []plan.Entry{first}},
			"search two":      {store.EntryFilter{Search: "am"}, []plan.Entry{eve, moved}},
			"search nothing":  {store.EntryFilter{Search: "– !"}, nil},
		} {
			got := wholeList(t, s, func(tx *store.Tx, page store.Page) ([]plan.Entry, string, error) {
				return tx.Entries(team.ID, c.filter, page)
			})
			same(t, name+": titles", titles(got), titles(c.want))
			if len(got)+len(c.want) > 0 {
				same(t, name, got, c.want)
			}
		}
		elsewhere := newTeam(t, s, "Anderes")
		read(t, s, func(tx *store.Tx) error {
			got, _, err := tx.Entries(elsewhere.ID, store.EntryFilter{ChannelIDs: []string{team.channel.ID}}, store.Page{})
			if len(got) > 0 {
				t.Errorf("another workspace sees %v", titles(got))
			}
			return err
		})
	})
}

func titles(entries []plan.Entry) []string {
	var titles []string
	for _, e := range entries {
		titles = append(titles, e.Title)
	}
	return titles
}
