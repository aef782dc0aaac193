package store

import (
	"database/sql"
	"fmt"
	"time"

	"stetig/internal/plan"
)

type memberNewsRow struct {
	WorkspaceID  string
	MemberID     string
	WeeklyReport string
	DailyDigest  bool
	UpdatedAt    int64 `gorm:"autoUpdateTime:false"`
	Version      int
}

func (memberNewsRow) TableName() string { return "member_news" }

// MemberNews returns what a member wants to be told of a workspace; what somebody
// wants who never said is of version 0.
func (tx *Tx) MemberNews(ws, memberID string) (plan.MemberNews, error) {
	news := plan.MemberNews{WorkspaceID: ws, MemberID: memberID, WeeklyReport: plan.ByRole, DailyDigest: true}
	row, err := take[memberNewsRow](tx.db.Where("workspace_id = ? AND member_id = ?", ws, memberID), "choice")
	if plan.CodeOf(err) == plan.CodeNotFound {
		return news, nil
	}
	news.WeeklyReport, news.DailyDigest, news.Version = plan.NewsChoice(row.WeeklyReport), row.DailyDigest, row.Version
	return news, err
}

// SaveMemberNews stores what a member wants to be told, and raises its version.
// plan.CodeStale where the stored version is another.
func (tx *Tx) SaveMemberNews(news *plan.MemberNews, at time.Time) error {
	n, err := tx.execCount(`INSERT INTO member_news (workspace_id, member_id, weekly_report, daily_digest, updated_at, version) VALUES (?, ?, ?, ?, ?, 1)
		ON CONFLICT (workspace_id, member_id) DO UPDATE SET weekly_report = excluded.weekly_report, daily_digest = excluded.daily_digest,
			updated_at = excluded.updated_at, version = member_news.version + 1 WHERE member_news.version = ?`,
		news.WorkspaceID, news.MemberID, string(news.WeeklyReport), news.DailyDigest, unixOf(at), news.Version)
	if err != nil {
		return refusals{missing: "There is no such member in this workspace."}.refuse("store what a member wants to be told", err)
	}
	if n == 0 {
		return stale("choice")
	}
	news.Version++
	return nil
}

