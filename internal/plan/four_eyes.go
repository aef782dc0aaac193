package plan

import "cmp"

// Standing is where an entry stands: on a channel, and on a day that one of its
// plans holds. It decides whether a second person has to approve the entry, and
// who that may be.
type Standing struct {
	Channel Channel
	Plan    *Plan // the plan that holds the entry's day; nil: none
}

// FourEyes reports whether a second person approves what is published here: what
// the plan says, else what the channel says.
func (s Standing) FourEyes() bool {
	if s.Plan != nil && s.Plan.FourEyes != nil {
		return *s.Plan.FourEyes
	}
	return s.Channel.FourEyes
}

// Owner returns the member who has the entry: its own owner, else its plan's,
// else its channel's; "" for nobody.
func (s Standing) Owner(e Entry) string {
	ofPlan := ""
	if s.Plan != nil {
		ofPlan = s.Plan.OwnerID
	}
	return cmp.Or(e.OwnerID, ofPlan, s.Channel.AcceptedOwner())
}

// FirstEyes returns the member who cannot be the second to look at the entry:
// its owner or, where nobody owns it, who made it.
func (s Standing) FirstEyes(e Entry) string { return cmp.Or(s.Owner(e), e.CreatedBy) }

// MayApprove reports whether a member may approve the entry where it stands;
// approves tells whether the member's role approves entries at all. Whoever is
// named as approver may. Without four eyes so may everybody whose role approves;
// with them only where nobody is named, and never the entry's first eyes.
func (s Standing) MayApprove(memberID string, approves bool, e Entry) bool {
	named := e.ApproverID != "" && e.ApproverID == memberID
	if !s.FourEyes() {
		return named || approves
	}
	return memberID != s.FirstEyes(e) && (named || e.ApproverID == "" && approves)
}
