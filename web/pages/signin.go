package pages

import (
	"stetig/internal/app"
)

// SignInReason says why the form is shown.
type SignInReason int

// The reasons.
const (
	SignInAsked   SignInReason = iota // nobody is signed in
	SignInEnded                       // the token of the sign-in is not valid any more
	SignInWrong                       // what was entered is no valid token
	SignInMissing                     // nothing was entered
)

// SignIn is the page with the form that takes a token.
type SignIn struct {
	Frame
	Reason SignInReason
	Next   string // where to go on; "" for the start page
}

type signInView struct {
	Frame
	Title, Problem, Next string
}

func (signInView) file() string { return "sign_in.html" }

// SignIn writes the page.
func (p *Pages) SignIn(in SignIn) ([]byte, error) {
	w := in.T()
	v := signInView{Frame: in.Frame, Title: w.SignInTitle, Next: in.Next}
	switch in.Reason {
	case SignInEnded:
		v.Problem = w.SignInEnded
	case SignInWrong:
		v.Problem = w.TokenWrong
	case SignInMissing:
		v.Problem = w.TokenMissing
	}
	return p.write(v)
}

// Choice is the page on which a visitor chooses one of their workspaces.
type Choice struct {
	Frame
	Memberships []app.Membership
}

type choiceView struct {
	Frame
	Title      string
	Workspaces []workspaceLink
}

type workspaceLink struct{ Name, Address string }

func (choiceView) file() string { return "choice.html" }

// Choice writes the page.
func (p *Pages) Choice(in Choice) ([]byte, error) {
	v := choiceView{Frame: in.Frame, Title: in.T().ChoiceTitle}
	for _, m := range in.Memberships {
		v.Workspaces = append(v.Workspaces, workspaceLink{m.WorkspaceName, "/w/" + m.WorkspaceID})
	}
	return p.write(v)
}
