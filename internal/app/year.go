package app

import (
	"context"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Year lays out a year: channels by ISO weeks, with what each week promises and
// has. Retired channels are left out.
func (a *App) Year(ctx context.Context, by Actor, ws string, year int) (grid YearGrid, err error) {
	first, last := plan.FirstDay.Week(), plan.LastDay.Week()
	weeks := plan.Span{From: plan.ISOWeek(year, 1).Monday, To: plan.ISOWeek(year, plan.Weeks(year)).Sunday()}
	if weeks.From < first.Monday || weeks.To > last.Sunday() {
		var problems plan.Problems
		problems.Add("year", "must be 1990 to 2100")
		return YearGrid{}, problems.Err()
	}
	grid.Year = year
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		shown := []plan.ChannelStatus{plan.Candidate, plan.Listening, plan.Active}
		err := a.eachAssessed(v, store.ChannelFilter{Statuses: shown}, plan.LastDay, func(channel plan.Channel, present *continuity.Assessment) error {
			assessed, err := a.assessSpan(v, channel, weeks)
			if err == nil {
				grid.Rows = append(grid.Rows, yearRow(channel, assessed, present.Runway(), weeks))
			}
			return err
		})
		if err != nil {
			return err
		}
		return v.fillYear(&grid, weeks)
	})
	return grid, err
}

// yearRow places what a channel's plans promise, and what it has, in the weeks.
func yearRow(channel plan.Channel, assessed *continuity.Assessment, runway continuity.Runway, weeks plan.Span) YearRow {
	row := YearRow{
		Channel: channel,
		Runway:  runway,
		Figures: assessed.Figures(weeks),
		Cells:   make([]YearCell, weeks.Days()/7),
	}
	for _, period := range assessed.AllPeriods() {
		row.promise(assessed, period, weeks)
	}
	assessed.EachCovering(weeks, func(day plan.Day, state plan.State) {
		cell := row.cell(day, weeks)
		cell.Planned++
		if state.Ready() {
			cell.Ready++
		}
		if state == plan.Published {
			cell.Published++
		}
	})
	return row
}

// promise spreads what a period expects over its weeks: each entry that counts
// towards it takes its part to its own week, and what is missing stands in the
// week in which the period ends. So a month kept shows no week that is not.
func (r *YearRow) promise(assessed *continuity.Assessment, period continuity.PeriodStatus, weeks plan.Span) {
	missing := period.Expected
	if period.Span.From.Week() != period.Span.To.Week() {
		assessed.EachCovering(period.Span, func(day plan.Day, _ plan.State) {
			if missing == 0 {
				return
			}
			missing--
			if weeks.Holds(day) {
				r.cell(day, weeks).Expected++
			}
		})
	}
	if weeks.Holds(period.Span.To) {
		r.cell(period.Span.To, weeks).Expected += missing
	}
}

func (r *YearRow) cell(day plan.Day, weeks plan.Span) *YearCell {
	return &r.Cells[int(day-weeks.From)/7]
}

// fillYear adds gaps, themes and pauses to the rows.
func (v *view) fillYear(grid *YearGrid, weeks plan.Span) error {
	rows := make(map[string]*YearRow, len(grid.Rows))
	for i := range grid.Rows {
		rows[grid.Rows[i].Channel.ID] = &grid.Rows[i]
	}
	if err := v.fillGaps(rows, weeks); err != nil {
		return err
	}
	if err := v.fillThemes(rows, weeks); err != nil {
		return err
	}
	for id, row := range rows {
		err := eachPage(func(page store.Page) (string, error) {
			pauses, next, err := v.Pauses(v.ws, id, page)
			for _, pause := range pauses {
				if pause.Span.Overlaps(weeks) {
					row.Pauses = append(row.Pauses, pause)
				}
			}
			return next, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// quietRules are the rules that say a channel is silent in some days; what is
// wrong with single entries or owners is no gap in the year.
var quietRules = []continuity.Rule{continuity.Cadence, continuity.RunsDry, continuity.Silence}

func (v *view) fillGaps(rows map[string]*YearRow, weeks plan.Span) error {
	states := []continuity.GapState{continuity.Open, continuity.Accepted, continuity.GapMissed}
	marks, err := v.GapMarks(v.ws, weeks, quietRules, states)
	for _, gap := range marks {
		if row := rows[gap.ChannelID]; row != nil {
			row.mark(gap, weeks)
		}
	}
	return err
}

// mark shows a gap in every week it touches, the worst one of each.
func (r *YearRow) mark(gap store.GapMark, weeks plan.Span) {
	shown := gap.Span.Cut(weeks)
	for day := shown.From; day <= shown.To; day = day.Week().Next().Monday {
		cell := r.cell(day, weeks)
		if cell.Gap == "" || slices.Index(continuity.Severities, gap.Severity) < slices.Index(continuity.Severities, cell.Gap) {
			cell.Gap = gap.Severity
		}
	}
}

// fillThemes adds the themes, each on the row of its plan's channel and with its
// topic's name where it has no title of its own.
func (v *view) fillThemes(rows map[string]*YearRow, weeks plan.Span) error {
	topics := map[string]string{}
	return eachPage(func(page store.Page) (string, error) {
		themes, next, err := v.ThemesShown(v.ws, weeks, page)
		for _, shown := range themes {
			row, theme := rows[shown.ChannelID], shown.Theme
			if row == nil {
				continue
			}
			if theme.Title == "" {
				if theme.Title, err = v.topicName(topics, theme.TopicID); err != nil {
					return "", err
				}
			}
			row.Themes = append(row.Themes, theme)
		}
		return next, err
	})
}

func (v *view) topicName(known map[string]string, id string) (string, error) {
	if name, ok := known[id]; ok {
		return name, nil
	}
	topic, err := v.Topic(v.ws, id, true)
	known[id] = topic.Name
	return topic.Name, ignoreNotFound(err)
}
