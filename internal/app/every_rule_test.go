package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// breakEveryRule has a workspace that was just filled ask for all that can be asked for,
// and be wrong by every rule at least once. Nothing is scanned.
func (w *bench) breakEveryRule(tb testing.TB) {
	tb.Helper()
	zone, err := plan.LoadZone("Europe/Berlin")
	must(tb, err)
	must(tb, w.store.Write(context.Background(), func(tx *store.Tx) error {
		for _, step := range []func(*store.Tx) error{w.askOfChannels, w.askOfPlans, w.askOfPeople, w.goQuiet} {
			if err := step(tx); err != nil {
				return err
			}
		}
		late, friday, lone := plan.Date(2027, time.February, 20), plan.Date(2027, time.March, 26), plan.Date(2028, time.January, 20)
		return tx.CreateEntries([]*plan.Entry{
			w.pendingAt(late, 10, zone), w.pendingAt(friday, 10, zone), w.pendingAt(friday, 12, zone), w.pendingAt(lone, 10, zone), // it is Good Friday
		}, zone)
	}))
}

// askOfChannels has the last channel be nobody's.
func (w *bench) askOfChannels(tx *store.Tx) error {
	for i, made := range w.Channels {
		channel, err := tx.Channel(w.ID, made.ID)
		if err != nil {
			return err
		}
		channel.Region, channel.WarnOnHolidays, channel.MinSpacing = "DE-BY", true, 36*time.Hour
		if i == len(w.Channels)-1 {
			channel.OwnerID, channel.OwnerAcceptedAt = "", time.Time{}
		}
		if err := tx.UpdateChannel(&channel); err != nil {
			return err
		}
	}
	return nil
}

func (w *bench) askOfPlans(tx *store.Tx) error {
	topics, _, err := tx.Topics(w.ID, store.TopicFilter{}, store.Page{Limit: 1})
	if err != nil {
		return err
	}
	topics[0].Company = true
	if err := tx.UpdateTopic(&topics[0]); err != nil {
		return err
	}
	for _, channel := range w.Channels {
		plans, _, err := tx.Plans(w.ID, store.PlanFilter{ChannelIDs: []string{channel.ID}}, store.Page{Limit: 100})
		if err != nil {
			return err
		}
		for _, p := range plans {
			p.ThemeEachMonth = true
			p.CompanyShare, p.CuratedShare = &plan.Share{AtMost: 30}, &plan.Share{AtLeast: 20, AtMost: 100}
			if err := tx.UpdatePlan(&p); err != nil {
				return err
			}
		}
	}
	return nil
}

// askOfPeople has who has all channels away for some days, without a deputy, and without
// time for what an entry takes.
func (w *bench) askOfPeople(tx *store.Tx) error {
	lead, err := tx.Member(w.ID, w.Lead.ID)
	if err != nil {
		return err
	}
	hours := 20 * time.Hour
	lead.WeeklyTime, lead.Region = &hours, "DE-BY"
	if err := tx.UpdateMember(&lead); err != nil {
		return err
	}
	if err := tx.SetMemberScanDue(w.ID, lead.ID, w.now); err != nil {
		return err
	}
	workspace, err := tx.Workspace(w.ID)
	if err != nil {
		return err
	}
	workspace.SetFormatEfforts([]plan.FormatEffort{{Format: "article", Effort: 10 * time.Hour}})
	if err := tx.UpdateWorkspace(&workspace); err != nil {
		return err
	}
	return tx.CreateAbsence(&plan.Absence{
		ID: uuid.NewString(), WorkspaceID: w.ID, MemberID: lead.ID, CreatedAt: w.now, UpdatedAt: w.now,
		Span: plan.Span{From: plan.Date(2027, time.March, 15), To: plan.Date(2027, time.April, 9)},
	})
}

// goQuiet gives the first channel a plan of next year, in which next to nothing stands.
func (w *bench) goQuiet(tx *store.Tx) error {
	return tx.CreatePlan(&plan.Plan{
		ID: uuid.NewString(), WorkspaceID: w.ID, ChannelID: w.Channels[0].ID, Name: "Redaktionsplan 2028",
		Span:    plan.Span{From: plan.Date(2028, time.January, 1), To: plan.Date(2028, time.December, 31)},
		Cadence: plan.Cadence{Quota: 1, Per: plan.PerWeek}, LeadTime: plan.DefaultLeadTime, MaxSilence: 10, CreatedAt: w.now, UpdatedAt: w.now,
	})
}

// pendingAt is an entry of the first channel that has not appeared.
func (w *bench) pendingAt(day plan.Day, hour int, zone *time.Location) *plan.Entry {
	return &plan.Entry{
		ID: uuid.NewString(), WorkspaceID: w.ID, ChannelID: w.Channels[0].ID, Title: "Zwischendurch", Format: "article", State: plan.Planned,
		PublishAt: plan.WallAt(day, hour*3600).In(zone).UTC(), CreatedBy: w.Lead.ID, CreatedAt: w.now, UpdatedAt: w.now, RenderedAt: w.now,
	}
}
