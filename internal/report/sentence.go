package report

import (
	"strconv"
	"strings"

	"stetig/internal/continuity"
)

// Sentence says in one plain sentence why a gap is one, in "de" or "en" (any
// other language is English). The channel is not named in it: a gap is always
// shown beside its channel.
func Sentence(g Gap, lang string) string { return sentence(spoken(lang), g) }

// Matter names a gap in a few words, whatever became of it, in "de" or "en"
// (any other language is English).
func Matter(g Gap, lang string) string { return spoken(lang).matter(g) }

// requote turns the double quotation marks within a title, of whatever language,
// into single ones, alternately opening and closing.
func requote(title string, opening, closing rune) string {
	next, after := opening, closing
	return strings.Map(func(r rune) rune {
		switch r {
		case '„', '“', '”':
			mark := next
			next, after = after, next
			return mark
		default:
			return r
		}
	}, title)
}

// part is a count and what it counts.
type part struct {
	n    int
	word string
}

// counted lists what there is any of: "2 new, 1 missed".
func counted(parts ...part) string {
	var texts []string
	for _, p := range parts {
		if p.n > 0 {
			texts = append(texts, strconv.Itoa(p.n)+" "+p.word)
		}
	}
	return strings.Join(texts, ", ")
}

func sentence(l language, g Gap) string {
	switch g.Rule {
	case continuity.Cadence:
		return l.cadence(g)
	case continuity.RunsDry:
		return l.runsDry(g)
	case continuity.Silence:
		return l.silence(g)
	case continuity.Horizon:
		return l.horizon(g)
	case continuity.NotReady:
		return l.notReady(g)
	case continuity.Overdue:
		return l.overdue(g)
	case continuity.Unowned:
		return l.unowned(g)
	case continuity.UncoveredAbsence:
		return l.uncoveredAbsence(g)
	case continuity.Overload:
		return l.overload(g)
	case continuity.ThemeMissing:
		return l.themeMissing(g)
	case continuity.Mix:
		return l.mix(g)
	case continuity.Clash:
		return l.clash(g)
	case continuity.OnHoliday:
		return l.onHoliday(g)
	default: // a rule of a later program
		return l.otherRule(g)
	}
}
