package pages

import (
	"math"
	"time"

	"stetig/internal/plan"
)

// Refusal is the page that says why something was refused, and what to do.
type Refusal struct {
	Frame
	Code      plan.Code     // "" for a fault of ours
	RequestID string        // shown with a fault of ours
	Wait      time.Duration // until it is worth trying again; 0: as the text says
}

type refusalView struct {
	Frame
	Title, Text, RequestID, Command string
}

func (refusalView) file() string { return "refusal.html" }

// Refusal writes the page.
func (p *Pages) Refusal(in Refusal) ([]byte, error) {
	v := refusalView{Frame: in.Frame}
	v.Title, v.Text = in.T().refusal(in.Code)
	if in.Code == plan.CodeTooMany {
		minutes := max(1, int(math.Ceil(in.Wait.Minutes())))
		v.Text = plural(minutes, in.T().TooManyTextOne, in.T().TooManyTextMany)
	}
	if v.Text == in.T().FaultText {
		v.RequestID = in.RequestID
	}
	return p.write(v)
}

// NoPlanner writes the page that stands where the planner would, had it been built.
func (p *Pages) NoPlanner(f Frame) ([]byte, error) {
	t := f.T()
	return p.write(refusalView{Frame: f, Title: t.NoPlannerTitle, Text: t.NoPlannerText, Command: "scripts/build"})
}

func (w words) refusal(code plan.Code) (title, text string) {
	switch code {
	case plan.CodeForbidden:
		return w.ForbiddenTitle, w.ForbiddenText
	case plan.CodeNotFound:
		return w.NotFoundTitle, w.NotFoundText
	case plan.CodeInvalid, plan.CodeMalformed:
		return w.InvalidTitle, w.InvalidText
	case plan.CodeConflict, plan.CodeStale:
		return w.ConflictTitle, w.ConflictText
	case plan.CodeTooLarge:
		return w.TooLargeTitle, w.TooLargeText
	case plan.CodeTooMany:
		return w.TooManyTitle, w.TooManyTextOne
	case plan.CodeUnavailable:
		return w.UnavailableTitle, w.UnavailableText
	default:
		return w.FaultTitle, w.FaultText
	}
}
