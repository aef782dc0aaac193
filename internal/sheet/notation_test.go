package sheet

import (
	"strings"
	"testing"

	"stetig/internal/plan"
)

func TestDatesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell  string
		order dayOrder
		want  string // of the moment's text in English, or of the reason it is none
	}{
		{cell: "2027-03-01", want: "2027-03-01"},
		{cell: "2027/3/1", want: "2027-03-01"},
		{cell: "20270301", want: "2027-03-01"},
		{cell: "1.3.2027", want: "2027-03-01"},
		{cell: " 01.03.2027 ", want: "2027-03-01"},
		{cell: "1. 3. 2027", want: "2027-03-01"},
		{cell: "01.03.27", want: "2027-03-01"},
		{cell: "01.03.89", want: "2089-03-01"},
		{cell: "01.03.90", want: "1990-03-01"},
		{cell: "03/01/2027", order: monthFirst, want: "2027-03-01"},
		{cell: "03/01/2027", order: dayFirst, want: "2027-01-03"},
		{cell: "3-1-27", order: dayFirst, want: "2027-01-03"},
		{cell: "01.03.2027", order: monthFirst, want: "2027-03-01"},
		{cell: "1. März 2027", want: "2027-03-01"},
		{cell: "1. Maerz 2027", want: "2027-03-01"},
		{cell: "1 Mrz. 27", want: "2027-03-01"},
		{cell: "31. Jänner 2027", want: "2027-01-31"},
		{cell: "01-Mar-2027", want: "2027-03-01"},
		{cell: "March 1st, 2027", want: "2027-03-01"},
		{cell: "Mon, Mar 1, 2027", want: "2027-03-01"},
		{cell: "Montag, den 1.3.2027", want: `"den 1.3.2027" is no date`},
		{cell: "Mo 01.03.2027", want: "2027-03-01"},
		{cell: "Dienstag, 2. März 2027", want: "2027-03-02"},
		{cell: "29.02.2028", want: "2028-02-29"},
		{cell: "29.02.2027", want: `"29.02.2027" is no day of the calendar`},
		{cell: "03/25/2027", order: dayFirst, want: `"03/25/2027" is no day of the calendar`},
		{cell: "01.03.2027 10:00", want: "2027-03-01 10:00"},
		{cell: "01.03.2027, 10.30 Uhr", want: "2027-03-01 10:30"},
		{cell: "1. März 2027 um 9 Uhr", want: "2027-03-01 09:00"},
		{cell: "2027-03-01T10:00:30", want: "2027-03-01 10:00:30"},
		{cell: "3/1/2027 2:05 PM", order: monthFirst, want: "2027-03-01 14:05"},
		{cell: "2027-03-01T10:00:00+01:00", want: "2027-03-01T09:00:00Z"},
		{cell: "2027-03-01T10:00:00.5Z", want: "2027-03-01T10:00:00Z"},
		{cell: "2027-03-01 00:30 -0530", want: "2027-03-01T06:00:00Z"},
		{cell: "46447", want: "2027-03-01"},
		{cell: "46447,4166666667", want: "2027-03-01 10:00"},
		{cell: "46447.999999999", want: "2027-03-02"},
		{cell: "32874", want: "1990-01-01"},
		{cell: "73415", want: "2100-12-31"},
		{cell: "32873", want: `"32873" (1989-12-31) lies before 1990`},
		{cell: "73416", want: `"73416" (2101-01-01) lies after 2100`},
		{cell: "01.01.1990", want: "1990-01-01"},
		{cell: "31.12.1989", want: `"31.12.1989" (1989-12-31) lies before 1990`},
		{cell: "31.12.2100", want: "2100-12-31"},
		{cell: "2101-01-01", want: `"2101-01-01" (2101-01-01) lies after 2100`},
		{cell: "01.01.0001", want: `"01.01.0001" (0001-01-01) lies before 1990`},
		{cell: "2027", want: `"2027" is a year, not a date`},
		{cell: "1.3", want: `"1.3" is no date, or has no year`},
		{cell: "1.3.", want: `"1.3." has no year`},
		{cell: "1. März", want: `"1. März" has no year`},
		{cell: "01.03.20271", want: `"01.03.20271" is no date`},
		{cell: "01.03.2027 gegen Mittag", want: `what follows the date is no time: "gegen Mittag" is no time of day`},
		{cell: "KW 12", want: `"KW 12" is no date`},
		{cell: "\x1b[2Jbald", want: `"\x1b[2Jbald" is no date`},
		{cell: strings.Repeat("9", 60), want: `"` + strings.Repeat("9", 40) + `"… is no date`},
	} {
		m, err := parseMoment(c.cell, c.order)
		got := m.text("en")
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("parseMoment(%q) = %s, want %s", c.cell, got, c.want)
		}
	}
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"10:00": "10:00", "9:05": "09:05", "10:00:30": "10:00:30", "10:00:30.250": "10:00:30",
		"10 Uhr": "10:00", "10.30 Uhr": "10:30", "10:30 uhr": "10:30", "10 Uhr 30": "10:30", "um 8 Uhr": "08:00",
		"10h": "10:00", "10h30": "10:30", "10.30": "10:30", "7": "07:00", "0": "00:00",
		"9:00 AM": "09:00", "9:00 pm": "21:00", "12:00 AM": "00:00", "12:15 p.m.": "12:15", "9am": "09:00",
		"0.4166666667": "10:00", "0,75": "18:00", ".5": "12:00", "0.25": "06:00",
		"24:00": "", "10:60": "", "25 Uhr": "", "13:00 PM": "", "0 AM": "", "mittags": "", "10:00-11:00": "", "10:00 30": "", "1:2": "",
	} {
		second, err := parseClock(cell)
		got := plan.FormatTimeOfDay(second)
		if err != nil {
			got = ""
		}
		if got != want {
			t.Errorf("parseClock(%q) = %q, want %q (%v)", cell, got, want, err)
		}
	}
}

