package app

import (
	"time"

	"stetig/internal/store"
)

// Kinds of mail.
const (
	mailInvitation = "invitation"     // subject: an invitation; recipient: none, its address is in it
	mailReset      = "password_reset" // subject: none; recipient: the address that was typed
	mailMention    = "mention"        // subject: a comment; recipient: a member
	mailOwnership  = "ownership"      // subject: a channel; recipient: a member
	mailReport     = "weekly_report"  // subject: a report; recipient: a member
	mailDigest     = "daily_digest"   // subject: a digest; recipient: a user
)

// post lays mail into the outbox, in the transaction of what it tells of. Its
// text, and any secret in it, is made when it is sent, from what is true then.
// Where no mailer is set it waits for a day, and is dropped then.
func post(tx *store.Tx, kind, ws, subjectID, recipient string, now time.Time) error {
	return tx.Post(&store.Outgoing{
		ID: newID(), WorkspaceID: ws, Kind: kind, SubjectID: subjectID, Recipient: recipient, CreatedAt: now, DueAt: now,
	})
}
