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

func newGap(c plan.Channel, rule continuity.Rule, severity continuity.Severity, from plan.Day) continuity.Gap {
	return continuity.Gap{
		ID: newID(), WorkspaceID: c.WorkspaceID,
		Finding: continuity.Finding{
			Rule: rule, ChannelID: c.ID, Span: plan.Span{From: from, To: from + 6}, Expected: 2, Actual: 1,
			Severity: severity, Fingerprint: string(rule) + ":" + newID(),
		},
		State: continuity.Open, OpenedAt: made, LastSeen: 20_000, CreatedAt: made, UpdatedAt: made,
	}
}

func saveGaps(tb testing.TB, s *store.Store, gaps ...*continuity.Gap) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) error {
		for _, g := range gaps {
			if err := tx.SaveGap(g); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestSaveGap(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		g := newGap(team.channel, continuity.Cadence, continuity.Warning, 20_000)
		g.PlanID, g.OwnerID, g.SubjectKind, g.SubjectID = newID(), team.owner.ID, continuity.AboutEntry, newID()
		saveGaps(t, s, &g)
		same(t, "version of a new gap", g.Version, 1)
		before := g
		g.State, g.Severity, g.Span.From, g.OwnerID, g.UpdatedAt = continuity.Accepted, continuity.Notice, 19_999, "", made.Add(time.Hour)
		g.Acceptance = &continuity.Acceptance{By: team.owner.ID, At: made.Add(time.Hour), Reason: "Messe", Until: 20_010, From: 19_999, Shortfall: 1}
		saveGaps(t, s, &g)
		same(t, "version", g.Version, 2)
		get := func() (got continuity.Gap) {
			read(t, s, func(tx *store.Tx) (err error) {
				got, err = tx.Gap(team.ID, g.ID)
				return err
			})
			return got
		}
		same(t, "accepted", get(), g)
		g.State, g.ClosedAt, g.Acceptance = continuity.GapMissed, made.Add(2*time.Hour), nil
		saveGaps(t, s, &g)
		same(t, "missed", get(), g)
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.SaveGap(&before) })
		twin := g
		twin.ID, twin.Version = newID(), 0
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.SaveGap(&twin) })
		same(t, "version after a refusal", twin.Version, 0)
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.Gap(newTeam(t, storetest.OpenSQLite(t), "x").ID, g.ID)
			return err
		})
	})
}

func TestGaps(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Archiv")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		critical := newGap(team.channel, continuity.Overdue, continuity.Critical, 20_010)
		warnBlog := newGap(team.channel, continuity.Cadence, continuity.Warning, 20_005)
		warnArchive := newGap(second, continuity.Unowned, continuity.Warning, 20_005)
		warnBlogDry := newGap(team.channel, continuity.RunsDry, continuity.Warning, 20_005)
		early := newGap(second, continuity.Horizon, continuity.Warning, 20_000)
		early.OwnerID, early.State = team.owner.ID, continuity.Accepted
		early.Acceptance = &continuity.Acceptance{By: team.owner.ID, At: made, Reason: "so gewollt", Until: 1, From: 2, Shortfall: 3}
		notice := newGap(team.channel, continuity.Cadence, continuity.Notice, 19_000)
		notice.State, notice.UpdatedAt, notice.ClosedAt = continuity.Resolved, made.Add(time.Hour), made
		missed := newGap(team.channel, continuity.Cadence, continuity.Missed, 18_000)
		missed.State, missed.ClosedAt = continuity.GapMissed, made
		saveGaps(t, s, &missed, &notice, &warnBlogDry, &warnBlog, &warnArchive, &early, &critical)
		other := newTeam(t, s, "Anderes")
		foreign := newGap(other.channel, continuity.Cadence, continuity.Critical, 20_000)
		saveGaps(t, s, &foreign)

		live := []continuity.GapState{continuity.Open, continuity.Accepted}
		for name, c := range map[string]struct {
			filter store.GapFilter
			want   []continuity.Gap
		}{
			"all":        {store.GapFilter{}, []continuity.Gap{critical, early, warnArchive, warnBlog, warnBlogDry, notice, missed}},
			"live":       {store.GapFilter{States: live}, []continuity.Gap{critical, early, warnArchive, warnBlog, warnBlogDry}},
			"states":     {store.GapFilter{States: []continuity.GapState{continuity.Accepted, continuity.GapMissed}}, []continuity.Gap{early, missed}},
			"channel":    {store.GapFilter{ChannelIDs: []string{second.ID}}, []continuity.Gap{early, warnArchive}},
			"owner":      {store.GapFilter{OwnerIDs: []string{team.owner.ID}}, []continuity.Gap{early}},
			"rules":      {store.GapFilter{Rules: []continuity.Rule{continuity.RunsDry, continuity.Overdue}}, []continuity.Gap{critical, warnBlogDry}},
			"severities": {store.GapFilter{Severities: []continuity.Severity{continuity.Missed, continuity.Critical}}, []continuity.Gap{critical, missed}},
			"overlaps":   {store.GapFilter{Overlaps: &plan.Span{From: 18_006, To: 19_000}}, []continuity.Gap{notice, missed}},
			"changed":    {store.GapFilter{ChangedFrom: made.Add(time.Second), ChangedTo: made.Add(time.Hour + time.Second)}, []continuity.Gap{notice}},
			"not yet":    {store.GapFilter{ChangedFrom: made.Add(time.Second), ChangedTo: made.Add(time.Hour)}, nil},
		} {
			got := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]continuity.Gap, string, error) {
				return tx.Gaps(team.ID, c.filter, p)
			})
			if len(got)+len(c.want) > 0 {
				same(t, name, got, c.want)
			}
		}
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapsOfChannel(team.ID, second.ID)
			byID := cmpopts.SortSlices(func(a, b continuity.Gap) bool { return a.ID < b.ID })
			if diff := cmp.Diff([]continuity.Gap{early, warnArchive}, got, byID); diff != "" {
				t.Errorf("gaps of a channel (-want +got):\n%s", diff)
			}
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapsOfChannel(other.ID, second.ID)
			same(t, "of a channel of another workspace", len(got), 0)
			return err
		})
	})
}

