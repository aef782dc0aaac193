package store

import (
	"database/sql"
	"fmt"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// GapMark is what a calendar of many channels shows of a gap.
type GapMark struct {
	ChannelID string
	Span      plan.Span
	Severity  continuity.Severity
}

const gapMarksQuery = `SELECT g.channel_id, g.starts_on, g.ends_on, g.severity FROM gaps g
WHERE g.workspace_id = ? AND g.ends_on >= ? AND g.starts_on <= ? AND g.channel_id IS NOT NULL AND `

// GapMarks returns, in no order, the gaps of channels that have a day in span
// and are of one of the rules and in one of the states; empty means all.
func (tx *Tx) GapMarks(ws string, span plan.Span, rules []continuity.Rule, states []continuity.GapState) ([]GapMark, error) {
	var w where
	w.and("1 = 1")
	andIn(&w, "g.rule", rules)
	andIn(&w, "g.state", states)
	var marks []GapMark
	args := append([]any{ws, span.From, span.To}, w.args...)
	err := tx.each(gapMarksQuery+w.String(), args, func(rows *sql.Rows) error {
		var m GapMark
		var severity int
		err := rows.Scan(&m.ChannelID, &m.Span.From, &m.Span.To, &severity)
		m.Severity = continuity.Severities[severity]
		marks = append(marks, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the gaps of a span: %w", err)
	}
	return marks, nil
}
