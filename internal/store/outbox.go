package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Outgoing is something to be told outside, written in the transaction of the
// change that it tells of. It names what it is about and holds no text and no
// secret: both are made when it is sent.
type Outgoing struct {
	ID           string
	WorkspaceID  string // "" for none
	Kind         string
	SubjectID    string // what it is about
	Recipient    string // id of a member or user; of a reset the address that was typed
	CreatedAt    time.Time
	DueAt        time.Time
	Attempts     int
	ClaimedUntil time.Time // zero: nobody is at it
	SentAt       time.Time // zero: not sent
	GivenUpAt    time.Time // zero: not given up
	DroppedAt    time.Time // zero: there was something to send
	Outcome      string    // why the last attempt failed, or why nothing was to be sent
}

// OutgoingState says how far something of the outbox has come.
type OutgoingState string

// The states.
const (
	OutgoingWaiting OutgoingState = "waiting"         // not tried yet
	OutgoingFailed  OutgoingState = "failed"          // it will be tried again
	OutgoingSent    OutgoingState = "sent"            // the mail server has it
	OutgoingGivenUp OutgoingState = "given_up"        // it will not be tried again by itself
	OutgoingDropped OutgoingState = "nothing_to_send" // what it was to tell is no longer so
)

// State says how far it has come.
func (o Outgoing) State() OutgoingState {
	switch {
	case !o.SentAt.IsZero():
		return OutgoingSent
	case !o.DroppedAt.IsZero():
		return OutgoingDropped
	case !o.GivenUpAt.IsZero():
		return OutgoingGivenUp
	case o.Outcome != "":
		return OutgoingFailed
	}
	return OutgoingWaiting
}

type outgoingRow struct {
	ID           string
	WorkspaceID  ref
	Kind         string
	SubjectID    string
	Recipient    string
	CreatedAt    int64 `gorm:"autoCreateTime:false"`
	DueAt        int64
	Attempts     int
	ClaimedUntil moment
	SentAt       moment
	GivenUpAt    moment
	DroppedAt    moment
	Outcome      string
}

func (outgoingRow) TableName() string { return "outbox" }

func (r outgoingRow) outgoing() Outgoing {
	return Outgoing{
		ID: r.ID, WorkspaceID: string(r.WorkspaceID), Kind: r.Kind, SubjectID: r.SubjectID, Recipient: r.Recipient,
		CreatedAt: timeOf(r.CreatedAt), DueAt: timeOf(r.DueAt), Attempts: r.Attempts, ClaimedUntil: r.ClaimedUntil.time(),
		SentAt: r.SentAt.time(), GivenUpAt: r.GivenUpAt.time(), DroppedAt: r.DroppedAt.time(), Outcome: r.Outcome,
	}
}

// Post lays something into the outbox. After the commit Store.Posted tells.
func (tx *Tx) Post(o *Outgoing) error {
	tx.posted = true
	row := outgoingRow{
		ID: o.ID, WorkspaceID: ref(o.WorkspaceID), Kind: o.Kind, SubjectID: o.SubjectID, Recipient: o.Recipient,
		CreatedAt: unixOf(o.CreatedAt), DueAt: unixOf(o.DueAt), Attempts: o.Attempts, Outcome: o.Outcome,
	}
	return tx.create("mail", &row, refusals{missing: "There is no such workspace."})
}

// longestMailPause is longer than any pause between attempts: what is due later was
// put off by a clock that ran ahead.
const longestMailPause = 24 * time.Hour

// clockStep is how far a clock is set back at times without having run ahead: who has
// a mail then still has it.
const clockStep = time.Minute

// ClaimOutgoing takes what has been due longest for one who sends it, from now until a
// moment, by the database's clock; found is false where nothing is due. It counts as an
// attempt. What was not tried yet is due, whatever the clock of who posted it said. A
// claim that ran out, or was made by a clock that ran ahead, is open to others.
func (tx *Tx) ClaimOutgoing(now, until time.Time) (o Outgoing, found bool, err error) {
	query := `SELECT id FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL
			AND (attempts = 0 OR due_at <= ? OR due_at > ?) AND (claimed_until IS NULL OR claimed_until <= ? OR claimed_until > ?)
		ORDER BY due_at, id LIMIT 1`
	if tx.dialect == Postgres {
		query += ` FOR UPDATE SKIP LOCKED`
	}
	var id string
	err = tx.row(query, unixOf(now), unixOf(now.Add(longestMailPause)), unixOf(now), unixOf(until.Add(clockStep))).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return Outgoing{}, false, nil
	}
	if err != nil {
		return Outgoing{}, false, fmt.Errorf("look for mail to send: %w", err)
	}
	if err := tx.exec(`UPDATE outbox SET claimed_until = ?, attempts = attempts + 1 WHERE id = ?`, unixOf(until), id); err != nil {
		return Outgoing{}, false, fmt.Errorf("claim mail to send: %w", err)
	}
	o, err = tx.Outgoing(id)
	return o, err == nil, err
}

