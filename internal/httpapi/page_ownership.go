package httpapi

import (
	"net/http"

	"stetig/internal/plan"
)

// answerOwnership takes the visitor's yes or no to owning a channel.
func (p *pageServer) answerOwnership(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	answer := r.PostForm.Get("answer")
	if answer != "yes" && answer != "no" {
		return plan.Errorf(plan.CodeMalformed, "Say yes or no.")
	}
	if _, err := p.app.AnswerOwnership(r.Context(), v.actor, ws.ID, r.PathValue("channel"), nil, answer == "yes"); err != nil {
		return err
	}
	http.Redirect(w, r, v.home, http.StatusSeeOther)
	return nil
}
