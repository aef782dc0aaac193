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
	return api.GetYear200JSONResponse{
		Year:     grid.Year,
		Weeks:    weeksOf(grid.Year),
		Channels: each(grid.Rows, sendYearRow),
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
		Runway:    sendRunway(row.Runway),
		Figures:   sendFigures(row.Figures),
		Cells:     each(row.Cells, sendYearCell),
		Themes: each(row.Themes, func(t *plan.Theme) api.YearBar {
			return api.YearBar{
				ID: t.ID, Label: t.Title, StartsOn: t.Span.From, EndsOn: t.Span.To,
				PlanID: &t.PlanID, TopicID: &t.TopicID, Version: t.Version,
			}
		}),
		Pauses: each(row.Pauses, func(p *plan.Pause) api.YearBar {
			return api.YearBar{ID: p.ID, Label: p.Reason, StartsOn: p.Span.From, EndsOn: p.Span.To, Version: p.Version}
		}),
	}
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
