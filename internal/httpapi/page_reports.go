package httpapi

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/web/pages"
)

// reportsListed is how many reports the list shows at a time.
const reportsListed = 52

// allReports is where the server lists all reports, for those without JavaScript
// too: the planner has a list of its own.
const allReports = "/reports/all"

// report answers with one weekly report, or the newest under the id "latest":
// as a page, with .txt as text, with .csv as a table.
func (p *pageServer) report(w http.ResponseWriter, r *http.Request, v *visit) error {
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	id, format := r.PathValue("report"), app.ReportHTML
	for _, other := range []app.ReportFormat{app.ReportText, app.ReportCSV} {
		if bare, found := strings.CutSuffix(id, "."+string(other)); found {
			id, format = bare, other
		}
	}
	path := v.home + "/reports/" + url.PathEscape(id)
	contentType, body, err := p.app.ReportDocument(r.Context(), v.actor, ws.ID, id, format, cmp.Or(chosenLanguage(r), ws.Language), report.HTMLOptions{
		StylesheetURL: p.assets.address(reportStyle), IconURL: p.assets.address("icon.svg"),
		HomeURL: v.home, ListURL: v.home + allReports, CSVURL: path + ".csv", TextURL: path + ".txt",
		GapsURL: p.gapsPage(v),
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", contentType)
	if format == app.ReportCSV {
		w.Header().Set("Content-Disposition", `attachment; filename="stetig-report.csv"`)
	}
	_, _ = w.Write(body) // the status is sent; nobody is left to be told
	return nil
}

// gapsPage is where the planner shows the gaps; "" where it was not built.
func (p *pageServer) gapsPage(v *visit) string {
	if p.planner == nil {
		return ""
	}
	return v.home + "/gaps"
}

// reportList answers with all weekly reports, newest first.
func (p *pageServer) reportList(w http.ResponseWriter, r *http.Request, v *visit) error {
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	zone, err := plan.LoadZone(ws.TimeZone)
	if err != nil {
		return err
	}
	cursor := r.URL.Query().Get("cursor")
	reports, next, err := p.app.Reports(r.Context(), v.actor, ws.ID, app.Page{Limit: reportsListed, Cursor: cursor})
	if err != nil {
		return err
	}
	page, err := p.pages.Reports(pages.Reports{
		Frame: p.frame(r, v), Zone: zone, Path: v.home, Reports: reports, Next: next, IsFirst: cursor == "",
	})
	return p.send(w, http.StatusOK, page, err)
}
