package continuity

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"stetig/internal/plan"
)

// workdays is how many days a week's time budget is spread over: Monday to Friday.
const workdays = 5

// Task is what one entry asks of its owner.
type Task struct {
	Day    plan.Day // local day of the entry, in its channel's zone
	Effort time.Duration
}

// Workload is all that the load of one member depends on, apart from now.
type Workload struct {
	WorkspaceID string
	MemberID    string
	TimeZone    string         // of the workspace: in which it is today
	Budget      *time.Duration // what the member has in a week of five workdays; nil: not asked
	Absences    []plan.Absence // the member's
	Holidays    []plan.Day     // where the member works

	// Tasks are the member's entries of all channels of the workspace, from the
	// Monday of this week on: planned to published. Ideas and what is cancelled ask
	// nothing; what is late still does.
	Tasks []Task
}

// WeekLoad is what an ISO week asks of a member and what they have for it.
type WeekLoad struct {
	Week    plan.Week
	Entries int
	Effort  time.Duration
	Budget  *time.Duration // less absences and holidays, whole minutes; nil: none is set
}

// IsOver reports whether the week asks more than the member has.
func (l WeekLoad) IsOver() bool { return l.Budget != nil && l.Effort > *l.Budget }

// Loads returns the load of each of some weeks. Each workday that is a holiday or in
// an absence takes a fifth off the budget; weekends take nothing.
func (w *Workload) Loads(weeks []plan.Week) []WeekLoad {
	asked, off := w.asked(), w.off()
	loads := make([]WeekLoad, len(weeks))
	for i, week := range weeks {
		loads[i] = asked[week]
		loads[i].Week = week
		if w.Budget != nil {
			days := workdays - off.count(plan.Span{From: week.Monday, To: week.Monday + workdays - 1})
			left := (*w.Budget * time.Duration(days) / workdays).Truncate(time.Minute)
			loads[i].Budget = &left
		}
	}
	return loads
}

// asked sums up what each week asks, before it is known what there is for it.
func (w *Workload) asked() map[plan.Week]WeekLoad {
	asked := map[plan.Week]WeekLoad{}
	for _, t := range w.Tasks {
		week := t.Day.Week()
		load := asked[week]
		load.Entries++
		load.Effort += t.Effort
		asked[week] = load
	}
	return asked
}

func (w *Workload) off() daySet {
	spans := make([]plan.Span, 0, len(w.Absences)+len(w.Holidays))
	for _, a := range w.Absences {
		spans = append(spans, a.Span)
	}
	for _, d := range w.Holidays {
		spans = append(spans, plan.Span{From: d, To: d})
	}
	return newDaySet(spans)
}

// AssessWorkload looks at a member's weeks, from the present one on, as they stand
// at now: each that asks more than they have is an overload. It fails only where
// the time zone is unknown.
func AssessWorkload(w Workload, now time.Time) (*Assessment, error) {
	zone, err := plan.LoadZone(w.TimeZone)
	if err != nil {
		return nil, err
	}
	a := &Assessment{
		channel: plan.Channel{WorkspaceID: w.WorkspaceID}, // of none in particular
		zone:    zone,
		now:     now,
		today:   plan.DayOf(now, zone),
	}
	a.result.HoldsUntil = a.tomorrow()
	for _, load := range w.Loads(slices.Collect(maps.Keys(w.asked()))) {
		if load.IsOver() && load.Week.Sunday() >= a.today {
			a.addOverload(w.MemberID, load)
		}
	}
	slices.SortFunc(a.result.Findings, CompareFindings)
	return a, nil
}

func (a *Assessment) addOverload(memberID string, load WeekLoad) {
	a.add(nil, Finding{
		Rule:        Overload,
		SubjectKind: AboutMember,
		SubjectID:   memberID,
		OwnerID:     memberID,
		Span:        plan.Span{From: load.Week.Monday, To: load.Week.Sunday()},
		Expected:    int(*load.Budget / time.Minute),
		Actual:      int(load.Effort / time.Minute),
		Fingerprint: fmt.Sprintf("%s:%s:%s", Overload, memberID, load.Week),
	})
}
