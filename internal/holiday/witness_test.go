package holiday_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stetig/internal/holiday"
	"stetig/internal/plan"
)

// A decision is a difference to date-holidays that was looked up: in these regions
// one of the two has a day that the other has not, and the law says who is right.
type decision struct {
	regions string // codes; "CH" stands for every canton
	who     string
	day     func(plan.Day) bool
	law     string // as docs/holidays.md names it
}

const ours, theirs = "ours", "theirs"

var decisions = []decision{
	{"CH", theirs, easterPlus(0), "always a Sunday"},
	{"CH", theirs, easterPlus(49), "always a Sunday"},
	{"CH", theirs, thirdSundayOfSeptember, "always a Sunday"},
	{"CH-AI-APPENZELL", ours, on("12-08"), "GS 822.200"},
	{"CH-AR CH-UR", theirs, on("12-26"), "three days of rest"},
	{"CH-AR CH-UR", ours, on("12-26"), "three days of rest"},
	{"CH-GL", ours, on("04-01"), "first Thursday in April"},
	{"CH-GL", theirs, on("04-08"), "first Thursday in April"},
	{"CH-GL", theirs, on("12-24"), "Ruhetagsgesetz of Glarus"},
	{"CH-GL", theirs, on("12-31"), "Ruhetagsgesetz of Glarus"},
	{"CH-GR", ours, easterPlus(-2), "BR 520.100"},
	{"CH-NE", theirs, easterPlus(1), "official holidays"},
	{"CH-NE", theirs, easterPlus(60), "official holidays"},
	{"CH-SO-CATHOLIC", theirs, on("03-19"), "BGS 512.41"},
	{"CH-VS", theirs, easterPlus(50), "the eight feasts"},
	{"CH-AG", theirs, on("01-02"), "§ 6 EG ArR"},
	{"CH-AG", theirs, easterPlus(1), "§ 6 EG ArR"},
	{"CH-AG", theirs, on("05-01"), "§ 6 EG ArR"},
	{"CH-AG", theirs, easterPlus(50), "§ 6 EG ArR"},
	{"CH-AG", theirs, easterPlus(60), "§ 6 EG ArR"},
	{"CH-AG", theirs, on("08-15"), "§ 6 EG ArR"},
	{"CH-AG", theirs, on("11-01"), "§ 6 EG ArR"},
	{"CH-AG", theirs, on("12-08"), "§ 6 EG ArR"},
	{"CH-AG", theirs, on("12-26"), "§ 6 EG ArR"},
}

func on(monthAndDay string) func(plan.Day) bool {
	return func(day plan.Day) bool { return strings.HasSuffix(day.String(), "-"+monthAndDay) }
}

func thirdSundayOfSeptember(day plan.Day) bool {
	_, month, number := day.Civil()
	return month == 9 && day.Weekday() == 0 && number > 14 && number <= 21
}

// easterPlus reads Easter from a calendar, not from a formula.
func easterPlus(days plan.Day) func(plan.Day) bool {
	return func(day plan.Day) bool { return slices.Contains(easters, (day - days).String()) }
}

var easters = strings.Fields(`2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
	2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28
	2033-04-17 2034-04-09 2035-03-25`)

func (d decision) holds(code string, day plan.Day, who string) bool {
	inRegion := d.regions == code[:2] || slices.Contains(strings.Fields(d.regions), code)
	return inRegion && d.who == who && d.day(day)
}

// scripts/holidaycheck froze what date-holidays says. Every difference to it is
// decided, and no decision is left over.
func TestAgreesWithDateHolidays(t *testing.T) {
	t.Parallel()
	used := make([]bool, len(decisions))
	differs := func(code string, day plan.Day, who string) {
		i := slices.IndexFunc(decisions, func(d decision) bool { return d.holds(code, day, who) })
		if i < 0 {
			t.Errorf("%s: only %s has %s, %s", code, who, day, day.Weekday())
			return
		}
		used[i] = true
	}
	compared := 0
	for _, line := range witness(t) {
		known := holiday.Days(line.code, line.year)
		for _, day := range line.days {
			compared++
			if !slices.ContainsFunc(known, func(h holiday.Holiday) bool { return h.Day == day }) {
				differs(line.code, day, theirs)
			}
		}
		for _, h := range known {
			if !slices.Contains(line.days, h.Day) {
				differs(line.code, h.Day, ours)
			}
		}
	}
	if compared < 10_000 {
		t.Errorf("compared %d days; is the table whole?", compared)
	}
	for i, d := range decisions {
		if !used[i] {
			t.Errorf("nothing is left of the difference %s, %s, by %s", d.regions, d.who, d.law)
		}
	}
}

func TestDecisionsAreWrittenDown(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/holidays.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decisions {
		if !strings.Contains(string(page), d.law) {
			t.Errorf("docs/holidays.md does not say %q", d.law)
		}
	}
	for _, r := range holiday.Regions() {
		if !strings.Contains(string(page), "`"+r.Code+"`") && strings.Count(r.Code, "-") != 1 {
			t.Errorf("docs/holidays.md does not say what %s is", r.Code)
		}
	}
}

type witnessed struct {
	code string
	year int
	days []plan.Day
}

func witness(t *testing.T) []witnessed {
	t.Helper()
	table, err := os.ReadFile("testdata/date-holidays.txt")
	if err != nil {
		t.Fatal(err)
	}
	var lines []witnessed
	for text := range strings.Lines(string(table)) {
		words := strings.Fields(text)
		if words[0] == "#" {
			continue
		}
		year, err := strconv.Atoi(words[1])
		if err != nil {
			t.Fatal(err)
		}
		line := witnessed{code: words[0], year: year}
		for _, monthAndDay := range words[2:] {
			day, err := plan.ParseDay(words[1] + "-" + monthAndDay)
			if err != nil {
				t.Fatal(err)
			}
			line.days = append(line.days, day)
		}
		lines = append(lines, line)
	}
	return lines
}
