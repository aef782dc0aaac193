package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// limit bounds how often something may be done: some times at once, and once more
// after every interval. It is kept in the database, so that it survives a restart
// and holds for all who share the database. (It is the generic cell rate
// algorithm, ITU-T I.371.)
type limit struct {
	name  string
	burst int
	every time.Duration
}

// key is under which the limit of somebody or something is kept. It tells nobody whose.
func (l limit) key(whose string) string {
	sum := sha256.Sum256([]byte(l.name + "\x00" + whose))
	return hex.EncodeToString(sum[:])
}

// take spends one use, or says how long to wait for the next.
func (l limit) take(tx *store.Tx, whose string, now time.Time) (wait time.Duration, err error) {
	until, err := l.spentUntil(tx, whose, now)
	if err != nil {
		return 0, err
	}
	next := until.Add(l.every)
	if wait := next.Sub(now) - time.Duration(l.burst)*l.every; wait > 0 {
		return wait, nil
	}
	return 0, tx.SpendLimit(l.key(whose), next)
}

// giveBack takes back one use that has turned out to be none.
func (l limit) giveBack(tx *store.Tx, whose string, now time.Time) error {
	until, err := l.spentUntil(tx, whose, now)
	if err != nil {
		return err
	}
	return tx.SpendLimit(l.key(whose), until.Add(-l.every))
}

// spentUntil is when nothing of the limit will be spent any more. A clock that
// ran ahead for a while locks nobody out.
func (l limit) spentUntil(tx *store.Tx, whose string, now time.Time) (time.Time, error) {
	until, err := tx.LimitSpent(l.key(whose))
	most := now.Add(time.Duration(l.burst) * l.every)
	switch {
	case err != nil:
		return time.Time{}, err
	case until.Before(now):
		return now, nil
	case until.After(most):
		return most, tx.SpendLimit(l.key(whose), most)
	}
	return until, nil
}

// spending is one limit and whose it is.
type spending struct {
	limit
	whose string
}

// takeEach spends one use of each limit, or of none where one is exhausted, and
// then says how long to wait.
func takeEach(tx *store.Tx, limits []spending, now time.Time) (wait time.Duration, err error) {
	for i, s := range limits {
		if wait, err = s.take(tx, s.whose, now); err != nil {
			return 0, err
		}
		if wait == 0 {
			continue
		}
		if err := giveBackEach(tx, limits[:i], now); err != nil {
			return 0, err
		}
		return wait, settleEach(tx, limits[i+1:], now)
	}
	return 0, nil
}

func giveBackEach(tx *store.Tx, limits []spending, now time.Time) error {
	for _, s := range limits {
		if err := s.giveBack(tx, s.whose, now); err != nil {
			return err
		}
	}
	return nil
}

// settleEach brings back what a clock ahead has spent.
func settleEach(tx *store.Tx, limits []spending, now time.Time) error {
	for _, s := range limits {
		if _, err := s.spentUntil(tx, s.whose, now); err != nil {
			return err
		}
	}
	return nil
}

// tooMany refuses somebody who has to wait.
func tooMany(wait time.Duration) error {
	return &plan.Error{
		Code: plan.CodeTooMany, RetryAfter: wait,
		Message: plan.Textf("This was tried too often. Wait a while, then try again."),
	}
}

// neighbourhood is what counts as one address in a limit: an IPv4 address, or the
// /64 network that one IPv6 customer has at least.
func neighbourhood(ctx context.Context) string {
	address, err := netip.ParseAddr(originOf(ctx).Address)
	if err != nil {
		return originOf(ctx).Address
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		network, err := address.Prefix(64)
		if err == nil {
			return network.String()
		}
	}
	return address.String()
}
