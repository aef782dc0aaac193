package holiday_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/holiday"
	"stetig/internal/plan"
)

func TestDays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, code string
		year       int
		want       string // month and day of each
	}{
		{"nobody's region has none", holiday.None, 2027, ""},
		{"nor has one that nobody knows", "FR", 2027, ""},
		{"Bavaria has no Assumption Day", "DE-BY", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"},
		{"most of its communes have", "DE-BY-CATHOLIC", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 08-15 10-03 11-01 12-25 12-26"},
		{"Augsburg has peace, too", "DE-BY-AUGSBURG", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 08-08 08-15 10-03 11-01 12-25 12-26"},
		{"Saxony repents on a Wednesday", "DE-SN", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 11-17 12-25 12-26"},
		{"on 16 November at the earliest", "DE-SN", 2033, "01-01 04-15 04-18 05-01 05-26 06-06 10-03 10-31 11-16 12-25 12-26"},
		{"some of its communes process", "DE-SN-CATHOLIC", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 10-31 11-17 12-25 12-26"},
		{"Thuringia before its children had a day", "DE-TH", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 10-31 12-25 12-26"},
		{"and since", "DE-TH", 2019, "01-01 04-19 04-22 05-01 05-30 06-10 09-20 10-03 10-31 12-25 12-26"},
		{"Mecklenburg before its women had one", "DE-MV", 2022, "01-01 04-15 04-18 05-01 05-26 06-06 10-03 10-31 12-25 12-26"},
		{"and since", "DE-MV", 2023, "01-01 03-08 04-07 04-10 05-01 05-18 05-29 10-03 10-31 12-25 12-26"},
		{"Berlin's women were first", "DE-BE", 2019, "01-01 03-08 04-19 04-22 05-01 05-30 06-10 10-03 12-25 12-26"},
		{"it remembers 1945", "DE-BE", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26"},
		{"once", "DE-BE", 2026, "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"},
		{"and 1953", "DE-BE", 2028, "01-01 03-08 04-14 04-17 05-01 05-25 06-05 06-17 10-03 12-25 12-26"},
		{"Brandenburg names two Sundays", "DE-BB", 2024, "01-01 03-29 03-31 04-01 05-01 05-09 05-19 05-20 10-03 10-31 12-25 12-26"},
		{"Luther's year was everywhere's", "DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"},
		{"for one time", "DE-HE", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 05-31 10-03 12-25 12-26"},
		{"but in the north", "DE-NI", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 10-31 12-25 12-26"},
		{"Austria works on Good Friday", "AT", 2027, "01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26"},
		{"Christmas on a Monday leaves no third day of rest", "CH-AR", 2028, "01-01 04-14 04-17 05-25 06-05 08-01 12-25"},
		{"nor does one on a Friday", "CH-AI", 2026, "01-01 04-03 04-06 05-14 05-25 06-04 08-01 08-15 11-01 12-08 12-25"},
		{"any other does", "CH-AR", 2027, "01-01 03-26 03-29 05-06 05-17 08-01 12-25 12-26"},
		{"Appenzell celebrates Maurice", "CH-AI-APPENZELL", 2027, "01-01 03-26 03-29 05-06 05-17 05-27 08-01 08-15 09-22 11-01 12-08 12-25 12-26"},
		{"Neuchâtel makes up for a Sunday", "CH-NE", 2022, "01-01 03-01 04-15 05-01 05-26 08-01 12-25 12-26"},
		{"in the year after, too", "CH-NE", 2023, "01-01 01-02 03-01 04-07 05-01 05-18 08-01 12-25"},
		{"Glarus waits for Easter", "CH-GL", 2026, "01-01 04-03 04-06 04-09 05-14 05-25 08-01 11-01 12-25 12-26"},
		{"or does not", "CH-GL", 2027, "01-01 03-26 03-29 04-01 05-06 05-17 08-01 11-01 12-25 12-26"},
		{"Geneva fasts on a Thursday", "CH-GE", 2030, "01-01 04-19 04-22 05-30 06-10 08-01 09-05 12-25 12-31"},
		{"Vaud on a Monday", "CH-VD", 2030, "01-01 01-02 04-19 04-22 05-30 06-10 08-01 09-16 12-25"},
		{"Aargau agrees on five", "CH-AG", 2027, "01-01 03-26 05-06 08-01 12-25"},
		{"its west on nine", "CH-AG-AARAU", 2027, "01-01 01-02 03-26 03-29 05-06 05-17 08-01 12-25 12-26"},
		{"Baden", "CH-AG-BADEN", 2027, "01-01 03-26 03-29 05-06 05-17 05-27 08-01 12-25 12-26"},
		{"Bremgarten", "CH-AG-BREMGARTEN", 2027, "01-01 03-26 05-06 05-27 08-01 08-15 11-01 12-25 12-26"},
		{"Laufenburg", "CH-AG-LAUFENBURG", 2027, "01-01 03-26 05-06 05-27 08-01 08-15 11-01 12-08 12-25"},
		{"Rheinfelden", "CH-AG-RHEINFELDEN", 2027, "01-01 03-26 03-29 05-06 05-17 08-01 11-01 12-25 12-26"},
		{"Zurzach", "CH-AG-ZURZACH", 2027, "01-01 01-02 03-26 05-06 05-27 08-01 11-01 12-25 12-26"},
		{"Fribourg is two, which share five", "CH-FR", 2027, "01-01 03-26 05-06 08-01 12-25"},
		{"its Protestant part", "CH-FR-PROTESTANT", 2027, "01-01 01-02 03-26 03-29 05-06 05-17 08-01 12-25 12-26"},
		{"Bucheggberg goes without three", "CH-SO", 2027, "01-01 03-26 05-06 08-01 12-25"},
		{"the century after", "DE-HH", 2127, "01-01 03-28 03-31 05-01 05-08 05-19 10-03 10-31 12-25 12-26"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(strings.Fields(tc.want), dates(holiday.Days(tc.code, tc.year))); diff != "" {
				t.Errorf("%s in %d: -want +got\n%s", tc.code, tc.year, diff)
			}
		})
	}
}

// dates writes month and day of each.
func dates(days []holiday.Holiday) []string {
	found := []string{}
	for _, h := range days {
		found = append(found, h.Day.String()[len("2027-"):])
	}
	return found
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		code, day string
		want      holiday.Name
	}{
		{"DE-BY-AUGSBURG", "2027-08-08", holiday.Name{DE: "Augsburger Friedensfest", EN: "Augsburg Peace Festival"}},
		{"DE", "2027-12-26", holiday.Name{DE: "2. Weihnachtstag", EN: "St Stephen’s Day"}},
		{"AT", "2027-12-26", holiday.Name{DE: "Stefanitag", EN: "St Stephen’s Day"}},
		{"CH-ZH", "2027-12-26", holiday.Name{DE: "Stephanstag", EN: "St Stephen’s Day"}},
		{"CH-ZH", "2027-05-06", holiday.Name{DE: "Auffahrt", EN: "Ascension Day"}},
	} {
		day, err := plan.ParseDay(tc.day)
		if err != nil {
			t.Fatal(err)
		}
		want := []holiday.Holiday{{Day: day, Name: tc.want}}
		if diff := cmp.Diff(want, daysOn(tc.code, day)); diff != "" {
			t.Errorf("%s on %s: -want +got\n%s", tc.code, tc.day, diff)
		}
	}
	if found := daysOn("DE-BY", plan.Date(2027, 8, 8)); len(found) > 0 {
		t.Errorf("outside Augsburg 8 August is %+v", found)
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	count, names := map[string]int{}, map[string]bool{}
	var before holiday.Region
	for _, r := range holiday.Regions() {
		if found, ok := holiday.Lookup(r.Code); !ok || found != r {
			t.Errorf("%s is looked up as %+v", r.Code, found)
		}
		parts := strings.Split(r.Code, "-")
		count[parts[0]+strconv.Itoa(len(parts))]++
		if r.Country() != parts[0] || r.Name.DE == "" || r.Name.EN == "" || names[r.Name.DE] || names[r.Name.EN] {
			t.Errorf("%+v of %s", r, r.Country())
		}
		names[r.Name.DE], names[r.Name.EN] = true, true
		if len(parts) == 3 && !strings.HasPrefix(before.Code, parts[0]+"-"+parts[1]) {
			t.Errorf("%s stands after %s", r.Code, before.Code)
		}
		before = r
	}
	want := map[string]int{"DE1": 1, "DE2": 16, "DE3": 4, "AT1": 1, "CH2": 26, "CH3": 10}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if _, ok := holiday.Lookup(holiday.None); ok {
		t.Error("None is a region")
	}
}

// What holds in all of a state holds in its parts; what holds in all of Germany, in its states.
func TestPartsHaveWhatTheWholeHas(t *testing.T) {
	t.Parallel()
	for _, r := range holiday.Regions() {
		whole := r.Code[:max(0, strings.LastIndex(r.Code, "-"))]
		for year := 2010; year < 2060; year++ {
			inPart := holiday.Days(r.Code, year)
			for _, h := range holiday.Days(whole, year) {
				if !slices.Contains(inPart, h) {
					t.Errorf("%s has %s (%s), %s has not", whole, h.Name.EN, h.Day, r.Code)
				}
			}
		}
	}
}

func TestSpansAreCutFromYears(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom(holiday.Regions()).Draw(t, "region").Code
		from := plan.Date(rapid.IntRange(1980, 2120).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"))
		span := plan.Span{From: from, To: from + plan.Day(rapid.IntRange(-1, 900).Draw(t, "days"))}
		var want []holiday.Holiday
		for year := 1979; year < 2125; year++ {
			for _, h := range holiday.Days(code, year) {
				if span.Holds(h.Day) {
					want = append(want, h)
				}
			}
		}
		if diff := cmp.Diff(want, holiday.In(code, span)); diff != "" {
			t.Fatalf("%s: -want +got\n%s", code, diff)
		}
	})
}

// Whoever asks first, and whatever they do with the answer, the next one gets the same.
func TestManyAskAtOnce(t *testing.T) {
	t.Parallel()
	want := dates(holiday.Days("DE-BY-AUGSBURG", 2044))
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			for year := 2044; year > 2000; year-- {
				days := holiday.Days("DE-BY-AUGSBURG", year)
				if year == 2044 && !slices.Equal(dates(days), want) {
					t.Errorf("%v", days)
				}
				clear(days)
			}
		})
	}
	asking.Wait()
	if got := dates(holiday.Days("DE-BY-AUGSBURG", 2044)); !slices.Equal(got, want) {
		t.Errorf("afterwards %v", got)
	}
}

func BenchmarkIn(b *testing.B) {
	day := plan.Date(2027, 6, 1)
	for b.Loop() {
		daysOn("DE-BY-AUGSBURG", day)
	}
}

// daysOn returns the public holidays that a day is in a region.
func daysOn(code string, day plan.Day) []holiday.Holiday {
	return holiday.In(code, plan.Span{From: day, To: day})
}
