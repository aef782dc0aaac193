package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// timed stores that a member has ten hours a week, in Bavaria.
func timed(tb testing.TB, s *store.Store, m *plan.Member) {
	tb.Helper()
	hours := 10 * time.Hour
	m.WeeklyTime, m.Region = &hours, "DE-BY"
	write(tb, s, func(tx *store.Tx) error { return tx.UpdateMember(m) })
}

func taking(e plan.Entry, effort time.Duration) plan.Entry {
	e.Effort = &effort
	return e
}

func TestWorkload(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		other := newMember(team.ID, "Ben")
		retired := newChannel(team.ID, "Alt")
		retired.Status, retired.OwnerID, retired.OwnerAcceptedAt = plan.Retired, team.owner.ID, made
		asked := newChannel(team.ID, "Gefragt")
		asked.OwnerID, asked.OwnerAskedAt = team.owner.ID, made // and has not answered
		monday := plan.DayOf(made, berlin(t)).Week().Monday
		theirs := newPlan(team.channel, monday+14, monday+20) // another's week of the owner's channel
		theirs.OwnerID = other.ID
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateMember(&other); err != nil {
				return err
			}
			for _, c := range []*plan.Channel{&retired, &asked} {
				if err := tx.CreateChannel(c); err != nil {
					return err
				}
			}
			team.Workspace.SetFormatEfforts([]plan.FormatEffort{{Format: "Reel", Effort: 3 * time.Hour}})
			if err := tx.UpdateWorkspace(&team.Workspace); err != nil {
				return err
			}
			return tx.CreatePlan(&theirs)
		})
		timed(t, s, &team.owner)
		day := func(e plan.Entry, after plan.Day, own string) *plan.Entry {
			e = on(e, monday+after)
			e.OwnerID = own
			return &e
		}
		reel := newEntry(asked, "nach Format", plan.Planned)
		reel.Format = " REEL"
		deleted := on(newEntry(team.channel, "gelöscht", plan.Planned), monday+1)
		deleted.DeletedAt = made
		storeEntries(t, s,
			day(taking(newEntry(team.channel, "Kanal", plan.Published), time.Hour), 0, ""),
			day(taking(newEntry(asked, "eigener", plan.Drafting), 2*time.Hour), 6, team.owner.ID),
			day(reel, 7, team.owner.ID),
			day(taking(newEntry(team.channel, "Plan eines anderen", plan.Planned), 5*time.Hour), 15, ""),
			day(taking(newEntry(asked, "nur gefragt", plan.Planned), 7*time.Hour), 1, ""),
			day(taking(newEntry(retired, "auf dem alten", plan.Planned), 7*time.Hour), 1, team.owner.ID),
			day(taking(newEntry(team.channel, "Idee", plan.Idea), 7*time.Hour), 1, team.owner.ID),
			day(taking(newEntry(team.channel, "abgesagt", plan.Cancelled), 7*time.Hour), 1, team.owner.ID),
			day(taking(newEntry(team.channel, "vorige Woche", plan.Published), 7*time.Hour), -1, team.owner.ID),
			&deleted,
		)
		task := func(after plan.Day, hours time.Duration) continuity.Task {
			return continuity.Task{Day: monday + after, Effort: hours * time.Hour}
		}
		byDay := cmpopts.SortSlices(func(a, b continuity.Task) bool { return a.Day < b.Day })
		workload := func(memberID string, weeks ...plan.Week) (w continuity.Workload) {
			read(t, s, func(tx *store.Tx) (err error) {
				w, err = tx.Workload(team.ID, memberID, made, weeks...)
				return err
			})
			return w
		}
		owners := workload(team.owner.ID)
		if diff := cmp.Diff([]continuity.Task{task(0, 1), task(6, 2), task(7, 3)}, owners.Tasks, byDay); diff != "" {
			t.Errorf("tasks (-want +got):\n%s", diff)
		}
		same(t, "budget", *owners.Budget, 10*time.Hour)
		same(t, "of one week", workload(team.owner.ID, (monday+7).Week()).Tasks, []continuity.Task{task(7, 3)})
		same(t, "of who said nothing", workload(other.ID), continuity.Workload{WorkspaceID: team.ID, MemberID: other.ID, TimeZone: "Europe/Berlin"})
		read(t, s, func(tx *store.Tx) error {
			loads, err := tx.Workloads(team.ID, plan.Span{From: monday - 7, To: monday + 20})
			if err != nil {
				return err
			}
			if diff := cmp.Diff([]continuity.Task{task(-1, 7), task(0, 1), task(6, 2), task(7, 3)}, loads[team.owner.ID].Tasks, byDay); diff != "" {
				t.Errorf("tasks of all (-want +got):\n%s", diff)
			}
			same(t, "another's", loads[other.ID].Tasks, []continuity.Task{task(15, 5)})
			asks, err := tx.ChannelLoads(team.ID, asked.ID, made)
			same(t, "what a channel asks", asks, map[store.MemberWeek]time.Duration{
				{MemberID: team.owner.ID, Week: monday.Week()}: 2 * time.Hour, {MemberID: team.owner.ID, Week: (monday + 7).Week()}: 3 * time.Hour,
			})
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.Workload(newTeam(t, storetest.OpenSQLite(t), "x").ID, team.owner.ID, made)
			return err
		})
	})
}

