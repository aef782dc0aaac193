package store_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// shelf is a workspace with entries of every kind, called by what they are.
func shelf(t *testing.T, s *store.Store) (team, plan.Member) {
	t.Helper()
	team := newTeam(t, s, "Werk")
	other := newMember(team.ID, "Ben")
	second := newChannel(team.ID, "Zweiter")
	second.FourEyes = true
	day := plan.Date(2027, time.March, 10)
	owned, quiet := newPlan(team.channel, day, day+9), newPlan(second, day, day+9)
	owned.OwnerID = other.ID
	no := false
	quiet.FourEyes = &no
	topic := newTopic(team.ID, "", "Thema")
	write(t, s, func(tx *store.Tx) error {
		for _, step := range []error{
			tx.CreateMember(&other), tx.CreateChannel(&second), tx.CreateTopic(&topic), tx.CreatePlan(&owned), tx.CreatePlan(&quiet),
		} {
			if step != nil {
				return step
			}
		}
		return nil
	})
	var entries []*plan.Entry
	add := func(e plan.Entry, change func(*plan.Entry)) {
		e.UpdatedAt = made.Add(time.Duration(len(entries)*7%11) * time.Hour)
		if change != nil {
			change(&e)
		}
		entries = append(entries, &e)
	}
	add(on(newEntry(team.channel, "zuletzt", plan.Planned), day-3), nil)
	add(on(newEntry(team.channel, "Ähre", plan.InReview), day), nil)
	add(at(newEntry(second, "apfel", plan.InReview), (day+1).Start(berlin(t)).Add(9*time.Hour)), func(e *plan.Entry) { e.ApproverID = other.ID })
	add(at(newEntry(second, "Zebra", plan.Published), (day+20).Start(berlin(t)).Add(9*time.Hour)), func(e *plan.Entry) { e.OwnerID = other.ID })
	add(newEntry(team.channel, "Übermut", plan.Idea), func(e *plan.Entry) { e.TopicID = topic.ID })
	add(on(newEntry(second, "Anfang", plan.InReview), day+30), func(e *plan.Entry) { e.OwnerID = other.ID })
	add(on(newEntry(second, "Anfang", plan.Approved), day+2), func(e *plan.Entry) { e.CreatedBy = other.ID })
	add(newEntry(second, "abgesagt", plan.Cancelled), nil)
	add(on(newEntry(team.channel, "Gelöscht", plan.Planned), day), func(e *plan.Entry) { e.DeletedAt = made })
	storeEntries(t, s, entries...)
	return team, other
}

// titlesOf reads a list to its end, two at a time.
func titlesOf(t *testing.T, s *store.Store, ws string, filter store.EntryFilter) (titles []string) {
	t.Helper()
	read(t, s, func(tx *store.Tx) error {
		page := store.Page{Limit: 2}
		for {
			entries, next, err := tx.Entries(ws, filter, page)
			for _, e := range entries {
				titles = append(titles, e.Title)
			}
			if err != nil || next == "" {
				return err
			}
			page.Cursor = next
		}
	})
	return titles
}

func TestEntriesInEveryOrder(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, _ := shelf(t, s)
		for order, want := range map[store.EntrySort][]string{
			store.ByDate:            {"zuletzt", "Ähre", "apfel", "Anfang", "Zebra", "Anfang", "Übermut", "abgesagt"},
			store.ByDateBackwards:   {"abgesagt", "Übermut", "Anfang", "Zebra", "Anfang", "apfel", "Ähre", "zuletzt"},
			store.ByChange:          {"zuletzt", "Anfang", "apfel", "abgesagt", "Übermut", "Ähre", "Anfang", "Zebra"},
			store.ByChangeBackwards: {"Zebra", "Anfang", "Ähre", "Übermut", "abgesagt", "apfel", "Anfang", "zuletzt"},
			store.ByTitle:           {"abgesagt", "Anfang", "Anfang", "apfel", "Ähre", "Übermut", "Zebra", "zuletzt"},
			store.ByTitleBackwards:  {"zuletzt", "Zebra", "Übermut", "Ähre", "apfel", "Anfang", "Anfang", "abgesagt"},
		} {
			if diff := cmp.Diff(want, titlesOf(t, s, team.ID, store.EntryFilter{Sort: order})); diff != "" {
				t.Errorf("%q (-want +got):\n%s", order, diff)
			}
		}
		refused(t, s, plan.CodeInvalid, func(tx *store.Tx) error {
			_, cursor, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByTitle}, store.Page{Limit: 1})
			if err != nil {
				return err
			}
			_, _, err = tx.Entries(team.ID, store.EntryFilter{}, store.Page{Cursor: cursor}) // of another order
			return err
		})
	})
}

