package main

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = "../../docs/examples/redaktionsplan.csv"

// journeyDay is the Monday on which the sample sheet is taken over.
const journeyDay = "2027-02-01T09:00:00+01:00"

// journey is the way of a first user: from a token and a sheet to gaps and a feed.
type journey struct {
	desk
	database         string
	clock            *clock
	blog, newsletter object // channels
	slots            object // plan of the newsletter
}

// settle makes a user, two channels with their plans, and serves them.
func settle(t *testing.T, database string) *journey {
	t.Helper()
	c := clockAt(journeyDay)
	lead := token(t, c.read(), "--email", "lead@example.org", "--name", "Ada Beispiel", "--workspace", "Stadtwerke Musterstadt", "--admin", "--database", database)
	j := &journey{desk: deskOf(t, start(t, c, "--database", database), lead), database: database, clock: c}
	me := j.list(t, "members")[0]["id"]
	j.blog = j.make(t, "channels", object{"name": "Blog", "platform": "blog", "status": "active", "owner_id": me})
	j.newsletter = j.make(t, "channels", object{"name": "Newsletter", "status": "active", "owner_id": me})
	j.make(t, "plans", object{
		"channel_id": j.blog["id"], "name": "Blog 2027", "starts_on": "2027-01-04", "ends_on": "2027-12-31",
		"cadence": object{"quota": 1, "per": "week"},
	})
	j.slots = j.make(t, "plans", object{
		"channel_id": j.newsletter["id"], "name": "Newsletter 2027", "starts_on": "2027-01-01", "ends_on": "2027-12-31",
		"cadence": object{"rule": "FREQ=MONTHLY;BYMONTHDAY=12", "time": "08:30", "tolerance_hours": 24},
	})
	return j
}

// importSheet sends a sheet and returns what became of it.
func (d desk) importSheet(t *testing.T, sheet, mode string) object {
	t.Helper()
	return d.ask(t, http.MethodPost, "imports?mode="+mode, sheet, "Content-Type", "text/csv").want(t, http.StatusOK).object(t)
}

// gaps returns the gaps of a query, each as "rule first-day..last-day severity".
func (j *journey) gaps(t *testing.T, query string) []string {
	t.Helper()
	var found []string
	for _, g := range j.list(t, "gaps?"+query) {
		found = append(found, text(g["rule"])+" "+text(g["from"])+".."+text(g["to"])+" "+text(g["severity"]))
	}
	slices.Sort(found)
	return found
}

// gap returns the one gap of the blog that begins on a day, with its history.
func (j *journey) gap(t *testing.T, from string) object {
	t.Helper()
	for _, g := range j.list(t, "gaps?channel="+text(j.blog["id"])) {
		if g["from"] == from {
			return j.read(t, "gaps/"+text(g["id"]))
		}
	}
	t.Fatalf("no gap from %s", from)
	return nil
}

// life returns the kinds of what happened to a gap.
func life(gap object) (kinds []string) {
	for _, event := range gap["history"].([]any) {
		kinds = append(kinds, text(event.(object)["kind"]))
	}
	return kinds
}

