package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/internal/store"
)

// MakeDueReports makes every weekly report that is due, in every workspace: for
// each ISO week that ended since the last one (or since the workspace was made),
// in order, each once. It returns how many were made. A workspace that fails is
// told and does not stop the others.
func (a *App) MakeDueReports(ctx context.Context) (made int, err error) {
	var failed []error
	err = eachPage(func(page store.Page) (next string, err error) {
		var workspaces []plan.Workspace
		err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
			workspaces, next, err = tx.AllWorkspaces(page)
			return err
		})
		for _, w := range workspaces {
			n, err := a.makeReportsOf(ctx, w)
			made += n
			if err != nil {
				failed = append(failed, fmt.Errorf("report of workspace %s: %w", w.ID, err))
			}
		}
		return next, err
	})
	return made, errors.Join(append(failed, err)...)
}

func (a *App) makeReportsOf(ctx context.Context, w plan.Workspace) (made int, err error) {
	zone, err := plan.LoadZone(w.TimeZone)
	if err != nil {
		return 0, err
	}
	now := a.now()
	due := dueWeek(w, now, zone)
	if err := a.withdrawReports(ctx, w, due.Next(), now); err != nil {
		return 0, err
	}
	week := plan.DayOf(w.CreatedAt, zone).Week()
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		latest, err := tx.LatestReport(w.ID)
		if err == nil {
			week = plan.ISOWeek(latest.Week/100, latest.Week%100).Next()
		}
		return ignoreNotFound(err)
	})
	if err != nil {
		return 0, err
	}
	if week.Monday <= due.Monday {
		if _, err := a.ScanDue(ctx); err != nil { // gaps and figures of one moment
			return 0, err
		}
	}
	for ; week.Monday <= due.Monday; week = week.Next() {
		if err := ctx.Err(); err != nil {
			return made, err
		}
		err := a.makeReport(ctx, w, week, week != due, now)
		if plan.CodeOf(err) == plan.CodeConflict {
			continue // another process was faster
		}
		if err != nil {
			return made, fmt.Errorf("week %s: %w", week, err)
		}
		made++
	}
	return made, nil
}

// clockSlack is how far clocks may be apart before a report counts as made by one
// that ran ahead.
const clockSlack = 24 * time.Hour