// SettleOutgoing records how an attempt went: DueAt, SentAt, GivenUpAt,
// DroppedAt and Outcome of o; the claim ends. Whoever took so long that others
// have claimed it meanwhile changes nothing any more, unless to say that it was
// sent. done is false where nothing was recorded.
func (tx *Tx) SettleOutgoing(o *Outgoing) (done bool, err error) {
	set := `UPDATE outbox SET due_at = ?, claimed_until = NULL, sent_at = ?, given_up_at = ?, dropped_at = ?, outcome = ? WHERE id = ? AND sent_at IS NULL`
	args := []any{unixOf(o.DueAt), momentOf(o.SentAt), momentOf(o.GivenUpAt), momentOf(o.DroppedAt), o.Outcome, o.ID}
	if o.SentAt.IsZero() {
		set += ` AND attempts = ?`
		args = append(args, o.Attempts)
	}
	n, err := tx.execCount(set, args...)
	if err != nil {
		return false, fmt.Errorf("record how mail went: %w", err)
	}
	return n > 0, nil
}

// RetryOutgoing has something tried again at a moment as if for the first time,
// given up or not; done is false where it is settled otherwise, is being sent,
// or is not there.
func (tx *Tx) RetryOutgoing(id string, at time.Time) (done bool, err error) {
	n, err := tx.execCount(`UPDATE outbox SET due_at = ?, attempts = 0, given_up_at = NULL, claimed_until = NULL
		WHERE id = ? AND sent_at IS NULL AND dropped_at IS NULL AND COALESCE(claimed_until, 0) <= ?`, unixOf(at), id, unixOf(at))
	if err != nil {
		return false, fmt.Errorf("have mail sent again: %w", err)
	}
	tx.posted = tx.posted || n > 0
	return n > 0, nil
}

// Outgoing returns something of the outbox, or plan.CodeNotFound.
func (tx *Tx) Outgoing(id string) (Outgoing, error) {
	row, err := take[outgoingRow](tx.db.Where("id = ?", id), "mail")
	return row.outgoing(), err
}

// LatestOutgoing returns what was last to be told about a subject; found is
// false where nothing was.
func (tx *Tx) LatestOutgoing(kind, subjectID string) (o Outgoing, found bool, err error) {
	var rows []outgoingRow
	if err := tx.db.Where("subject_id = ? AND kind = ?", subjectID, kind).Order("id DESC").Limit(1).Find(&rows).Error; err != nil {
		return Outgoing{}, false, fmt.Errorf("look for mail about something: %w", err)
	}
	if len(rows) == 0 {
		return Outgoing{}, false, nil
	}
	return rows[0].outgoing(), true, nil
}

// WithdrawOutgoing drops, as nothing to send, what was to be told about a subject
// and is still open.
func (tx *Tx) WithdrawOutgoing(kind, subjectID, why string, at time.Time) error {
	err := tx.exec(`UPDATE outbox SET dropped_at = ?, outcome = ? WHERE subject_id = ? AND kind = ? AND sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL`,
		unixOf(at), why, subjectID, kind)
	if err != nil {
		return fmt.Errorf("withdraw mail about something: %w", err)
	}
	return nil
}

// HasPosted reports whether somebody was to be told about a subject before.
func (tx *Tx) HasPosted(kind, subjectID, recipient string) (bool, error) {
	var has bool
	err := tx.row(`SELECT EXISTS (SELECT 1 FROM outbox WHERE subject_id = ? AND kind = ? AND recipient = ?)`, subjectID, kind, recipient).Scan(&has)
	if err != nil {
		return false, fmt.Errorf("look for mail to somebody about something: %w", err)
	}
	return has, nil
}

// DropOutgoing gives up, as nothing to send, what was posted before a time and is
// still open.
func (tx *Tx) DropOutgoing(before, at time.Time, why string) error {
	err := tx.exec(`UPDATE outbox SET dropped_at = ?, outcome = ? WHERE sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL AND created_at < ?`,
		unixOf(at), why, unixOf(before))
	if err != nil {
		return fmt.Errorf("drop mail that nobody sends: %w", err)
	}
	return nil
}

// PurgeOutgoing forgets what was sent, or was nothing to send, before a time,
// and what was given up before another.
func (tx *Tx) PurgeOutgoing(settled, givenUp time.Time) error {
	err := tx.exec(`DELETE FROM outbox WHERE sent_at < ? OR dropped_at < ? OR given_up_at < ?`, unixOf(settled), unixOf(settled), unixOf(givenUp))
	if err != nil {
		return fmt.Errorf("forget old mail: %w", err)
	}
	return nil
}