func TestGapsOfMembers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		overload := func(from plan.Day) continuity.Gap {
			g := newGap(team.channel, continuity.Overload, continuity.Warning, from)
			g.ChannelID, g.SubjectKind, g.SubjectID, g.OwnerID = "", continuity.AboutMember, team.owner.ID, team.owner.ID
			return g
		}
		first, second := overload(20_000), overload(20_007)
		ofChannel := newGap(team.channel, continuity.Cadence, continuity.Warning, 20_000)
		saveGaps(t, s, &second, &ofChannel, &first)
		all := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]continuity.Gap, string, error) {
			return tx.Gaps(team.ID, store.GapFilter{}, p)
		})
		same(t, "listed", all, []continuity.Gap{first, ofChannel, second})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapsOfMember(team.ID, team.owner.ID)
			same(t, "of the member", len(got), 2)
			marks, err2 := tx.GapMarks(team.ID, plan.Span{From: 19_000, To: 21_000}, nil, nil)
			same(t, "marks of channels", len(marks), 1)
			if err == nil {
				err = err2
			}
			return err
		})
		twin := first
		twin.ID, twin.Version = newID(), 0
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.SaveGap(&twin) })
		ofNothing := overload(20_014)
		ofNothing.SubjectKind, ofNothing.SubjectID = continuity.AboutNothing, ""
		if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.SaveGap(&ofNothing) }); err == nil {
			t.Error("a gap of no channel and no member was stored")
		}
	})
}

func TestMembersDue(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		due := func(at time.Time) []store.MemberRef {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.MemberRef, string, error) { return tx.MembersDue(at, p) })
		}
		same(t, "nobody", len(due(made.AddDate(10, 0, 0))), 0)
		write(t, s, func(tx *store.Tx) error { return tx.SetMemberScanDue(team.ID, team.owner.ID, made) })
		same(t, "not yet", len(due(made.Add(-time.Second))), 0)
		same(t, "due", due(made), []store.MemberRef{{WorkspaceID: team.ID, MemberID: team.owner.ID}})
		write(t, s, func(tx *store.Tx) error { return tx.SetMemberScanDue(team.ID, team.owner.ID, made.AddDate(1, 0, 0)) })
		write(t, s, func(tx *store.Tx) error { return tx.RecallScans(made) })
		same(t, "recalled", len(due(made)), 1)
		write(t, s, func(tx *store.Tx) error { return tx.SetMemberScanDue(team.ID, team.owner.ID, time.Time{}) })
		same(t, "nothing to look for", len(due(made.AddDate(10, 0, 0))), 0)
	})
}