// Whatever a filter leaves, every order has it, and so many are counted.
func TestEveryOrderHasTheSameEntries(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := shelf(t, s)
		from, to, far := plan.Date(2027, time.March, 8), plan.Date(2027, time.March, 20), plan.Date(2090, time.March, 20)
		yes, no := true, false
		review := []plan.State{plan.InReview}
		var second plan.Channel
		read(t, s, func(tx *store.Tx) error {
			channels, _, err := tx.Channels(team.ID, store.ChannelFilter{}, store.Page{})
			second = channels[len(channels)-1]
			return err
		})
		for name, c := range map[string]struct {
			filter store.EntryFilter
			want   []string // by title
		}{
			"all":                {store.EntryFilter{}, []string{"abgesagt", "Anfang", "Anfang", "apfel", "Ähre", "Übermut", "Zebra", "zuletzt"}},
			"some days":          {store.EntryFilter{From: &from, To: &to}, []string{"Anfang", "apfel", "Ähre"}},
			"many days":          {store.EntryFilter{From: &from, To: &far}, []string{"Anfang", "Anfang", "apfel", "Ähre", "Zebra"}},
			"undated":            {store.EntryFilter{Undated: &yes}, []string{"abgesagt", "Übermut"}},
			"dated":              {store.EntryFilter{Undated: &no}, []string{"Anfang", "Anfang", "apfel", "Ähre", "Zebra", "zuletzt"}},
			"channel":            {store.EntryFilter{ChannelIDs: []string{second.ID}}, []string{"abgesagt", "Anfang", "Anfang", "apfel", "Zebra"}},
			"channels":           {store.EntryFilter{ChannelIDs: []string{second.ID, team.channel.ID}, States: review}, []string{"Anfang", "apfel", "Ähre"}},
			"to come":            {store.EntryFilter{States: []plan.State{plan.Planned, plan.Approved}}, []string{"Anfang", "zuletzt"}},
			"mixed states":       {store.EntryFilter{States: []plan.State{plan.Published, plan.Approved, plan.Idea}}, []string{"Anfang", "Übermut", "Zebra"}},
			"owner":              {store.EntryFilter{OwnerIDs: []string{other.ID}}, []string{"Anfang", "Ähre", "Zebra"}},
			"owner of a channel": {store.EntryFilter{OwnerIDs: []string{team.owner.ID}}, []string{"Übermut", "zuletzt"}},
			"owners":             {store.EntryFilter{OwnerIDs: []string{team.owner.ID, other.ID}, States: review}, []string{"Anfang", "Ähre"}},
			"nobody's":           {store.EntryFilter{Unowned: true}, []string{"abgesagt", "Anfang", "apfel"}},
			"nobody's in review": {store.EntryFilter{Unowned: true, States: review}, []string{"apfel"}},
			"somebody's or no's": {store.EntryFilter{Unowned: true, OwnerIDs: []string{other.ID}}, []string{"abgesagt", "Anfang", "Anfang", "apfel", "Ähre", "Zebra"}},
			"approver":           {store.EntryFilter{ApproverIDs: []string{other.ID}}, []string{"apfel"}},
			"awaits the owner":   {store.EntryFilter{Awaits: &store.Approver{MemberID: other.ID}}, []string{"apfel"}},
			"awaits an editor":   {store.EntryFilter{Awaits: &store.Approver{MemberID: other.ID, OfAll: true}}, []string{"apfel", "Ähre"}},
			"awaits another":     {store.EntryFilter{Awaits: &store.Approver{MemberID: team.owner.ID, OfAll: true}}, []string{"Anfang", "Ähre"}},
			"deleted":            {store.EntryFilter{Deleted: true}, []string{"Gelöscht"}},
			"deleted to come":    {store.EntryFilter{Deleted: true, States: []plan.State{plan.Planned}}, []string{"Gelöscht"}},
			"words":              {store.EntryFilter{Search: "an"}, []string{"Anfang", "Anfang"}},
			"words of an owner":  {store.EntryFilter{Search: "an", OwnerIDs: []string{other.ID}}, []string{"Anfang"}},
			"no words":           {store.EntryFilter{Search: "–"}, nil},
		} {
			for _, order := range []store.EntrySort{store.ByDate, store.ByDateBackwards, store.ByChange, store.ByTitleBackwards, store.ByTitle} {
				c.filter.Sort = order
				got := titlesOf(t, s, team.ID, c.filter)
				if order != store.ByTitle {
					want := slices.Sorted(slices.Values(c.want))
					slices.Sort(got)
					same(t, name+" by "+string(order), got, want)
					continue
				}
				same(t, name, got, c.want)
				read(t, s, func(tx *store.Tx) error {
					count, err := tx.CountEntries(team.ID, c.filter)
					if count != len(c.want) {
						t.Errorf("%s: counted %d, want %d", name, count, len(c.want))
					}
					return err
				})
			}
		}
	})
}

// Entries from before titles had keys get them when the store is opened.
func TestTitlesGetTheirKeys(t *testing.T) {
	t.Parallel()
	address := filepath.Join(t.TempDir(), "stetig.db")
	open := func() *store.Store {
		s, err := store.Open(t.Context(), address, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	team, _ := shelf(t, s)
	want := titlesOf(t, s, team.ID, store.EntryFilter{Sort: store.ByTitle})
	write(t, s, func(tx *store.Tx) error { return tx.Exec(`UPDATE entries SET title_key = ''`) })
	if diff := cmp.Diff(want, titlesOf(t, s, team.ID, store.EntryFilter{Sort: store.ByTitle})); diff == "" {
		t.Error("without keys they stand in order")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open()
	defer s.Close()
	if diff := cmp.Diff(want, titlesOf(t, s, team.ID, store.EntryFilter{Sort: store.ByTitle})); diff != "" {
		t.Errorf("opened again (-want +got):\n%s", diff)
	}
}
