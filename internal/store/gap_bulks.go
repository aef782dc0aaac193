package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// GapBulk is that many gaps were accepted as one, kept so that it can be undone.
type GapBulk struct {
	ID          string
	WorkspaceID string
	MemberID    string // who accepted them
	At          time.Time
	UndoneAt    time.Time // zero: it stands
}

// GapBefore is what a gap was before a bulk accepted it.
type GapBefore struct {
	GapID string
	Was   *continuity.Acceptance // nil: it was open
}

type gapBulkRow struct {
	ID          string
	WorkspaceID string
	MemberID    string
	At          int64
	UndoneAt    moment
}

func (gapBulkRow) TableName() string { return "gap_bulks" }

type gapBulkGapRow struct {
	WorkspaceID string
	BulkID      string
	GapID       string
	Was         string
}

func (gapBulkGapRow) TableName() string { return "gap_bulk_gaps" }

// keptAcceptance is an acceptance as a bulk keeps it. The names are stored: they
// never change.
type keptAcceptance struct {
	By        string `json:"by"`
	At        int64  `json:"at"` // seconds since 1970
	Reason    string `json:"reason"`
	Until     int32  `json:"until"` // days since 1970
	From      int32  `json:"from"`
	Shortfall int    `json:"shortfall"`
}

func keptOf(a *continuity.Acceptance) *keptAcceptance {
	if a == nil {
		return nil
	}
	return &keptAcceptance{By: a.By, At: unixOf(a.At), Reason: a.Reason, Until: int32(a.Until), From: int32(a.From), Shortfall: a.Shortfall}
}

func (k *keptAcceptance) acceptance() *continuity.Acceptance {
	if k == nil {
		return nil
	}
	return &continuity.Acceptance{By: k.By, At: timeOf(k.At), Reason: k.Reason, Until: plan.Day(k.Until), From: plan.Day(k.From), Shortfall: k.Shortfall}
}

// CreateGapBulk keeps a bulk with what its gaps were.
func (tx *Tx) CreateGapBulk(b GapBulk, gaps []GapBefore) error {
	row := gapBulkRow{ID: b.ID, WorkspaceID: b.WorkspaceID, MemberID: b.MemberID, At: unixOf(b.At), UndoneAt: momentOf(b.UndoneAt)}
	missing := refusals{missing: "There is no such workspace, member or gap."}
	if err := tx.create("bulk", &row, missing); err != nil {
		return err
	}
	rows := make([]gapBulkGapRow, len(gaps))
	for i, g := range gaps {
		was, err := jsonOf(keptOf(g.Was))
		if err != nil {
			return err
		}
		rows[i] = gapBulkGapRow{WorkspaceID: b.WorkspaceID, BulkID: b.ID, GapID: g.GapID, Was: was}
	}
	for batch := range slices.Chunk(rows, insertBatch) {
		if err := tx.create("bulk", &batch, missing); err != nil {
			return err
		}
	}
	return nil
}

// GapBulk returns a bulk with its gaps in the order of their ids, or
// plan.CodeNotFound.
func (tx *Tx) GapBulk(ws, id string) (GapBulk, []GapBefore, error) {
	row, err := take[gapBulkRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "bulk change")
	if err != nil {
		return GapBulk{}, nil, err
	}
	var gaps []GapBefore
	query := `SELECT gap_id, was FROM gap_bulk_gaps WHERE bulk_id = ? AND workspace_id = ? ORDER BY gap_id`
	err = tx.each(query, []any{id, ws}, func(rows *sql.Rows) error {
		var g GapBefore
		var text string
		if err := rows.Scan(&g.GapID, &text); err != nil {
			return err
		}
		var kept *keptAcceptance
		if err := fromJSON(text, &kept); err != nil {
			return err
		}
		g.Was = kept.acceptance()
		gaps = append(gaps, g)
		return nil
	})
	if err != nil {
		return GapBulk{}, nil, fmt.Errorf("read a bulk of gaps: %w", err)
	}
	return GapBulk{
		ID: row.ID, WorkspaceID: row.WorkspaceID, MemberID: row.MemberID, At: timeOf(row.At), UndoneAt: row.UndoneAt.time(),
	}, gaps, nil
}

// MarkGapBulkUndone notes that a bulk was undone; plan.CodeStale where it was so already.
func (tx *Tx) MarkGapBulkUndone(ws, id string, at time.Time) error {
	n, err := tx.execCount(`UPDATE gap_bulks SET undone_at = ? WHERE workspace_id = ? AND id = ? AND undone_at IS NULL`, unixOf(at), ws, id)
	if err != nil {
		return fmt.Errorf("note that a bulk of gaps was undone: %w", err)
	}
	if n == 0 {
		return stale("bulk change")
	}
	return nil
}

// GapsByID returns those of the gaps that there are.
func (tx *Tx) GapsByID(ws string, ids []string) (map[string]continuity.Gap, error) {
	found := make(map[string]continuity.Gap, len(ids))
	for batch := range slices.Chunk(ids, 500) {
		var w where
		w.and("g.workspace_id = ?", ws)
		andIn(&w, "g.id", batch)
		err := tx.each(`SELECT `+gapColumns+` FROM gaps g WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
			var row gapRow
			err := row.scan(rows)
			found[row.ID] = row.gap()
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read gaps: %w", err)
		}
	}
	return found, nil
}
