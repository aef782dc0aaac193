package store

import (
	"database/sql"
	"fmt"
	"time"
)

// OwnershipRequest is a channel that a user was asked to own and has not answered for.
type OwnershipRequest struct {
	WorkspaceID   string
	WorkspaceName string
	ChannelID     string
	ChannelName   string
	AskedAt       time.Time
}

// OwnershipRequests lists, the oldest first, the channels that a user was asked to
// own and has not answered for, in one workspace or, for "", in all in which they
// are an active member.
func (tx *Tx) OwnershipRequests(userID, ws string, page Page) ([]OwnershipRequest, string, error) {
	const name = "requests"
	var w where
	w.and("m.user_id = ? AND m.deactivated_at IS NULL AND m.removed_at IS NULL", userID)
	w.and("c.owner_id IS NOT NULL AND c.owner_accepted_at IS NULL")
	w.andEqual("m.workspace_id", ws)
	var at int64
	var id string
	if more, err := page.after(name, &at, &id); err != nil {
		return nil, "", err
	} else if more {
		w.and("(COALESCE(c.owner_asked_at, 0), c.id) > (?, ?)", at, id)
	}
	query := `SELECT w.id, w.name, c.id, c.name, COALESCE(c.owner_asked_at, 0)
		FROM ` + tx.through("members", "m", "members_of_user") + `
		JOIN workspaces w ON w.id = m.workspace_id
		JOIN ` + tx.through("channels", "c", "channels_asked") + ` ON c.workspace_id = m.workspace_id AND c.owner_id = m.id
		WHERE ` + w.String() + ` ORDER BY 5, 3 LIMIT ?`
	var requests []OwnershipRequest
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		var q OwnershipRequest
		var asked int64
		err := r.Scan(&q.WorkspaceID, &q.WorkspaceName, &q.ChannelID, &q.ChannelName, &asked)
		q.AskedAt = timeOf(asked)
		requests = append(requests, q)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list what waits for an answer: %w", err)
	}
	return cutPage(requests, page.size(), name, func(q OwnershipRequest) []any { return []any{unixOf(q.AskedAt), q.ChannelID} })
}
