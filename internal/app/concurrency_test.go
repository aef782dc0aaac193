package app_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// team is a workspace with its lead, on a store of its own.
type team struct {
	*app.App
	loadtest.Workspace
	by app.Actor
}

func newTeam(t *testing.T, s *store.Store, shape loadtest.Shape) team {
	t.Helper()
	a, err := app.New(s, app.Options{Now: loadtest.Now})
	if err != nil {
		t.Fatal(err)
	}
	w := loadtest.Fill(t, s, shape)
	by, err := a.Authenticate(t.Context(), w.Token)
	if err != nil {
		t.Fatal(err)
	}
	return team{App: a, Workspace: w, by: by}
}

// atOnce runs all steps at the same time and returns their errors.
func atOnce(steps ...func() error) []error {
	errs := make([]error, len(steps))
	var running sync.WaitGroup
	for i, step := range steps {
		running.Go(func() { errs[i] = step() })
	}
	running.Wait()
	return errs
}

// countCodes counts errors by code; nil counts as "".
func countCodes(errs []error) map[plan.Code]int {
	counts := map[plan.Code]int{}
	for _, err := range errs {
		code := plan.CodeOf(err)
		if err != nil && code == "" {
			code = plan.Code(err.Error())
		}
		counts[code]++
	}
	return counts
}

func TestOverlappingPlansMadeAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, loadtest.Shape{Channels: 1, Years: 1, PerYear: 12})
		var steps []func() error
		for i := range 8 {
			steps = append(steps, func() error {
				_, err := w.CreatePlan(context.Background(), w.by, w.ID, app.PlanDraft{
					ChannelID: w.Workspace.Channels[0].ID, Name: fmt.Sprint("Plan ", i), Cadence: plan.Cadence{Quota: 1, Per: plan.PerWeek},
					Span: plan.Span{From: plan.Date(2028, time.January, 1+i), To: plan.Date(2028, time.December, 31)},
				})
				return err
			})
		}
		if got := countCodes(atOnce(steps...)); got[""] != 1 || got[plan.CodeConflict] != 7 {
			t.Errorf("of eight overlapping plans: %v, want one made and seven conflicts", got)
		}
	})
}

// Of two leads who go at the same moment one stays, whatever way they go and
// whether each goes or one sends the other.
func TestLastTwoLeadsCannotBothLeave(t *testing.T) {
	t.Parallel()
	gone, editor := true, plan.Editor
	for name, end := range map[string]func(w team, by app.Actor, id string) error{
		"removed": func(w team, by app.Actor, id string) error {
			return w.RemoveMember(context.Background(), by, w.ID, id, nil)
		},
		"deactivated": func(w team, by app.Actor, id string) error {
			_, err := w.ChangeMember(context.Background(), by, w.ID, id, nil, app.MemberPatch{Deactivated: &gone})
			return err
		},
		"demoted": func(w team, by app.Actor, id string) error {
			_, err := w.ChangeMember(context.Background(), by, w.ID, id, nil, app.MemberPatch{Role: &editor})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				w := newTeam(t, s, loadtest.Shape{Channels: 2, Years: 1, PerYear: 12})
				second, err := w.MakeToken(t.Context(), app.TokenDraft{Email: "zweite@example.org", Workspace: w.ID, Role: plan.Lead})
				if err != nil {
					t.Fatal(err)
				}
				other, err := w.Authenticate(t.Context(), second.Text)
				if err != nil {
					t.Fatal(err)
				}
				errs := atOnce(
					func() error { return end(w, w.by, w.Lead.ID) },
					func() error { return end(w, other, second.Member.ID) },
				)
				if got := countCodes(errs); got[""] != 1 || got[plan.CodeConflict] != 1 {
					t.Errorf("both leads going at once: %v, want one to go and one refused", got)
				}
			})
		})
	}
}

func TestRenamesAndEditsAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, loadtest.Shape{Channels: 4, Years: 1, PerYear: 24})
		list, err := w.Entries(t.Context(), w.by, w.ID, app.EntryQuery{Page: app.Page{Limit: 48}})
		if err != nil {
			t.Fatal(err)
		}
		var steps []func() error
		for i := range 24 {
			steps = append(steps, func() error {
				title := fmt.Sprint("Neuer Titel ", i)
				_, err := w.ChangeEntry(context.Background(), w.by, w.ID, list.Items[2*i].ID, nil, app.EntryPatch{Title: &title})
				return err
			}, func() error {
				name := fmt.Sprint("Thema ", i)
				_, err := w.ChangeTopic(context.Background(), w.by, w.ID, list.Items[0].TopicID, nil, app.TopicPatch{Name: &name})
				return err
			})
		}
		if got := countCodes(atOnce(steps...)); got[""] != len(steps) {
			t.Errorf("renames of a topic and edits of entries at once: %v, want all %d to succeed", got, len(steps))
		}
	})
}

func TestReportsMadeByTwoAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, loadtest.Shape{Channels: 2, Years: 1, PerYear: 24})
		monday := func() time.Time { return loadtest.Now().AddDate(0, 0, 28) }
		var steps []func() error
		for range 3 {
			other, err := app.New(s, app.Options{Now: monday})
			if err != nil {
				t.Fatal(err)
			}
			steps = append(steps, func() error {
				_, err := other.MakeDueReports(context.Background())
				return err
			})
		}
		if got := countCodes(atOnce(steps...)); got[""] != len(steps) {
			t.Errorf("three making reports at once: %v", got)
		}
		reports, _, err := w.Reports(t.Context(), w.by, w.ID, app.Page{Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		weeks := map[string]int{}
		ahead := 0
		for _, r := range reports {
			weeks[r.Week.String()]++
			if !r.Late {
				ahead++
			}
		}
		for week, n := range weeks {
			if n != 1 {
				t.Errorf("week %s has %d reports", week, n)
			}
		}
		if len(weeks) < 4 || ahead != 1 || reports[0].Late {
			t.Errorf("reports of %d weeks, %d looking ahead, newest late: %t; want at least 4, one, the newest", len(weeks), ahead, reports[0].Late)
		}
	})
}

func TestScansGoOnAfterAClockWasAhead(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, loadtest.Shape{Channels: 3, Years: 1, PerYear: 24})
		ahead, err := app.New(s, app.Options{Now: func() time.Time { return loadtest.Now().AddDate(1, 0, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		for _, scanning := range []*app.App{ahead, w.App} {
			if _, err := scanning.Tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
			summary, err := scanning.ScanDue(t.Context())
			if err != nil || summary.Scanned != 3 {
				t.Fatalf("scanned %d channels (%v), want all 3", summary.Scanned, err)
			}
		}
		if summary, err := w.ScanDue(t.Context()); err != nil || summary.Scanned != 0 {
			t.Errorf("scanned %d channels again (%v), want none", summary.Scanned, err)
		}
	})
}

// Whoever gives the same person work at the same time, on channels of their own,
// sees what the others gave: the week's flag tells all of it.
func TestWorkGivenAtOnceIsSummedUp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newTeam(t, s, loadtest.Shape{Channels: 6, Years: 1, PerYear: 1})
		budget, effort := 10*time.Hour, 3*time.Hour
		held, taken := &budget, &effort
		if _, err := w.ChangeMember(t.Context(), w.by, w.ID, w.Lead.ID, nil, app.MemberPatch{WeeklyTime: &held}); err != nil {
			t.Fatal(err)
		}
		monday := plan.Date(2027, time.June, 7)
		var steps []func() error
		for i, channel := range w.Workspace.Channels {
			steps = append(steps, func() error {
				day := monday + plan.Day(i)
				_, err := w.CreateEntry(context.Background(), w.by, w.ID, app.EntryDraft{
					ChannelID: channel.ID, Title: "Messe", State: plan.Planned, PublishOn: &day, Effort: taken,
				})
				return err
			})
		}
		if got := countCodes(atOnce(steps...)); got[""] != len(steps) {
			t.Fatalf("entries made at once: %v", got)
		}
		gaps, _, err := w.Gaps(t.Context(), w.by, w.ID, app.GapFilter{Rules: []continuity.Rule{continuity.Overload}}, app.Page{})
		if err != nil || len(gaps) != 1 || gaps[0].Actual != 18*60 || gaps[0].Expected != 10*60 {
			t.Errorf("got %+v, %v; want one week of 18 hours for 10", gaps, err)
		}
	})
}