// ReportReaders lists the active members who want the weekly report by mail and
// have an account that may sign in.
func (tx *Tx) ReportReaders(ws string) (memberIDs []string, err error) {
	query := `SELECT m.id FROM members m JOIN users u ON u.id = m.user_id LEFT JOIN member_news n ON n.workspace_id = m.workspace_id AND n.member_id = m.id
		WHERE m.workspace_id = ? AND m.deactivated_at IS NULL AND m.removed_at IS NULL AND u.deactivated_at IS NULL
			AND CASE COALESCE(n.weekly_report, 'by_role') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 ELSE CASE m.role WHEN ? THEN 1 ELSE 0 END END = 1
		ORDER BY m.id`
	err = tx.each(query, []any{ws, string(plan.Lead)}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		memberIDs = append(memberIDs, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list who wants the report: %w", err)
	}
	return memberIDs, nil
}

// StoredNews is what a user wants to be told in all workspaces, and what they were told.
type StoredNews struct {
	plan.UserNews
	NextAt    time.Time // when it is next looked whether there is something to tell
	LastDay   *plan.Day // on which day of theirs that was last done; nil: never
	ToldUntil time.Time // up to when what happened was looked at; zero: never
}

type userNewsRow struct {
	UserID        string
	DailyDigest   bool
	DigestHour    int
	TimeZone      string
	NextDigestAt  int64
	LastDigestDay *int32
	ToldUntil     moment
	UpdatedAt     int64 `gorm:"autoUpdateTime:false"`
	Version       int
}

func (userNewsRow) TableName() string { return "user_news" }

// UserNews returns what a user wants to be told; what somebody wants who never said
// is of version 0.
func (tx *Tx) UserNews(userID string) (StoredNews, error) {
	row, err := take[userNewsRow](tx.db.Where("user_id = ?", userID), "choice")
	if plan.CodeOf(err) == plan.CodeNotFound {
		return StoredNews{UserNews: plan.UserNews{UserID: userID, DailyDigest: true, DigestHour: plan.DefaultDigestHour}}, nil
	}
	return StoredNews{
		UserNews:  plan.UserNews{UserID: userID, DailyDigest: row.DailyDigest, DigestHour: row.DigestHour, TimeZone: row.TimeZone, Version: row.Version},
		NextAt:    timeOf(row.NextDigestAt),
		LastDay:   dayOf(row.LastDigestDay),
		ToldUntil: row.ToldUntil.time(),
	}, err
}

// SaveUserNews stores what a user wants to be told, and when it is next looked
// for; the version is raised. plan.CodeStale where the stored version is another.
func (tx *Tx) SaveUserNews(news *StoredNews, at time.Time) error {
	n, err := tx.execCount(`INSERT INTO user_news (user_id, daily_digest, digest_hour, time_zone, next_digest_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, 1)
		ON CONFLICT (user_id) DO UPDATE SET daily_digest = excluded.daily_digest, digest_hour = excluded.digest_hour, time_zone = excluded.time_zone,
			next_digest_at = excluded.next_digest_at, updated_at = excluded.updated_at, version = user_news.version + 1 WHERE user_news.version = ?`,
		news.UserID, news.DailyDigest, news.DigestHour, news.TimeZone, unixOf(news.NextAt), unixOf(at), news.Version)
	if err != nil {
		return refusals{missing: "There is no such user."}.refuse("store what a user wants to be told", err)
	}
	if n == 0 {
		return stale("choice")
	}
	news.Version++
	return nil
}

// PassDigest notes, for one that is due, that a user's digest of a day is done:
// NextAt, LastDay and ToldUntil. It bumps no version of what they chose. done is
// false where somebody else has done it, who saw the same before.
func (tx *Tx) PassDigest(news, before StoredNews, at time.Time) (done bool, err error) {
	n, err := tx.execCount(`INSERT INTO user_news (user_id, daily_digest, digest_hour, time_zone, next_digest_at, last_digest_day, told_until, updated_at, version)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
		ON CONFLICT (user_id) DO UPDATE SET next_digest_at = excluded.next_digest_at, last_digest_day = excluded.last_digest_day, told_until = excluded.told_until
			WHERE user_news.next_digest_at = ? AND user_news.version = ?`,
		news.UserID, news.DailyDigest, news.DigestHour, news.TimeZone, unixOf(news.NextAt), nullDay(news.LastDay), momentOf(news.ToldUntil), unixOf(at),
		unixOf(before.NextAt), before.Version)
	if err != nil {
		return false, fmt.Errorf("note that a digest is done: %w", err)
	}
	return n > 0, nil
}

// DueDigests lists users whose digest is due at a moment, in the order of their ids,
// behind one ("" for the first); at most so many. Those of whom it is not known when
// are due, and so are those due later than a moment that no digest is: a clock that
// ran ahead has said so.
func (tx *Tx) DueDigests(now, tooLate time.Time, after string, most int) (userIDs []string, err error) {
	query := `SELECT u.id FROM users u LEFT JOIN user_news n ON n.user_id = u.id
		WHERE u.id > ? AND u.deactivated_at IS NULL AND (n.user_id IS NULL OR n.next_digest_at <= ? OR n.next_digest_at > ?) ORDER BY u.id LIMIT ?`
	err = tx.each(query, []any{after, unixOf(now), unixOf(tooLate), most}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		userIDs = append(userIDs, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for digests that are due: %w", err)
	}
	return userIDs, nil
}

// Digest is what one daily digest tells of.
type Digest struct {
	ID          string
	UserID      string
	Day         plan.Day // the user's
	From, Until time.Time
	CreatedAt   time.Time
}

// CreateDigest stores a digest. A second one of a user's day is plan.CodeConflict.
func (tx *Tx) CreateDigest(d *Digest) error {
	err := tx.exec(`INSERT INTO digests (id, user_id, day, told_from, told_until, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
		d.ID, d.UserID, int32(d.Day), unixOf(d.From), unixOf(d.Until), unixOf(d.CreatedAt))
	return refusals{duplicate: "The user has a digest of this day.", missing: "There is no such user."}.refuse("store a digest", err)
}

// HasDigest reports whether a user was told of a day.
func (tx *Tx) HasDigest(userID string, day plan.Day) (bool, error) {
	var has bool
	if err := tx.row(`SELECT EXISTS (SELECT 1 FROM digests WHERE user_id = ? AND day = ?)`, userID, int32(day)).Scan(&has); err != nil {
		return false, fmt.Errorf("look for a digest: %w", err)
	}
	return has, nil
}

// Digest returns a digest, or plan.CodeNotFound.
func (tx *Tx) Digest(id string) (Digest, error) {
	var d Digest
	var from, until, created int64
	err := tx.row(`SELECT id, user_id, day, told_from, told_until, created_at FROM digests WHERE id = ?`, id).Scan(&d.ID, &d.UserID, &d.Day, &from, &until, &created)
	if err != nil {
		return Digest{}, notFound("digest", err)
	}
	d.From, d.Until, d.CreatedAt = timeOf(from), timeOf(until), timeOf(created)
	return d, nil
}

// UnsubscribeLink is an address by which somebody ends news of one kind without
// signing in.
type UnsubscribeLink struct {
	TokenHash   []byte // SHA-256
	Kind        plan.NewsKind
	UserID      string
	WorkspaceID string // "" for the digest
	MemberID    string // "" for the digest
	CreatedAt   time.Time
}

type unsubscribeLinkRow struct {
	TokenHash   []byte
	Kind        string
	UserID      string
	WorkspaceID ref
	MemberID    ref
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
}

func (unsubscribeLinkRow) TableName() string { return "unsubscribe_links" }

// CreateUnsubscribeLink stores an address.
func (tx *Tx) CreateUnsubscribeLink(l UnsubscribeLink) error {
	row := unsubscribeLinkRow{
		TokenHash: l.TokenHash, Kind: string(l.Kind), UserID: l.UserID, WorkspaceID: ref(l.WorkspaceID), MemberID: ref(l.MemberID), CreatedAt: unixOf(l.CreatedAt),
	}
	return tx.create("link", &row, refusals{missing: "There is no such member."})
}

// UnsubscribeLink returns the address whose token has this SHA-256, or plan.CodeNotFound.
func (tx *Tx) UnsubscribeLink(hash []byte) (UnsubscribeLink, error) {
	row, err := take[unsubscribeLinkRow](tx.db.Where("token_hash = ?", hash), "link")
	return UnsubscribeLink{
		TokenHash: row.TokenHash, Kind: plan.NewsKind(row.Kind), UserID: row.UserID, WorkspaceID: string(row.WorkspaceID), MemberID: string(row.MemberID),
		CreatedAt: timeOf(row.CreatedAt),
	}, err
}

// PurgeNews forgets addresses to unsubscribe made before a time, and digests made
// before another.
func (tx *Tx) PurgeNews(links, digests time.Time) error {
	err := tx.exec(`DELETE FROM unsubscribe_links WHERE created_at < ?`, unixOf(links))
	if err == nil {
		err = tx.exec(`DELETE FROM digests WHERE created_at < ?`, unixOf(digests))
	}
	if err != nil {
		return fmt.Errorf("forget old news: %w", err)
	}
	return nil
}
