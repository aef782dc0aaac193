package sheet

import (
	"stetig/internal/plan"
)

// stateNames is how people write a state; the first German and the first English
// one are those that Write uses.
type stateNames struct {
	state           plan.State
	german, english []string
}

var stateWords = []stateNames{
	{plan.Idea, []string{"Idee", "Ideen", "Themenidee", "Vorschlag", "Ideenspeicher", "Themenspeicher", "Backlog", "vorgemerkt"},
		[]string{"idea", "ideas", "backlog", "proposal", "proposed", "suggestion"}},
	{plan.Planned, []string{"geplant", "eingeplant", "Planung", "in Planung", "offen", "zu tun", "neu", "angelegt", "ausstehend"},
		[]string{"planned", "planning", "to do", "todo", "open", "new", "not started", "pending"}},
	{plan.Drafting, []string{"in Arbeit", "Entwurf", "im Entwurf", "in Bearbeitung", "wird bearbeitet", "in Erstellung", "in Produktion", "begonnen", "angefangen", "Texterstellung"},
		[]string{"drafting", "draft", "in progress", "wip", "writing", "in production", "started", "doing"}},
	{plan.InReview, []string{"in Prüfung", "in Review", "Review", "zur Prüfung", "Prüfung", "Freigabe", "in Freigabe", "zur Freigabe", "wartet auf Freigabe",
		"Freigabe ausstehend", "Korrektur", "in Korrektur", "Korrektorat", "Lektorat", "in Abstimmung", "Abstimmung"},
		[]string{"in_review", "in review", "review", "for review", "to review", "ready for review", "needs review", "awaiting approval", "needs approval", "pending approval", "approval", "proofreading", "editing"}},
	{plan.Approved, []string{"freigegeben", "fertig", "bereit", "terminiert", "eingestellt", "genehmigt", "final", "abgenommen", "veröffentlichungsbereit"},
		[]string{"approved", "scheduled", "ready", "ready to publish", "queued", "final", "signed off"}},
	{plan.Published, []string{"veröffentlicht", "online", "live", "erschienen", "publiziert", "gepostet", "versendet", "versandt", "verschickt", "gesendet", "ausgespielt", "erledigt", "abgeschlossen"},
		[]string{"published", "posted", "live", "online", "sent", "released", "done", "complete", "completed"}},
	{plan.Cancelled, []string{"abgesagt", "gestrichen", "entfällt", "entfallen", "storniert", "verworfen", "abgebrochen", "gecancelt", "abgelehnt"},
		[]string{"cancelled", "canceled", "dropped", "rejected", "discarded", "skipped"}},
}

// stateDictionary maps folded words to states.
func stateDictionary() map[string]plan.State {
	d := map[string]plan.State{}
	for _, names := range stateWords {
		for _, words := range [][]string{names.german, names.english} {
			for key := range foldAll(words) {
				d[key] = names.state
			}
		}
	}
	return d
}

// parseState reads a state; an empty cell, or a mere dash, is none.
func parseState(cell string, words map[string]plan.State) (plan.State, error) {
	key := fold(cell)
	if key == "" && saysNoTime(cell) {
		return "", nil
	}
	if state, ok := words[key]; ok {
		return state, nil
	}
	return "", plan.Textf("%s is no known state; known are Idee, geplant, in Arbeit, in Prüfung, freigegeben, veröffentlicht, abgesagt, or the same in English", quote(tidy(cell)))
}

// stateName returns what Write puts for a state.
func stateName(state plan.State, language string) string {
	for _, names := range stateWords {
		switch {
		case names.state != state:
		case language == "en":
			return names.english[0]
		default:
			return names.german[0]
		}
	}
	return string(state)
}
