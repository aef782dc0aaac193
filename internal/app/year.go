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
func (a *App) Year(ctx context.Context, by Actor, ws string, year int) (YearGrid, error) {
	first, last := plan.FirstDay.Week(), plan.LastDay.Week()
	weeks := plan.Span{From: plan.ISOWeek(year, 1).Monday, To: plan.ISOWeek(year, plan.Weeks(year)).Sunday()}
	if weeks.From < first.Monday || weeks.To > last.Sunday() {
		var problems plan.Problems
		problems.Add("year", "must be 1990 to 2100")
		return YearGrid{}, problems.Err()
	}
	rows, err := a.rows(ctx, by, ws, columns{weeks, 7})
	return YearGrid{Year: year, Rows: rows}, err
}

// Month lays out the calendar month that a day lies in: channels by days, as
// Year does by weeks.
func (a *App) Month(ctx context.Context, by Actor, ws string, month plan.Day) (MonthGrid, error) {
	days := plan.Span{From: month.Month(), To: month.NextMonth() - 1}
	if days.From < plan.FirstDay || days.To > plan.LastDay {
		var problems plan.Problems
		problems.Add("month", "must be 1990-01 to 2100-12")
		return MonthGrid{}, problems.Err()
	}
	rows, err := a.rows(ctx, by, ws, columns{days, 1})
	return MonthGrid{Days: days, Rows: rows}, err
}

// columns divide a span into cells of as many days each.
type columns struct {
	plan.Span
	days int
}

func (c columns) count() int { return c.Span.Days() / c.days }

func (c columns) of(day plan.Day) int { return int(day-c.From) / c.days }

// first returns the first day of the column a day lies in.
func (c columns) first(day plan.Day) plan.Day { return c.From + plan.Day(c.of(day)*c.days) }

// at returns the column a day lies in.
func (c columns) at(day plan.Day) plan.Span {
	first := c.first(day)
	return plan.Span{From: first, To: first + plan.Day(c.days-1)}
}

func (a *App) rows(ctx context.Context, by Actor, ws string, across columns) (rows []YearRow, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		shown := []plan.ChannelStatus{plan.Candidate, plan.Listening, plan.Active}
		err := a.eachAssessed(v, store.ChannelFilter{Statuses: shown}, plan.LastDay, func(channel plan.Channel, present *continuity.Assessment) error {
			assessed, err := a.assessSpan(v, channel, across.Span)
			if err == nil {
				rows = append(rows, yearRow(channel, assessed, present.Runway(), across))
			}
			return err
		})
		if err != nil {
			return err
		}
		return v.fillRows(rows, across)
	})
	return rows, err
}

// yearRow places what a channel's plans promise, and what it has, in the columns.
func yearRow(channel plan.Channel, assessed *continuity.Assessment, runway continuity.Runway, across columns) YearRow {
	row := YearRow{
		Channel: channel,
		Runway:  runway,
		Figures: assessed.Figures(across.Span),
		Cells:   make([]YearCell, across.count()),
	}
	for _, period := range assessed.AllPeriods() {
		row.promise(assessed, period, across)
	}
	assessed.EachCovering(across.Span, func(day plan.Day, state plan.State) {
		cell := row.cell(day, across)
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

// promise spreads what a period expects over its columns: each entry that counts
// towards it takes its part to its own column, and what is missing stands in the
// one in which the period ends. So a month kept shows no week that is not.
func (r *YearRow) promise(assessed *continuity.Assessment, period continuity.PeriodStatus, across columns) {
	missing := period.Expected
	if across.first(period.Span.From) != across.first(period.Span.To) {
		assessed.EachCovering(period.Span, func(day plan.Day, _ plan.State) {
			if missing == 0 {
				return
			}
			missing--
			if across.Holds(day) {
				r.cell(day, across).Expected++
			}
		})
	}
	if across.Holds(period.Span.To) {
		r.cell(period.Span.To, across).Expected += missing
	}
}

func (r *YearRow) cell(day plan.Day, across columns) *YearCell {
	return &r.Cells[across.of(day)]
}

// fillRows adds gaps, plans, themes and pauses to the rows.
func (v *view) fillRows(list []YearRow, across columns) error {
	rows := make(map[string]*YearRow, len(list))
	for i := range list {
		rows[list[i].Channel.ID] = &list[i]
	}
	for _, fill := range []func() error{
		func() error { return v.fillPlans(rows, across.Span) },
		func() error { return v.fillThemes(rows, across.Span) },
		func() error { return v.fillPauses(rows, across.Span) },
		func() error { return v.fillGaps(rows, across) }, // where nothing pauses
	} {
		if err := fill(); err != nil {
			return err
		}
	}
	return nil
}

// fillPlans adds the plans that have a day in the span.
func (v *view) fillPlans(rows map[string]*YearRow, span plan.Span) error {
	return eachPage(func(page store.Page) (string, error) {
		plans, next, err := v.Plans(v.ws, store.PlanFilter{Overlaps: &span}, page)
		for _, p := range plans {
			if row := rows[p.ChannelID]; row != nil {
				row.Plans = append(row.Plans, p)
			}
		}
		return next, err
	})
}

func (v *view) fillPauses(rows map[string]*YearRow, span plan.Span) error {
	for id, row := range rows {
		err := eachPage(func(page store.Page) (string, error) {
			pauses, next, err := v.Pauses(v.ws, id, page)
			for _, pause := range pauses {
				if pause.Span.Overlaps(span) {
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

func (v *view) fillGaps(rows map[string]*YearRow, across columns) error {
	states := []continuity.GapState{continuity.Open, continuity.Accepted, continuity.GapMissed}
	marks, err := v.GapMarks(v.ws, across.Span, quietRules, states)
	for _, gap := range marks {
		if row := rows[gap.ChannelID]; row != nil {
			row.mark(gap, across)
		}
	}
	return err
}

// mark shows a gap in every column it touches that misses something, the worst
// one of each.
func (r *YearRow) mark(gap store.GapMark, across columns) {
	shown := gap.Span.Cut(across.Span)
	for day := shown.From; day <= shown.To; day = across.first(day) + plan.Day(across.days) {
		cell := r.cell(day, across)
		if r.missesNothing(cell, gap.Span, across.at(day)) {
			continue
		}
		if cell.Gap == "" || slices.Index(continuity.Severities, gap.Severity) < slices.Index(continuity.Severities, cell.Gap) {
			cell.Gap = gap.Severity
		}
	}
}

// missesNothing reports whether a gap only passes a column: the channel is silent
// there on purpose, or the gap is of a longer period and the column has its part
// of what that expects.
func (r *YearRow) missesNothing(cell *YearCell, gap, column plan.Span) bool {
	if cell.Expected > cell.Planned {
		return false
	}
	isLonger := gap.From < column.From || gap.To > column.To
	return r.pauses(column) || isLonger && cell.Expected > 0
}

// pauses reports whether every one of some days lies in a pause.
func (r *YearRow) pauses(days plan.Span) bool {
	for day := days.From; day <= days.To; day++ {
		if !slices.ContainsFunc(r.Pauses, func(pause plan.Pause) bool { return pause.Span.Holds(day) }) {
			return false
		}
	}
	return true
}

// fillThemes adds the themes, each on the row of its plan's channel and with its
// topic's name where it has no title of its own.
func (v *view) fillThemes(rows map[string]*YearRow, span plan.Span) error {
	topics := map[string]string{}
	return eachPage(func(page store.Page) (string, error) {
		themes, next, err := v.ThemesShown(v.ws, span, page)
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
