package demo

import (
	"cmp"
	"fmt"
	"slices"

	"stetig/internal/plan"
)

// addChannel adds an outlet's channel with its plans, pauses and themes, and
// returns a sketch of its entries.
func (c *composer) addChannel(o outlet) *sketch {
	channel := plan.Channel{
		ID:          c.newID(),
		WorkspaceID: c.set.Workspace.ID,
		Name:        o.name,
		Platform:    o.platform,
		Status:      plan.Active,
		TimeZone:    c.zone.String(),
		Grace:       plan.DefaultGrace,
		OwnerID:     c.people[o.owner],
		DeputyID:    c.people[o.deputy],
		Color:       o.color,
		Link:        o.link,
		Position:    len(c.set.Channels) + 1,
		Region:      o.region,
		CreatedAt:   c.now,
		UpdatedAt:   c.now,
		Revision:    1,
		Version:     1,

		OwnerAcceptedAt: c.now,
		WarnOnHolidays:  o.warns,
	}
	c.set.Channels = append(c.set.Channels, channel)
	plans := c.plansOf(o, channel)
	pauses := c.pausesOf(o, channel, plans)
	c.set.Plans = append(c.set.Plans, plans...)
	c.set.Pauses = append(c.set.Pauses, pauses...)
	for _, p := range plans {
		c.set.Themes = append(c.set.Themes, c.themesOf(o, p)...)
	}
	return c.sketchOf(o, channel, plans, pauses)
}

func (c *composer) plansOf(o outlet, channel plan.Channel) []plan.Plan {
	cadence, _ := plan.ParseCadence(o.cadence) // a test holds that every outlet's cadence is one
	if o.tolerance > 0 {
		cadence.Tolerance = o.tolerance
	}
	thisYear, _, _ := c.today.Civil()
	var plans []plan.Plan
	for _, span := range c.years(!o.noNextYear) {
		year, month, _ := span.From.Civil()
		name := fmt.Sprintf("%s %d", o.name, year)
		if month > 1 {
			name += ", viertes Quartal"
		}
		p := plan.Plan{
			ID:           c.newID(),
			WorkspaceID:  c.set.Workspace.ID,
			ChannelID:    channel.ID,
			Name:         name,
			Span:         span,
			Cadence:      cadence,
			LeadTime:     o.leadTime,
			MaxSilence:   o.maxSilence,
			CompanyShare: o.company,
			CuratedShare: o.curated,
			CreatedAt:    c.now,
			UpdatedAt:    c.now,
			Version:      1,
		}
		if year > thisYear {
			p.OwnerID = c.people[o.nextOwner]
		}
		plans = append(plans, p)
	}
	return plans
}

// pausesOf lists the channel's pauses that touch one of its plans.
func (c *composer) pausesOf(o outlet, channel plan.Channel, plans []plan.Plan) []plan.Pause {
	whole := plan.Span{From: plans[0].Span.From, To: plans[len(plans)-1].Span.To}
	first, _, _ := whole.From.Civil()
	last, _, _ := whole.To.Civil()
	var pauses []plan.Pause
	for year := first - 1; year <= last; year++ {
		for _, h := range o.breaks {
			if span := h.span(year); span.Overlaps(whole) {
				pauses = append(pauses, plan.Pause{
					ID:          c.newID(),
					WorkspaceID: c.set.Workspace.ID,
					ChannelID:   channel.ID,
					Span:        span,
					Reason:      string(h),
					CreatedAt:   c.now,
					UpdatedAt:   c.now,
					Version:     1,
				})
			}
		}
	}
	return pauses
}

// themesOf lays the seasons on a plan, cut to its span.
func (c *composer) themesOf(o outlet, p plan.Plan) []plan.Theme {
	year, _, _ := p.Span.From.Civil()
	var themes []plan.Theme
	for _, s := range seasons() {
		weeks := plan.Span{From: s.from.in(year).Week().Monday, To: s.to.in(year).Week().Sunday()}
		span := weeks.Cut(p.Span)
		if span.Days() == 0 || !slices.Contains(s.outlets, o.name) {
			continue
		}
		themes = append(themes, plan.Theme{
			ID:          c.newID(),
			WorkspaceID: c.set.Workspace.ID,
			PlanID:      p.ID,
			TopicID:     c.topics[s.subject],
			Title:       s.title,
			Span:        span,
			CreatedAt:   c.now,
			UpdatedAt:   c.now,
			Version:     1,
		})
	}
	slices.SortStableFunc(themes, func(a, b plan.Theme) int { return cmp.Compare(a.Span.From, b.Span.From) })
	return themes
}
