package pages

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"stetig/internal/app"
)

// AccountDone is what a visitor has just done on their account's page.
type AccountDone string

// What can be done there.
const (
	NothingDone     AccountDone = ""
	PasswordChanged AccountDone = "password"
	SessionEnded    AccountDone = "sessions"
)

// Account is the page about the visitor's own account.
type Account struct {
	Frame
	Email    string
	Sessions []app.Session
	Zone     *time.Location // of the times shown
	Mail     bool           // the server sends mail, so passwords can be reset by it
	Wrong    Wrong          // of the form for another password
	Done     AccountDone
}

type accountView struct {
	Frame
	Title, Done, Email string
	Sessions           []sessionLine
	Others             bool // there are sessions beside the current one
	Current, Password  field
	Problems           []field
	Mail               bool
}

// sessionLine is one browser in which the visitor is signed in.
type sessionLine struct {
	Client, From, Since, LastUsed string
	End                           string // address that ends it
	EndOf                         string // what the button says to who does not see the line
	IsCurrent                     bool
}

func (accountView) file() string { return "account.html" }

// Account writes the page.
func (p *Pages) Account(in Account) ([]byte, error) {
	w := in.T()
	v := accountView{Frame: in.Frame, Title: w.Account, Email: in.Email, Mail: in.Mail}
	switch in.Done {
	case PasswordChanged:
		v.Done = w.PasswordChanged
	case SessionEnded:
		v.Done = w.SessionEnded
	}
	for _, s := range in.Sessions {
		v.Sessions = append(v.Sessions, w.sessionLine(s, in.Zone))
		v.Others = v.Others || !s.IsCurrent
	}
	v.Current = field{Name: "current_password", Label: w.CurrentPassword, Type: "password", Complete: "current-password"}
	v.Password = newPasswordField(w, w.NewPassword)
	if v.Problems = w.withProblems(in.Wrong, &v.Current, &v.Password); v.Problems == nil {
		v.Current.Focus = false // there is more to do here than that
	}
	return p.write(v)
}

func (w words) sessionLine(s app.Session, zone *time.Location) sessionLine {
	client := w.client(s.Client)
	end := "/account/sessions/" + s.ID + "/end"
	if s.IsCurrent {
		end = "/sign-out"
	}
	return sessionLine{
		Client: client, From: s.Address, IsCurrent: s.IsCurrent,
		Since: fmt.Sprintf(w.SignedInSince, w.moment(s.CreatedAt, zone)), LastUsed: fmt.Sprintf(w.LastUsed, w.moment(s.LastUsedAt, zone)),
		End: end, EndOf: fmt.Sprintf(w.EndSessionOf, client),
	}
}

// mark is a word by which a User-Agent gives something away.
type mark struct{ word, means string }

// Browsers call themselves by many names: the one that tells comes first.
var browsers = []mark{
	{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Vivaldi/", "Vivaldi"}, {"SamsungBrowser/", "Samsung Internet"}, {"FxiOS/", "Firefox"},
	{"Firefox/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
}

var systems = []mark{
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"}, {"Windows", "Windows"},
	{"Macintosh", "macOS"}, {"Linux", "Linux"},
}

// client says in words which browser a User-Agent stands for: "Firefox auf
// Windows". One that is not known is shown as it is.
func (w words) client(userAgent string) string {
	browser, system := meaning(userAgent, browsers), meaning(userAgent, systems)
	switch {
	case browser != "" && system != "":
		return fmt.Sprintf(w.ClientOn, browser, system)
	default:
		return cmp.Or(browser, clip(userAgent, maxClient), w.ClientUnknown)
	}
}

func meaning(userAgent string, marks []mark) string {
	for _, m := range marks {
		if strings.Contains(userAgent, m.word) {
			return m.means
		}
	}
	return ""
}
