package store

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

// Rendered says what changed of what feeds show beside the entry itself. Exactly
// one of ChannelID, TopicID and OwnerID is set.
type Rendered struct {
	ChannelID string     // the channel's name, zone, colour or owner
	Span      *plan.Span // with ChannelID: a plan's owner; only entries of these days without an owner of their own
	TopicID   string     // the topic's name
	OwnerID   string     // the member's name
	From      plan.Day   // the first local day any feed shows: entries before it need no touch; 0: all of them
}

// TouchRendered raises the sequence of every entry, not deleted, that shows what
// changed in a feed, and notes when. It bumps no version: the entry itself is as it was.
func (tx *Tx) TouchRendered(ws string, what Rendered, at time.Time) error {
	var w where
	w.and("workspace_id = ? AND deleted_at IS NULL AND local_day >= ?", ws, what.From)
	switch {
	case what.ChannelID != "" && what.Span != nil:
		w.and("channel_id = ? AND local_day BETWEEN ? AND ? AND owner_id IS NULL", what.ChannelID, what.Span.From, what.Span.To)
	case what.ChannelID != "":
		w.and("channel_id = ?", what.ChannelID)
	case what.TopicID != "":
		w.and("topic_id = ?", what.TopicID)
	default:
		w.and("id IN ("+entriesOfOwner+")",
			ws, what.OwnerID, what.From, ws, what.OwnerID, what.From, ws, what.OwnerID, what.From)
	}
	args := append([]any{unixOf(at)}, w.args...)
	if err := tx.exec(`UPDATE entries SET sequence = sequence + 1, rendered_at = ? WHERE `+w.String(), args...); err != nil {
		return fmt.Errorf("note that entries look different: %w", err)
	}
	return nil
}

// entriesOfOwner selects the ids of the entries that may show a member as owner:
// their own, those on days of their plans, and those of their channels. The
// last two include entries of days whose plan names somebody else; they are
// touched for nothing, which harms nobody.
const entriesOfOwner = `
	SELECT e.id FROM entries e WHERE e.workspace_id = ? AND e.owner_id = ? AND e.local_day >= ?
	UNION
	SELECT e.id FROM plans p JOIN entries e ON e.workspace_id = p.workspace_id AND e.channel_id = p.channel_id
		AND e.local_day BETWEEN p.starts_on AND p.ends_on AND e.owner_id IS NULL AND e.deleted_at IS NULL
	WHERE p.workspace_id = ? AND p.owner_id = ? AND p.deleted_at IS NULL AND e.local_day >= ?
	UNION
	SELECT e.id FROM channels c JOIN entries e ON e.workspace_id = c.workspace_id AND e.channel_id = c.id
		AND e.owner_id IS NULL AND e.deleted_at IS NULL
	WHERE c.workspace_id = ? AND c.owner_id = ? AND c.owner_accepted_at IS NOT NULL AND e.local_day >= ?`
