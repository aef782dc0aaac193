package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestEntriesAreCountedInGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := shelf(t, s)
		second := channelNamed(t, s, team.ID, "Zweiter")
		from := plan.Date(2027, time.March, 10)
		for name, c := range map[string]struct {
			by     store.EntryGrouping
			filter store.EntryFilter
			want   map[string]int
		}{
			"channels":           {store.ByChannel, store.EntryFilter{}, map[string]int{team.channel.ID: 3, second.ID: 5}},
			"one channel":        {store.ByChannel, store.EntryFilter{ChannelIDs: []string{second.ID}}, map[string]int{second.ID: 5}},
			"channels of words":  {store.ByChannel, store.EntryFilter{Search: "an"}, map[string]int{second.ID: 2}},
			"owners":             {store.ByOwner, store.EntryFilter{}, map[string]int{team.owner.ID: 2, other.ID: 3, "": 3}},
			"an owner's owners":  {store.ByOwner, store.EntryFilter{OwnerIDs: []string{other.ID}}, map[string]int{other.ID: 3}},
			"states":             {store.ByState, store.EntryFilter{}, map[string]int{"planned": 1, "in_review": 3, "published": 1, "idea": 1, "approved": 1, "cancelled": 1}},
			"states of a topic":  {store.ByState, store.EntryFilter{TopicIDs: []string{"x"}}, map[string]int{}},
			"months":             {store.ByMonth, store.EntryFilter{}, map[string]int{"2027-03": 5, "2027-04": 1, "": 2}},
			"months from a day":  {store.ByMonth, store.EntryFilter{From: &from}, map[string]int{"2027-03": 4, "2027-04": 1}},
			"weeks":              {store.ByWeek, store.EntryFilter{}, map[string]int{"2027-W09": 1, "2027-W10": 3, "2027-W13": 1, "2027-W14": 1, "": 2}},
			"weeks of a channel": {store.ByWeek, store.EntryFilter{ChannelIDs: []string{team.channel.ID}}, map[string]int{"2027-W09": 1, "2027-W10": 1, "": 1}},
			"no words":           {store.ByState, store.EntryFilter{Search: "–"}, map[string]int{}},
			"deleted":            {store.ByMonth, store.EntryFilter{Deleted: true}, map[string]int{"2027-03": 1}},
		} {
			read(t, s, func(tx *store.Tx) error {
				groups, err := tx.CountEntriesBy(team.ID, c.filter, c.by)
				got, last := map[string]int{}, ""
				for _, group := range groups {
					if group.Key < last {
						t.Errorf("%s: %q stands behind %q", name, group.Key, last)
					}
					got[group.Key], last = group.Count, group.Key
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
				return err
			})
		}
		elsewhere := newTeam(t, s, "Anderes")
		read(t, s, func(tx *store.Tx) error {
			groups, err := tx.CountEntriesBy(elsewhere.ID, store.EntryFilter{ChannelIDs: []string{second.ID}}, store.ByChannel)
			if len(groups) > 0 {
				t.Errorf("another workspace counts %v", groups)
			}
			return err
		})
	})
}

func channelNamed(t *testing.T, s *store.Store, ws, name string) (found plan.Channel) {
	t.Helper()
	read(t, s, func(tx *store.Tx) error {
		channels, _, err := tx.Channels(ws, store.ChannelFilter{}, store.Page{})
		for _, c := range channels {
			if c.Name == name {
				found = c
			}
		}
		return err
	})
	return found
}
