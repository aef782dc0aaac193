package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stetig/internal/plan"
)

// IdempotencyKey is a request that shall be carried out once.
type IdempotencyKey struct {
	UserID      string
	Key         string // unique among the user's requests
	RequestHash string // tells another request under the same key
	At          time.Time
}

// IdempotencyRow is a request that was carried out, with its answer.
type IdempotencyRow struct {
	IdempotencyKey
	Status  int // 0: the answer was not kept
	Headers map[string]string
	Body    []byte
}

// ClaimIdempotency takes a key for a request. A key taken before is
// plan.CodeConflict. On PostgreSQL the claim waits for a transaction that is
// just claiming the same.
func (tx *Tx) ClaimIdempotency(k IdempotencyKey) error {
	n, err := tx.execCount(`INSERT INTO idempotency (user_id, key, request_hash, at, status, headers) VALUES (?, ?, ?, ?, 0, '')
		ON CONFLICT (user_id, key) DO NOTHING`, k.UserID, k.Key, k.RequestHash, unixOf(k.At))
	if err != nil {
		return refusals{missing: "There is no such user."}.refuse("claim an idempotency key", err)
	}
	if n == 0 {
		return plan.Errorf(plan.CodeConflict, "This Idempotency-Key was used before; send each new request with a new one.")
	}
	return nil
}

// Idempotency returns the request that took a key; found is false where none did.
func (tx *Tx) Idempotency(userID, key string) (row IdempotencyRow, found bool, err error) {
	row.UserID, row.Key = userID, key
	var at int64
	var headers string
	err = tx.row(`SELECT request_hash, at, status, headers, body FROM idempotency WHERE user_id = ? AND key = ?`, userID, key).
		Scan(&row.RequestHash, &at, &row.Status, &headers, &row.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return IdempotencyRow{}, false, nil
	}
	if err != nil {
		return IdempotencyRow{}, false, fmt.Errorf("look for an idempotency key: %w", err)
	}
	row.At = timeOf(at)
	return row, true, fromJSON(headers, &row.Headers)
}

// SaveIdempotencyResponse keeps the answer to a claimed request.
// plan.CodeNotFound where the key was not claimed.
func (tx *Tx) SaveIdempotencyResponse(userID, key string, status int, headers map[string]string, body []byte) error {
	text, err := jsonOf(headers)
	if err != nil {
		return err
	}
	n, err := tx.execCount(`UPDATE idempotency SET status = ?, headers = ?, body = ? WHERE user_id = ? AND key = ?`,
		status, text, body, userID, key)
	if err != nil {
		return fmt.Errorf("keep the answer to a request: %w", err)
	}
	if n == 0 {
		return notFound("idempotency key", sql.ErrNoRows)
	}
	return nil
}

// PurgeIdempotency forgets keys claimed before a time, and returns how many.
func (tx *Tx) PurgeIdempotency(before time.Time) (int64, error) {
	n, err := tx.execCount(`DELETE FROM idempotency WHERE at < ?`, unixOf(before))
	if err != nil {
		return 0, fmt.Errorf("forget old idempotency keys: %w", err)
	}
	return n, nil
}
