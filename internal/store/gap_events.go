package store

import (
	"database/sql"
	"fmt"

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
		err = tx.exec(`INSERT INTO gap_events (workspace_id, gap_id, at, member_id, kind, from_state, to_state, note, accepted_until, seen)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			ws, e.GapID, unixOf(e.At), ref(e.By), string(e.Kind), string(e.From), string(e.To), e.Note, untilOf(e), seen)
		if err != nil {
			return refusals{missing: "There is no such gap in this workspace."}.refuse("write the gap's history", err)
		}
	}
	return nil
}

// untilOf is the last day of an acceptance, nil of anything else.
func untilOf(e continuity.Event) *int32 {
	if e.Until == 0 {
		return nil
	}
	return nullDay(&e.Until)
}

const eventColumns = `gap_id, at, member_id, kind, from_state, to_state, note, accepted_until, seen`

// GapEvents returns the history of a gap, oldest first.
func (tx *Tx) GapEvents(ws, gapID string) ([]continuity.Event, error) {
	return tx.gapEvents(`SELECT `+eventColumns+` FROM gap_events WHERE gap_id = ? AND workspace_id = ? ORDER BY number`, gapID, ws)
}

// SeenEvent is a line of a gap's history with how the gap stood before it.
type SeenEvent struct {
	continuity.Event
	Before *continuity.Finding // nil for the first line
}

// GapHistory returns a page of the history of a gap, oldest first.
func (tx *Tx) GapHistory(ws, gapID string, page Page) ([]SeenEvent, string, error) {
	var number int64
	if _, err := page.after("gap history", &number); err != nil {
		return nil, "", err
	}
	type numbered struct {
		SeenEvent
		number int64
	}
	var lines []numbered
	query := `SELECT number, ` + eventColumns + `, (SELECT p.seen FROM gap_events p WHERE p.workspace_id = e.workspace_id AND p.gap_id = e.gap_id
			AND p.number < e.number ORDER BY p.number DESC LIMIT 1)
		FROM gap_events e WHERE workspace_id = ? AND gap_id = ? AND number > ? ORDER BY number LIMIT ?`
	err := tx.each(query, []any{ws, gapID, number, page.size() + 1}, func(rows *sql.Rows) error {
		var line numbered
		var before sql.NullString
		if err := scanEvent(rows, &line.Event, []any{&line.number}, &before); err != nil {
			return err
		}
		if before.Valid {
			var seen seenFinding
			if err := fromJSON(before.String, &seen); err != nil {
				return err
			}
			finding := seen.finding()
			line.Before = &finding
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("read the history of a gap: %w", err)
	}
	lines, next, err := cutPage(lines, page.size(), "gap history", func(l numbered) []any { return []any{l.number} })
	return convert(lines, func(l numbered) SeenEvent { return l.SeenEvent }), next, err
}

func (tx *Tx) gapEvents(query string, args ...any) ([]continuity.Event, error) {
	var events []continuity.Event
	err := tx.each(query, args, func(rows *sql.Rows) error {
		var e continuity.Event
		err := scanEvent(rows, &e, nil)
		events = append(events, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the history of gaps: %w", err)
	}
	return events, nil
}

// scanEvent reads eventColumns, with what stands before and after them.
func scanEvent(rows *sql.Rows, e *continuity.Event, before []any, after ...any) error {
	var at int64
	var by ref
	var until *int32
	var text string
	into := append(before, &e.GapID, &at, &by, &e.Kind, &e.From, &e.To, &e.Note, &until, &text)
	if err := rows.Scan(append(into, after...)...); err != nil {
		return err
	}
	var seen seenFinding
	if err := fromJSON(text, &seen); err != nil {
		return err
	}
	e.At, e.By, e.Seen = timeOf(at), string(by), seen.finding()
	if until != nil {
		e.Until = plan.Day(*until)
	}
	return nil
}
