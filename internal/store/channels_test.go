package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestChannels(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		var ids []string
		for i, c := range []struct {
			name   string
			status plan.ChannelStatus
		}{{"YouTube", plan.Candidate}, {"Äther", plan.Active}, {"alt", plan.Retired}} {
			channel := newChannel(team.ID, c.name)
			channel.Status, channel.Position = c.status, 1
			channel.DeputyID, channel.Grace = team.owner.ID, time.Duration(i)*time.Hour
			write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&channel) })
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Channel(team.ID, channel.ID)
				same(t, "channel", got, channel)
				return err
			})
			ids = append(ids, channel.ID)
		}
		for name, c := range map[string]struct {
			filter store.ChannelFilter
			want   []string
		}{
			"all":      {store.ChannelFilter{}, []string{"Blog", "alt", "Äther", "YouTube"}},
			"statuses": {store.ChannelFilter{Statuses: []plan.ChannelStatus{plan.Active, plan.Retired}}, []string{"Blog", "alt", "Äther"}},
			"ids":      {store.ChannelFilter{IDs: ids[:2]}, []string{"Äther", "YouTube"}},
			"both":     {store.ChannelFilter{IDs: ids, Statuses: []plan.ChannelStatus{plan.Candidate}}, []string{"YouTube"}},
		} {
			var names []string
			for _, ch := range wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Channel, string, error) {
				return tx.Channels(team.ID, c.filter, p)
			}) {
				names = append(names, ch.Name)
			}
			same(t, name, names, c.want)
		}
		twin := newChannel(team.ID, "BLOG")
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateChannel(&twin) })
	})
}

func TestUpdateChannelLeavesRevisionAlone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		write(t, s, func(tx *store.Tx) error { return tx.BumpChannel(team.ID, team.channel.ID) })
		changed := team.channel
		changed.Name, changed.Status, changed.OwnerID, changed.TimeZone, changed.UpdatedAt = "Neu", plan.Retired, "", "Asia/Tokyo", made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error {
			locked, err := tx.LockChannel(team.ID, team.channel.ID)
			same(t, "revision before", locked.Revision, int64(1))
			if err != nil {
				return err
			}
			return tx.UpdateChannel(&changed)
		})
		want := changed
		want.Version, want.Revision = 2, 1
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Channel(team.ID, changed.ID)
			same(t, "channel", got, want)
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateChannel(&team.channel) })
		foreign := newTeam(t, s, "Anderes")
		for name, look := range map[string]func(*store.Tx) error{
			"channel": func(tx *store.Tx) error { _, err := tx.Channel(foreign.ID, changed.ID); return err },
			"lock":    func(tx *store.Tx) error { _, err := tx.LockChannel(foreign.ID, changed.ID); return err },
			"bump":    func(tx *store.Tx) error { return tx.BumpChannel(foreign.ID, changed.ID) },
			"due":     func(tx *store.Tx) error { return tx.SetScanDue(foreign.ID, changed.ID, made) },
			"space":   func(tx *store.Tx) error { return tx.BumpWorkspace(newID()) },
		} {
			t.Log(name)
			refused(t, s, plan.CodeNotFound, look)
		}
	})
}

func TestRevisions(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, bystander := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		second := newChannel(team.ID, "Zweiter")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		write(t, s, func(tx *store.Tx) error { return tx.BumpChannel(team.ID, second.ID) })
		write(t, s, func(tx *store.Tx) error { return tx.BumpAllChannels(team.ID) })
		write(t, s, func(tx *store.Tx) error { return tx.BumpWorkspace(team.ID) })
		read(t, s, func(tx *store.Tx) error {
			var got []int64
			for _, id := range []string{team.ID, bystander.ID} {
				w, err := tx.Workspace(id)
				if err != nil {
					return err
				}
				got = append(got, w.Revision)
			}
			for _, c := range []plan.Channel{team.channel, second, bystander.channel} {
				ch, err := tx.Channel(c.WorkspaceID, c.ID)
				if err != nil {
					return err
				}
				got = append(got, ch.Revision)
			}
			same(t, "revisions", got, []int64{3, 0, 1, 2, 0})
			return nil
		})
	})
}

func TestChannelsDue(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		teams := []team{newTeam(t, s, "A"), newTeam(t, s, "B"), newTeam(t, s, "C"), newTeam(t, s, "D")}
		for i, at := range []time.Time{made, made.Add(-time.Hour), made.Add(time.Second)} { // the last is new: due at once
			write(t, s, func(tx *store.Tx) error { return tx.SetScanDue(teams[i].ID, teams[i].channel.ID, at) })
		}
		due := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.ChannelRef, string, error) { return tx.ChannelsDue(made, p) })
		var want []store.ChannelRef
		for _, i := range []int{3, 1, 0} {
			want = append(want, store.ChannelRef{WorkspaceID: teams[i].ID, ChannelID: teams[i].channel.ID})
		}
		same(t, "due", due, want)
		write(t, s, func(tx *store.Tx) error { return tx.UpdateChannel(&teams[2].channel) })
		after := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.ChannelRef, string, error) { return tx.ChannelsDue(made, p) })
		same(t, "due after another was changed", after, want)
	})
}

func TestPauses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		var pauses []plan.Pause
		for _, from := range []plan.Day{100, -50, 200} {
			p := plan.Pause{
				ID: newID(), WorkspaceID: team.ID, ChannelID: team.channel.ID, Span: plan.Span{From: from, To: from + 7},
				Reason: "Betriebsferien", CreatedAt: made, UpdatedAt: made,
			}
			write(t, s, func(tx *store.Tx) error { return tx.CreatePause(&p) })
			pauses = append(pauses, p)
		}
		list := func() []plan.Pause {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Pause, string, error) {
				return tx.Pauses(team.ID, team.channel.ID, p)
			})
		}
		same(t, "pauses", list(), []plan.Pause{pauses[1], pauses[0], pauses[2]})
		stalePause := pauses[0]
		pauses[0].Span.To, pauses[0].Reason = 101, "kürzer"
		write(t, s, func(tx *store.Tx) error { return tx.UpdatePause(&pauses[0]) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Pause(team.ID, pauses[0].ID)
			same(t, "pause", got, pauses[0])
			return err
		})
		same(t, "version", pauses[0].Version, 2)
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdatePause(&stalePause) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeletePause(team.ID, pauses[0].ID, 1) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeletePause(newID(), pauses[0].ID, 2) })
		write(t, s, func(tx *store.Tx) error { return tx.DeletePause(team.ID, pauses[0].ID, 2) })
		same(t, "pauses left", list(), []plan.Pause{pauses[1], pauses[2]})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Pause(team.ID, pauses[0].ID); return err })
		backwards := pauses[0]
		backwards.Span.To = backwards.Span.From - 1
		if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.CreatePause(&backwards) }); err == nil {
			t.Error("a pause that ends before it begins was stored")
		}
	})
}
