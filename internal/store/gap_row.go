package store

import (
	"database/sql"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

type gapRow struct {
	ID                string
	WorkspaceID       string
	ChannelID         ref
	Fingerprint       string
	Rule              string
	PlanID            ref
	SubjectKind       string
	SubjectID         ref
	OwnerID           ref
	StartsOn          plan.Day
	EndsOn            plan.Day
	Expected          int
	Actual            int
	Severity          int // place in continuity.Severities: most pressing first
	State             string
	AcceptedBy        ref
	AcceptedAt        moment
	AcceptedReason    string
	AcceptedUntil     *int32
	AcceptedFrom      *int32
	AcceptedShortfall *int32
	OpenedAt          int64
	ClosedAt          moment
	LastSeenOn        plan.Day
	CreatedAt         int64 `gorm:"autoCreateTime:false"`
	UpdatedAt         int64 `gorm:"autoUpdateTime:false"`
	Version           int
}

func (gapRow) TableName() string { return "gaps" }

func rowOfGap(g *continuity.Gap) gapRow {
	row := gapRow{
		ID: g.ID, WorkspaceID: g.WorkspaceID, ChannelID: ref(g.ChannelID), Fingerprint: g.Fingerprint, Rule: string(g.Rule),
		PlanID: ref(g.PlanID), SubjectKind: string(g.SubjectKind), SubjectID: ref(g.SubjectID), OwnerID: ref(g.OwnerID),
		StartsOn: g.Span.From, EndsOn: g.Span.To, Expected: g.Expected, Actual: g.Actual,
		Severity: slices.Index(continuity.Severities, g.Severity), State: string(g.State),
		OpenedAt: unixOf(g.OpenedAt), ClosedAt: momentOf(g.ClosedAt), LastSeenOn: g.LastSeen,
		CreatedAt: unixOf(g.CreatedAt), UpdatedAt: unixOf(g.UpdatedAt), Version: g.Version,
	}
	if a := g.Acceptance; a != nil {
		shortfall := int32(a.Shortfall)
		row.AcceptedBy, row.AcceptedAt, row.AcceptedReason = ref(a.By), momentOf(a.At), a.Reason
		row.AcceptedUntil, row.AcceptedFrom, row.AcceptedShortfall = nullDay(&a.Until), nullDay(&a.From), &shortfall
	}
	return row
}

func (r gapRow) gap() continuity.Gap {
	g := continuity.Gap{
		ID: r.ID, WorkspaceID: r.WorkspaceID,
		Finding: continuity.Finding{
			Rule: continuity.Rule(r.Rule), ChannelID: string(r.ChannelID), PlanID: string(r.PlanID),
			SubjectKind: continuity.SubjectKind(r.SubjectKind), SubjectID: string(r.SubjectID), OwnerID: string(r.OwnerID),
			Span: plan.Span{From: r.StartsOn, To: r.EndsOn}, Expected: r.Expected, Actual: r.Actual,
			Severity: continuity.Severities[r.Severity], Fingerprint: r.Fingerprint,
		},
		State: continuity.GapState(r.State), OpenedAt: timeOf(r.OpenedAt), ClosedAt: r.ClosedAt.time(), LastSeen: r.LastSeenOn,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
	if r.AcceptedUntil != nil {
		g.Acceptance = &continuity.Acceptance{
			By: string(r.AcceptedBy), At: r.AcceptedAt.time(), Reason: r.AcceptedReason,
			Until: *dayOf(r.AcceptedUntil), From: *dayOf(r.AcceptedFrom), Shortfall: int(*r.AcceptedShortfall),
		}
	}
	return g
}

// gapColumns are read by scan, in its order.
const gapColumns = `g.id, g.workspace_id, g.channel_id, g.fingerprint, g.rule, g.plan_id, g.subject_kind, g.subject_id, g.owner_id,
	g.starts_on, g.ends_on, g.expected, g.actual, g.severity, g.state,
	g.accepted_by, g.accepted_at, g.accepted_reason, g.accepted_until, g.accepted_from, g.accepted_shortfall,
	g.opened_at, g.closed_at, g.last_seen_on, g.created_at, g.updated_at, g.version`

func (r *gapRow) scan(rows *sql.Rows, more ...any) error {
	columns := []any{&r.ID, &r.WorkspaceID, &r.ChannelID, &r.Fingerprint, &r.Rule, &r.PlanID, &r.SubjectKind, &r.SubjectID, &r.OwnerID,
		&r.StartsOn, &r.EndsOn, &r.Expected, &r.Actual, &r.Severity, &r.State,
		&r.AcceptedBy, &r.AcceptedAt, &r.AcceptedReason, &r.AcceptedUntil, &r.AcceptedFrom, &r.AcceptedShortfall,
		&r.OpenedAt, &r.ClosedAt, &r.LastSeenOn, &r.CreatedAt, &r.UpdatedAt, &r.Version}
	return rows.Scan(append(columns, more...)...)
}
