package main

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/ical"
	"stetig/internal/ical/icaltest"
	"stetig/internal/plan"
)

// hostile is what people might write into an entry, and how a calendar shall
// show its title. What older parsers below khal unescape twice is left out;
// icaltest has the reason.
var hostile = []struct {
	title, shown string
	when         object
}{
	{"Zeile\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:fremd", "Zeile END:VEVENT BEGIN:VEVENT SUMMARY:fremd", at("2027-04-01T10:00:00+02:00")},
	{"Größe; Maß, \"Preis\": 5\\6 = 7^8", "Größe; Maß, \"Preis\": 5\\6 = 7^8", at("2027-04-02T10:00:00+02:00")},
	{"=SUMME(A1:A9)", "=SUMME(A1:A9)", at("2027-04-03T10:00:00+02:00")},
	{"Übergrößenträger " + strings.Repeat("👩‍👩‍👧‍👦", 20), "Übergrößenträger " + strings.Repeat("👩‍👩‍👧‍👦", 20), at("2027-04-04T10:00:00+02:00")},
	{strings.Repeat("x", 40) + strings.Repeat("🏳️‍🌈", 60), strings.Repeat("x", 40) + strings.Repeat("🏳️‍🌈", 60), at("2027-04-05T10:00:00+02:00")},
	{strings.Repeat("ö", 500), strings.Repeat("ö", 500), at("2027-04-06T10:00:00+02:00")},
	{"vor der Lücke", "vor der Lücke", at("2027-03-28T01:45:00+01:00")},
	{"nach der Lücke", "nach der Lücke", at("2027-03-28T03:15:00+02:00")},
	{"doppelte Stunde, Sommer", "doppelte Stunde, Sommer", at("2027-10-31T02:30:00+02:00")},
	{"doppelte Stunde, Winter", "doppelte Stunde, Winter", at("2027-10-31T02:30:00+01:00")},
	{"kurzer Tag", "kurzer Tag", object{"publish_on": "2027-03-28"}},
	{"langer Tag", "langer Tag", object{"publish_on": "2027-10-31"}},
	{"Neujahr", "Neujahr", at("2028-01-01T00:00:00+01:00")},
	{"Schalttag", "Schalttag", object{"publish_on": "2028-02-29"}},
}

func at(text string) object { return object{"publish_at": text} }

