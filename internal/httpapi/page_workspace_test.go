package httpapi_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"stetig/internal/plan"
)

func TestOthersWorkspacesDoNotExist(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, path := range []string{
		"/w/{workspace}", "/w/{workspace}/reports", "/w/{workspace}/reports/latest", "/w/nothing", "/w/" + strings.Repeat("x", 3000),
		"/nothing", "/w/{foreign}/reports/latest",
	} {
		w.browse("stranger").open(path).page(t, http.StatusNotFound).says(t, "Hier ist nichts").hides(t, "Musterwerk", "Werkblog")
	}
	w.browse("stranger").submit("/w/{workspace}/feeds", "shows", "all").page(t, http.StatusNotFound)
	w.browse("stranger").submit("/w/{workspace}/feeds/{feed}/revoke").page(t, http.StatusNotFound)
	w.browse("stranger").submit("/w/{foreign}/feeds/{feed}/revoke").page(t, http.StatusNotFound)
	w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
}

func TestWorkspaceShowsHowItStands(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for lang, texts := range map[string][]string{
		"de": {
			"<h1>Musterwerk</h1>", "Noch gibt es keinen Wochenbericht. Der erste entsteht am Montag um 06:00 Uhr", "Werkblog", "Name of editor",
			"trägt noch", "Das Jahr 2027", "KW\u00a09, 2027: 1.\u00a0März – 7.\u00a0März 2027 (laufende Woche): 1 von 1 geplant, 0 fertig, 0 veröffentlicht",
			"Schwerpunkt: Werkstattwochen, 1.\u00a0März – 21.\u00a0März 2027", "Pause: Betriebsferien", "Lücke, dringend", "Läuft trocken",
			"Redaktionsplan Werkblog", "alle Kanäle · mit Lücken", "noch nie abgeholt",
		},
		"en": {
			"<h1>Musterwerk</h1>", "There is no weekly report yet. The first one is made on Monday at 06:00", "Werkblog", "Name of editor",
			"carries for", "The year 2027", "Week\u00a09, 2027: 1\u00a0March – 7\u00a0March 2027 (this week): 1 of 1 planned, 0 ready, 0 published",
			"Theme: Werkstattwochen, 1\u00a0March – 21\u00a0March 2027", "pause: Betriebsferien", "gap, critical", "Runs dry",
			"Redaktionsplan Werkblog", "all channels · with gaps", "never fetched",
		},
	} {
		w.browse("lead").open("/w/{workspace}?lang="+lang).page(t, http.StatusOK).says(t, texts...).
			hides(t, w.tokens["lead"], w.feedURL, "Fremdwerk")
	}
	w.browse("lead").open("/w/{workspace}?year=2026").page(t, http.StatusOK).says(t, "Das Jahr 2026", "KW\u00a053, 2026", "Zum laufenden Jahr").hides(t, `id="now"`)
	w.browse("lead").open("/w/{workspace}?year=nonsense&first=999&channel=nobody&rule=x").page(t, http.StatusOK).says(t, "Das Jahr 2027", `id="now"`).hides(t, "Auswahl aufheben")
	w.browse("lead").open("/w/{workspace}?open=nonsense").page(t, http.StatusUnprocessableEntity).says(t, "Das lässt sich so nicht annehmen", "Musterwerk")
}

