package app

import (
	"stetig/internal/plan"
	"stetig/internal/store"
)

// refuseGiver refuses whoever had an entry, has given it away themselves and
// would now be its second pair of eyes, though nobody else has touched it since.
func (v *view) refuseGiver(stood plan.Standing, before plan.Entry) error {
	lines, _, err := v.History(v.ws, "entry", before.ID, store.Page{})
	if err != nil {
		return err
	}
	for _, line := range lines { // the latest first
		if line.MemberID != v.member.ID || line.Action == actionCreated {
			return nil
		}
		for _, change := range line.Changes {
			owned := before
			if owned.OwnerID = change.From; change.Field == "owner_id" && stood.FirstEyes(owned) == v.member.ID {
				return plan.Errorf(plan.CodeForbidden, "With four eyes, nobody approves what was theirs until they gave it away. Let its new owner or somebody else have a look first.")
			}
		}
	}
	return nil
}

// reviewTaken sends an approved entry back to review where it is now that of the
// very member who approved it, or where nobody knows any more who did.
func (v *view) reviewTaken(e *plan.Entry, stands plan.Standing) error {
	lines, _, err := v.History(v.ws, "entry", e.ID, store.Page{Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	for _, line := range lines { // the latest first
		for _, change := range line.Changes {
			if change.Field != "state" || change.To != string(plan.Approved) {
				continue
			}
			if line.MemberID != stands.FirstEyes(*e) {
				return nil
			}
			e.State = plan.InReview
			return nil
		}
	}
	e.State = plan.InReview
	return nil
}
