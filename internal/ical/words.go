package ical

import (
	"fmt"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// German is the language of feeds that say "de"; every other one is in English.
const German = "de"

// in returns the text in the given language.
func in(language, german, english string) string {
	if language == German {
		return german
	}
	return english
}

func stateWord(language string, state plan.State) string {
	switch state {
	case plan.Idea:
		return in(language, "Idee", "idea")
	case plan.Planned:
		return in(language, "geplant", "planned")
	case plan.Drafting:
		return in(language, "in Arbeit", "drafting")
	case plan.InReview:
		return in(language, "in Prüfung", "in review")
	case plan.Approved:
		return in(language, "freigegeben", "approved")
	case plan.Published:
		return in(language, "veröffentlicht", "published")
	case plan.Cancelled:
		return in(language, "abgesagt", "cancelled")
	}
	return string(state)
}

// severityWord is the word that the planner and the report have for it, too.
func severityWord(language string, severity continuity.Severity) string {
	switch severity {
	case continuity.Critical:
		return in(language, "Dringend", "Critical")
	case continuity.Warning:
		return in(language, "Bald", "Soon")
	case continuity.Notice:
		return in(language, "Später", "Later")
	case continuity.Missed:
		return in(language, "Versäumt", "Missed")
	}
	return string(severity)
}

// matter says in a few words what is wrong, for the title of a gap.
func matter(language string, e Event) string {
	switch e.Rule {
	case continuity.Cadence:
		if e.Actual == 0 {
			return in(language, "kein Beitrag", "no entry")
		}
		return fmt.Sprintf(in(language, "%d von %d Beiträgen", "%d of %d entries"), e.Actual, e.Expected)
	case continuity.RunsDry:
		return in(language, "ab hier nichts mehr geplant", "nothing planned from here on")
	case continuity.Silence:
		return fmt.Sprintf(in(language, "%d Tage Stille, höchstens %d", "%d days of silence, %d at most"), e.Actual, e.Expected)
	case continuity.Horizon:
		return in(language, "kein Plan", "no plan")
	case continuity.NotReady:
		return in(language, "noch nicht freigegeben", "not approved yet")
	case continuity.Overdue:
		return in(language, "überfällig", "overdue")
	case continuity.Unowned:
		return in(language, "niemand zuständig", "nobody owns it")
	case continuity.UncoveredAbsence:
		return in(language, "keine Vertretung", "nobody stands in")
	case continuity.Overload:
		return in(language, "zu viel zu tun", "too much to do")
	case continuity.ThemeMissing:
		return in(language, "kein Schwerpunkt", "no theme")
	case continuity.Mix:
		return fmt.Sprintf(in(language, "Mischung %d %% statt %d %%", "mix %d %% instead of %d %%"), e.Actual, e.Expected)
	case continuity.Clash:
		return in(language, "zu dicht am Beitrag davor", "too close to the entry before")
	case continuity.OnHoliday:
		return in(language, "am Feiertag", "on a public holiday")
	}
	return string(e.Rule)
}