func TestLanguageIsTheVisitorsChoice(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	german, english := `<html lang="de">`, `<html lang="en">`
	b := w.browse("lead")
	b.open("/w/{workspace}").says(t, german)
	b.with("Accept-Language", "fr,en-GB;q=0.5,de;q=0.2").open("/w/{workspace}").says(t, english)
	b.with("Accept-Language", "fr").open("/w/{workspace}").says(t, german) // the workspace's
	b.with("Accept-Language", strings.Repeat("en,", 10_000)).open("/w/{workspace}").says(t, german)
	a := b.open("/w/{workspace}?lang=en&year=2028").says(t, english, `lang=de&amp;year=2028`)
	if cookie := a.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "stetig_lang=en; Path=/") {
		t.Errorf("the choice is kept as %q", cookie)
	}
	b.with("Cookie", "stetig_lang=en; "+w.signedIn("lead")).open("/w/{workspace}").says(t, english)
	b.with("Cookie", `stetig_lang="><script>; `+w.signedIn("lead")).open("/w/{workspace}?lang=xx").page(t, http.StatusOK).says(t, german)
	w.stranger().with("Accept-Language", "en").open("/").says(t, english, "E-mail address")
	w.stranger().with("Accept-Language", "en").open("/nothing").page(t, http.StatusNotFound).says(t, english, "There is nothing here")
}

func TestHostileNamesAreOnlyText(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='x`
	escaped := `\"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='x`
	lead := w.as("lead")
	lead.patch(t, "/workspaces/{workspace}", `{"name":"`+escaped+`"}`).want(t, http.StatusOK)
	lead.patch(t, "/workspaces/{workspace}/channels/{channel}", `{"name":"`+escaped+`"}`).want(t, http.StatusOK)
	lead.patch(t, "/workspaces/{workspace}/channels/{channel}/pauses/{pause}", `{"reason":"`+escaped+`"}`).want(t, http.StatusOK)
	lead.patch(t, "/workspaces/{workspace}/themes/{theme}", `{"title":"`+escaped+`"}`).want(t, http.StatusOK)
	lead.patch(t, "/workspaces/{workspace}/feeds/{feed}", `{"name":"`+escaped+`"}`).want(t, http.StatusOK)
	lead.patch(t, "/workspaces/{workspace}/members/{editor}", `{"name":"`+escaped+`"}`).want(t, http.StatusOK)
	w.make(t, "late", "/workspaces/{workspace}/entries", `{"channel_id":"{channel}","title":"`+escaped+`","publish_at":"2027-02-01T10:00:00+01:00"}`)
	w.fetch(t, "GET", w.feedURL, "User-Agent", hostile).want(t, http.StatusOK)
	if err := w.app.FlushUsage(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK).says(t, "alert(1)").hides(t, "<script", "<img src=x", " onmouseover='")
	if n := strings.Count(page.body, "alert(1)"); n < 60 {
		t.Errorf("only %d of the hostile names are shown at all", n)
	}
	w.browse("lead").submit("/w/{workspace}/feeds", "name", hostile, "shows", "all").page(t, http.StatusCreated).hides(t, "<script", "<img src=x")
}

func TestEmptyWorkspaceSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("stranger").open("/w/{foreign}").page(t, http.StatusOK).says(t,
		"Noch gibt es keinen Kanal.", "curl https://plan.example.org/api/v1/workspaces/"+w.ids["foreign"]+"/channels", "stetig check",
		"also kann auch nichts fehlen", "Noch gibt es kein Abo.", "Noch gibt es keinen Wochenbericht.")
	w.as("stranger").post(t, "/workspaces/{foreign}/channels", `{"name":"Leer","status":"active"}`).want(t, http.StatusCreated)
	w.as("stranger").post(t, "/workspaces/{foreign}/channels", `{"name":"Erwogen"}`).want(t, http.StatusCreated)
	w.browse("stranger").open("/w/{foreign}").page(t, http.StatusOK).says(t, "kein Plan", "So bekommt er einen", "&#34;starts_on&#34;: &#34;2027-01-01&#34;", "erwogen", "verspricht nichts")
}

func TestVisitorsChooseAmongTheirWorkspaces(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("founder").open("/").page(t, http.StatusOK).says(t, ">Musterwerk</a>", ">Fremdwerk</a>", w.expand(`href="/w/{foreign}"`))
	w.browse("viewer").open("/").want(t, http.StatusSeeOther)
	w.as("lead").patch(t, "/workspaces/{workspace}/members/{viewer}", `{"deactivated":true}`).want(t, http.StatusOK)
	w.browse("viewer").open("/").page(t, http.StatusOK).says(t, "Ihre Anmeldung ist abgelaufen oder wurde beendet.").hides(t, "Musterwerk")
	w.as("stranger").patch(t, "/workspaces/{foreign}/members/{admin}", `{"deactivated":true}`).want(t, http.StatusOK)
	w.browse("admin").open("/").page(t, http.StatusOK).says(t, "Noch gehören Sie zu keinem Arbeitsbereich.")
}

