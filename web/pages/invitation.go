package pages

import (
	"fmt"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// InvitationProblem says why an invitation was not accepted.
type InvitationProblem int

// The problems; what was wrong in single fields is no such.
const (
	InvitationFine        InvitationProblem = iota
	InvitationHasAccount                    // the address has an account: its owner signs in
	InvitationDeactivated                   // who is invited was deactivated in the workspace
)

// Invitation is the page on which somebody accepts an invitation.
type Invitation struct {
	Frame
	Invited app.Invited
	Action  string // address of the page, to which forms are sent
	SignIn  string // address at which one signs in and then comes back
	Visitor string // e-mail address of who is signed in, in lower case; "" for nobody
	Name    string // as it was typed
	Wrong   Wrong
	Problem InvitationProblem
}

type invitationView struct {
	Frame
	Title, Lead, Until, Problem string
	Action, SignIn              string
	Email, OtherAddress, JoinAs string // OtherAddress and JoinAs: of who is signed in, as somebody else or as the invited
	Name, Password              field
	Problems                    []field
}

func (invitationView) file() string { return "invitation.html" }

// Invitation writes the page.
func (p *Pages) Invitation(in Invitation) ([]byte, error) {
	w := in.T()
	v := invitationView{
		Frame: in.Frame, Title: fmt.Sprintf(w.InvitationTitle, in.Invited.WorkspaceName),
		Lead:   fmt.Sprintf(w.InvitationLead, in.Invited.InvitedBy, in.Invited.WorkspaceName, w.roleMeans(in.Invited.Role)),
		Until:  fmt.Sprintf(w.InvitationUntil, w.day(plan.DayOf(in.Invited.ExpiresAt, in.Invited.Zone))),
		Action: in.Action, SignIn: in.SignIn, Email: in.Invited.Email,
		Name: nameField(w, in.Name), Password: newPasswordField(w, w.Password),
	}
	switch in.Visitor {
	case "":
		v.Problems = w.withProblems(in.Wrong, &v.Name, &v.Password)
	case in.Invited.Email:
		v.JoinAs = fmt.Sprintf(w.InvitationJoinAs, in.Visitor)
	default:
		v.OtherAddress = fmt.Sprintf(w.InvitationOtherAddress, in.Visitor, in.Invited.Email)
	}
	switch in.Problem {
	case InvitationHasAccount:
		v.Problem = w.InvitationHasAccount
	case InvitationDeactivated:
		v.Problem = w.InvitationDeactivated
	}
	return p.write(v)
}

// roleMeans says what a role may do, as part of a sentence.
func (w words) roleMeans(role plan.Role) string {
	switch role {
	case plan.Lead:
		return w.RoleLead
	case plan.Editor:
		return w.RoleEditor
	case plan.Contributor:
		return w.RoleContributor
	default:
		return w.RoleViewer
	}
}

// DeadInvitation writes the page for an invitation that is not good, or no longer,
// whatever the reason.
func (p *Pages) DeadInvitation(frame Frame) ([]byte, error) {
	w := frame.T()
	return p.write(refusalView{Frame: frame, Title: w.DeadInvitationTitle, Text: w.DeadInvitationText})
}
