package pages

// Reset is the page that asks where to mail a link for a new password.
type Reset struct {
	Frame
	Email string // what was typed
	Mail  bool   // the server sends mail; without, there is nothing to ask
	Wrong Wrong
	Sent  bool // the form was sent; the same whoever's address it is
}

type resetView struct {
	Frame
	Title      string
	Email      field
	Problems   []field
	Mail, Sent bool
}

func (resetView) file() string { return "reset.html" }

// Reset writes the page.
func (p *Pages) Reset(in Reset) ([]byte, error) {
	w := in.T()
	v := resetView{Frame: in.Frame, Title: w.ResetTitle, Email: emailField(w, in.Email), Mail: in.Mail, Sent: in.Sent}
	if in.Sent {
		v.Title = w.ResetSentTitle
	}
	v.Problems = w.withProblems(in.Wrong, &v.Email)
	return p.write(v)
}

// NewPassword is the page that sets a password by a one-time link.
type NewPassword struct {
	Frame
	Action  string // where the form is sent
	Email   string // whose password it is
	Wrong   Wrong
	Nowhere bool // the user is in no workspace and so cannot come in
}

type newPasswordView struct {
	Frame
	Title, Action, Email string
	Password             field
	Problems             []field
	Nowhere              bool
}

func (newPasswordView) file() string { return "new_password.html" }

// NewPassword writes the page.
func (p *Pages) NewPassword(in NewPassword) ([]byte, error) {
	w := in.T()
	v := newPasswordView{
		Frame: in.Frame, Title: w.NewPasswordTitle, Action: in.Action, Email: in.Email, Nowhere: in.Nowhere,
		Password: newPasswordField(w, w.NewPassword),
	}
	v.Problems = w.withProblems(in.Wrong, &v.Password)
	return p.write(v)
}

// DeadLink is the page for a one-time link that is not good, or no longer.
type DeadLink struct {
	Frame
	SetUp bool // it was to set up the server, else to set a password
	Mail  bool // the server sends mail, so there can be another
}

type deadLinkView struct {
	Frame
	Title       string
	SetUp, Mail bool
}

func (deadLinkView) file() string { return "dead_link.html" }

// DeadLink writes the page.
func (p *Pages) DeadLink(in DeadLink) ([]byte, error) {
	return p.write(deadLinkView{Frame: in.Frame, Title: in.T().DeadLinkTitle, SetUp: in.SetUp, Mail: in.Mail})
}
