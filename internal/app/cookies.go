package app

import (
	"context"
	"time"

	"stetig/internal/store"
)

// Cookie returns what a browser's cookie stands for, by the cookie's hash; found
// is false for one that is unknown or expired.
func (a *App) Cookie(ctx context.Context, hash string) (data []byte, found bool, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
		data, found, err = tx.Cookie(hash, a.now())
		return err
	})
	return data, found, err
}

// SaveCookie keeps what a browser's cookie stands for until it expires.
func (a *App) SaveCookie(ctx context.Context, hash string, data []byte, expiresAt time.Time) error {
	return a.store.Write(ctx, func(tx *store.Tx) error { return tx.SaveCookie(hash, data, expiresAt) })
}

// ForgetCookie makes a browser's cookie stand for nothing; one that is unknown is
// no error.
func (a *App) ForgetCookie(ctx context.Context, hash string) error {
	return a.store.Write(ctx, func(tx *store.Tx) error { return tx.DeleteCookie(hash) })
}
