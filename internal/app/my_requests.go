package app

import (
	"context"
	"time"

	"stetig/internal/store"
)

// OwnershipRequest is a channel that the user was asked to own and has not
// answered for.
type OwnershipRequest struct {
	WorkspaceID   string
	WorkspaceName string
	ChannelID     string
	ChannelName   string
	AskedAt       time.Time
}

// MyRequests lists what waits for the user's answer, the oldest first: of one
// workspace or, for "", of all in which they are an active member. A token for one
// workspace is told of that one's only.
func (a *App) MyRequests(ctx context.Context, by Actor, ws string, page Page) (requests []OwnershipRequest, next string, err error) {
	if by.WorkspaceID != "" {
		if ws != "" && ws != by.WorkspaceID {
			return nil, "", nil
		}
		ws = by.WorkspaceID
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		asked, n, err := tx.OwnershipRequests(by.UserID, ws, store.Page(page))
		for _, request := range asked {
			requests = append(requests, OwnershipRequest(request))
		}
		next = n
		return err
	})
	return requests, next, err
}
