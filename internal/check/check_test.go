package check_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/check"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/sheet"
)

func read(t testing.TB, text string) *sheet.Sheet {
	t.Helper()
	s, err := sheet.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// summary tells what a run found of each channel, a line each.
func summary(r *check.Result) []string {
	var lines []string
	for _, c := range r.Channels {
		line := fmt.Sprintf("%s %s..%s %d/%d", c.Name, c.Span.From, c.Span.To, c.Kept, c.Expected)
		for _, f := range c.Findings {
			line += fmt.Sprintf(" %s:%s..%s", f.Rule, f.Span.From, f.Span.To)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestSpanByDefaultReachesAYearAhead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		from string
		to   string
		want string
	}{
		"first good date, today and a year": {text: "Datum\n01.01.0001\n05.02.2027\n01.02.2027\n", want: "2027-02-01 2028-02-10"},
		"the last date lies further":        {text: "Datum\n01.02.2027\n01.06.2029\n", want: "2027-02-01 2029-06-01"},
		"a cancelled entry's date is good":  {text: "Datum;Status\n01.01.2027;abgesagt\n01.02.2027;geplant\n", want: "2027-01-01 2028-02-10"},
		"an idea alone has no date":         {text: "Datum;Status\n;Idee\n", want: "2027-02-10 2028-02-10"},
		"all said":                          {text: "Datum\n01.02.2027\n", from: "2027-03-01", to: "2027-04-01", want: "2027-03-01 2027-04-01"},
		"the end of the zone's day":         {text: "Datum\n2027-01-31T23:30:00Z\n", want: "2027-02-01 2028-02-10"},
	} {
		o := options()
		if c.from != "" {
			o.From, o.To = day(c.from), day(c.to)
		}
		r := mustRun(t, read(t, c.text), o)
		if got := fmt.Sprint(r.Channels[0].Span.From, " ", r.Channels[0].Span.To); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestEntriesBeforeTheSpanBreakTheSilence(t *testing.T) {
	t.Parallel()
	o := options()
	o.From, o.To, o.MaxSilence = day("2027-02-15"), day("2027-02-28"), 10
	text := "Datum;Status\n05.02.2027;published\n20.02.2027;geplant\n28.02.2027;geplant\n"
	want := []string{"Plan 2027-02-15..2027-02-28 0/0 silence:2027-02-06..2027-02-19"}
	if diff := cmp.Diff(want, summary(mustRun(t, read(t, text), o))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	o.MaxSilence = 14
	if got := summary(mustRun(t, read(t, text), o)); len(got) != 1 || strings.Contains(got[0], "silence") {
		t.Errorf("14 days are allowed, got %s", got)
	}
}

func TestRowsThatTellNoState(t *testing.T) {
	t.Parallel()
	o := options() // Wednesday, 10 February 2027, 10:00 in Berlin
	o.From, o.To = day("2027-02-01"), day("2027-02-14")
	for name, c := range map[string]struct{ text, want, note string }{
		"no column, by date": {
			"Datum\n01.02.2027\n10.02.2027\n", "Plan 2027-02-01..2027-02-14 1/1", "counts as published"},
		"an empty column, by date": {
			"Datum;Status\n01.02.2027;\n11.02.2027;\n", "Plan 2027-02-01..2027-02-14 1/1", "counts as published"},
		"an empty cell among others is planned": {
			"Datum;Status\n01.02.2027;\n11.02.2027;geplant\n", "Plan 2027-02-01..2027-02-14 0/1 cadence:2027-02-01..2027-02-07", "count as planned (1)"},
		"a day of publication says enough": {
			"Datum;Status;Veröffentlicht am\n01.02.2027;;02.02.2027\n11.02.2027;geplant;\n", "Plan 2027-02-01..2027-02-14 1/1", ""},
	} {
		r := mustRun(t, read(t, c.text), o)
		if got := summary(r); got[0] != c.want {
			t.Errorf("%s: %s, want %s", name, got[0], c.want)
		}
		if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
			t.Errorf("%s: notes %q, want %q", name, notes, c.note)
		}
	}
}

func TestPublishedAtBeatsThePlannedTime(t *testing.T) {
	t.Parallel()
	o := options()
	o.From, o.To = day("2027-02-01"), day("2027-02-14")
	text := "Datum;Uhrzeit;Status;Veröffentlicht am\n05.02.2027;10:00;veröffentlicht;08.02.2027 09:00\n"
	want := []string{"Plan 2027-02-01..2027-02-14 0/1 cadence:2027-02-01..2027-02-07"}
	if diff := cmp.Diff(want, summary(mustRun(t, read(t, text), o))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGraceAndZoneDecideWhatIsOverdue(t *testing.T) {
	t.Parallel()
	text := "Datum;Uhrzeit;Status\n01.02.2027;10:00;freigegeben\n"
	for name, c := range map[string]struct {
		now, zone string
		alarms    int
	}{
		"24 hours after, still counts": {"2027-02-02T09:00:00Z", "Europe/Berlin", 0},
		"a second more":                {"2027-02-02T09:00:01Z", "Europe/Berlin", 1},
		"later in New York":            {"2027-02-02T09:00:01Z", "America/New_York", 0},
	} {
		o := options()
		o.Now, o.TimeZone, o.From, o.To = at(c.now), c.zone, day("2027-02-01"), day("2027-02-07")
		if got := mustRun(t, read(t, text), o).Alarms(); got != c.alarms {
			t.Errorf("%s: %d alarms, want %d", name, got, c.alarms)
		}
	}
}

func TestChannelsAreKnownByAnySpelling(t *testing.T) {
	t.Parallel()
	text := "Datum;Kanal;Status\n01.02.2027;LinkedIn;geplant\n02.02.2027;Blog;geplant\n03.02.2027; linkedin ;geplant\n04.02.2027;;geplant\n"
	names := func(channels ...string) []string {
		o := options()
		o.Channels = channels
		var names []string
		for _, c := range mustRun(t, read(t, text), o).Channels {
			names = append(names, c.Name)
		}
		return names
	}
	if diff := cmp.Diff([]string{"LinkedIn", "Blog", "(no channel)"}, names()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Blog", "LinkedIn"}, names("BLOG", "linkedin", "Linkedin")); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
}

func TestWhatCannotBeCheckedIsRefused(t *testing.T) {
	t.Parallel()
	good := "Datum;Kanal;Status\n01.02.2027;Blog;geplant\n"
	for name, c := range map[string]struct {
		text   string
		change func(*check.Options)
		want   string
	}{
		"no good row":           {"Datum\nbald\n", func(*check.Options) {}, "No row"},
		"no row at all":         {"Datum\n", func(*check.Options) {}, "No row"},
		"unknown channel":       {good, func(o *check.Options) { o.Channels = []string{"Blok"} }, `has "Blog"`},
		"ends before it begins": {good, func(o *check.Options) { o.From, o.To = day("2027-02-02"), day("2027-02-01") }, "lies before the first day"},
		"ends before all":       {good, func(o *check.Options) { o.To = day("2027-01-01") }, "Nothing is left"},
		"begins beyond its end": {good, func(o *check.Options) { o.From = day("2029-01-01") }, "Nothing is left"},
		"from another time":     {good, func(o *check.Options) { o.From = day("1989-12-31") }, "1990 to 2100"},
		"no zone":               {good, func(o *check.Options) { o.TimeZone = "Berlin" }, "no known time zone"},
		"no cadence":            {good, func(o *check.Options) { o.Cadence = plan.Cadence{} }, "quota"},
		"negative silence":      {good, func(o *check.Options) { o.MaxSilence = -1 }, "max-silence"},
		"negative grace":        {good, func(o *check.Options) { o.Grace = -1 }, "grace"},
		"pause turned round":    {good, func(o *check.Options) { o.Pauses = []plan.Span{{From: 2, To: 1}} }, "pause"},
	} {
		o := options()
		c.change(&o)
		_, err := check.Run(read(t, c.text), o)
		if plan.CodeOf(err) != plan.CodeInvalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestAChannelThatBeginsLaterIsLeftOutAndTold(t *testing.T) {
	t.Parallel()
	o := options()
	o.To = day("2027-02-28")
	r := mustRun(t, read(t, "Datum;Kanal\n01.02.2027;Blog\n01.06.2027;Podcast\n"), o)
	if len(r.Channels) != 1 || !strings.Contains(strings.Join(r.Notes, "\n"), `"Podcast" begins on 2027-06-01`) {
		t.Errorf("channels %v, notes %q", summary(r), r.Notes)
	}
}

func TestOnlyThreeRulesAreLookedFor(t *testing.T) {
	t.Parallel()
	o := options()
	o.Cadence = plan.Cadence{Quota: 1, Per: plan.PerMonth}
	o.To = day("2027-04-30")
	// overdue, not ready, horizon and unowned would all have something to say
	text := "Datum;Status\n01.01.2027;in Arbeit\n12.02.2027;in Arbeit\n01.06.2027;geplant\n"
	for _, f := range mustRun(t, read(t, text), o).Channels[0].Findings {
		if f.Rule != continuity.Cadence && f.Rule != continuity.RunsDry {
			t.Errorf("found %s", f.Rule)
		}
	}
}

func TestTwelveYearsAreOnePlan(t *testing.T) {
	t.Parallel()
	o := options()
	o.To = day("2027-02-28")
	c := mustRun(t, read(t, "Datum;Status\n02.03.2015;veröffentlicht\n08.02.2027;veröffentlicht\n"), o).Channels[0]
	if c.Span.Days() != 4382 || len(c.Periods) != 626 || c.Expected != 623 || c.Kept != 1 {
		t.Errorf("%d days, %d weeks, kept %d of %d", c.Span.Days(), len(c.Periods), c.Kept, c.Expected)
	}
}

func TestHostileNamesDoNoHarm(t *testing.T) {
	t.Parallel()
	o := options()
	o.To = day("2027-02-14")
	r := mustRun(t, read(t, "Datum;Kanal\n01.02.2027;=cmd|x\n01.02.2027;\x1b[31mrot\n"), o)
	var text, table bytes.Buffer
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "\x1b") {
		t.Errorf("the terminal is told what to do: %q", text.String())
	}
	if strings.Contains(table.String(), "\n=cmd") || !strings.Contains(table.String(), "'=cmd|x,") {
		t.Errorf("a formula is written: %q", table.String())
	}
}
