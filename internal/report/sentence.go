package report

import "stetig/internal/continuity"

// Sentence says in one plain sentence why a gap is one, in "de" or "en" (any
// other language is English). The channel is not named in it: a gap is always
// shown beside its channel.
func Sentence(g Gap, lang string) string { return sentence(spoken(lang), g) }

// Matter names a gap in a few words, whatever became of it, in "de" or "en"
// (any other language is English).
func Matter(g Gap, lang string) string { return spoken(lang).matter(g) }

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
	default: // a rule of a later program
		return l.otherRule(g)
	}
}