var gapAnchor = regexp.MustCompile(`<li id="gap-([^"]+)"`)

// Whatever does not fit on a page is behind its link: each gap stands on one of them.
func TestGapsArePagedAndFiltered(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for i := range 60 {
		w.make(t, "late", "/workspaces/{workspace}/entries", fmt.Sprintf(`{"channel_id":"{channel}","title":"Liegengeblieben %d","publish_at":"2027-02-01T10:00:00+01:00"}`, i))
	}
	seen := map[string]bool{}
	next := regexp.MustCompile(`<a href="([^"]*open=[^"]*)#gaps">Weitere Lücken</a>`)
	path, read := "/w/{workspace}?rule=overdue&year=2028", 0
	for path != "" && read < 10 {
		a := w.browse("viewer").open(path).page(t, http.StatusOK).says(t, `<option value="overdue" selected>`, "Das Jahr 2028")
		for _, found := range gapAnchor.FindAllStringSubmatch(a.body, -1) {
			if seen[found[1]] {
				t.Errorf("%s stands on two pages", found[1])
			}
			seen[found[1]] = true
		}
		if read++; read > 1 {
			a.says(t, "Zum Anfang der Liste")
		}
		path = ""
		if found := next.FindStringSubmatch(a.body); found != nil {
			path = strings.ReplaceAll(found[1], "&amp;", "&")
		}
	}
	if len(seen) != 60 || read != 3 {
		t.Errorf("%d gaps on %d pages, want 60 on 3", len(seen), read)
	}
	w.browse("viewer").open("/w/{workspace}?rule=silence").page(t, http.StatusOK).says(t, "Keine offene Lücke passt zu dieser Auswahl.", "Auswahl aufheben")
	w.browse("viewer").open("/w/{workspace}?channel={channel}&severity=critical").page(t, http.StatusOK).says(t, `<option value="critical" selected>`, `" selected>Werkblog</option>`)
}

func TestAcceptedGapsStandApart(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("viewer").open("/w/{workspace}").hides(t, "Hingenommene Lücken")
	w.as("lead").put(t, "/workspaces/{workspace}/gaps/{gap}/acceptance", `{"reason":"Messe <geht> vor","until":"2027-06-30"}`).want(t, http.StatusOK)
	a := w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).says(t,
		"Hingenommene Lücken", "hingenommen bis 30.\u00a0Juni 2027 von Name of lead: Messe &lt;geht&gt; vor")
	open, accepted, _ := strings.Cut(a.body, `id="accepted"`)
	if anchor := w.expand(`id="gap-{gap}"`); strings.Contains(open, anchor) || !strings.Contains(accepted, anchor) {
		t.Error("the accepted gap stands among the open ones")
	}
}

func TestManyChannelsComeInParts(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for i := range 45 {
		w.as("lead").post(t, "/workspaces/{workspace}/channels", fmt.Sprintf(`{"name":"Kanal %02d","status":"%s"}`, i, plan.Listening)).want(t, http.StatusCreated)
	}
	first := w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Kanäle 1 bis 40 von 46", ">Kanal 38 <small>", "first=40#channels").body
	if strings.Contains(first, `>Kanal 39 <small>`) {
		t.Error("the first part is longer than it says")
	}
	w.browse("viewer").open("/w/{workspace}?first=40").page(t, http.StatusOK).
		says(t, "Kanäle 41 bis 46 von 46", `>Kanal 44 <small>`, "Zum Anfang der Kanäle").hides(t, `>Kanal 38 <small>`)
}
