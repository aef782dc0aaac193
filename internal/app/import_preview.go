package app

import (
	"cmp"
	"time"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// importPreview tells of some rows of a sheet what becomes of each.
type importPreview struct {
	rows    []ImportRow
	byLine  map[int]int         // where in rows
	byEntry map[*plan.Entry]int // the same, of the good ones
	reader  *rowReader
	read    map[int]sheet.Row // by line
}

// newImportPreview begins a preview of the rows that were asked for, none of
// them seen but the bad ones. What is no dry run asks for none.
func newImportPreview(read *sheet.Sheet, reader *rowReader, options ImportOptions) *importPreview {
	p := &importPreview{byLine: map[int]int{}, byEntry: map[*plan.Entry]int{}, reader: reader, read: map[int]sheet.Row{}}
	if options.Mode != DryRun || options.Limit <= 0 {
		return p
	}
	for _, row := range rowsBetween(read, options.Offset, options.Limit) {
		p.byLine[row.Line] = len(p.rows)
		p.read[row.Line] = row
		p.rows = append(p.rows, ImportRow{Line: row.Line, Outcome: RowNew, Title: row.Title, Topic: row.Topic})
	}
	for _, row := range read.Bad {
		p.see(row.Line, nil, nil)
	}
	for _, problem := range read.Problems {
		if i, shown := p.byLine[problem.Line]; shown {
			p.rows[i].Problems = append(p.rows[i].Problems, ImportProblem(problem))
		}
	}
	return p
}

// rowsBetween returns rows of a sheet, good and bad, in the order of the file.
func rowsBetween(read *sheet.Sheet, offset, limit int) []sheet.Row {
	var between []sheet.Row
	good, bad := read.Rows, read.Bad
	for i := 0; len(between) < limit && len(good)+len(bad) > 0; i++ {
		from := &good
		if len(good) == 0 || len(bad) > 0 && bad[0].Line < good[0].Line {
			from = &bad
		}
		if i >= offset {
			between = append(between, (*from)[0])
		}
		*from = (*from)[1:]
	}
	return between
}

// see takes what became of a row: an entry, which is new until it is settled
// otherwise; none for a bad row, perhaps with what is wrong with it.
func (p *importPreview) see(line int, e *plan.Entry, problem *ImportProblem) {
	i, shown := p.byLine[line]
	if !shown {
		return
	}
	row, told := p.read[line], &p.rows[i]
	if problem != nil {
		told.Problems = append(told.Problems, *problem)
	}
	told.Channel = row.Channel
	channel, unknown := p.reader.channelOf(row)
	if unknown == nil {
		told.Channel = channel.Name
	}
	told.State = row.State
	if e == nil {
		told.Outcome = RowBad
	} else {
		told.State = e.State
		told.NewTopic = p.reader.isNew(e.TopicID)
		p.byEntry[e] = i
	}
	told.Day, told.Second, told.Skipped = clockOf(row, told.State, p.reader.zones[channel.ID])
}

// settle says that a row's entry is there already.
func (p *importPreview) settle(e *plan.Entry, outcome ImportOutcome) {
	if i, shown := p.byEntry[e]; shown {
		p.rows[i].Outcome, p.rows[i].NewTopic = outcome, false
	}
}

// clockOf returns when a row's entry appears, on its channel's clock, and which
// time of day the row says where that clock skips it. Of a row without a
// channel, zone being nil, it returns what the row says.
func clockOf(row sheet.Row, state plan.State, zone *time.Location) (day *plan.Day, second, skipped *int) {
	moment := row.Moment
	if cmp.Or(state, plan.Published) == plan.Published && !row.Published.IsNone() {
		moment = row.Published
	}
	if zone == nil || moment.IsNone() {
		return moment.Day, moment.Second, nil
	}
	on, at, timed := moment.In(zone)
	if !timed {
		return &on, nil, nil
	}
	shown := plan.WallOf(at, zone).SecondOfDay()
	if moment.Second != nil && *moment.Second != shown {
		skipped = moment.Second
	}
	return &on, &shown, skipped
}
