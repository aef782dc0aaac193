package pages

import (
	"fmt"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// reportLine is one weekly report in a list.
type reportLine struct {
	Title, Made     string
	Late            string // that it was made up for; "" for one made in time
	Page, Text, CSV string // addresses
}

func (w words) reportLine(r app.ReportSummary, zone *time.Location, path string) reportLine {
	line := reportLine{
		Title: fmt.Sprintf(w.ReportOf, w.weekOfYear(r.Week)),
		Made:  fmt.Sprintf(w.ReportMade, w.moment(r.MadeAt, zone)),
		Page:  path + "/reports/" + r.ID,
	}
	line.Text, line.CSV = line.Page+".txt", line.Page+".csv"
	if r.Late {
		line.Late = w.Late
	}
	return line
}

// latestReport is what the start page tells of the newest report.
type latestReport struct {
	reportLine
	Headline string
	Kept     string
	Open     string // how many gaps were open; "" where the report does not look ahead
}

func (w words) latestReport(r app.WeeklyReport, zone *time.Location, path string) *latestReport {
	latest := &latestReport{
		reportLine: w.reportLine(r.ReportSummary, zone, path),
		Headline:   r.Report.Headline(w.Code),
		Kept:       w.NothingDue,
	}
	if week := r.Report.Total.Week; week.Expected > 0 {
		latest.Kept = fmt.Sprintf(w.Kept, week.Kept, week.Expected, w.percent(week.Kept, week.Expected))
	}
	if gaps := r.Report.Gaps; gaps != nil {
		latest.Open = fmt.Sprintf(w.OpenCounts, gaps.Counts.Critical, gaps.Counts.Warning, gaps.Counts.Notice)
	}
	return latest
}

// noReportYet says when a workspace's first report is made.
func (w words) noReportYet(ws plan.Workspace) string {
	at := fmt.Sprintf("%02d:%02d", ws.ReportMinute/60, ws.ReportMinute%60)
	return fmt.Sprintf(w.NoReportHeadline, w.weekday(ws.ReportDay), at)
}

// Reports is the page that lists all weekly reports.
type Reports struct {
	Frame
	Zone    *time.Location
	Path    string // of the workspace's page
	Reports []app.ReportSummary
	Next    string // cursor of the next part; "" at the end
	IsFirst bool
}

type reportsView struct {
	Frame
	Title       string
	Lines       []reportLine
	More, First string
}

func (reportsView) file() string { return "reports.html" }

// Reports writes the page.
func (p *Pages) Reports(in Reports) ([]byte, error) {
	w := in.T()
	v := reportsView{Frame: in.Frame, Title: w.AllReports}
	for _, r := range in.Reports {
		v.Lines = append(v.Lines, w.reportLine(r, in.Zone, in.Path))
	}
	if in.Next != "" {
		v.More = in.Path + "/reports/all?cursor=" + in.Next
	}
	if !in.IsFirst {
		v.First = in.Path + "/reports/all"
	}
	return p.write(v)
}
