package store

import (
	"context"
	"database/sql"
	"fmt"
)

// BumpChannel raises the revision of a channel and of its workspace: whatever
// was rendered from either is out of date.
func (tx *Tx) BumpChannel(ws, channelID string) error {
	n, err := tx.execCount(`UPDATE channels SET revision = revision + 1 WHERE workspace_id = ? AND id = ?`, ws, channelID)
	if err != nil {
		return fmt.Errorf("raise the channel's revision: %w", err)
	}
	if n == 0 {
		return notFound("channel", sql.ErrNoRows)
	}
	return tx.BumpWorkspace(ws)
}

// BumpAllChannels raises the revision of every channel of a workspace and of the
// workspace: something changed that all of them show, such as a member's name.
func (tx *Tx) BumpAllChannels(ws string) error {
	if err := tx.exec(`UPDATE channels SET revision = revision + 1 WHERE workspace_id = ?`, ws); err != nil {
		return fmt.Errorf("raise the channels' revisions: %w", err)
	}
	return tx.BumpWorkspace(ws)
}

// BumpWorkspace raises the revision of a workspace alone.
func (tx *Tx) BumpWorkspace(ws string) error {
	n, err := tx.execCount(`UPDATE workspaces SET revision = revision + 1 WHERE id = ?`, ws)
	if err != nil {
		return fmt.Errorf("raise the workspace's revision: %w", err)
	}
	if n == 0 {
		return notFound("workspace", sql.ErrNoRows)
	}
	return nil
}

// Revision returns the revision of a workspace. plan.CodeNotFound where there is
// no such workspace.
func (tx *Tx) Revision(ws string) (revision int64, err error) {
	if err := tx.row(`SELECT revision FROM workspaces WHERE id = ?`, ws).Scan(&revision); err != nil {
		return 0, notFound("workspace", err)
	}
	return revision, nil
}

// Revisions returns the revisions of those of the workspaces that there are. It
// is asked every second of all that somebody watches, in one statement.
func (s *Store) Revisions(ctx context.Context, workspaces []string) (map[string]int64, error) {
	var w where
	andIn(&w, "id", workspaces)
	found := make(map[string]int64, len(workspaces))
	if len(workspaces) == 0 {
		return found, nil
	}
	err := s.single(ctx).each(`SELECT id, revision FROM workspaces WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var id string
		var revision int64
		err := rows.Scan(&id, &revision)
		found[id] = revision
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the workspaces' revisions: %w", err)
	}
	return found, nil
}

// ChannelRevision is how often a channel, or anything on it, was changed.
type ChannelRevision struct {
	ChannelID string
	Revision  int64
}

// ChannelRevisions returns the revision of a workspace, and those of its
// channels by position. plan.CodeNotFound where there is no such workspace.
func (tx *Tx) ChannelRevisions(ws string) (revision int64, channels []ChannelRevision, err error) {
	if revision, err = tx.Revision(ws); err != nil {
		return 0, nil, err
	}
	query := `SELECT id, revision FROM channels WHERE workspace_id = ? ORDER BY position, name_key, id`
	err = tx.each(query, []any{ws}, func(rows *sql.Rows) error {
		var c ChannelRevision
		err := rows.Scan(&c.ChannelID, &c.Revision)
		channels = append(channels, c)
		return err
	})
	if err != nil {
		return 0, nil, fmt.Errorf("read the channels' revisions: %w", err)
	}
	return revision, channels, nil
}