// withdrawReports takes back the reports, from a week on that is not due yet, that a
// clock that ran ahead has made: each of those weeks is owed a true one.
func (a *App) withdrawReports(ctx context.Context, w plan.Workspace, from plan.Week, now time.Time) error {
	ahead := now.Add(clockSlack)
	var early bool
	err := a.store.Read(ctx, func(tx *store.Tx) error {
		latest, err := tx.LatestReport(w.ID)
		early = err == nil && latest.Week >= from.Code() && latest.MadeAt.After(ahead)
		return ignoreNotFound(err)
	})
	if err != nil || !early {
		return err
	}
	a.log.WarnContext(ctx, "reports that are not due are withdrawn: a clock has run ahead", "workspace", w.ID, "from", from.String())
	return a.store.Write(ctx, func(tx *store.Tx) error {
		withdrawn, err := tx.WithdrawReports(w.ID, from.Code(), ahead, now)
		if err != nil {
			return err
		}
		for _, r := range withdrawn {
			week := plan.ISOWeek(r.Week/100, r.Week%100).String()
			err := tx.AddAudit(store.AuditRow{
				ID: newID(), WorkspaceID: w.ID, At: now, SubjectKind: "report", SubjectID: r.ID, Action: "withdrawn",
				Changes: []store.Change{{Field: "week", From: week}, {Field: "made_at", From: formatInstant(r.MadeAt)}},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func ignoreNotFound(err error) error {
	if plan.CodeOf(err) == plan.CodeNotFound {
		return nil
	}
	return err
}

// dueWeek returns the last ISO week whose report is due: the one before the week
// of the last report time that has passed.
func dueWeek(w plan.Workspace, now time.Time, zone *time.Location) plan.Week {
	day := plan.DayOf(now, zone)
	day -= plan.Day((int(day.Weekday()-w.ReportDay) + 7) % 7)
	if now.Before(plan.WallAt(day, w.ReportMinute*60).In(zone)) {
		day -= 7
	}
	return plan.Week{Monday: day.Week().Monday - 7}
}

// makeReport composes the report of one week from one state of the database and
// stores it. Nobody who writes waits for the composing: that a week has one
// report the store sees to.
func (a *App) makeReport(ctx context.Context, w plan.Workspace, week plan.Week, late bool, now time.Time) error {
	var in report.Input
	err := a.store.Read(ctx, func(tx *store.Tx) (err error) {
		in, err = a.reportInput(&view{Tx: tx, ws: w.ID, now: now}, w, week, late)
		return err
	})
	if err != nil {
		return err
	}
	told := report.Compose(in)
	body, err := json.Marshal(told)
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	return a.store.Write(ctx, func(tx *store.Tx) error {
		made := store.StoredReport{ID: newID(), WorkspaceID: w.ID, Week: week.Code(), MadeAt: now, Late: late, Body: body}
		if err := tx.CreateReport(&made); err != nil {
			return err
		}
		if err := a.postReport(tx, w.ID, made.ID, &told, now); err != nil {
			return err
		}
		events := []store.Event{{
			Event: plan.ReportMade, SubjectKind: "report", SubjectID: made.ID, Data: map[string]any{"week": week.String(), "late": late}, At: now,
		}}
		if !late && !told.IsEmpty() {
			events = append(events, store.Event{Event: plan.ReportTold, SubjectKind: "report", SubjectID: made.ID, At: now})
		}
		return tx.Emit(w.ID, events, newID)
	})
}

func (a *App) reportInput(v *view, w plan.Workspace, week plan.Week, late bool) (report.Input, error) {
	in := report.Input{
		WorkspaceID: w.ID, Name: w.Name, TimeZone: w.TimeZone, Language: w.Language,
		Week: week, MadeAt: v.now, Late: late,
	}
	names, err := v.renderedNames()
	if err != nil {
		return in, err
	}
	active := store.ChannelFilter{Statuses: []plan.ChannelStatus{plan.Active}}
	err = a.eachAssessed(v, active, week.Monday-7, func(channel plan.Channel, assessed *continuity.Assessment) error {
		in.Channels = append(in.Channels, channelInput(channel, assessed, week, late, names))
		return nil
	})
	if err != nil {
		return in, err
	}
	if in.Earlier, err = v.earlierReports(week); err != nil || late {
		return in, err
	}
	if in.Previous, err = v.previousReport(); err != nil {
		return in, err
	}
	in.Gaps, err = v.reportGaps(in.Previous, names)
	return in, err
}

func channelInput(channel plan.Channel, assessed *continuity.Assessment, week plan.Week, late bool, names renderedNames) report.ChannelInput {
	today := assessed.Today()
	ahead := func(weeks int) continuity.Figures {
		return assessed.Figures(plan.Span{From: today, To: today + plan.Day(7*weeks) - 1})
	}
	before := assessed.Figures(plan.Span{From: week.Monday - 7, To: week.Monday - 1})
	input := report.ChannelInput{
		ID: channel.ID, Name: channel.Name, OwnerName: names.members[channel.AcceptedOwner()].Name,
		HasPlan: assessed.HasPlan(plan.Span{From: today, To: today}),
		Week:    assessed.Figures(plan.Span{From: week.Monday, To: week.Sunday()}),
		Before:  &before,
		Next4:   ahead(4), Next12: ahead(12), Next52: ahead(52),
		Runway: assessed.Runway(),
	}
	if late {
		input.HasPlan = assessed.HasPlan(plan.Span{From: week.Monday, To: week.Sunday()})
	}
	return input
}

// previousReport returns the newest report that looked ahead, nil for none.
func (v *view) previousReport() (*report.Report, error) {
	stored, err := v.LatestReportAhead(v.ws)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	decoded, err := report.Decode(stored.Body)
	return &decoded, err
}

// earlierReports returns the reports of the weeks before one, as far back as a
// trend goes.
func (v *view) earlierReports(week plan.Week) ([]report.Report, error) {
	first := plan.Week{Monday: week.Monday - 7*(report.TrendWeeks-1)}
	last := plan.Week{Monday: week.Monday - 7}
	stored, err := v.ReportsOfWeeks(v.ws, first.Code(), last.Code())
	if err != nil {
		return nil, err
	}
	reports := make([]report.Report, len(stored))
	for i, s := range stored {
		if reports[i], err = report.Decode(s.Body); err != nil {
			return nil, fmt.Errorf("report of week %d: %w", s.Week, err)
		}
	}
	return reports, nil
}

// reportGaps returns all live gaps and those closed since the previous report.
func (v *view) reportGaps(previous *report.Report, names renderedNames) (gaps []report.Gap, err error) {
	live := store.GapFilter{States: []continuity.GapState{continuity.Open, continuity.Accepted}}
	filters := []store.GapFilter{live}
	if previous != nil {
		filters = append(filters, store.GapFilter{
			States:      []continuity.GapState{continuity.Resolved, continuity.Merged, continuity.GapMissed},
			ChangedFrom: previous.MadeAt,
		})
	}
	for _, filter := range filters {
		err = eachPage(func(page store.Page) (string, error) {
			found, next, err := v.Gaps(v.ws, filter, page)
			for _, gap := range found {
				if gap.State.Live() || !gap.ClosedAt.Before(previous.MadeAt) {
					named, err := v.nameGap(gap, names)
					if err != nil {
						return "", err
					}
					gaps = append(gaps, named)
				}
			}
			return next, err
		})
		if err != nil {
			return nil, err
		}
	}
	return gaps, nil
}

func (v *view) nameGap(gap continuity.Gap, names renderedNames) (report.Gap, error) {
	known := report.Names{Channel: names.channels[gap.ChannelID].Name, Owner: names.members[gap.OwnerID].Name}
	if gap.Acceptance != nil {
		known.AcceptedBy = names.members[gap.Acceptance.By].Name
	}
	var err error
	if known.Subject, _, err = v.subjectOf(&gap); err != nil {
		return report.Gap{}, err
	}
	if id := gap.ClashesWith(); id != "" {
		other, err := v.Entry(v.ws, id, true)
		if err := ignoreNotFound(err); err != nil {
			return report.Gap{}, err
		}
		known.Other = other.Title
	}
	return report.NewGap(gap, known), nil
}

// subjectOf returns the title of the entry or the name of the plan or member that a gap is
// about, "" where it is gone for good, and when that last changed.
func (v *view) subjectOf(gap *continuity.Gap) (title string, changed time.Time, err error) {
	switch gap.SubjectKind {
	case continuity.AboutEntry:
		e, err := v.Entry(v.ws, gap.SubjectID, true)
		return e.Title, e.UpdatedAt, ignoreNotFound(err)
	case continuity.AboutPlan, continuity.AboutCompany, continuity.AboutCurated:
		p, err := v.Plan(v.ws, gap.SubjectID, true)
		return p.Name, p.UpdatedAt, ignoreNotFound(err)
	case continuity.AboutMember:
		m, err := v.Member(v.ws, gap.SubjectID)
		return m.Name, m.UpdatedAt, ignoreNotFound(err)
	}
	return "", time.Time{}, nil
}
