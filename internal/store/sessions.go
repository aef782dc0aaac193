package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Session is a user who has signed in with a browser.
type Session struct {
	ID         string
	UserID     string
	Method     string // how they signed in: "password", "oidc" or "link"
	Address    string // of the client at sign-in
	Client     string // its User-Agent
	CreatedAt  time.Time
	LastUsedAt time.Time
	ExpiresAt  time.Time // it ends then, however much it is used
	EndedAt    time.Time // zero: not ended by hand
}

type sessionRow struct {
	ID         string
	UserID     string
	Method     string
	Address    string
	Client     string
	CreatedAt  int64 `gorm:"autoCreateTime:false"`
	LastUsedAt int64
	ExpiresAt  int64
	EndedAt    moment
}

func (sessionRow) TableName() string { return "sessions" }

func (r sessionRow) session() Session {
	return Session{
		ID: r.ID, UserID: r.UserID, Method: r.Method, Address: r.Address, Client: r.Client,
		CreatedAt: timeOf(r.CreatedAt), LastUsedAt: timeOf(r.LastUsedAt), ExpiresAt: timeOf(r.ExpiresAt), EndedAt: r.EndedAt.time(),
	}
}

// CreateSession stores a new session.
func (tx *Tx) CreateSession(s *Session) error {
	row := sessionRow{
		ID: s.ID, UserID: s.UserID, Method: s.Method, Address: s.Address, Client: s.Client,
		CreatedAt: unixOf(s.CreatedAt), LastUsedAt: unixOf(s.LastUsedAt), ExpiresAt: unixOf(s.ExpiresAt), EndedAt: momentOf(s.EndedAt),
	}
	return tx.create("session", &row, refusals{missing: "There is no such user."})
}

// Session returns a session, ended and expired ones too, and its user, or
// plan.CodeNotFound.
func (tx *Tx) Session(id string) (Session, User, error) {
	row, err := take[sessionRow](tx.db.Where("id = ?", id), "session")
	if err != nil {
		return Session{}, User{}, err
	}
	user, err := tx.User(row.UserID)
	return row.session(), user, err
}

// LiveSessions returns a user's sessions that have neither ended nor expired,
// the latest first.
func (tx *Tx) LiveSessions(userID string, now time.Time) ([]Session, error) {
	var rows []sessionRow
	err := tx.db.Where("user_id = ? AND ended_at IS NULL AND expires_at > ?", userID, unixOf(now)).Order("id DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list the sessions: %w", err)
	}
	return convert(rows, sessionRow.session), nil
}

// EndSession ends a session for good; one that ended before keeps its time.
// plan.CodeNotFound where there is no such session.
func (tx *Tx) EndSession(id string, at time.Time) error {
	n, err := tx.execCount(`UPDATE sessions SET ended_at = COALESCE(ended_at, ?) WHERE id = ?`, unixOf(at), id)
	if err != nil {
		return fmt.Errorf("end the session: %w", err)
	}
	if n == 0 {
		return notFound("session", sql.ErrNoRows)
	}
	return nil
}

// EndSessionsOf ends all sessions of a user but the one named ("" for none), and
// returns how many.
func (tx *Tx) EndSessionsOf(userID, except string, at time.Time) (int64, error) {
	n, err := tx.execCount(`UPDATE sessions SET ended_at = ? WHERE user_id = ? AND id <> ? AND ended_at IS NULL AND expires_at > ?`,
		unixOf(at), userID, except, unixOf(at))
	if err != nil {
		return 0, fmt.Errorf("end the sessions of a user: %w", err)
	}
	return n, nil
}

// TouchSession notes when a session was last used.
func (tx *Tx) TouchSession(id string, at time.Time) error {
	if err := tx.exec(`UPDATE sessions SET last_used_at = ? WHERE id = ?`, unixOf(at), id); err != nil {
		return fmt.Errorf("note the session's use: %w", err)
	}
	return nil
}

// PurgeSessions forgets sessions that ended or expired before a time.
func (tx *Tx) PurgeSessions(before time.Time) error {
	if err := tx.exec(`DELETE FROM sessions WHERE expires_at < ? OR ended_at < ?`, unixOf(before), unixOf(before)); err != nil {
		return fmt.Errorf("forget old sessions: %w", err)
	}
	return nil
}