func TestStatesInGermanAndEnglish(t *testing.T) {
	t.Parallel()
	words := stateDictionary()
	for cell, want := range map[string]plan.State{
		"veröffentlicht": plan.Published, "VEROEFFENTLICHT": plan.Published, " Veröffentlicht ✅": plan.Published, "vero\u0308ffentlicht": plan.Published,
		"published": plan.Published, "online": plan.Published,
		"geplant": plan.Planned, "To do": plan.Planned, "in Arbeit": plan.Drafting, "Entwurf": plan.Drafting, "draft": plan.Drafting,
		"in Prüfung": plan.InReview, "in_review": plan.InReview, "Freigabe": plan.InReview, "freigegeben": plan.Approved,
		"scheduled": plan.Approved, "Idee": plan.Idea, "abgesagt": plan.Cancelled, "canceled": plan.Cancelled, "": "", " - ": "",
	} {
		if got, err := parseState(cell, words); got != want || err != nil {
			t.Errorf("parseState(%q) = %q, %v, want %q", cell, got, err, want)
		}
	}
	for _, cell := range []string{"vielleicht", "ver?ffentlicht", "?x"} {
		if got, err := parseState(cell, words); err == nil {
			t.Errorf("parseState(%q) = %q, want an error", cell, got)
		}
	}
	for _, state := range plan.States {
		for _, language := range []string{"de", "en"} {
			if got, err := parseState(stateName(state, language), words); got != state || err != nil {
				t.Errorf("%s in %s reads as %q, %v", state, language, got, err)
			}
		}
	}
}

func TestHeadingsInManyWords(t *testing.T) {
	t.Parallel()
	words := newDictionary()
	for heading, want := range map[string]Role{
		"Datum": Date, "DATE": Date, "Veröffentlichung": Date, "veroeffentlichungs-datum": Date, "Veroffentlichungstermin": Date, "Datum\n(TT.MM.)": Date, "publish_on": Date,
		"Uhrzeit (MEZ)": Time, "time": Time, "Kanal": Channel, "Plattform ": Channel, "Channel": Channel,
		"Thema": Topic, "Topic": Topic, "Titel": Title, "Ueberschrift": Title, "Beitrag": Title, "Headline": Title,
		"Verantwortlich": Owner, "Verantwortliche(r)": Owner, "Autor*in": Owner, "Wer": Owner, "owner": Owner,
		"Status": State, "Stand": State, "state": State, "Link": Link, "URL": Link, "Feld": Field, "Säule": Field, "field": Field,
		"Format": Format, "Text": Copy, "Copy": Copy, "ID": ID, "published_at": PublishedAt, "Veröffentlicht am": PublishedAt,
		"Budget": Aside, "": Aside, "KW": Aside, "Hashtags": Aside, "Deadline": Aside,
	} {
		got := Aside
		if found := words.lookUp(heading); len(found) > 0 {
			got = found[0].role
		}
		if got != want {
			t.Errorf("%q is taken for %q, want %q", heading, got, want)
		}
	}
	for _, n := range namings {
		for _, language := range []string{"de", "en"} {
			if found := words.lookUp(headingFor(n, language)); len(found) == 0 || found[0].role != n.role {
				t.Errorf("heading %q of %s is not read back", headingFor(n, language), n.role)
			}
		}
	}
}
