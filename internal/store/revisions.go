package store

import (
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