func same[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestFromASheetToGapsAndAFeed(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	onEachDatabase(t, func(t *testing.T, database string) {
		j := settle(t, database)
		j.takeOver(t, string(data))
		j.fill(t)
		j.acceptAndWithdraw(t)
		j.seeSlots(t)
		j.subscribe(t)
	})
}

// takeOver imports the sheet: first tried, then refused for a bad row, then
// done, then done again.
func (j *journey) takeOver(t *testing.T, sheet string) {
	t.Helper()
	counts := func(result object) object {
		return object{"applied": result["applied"], "rows": result["rows"], "created": result["created"], "unchanged": result["unchanged"], "problem_count": result["problem_count"]}
	}
	revision := j.read(t, "/api/v1/workspaces/"+j.workspace)["revision"]
	same(t, "tried", object{"applied": false, "rows": 24., "created": 24., "unchanged": 0., "problem_count": 0.}, counts(j.importSheet(t, sheet, "dry_run")))
	bad := j.ask(t, http.MethodPost, "imports?mode=all_or_nothing", sheet+"31.02.2027;10:00;Blog;Gibt es nicht;geplant;Redaktion\n",
		"Content-Type", "text/csv").want(t, http.StatusUnprocessableEntity).object(t)
	problems := bad["import"].(object)["problems"].([]any)
	if len(problems) != 1 || problems[0].(object)["line"] != 26. || problems[0].(object)["column"] != "Datum" {
		t.Errorf("the bad row is told as %v", problems)
	}
	if now := j.read(t, "/api/v1/workspaces/"+j.workspace)["revision"]; now != revision || len(j.list(t, "entries")) != 0 {
		t.Errorf("a refused import left %d entries and revision %v, was %v", len(j.list(t, "entries")), now, revision)
	}
	same(t, "done", object{"applied": true, "rows": 24., "created": 24., "unchanged": 0., "problem_count": 0.}, counts(j.importSheet(t, sheet, "all_or_nothing")))
	entries := j.list(t, "entries")
	same(t, "done again", object{"applied": true, "rows": 24., "created": 0., "unchanged": 24., "problem_count": 0.}, counts(j.importSheet(t, sheet, "all_or_nothing")))
	same(t, "entries after that", entries, j.list(t, "entries"))
}

// fill closes a gap by the entry that was missing.
func (j *journey) fill(t *testing.T) {
	t.Helper()
	blog := "&channel=" + text(j.blog["id"])
	same(t, "gaps of the blog", []string{
		"cadence 2027-02-15..2027-02-21 warning", "cadence 2027-02-22..2027-02-28 warning", "cadence 2027-03-01..2027-03-07 warning",
		"cadence 2027-04-19..2027-04-25 notice", "cadence 2027-05-17..2027-05-23 notice",
	}, j.gaps(t, "state=open&rule=cadence"+blog))
	same(t, "from when on it is dry", []string{"runs_dry 2027-06-21..2027-12-31 notice"}, j.gaps(t, "state=open&rule=runs_dry"+blog))
	before := j.gap(t, "2027-02-15")
	made := j.make(t, "entries", object{"channel_id": j.blog["id"], "title": "Fünf Mythen über Leitungswasser", "publish_at": "2027-02-16T10:00:00+01:00"})
	if made["state"] != "planned" {
		t.Errorf("an entry with a date is %v", made["state"])
	}
	after := j.gap(t, "2027-02-15")
	if after["id"] != before["id"] || after["state"] != "resolved" || after["closed_at"] == nil {
		t.Errorf("the gap is not resolved: %v", after)
	}
	same(t, "life of the filled gap", []string{"opened", "resolved"}, life(after)[len(life(after))-2:])
	if left := j.gaps(t, "state=open&rule=cadence"+blog); len(left) != 4 {
		t.Errorf("left open: %v", left)
	}
}

func (j *journey) acceptAndWithdraw(t *testing.T) {
	t.Helper()
	gap := j.gap(t, "2027-02-22")
	path := "gaps/" + text(gap["id"]) + "/acceptance"
	accepted := j.ask(t, http.MethodPut, path, object{"reason": "Messewoche", "until": "2027-02-28"}).want(t, http.StatusOK).object(t)
	if reason := accepted["acceptance"].(object)["reason"]; accepted["state"] != "accepted" || reason != "Messewoche" {
		t.Errorf("accepted: %v", accepted)
	}
	same(t, "accepted gaps", []string{"cadence 2027-02-22..2027-02-28 warning"}, j.gaps(t, "state=accepted"))
	withdrawn := j.ask(t, http.MethodDelete, path, nil).want(t, http.StatusOK).object(t)
	if withdrawn["state"] != "open" || withdrawn["acceptance"] != nil {
		t.Errorf("withdrawn: %v", withdrawn)
	}
	kinds := life(j.gap(t, "2027-02-22"))
	same(t, "life of the accepted gap", []string{"accepted", "acceptance_ended"}, kinds[len(kinds)-2:])
}

// seeSlots asks which entry fills each of the newsletter's slots.
func (j *journey) seeSlots(t *testing.T) {
	t.Helper()
	titles := map[string]string{}
	for _, e := range j.list(t, "entries?channel="+text(j.newsletter["id"])) {
		titles[text(e["id"])] = text(e["title"])
	}
	var got []string
	for _, slot := range j.read(t, "plans/"+text(j.slots["id"])+"/slots")["items"].([]any)[:6] {
		got = append(got, text(slot.(object)["at"])+" "+titles[text(slot.(object)["entry_id"])])
	}
	same(t, "slots", []string{
		"2027-01-12T08:30:00 Neues Jahr, neue Zähler", "2027-02-12T08:30:00 Wärme im Blick", "2027-03-12T08:30:00 Frühjahrsputz für Leitungen",
		"2027-04-12T08:30:00 ", "2027-05-12T08:30:00 Tag der offenen Tür", "2027-06-12T08:30:00 Wasser sparen im Sommer",
	}, got)
	same(t, "gaps of the newsletter", []string{"cadence 2027-04-12..2027-04-12 notice", "runs_dry 2027-07-12..2027-12-31 notice"},
		j.gaps(t, "state=open&rule=cadence&rule=runs_dry&channel="+text(j.newsletter["id"])))
}

func (j *journey) subscribe(t *testing.T) {
	t.Helper()
	feed := j.make(t, "feeds", object{"name": "Redaktionsplan Blog", "scope": "channel", "channel_ids": []any{j.blog["id"]}, "gaps": true})
	if !strings.HasSuffix(text(feed["url"]), "/redaktionsplan-blog.ics") {
		t.Errorf("the feed's address is %v", feed["url"])
	}
	calendar := strings.ReplaceAll(string(j.get(t, j.path(t, text(feed["url"]))).want(t, http.StatusOK).body), "\r\n ", "")
	for summary, shown := range map[string]bool{
		"SUMMARY:Blog: Fünf Mythen über Leitungswasser (geplant)\r\n":     true,
		"SUMMARY:Blog: Wärmepumpe im Altbau: ein Erfahrungsbericht (verö": true,
		"SUMMARY:Bald: Blog: kein Beitrag\r\n":                            true,
		"SUMMARY:Später: Blog: ab hier nichts mehr geplant\r\n":           true,
		"Newsletter": false,
		"20270215":   false, // the gap that was filled
	} {
		if strings.Contains(calendar, summary) != shown {
			t.Errorf("the calendar shows %q: %v, want %v", summary, !shown, shown)
		}
	}
}
