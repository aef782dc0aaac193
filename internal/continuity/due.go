package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

// findOverdue tells an entry whose time is more than grace past and that has
// not appeared.
func (a *Assessment) findOverdue(e *datedEntry) {
	if !e.State.Pending() || e.covers {
		return
	}
	a.addEntry(e, Overdue, Critical)
}

// findNotReady tells an entry within its plan's lead time that is not approved,
// until it is overdue. An entry in no plan has the default lead time.
func (a *Assessment) findNotReady(e *datedEntry) {
	if !e.State.Pending() || e.State.Ready() || !e.covers {
		return
	}
	if int(e.day-a.today) <= leadTime(a.planOf(e.day)) {
		a.addEntry(e, NotReady, "")
	}
}

// addEntry keeps a finding about one entry on its day.
func (a *Assessment) addEntry(e *datedEntry, rule Rule, severity Severity) {
	p := a.planOf(e.day)
	a.add(p, Finding{
		Rule:        rule,
		SubjectKind: AboutEntry,
		SubjectID:   e.ID,
		OwnerID:     a.ownerOf(e, p),
		Span:        plan.Span{From: e.day, To: e.day},
		Expected:    1,
		Severity:    severity,
		Fingerprint: fmt.Sprintf("%s:%s", rule, e.ID),
	})
}
