package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
)

// TestWeeklyReports lives through five weeks: the first report comes on Monday
// at six and no second sooner, those missed are made up for in order, none twice.
func TestWeeklyReports(t *testing.T) {
	t.Parallel()
	sheet, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	onEachDatabase(t, func(t *testing.T, database string) {
		j := settle(t, database)
		j.importSheet(t, string(sheet), "all_or_nothing")
		j.stop(t)
		command(j.clock.read(), "report", "--database", database).refused(t, "no report yet", "every Monday at 06:00")

		for _, step := range []struct {
			starts string
			weeks  []string // newest first; late ones in brackets
		}{
			{"2027-02-08T05:59:59+01:00", nil},
			{"2027-02-08T06:00:00+01:00", []string{"2027-W05"}},
			{"2027-02-08T06:00:01+01:00", []string{"2027-W05"}},
			{"2027-02-15T05:59:59+01:00", []string{"2027-W05"}},
			// off for two Mondays, back on the third day after another
			{"2027-03-03T12:00:00+01:00", []string{"2027-W08", "(2027-W07)", "(2027-W06)", "2027-W05"}},
			{"2027-03-07T23:59:59+01:00", []string{"2027-W08", "(2027-W07)", "(2027-W06)", "2027-W05"}},
			// the clock goes forward on the night before
			{"2027-03-29T05:59:59+02:00", []string{"2027-W11", "(2027-W10)", "(2027-W09)", "2027-W08", "(2027-W07)", "(2027-W06)", "2027-W05"}},
			{"2027-03-29T06:00:00+02:00", []string{"2027-W12", "2027-W11", "(2027-W10)", "(2027-W09)", "2027-W08", "(2027-W07)", "(2027-W06)", "2027-W05"}},
		} {
			j.clock.set(step.starts)
			j.server = start(t, j.clock, "--database", database)
			same(t, "reports on "+step.starts, step.weeks, j.weeks(t))
			if len(step.weeks) == 4 {
				j.lateAndNew(t)
			}
			j.stop(t)
		}
		j.printed(t, database)
	})
}

// weeks returns the reports there are, newest first.
func (j *journey) weeks(t *testing.T) (weeks []string) {
	t.Helper()
	for _, r := range j.list(t, "reports") {
		week := text(r["week"])
		if r["late"] == true {
			week = "(" + week + ")"
		}
		weeks = append(weeks, week)
	}
	return weeks
}

// lateAndNew reads what was made up for and what is new on 3 March.
func (j *journey) lateAndNew(t *testing.T) {
	t.Helper()
	made := map[string]bool{}
	for _, r := range j.list(t, "reports") {
		whole := j.read(t, "reports/"+text(r["id"]))
		_, looksAhead := whole["gaps"].(object)
		if late := whole["late"].(bool); looksAhead == late {
			t.Errorf("%v: late %v, looks ahead %v", whole["week"], late, looksAhead)
		}
		made[text(whole["made_at"])] = true
	}
	if !made["2027-02-08T06:00:00+01:00"] || !made["2027-03-03T12:00:00+01:00"] {
		t.Errorf("made at %v", made)
	}
	kept := func(week string) object {
		for _, r := range j.list(t, "reports") {
			if r["week"] == week {
				figures := j.read(t, "reports/"+text(r["id"]))["total"].(object)["week"].(object)
				return object{"from": figures["from"], "to": figures["to"], "expected": figures["expected"], "kept": figures["kept"]}
			}
		}
		return nil
	}
	same(t, "made in time", object{"from": "2027-02-01", "to": "2027-02-07", "expected": 1., "kept": 0.}, kept("2027-W05"))
	same(t, "made late", object{"from": "2027-02-08", "to": "2027-02-14", "expected": 2., "kept": 0.}, kept("2027-W06"))

	latest := "reports/latest?format="
	for format, want := range map[string]string{
		"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8",
	} {
		got := j.ask(t, http.MethodGet, latest+format, nil).want(t, http.StatusOK)
		if got.header.Get("Content-Type") != want || !strings.Contains(string(got.body), "Newsletter") {
			t.Errorf("%s: %s, %.200s", format, got.header.Get("Content-Type"), got.body)
		}
	}
}

// printed has the command print the reports in every form and both languages.
func (j *journey) printed(t *testing.T, database string) {
	t.Helper()
	now := j.clock.read()
	var whole struct {
		Week string `json:"week"`
		Late bool   `json:"late"`
	}
	shown := command(now, "report", "2027-W06", "--format", "json", "--database", database).done(t)
	if err := json.Unmarshal([]byte(shown), &whole); err != nil || whole.Week != "2027-W06" || !whole.Late {
		t.Errorf("JSON of a late week: %v %+v", err, whole)
	}
	for _, c := range []struct {
		flags []string
		want  []string
	}{
		{nil, []string{"Stadtwerke Musterstadt", "KW 12", "Newsletter"}},
		{[]string{"latest", "--language", "en"}, []string{"week 12", "Newsletter"}},
		{[]string{"2027-W05", "--format", "html"}, []string{"<!DOCTYPE html>", "KW 5", "<style>"}},
		{[]string{"--format", "csv", "--language", "en"}, []string{"2027-W12", "Blog"}},
	} {
		body := command(now, append([]string{"report", "--database", database}, c.flags...)...).done(t)
		for _, words := range c.want {
			if !strings.Contains(strings.ToLower(body), strings.ToLower(words)) {
				t.Errorf("report %v lacks %q:\n%.1500s", c.flags, words, body)
			}
		}
		if !strings.HasSuffix(body, "\n") {
			t.Errorf("report %v does not end its last line", c.flags)
		}
	}
	command(now, "report", "2026-W01", "--database", database).refused(t, `no report of "2026-W01"`)
	command(now, "report", "letzte Woche", "--database", database).refused(t, `no report of "letzte Woche"`, "2026-W47")
	later := instant("2027-04-06T08:00:00+02:00")
	if body := command(later, "report", "--make", "--database", database).done(t); !strings.Contains(body, "KW 13") {
		t.Errorf("report --make prints\n%.300s", body)
	}
	if body := command(later, "report", "--make", "--database", database).done(t); !strings.Contains(body, "KW 13") {
		t.Errorf("report --make, again, prints\n%.300s", body)
	}
}

// TestReportsMadeAtOnceAreOne has several processes notice at the same moment
// that reports are due.
func TestReportsMadeAtOnceAreOne(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		j := settle(t, database)
		j.stop(t)
		due := instant("2027-02-15T06:00:00+01:00")
		outcomes := make([]outcome, 4)
		var all sync.WaitGroup
		for i := range outcomes {
			all.Go(func() {
				outcomes[i] = command(due, "report", "--make", "--format", "csv", "--language", "en", "--database", database)
			})
		}
		all.Wait()
		for _, o := range outcomes {
			same(t, "what each process prints", outcomes[0].done(t), o.done(t))
		}
		j.clock.set("2027-02-15T06:00:00+01:00")
		j.server = start(t, j.clock, "--database", database)
		same(t, "reports", []string{"2027-W06", "(2027-W05)"}, j.weeks(t))
	})
}
