package app

import (
	"context"

	"stetig/internal/continuity"
	"stetig/internal/store"
)

// GapHistory is a page of what happened to a gap, oldest first.
type GapHistory struct {
	Events []GapEvent
	Next   string // where it goes on; "" where this is the last of it
}

// GapEvent is a line of a gap's history with what it changed of the gap.
type GapEvent struct {
	continuity.Event
	Changed []FieldChange // days, figures, severity, owner; none in the first line
}

// GapHistory returns a page of the history of a gap.
func (a *App) GapHistory(ctx context.Context, by Actor, ws, id string, page Page) (history GapHistory, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if _, err := v.Gap(ws, id); err != nil {
			return err
		}
		history, err = v.historyOf(id, page)
		return err
	})
	return history, err
}

func (v *view) historyOf(gapID string, page Page) (GapHistory, error) {
	lines, next, err := v.Tx.GapHistory(v.ws, gapID, store.Page(page))
	history := GapHistory{Next: next, Events: make([]GapEvent, len(lines))}
	for i, line := range lines {
		history.Events[i].Event = line.Event
		if line.Before != nil {
			history.Events[i].Changed = fieldChanges(findingDiff(*line.Before, line.Seen))
		}
	}
	return history, err
}

// findingDiff tells what changed of a gap from one sight of it to the next.
func findingDiff(before, after continuity.Finding) []store.Change {
	var diff compare
	diff.day("from", before.Span.From, after.Span.From)
	diff.day("to", before.Span.To, after.Span.To)
	diff.number("expected", before.Expected, after.Expected)
	diff.number("actual", before.Actual, after.Actual)
	diff.text("severity", string(before.Severity), string(after.Severity))
	diff.text("owner_id", before.OwnerID, after.OwnerID)
	return diff
}
