package continuity_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// outOfReach marks a pair of slot and entry that tolerance forbids.
const outOfReach = -1

// bestFill says which slots are filled where as many as possible are, at the
// least total distance, the earliest ones if there is still a choice. Each slot
// has a row with its distance to every entry.
func bestFill(distances [][]int64) []bool {
	filled := make([]bool, len(distances))
	for _, group := range connected(distances) {
		rows := make([][]int64, len(group))
		for i, slot := range group {
			rows[i] = distances[slot]
		}
		fill := fillByAugmenting
		if len(group) <= 4 {
			fill = fillByTrying
		}
		for i, isFilled := range fill(rows) {
			filled[group[i]] = isFilled
		}
	}
	return filled
}

// connected groups the slots that compete, directly or through others, for the
// same entries. Groups keep the order of their slots.
func connected(distances [][]int64) [][]int {
	group := make([]int, len(distances))
	for i := range group {
		group[i] = i
	}
	for i, row := range distances {
		for j := range i {
			shares := slices.ContainsFunc(pairs(row, distances[j]), func(p [2]int64) bool {
				return p[0] != outOfReach && p[1] != outOfReach
			})
			if !shares || group[i] == group[j] {
				continue
			}
			for k, old := 0, group[i]; k < len(group); k++ {
				if group[k] == old {
					group[k] = group[j]
				}
			}
		}
	}
	var groups [][]int
	for name := range group {
		var members []int
		for i := range group {
			if group[i] == name {
				members = append(members, i)
			}
		}
		if len(members) > 0 {
			groups = append(groups, members)
		}
	}
	return groups
}

func pairs(a, b []int64) [][2]int64 {
	zipped := make([][2]int64, len(a))
	for i := range a {
		zipped[i] = [2]int64{a[i], b[i]}
	}
	return zipped
}

// attempt is one way to fill slots.
type attempt struct {
	filled   []bool
	distance int64
}

// beats follows the contract word by word: more slots, then less distance, then
// the earliest slots.
func (a attempt) beats(b attempt) bool {
	countA, countB := count(a.filled), count(b.filled)
	if countA != countB {
		return countA > countB
	}
	if a.distance != b.distance {
		return a.distance < b.distance
	}
	for i := range a.filled {
		if a.filled[i] != b.filled[i] {
			return a.filled[i]
		}
	}
	return false
}

func count(filled []bool) int {
	n := 0
	for _, isFilled := range filled {
		if isFilled {
			n++
		}
	}
	return n
}

// fillByTrying tries every way there is.
func fillByTrying(rows [][]int64) []bool {
	best := attempt{filled: make([]bool, len(rows))}
	current := attempt{filled: make([]bool, len(rows))}
	used := map[int]bool{}
	var try func(slot int)
	try = func(slot int) {
		if slot == len(rows) {
			if current.beats(best) {
				best = attempt{filled: slices.Clone(current.filled), distance: current.distance}
			}
			return
		}
		try(slot + 1)
		for entry, distance := range rows[slot] {
			if distance == outOfReach || used[entry] {
				continue
			}
			used[entry], current.filled[slot] = true, true
			current.distance += distance
			try(slot + 1)
			used[entry], current.filled[slot] = false, false
			current.distance -= distance
		}
	}
	try(0)
	return best.filled
}

// fillByAugmenting finds the same for more slots: the cheapest path from a free
// entry to a free slot, again and again, where a step's cost is one number that
// weighs distance above all preferences for early slots together.
func fillByAugmenting(rows [][]int64) []bool {
	entries := 0
	for _, row := range rows {
		entries = max(entries, len(row))
	}
	slotOf := slices.Repeat([]int{-1}, entries)
	entryOf := slices.Repeat([]int{-1}, len(rows))
	for {
		path := cheapestPath(rows, entryOf, slotOf)
		if path == nil {
			break
		}
		for _, step := range path { // entry takes slot
			slotOf[step[0]], entryOf[step[1]] = step[1], step[0]
		}
	}
	filled := make([]bool, len(rows))
	for slot, entry := range entryOf {
		filled[slot] = entry >= 0
	}
	return filled
}

// cheapestPath returns pairs of entry and slot that take one another, or nil
// where no further slot can be filled. Bellman and Ford, round by round.
func cheapestPath(rows [][]int64, entryOf, slotOf []int) [][2]int {
	reached := make([]*big.Int, len(slotOf)) // cheapest way to free each entry's hand
	from := slices.Repeat([]int{-1}, len(rows))
	slotCost := make([]*big.Int, len(rows)) // cheapest way to take each slot
	for entry, slot := range slotOf {
		if slot < 0 {
			reached[entry] = new(big.Int)
		}
	}
	for changed := true; changed; {
		changed = false
		for slot, row := range rows {
			for entry, distance := range row {
				if distance == outOfReach || reached[entry] == nil || entryOf[slot] == entry {
					continue
				}
				cost := new(big.Int).Add(reached[entry], weight(distance, slot, len(rows)))
				if slotCost[slot] != nil && cost.Cmp(slotCost[slot]) >= 0 {
					continue
				}
				slotCost[slot], from[slot], changed = cost, entry, true
				if holder := entryOf[slot]; holder >= 0 {
					reached[holder] = new(big.Int).Sub(cost, weight(row[holder], slot, len(rows)))
				}
			}
		}
	}
	end := -1
	for slot, cost := range slotCost {
		if cost != nil && entryOf[slot] < 0 && (end < 0 || cost.Cmp(slotCost[end]) < 0) {
			end = slot
		}
	}
	if end < 0 {
		return nil
	}
	var path [][2]int
	for slot := end; slot >= 0; slot = slotOf[from[slot]] {
		path = append(path, [2]int{from[slot], slot})
	}
	return path
}

// weight is distance·2ⁿ less 2ⁿ⁻¹ for the first slot, 2ⁿ⁻² for the second, and so on.
func weight(distance int64, slot, slots int) *big.Int {
	w := new(big.Int).Lsh(big.NewInt(distance), uint(slots))
	return w.Sub(w, new(big.Int).Lsh(big.NewInt(1), uint(slots-1-slot)))
}

func TestModelMatching(t *testing.T) {
	t.Parallel()
	const no = outOfReach
	cases := []struct {
		name string
		rows [][]int64
		want []bool
	}{
		{"nothing to match", [][]int64{{}, {}}, []bool{false, false}},
		{"as many as possible, even from farther away", [][]int64{{5, no}, {0, 9}}, []bool{true, true}},
		{"then the least distance", [][]int64{{3}, {2}}, []bool{false, true}},
		{"then the earliest", [][]int64{{2}, {2}}, []bool{true, false}},
		{"distance in sum, not in the worst", [][]int64{{4, 1, no}, {no, 2, no}, {no, no, 9}}, []bool{true, true, true}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			diff(t, tc.want, fillByTrying(tc.rows))
			diff(t, tc.want, fillByAugmenting(tc.rows))
			diff(t, tc.want, bestFill(tc.rows))
		})
	}
}

// The fast way of the model is itself held to the one that tries everything.
func TestModelMatchingTwoWays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.IntRange(0, 6).Draw(t, "entries")
		rows := make([][]int64, rapid.IntRange(0, 6).Draw(t, "slots"))
		for i := range rows {
			rows[i] = rapid.SliceOfN(rapid.Int64Range(outOfReach, 4), entries, entries).Draw(t, "distances")
		}
		want := fillByTrying(rows)
		diff(t, want, bestFill(rows))
		diff(t, want, fillByAugmenting(rows))
	})
}
