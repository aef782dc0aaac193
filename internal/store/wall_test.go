package store_test

import (
	"testing"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// No row of one workspace can point at a row of another, whatever the layers
// above get wrong.
func TestNothingPointsAcrossTheWall(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ours, theirs := newTeam(t, s, "Unseres"), newTeam(t, s, "Ihres")
		topic, theirTopic := newTopic(ours.ID, "", "Thema"), newTopic(theirs.ID, "", "Thema")
		year, theirYear := newPlan(ours.channel, 0, 364), newPlan(theirs.channel, 0, 364)
		theirGap := newGap(theirs.channel, continuity.Cadence, continuity.Notice, 1)
		write(t, s, func(tx *store.Tx) error {
			for _, topic := range []*plan.Topic{&topic, &theirTopic} {
				if err := tx.CreateTopic(topic); err != nil {
					return err
				}
			}
			for _, p := range []*plan.Plan{&year, &theirYear} {
				if err := tx.CreatePlan(p); err != nil {
					return err
				}
			}
			return tx.SaveGap(&theirGap)
		})
		entry := func(spoil func(*plan.Entry)) func(*store.Tx) error {
			e := newEntry(ours.channel, "Test", plan.Idea)
			spoil(&e)
			return func(tx *store.Tx) error { return tx.CreateEntry(&e, berlin(t)) }
		}
		channel := func(spoil func(*plan.Channel)) func(*store.Tx) error {
			c := newChannel(ours.ID, "Neu")
			spoil(&c)
			return func(tx *store.Tx) error { return tx.CreateChannel(&c) }
		}
		planned := func(spoil func(*plan.Plan)) func(*store.Tx) error {
			p := newPlan(ours.channel, 400, 500)
			spoil(&p)
			return func(tx *store.Tx) error { return tx.CreatePlan(&p) }
		}
		theme := func(spoil func(*plan.Theme)) func(*store.Tx) error {
			th := plan.Theme{ID: newID(), WorkspaceID: ours.ID, PlanID: year.ID, TopicID: topic.ID, CreatedAt: made, UpdatedAt: made}
			spoil(&th)
			return func(tx *store.Tx) error { return tx.CreateTheme(&th) }
		}
		gap := func(spoil func(*continuity.Gap)) func(*store.Tx) error {
			g := newGap(ours.channel, continuity.Cadence, continuity.Notice, 1)
			spoil(&g)
			return func(tx *store.Tx) error { return tx.SaveGap(&g) }
		}
		feed := func(spoil func(*plan.Feed)) func(*store.Tx) error {
			f := newFeed(ours, newID())
			spoil(&f)
			return func(tx *store.Tx) error { return tx.CreateFeed(&f) }
		}
		pause := plan.Pause{ID: newID(), WorkspaceID: ours.ID, ChannelID: theirs.channel.ID, CreatedAt: made, UpdatedAt: made}
		for name, cross := range map[string]func(*store.Tx) error{
			"channel's owner":  channel(func(c *plan.Channel) { c.OwnerID = theirs.owner.ID }),
			"channel's deputy": channel(func(c *plan.Channel) { c.DeputyID = theirs.owner.ID }),
			"pause's channel":  func(tx *store.Tx) error { return tx.CreatePause(&pause) },
			"plan's channel":   planned(func(p *plan.Plan) { p.ChannelID = theirs.channel.ID }),
			"plan's owner":     planned(func(p *plan.Plan) { p.OwnerID = theirs.owner.ID }),
			"plan's deputy":    planned(func(p *plan.Plan) { p.DeputyID = theirs.owner.ID }),
			"theme's plan":     theme(func(th *plan.Theme) { th.PlanID = theirYear.ID }),
			"theme's topic":    theme(func(th *plan.Theme) { th.TopicID = theirTopic.ID }),
			"entry's channel":  entry(func(e *plan.Entry) { e.ChannelID = theirs.channel.ID }),
			"entry's topic":    entry(func(e *plan.Entry) { e.TopicID = theirTopic.ID }),
			"entry's owner":    entry(func(e *plan.Entry) { e.OwnerID = theirs.owner.ID }),
			"entry's creator":  entry(func(e *plan.Entry) { e.CreatedBy = theirs.owner.ID }),
			"gap's channel":    gap(func(g *continuity.Gap) { g.ChannelID = theirs.channel.ID }),
			"gap's owner":      gap(func(g *continuity.Gap) { g.OwnerID = theirs.owner.ID }),
			"gap's history": func(tx *store.Tx) error {
				return tx.AddGapEvents(ours.ID, []continuity.Event{{GapID: theirGap.ID, At: made}})
			},
			"feed's creator": feed(func(f *plan.Feed) { f.CreatedBy = theirs.owner.ID }),
			"feed's member":  feed(func(f *plan.Feed) { f.MemberID = theirs.owner.ID }),
			"feed's channel": feed(func(f *plan.Feed) { f.ChannelIDs = []string{ours.channel.ID, theirs.channel.ID} }),
			"who is in the log": func(tx *store.Tx) error {
				return tx.AddAudit(store.AuditRow{ID: newID(), WorkspaceID: ours.ID, At: made, MemberID: theirs.owner.ID, SubjectKind: "plan", SubjectID: "x"})
			},
		} {
			t.Log(name)
			refused(t, s, plan.CodeConflict, cross)
		}
		// And each of them passes when it stays at home: the refusals above were about the wall.
		for name, stay := range map[string]func(*store.Tx) error{
			"channel": channel(func(*plan.Channel) {}), "plan": planned(func(*plan.Plan) {}), "theme": theme(func(*plan.Theme) {}),
			"entry": entry(func(*plan.Entry) {}), "gap": gap(func(*continuity.Gap) {}), "feed": feed(func(*plan.Feed) {}),
		} {
			if err := s.Write(t.Context(), stay); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
