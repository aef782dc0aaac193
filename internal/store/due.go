package store

import (
	"database/sql"
	"fmt"
	"time"
)

// ChannelRef names a channel of any workspace.
type ChannelRef struct {
	WorkspaceID string
	ChannelID   string
}

// ChannelsDue lists, across all workspaces, the channels whose findings may have
// changed by now because time passed, longest due first. A scan sets the next
// time with SetScanDue, so the cursor goes on behind channels that were scanned
// meanwhile, and those that could not be.
func (tx *Tx) ChannelsDue(now time.Time, page Page) ([]ChannelRef, string, error) {
	var w where
	w.and("scan_due_at <= ?", unixOf(now))
	var at int64
	var id string
	if more, err := page.after("channels_due", &at, &id); err != nil {
		return nil, "", err
	} else if more {
		w.and("(scan_due_at, id) > (?, ?)", at, id)
	}
	type due struct {
		ChannelRef
		at int64
	}
	var rows []due
	query := `SELECT workspace_id, id, scan_due_at FROM channels WHERE ` + w.String() + ` ORDER BY scan_due_at, id LIMIT ?`
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		var d due
		err := r.Scan(&d.WorkspaceID, &d.ChannelID, &d.at)
		rows = append(rows, d)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the channels due for a scan: %w", err)
	}
	rows, next, err := cutPage(rows, page.size(), "channels_due", func(d due) []any { return []any{d.at, d.ChannelID} })
	return convert(rows, func(d due) ChannelRef { return d.ChannelRef }), next, err
}

// SetScanDue notes when the worker has to scan a channel again even if nothing
// changes; the zero time is at once.
func (tx *Tx) SetScanDue(ws, channelID string, at time.Time) error {
	n, err := tx.execCount(`UPDATE channels SET scan_due_at = ? WHERE workspace_id = ? AND id = ?`, unixOf(at), ws, channelID)
	if err != nil {
		return fmt.Errorf("set the channel's next scan: %w", err)
	}
	if n == 0 {
		return notFound("channel", sql.ErrNoRows)
	}
	return nil
}

// MemberRef names a member of any workspace.
type MemberRef struct {
	WorkspaceID string
	MemberID    string
}

// MembersDue is ChannelsDue for members, whose load is to be looked at.
func (tx *Tx) MembersDue(now time.Time, page Page) ([]MemberRef, string, error) {
	var w where
	w.and("scan_due_at <= ?", unixOf(now))
	var at int64
	var id string
	if more, err := page.after("members_due", &at, &id); err != nil {
		return nil, "", err
	} else if more {
		w.and("(scan_due_at, id) > (?, ?)", at, id)
	}
	type due struct {
		MemberRef
		at int64
	}
	var rows []due
	query := `SELECT workspace_id, id, scan_due_at FROM members WHERE ` + w.String() + ` ORDER BY scan_due_at, id LIMIT ?`
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		var d due
		err := r.Scan(&d.WorkspaceID, &d.MemberID, &d.at)
		rows = append(rows, d)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the members due for a scan: %w", err)
	}
	rows, next, err := cutPage(rows, page.size(), "members_due", func(d due) []any { return []any{d.at, d.MemberID} })
	return convert(rows, func(d due) MemberRef { return d.MemberRef }), next, err
}

// SetMemberScanDue notes when the worker has to look at a member's load again even
// if nothing changes; the zero time is never.
func (tx *Tx) SetMemberScanDue(ws, memberID string, at time.Time) error {
	other := "scan_due_at IS NOT NULL"
	if !at.IsZero() {
		other = fmt.Sprintf("(scan_due_at IS NULL OR scan_due_at <> %d)", unixOf(at))
	}
	if err := tx.exec(`UPDATE members SET scan_due_at = ? WHERE workspace_id = ? AND id = ? AND `+other, momentOf(at), ws, memberID); err != nil {
		return fmt.Errorf("set the member's next scan: %w", err)
	}
	return nil
}

// farthestScan is later than any scan is due: findings hold until the next
// midnight at most.
const farthestScan = 72 * time.Hour

// RecallScans makes channels and members due whose next scan lies so far ahead that
// it was noted while a clock was wrong.
func (tx *Tx) RecallScans(now time.Time) error {
	for _, table := range []string{"channels", "members"} {
		if err := tx.exec(`UPDATE `+table+` SET scan_due_at = 0 WHERE scan_due_at > ?`, unixOf(now.Add(farthestScan))); err != nil {
			return fmt.Errorf("recall scans noted for later: %w", err)
		}
	}
	return nil
}
