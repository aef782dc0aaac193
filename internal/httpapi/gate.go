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

// How many may listen to changes at once. Each holds a connection and little else.
const (
	listenersAtOnce       = 1000
	listenersAtOnceOfUser = 10
)

// gate lets some requests of a kind through at once and refuses the others, so
// that neither many users nor one of them take more than there is.
type gate struct {
	most, mostOfUser int
	full, fullOfUser error // what the others are told

	mu     sync.Mutex
	inside map[string]int // by user; without zeros
	all    int
}

func sheetGate() *gate {
	return &gate{
		most: sheetsAtOnce, mostOfUser: sheetsAtOnceOfUser, inside: map[string]int{},
		full:       plan.Errorf(plan.CodeUnavailable, "Several imports or exports are on their way already. Try again in a moment."),
		fullOfUser: plan.Errorf(plan.CodeUnavailable, "%d imports or exports of yours are still on their way. Let one of them end, then try again.", sheetsAtOnceOfUser),
	}
}

func listenerGate() *gate {
	return &gate{
		most: listenersAtOnce, mostOfUser: listenersAtOnceOfUser, inside: map[string]int{},
		full:       plan.Errorf(plan.CodeTooMany, "Too many listen on this server already. Ask for the changes as JSON instead, or try again in a while."),
		fullOfUser: plan.Errorf(plan.CodeTooMany, "You listen %d times already. Close one, or ask for the changes as JSON instead.", listenersAtOnceOfUser),
	}
}

// enter lets a request of a user in until leave is called, once.
func (g *gate) enter(userID string) (leave func(), err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.inside[userID] >= g.mostOfUser:
		return nil, g.fullOfUser
	case g.all >= g.most:
		return nil, g.full
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
