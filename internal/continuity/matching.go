package continuity

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/plan"
)

// fillSlots decides which entry fills which slot: as many slots as possible;
// among the ways to do so the one with the least total distance; among those
// the one that fills the earliest slots. Slots are in order. The answer has one
// element a slot, nil for a slot left open.
//
// It is the assignment problem, solved by shortest augmenting paths, slot after
// slot: each slot may take an entry within tolerance at the cost of its
// distance, or stay open at a cost above all distances. Leaving an early slot
// open costs a little more than a late one; since the sets of slots that optimal
// assignments fill are the bases of a matroid, the cheapest sum is the earliest set.
func fillSlots(slots []plan.Wall, entries []*datedEntry, tolerance time.Duration) []*datedEntry {
	filled := make([]*datedEntry, len(slots))
	if len(slots) == 0 || len(entries) == 0 {
		return filled
	}
	m := newMatching(slots, entries, plan.Wall(tolerance/time.Second))
	for slot := range slots {
		m.add(slot)
	}
	for entry, slot := range m.slotOf {
		if slot != free {
			filled[slot] = m.entries[entry]
		}
	}
	return filled
}

// price of an assignment, compared field by field.
type price struct {
	open     int   // slots left open
	distance int64 // seconds between slots and their entries
	early    int64 // for each slot left open, how many slots come after it
}

func (p price) plus(q price) price {
	return price{p.open + q.open, p.distance + q.distance, p.early + q.early}
}

func (p price) minus(q price) price {
	return price{p.open - q.open, p.distance - q.distance, p.early - q.early}
}

func (p price) less(q price) bool {
	return cmp.Or(cmp.Compare(p.open, q.open), cmp.Compare(p.distance, q.distance), cmp.Compare(p.early, q.early)) < 0
}

const free = -1

type matching struct {
	slots     []plan.Wall
	entries   []*datedEntry // ordered by the end of what they stand for
	tolerance plan.Wall
	widest    plan.Wall // length of the longest stretch an entry stands for

	slotOf         []int   // by entry: the slot it fills, or free
	slotDual       []price // dual variables of the assignment problem
	entryDual      []price
	reach          []price // by entry: price of the cheapest path found from the slot being added
	via            []int   // by entry: the slot before it on that path
	touched        []int   // entries with a path
	isTouched      []bool
	settled        []bool // entries whose path is known to be cheapest
	settledInOrder []int
}

func newMatching(slots []plan.Wall, entries []*datedEntry, tolerance plan.Wall) *matching {
	ordered := slices.Clone(entries)
	slices.SortStableFunc(ordered, func(a, b *datedEntry) int { return cmp.Compare(a.last(), b.last()) })
	m := &matching{
		slots: slots, entries: ordered, tolerance: tolerance,
		slotOf:    make([]int, len(ordered)),
		slotDual:  make([]price, len(slots)),
		entryDual: make([]price, len(ordered)),
		reach:     make([]price, len(ordered)),
		via:       make([]int, len(ordered)),
		isTouched: make([]bool, len(ordered)),
		settled:   make([]bool, len(ordered)),
	}
	for i, e := range ordered {
		m.slotOf[i] = free
		m.widest = max(m.widest, e.last()-e.wall)
	}
	return m
}

// last returns the end of what an entry stands for on the wall clock: its time
// or, for a date-only one, the end of its day.
func (e *datedEntry) last() plan.Wall {
	if e.timed {
		return e.wall
	}
	return (e.day + 1).Wall()
}

// distance returns how far a slot is from an entry on the wall clock: 0 within
// the day of a date-only entry, else to its nearer edge.
func (e *datedEntry) distance(slot plan.Wall) plan.Wall {
	return max(0, e.wall-slot, slot-e.last())
}

// add finds the cheapest way to take one more slot in.
func (m *matching) add(root int) {
	slot, reached := root, price{}
	cheapestOpen, openSlot := price{}, free
	end := free
	for {
		if p := reached.plus(m.priceOpen(slot)).minus(m.slotDual[slot]); openSlot == free || p.less(cheapestOpen) {
			cheapestOpen, openSlot = p, slot
		}
		m.extend(slot, reached)
		next := m.nearest()
		if next == free || !m.reach[next].less(cheapestOpen) {
			break
		}
		m.settle(next)
		if m.slotOf[next] == free {
			end = next
			break
		}
		slot, reached = m.slotOf[next], m.reach[next]
	}
	total := cheapestOpen
	if end != free {
		total = m.reach[end]
	}
	m.adjust(root, total)
	if end == free {
		end = m.entryOf(openSlot)
		m.release(openSlot)
	}
	m.augment(root, end)
	m.reset()
}

func (m *matching) priceOpen(slot int) price {
	return price{open: 1, early: int64(len(m.slots) - slot)}
}

// extend looks at all entries within tolerance of a slot.
func (m *matching) extend(slot int, reached price) {
	at := m.slots[slot]
	first, _ := slices.BinarySearchFunc(m.entries, at-m.tolerance, func(e *datedEntry, w plan.Wall) int { return cmp.Compare(e.last(), w) })
	for i := first; i < len(m.entries) && m.entries[i].last() <= at+m.tolerance+m.widest; i++ {
		distance := m.entries[i].distance(at)
		if m.settled[i] || distance > m.tolerance {
			continue
		}
		p := reached.plus(price{distance: int64(distance)}).minus(m.slotDual[slot]).minus(m.entryDual[i])
		if m.isTouched[i] && !p.less(m.reach[i]) {
			continue
		}
		if !m.isTouched[i] {
			m.isTouched[i] = true
			m.touched = append(m.touched, i)
		}
		m.reach[i], m.via[i] = p, slot
	}
}

// nearest returns the reached entry with the cheapest path that is not settled.
func (m *matching) nearest() int {
	best := free
	for _, i := range m.touched {
		if !m.settled[i] && (best == free || m.reach[i].less(m.reach[best])) {
			best = i
		}
	}
	return best
}

func (m *matching) settle(entry int) {
	m.settled[entry] = true
	m.settledInOrder = append(m.settledInOrder, entry)
}

// adjust keeps the dual variables feasible after a search of the given total price.
func (m *matching) adjust(root int, total price) {
	m.slotDual[root] = m.slotDual[root].plus(total)
	for _, i := range m.settledInOrder {
		if m.slotOf[i] == free {
			continue
		}
		slack := total.minus(m.reach[i])
		m.slotDual[m.slotOf[i]] = m.slotDual[m.slotOf[i]].plus(slack)
		m.entryDual[i] = m.entryDual[i].minus(slack)
	}
}

// entryOf returns the entry that fills a slot of the present search, or free.
func (m *matching) entryOf(slot int) int {
	for _, i := range m.settledInOrder {
		if m.slotOf[i] == slot {
			return i
		}
	}
	return free
}

// release leaves a slot open.
func (m *matching) release(slot int) {
	if entry := m.entryOf(slot); entry != free {
		m.slotOf[entry] = free
	}
}

// augment hands entries on along the path from the slot added to the path's end.
func (m *matching) augment(root, entry int) {
	for entry != free {
		slot := m.via[entry]
		before := free
		if slot != root {
			before = m.entryOf(slot)
		}
		m.slotOf[entry] = slot
		entry = before
	}
}

func (m *matching) reset() {
	for _, i := range m.touched {
		m.isTouched[i], m.settled[i] = false, false
	}
	m.touched, m.settledInOrder = m.touched[:0], m.settledInOrder[:0]
}
