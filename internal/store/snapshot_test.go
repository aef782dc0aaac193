package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestSnapshot(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		gone := newMember(team.ID, "Gerd")
		gone.DeactivatedAt = made
		zone := berlin(t)
		start := plan.Date(2026, time.September, 1)
		later, first := newPlan(team.channel, start+400, start+700), newPlan(team.channel, start, start+364)
		dropped := newPlan(team.channel, start-400, start-300)
		dropped.DeletedAt = made
		elsewhere := newPlan(second, start-900, start-800)
		pause := plan.Pause{ID: newID(), WorkspaceID: team.ID, ChannelID: team.channel.ID, Span: plan.Span{From: start - 999, To: start - 990}, CreatedAt: made, UpdatedAt: made}
		away := plan.Absence{ID: newID(), WorkspaceID: team.ID, MemberID: team.owner.ID, DeputyID: team.owner.ID, Span: plan.Span{From: start + 900, To: start + 910}, CreatedAt: made, UpdatedAt: made}
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			if err := tx.CreateMember(&gone); err != nil {
				return err
			}
			for _, p := range []*plan.Plan{&later, &first, &dropped, &elsewhere} {
				if err := tx.CreatePlan(p); err != nil {
					return err
				}
			}
			if err := tx.CreateAbsence(&away); err != nil {
				return err
			}
			return tx.CreatePause(&pause)
		})
		in := []plan.Entry{
			on(newEntry(team.channel, "erster Tag", plan.Planned), start),
			at(newEntry(team.channel, "im Plan", plan.Approved), (start + 30).Start(zone)),
			on(newEntry(team.channel, "datierte Idee", plan.Idea), start+40),
			on(newEntry(team.channel, "abgesagt", plan.Cancelled), start+50),
			on(newEntry(team.channel, "zwischen den Plänen", plan.Published), start+380),
			on(newEntry(team.channel, "nach allen Plänen", plan.Published), start+9000),
			on(newEntry(team.channel, "längst überfällig", plan.InReview), start-5000),
			on(newEntry(team.channel, "Vorgänger", plan.Published), start-3),
		}
		out := []plan.Entry{
			on(newEntry(team.channel, "Vorvorgänger", plan.Published), start-4),
			on(newEntry(team.channel, "Idee davor", plan.Idea), start-2),
			on(newEntry(team.channel, "abgesagt davor", plan.Cancelled), start-1),
			newEntry(team.channel, "undatiert", plan.Idea),
			on(newEntry(second, "anderer Kanal", plan.Planned), start),
		}
		deleted := on(newEntry(team.channel, "gelöscht", plan.Published), start-1)
		deleted.DeletedAt = made
		in[1].OwnerID, in[1].Format = team.owner.ID, "reel"
		full := in[1]
		full.Copy, full.Link, full.Extra = "Text", "https://example.org", map[string]string{"a": "b"}
		storeEntries(t, s, &in[0], &full, &in[2], &in[3], &in[4], &in[5], &in[6], &in[7], &out[0], &out[1], &out[2], &out[3], &out[4], &deleted)
		in[1].Version = 1

		want := continuity.Snapshot{
			Channel: team.channel, Plans: []plan.Plan{first, later}, Pauses: []plan.Pause{pause}, Absences: []plan.Absence{away}, Entries: in,
			ActiveMembers: map[string]bool{team.owner.ID: true},
		}
		anyOrder := cmpopts.SortSlices(func(a, b plan.Entry) bool { return a.ID < b.ID })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Snapshot(team.ID, team.channel.ID, made)
			if diff := cmp.Diff(want, got, anyOrder); diff != "" {
				t.Errorf("snapshot (-want +got):\n%s", diff)
			}
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.Snapshot(newTeam(t, storetest.OpenSQLite(t), "x").ID, team.channel.ID, made)
			return err
		})
	})
}

func TestSnapshotWithoutAPlanHoldsTheLastFortnight(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		today := plan.DayOf(made, berlin(t))
		var entries []*plan.Entry
		for _, back := range []plan.Day{13, 14, 15, 16} {
			e := on(newEntry(team.channel, fmt.Sprint(int(back)), plan.Published), today-back)
			entries = append(entries, &e)
		}
		storeEntries(t, s, entries...)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Snapshot(team.ID, team.channel.ID, made)
			days := make(map[string]bool)
			for _, e := range got.Entries {
				days[e.Title] = true
			}
			same(t, "days back", days, map[string]bool{"13": true, "14": true, "15": true}) // 15: the predecessor
			return err
		})
	})
}

// A scan of what the store gives finds the same as one of everything there is.
func TestSnapshotIsEnough(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		today := plan.DayOf(made, berlin(t))
		p := newPlan(team.channel, today-30, today+90)
		p.MaxSilence = 10
		write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&p) })
		var entries []*plan.Entry
		all := continuity.Snapshot{Channel: team.channel, Plans: []plan.Plan{p}, ActiveMembers: map[string]bool{team.owner.ID: true}}
		for day := today - 300; day < today+60; day += 17 {
			state := plan.States[1+int(day)%6]
			e := on(newEntry(team.channel, "Eintrag", state), day)
			entries = append(entries, &e)
			all.Entries = append(all.Entries, e)
		}
		storeEntries(t, s, entries...)
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Snapshot(team.ID, team.channel.ID, made)
			if err != nil {
				return err
			}
			if len(got.Entries) >= len(all.Entries) {
				t.Errorf("the snapshot holds all %d entries", len(got.Entries))
			}
			same(t, "findings", findings(t, got), findings(t, all))
			return nil
		})
	})
}

func findings(tb testing.TB, s continuity.Snapshot) []continuity.Finding {
	tb.Helper()
	a, err := continuity.Assess(s, made)
	if err != nil {
		tb.Fatal(err)
	}
	if len(a.Result().Findings) == 0 {
		tb.Error("nothing was found")
	}
	return a.Result().Findings
}