func TestGapMarks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		span := plan.Span{From: 20_000, To: 20_364}
		before := newGap(team.channel, continuity.Cadence, continuity.Missed, span.From-7)
		into := newGap(team.channel, continuity.Cadence, continuity.Critical, span.From-6)
		last := newGap(team.channel, continuity.RunsDry, continuity.Notice, span.To)
		after := newGap(team.channel, continuity.Cadence, continuity.Notice, span.To+1)
		otherRule := newGap(team.channel, continuity.Overdue, continuity.Critical, span.From)
		resolved := newGap(team.channel, continuity.Silence, continuity.Warning, span.From)
		resolved.State, resolved.ClosedAt = continuity.Resolved, made
		foreign := newGap(other.channel, continuity.Cadence, continuity.Critical, span.From)
		saveGaps(t, s, &before, &into, &last, &after, &otherRule, &resolved, &foreign)
		mark := func(g continuity.Gap) store.GapMark {
			return store.GapMark{ChannelID: g.ChannelID, Span: g.Span, Severity: g.Severity}
		}
		bySpan := cmpopts.SortSlices(func(a, b store.GapMark) bool {
			return a.Span.From < b.Span.From || a.Span == b.Span && a.Severity < b.Severity
		})
		quiet := []continuity.Rule{continuity.Cadence, continuity.RunsDry, continuity.Silence}
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapMarks(team.ID, span, quiet, []continuity.GapState{continuity.Open, continuity.GapMissed})
			if diff := cmp.Diff([]store.GapMark{mark(into), mark(last)}, got, bySpan); diff != "" {
				t.Errorf("gaps of a span (-want +got):\n%s", diff)
			}
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapMarks(team.ID, span, nil, nil)
			if diff := cmp.Diff([]store.GapMark{mark(into), mark(last), mark(otherRule), mark(resolved)}, got, bySpan); diff != "" {
				t.Errorf("all gaps of a span (-want +got):\n%s", diff)
			}
			return err
		})
	})
}

func TestTouchGapsSeen(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		a, b := newGap(team.channel, continuity.Cadence, continuity.Notice, 1), newGap(team.channel, continuity.Cadence, continuity.Notice, 2)
		saveGaps(t, s, &a, &b)
		write(t, s, func(tx *store.Tx) error { return tx.TouchGapsSeen(team.ID, []string{a.ID}, 20_001) })
		write(t, s, func(tx *store.Tx) error { return tx.TouchGapsSeen(team.ID, nil, 20_009) })
		a.LastSeen = 20_001
		for _, want := range []continuity.Gap{a, b} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Gap(team.ID, want.ID)
				same(t, "gap", got, want)
				return err
			})
		}
	})
}

func TestGapEvents(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		a, b := newGap(team.channel, continuity.Cadence, continuity.Notice, 1), newGap(team.channel, continuity.Silence, continuity.Notice, 2)
		a.PlanID, a.OwnerID, a.SubjectKind, a.SubjectID = newID(), team.owner.ID, continuity.AboutEntry, newID()
		saveGaps(t, s, &a, &b)
		event := func(g continuity.Gap, kind continuity.EventKind, hours int) continuity.Event {
			return continuity.Event{GapID: g.ID, At: made.Add(time.Duration(hours) * time.Hour), Kind: kind, From: continuity.Open, To: continuity.Accepted, Seen: g.Finding}
		}
		events := []continuity.Event{
			event(a, continuity.EventOpened, 0), event(b, continuity.EventOpened, 0), event(a, continuity.EventMoved, 1),
			event(a, continuity.EventAccepted, 2), event(a, continuity.EventEnded, 3), event(a, continuity.EventResolved, 3),
			event(a, continuity.EventReturned, 4), event(b, continuity.EventMerged, 5), event(a, continuity.EventMissed, 6),
		}
		events[0].From = ""
		events[3].By, events[3].Note = team.owner.ID, "Messe „Süd“"
		write(t, s, func(tx *store.Tx) error { return tx.AddGapEvents(team.ID, events[:4]) })
		write(t, s, func(tx *store.Tx) error { return tx.AddGapEvents(team.ID, events[4:]) })
		pick := func(numbers ...int) (picked []continuity.Event) {
			for _, n := range numbers {
				picked = append(picked, events[n])
			}
			return picked
		}
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.GapEvents(team.ID, a.ID)
			same(t, "history", got, pick(0, 2, 3, 4, 5, 6, 8))
			return err
		})
		unknown := event(a, continuity.EventMoved, 1)
		unknown.GapID = newID()
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.AddGapEvents(team.ID, []continuity.Event{unknown}) })
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error {
			return tx.AddGapEvents(newWorkspace("x").ID, events[:1])
		})
	})
}
