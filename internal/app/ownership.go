package app

import (
	"context"
	"time"

	"stetig/internal/plan"
)

// nameOwner settles whether the owner of a channel, which was before, has said
// yes. Whoever names themself has; anybody else is asked, by mail too. An owner
// who stays keeps their answer. named tells whether the change names an owner at
// all, be it the one there is.
func (c *change) nameOwner(channel *plan.Channel, before plan.Channel, named bool) error {
	isNew := channel.OwnerID != before.OwnerID
	switch {
	case channel.OwnerID == "":
		channel.OwnerAskedAt, channel.OwnerAcceptedAt = time.Time{}, time.Time{}
	case named && channel.OwnerID == c.member.ID && (isNew || channel.Asked()):
		channel.OwnerAcceptedAt = c.now
		if isNew {
			channel.OwnerAskedAt = time.Time{}
		}
	case isNew:
		channel.OwnerAskedAt, channel.OwnerAcceptedAt = c.now, time.Time{}
		return post(c.Tx, mailOwnership, c.ws, channel.ID, channel.OwnerID, c.now)
	}
	return nil
}

// AnswerOwnership says yes or no to owning a channel. Only the member who was
// asked may (else CodeForbidden), and as long as nobody has answered (else
// CodeConflict). After a no the channel has no owner.
func (a *App) AnswerOwnership(ctx context.Context, by Actor, ws, id string, match *int, accept bool) (channel plan.Channel, err error) {
	err = a.change(ctx, by, ws, OwnChannels, func(c *change) error {
		before, err := c.lock(id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		switch {
		case !before.Asked():
			return plan.Errorf(plan.CodeConflict, "Nobody is asked to own this channel. Its owner has answered, or there is none.")
		case before.OwnerID != c.member.ID:
			return plan.Errorf(plan.CodeForbidden, "Somebody else is asked to own this channel. They answer for themselves.")
		}
		channel = before
		channel.UpdatedAt = c.now
		action := "ownership_accepted"
		if channel.OwnerAcceptedAt = c.now; !accept {
			action = "ownership_declined"
			channel.OwnerID, channel.OwnerAskedAt, channel.OwnerAcceptedAt = "", time.Time{}, time.Time{}
		}
		c.audit("channel", id, action, channelDiff(before, channel))
		if err := c.UpdateChannel(&channel); err != nil {
			return err
		}
		return c.followChannel(before, channel)
	})
	return channel, err
}