// TestCalendarProgramsReadTheFeed has other people's programs read the running
// demo's feed, and compares every event with what the API says of the entries
// and gaps.
func TestCalendarProgramsReadTheFeed(t *testing.T) {
	t.Parallel()
	s := start(t, clockAt(demoDay), "--demo", "--database", newDatabase(t))
	d := deskOf(t, s, s.told(t, "Token"))
	shown := writeHostile(t, d)
	feed := s.get(t, s.path(t, s.told(t, "Feed"))).want(t, http.StatusOK).body
	for line := range strings.SplitSeq(strings.TrimSuffix(string(feed), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !isText(line) {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
	w := newWall(t, d, feed)
	w.gapsAt = s.base + "/w/" + d.workspace + "/gaps"
	var want []icaltest.Seen
	for _, e := range d.list(t, "entries?from=2026-11-12&undated=false") {
		if event, visible := w.entry(t, e); visible {
			want = append(want, event)
			if title, ours := shown[e["id"].(string)]; ours && !strings.Contains(event.Summary, ": "+title+" (") {
				t.Errorf("the summary %q does not show %q", event.Summary, title)
			}
		}
	}
	entries := len(want)
	for _, gap := range d.list(t, "gaps?state=open&state=accepted") {
		want = append(want, w.gap(t, gap))
	}
	if entries < 200 || len(want)-entries < 5 {
		t.Fatalf("%d entries and %d gaps are not much of a plan", entries, len(want)-entries)
	}
	icaltest.Check(t, feed, want)
}

// writeHostile creates the hostile entries and returns their titles as
// calendars shall show them, by id.
func writeHostile(t *testing.T, d desk) map[string]string {
	t.Helper()
	channel := d.make(t, "channels", object{"name": `Über; "uns", 100 %`, "status": "active"})
	shown := map[string]string{}
	for i, h := range hostile {
		draft := object{
			"channel_id": channel["id"], "title": h.title, "copy": strings.Repeat("Ärger; mit, \"Komma\"\r\nund Zeile ", 10*i),
			"link": "https://example.org/größe;a,b?q=ä&n=1", "state": "approved",
		}
		for name, value := range h.when {
			draft[name] = value
		}
		shown[d.make(t, "entries", draft)["id"].(string)] = h.shown
	}
	long := strings.TrimSpace(strings.Repeat("Maß; Größe, 5\\6 ", 625))
	d.ask(t, http.MethodPost, "imports?mode=all_or_nothing&channel="+channel["id"].(string),
		"Datum;Titel;Status\n1.5.2027;\""+long+"\";geplant\n", "Content-Type", "text/csv").want(t, http.StatusOK)
	found := d.list(t, "entries?from=2027-05-01&to=2027-05-01&channel="+channel["id"].(string))
	if len(found) != 1 || found[0]["title"] != long {
		t.Fatalf("the title of 10,000 characters is not there: %.300v", found)
	}
	shown[found[0]["id"].(string)] = long
	return shown
}

// isText reports whether a line of a feed is whole characters, none of them for control.
func isText(line string) bool {
	for _, r := range line {
		if r == '�' || r < ' ' || r == 0x7f {
			return false
		}
	}
	return true
}

// wall knows what the API tells, to say how a calendar shall show it.
type wall struct {
	instance                          string
	gapsAt                            string // the planner's screen of gaps
	channels, members, topics, titles map[string]string
	owners                            map[string]string // of channels, by id
	plans                             []object
	zone                              *time.Location
}

func newWall(t *testing.T, d desk, feed []byte) *wall {
	t.Helper()
	w := &wall{channels: map[string]string{}, members: map[string]string{}, topics: map[string]string{}, titles: map[string]string{}, owners: map[string]string{}}
	w.instance = string(regexp.MustCompile(`UID:entry-[^@]+@([^\r]+)\.stetig\r\n`).FindSubmatch(bytes.ReplaceAll(feed, []byte("\r\n "), nil))[1])
	for _, c := range d.list(t, "channels") {
		w.channels[c["id"].(string)] = c["name"].(string)
		w.owners[c["id"].(string)] = text(c["owner_id"])
	}
	for _, m := range d.list(t, "members") {
		w.members[m["id"].(string)] = m["name"].(string)
	}
	for _, topic := range d.list(t, "topics") {
		w.topics[topic["id"].(string)] = topic["name"].(string)
	}
	for _, e := range d.list(t, "entries") {
		w.titles[e["id"].(string)] = e["title"].(string)
	}
	w.plans = d.list(t, "plans")
	for _, p := range w.plans {
		w.titles[p["id"].(string)] = p["name"].(string)
	}
	var err error
	if w.zone, err = plan.LoadZone("Europe/Berlin"); err != nil {
		t.Fatal(err)
	}
	return w
}

// text returns a text, "" for null.
func text(value any) string { s, _ := value.(string); return s }

// stateWords are the German words for the states that a feed shows by itself.
var stateWords = map[string]string{
	"planned": "geplant", "drafting": "in Arbeit", "in_review": "in Prüfung", "approved": "freigegeben", "published": "veröffentlicht",
}

// entry says how a calendar shall show an entry, and whether it shall.
func (w *wall) entry(t *testing.T, e object) (seen icaltest.Seen, visible bool) {
	t.Helper()
	state := e["state"].(string)
	word, visible := stateWords[state]
	if !visible {
		return icaltest.Seen{}, false
	}
	seen = icaltest.Seen{
		UID:     "entry-" + e["id"].(string) + "@" + w.instance + ".stetig",
		Summary: fmt.Sprintf("%s: %s (%s)", w.channels[e["channel_id"].(string)], strings.ReplaceAll(e["title"].(string), "\r\n", " "), word),
		Status:  "TENTATIVE",
	}
	if state == "approved" || state == "published" {
		seen.Status = "CONFIRMED"
	}
	if link, err := url.Parse(text(e["link"])); err == nil {
		seen.URL = link.String()
		seen.URL = strings.NewReplacer("ä", "%C3%A4").Replace(seen.URL) // String leaves a query as it is
	}
	day := text(e["publish_on"])
	if moment := text(e["published_at"]) + text(e["publish_at"]); moment != "" {
		begin := instant(moment[:len("2027-03-01T09:00:00Z")])
		seen.Start = begin.UTC().Format(time.RFC3339)
		seen.End = begin.UTC().Add(30 * time.Minute).Format(time.RFC3339)
		day = begin.In(w.zone).Format(time.DateOnly)
	} else {
		next, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatalf("entry without a date: %v", e)
		}
		seen.Start, seen.End = day, next.AddDate(0, 0, 1).Format(time.DateOnly)
	}
	shown := ical.Event{
		Kind: ical.Entry, State: plan.State(state), Link: text(e["link"]), Channel: w.channels[e["channel_id"].(string)],
		Topic: w.topics[text(e["topic_id"])], Owner: w.members[w.owner(e, day)],
	}
	beginning, _ := ical.EntryEvent(&plan.Entry{Copy: e["copy"].(string), PublishAt: instant(demoDay)}, ical.Names{})
	shown.Excerpt = beginning.Excerpt
	seen.Description = shown.Description("de")
	return seen, true
}

// owner returns the member who has an entry: its own, else its plan's, else its channel's.
func (w *wall) owner(e object, day string) string {
	if own := text(e["owner_id"]); own != "" {
		return own
	}
	for _, p := range w.plans {
		if p["channel_id"] == e["channel_id"] && text(p["owner_id"]) != "" && p["starts_on"].(string) <= day && day <= p["ends_on"].(string) {
			return text(p["owner_id"])
		}
	}
	return w.owners[e["channel_id"].(string)]
}

// gap says how a calendar shall show a gap.
func (w *wall) gap(t *testing.T, g object) icaltest.Seen {
	t.Helper()
	from, to := day(t, g["from"]), day(t, g["to"])
	event := ical.Event{
		Kind: ical.Gap, ID: g["id"].(string), Days: plan.Span{From: from, To: to},
		Channel: w.channels[text(g["channel_id"])], Owner: w.members[text(g["owner_id"])],
		Rule: continuity.Rule(g["rule"].(string)), Severity: continuity.Severity(g["severity"].(string)),
		Expected: int(g["expected"].(float64)), Actual: int(g["actual"].(float64)), Accepted: g["state"] == "accepted",
	}
	event.Link = w.gapsAt + "?gap=" + event.ID
	if event.Rule.Fillable() {
		event.Link += "&fill=" + event.ID
	}
	if subject, about := g["subject"].(object); about {
		event.Title = cmp.Or(w.titles[text(subject["id"])], w.members[text(subject["id"])])
	}
	return icaltest.Meant(event, ical.Options{InstanceID: w.instance, Language: "de"})
}

func day(t *testing.T, value any) plan.Day {
	t.Helper()
	d, err := plan.ParseDay(text(value))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
