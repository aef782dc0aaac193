package store

import (
	"database/sql"
	"math"
	"time"

	"stetig/internal/plan"
)

// An entry without a day, or without a time of day, stands behind all that have
// one. Plain numbers, not NULL, keep the order in one index on both databases.
const (
	undatedDay  = math.MaxInt32
	untimedTime = 253402300800 // 10000-01-01
)

type entryRow struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	TopicID     ref
	OwnerID     ref
	Title       string
	Copy        string
	Link        string
	Format      string
	State       string
	PublishAt   moment
	PublishWall *int64
	PublishOn   *int32
	PublishedAt moment
	LocalDay    int64
	LocalTime   int64
	LocalWeek   int
	Extra       string
	ImportKey   ref
	CreatedBy   ref
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	RenderedAt  int64
	Sequence    int
	DeletedAt   moment
	Version     int
	SearchText  string
	ApproverID  ref
	Checklist   string
	TitleKey    string
	Curated     bool
	SourceURL   string
	Effort      *int64 // seconds
}

func (entryRow) TableName() string { return "entries" }

func rowOfEntry(e *plan.Entry, zone *time.Location) (entryRow, error) {
	row := entryRow{
		ID: e.ID, WorkspaceID: e.WorkspaceID, ChannelID: e.ChannelID, TopicID: ref(e.TopicID), OwnerID: ref(e.OwnerID), ApproverID: ref(e.ApproverID),
		Title: e.Title, Copy: e.Copy, Link: e.Link, Format: e.Format, State: string(e.State),
		CreatedBy: ref(e.CreatedBy), CreatedAt: unixOf(e.CreatedAt), UpdatedAt: unixOf(e.UpdatedAt),
		RenderedAt: unixOf(e.RenderedAt), Sequence: e.Sequence, DeletedAt: momentOf(e.DeletedAt), Version: e.Version,
		SearchText: searchText(e.Title, e.Copy), TitleKey: titleKey(e.Title),
		Curated: e.Curated, SourceURL: e.SourceURL, Effort: nullSeconds(e.Effort),
	}
	row.place(e, zone)
	var err error
	if len(e.Extra) > 0 {
		row.Extra, err = jsonOf(e.Extra)
	}
	if len(e.Checklist) > 0 && err == nil {
		row.Checklist, err = jsonOf(e.Checklist)
	}
	return row, err
}

// place writes the entry's times and where they stand on its channel's calendar.
func (r *entryRow) place(e *plan.Entry, zone *time.Location) {
	r.PublishAt, r.PublishedAt, r.PublishOn = momentOf(e.PublishAt), momentOf(e.PublishedAt), nullDay(e.PublishOn)
	r.PublishWall = nil
	if !e.PublishAt.IsZero() {
		wall := int64(plan.WallOf(e.PublishAt, zone))
		r.PublishWall = &wall
	}
	r.LocalDay, r.LocalTime, r.LocalWeek = undatedDay, untimedTime, 0
	if at, timed := e.Time(); timed {
		r.LocalTime = at.Unix()
	}
	if day, dated := e.Day(zone); dated {
		r.LocalDay, r.LocalWeek = int64(day), day.Week().Code()
	}
}

func (r *entryRow) entry() (plan.Entry, error) {
	e := plan.Entry{
		ID: r.ID, WorkspaceID: r.WorkspaceID, ChannelID: r.ChannelID, TopicID: string(r.TopicID), OwnerID: string(r.OwnerID), ApproverID: string(r.ApproverID),
		Title: r.Title, Copy: r.Copy, Link: r.Link, Format: r.Format, State: plan.State(r.State),
		PublishAt: r.PublishAt.time(), PublishOn: dayOf(r.PublishOn), PublishedAt: r.PublishedAt.time(),
		CreatedBy: string(r.CreatedBy), CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt),
		RenderedAt: timeOf(r.RenderedAt), Sequence: r.Sequence, DeletedAt: r.DeletedAt.time(), Version: r.Version,
		Curated: r.Curated, SourceURL: r.SourceURL,
	}
	e.Effort = durationOrNil(r.Effort)
	if err := fromJSON(r.Checklist, &e.Checklist); err != nil {
		return e, err
	}
	return e, fromJSON(r.Extra, &e.Extra)
}

// entryColumns are read by scan, in its order.
const entryColumns = `e.id, e.workspace_id, e.channel_id, e.topic_id, e.owner_id, e.title, e.copy, e.link, e.format, e.state,
	e.publish_at, e.publish_on, e.published_at, e.local_day, e.local_time, e.extra, e.created_by, e.created_at, e.updated_at,
	e.rendered_at, e.sequence, e.deleted_at, e.version, e.approver_id, e.checklist, e.title_key,
	e.curated, e.source_url, e.effort`

func (r *entryRow) scan(rows *sql.Rows) error {
	return rows.Scan(&r.ID, &r.WorkspaceID, &r.ChannelID, &r.TopicID, &r.OwnerID, &r.Title, &r.Copy, &r.Link, &r.Format, &r.State,
		&r.PublishAt, &r.PublishOn, &r.PublishedAt, &r.LocalDay, &r.LocalTime, &r.Extra, &r.CreatedBy, &r.CreatedAt, &r.UpdatedAt,
		&r.RenderedAt, &r.Sequence, &r.DeletedAt, &r.Version, &r.ApproverID, &r.Checklist, &r.TitleKey,
		&r.Curated, &r.SourceURL, &r.Effort)
}
