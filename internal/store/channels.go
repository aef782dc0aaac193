package store

import (
	"fmt"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"stetig/internal/plan"
)

type channelRow struct {
	ID          string
	WorkspaceID string
	Name        string
	NameKey     string
	Platform    string
	Status      string
	TimeZone    string
	Grace       int64 // seconds
	OwnerID     ref
	DeputyID    ref
	Color       string
	Link        string
	Position    int
	ScanDueAt   int64
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Revision    int64
	Version     int
	FourEyes    bool

	Region         string
	SkipHolidays   bool
	WarnOnHolidays bool
	MinSpacing     int64 // seconds

	OwnerAskedAt    moment
	OwnerAcceptedAt moment
}

func (channelRow) TableName() string { return "channels" }

func rowOfChannel(c *plan.Channel) channelRow {
	return channelRow{
		ID: c.ID, WorkspaceID: c.WorkspaceID, Name: c.Name, NameKey: foldKey(c.Name), Platform: c.Platform,
		Status: string(c.Status), TimeZone: c.TimeZone, Grace: secondsOf(c.Grace),
		OwnerID: ref(c.OwnerID), DeputyID: ref(c.DeputyID), Color: c.Color, Link: c.Link, Position: c.Position,
		CreatedAt: unixOf(c.CreatedAt), UpdatedAt: unixOf(c.UpdatedAt), Revision: c.Revision, Version: c.Version,
		FourEyes: c.FourEyes, OwnerAskedAt: momentOf(c.OwnerAskedAt), OwnerAcceptedAt: momentOf(c.OwnerAcceptedAt),
		Region: c.Region, SkipHolidays: c.SkipHolidays, WarnOnHolidays: c.WarnOnHolidays, MinSpacing: secondsOf(c.MinSpacing),
	}
}

func (r channelRow) channel() plan.Channel {
	return plan.Channel{
		ID: r.ID, WorkspaceID: r.WorkspaceID, Name: r.Name, Platform: r.Platform,
		Status: plan.ChannelStatus(r.Status), TimeZone: r.TimeZone, Grace: durationOf(r.Grace),
		OwnerID: string(r.OwnerID), DeputyID: string(r.DeputyID), Color: r.Color, Link: r.Link, Position: r.Position,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Revision: r.Revision, Version: r.Version,
		FourEyes: r.FourEyes, OwnerAskedAt: r.OwnerAskedAt.time(), OwnerAcceptedAt: r.OwnerAcceptedAt.time(),
		Region: r.Region, SkipHolidays: r.SkipHolidays, WarnOnHolidays: r.WarnOnHolidays, MinSpacing: durationOf(r.MinSpacing),
	}
}

func channelRefusals() refusals {
	return refusals{
		duplicate: "There is a channel of this name already; choose another name.",
		missing:   "The owner or the deputy is no member of this workspace.",
	}
}

// CreateChannel stores a new channel, due for a scan at once, and sets its
// version to 1. Names are unique in a workspace, whatever their case
// (plan.CodeConflict).
func (tx *Tx) CreateChannel(c *plan.Channel) error {
	c.Version = 1
	row := rowOfChannel(c)
	return tx.create("channel", &row, channelRefusals())
}

// UpdateChannel stores a changed channel, all but its revision, and raises its
// version. plan.CodeStale where the stored version is another. A changed zone
// leaves the entries where they are: RezoneEntries moves them.
func (tx *Tx) UpdateChannel(c *plan.Channel) error {
	row := rowOfChannel(c)
	row.Version++
	key := identity{"channel", c.WorkspaceID, c.ID, c.Version}
	if err := tx.update(key, &row, channelRefusals(), "Revision", "ScanDueAt"); err != nil {
		return err
	}
	c.Version = row.Version
	return nil
}

// Channel returns a channel, or plan.CodeNotFound.
func (tx *Tx) Channel(ws, id string) (plan.Channel, error) {
	return tx.channel(tx.db, ws, id)
}

// NextChannelPosition returns the place behind the last channel of a workspace.
func (tx *Tx) NextChannelPosition(ws string) (int, error) {
	var next int
	err := tx.row(`SELECT COALESCE(MAX(position), 0) + 1 FROM channels WHERE workspace_id = ?`, ws).Scan(&next)
	if err != nil {
		return 0, fmt.Errorf("find the next channel's place: %w", err)
	}
	return next, nil
}

// LockChannel returns a channel like Channel and keeps every other transaction
// from locking it until this one ends. A change that touches a channel locks
// it before anything else.
func (tx *Tx) LockChannel(ws, id string) (plan.Channel, error) {
	query := tx.db
	if tx.dialect == Postgres {
		query = query.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	return tx.channel(query, ws, id)
}

func (tx *Tx) channel(query *gorm.DB, ws, id string) (plan.Channel, error) {
	row, err := take[channelRow](query.Where("workspace_id = ? AND id = ?", ws, id), "channel")
	return row.channel(), err
}

// ChannelFilter narrows a list of channels; its zero value is all of them.
type ChannelFilter struct {
	IDs      []string
	Statuses []plan.ChannelStatus
}

// Channels lists channels by position, then name.
func (tx *Tx) Channels(ws string, filter ChannelFilter, page Page) ([]plan.Channel, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if len(filter.IDs) > 0 {
		query = query.Where("id IN ?", filter.IDs)
	}
	if len(filter.Statuses) > 0 {
		query = query.Where("status IN ?", filter.Statuses)
	}
	var position int
	var name, id string
	if more, err := page.after("channels", &position, &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(position, name_key, id) > (?, ?, ?)", position, name, id)
	}
	rows, next, err := list(query.Order("position, name_key, id"), "channels", page,
		func(r channelRow) []any { return []any{r.Position, r.NameKey, r.ID} })
	return convert(rows, channelRow.channel), next, err
}
