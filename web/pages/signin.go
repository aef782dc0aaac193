package pages

import (
	"fmt"

	"stetig/internal/app"
)

// SignInReason says why the form is shown.
type SignInReason int

// The reasons.
const (
	SignInAsked   SignInReason = iota // nobody is signed in
	SignInEnded                       // the session has ended
	SignInWrong                       // address and password do not belong together
	SignInMissing                     // one of them was not entered
)

// SignIn is the page with the form for signing in.
type SignIn struct {
	Frame
	Reason     SignInReason
	Email      string // what was typed
	Next       string // where to go on; "" for the start page
	Mail       bool   // the server sends mail, so passwords can be reset by it
	NeedsSetUp bool   // nobody is there who could sign in
	Provider   string // name of the identity provider to sign in with; "": none

	NoPasswords bool // nobody signs in with a password
}

type signInView struct {
	Frame
	Title, Problem, Next string
	Email, Password      field
	Mail, NeedsSetUp     bool
	Provider             string // text of the button; "": none
	ProviderStart        string // where it leads
	NoPasswords          bool
}

func (signInView) file() string { return "sign_in.html" }

// SignIn writes the page.
func (p *Pages) SignIn(in SignIn) ([]byte, error) {
	w := in.T()
	v := signInView{Frame: in.Frame, Title: w.SignInTitle, Next: in.Next, Mail: in.Mail, NeedsSetUp: in.NeedsSetUp, NoPasswords: in.NoPasswords}
	if in.NeedsSetUp {
		v.Title = w.NeedsSetUpTitle
	}
	if in.Provider != "" {
		v.Provider, v.ProviderStart = fmt.Sprintf(w.SignInWith, in.Provider), providerStart(in.Next)
	}
	v.Email = emailField(w, in.Email)
	v.Password = field{Name: "password", Label: w.Password, Type: "password", Complete: "current-password"}
	switch in.Reason {
	case SignInEnded:
		v.Problem = w.SignInEnded
	case SignInWrong:
		v.Problem = w.SignInWrong
	case SignInMissing:
		v.Problem = w.SignInMissing
	default:
		v.Problem = w.providerProblem(in.Reason, in.Provider)
	}
	for _, f := range []*field{&v.Email, &v.Password} {
		f.IsWrong = in.Reason == SignInWrong || in.Reason == SignInMissing && f.Value == ""
		if v.Problem != "" {
			f.described = "problem"
		}
	}
	v.Email.Focus, v.Password.Focus = in.Email == "", in.Email != ""
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
