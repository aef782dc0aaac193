package app

import (
	"context"
	"encoding/hex"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// onceKept is how long an answer is kept for being sent again.
const onceKept = 24 * time.Hour

// claimIdempotency takes the key of a change that shall be done once, in the
// change's own transaction: it is done and claimed, or neither.
func claimIdempotency(ctx context.Context, tx *store.Tx, by Actor, now time.Time) error {
	once, asked := onceFrom(ctx)
	if !asked {
		return nil
	}
	return tx.ClaimIdempotency(store.IdempotencyKey{
		UserID: by.UserID, Key: once.Key, RequestHash: hex.EncodeToString(once.Request[:]), At: now,
	})
}

// RecallAnswer returns the answer that was given to a request sent before.
// found is false for a request never carried out. The same key with another
// request is CodeConflict, and so is one whose answer was not kept.
//
// Whoever is no active member of the workspace any more (ws, "" for a request
// of none) is not told again: CodeNotFound.
func (a *App) RecallAnswer(ctx context.Context, by Actor, ws string, once Once) (answer Answer, found bool, err error) {
	var kept store.IdempotencyRow
	err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
		kept, found, err = tx.Idempotency(by.UserID, once.Key)
		if err == nil && found && ws != "" {
			_, err = memberOf(tx, by, ws)
		}
		return err
	})
	switch {
	case err != nil || !found:
		return Answer{}, false, err
	case a.now().Sub(kept.At) > onceKept:
		return Answer{}, false, plan.Errorf(plan.CodeConflict, "This Idempotency-Key was used more than a day ago. Choose a new one.")
	case kept.RequestHash != hex.EncodeToString(once.Request[:]):
		return Answer{}, false, plan.Errorf(plan.CodeConflict, "This Idempotency-Key was used for another request. Choose a new one.")
	case kept.Status == 0:
		return Answer{}, false, plan.Errorf(plan.CodeConflict, "This request was carried out, but its answer was not kept (it is still being made, held a secret, or was interrupted). Look for what it made before you send it with a new Idempotency-Key.")
	}
	return Answer{Status: kept.Status, Header: kept.Headers, Body: kept.Body}, true, nil
}

// KeepAnswer keeps what was answered to a request, for sending it again. An
// answer that holds a secret is not kept.
func (a *App) KeepAnswer(ctx context.Context, by Actor, once Once, answer Answer) error {
	if answer.Secret {
		return nil
	}
	return a.store.Write(ctx, func(tx *store.Tx) error {
		return tx.SaveIdempotencyResponse(by.UserID, once.Key, answer.Status, answer.Header, answer.Body)
	})
}
