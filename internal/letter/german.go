package letter

import (
	"fmt"
	"strings"
	"time"

	"stetig/internal/plan"
)

// german is the German catalogue.
type german struct{}

func (german) code() string { return "de" }

func (german) greeting(name string) string {
	if name == "" {
		return "Guten Tag,"
	}
	return "Guten Tag " + name + ","
}

func (german) pasteHint() string {
	return "Falls die Schaltfläche nicht geht, hilft diese Adresse im Browser:"
}

func (g german) invitation(i Invitation) page {
	return page{
		Subject: fmt.Sprintf("Einladung in „%s“", i.Workspace),
		Name:    i.Name,
		Before: []string{
			fmt.Sprintf("%s lädt Sie in den Arbeitsbereich „%s“ ein. Dort steht, was auf welchem Kanal wann erscheinen soll und wo der Plan Lücken hat.", i.Inviter, i.Workspace),
			g.role(i.Role),
		},
		Label: "Einladung annehmen", Link: i.Link,
		After: []string{
			fmt.Sprintf("Der Link gilt einmal und bis %s. Er ist nur für Sie: Bitte geben Sie ihn nicht weiter.", g.moment(i.Until)),
			"Wenn Sie mit dieser Einladung nichts anfangen können, tun Sie einfach nichts.",
		},
		Why: fmt.Sprintf("Sie bekommen diese E-Mail, weil %s Ihre Adresse für die Einladung angegeben hat.", i.Inviter),
	}
}

func (german) role(role plan.Role) string {
	switch role {
	case plan.Lead:
		return "Ihre Rolle ist Leitung: Sie richten Kanäle und Pläne ein, nehmen Mitglieder auf und dürfen alles, was dort zu tun ist."
	case plan.Editor:
		return "Ihre Rolle ist Redaktion: Sie schreiben und ändern alle Beiträge und Themen und geben Beiträge frei."
	case plan.Contributor:
		return "Ihre Rolle ist Mitarbeit: Sie schreiben Ideen und eigene Beiträge und kommentieren alle."
	default:
		return "Ihre Rolle ist Lesen: Sie sehen den ganzen Plan und holen ihn in Ihren Kalender."
	}
}

func (german) passwordReset(r PasswordReset) page {
	return page{
		Subject: "Neues Passwort für Stetig",
		Name:    r.Name,
		Before:  []string{"jemand, vermutlich Sie, möchte für Ihr Konto bei Stetig ein neues Passwort setzen. Das geht hier:"},
		Label:   "Neues Passwort setzen", Link: r.Link,
		After: []string{
			fmt.Sprintf("Der Link gilt einmal und %s lang. Kommt danach noch eine solche E-Mail, gilt nur der Link der letzten.", germanMinutes(r.ValidFor)),
			"Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.",
		},
		Why: "Sie bekommen diese E-Mail, weil jemand auf der Anmeldeseite Ihre Adresse eingegeben hat.",
	}
}

func germanMinutes(d time.Duration) string {
	if d == time.Minute {
		return "eine Minute"
	}
	return fmt.Sprintf("%d Minuten", int(d.Minutes()))
}

func (german) mention(m Mention) page {
	return page{
		Subject: fmt.Sprintf("%s hat Sie erwähnt: %s", m.Author, m.Entry),
		Name:    m.Name,
		Before:  []string{fmt.Sprintf("%s hat Sie in einem Kommentar zum Beitrag „%s“ erwähnt (Kanal „%s“):", m.Author, m.Entry, m.Channel)},
		Quote:   m.Comment,
		Label:   "Zum Beitrag", Link: m.Link,
		Why: fmt.Sprintf("Sie bekommen diese E-Mail, weil Sie Mitglied des Arbeitsbereichs „%s“ sind. Antworten auf sie liest niemand.", m.Workspace),
	}
}

func (german) ownership(o Ownership) page {
	asks := fmt.Sprintf("%s bittet Sie, für den Kanal „%s“ zuständig zu sein.", o.By, o.Channel)
	if o.By == "" {
		asks = fmt.Sprintf("Sie sollen für den Kanal „%s“ zuständig sein.", o.Channel)
	}
	return page{
		Subject: fmt.Sprintf("Übernehmen Sie den Kanal „%s“?", o.Channel),
		Name:    o.Name,
		Before: []string{
			asks,
			"Wer für einen Kanal zuständig ist, sorgt dafür, dass er nicht still wird: Lücken im Plan werden Ihnen zugeordnet, und der Wochenbericht nennt Ihren Namen.",
			"Erst mit Ihrem Ja gilt das. Bis dahin zählt der Kanal als einer ohne Zuständige. Sagen Sie ruhig auch Nein: Ein Kanal, den niemand gern führt, wird still.",
		},
		Label: "Ja oder Nein sagen", Link: o.Link,
		Why: fmt.Sprintf("Sie bekommen diese E-Mail, weil Sie Mitglied des Arbeitsbereichs „%s“ sind. Antworten auf sie liest niemand.", o.Workspace),
	}
}

func (german) trial(t Trial) page {
	return page{
		Subject: "Stetig: Der Versand von E-Mails geht",
		Before:  []string{fmt.Sprintf("diese E-Mail kam über %s. Wenn Sie sie lesen, sind die Einstellungen richtig. Auch Umlaute kommen an: äöüß.", t.Server)},
		Why:     "Sie bekommen diese E-Mail, weil jemand „stetig mail test“ mit Ihrer Adresse aufgerufen hat.",
	}
}

// germanMonths are the months from January on.
const germanMonths = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

// moment writes a time of day with its zone, which its reader may not be in.
func (german) moment(t time.Time) string {
	return fmt.Sprintf("%d. %s %d, %s Uhr (%s)", t.Day(), strings.Fields(germanMonths)[t.Month()-1], t.Year(), t.Format("15:04"), t.Location())
}
