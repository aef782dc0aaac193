package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// GetYear answers GET …/year.
func (h *handlers) GetYear(ctx context.Context, r api.GetYearRequestObject) (api.GetYearResponseObject, error) {
	grid, err := h.app.Year(ctx, actor(ctx), r.Workspace, r.Params.Year)
	if err != nil {
		return nil, err
	}
	weeks := weeksOf(grid.Year)
	return api.GetYear200JSONResponse{
		Year:     grid.Year,
		Weeks:    weeks,
		Channels: each(grid.Rows, sendYearRow),
		Holidays: sendRegionHolidays(grid.Rows, plan.Span{From: weeks[0].From, To: weeks[len(weeks)-1].To}),
	}, nil
}

// GetMonth answers GET …/month.
func (h *handlers) GetMonth(ctx context.Context, r api.GetMonthRequestObject) (api.GetMonthResponseObject, error) {
	first, err := plan.ParseDay(r.Params.Month + "-01")
	if err != nil {
		return nil, err
	}
	grid, err := h.app.Month(ctx, actor(ctx), r.Workspace, first)
	if err != nil {
		return nil, err
	}
	return api.GetMonth200JSONResponse{
		Month:    r.Params.Month,
		From:     grid.Days.From,
		To:       grid.Days.To,
		Channels: each(grid.Rows, sendYearRow),
		Holidays: sendRegionHolidays(grid.Rows, grid.Days),
	}, nil
}

func weeksOf(year int) []api.YearWeek {
	weeks := make([]api.YearWeek, plan.Weeks(year))
	for i := range weeks {
		week := plan.ISOWeek(year, i+1)
		weeks[i] = api.YearWeek{Week: week.String(), From: week.Monday, To: week.Sunday()}
	}
	return weeks
}

func sendYearRow(row *app.YearRow) api.YearChannel {
	return api.YearChannel{
		ChannelID: row.Channel.ID,
		Name:      row.Channel.Name,
		Platform:  row.Channel.Platform,
		Status:    api.ChannelStatus(row.Channel.Status),
		Color:     orNull(row.Channel.Color),
		Region:    orNull(row.Channel.Region),
		Runway:    sendRunway(row.Runway),
		Figures:   sendFigures(row.Figures),
		Cells:     each(row.Cells, sendYearCell),
		Plans: each(row.Plans, func(p *plan.Plan) api.YearBar {
			return sendYearBar(p.ID, p.Name, p.Span, p.Version)
		}),
		Themes: each(row.Themes, func(t *plan.Theme) api.YearBar {
			bar := sendYearBar(t.ID, t.Title, t.Span, t.Version)
			bar.PlanID, bar.TopicID = &t.PlanID, &t.TopicID
			return bar
		}),
		Pauses: each(row.Pauses, func(p *plan.Pause) api.YearBar {
			return sendYearBar(p.ID, p.Reason, p.Span, p.Version)
		}),
	}
}

func sendYearBar(id, label string, days plan.Span, version int) api.YearBar {
	return api.YearBar{ID: id, Label: label, StartsOn: days.From, EndsOn: days.To, Version: version}
}

func sendYearCell(c *app.YearCell) api.YearCell {
	return api.YearCell{
		Expected:  c.Expected,
		Planned:   c.Planned,
		Ready:     c.Ready,
		Published: c.Published,
		Gap:       orNull(string(c.Gap)),
	}
}
