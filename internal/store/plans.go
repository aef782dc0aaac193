package store

import (
	"fmt"

	"stetig/internal/plan"
)

type planRow struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	Name        string
	StartsOn    plan.Day
	EndsOn      plan.Day
	Quota       int
	Per         string
	Rule        string
	TimeOfDay   int
	Tolerance   int64 // seconds
	LeadTime    int
	MaxSilence  int
	OwnerID     ref
	DeputyID    ref
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	DeletedAt   moment
	Version     int
	FourEyes    *bool

	ThemeEachMonth bool
	CompanyAtLeast *int
	CompanyAtMost  *int
	CuratedAtLeast *int
	CuratedAtMost  *int
}

func (planRow) TableName() string { return "plans" }

func rowOfPlan(p *plan.Plan) planRow {
	row := planRow{
		ID: p.ID, WorkspaceID: p.WorkspaceID, ChannelID: p.ChannelID, Name: p.Name, StartsOn: p.Span.From, EndsOn: p.Span.To,
		Quota: p.Cadence.Quota, Per: string(p.Cadence.Per), Rule: p.Cadence.Rule, TimeOfDay: p.Cadence.TimeOfDay,
		Tolerance: secondsOf(p.Cadence.Tolerance), LeadTime: p.LeadTime, MaxSilence: p.MaxSilence,
		OwnerID: ref(p.OwnerID), DeputyID: ref(p.DeputyID), FourEyes: p.FourEyes,
		CreatedAt: unixOf(p.CreatedAt), UpdatedAt: unixOf(p.UpdatedAt), DeletedAt: momentOf(p.DeletedAt), Version: p.Version,
		ThemeEachMonth: p.ThemeEachMonth,
	}
	row.CompanyAtLeast, row.CompanyAtMost = columnsOfShare(p.CompanyShare)
	row.CuratedAtLeast, row.CuratedAtMost = columnsOfShare(p.CuratedShare)
	return row
}

func columnsOfShare(s *plan.Share) (atLeast, atMost *int) {
	if s == nil {
		return nil, nil
	}
	return &s.AtLeast, &s.AtMost
}

func shareOf(atLeast, atMost *int) *plan.Share {
	if atLeast == nil || atMost == nil {
		return nil
	}
	return &plan.Share{AtLeast: *atLeast, AtMost: *atMost}
}

func (r planRow) plan() plan.Plan {
	return plan.Plan{
		ID: r.ID, WorkspaceID: r.WorkspaceID, ChannelID: r.ChannelID, Name: r.Name, Span: plan.Span{From: r.StartsOn, To: r.EndsOn},
		Cadence: plan.Cadence{
			Quota: r.Quota, Per: plan.Period(r.Per), Rule: r.Rule, TimeOfDay: r.TimeOfDay, Tolerance: durationOf(r.Tolerance),
		},
		LeadTime: r.LeadTime, MaxSilence: r.MaxSilence, OwnerID: string(r.OwnerID), DeputyID: string(r.DeputyID), FourEyes: r.FourEyes,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), DeletedAt: r.DeletedAt.time(), Version: r.Version,
		ThemeEachMonth: r.ThemeEachMonth, CompanyShare: shareOf(r.CompanyAtLeast, r.CompanyAtMost), CuratedShare: shareOf(r.CuratedAtLeast, r.CuratedAtMost),
	}
}

func planRefusals() refusals {
	return refusals{
		duplicate: "This plan exists already.",
		missing:   "The channel, the owner or the deputy of this plan is not in this workspace.",
	}
}

// CreatePlan stores a new plan and sets its version to 1. Plans of one channel
// never overlap (plan.CodeConflict); the caller has locked the channel.
func (tx *Tx) CreatePlan(p *plan.Plan) error {
	if err := tx.refuseOverlap(p); err != nil {
		return err
	}
	p.Version = 1
	row := rowOfPlan(p)
	return tx.create("plan", &row, planRefusals())
}

// UpdatePlan stores a changed plan, all but its channel, and raises its version.
// DeletedAt deletes it or brings it back. plan.CodeStale where the stored version
// is another, plan.CodeConflict where the plan would overlap one of its channel.
func (tx *Tx) UpdatePlan(p *plan.Plan) error {
	if err := tx.refuseOverlap(p); err != nil {
		return err
	}
	row := rowOfPlan(p)
	row.Version++
	key := identity{"plan", p.WorkspaceID, p.ID, p.Version}
	if err := tx.update(key, &row, planRefusals(), "ChannelID"); err != nil {
		return err
	}
	p.Version = row.Version
	return nil
}

func (tx *Tx) refuseOverlap(p *plan.Plan) error {
	if !p.DeletedAt.IsZero() {
		return nil
	}
	var others []planRow
	err := tx.db.Where(`workspace_id = ? AND channel_id = ? AND deleted_at IS NULL AND id <> ? AND starts_on <= ? AND ends_on >= ?`,
		p.WorkspaceID, p.ChannelID, p.ID, p.Span.To, p.Span.From).Order("starts_on").Limit(1).Find(&others).Error
	if err != nil {
		return fmt.Errorf("look for overlapping plans: %w", err)
	}
	for _, other := range others {
		return plan.Errorf(plan.CodeConflict, "The channel has a plan for %s to %s already (%s); plans of a channel may not overlap.",
			other.StartsOn, other.EndsOn, other.Name)
	}
	return nil
}

// Plan returns a plan, or plan.CodeNotFound. A deleted one is found only with withDeleted.
func (tx *Tx) Plan(ws, id string, withDeleted bool) (plan.Plan, error) {
	query := tx.db.Where("workspace_id = ? AND id = ?", ws, id)
	if !withDeleted {
		query = query.Where("deleted_at IS NULL")
	}
	row, err := take[planRow](query, "plan")
	return row.plan(), err
}

// PlanFilter narrows a list of plans; its zero value is all that are not deleted.
type PlanFilter struct {
	ChannelIDs []string   // empty: every channel's
	Deleted    bool       // the deleted ones instead
	Overlaps   *plan.Span // only plans with a day in it
}

// Plans lists plans by their first day.
func (tx *Tx) Plans(ws string, filter PlanFilter, page Page) ([]plan.Plan, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if filter.Deleted {
		query = query.Where("deleted_at IS NOT NULL")
	} else {
		query = query.Where("deleted_at IS NULL")
	}
	if len(filter.ChannelIDs) > 0 {
		query = query.Where("channel_id IN ?", filter.ChannelIDs)
	}
	if filter.Overlaps != nil {
		query = query.Where("starts_on <= ? AND ends_on >= ?", filter.Overlaps.To, filter.Overlaps.From)
	}
	var day plan.Day
	var id string
	if more, err := page.after("plans", &day, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(starts_on, id) > (?, ?)", day, id)
	}
	rows, next, err := list(query.Order("starts_on, id"), "plans", page,
		func(r planRow) []any { return []any{r.StartsOn, r.ID} })
	return convert(rows, planRow.plan), next, err
}
