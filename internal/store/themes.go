package store

import (
	"fmt"

	"stetig/internal/plan"
)

type themeRow struct {
	ID          string
	WorkspaceID string
	PlanID      string
	TopicID     string
	Title       string
	StartsOn    plan.Day
	EndsOn      plan.Day
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Version     int
}

func (themeRow) TableName() string { return "themes" }

func rowOfTheme(t *plan.Theme) themeRow {
	return themeRow{
		ID: t.ID, WorkspaceID: t.WorkspaceID, PlanID: t.PlanID, TopicID: t.TopicID, Title: t.Title,
		StartsOn: t.Span.From, EndsOn: t.Span.To, CreatedAt: unixOf(t.CreatedAt), UpdatedAt: unixOf(t.UpdatedAt), Version: t.Version,
	}
}

func (r themeRow) theme() plan.Theme {
	return plan.Theme{
		ID: r.ID, WorkspaceID: r.WorkspaceID, PlanID: r.PlanID, TopicID: r.TopicID, Title: r.Title,
		Span: plan.Span{From: r.StartsOn, To: r.EndsOn}, CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

func themeRefusals() refusals {
	return refusals{
		duplicate: "This theme exists already.",
		missing:   "The plan or the topic of this theme is not in this workspace.",
	}
}

// CreateTheme stores a new theme and sets its version to 1.
func (tx *Tx) CreateTheme(t *plan.Theme) error {
	t.Version = 1
	row := rowOfTheme(t)
	return tx.create("theme", &row, themeRefusals())
}

// UpdateTheme stores a changed theme and raises its version. plan.CodeStale where
// the stored version is another.
func (tx *Tx) UpdateTheme(t *plan.Theme) error {
	row := rowOfTheme(t)
	row.Version++
	if err := tx.update(identity{"theme", t.WorkspaceID, t.ID, t.Version}, &row, themeRefusals()); err != nil {
		return err
	}
	t.Version = row.Version
	return nil
}

// DeleteTheme deletes a theme for good. plan.CodeStale where the stored version
// is another or the theme is gone.
func (tx *Tx) DeleteTheme(ws, id string, version int) error {
	return tx.delete(identity{"theme", ws, id, version}, &themeRow{})
}

// Theme returns a theme, or plan.CodeNotFound.
func (tx *Tx) Theme(ws, id string) (plan.Theme, error) {
	row, err := take[themeRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "theme")
	return row.theme(), err
}

// ThemeFilter narrows a list of themes; its zero value is all of plans that are
// not deleted.
type ThemeFilter struct {
	PlanIDs    []string
	ChannelIDs []string
	TopicIDs   []string
	Overlaps   *plan.Span // only themes with a day in it
}

// Themes lists themes by their first day. Those of deleted plans are left out.
func (tx *Tx) Themes(ws string, filter ThemeFilter, page Page) ([]plan.Theme, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	ofPlans := tx.db.Table("plans").Select("id").Where("workspace_id = ? AND deleted_at IS NULL", ws)
	if len(filter.ChannelIDs) > 0 {
		ofPlans = ofPlans.Where("channel_id IN ?", filter.ChannelIDs)
	}
	query = query.Where("plan_id IN (?)", ofPlans)
	if len(filter.PlanIDs) > 0 {
		query = query.Where("plan_id IN ?", filter.PlanIDs)
	}
	if len(filter.TopicIDs) > 0 {
		query = query.Where("topic_id IN ?", filter.TopicIDs)
	}
	if filter.Overlaps != nil {
		query = query.Where("starts_on <= ? AND ends_on >= ?", filter.Overlaps.To, filter.Overlaps.From)
	}
	var day plan.Day
	var id string
	if more, err := page.after("themes", &day, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(starts_on, id) > (?, ?)", day, id)
	}
	rows, next, err := list(query.Order("starts_on, id"), "themes", page,
		func(r themeRow) []any { return []any{r.StartsOn, r.ID} })
	return convert(rows, themeRow.theme), next, err
}

// ShownTheme is a theme with the channel in whose plan it lies.
type ShownTheme struct {
	plan.Theme
	ChannelID string
}

// ThemesShown lists, by their first day, the themes with a day in span, each with
// its channel. Those of deleted plans are left out.
func (tx *Tx) ThemesShown(ws string, span plan.Span, page Page) ([]ShownTheme, string, error) {
	themes, next, err := tx.Themes(ws, ThemeFilter{Overlaps: &span}, page)
	if err != nil || len(themes) == 0 {
		return nil, "", err
	}
	var plans []planRow
	ids := convert(themes, func(t plan.Theme) string { return t.PlanID })
	if err := tx.db.Select("id, channel_id").Where("workspace_id = ? AND id IN ?", ws, ids).Find(&plans).Error; err != nil {
		return nil, "", fmt.Errorf("read the plans of themes: %w", err)
	}
	channels := make(map[string]string, len(plans))
	for _, p := range plans {
		channels[p.ID] = p.ChannelID
	}
	return convert(themes, func(t plan.Theme) ShownTheme { return ShownTheme{Theme: t, ChannelID: channels[t.PlanID]} }), next, nil
}

// themesOf returns the themes of some plans of one workspace, in no order.
func (tx *Tx) themesOf(plans []plan.Plan) ([]plan.Theme, error) {
	ids := make([]string, len(plans))
	for i, p := range plans {
		ids[i] = p.ID
	}
	var rows []themeRow
	if err := tx.db.Where("workspace_id = ? AND plan_id IN ?", plans[0].WorkspaceID, ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the plans' themes: %w", err)
	}
	return convert(rows, themeRow.theme), nil
}
