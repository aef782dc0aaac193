package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestPlans(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		quota := newPlan(team.channel, plan.Date(2027, 1, 1), plan.Date(2027, 12, 31))
		quota.OwnerID, quota.DeputyID, quota.MaxSilence, quota.LeadTime = team.owner.ID, team.owner.ID, 14, 3
		slots := newPlan(team.channel, plan.Date(2026, 1, 1), plan.Date(2026, 12, 31))
		slots.Cadence = plan.Cadence{Rule: "FREQ=WEEKLY;BYDAY=TU,TH", TimeOfDay: 36000, Tolerance: 36 * time.Hour}
		elsewhere := newPlan(second, plan.Date(2026, 7, 1), plan.Date(2027, 6, 30))
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			for _, p := range []*plan.Plan{&quota, &slots, &elsewhere} {
				if err := tx.CreatePlan(p); err != nil {
					return err
				}
			}
			return nil
		})
		for _, want := range []plan.Plan{quota, slots, elsewhere} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Plan(team.ID, want.ID, false)
				same(t, "plan", got, want)
				return err
			})
		}
		for name, c := range map[string]struct {
			filter store.PlanFilter
			want   []plan.Plan
		}{
			"all":      {store.PlanFilter{}, []plan.Plan{slots, elsewhere, quota}},
			"channel":  {store.PlanFilter{ChannelIDs: []string{team.channel.ID}}, []plan.Plan{slots, quota}},
			"last day": {store.PlanFilter{Overlaps: &plan.Span{From: plan.Date(2027, 6, 30), To: plan.Date(2028, 1, 1)}}, []plan.Plan{elsewhere, quota}},
			"day late": {store.PlanFilter{Overlaps: &plan.Span{From: plan.Date(2028, 1, 1), To: plan.Date(2029, 1, 1)}}, nil},
			"deleted":  {store.PlanFilter{Deleted: true}, nil},
		} {
			got := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Plan, string, error) { return tx.Plans(team.ID, c.filter, p) })
			if len(got)+len(c.want) > 0 {
				same(t, name, got, c.want)
			}
		}
	})
}

func TestPlansOfAChannelNeverOverlap(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		year := newPlan(team.channel, plan.Date(2027, 1, 1), plan.Date(2027, 12, 31))
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			return tx.CreatePlan(&year)
		})
		for name, span := range map[string]plan.Span{
			"first day": {From: plan.Date(2026, 1, 1), To: plan.Date(2027, 1, 1)},
			"last day":  {From: plan.Date(2027, 12, 31), To: plan.Date(2028, 12, 31)},
			"inside":    {From: plan.Date(2027, 5, 1), To: plan.Date(2027, 5, 1)},
		} {
			p := newPlan(team.channel, span.From, span.To)
			t.Log(name)
			refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreatePlan(&p) })
			other := newPlan(second, span.From, span.To)
			write(t, s, func(tx *store.Tx) error {
				if err := tx.CreatePlan(&other); err != nil {
					return err
				}
				other.DeletedAt = made
				return tx.UpdatePlan(&other)
			})
		}
		next := newPlan(team.channel, plan.Date(2028, 1, 1), plan.Date(2028, 12, 31))
		write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&next) })
		longer := next
		longer.Span.From--
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UpdatePlan(&longer) })
	})
}

func TestDeletedPlanComesBack(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		p := newPlan(team.channel, plan.Date(2027, 1, 1), plan.Date(2027, 12, 31))
		write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&p) })
		before := p
		p.DeletedAt, p.Name = made, "Weg"
		write(t, s, func(tx *store.Tx) error { return tx.UpdatePlan(&p) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Plan(team.ID, p.ID, false); return err })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdatePlan(&before) })
		deleted := wholeList(t, s, func(tx *store.Tx, page store.Page) ([]plan.Plan, string, error) {
			return tx.Plans(team.ID, store.PlanFilter{Deleted: true}, page)
		})
		same(t, "deleted", deleted, []plan.Plan{p})
		replacement := newPlan(team.channel, p.Span.From, p.Span.From)
		write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&replacement) })
		back := p
		back.DeletedAt = time.Time{}
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UpdatePlan(&back) })
		replacement.DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdatePlan(&replacement) })
		write(t, s, func(tx *store.Tx) error { return tx.UpdatePlan(&back) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Plan(team.ID, p.ID, false)
			same(t, "plan", got, back)
			return err
		})
	})
}
