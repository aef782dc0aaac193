package store

import (
	"database/sql"
	"fmt"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// seenFinding is a finding as the history of a gap keeps it. The names are
// stored: they never change.
type seenFinding struct {
	Rule        string `json:"rule"`
	ChannelID   string `json:"channel"`
	PlanID      string `json:"plan,omitempty"`
	SubjectKind string `json:"subject_kind,omitempty"`
	SubjectID   string `json:"subject,omitempty"`
	OwnerID     string `json:"owner,omitempty"`
	From        int32  `json:"from"` // days since 1970
	To          int32  `json:"to"`
	Expected    int    `json:"expected"`
	Actual      int    `json:"actual"`
	Severity    string `json:"severity"`
	Fingerprint string `json:"fingerprint"`
}

func seenOf(f continuity.Finding) seenFinding {
	return seenFinding{
		Rule: string(f.Rule), ChannelID: f.ChannelID, PlanID: f.PlanID, SubjectKind: string(f.SubjectKind), SubjectID: f.SubjectID,
		OwnerID: f.OwnerID, From: int32(f.Span.From), To: int32(f.Span.To), Expected: f.Expected, Actual: f.Actual,
		Severity: string(f.Severity), Fingerprint: f.Fingerprint,
	}
}

func (s seenFinding) finding() continuity.Finding {
	return continuity.Finding{
		Rule: continuity.Rule(s.Rule), ChannelID: s.ChannelID, PlanID: s.PlanID, SubjectKind: continuity.SubjectKind(s.SubjectKind),
		SubjectID: s.SubjectID, OwnerID: s.OwnerID, Span: plan.Span{From: plan.Day(s.From), To: plan.Day(s.To)},
		Expected: s.Expected, Actual: s.Actual, Severity: continuity.Severity(s.Severity), Fingerprint: s.Fingerprint,
	}
}

// AddGapEvents appends to the history of gaps, in the order given. The gaps
// have been saved before.
func (tx *Tx) AddGapEvents(ws string, events []continuity.Event) error {
	for _, e := range events {
		seen, err := jsonOf(seenOf(e.Seen))
		if err != nil {
			return err
		}
		err = tx.exec(`INSERT INTO gap_events (workspace_id, gap_id, at, member_id, kind, from_state, to_state, note, seen)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			ws, e.GapID, unixOf(e.At), ref(e.By), string(e.Kind), string(e.From), string(e.To), e.Note, seen)
		if err != nil {
			return refusals{missing: "There is no such gap in this workspace."}.refuse("write the gap's history", err)
		}
	}
	return nil
}

const eventColumns = `gap_id, at, member_id, kind, from_state, to_state, note, seen`

// GapEvents returns the history of a gap, oldest first.
func (tx *Tx) GapEvents(ws, gapID string) ([]continuity.Event, error) {
	return tx.gapEvents(`SELECT `+eventColumns+` FROM gap_events WHERE gap_id = ? AND workspace_id = ? ORDER BY number`, gapID, ws)
}

// GapEventsBetween returns, oldest first, what opened, returned or was closed
// (resolved, merged, missed) from one time, inclusive, to another, exclusive.
func (tx *Tx) GapEventsBetween(ws string, from, to time.Time) ([]continuity.Event, error) {
	return tx.gapEvents(`SELECT `+eventColumns+` FROM gap_events WHERE workspace_id = ? AND at >= ? AND at < ?
		AND kind IN ('opened', 'returned', 'resolved', 'merged', 'missed') ORDER BY at, number`, ws, unixOf(from), unixOf(to))
}

func (tx *Tx) gapEvents(query string, args ...any) ([]continuity.Event, error) {
	var events []continuity.Event
	err := tx.each(query, args, func(rows *sql.Rows) error {
		var e continuity.Event
		var at int64
		var by ref
		var text string
		if err := rows.Scan(&e.GapID, &at, &by, &e.Kind, &e.From, &e.To, &e.Note, &text); err != nil {
			return err
		}
		var seen seenFinding
		if err := fromJSON(text, &seen); err != nil {
			return err
		}
		e.At, e.By, e.Seen = timeOf(at), string(by), seen.finding()
		events = append(events, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the history of gaps: %w", err)
	}
	return events, nil
}
