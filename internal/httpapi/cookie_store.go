package httpapi

import (
	"context"
	"time"

	"github.com/alexedwards/scs/v2"

	"stetig/internal/app"
)

// cookieStore keeps for scs what cookies stand for. Each call is a transaction of
// its own, so none may be made inside another.
type cookieStore struct{ app *app.App }

var _ scs.CtxStore = cookieStore{}

func (s cookieStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	return s.app.Cookie(ctx, token)
}

func (s cookieStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.app.SaveCookie(ctx, token, data, expiry)
}

func (s cookieStore) DeleteCtx(ctx context.Context, token string) error {
	return s.app.ForgetCookie(ctx, token)
}

func (s cookieStore) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

func (s cookieStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s cookieStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
