package continuity_test

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// slot is one occurrence of a plan's rule, as the model sees it.
type slot struct {
	day     plan.Day // the rule's day
	at      int64    // the instant it stands for
	reading int64    // what the clock shows then
	active  bool
	filled  bool     // by an entry that covers
	kept    int      // 1 if filled when only publications are matched
	ended   bool     // the clock is past the tolerance for good
	endDay  plan.Day // the day on which the tolerance ends
}

// slots lists the occurrences of a plan's rule, in order, matched with the
// entries of the plan.
func (m *model) slots(p plan.Plan) []slot {
	if known, ok := m.matched[p.ID]; ok {
		return known
	}
	rule, err := parseRecurrence(p.Cadence.Rule)
	if err != nil {
		panic(err) // the generators make only rules the model reads
	}
	tolerance := int64(p.Cadence.Tolerance / time.Second)
	var found []slot
	for _, day := range rule.days(p.Span) {
		at, reading := m.clock.settle(int64(day)*secondsOfDay + int64(p.Cadence.TimeOfDay))
		found = append(found, slot{
			day: day, at: at, reading: reading, active: m.isActive(day),
			ended: m.clock.isPast(reading+tolerance, m.now), endDay: dayOfReading(reading + tolerance),
		})
	}
	m.fill(p, found)
	m.matched[p.ID] = found
	return found
}

// fill matches the active slots twice: with what covers, and with publications alone.
func (m *model) fill(p plan.Plan, slots []slot) {
	var active []int
	for i, s := range slots {
		if s.active {
			active = append(active, i)
		}
	}
	reach := func(counts func(known) bool) [][]int64 {
		distances := make([][]int64, len(active))
		for row, i := range active {
			for _, e := range m.entriesIn(p.Span, counts) {
				distance := m.distance(slots[i], e.Entry)
				if distance > int64(p.Cadence.Tolerance/time.Second) {
					distance = outOfReach
				}
				distances[row] = append(distances[row], distance)
			}
		}
		return distances
	}
	for row, filled := range bestFill(reach(counted)) {
		slots[active[row]].filled = filled
	}
	for row, filled := range bestFill(reach(isPublished)) {
		if filled {
			slots[active[row]].kept = 1
		}
	}
}

// distance is measured on the wall clock, in seconds. A date-only entry is as far
// as the nearer midnight of its day, and 0 away from a slot on it.
func (m *model) distance(s slot, e plan.Entry) int64 {
	if at, timed := instantOf(e); timed {
		return abs(m.clock.reads(at) - s.reading)
	}
	if *e.PublishOn == dayOfReading(s.reading) {
		return 0
	}
	midnight := int64(*e.PublishOn) * secondsOfDay
	return min(abs(s.reading-midnight), abs(s.reading-midnight-secondsOfDay))
}

func abs(x int64) int64 { return max(x, -x) }

func (m *model) slotFindings(p plan.Plan) []continuity.Finding {
	slots := m.slots(p)
	var found []continuity.Finding
	dry := m.about(continuity.RunsDry, p)
	for i, s := range slots {
		switch {
		case !s.active || s.filled:
		case !s.ended && m.isAfterAll(p, slots, i):
			if dry.Expected == 0 {
				dry.Span = plan.Span{From: s.day, To: p.Span.To}
			}
			dry.Expected++
		default:
			f := m.about(continuity.Cadence, p)
			f.Span, f.Expected = plan.Span{From: s.day, To: s.day}, 1
			f.Severity = m.pressing(s.day, p.LeadTime)
			if s.ended {
				f.Severity = continuity.Missed
			}
			found = append(found, f)
		}
	}
	return append(found, m.dryTail(dry, p)...)
}

// isAfterAll reports whether slot i comes after every filled slot and after
// everything of the plan that covers.
func (m *model) isAfterAll(p plan.Plan, slots []slot, i int) bool {
	for _, later := range slots[i:] {
		if later.filled {
			return false
		}
	}
	for _, e := range m.entriesIn(p.Span, counted) {
		if at, timed := instantOf(e.Entry); timed && at >= slots[i].at {
			return false
		} else if !timed && *e.PublishOn >= slots[i].day {
			return false
		}
	}
	return true
}
