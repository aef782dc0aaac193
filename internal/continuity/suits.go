package continuity

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/plan"
)

// wish is what a day is looked for.
type wish struct {
	days     plan.Span
	holidays daySet
	planID   string
	spacing  int      // days to the next entry beyond which more is no better; 0: not asked
	near     plan.Day // of days that suit alike, the one nearest to it; 0: the first
	now      time.Time
}

// dayFor chooses the free day, today at the earliest, that suits best. It is
// timed as the channel usually is, unless that has passed today.
func (a *Assessment) dayFor(w wish) (Vacancy, bool) {
	habit := a.habit()
	best, found := candidate{}, false
	for day := max(w.days.From, a.today); day <= w.days.To; day++ {
		if !a.isFree(day, w.now) {
			continue
		}
		if c := a.judge(day, w, habit); !found || c.suits(best) {
			best, found = c, true
		}
	}
	if !found {
		return Vacancy{}, false
	}
	v := Vacancy{PlanID: w.planID, Day: best.day}
	if at := plan.WallAt(best.day, habit.second).In(a.zone); habit.timed && at.After(w.now) {
		v.Timed, v.Instant = true, at.UTC()
	}
	return v, true
}

// candidate is a day with what speaks for and against it.
type candidate struct {
	day     plan.Day
	isToday bool // leaves nobody time to write
	entries int  // that are on it
	faults  int  // it is a holiday, or too close to another entry
	usual   bool // entries usually stand on this day of the week
	apart   int  // days to the nearest other entry, as far as that matters
	often   int  // how many entries stand on this day of the week
	off     int  // days from where it would be best
}

func (a *Assessment) judge(day plan.Day, w wish, habit habit) candidate {
	c := candidate{
		day: day, isToday: day == a.today, usual: habit.usual[day.Weekday()], often: habit.often[day.Weekday()],
		off: int(day - max(w.days.From, a.today)),
	}
	if w.near != 0 {
		c.off = int(max(day-w.near, w.near-day))
	}
	if w.holidays.holds(day) {
		c.faults++
	}
	c.apart = w.spacing
	reach := plan.Day(max(w.spacing, 2))
	at := plan.WallAt(day, habit.second)
	clashes := false
	for _, e := range a.entriesIn(plan.Span{From: day - reach, To: day + reach}) {
		if e.State == plan.Cancelled {
			continue
		}
		if e.day == day {
			c.entries++
		}
		c.apart = min(c.apart, int(max(e.day-day, day-e.day)))
		if habit.timed && e.timed && time.Duration(max(e.wall-at, at-e.wall))*time.Second < a.channel.MinSpacing {
			clashes = true
		}
	}
	if clashes {
		c.faults++
	}
	return c
}

// suits reports whether a day suits better than another: not today, free, without
// fault, of a usual day of the week, apart from others, and so on.
func (c candidate) suits(other candidate) bool {
	return cmp.Or(
		compareBool(other.isToday, c.isToday),
		cmp.Compare(other.entries, c.entries),
		cmp.Compare(other.faults, c.faults),
		compareBool(c.usual, other.usual),
		cmp.Compare(c.apart, other.apart),
		cmp.Compare(c.often, other.often),
		cmp.Compare(other.off, c.off),
	) > 0
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// habit is when entries of a channel usually stand.
type habit struct {
	usual  [7]bool // by time.Weekday
	often  [7]int
	second int  // of the day; only where timed
	timed  bool // most entries have a time of day
}

// Of so many entries, the latest, a habit is made; with fewer than three none is
// seen, and working days are usual.
const (
	habitOf    = 30
	habitLeast = 3
)

// habit looks at the latest entries, those ahead included. A day of the week is
// usual where one in six stands on it.
func (a *Assessment) habit() habit {
	var h habit
	times := map[int]int{} // by second of the day
	seen, timed := 0, 0
	for _, e := range slices.Backward(a.entries) {
		if seen == habitOf {
			break
		}
		if e.State == plan.Idea || e.State == plan.Cancelled {
			continue
		}
		seen++
		h.often[e.day.Weekday()]++
		if !e.PublishAt.IsZero() {
			timed++
			second := plan.WallOf(e.PublishAt, a.zone).SecondOfDay()
			times[second]++
			if n := times[second]; n > times[h.second] || !h.timed {
				h.second, h.timed = second, true
			}
		}
	}
	h.timed = h.timed && 2*timed >= seen
	for day := range h.usual {
		if seen < habitLeast {
			h.usual[day] = day != int(time.Saturday) && day != int(time.Sunday)
		} else {
			h.usual[day] = 6*h.often[day] >= seen
		}
	}
	return h
}
