package httpapi

import (
	"sync"

	"stetig/internal/plan"
)

// How many imports, and how many exports, may be on their way at once. An import
// holds its sheet in memory, an export holds its own on disk.
const (
	sheetsAtOnce       = 4
	sheetsAtOnceOfUser = 2
)

// gate lets some requests of a kind through at once and refuses the others, so
// that neither many users nor one of them take more than there is.
type gate struct {
	mu     sync.Mutex
	inside map[string]int // by user; without zeros
	all    int
}

func newGate() *gate { return &gate{inside: map[string]int{}} }

// enter lets a request of a user in until leave is called, once. Where there are
// too many it is plan.CodeUnavailable: to be tried again in a moment.
func (g *gate) enter(userID string) (leave func(), err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.inside[userID] >= sheetsAtOnceOfUser:
		return nil, plan.Errorf(plan.CodeUnavailable, "%d imports or exports of yours are still on their way. Let one of them end, then try again.", sheetsAtOnceOfUser)
	case g.all >= sheetsAtOnce:
		return nil, plan.Errorf(plan.CodeUnavailable, "Several imports or exports are on their way already. Try again in a moment.")
	}
	g.all++
	g.inside[userID]++
	return func() { g.leave(userID) }, nil
}

func (g *gate) leave(userID string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all--
	if g.inside[userID]--; g.inside[userID] == 0 {
		delete(g.inside, userID)
	}
}
