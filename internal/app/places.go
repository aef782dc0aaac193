package app

import (
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// place is a channel with what decides about an entry on it.
type place struct {
	channel plan.Channel
	zone    *time.Location
	plans   []plan.Plan // of the channel, those that are not deleted
}

// placeOf reads a channel's place once in a transaction: a use case that writes
// entries changes neither channels nor plans, and holds the channel's row.
func (v *view) placeOf(channelID string) (*place, error) {
	if known := v.places[channelID]; known != nil {
		return known, nil
	}
	channel, err := v.Channel(v.ws, channelID)
	if err != nil {
		return nil, err
	}
	p := &place{channel: channel}
	if p.zone, err = channel.Zone(); err != nil {
		return nil, err
	}
	err = eachPage(func(page store.Page) (string, error) {
		plans, next, err := v.Plans(v.ws, store.PlanFilter{ChannelIDs: []string{channelID}}, page)
		p.plans = append(p.plans, plans...)
		return next, err
	})
	if err != nil {
		return nil, err
	}
	if v.places == nil {
		v.places = map[string]*place{}
	}
	v.places[channelID] = p
	return p, nil
}

// standing finds where an entry stands.
func (v *view) standing(e plan.Entry) (plan.Standing, error) {
	p, err := v.placeOf(e.ChannelID)
	if err != nil {
		return plan.Standing{}, err
	}
	s := plan.Standing{Channel: p.channel}
	day, dated := e.Day(p.zone)
	for i := range p.plans {
		if dated && p.plans[i].Span.Holds(day) {
			s.Plan = &p.plans[i]
		}
	}
	return s, nil
}
