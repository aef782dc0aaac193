package demo

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// counter returns a newID that counts.
func counter() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("id-%05d", n) }
}

// moment is a now to compose the company at.
type moment struct {
	now  time.Time
	zone *time.Location
}

func (m moment) today() plan.Day { return plan.DayOf(m.now, m.zone) }

func (m moment) company() Dataset { return Company(m.today(), m.zone, m.now, counter()) }

// moments are spread over more than two years, six days apart so that every
// weekday and part of a month comes, at changing times of day, with the days on
// which calendars turn.
func moments(t testing.TB) []moment {
	t.Helper()
	zone := berlin(t)
	days := []plan.Day{
		plan.Date(2026, time.January, 1), plan.Date(2026, time.March, 29), plan.Date(2026, time.March, 31),
		plan.Date(2026, time.April, 1), plan.Date(2026, time.October, 25), plan.Date(2026, time.December, 23),
		plan.Date(2026, time.December, 24), plan.Date(2026, time.December, 31), plan.Date(2027, time.January, 1),
		plan.Date(2027, time.December, 31), plan.Date(2028, time.January, 1),
		plan.Date(2028, time.February, 29), plan.Date(2029, time.December, 24), plan.Date(2032, time.December, 31),
	}
	for day := plan.Date(2026, time.January, 3); day < plan.Date(2028, time.March, 10); day += 6 {
		days = append(days, day)
	}
	var all []moment
	for i, day := range days {
		all = append(all, moment{now: plan.WallAt(day, i*5519%86400).In(zone), zone: zone})
	}
	return all
}

// atEachMoment runs a test on the company of each moment.
func atEachMoment(t *testing.T, test func(t *testing.T, m moment, set Dataset)) {
	t.Helper()
	for _, m := range moments(t) {
		t.Run(m.now.Format("2006-01-02T15:04"), func(t *testing.T) {
			t.Parallel()
			test(t, m, m.company())
		})
	}
}

// findings assesses each channel of the company, by its name.
func findings(t testing.TB, m moment, set Dataset) map[string][]continuity.Finding {
	t.Helper()
	active := map[string]bool{}
	for _, member := range set.Members {
		if member.IsActive() {
			active[member.ID] = true
		}
	}
	found := map[string][]continuity.Finding{}
	for _, channel := range set.Channels {
		a, err := continuity.Assess(continuity.Snapshot{
			Channel:       channel,
			Plans:         of(set.Plans, channel.ID, func(p plan.Plan) string { return p.ChannelID }),
			Pauses:        of(set.Pauses, channel.ID, func(p plan.Pause) string { return p.ChannelID }),
			Entries:       of(set.Entries, channel.ID, func(e plan.Entry) string { return e.ChannelID }),
			ActiveMembers: active,
		}, m.now)
		if err != nil {
			t.Fatalf("%s: %v", channel.Name, err)
		}
		found[channel.Name] = a.Result().Findings
	}
	return found
}

// of picks what belongs to a channel.
func of[T any](all []T, channelID string, channelOf func(T) string) []T {
	var some []T
	for _, one := range all {
		if channelOf(one) == channelID {
			some = append(some, one)
		}
	}
	return some
}

func TestCompanyIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	m := moment{now: time.Date(2027, time.May, 11, 9, 30, 0, 0, time.UTC), zone: berlin(t)}
	if diff := cmp.Diff(m.company(), m.company()); diff != "" {
		t.Errorf("the second company differs (-first +second):\n%s", diff)
	}
}

func TestCompanyHasItsSize(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		if n := len(set.Entries); n < 350 || n > 450 {
			t.Errorf("%d entries, want 350 to 450", n)
		}
		if n := len(set.Channels); n != 6 {
			t.Errorf("%d channels, want 6", n)
		}
		titles, states := map[string]bool{}, map[plan.State]int{}
		var timed, dateOnly, undated, written int
		for _, e := range set.Entries {
			titles[e.Title] = true
			states[e.State]++
			switch {
			case !e.PublishAt.IsZero():
				timed++
			case e.PublishOn != nil:
				dateOnly++
			default:
				undated++
			}
			if e.Copy != "" {
				written++
			}
		}
		if len(titles)*10 < len(set.Entries)*9 {
			t.Errorf("%d different titles for %d entries, want nine in ten", len(titles), len(set.Entries))
		}
		for _, state := range plan.States {
			if states[state] == 0 {
				t.Errorf("no entry is %s", state)
			}
		}
		if timed == 0 || dateOnly == 0 || undated == 0 || written == 0 {
			t.Errorf("timed %d, date-only %d, undated %d, with a text %d; want some of each", timed, dateOnly, undated, written)
		}
	})
}

func TestCompanyHasEveryKindOfGap(t *testing.T) {
	t.Parallel()
	type kind struct {
		rule     continuity.Rule
		severity continuity.Severity // "": any that still asks for something
	}
	wanted := []kind{
		{continuity.Cadence, continuity.Critical},
		{continuity.Cadence, continuity.Warning},
		{continuity.Cadence, continuity.Notice},
		{continuity.Cadence, continuity.Missed},
		{continuity.RunsDry, continuity.Warning},
		{continuity.Silence, ""},
		{continuity.Silence, continuity.Missed},
		{continuity.Horizon, ""},
		{continuity.NotReady, continuity.Critical},
		{continuity.Overdue, continuity.Critical},
		{continuity.Unowned, ""},
	}
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		seen := map[kind]int{}
		for _, list := range findings(t, m, set) {
			for _, f := range list {
				seen[kind{f.Rule, f.Severity}]++
				if f.Severity != continuity.Missed {
					seen[kind{f.Rule, ""}]++
				}
			}
		}
		for _, k := range wanted {
			if seen[k] == 0 {
				t.Errorf("no %s finding of severity %q", k.rule, k.severity)
			}
		}
	})
}

// One of the company has too much to do in one week, and nobody else in any.
func TestCompanyHasOneWeekOfTooMuch(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		c := composer{today: m.today(), zone: m.zone, set: set}
		over := 0
		for _, member := range set.Members {
			load := c.workload(member.ID)
			load.Budget = member.WeeklyTime
			a, err := continuity.AssessWorkload(load, m.now)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range a.Result().Findings {
				over++
				if f.Severity == continuity.Notice || f.Shortfall() < 120 || f.Shortfall() > 240 {
					t.Errorf("%s in %s: %s, %d of %d minutes", member.Name, f.Span, f.Severity, f.Actual, f.Expected)
				}
			}
			if member.WeeklyTime != nil && (*member.WeeklyTime > 40*time.Hour || !member.IsActive()) {
				t.Errorf("%s has %s a week", member.Name, *member.WeeklyTime)
			}
		}
		if over != 1 {
			t.Errorf("%d weeks of too much, want 1", over)
		}
	})
}

func TestCompanyIsNotAllAlarm(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		alarms := 0
		for channel, list := range findings(t, m, set) {
			for _, f := range list {
				if channel == "Newsletter" {
					t.Errorf("the healthy channel has %s %s %v", f.Severity, f.Rule, f.Span)
				}
				if f.Rule == continuity.Horizon && channel != "Mastodon" {
					t.Errorf("%s has no plan for all of the year ahead: %v", channel, f.Span)
				}
				if f.Severity == continuity.Critical || f.Severity == continuity.Warning {
					alarms++
				}
			}
		}
		if alarms > 30 {
			t.Errorf("%d critical findings and warnings, want no more than a person can look at", alarms)
		}
	})
}
