package store

import (
	"stetig/internal/plan"
)

type pauseRow struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	StartsOn    plan.Day
	EndsOn      plan.Day
	Reason      string
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Version     int
}

func (pauseRow) TableName() string { return "pauses" }

func rowOfPause(p *plan.Pause) pauseRow {
	return pauseRow{
		ID: p.ID, WorkspaceID: p.WorkspaceID, ChannelID: p.ChannelID, StartsOn: p.Span.From, EndsOn: p.Span.To, Reason: p.Reason,
		CreatedAt: unixOf(p.CreatedAt), UpdatedAt: unixOf(p.UpdatedAt), Version: p.Version,
	}
}

func (r pauseRow) pause() plan.Pause {
	return plan.Pause{
		ID: r.ID, WorkspaceID: r.WorkspaceID, ChannelID: r.ChannelID, Span: plan.Span{From: r.StartsOn, To: r.EndsOn}, Reason: r.Reason,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

func pauseRefusals() refusals {
	return refusals{duplicate: "This pause exists already.", missing: "There is no such channel in this workspace."}
}

// CreatePause stores a new pause and sets its version to 1.
func (tx *Tx) CreatePause(p *plan.Pause) error {
	p.Version = 1
	row := rowOfPause(p)
	return tx.create("pause", &row, pauseRefusals())
}

// UpdatePause stores a changed pause, all but its channel, and raises its
// version. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdatePause(p *plan.Pause) error {
	row := rowOfPause(p)
	row.Version++
	key := identity{"pause", p.WorkspaceID, p.ID, p.Version}
	if err := tx.update(key, &row, pauseRefusals(), "ChannelID"); err != nil {
		return err
	}
	p.Version = row.Version
	return nil
}

// DeletePause deletes a pause for good. plan.CodeStale where the stored version
// is another or the pause is gone.
func (tx *Tx) DeletePause(ws, id string, version int) error {
	return tx.delete(identity{"pause", ws, id, version}, &pauseRow{})
}

// Pause returns a pause, or plan.CodeNotFound.
func (tx *Tx) Pause(ws, id string) (plan.Pause, error) {
	row, err := take[pauseRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "pause")
	return row.pause(), err
}

// Pauses lists the pauses of a channel by their first day.
func (tx *Tx) Pauses(ws, channelID string, page Page) ([]plan.Pause, string, error) {
	query := tx.db.Where("workspace_id = ? AND channel_id = ?", ws, channelID)
	var day plan.Day
	var id string
	if more, err := page.after("pauses", &day, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(starts_on, id) > (?, ?)", day, id)
	}
	rows, next, err := list(query.Order("starts_on, id"), "pauses", page,
		func(r pauseRow) []any { return []any{r.StartsOn, r.ID} })
	return convert(rows, pauseRow.pause), next, err
}
