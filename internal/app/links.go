package app

import (
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// linkLife is how long a one-time link is good.
const linkLife = 30 * time.Minute

// newLink makes a one-time link, in the place of earlier ones for the same, and
// returns its secret. userID is "" for setup.
func newLink(tx *store.Tx, purpose, userID string, mailed bool, now time.Time) (secret string, err error) {
	if purpose == store.LinkPassword {
		if err := tx.SpendLinks(purpose, userID, now); err != nil {
			return "", err
		}
	}
	made := auth.NewLinkSecret()
	link := store.Link{
		ID: newID(), Purpose: purpose, UserID: userID, Hash: made.Hash, Mailed: mailed, CreatedAt: now, ExpiresAt: now.Add(linkLife),
	}
	return made.Text, tx.CreateLink(&link)
}

// openLink returns the link that a secret stands for. One that is unknown, used,
// expired or for something else is CodeNotFound, all with the same text.
func openLink(tx *store.Tx, purpose, secret string, now time.Time) (store.Link, error) {
	gone := plan.Errorf(plan.CodeNotFound, "This link is no longer good: it was used, or is older than 30 minutes. Ask for a new one.")
	hash, wellFormed := auth.HashLinkSecret(secret)
	if !wellFormed {
		return store.Link{}, gone
	}
	link, err := tx.LinkByHash(hash)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return store.Link{}, gone
	}
	if err == nil && (link.Purpose != purpose || !link.UsedAt.IsZero() || !now.Before(link.ExpiresAt)) {
		return store.Link{}, gone
	}
	return link, err
}

// spendLink uses a link up. Of two who do so at once one is refused.
func spendLink(tx *store.Tx, purpose, secret string, now time.Time) (store.Link, error) {
	link, err := openLink(tx, purpose, secret, now)
	if err != nil {
		return store.Link{}, err
	}
	return link, tx.UseLink(link.ID, now)
}
