package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"stetig/internal/continuity"
)

func html(t testing.TB, r Report, lang string, o HTMLOptions) string {
	t.Helper()
	page, err := r.HTML(lang, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestStylesheetIsInlineOrLinked(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	linked := html(t, r, "de", HTMLOptions{StylesheetURL: "/static/report.css"})
	if !strings.Contains(linked, `<link rel="stylesheet" href="/static/report.css">`) || strings.Contains(linked, "<style") {
		t.Error("the stylesheet is not only linked")
	}
	for _, o := range []HTMLOptions{{}, {Inline: true, StylesheetURL: "/static/report.css"}} {
		page := html(t, r, "de", o)
		if strings.Contains(page, `rel="stylesheet"`) {
			t.Error("the stylesheet is linked, too")
		}
		_, rest, _ := strings.Cut(page, "<style>")
		written, _, found := strings.Cut(rest, "</style>")
		hash := sha256.Sum256([]byte(written))
		if want := "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"; !found || StyleHash() != want {
			t.Errorf("StyleHash is %s, of the page %s", StyleHash(), want)
		}
	}
	if !strings.Contains(Stylesheet(), "prefers-color-scheme: dark") || !strings.Contains(Stylesheet(), "@media print") {
		t.Error("the stylesheet knows no dark or no paper")
	}
}

// A strict Content-Security-Policy allows none of these.
func TestPageNeedsNothingElse(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)<script|\sstyle=|\son[a-z]+=|javascript:|<img|<iframe|url\(|@import|https?://[^e]`)
	for name, in := range inputs(t) {
		for _, lang := range []string{"de", "en"} {
			page := html(t, Compose(in), lang, HTMLOptions{})
			// What people typed stands escaped; within text "onerror=" is harmless.
			tags := strings.Join(regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1), "\n")
			if found := forbidden.FindString(tags); found != "" {
				t.Errorf("%s.%s holds %q", name, lang, found)
			}
		}
	}
}

func TestPageEscapesWhatPeopleTyped(t *testing.T) {
	t.Parallel()
	page := html(t, Compose(hostileInput(t)), "de", HTMLOptions{HomeURL: "javascript:alert(1)"})
	for _, raw := range []string{"<script>", "<img src=x", "</td></table></", `href="javascript`, "\u202E", "\u0000", "Z\r\n"} {
		if strings.Contains(page, raw) {
			t.Errorf("the page holds %q", raw)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne") {
		t.Error("the workspace's name is not shown as it is")
	}
}

// What is said of a gap leads to where it can be mended, where that is.
func TestPageLeadsToGaps(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	page := html(t, r, "de", HTMLOptions{GapsURL: "/w/team/gaps"})
	for _, gap := range append(r.Gaps.Open, r.Gaps.Accepted...) {
		if want := `<a href="/w/team/gaps?gap=` + gap.ID + `">`; !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if without := html(t, r, "de", HTMLOptions{}); strings.Contains(without, "?gap=") {
		t.Error("the page leads to gaps that are shown nowhere")
	}
}

// Tables name their columns and rows, and every id that is referred to exists.
func TestPageIsAccessible(t *testing.T) {
	t.Parallel()
	page := html(t, Compose(richInput(t)), "en", HTMLOptions{StylesheetURL: "/s.css"})
	tables := strings.Count(page, "<table")
	if tables != 4+1+7 || strings.Count(page, "<caption>") != tables {
		t.Errorf("%d tables, %d captions", tables, strings.Count(page, "<caption>"))
	}
	if n := strings.Count(page, "<th ") - strings.Count(page, `scope="col"`) - strings.Count(page, `scope="row"`); n != 0 {
		t.Errorf("%d headings without a scope", n)
	}
	for _, reference := range regexp.MustCompile(`aria-(?:labelledby|describedby)="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if strings.Count(page, `id="`+reference[1]+`"`) != 1 {
			t.Errorf("%s labels something and is there not once", reference[1])
		}
	}
	if !strings.Contains(page, `<html lang="en">`) || strings.Count(page, "<h1>") != 1 {
		t.Error("no language or not one main heading")
	}
}

// Of long lists only what weighs most is on paper, and how much more there is; on
// screen all is.
func TestPaperSaysWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Gaps, in.Previous = nil, nil
	for range paperGaps(continuity.Notice, len(in.Channels)) + 3 {
		in.Gaps = append(in.Gaps, NewGap(stored(t, "g", continuity.Cadence, continuity.Notice, "blog", "", "2027-06-22", "2027-06-22", 1, 0), Names{Channel: "Blog"}))
	}
	page := html(t, Compose(in), "de", HTMLOptions{StylesheetURL: "/s.css", CSVURL: "r.csv"})
	if !strings.Contains(page, `<p class="on-paper">… und 3 weitere, vollständig in der CSV-Datei</p>`) {
		t.Error("what is left out on paper is not told")
	}
	if all, off := strings.Count(page, "Am Dienstag, 22. Juni 2027"), strings.Count(page, `<li class="off-paper">`); all != len(in.Gaps) || off != 3 {
		t.Errorf("of %d gaps %d are on screen, and %d of them not on paper", len(in.Gaps), all, off)
	}
	if shared := html(t, Compose(in), "de", HTMLOptions{StylesheetURL: "/s.css"}); strings.Contains(shared, "CSV") {
		t.Error("whoever is offered no CSV is sent to it")
	}
}

// Of many channels those are on paper that did not keep their promise, and those
// with the shortest runway.
func TestPaperHasTheChannelsThatWeighMost(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	usual := in.Channels[0]
	in.Channels, in.Previous = nil, nil
	for i := range paperChannels + 5 {
		c := usual
		c.ID, c.Name = decimal(i), "Kanal "+decimal(i)
		in.Channels = append(in.Channels, c)
	}
	last := &in.Channels[len(in.Channels)-1]
	last.Week, last.Runway = week(t, 2, 0, 0), continuity.Runway{Days: 1, Until: day(t, "2027-04-13")}
	p := Compose(in).page(german{})
	offWeek, offAhead := 0, 0
	for i, row := range p.Week {
		if row.OffPaper {
			offWeek++
		}
		if p.Ahead[i].OffPaper {
			offAhead++
		}
		if p.Trend.Rows[i].OffPaper != p.Ahead[i].OffPaper {
			t.Errorf("%s is on paper in one of trend and runway alone", row.Channel)
		}
	}
	if offWeek != 5 || offAhead != 5 || p.ChannelsOffPaper != "und 5 weitere" {
		t.Errorf("%d and %d channels are not on paper, told as %q", offWeek, offAhead, p.ChannelsOffPaper)
	}
	if i := len(p.Week) - 1; p.Week[i].OffPaper || p.Ahead[i].OffPaper {
		t.Error("the channel that broke its promise and is nearly dry is not on paper")
	}
}

func TestTextFitsAMail(t *testing.T) {
	t.Parallel()
	for name, in := range inputs(t) {
		for _, lang := range []string{"de", "en"} {
			text, err := Compose(in).Text(lang)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitSeq(string(text), "\n") {
				if columns(line) > textWidth || strings.HasSuffix(line, " ") || strings.ContainsAny(line, "\r\t") {
					t.Errorf("%s.%s: %d columns: %q", name, lang, columns(line), line)
				}
			}
		}
	}
}

func TestCSVIsOneTable(t *testing.T) {
	t.Parallel()
	mark := []byte("\xEF\xBB\xBF")
	for name, in := range inputs(t) {
		for _, lang := range []string{"de", "en"} {
			table, err := Compose(in).CSV(lang)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.HasPrefix(table, mark) != (lang == "de") {
				t.Errorf("%s.%s: wrong about the byte order mark", name, lang)
			}
			reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, mark)))
			if lang == "de" {
				reader.Comma = ';'
			}
			records, err := reader.ReadAll() // refuses rows of different lengths
			if err != nil {
				t.Fatalf("%s.%s: %v", name, lang, err)
			}
			for _, record := range records {
				for _, cell := range record {
					if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
						t.Errorf("%s.%s: %q begins a formula", name, lang, cell)
					}
				}
			}
		}
	}
}

func TestUnformula(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"=1+1", "'=1+1"},
		{"+49 40", "'+49 40"},
		{"-2+3", "'-2+3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"＝1+1", "'＝1+1"},
		{"a;=1,=2|@x", "a;'=1,'=2|'@x"},
		{`"=1"`, `"'=1"`},
		{"", ""},
		{"Preis, -20 % = günstig – oder?", "Preis, -20 % = günstig – oder?"},
		{"Über uns", "Über uns"},
	} {
		if got := unformula(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTrends(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name         string
		week, before Figures
		better       int
		known        bool
	}{
		{"better", Figures{Expected: 2, Kept: 2}, Figures{Expected: 3, Kept: 2}, 1, true},
		{"worse", Figures{Expected: 3, Kept: 1}, Figures{Expected: 2, Kept: 1}, -1, true},
		{"the same", Figures{Expected: 2, Kept: 1}, Figures{Expected: 4, Kept: 2}, 0, true},
		{"may still be as good", Figures{Expected: 2, Kept: 1, Unconfirmed: 1}, Figures{Expected: 2, Kept: 2}, -1, false},
		{"worse whatever is confirmed", Figures{Expected: 4, Kept: 1, Unconfirmed: 1}, Figures{Expected: 2, Kept: 2}, -1, true},
		{"nothing due", Figures{}, Figures{Expected: 2, Kept: 2}, 0, false},
		{"nothing due before", Figures{Expected: 2, Kept: 2}, Figures{}, 0, false},
	} {
		better, known := rateTrend(tt.week, tt.before)
		if known != tt.known || known && better != tt.better {
			t.Errorf("%s: %d, %v", tt.name, better, known)
		}
	}
}

func TestRunwayTrend(t *testing.T) {
	t.Parallel()
	until := day(t, "2027-04-12")
	for _, tt := range []struct {
		name   string
		runway Runway
		days   int
		known  bool
	}{
		{"longer", Runway{Days: 10, Until: until + 10, Previous: &Runway{Until: until + 3}}, 7, true},
		{"shorter", Runway{Days: 0, Until: until, Previous: &Runway{Until: until + 21}}, -21, true},
		{"used up, and only time moved it", Runway{Days: 0, Until: until, Previous: &Runway{Until: until - 7}}, 7, false},
		{"the first report", Runway{Days: 10, Until: until + 10}, 0, false},
	} {
		days, known := Channel{HasPlan: true, Runway: &tt.runway}.runwayTrend()
		if days != tt.days || known != tt.known {
			t.Errorf("%s: %d, %v", tt.name, days, known)
		}
	}
}
