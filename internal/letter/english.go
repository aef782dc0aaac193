package letter

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

// english is the English catalogue.
type english struct{}

func (english) code() string { return "en" }

func (english) greeting(name string) string {
	if name == "" {
		return "Hello,"
	}
	return "Hello " + name + ","
}

func (english) pasteHint() string {
	return "If the button does not work, open this address in your browser:"
}

func (e english) invitation(i Invitation) page {
	return page{
		Subject: fmt.Sprintf("Invitation to “%s”", i.Workspace),
		Name:    i.Name,
		Before: []string{
			fmt.Sprintf("%s invites you to the workspace “%s”. It shows what is to appear on which channel and when, and where the plan has gaps.", i.Inviter, i.Workspace),
			e.role(i.Role),
		},
		Label: "Accept the invitation", Link: i.Link,
		After: []string{
			fmt.Sprintf("The link works once, until %s. It is for you alone: please do not pass it on.", e.moment(i.Until)),
			"If this invitation means nothing to you, simply do nothing.",
		},
		Why: fmt.Sprintf("You get this mail because %s gave your address for the invitation.", i.Inviter),
	}
}

func (english) role(role plan.Role) string {
	switch role {
	case plan.Lead:
		return "Your role is lead: you set up channels and plans, admit members and may do all there is to do."
	case plan.Editor:
		return "Your role is editor: you write and change all entries and topics, and approve entries."
	case plan.Contributor:
		return "Your role is contributor: you write ideas and entries of your own, and comment on all."
	default:
		return "Your role is viewer: you see the whole plan and can have it in your calendar."
	}
}

func (english) passwordReset(r PasswordReset) page {
	return page{
		Subject: "New password for Stetig",
		Name:    r.Name,
		Before:  []string{"Somebody, probably you, wants to set a new password for your account at Stetig. This is where:"},
		Label:   "Set a new password", Link: r.Link,
		After: []string{
			fmt.Sprintf("The link works once, for %s. If another mail like this one comes, only the link in the last one works.", englishMinutes(r.ValidFor)),
			"If it was not you, do nothing: your password stays as it is.",
		},
		Why: "You get this mail because somebody entered your address on the sign-in page.",
	}
}

func englishMinutes(d time.Duration) string {
	if d == time.Minute {
		return "one minute"
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}

func (english) mention(m Mention) page {
	return page{
		Subject: fmt.Sprintf("%s mentioned you: %s", m.Author, m.Entry),
		Name:    m.Name,
		Before:  []string{fmt.Sprintf("%s mentioned you in a comment on the entry “%s” (channel “%s”):", m.Author, m.Entry, m.Channel)},
		Quote:   m.Comment,
		Label:   "Open the entry", Link: m.Link,
		Why: fmt.Sprintf("You get this mail because you are a member of the workspace “%s”. Nobody reads answers to it.", m.Workspace),
	}
}

func (english) ownership(o Ownership) page {
	asks := fmt.Sprintf("%s asks you to own the channel “%s”.", o.By, o.Channel)
	if o.By == "" {
		asks = fmt.Sprintf("You are asked to own the channel “%s”.", o.Channel)
	}
	return page{
		Subject: fmt.Sprintf("Will you own the channel “%s”?", o.Channel),
		Name:    o.Name,
		Before: []string{
			asks,
			"Whoever owns a channel sees to it that it does not go quiet: gaps in its plan are yours, and the weekly report names you.",
			"It takes your yes to count. Until then the channel is one that nobody owns. Do say no if you would rather not: a channel that nobody likes to run goes quiet.",
		},
		Label: "Say yes or no", Link: o.Link,
		Why: fmt.Sprintf("You get this mail because you are a member of the workspace “%s”. Nobody reads answers to it.", o.Workspace),
	}
}

func (english) trial(t Trial) page {
	return page{
		Subject: "Stetig: sending mail works",
		Before:  []string{fmt.Sprintf("This mail came through %s. If you can read it, the settings are right. Umlauts come through, too: äöüß.", t.Server)},
		Why:     "You get this mail because somebody ran “stetig mail test” with your address.",
	}
}

// moment writes a time of day with its zone, which its reader may not be in.
func (english) moment(t time.Time) string {
	return fmt.Sprintf("%s (%s)", t.Format("2 January 2006, 15:04"), t.Location())
}
