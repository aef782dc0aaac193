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
	Outcome      string    // why the last attempt failed, or why nothing was to be sent
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
	Outcome      string
}

func (outgoingRow) TableName() string { return "outbox" }

func (r outgoingRow) outgoing() Outgoing {
	return Outgoing{
		ID: r.ID, WorkspaceID: string(r.WorkspaceID), Kind: r.Kind, SubjectID: r.SubjectID, Recipient: r.Recipient,
		CreatedAt: timeOf(r.CreatedAt), DueAt: timeOf(r.DueAt), Attempts: r.Attempts, ClaimedUntil: r.ClaimedUntil.time(),
		SentAt: r.SentAt.time(), GivenUpAt: r.GivenUpAt.time(), Outcome: r.Outcome,
	}
}

// Post lays something into the outbox.
func (tx *Tx) Post(o *Outgoing) error {
	row := outgoingRow{
		ID: o.ID, WorkspaceID: ref(o.WorkspaceID), Kind: o.Kind, SubjectID: o.SubjectID, Recipient: o.Recipient,
		CreatedAt: unixOf(o.CreatedAt), DueAt: unixOf(o.DueAt), Attempts: o.Attempts, Outcome: o.Outcome,
	}
	return tx.create("mail", &row, refusals{missing: "There is no such workspace."})
}

// ClaimOutgoing takes what has been due longest for one who sends it, until a
// moment; found is false where nothing is due. It counts as an attempt. A claim
// that ran out is open to others.
func (tx *Tx) ClaimOutgoing(now, until time.Time) (o Outgoing, found bool, err error) {
	query := `SELECT id FROM outbox WHERE due_at <= ? AND sent_at IS NULL AND given_up_at IS NULL AND COALESCE(claimed_until, 0) <= ?
		ORDER BY due_at, id LIMIT 1`
	if tx.dialect == Postgres {
		query += ` FOR UPDATE SKIP LOCKED`
	}
	var id string
	err = tx.row(query, unixOf(now), unixOf(now)).Scan(&id)
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

// SettleOutgoing records how an attempt went: DueAt, SentAt, GivenUpAt and
// Outcome of o; the claim ends.
func (tx *Tx) SettleOutgoing(o *Outgoing) error {
	err := tx.exec(`UPDATE outbox SET due_at = ?, claimed_until = NULL, sent_at = ?, given_up_at = ?, outcome = ? WHERE id = ?`,
		unixOf(o.DueAt), momentOf(o.SentAt), momentOf(o.GivenUpAt), o.Outcome, o.ID)
	if err != nil {
		return fmt.Errorf("record how mail went: %w", err)
	}
	return nil
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

// DropOutgoing gives up what was to be told about a subject and was not sent yet.
func (tx *Tx) DropOutgoing(kind, subjectID, why string, at time.Time) error {
	err := tx.exec(`UPDATE outbox SET given_up_at = ?, outcome = ? WHERE subject_id = ? AND kind = ? AND sent_at IS NULL AND given_up_at IS NULL`,
		unixOf(at), why, subjectID, kind)
	if err != nil {
		return fmt.Errorf("give up mail about something: %w", err)
	}
	return nil
}
