package httpapi

import (
	"cmp"
	"net/http"

	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/web/pages"
)

// sharedPath is where pages are that people without an account read; a token follows.
const sharedPath = "/shared/"

// shared shows whoever has a link the page it is for. It knows no visitor: signed
// in or not, everybody sees the same, in the link's language. What is no good link
// is answered with one page, whatever the reason.
func (p *pageServer) shared(w http.ResponseWriter, r *http.Request) error {
	header := w.Header()
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	sight, err := p.app.OpenSharedLink(r.Context(), r.PathValue("token"))
	if plan.CodeOf(err) == plan.CodeNotFound {
		page, err := p.pages.DeadShared(p.sharedFrame(cmp.Or(chosenLanguage(r), "de")))
		return p.send(w, http.StatusNotFound, page, err)
	}
	if err != nil {
		return err
	}
	var page []byte
	switch {
	case sight.Awaited != nil:
		page, err = p.pages.AwaitedReport(p.sharedFrame(sight.Language), *sight.Awaited)
	case sight.Report != nil:
		page, err = sight.Report.HTML(sight.Language, report.HTMLOptions{
			StylesheetURL: p.assets.address(reportStyle), IconURL: p.assets.address("icon.svg"), WithoutPeople: !sight.Names,
		})
	default:
		page, err = p.pages.SharedYear(p.sharedFrame(sight.Language), *sight.Year, sight.Names)
	}
	return p.send(w, http.StatusOK, page, err)
}

func (p *pageServer) sharedFrame(language string) pages.SharedFrame {
	return pages.SharedFrame{Language: language, Stylesheet: p.assets.address("pages.css"), Icon: p.assets.address("icon.svg")}
}
