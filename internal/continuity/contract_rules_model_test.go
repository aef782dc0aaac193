package continuity_test

import (
	"slices"
	"testing"

	"stetig/internal/continuity"
)

func holidayCases() []contractCase {
	rule := []continuity.Rule{continuity.OnHoliday}
	const year = "p 2027-01-01..2027-12-31 1/week lead=3"
	entries := []string{
		"a approved 2027-03-26T10:00", "b planned 2027-03-26", "c published 2027-03-29", "d idea 2027-03-29", "e cancelled 2027-03-29", "f planned 2027-03-30",
	}
	return []contractCase{
		{"what comes on a public holiday is told, ready or not", scene{
			plans: []string{year}, holidays: []string{"2027-03-26", "2027-03-29"}, onThem: "warn", entries: entries, now: "2027-03-01T10:00",
		}, rule, []string{"holiday p entry:a 2027-03-26..2027-03-26 0/1 warning", "holiday p entry:b 2027-03-26..2027-03-26 0/1 warning"}},
		{"where nobody asks nobody is told", scene{
			plans: []string{year}, holidays: []string{"2027-03-26"}, onThem: "nothing", entries: entries, now: "2027-03-01T10:00",
		}, rule, nil},
		{"a day that is skipped can be warned of, too", scene{
			plans: []string{year}, holidays: []string{"2027-03-26"}, onThem: "both", entries: entries[:1], now: "2027-03-01T10:00",
		}, rule, []string{"holiday p entry:a 2027-03-26..2027-03-26 0/1 warning"}},
		{"it is no more than a warning on the day itself", scene{
			plans: []string{year}, holidays: []string{"2027-03-26"}, onThem: "warn", entries: entries[:2], now: "2027-03-26T09:59:59",
		}, rule, []string{"holiday p entry:a 2027-03-26..2027-03-26 0/1 warning", "holiday p entry:b 2027-03-26..2027-03-26 0/1 warning"}},
		{"until its time", scene{
			plans: []string{year}, holidays: []string{"2027-03-26"}, onThem: "warn", entries: entries[:2], now: "2027-03-26T10:00",
		}, rule, []string{"holiday p entry:b 2027-03-26..2027-03-26 0/1 warning"}},
		{"far off it is a notice, in a plan or none", scene{
			plans: []string{year}, holidays: []string{"2027-06-03", "2028-01-01"}, onThem: "warn", entries: []string{"a idea 2027-06-03", "b planned 2027-06-03", "c planned 2028-01-01"}, now: "2027-03-01T10:00",
		}, rule, []string{"holiday - entry:c 2028-01-01..2028-01-01 0/1 notice", "holiday p entry:b 2027-06-03..2027-06-03 0/1 notice"}},
		{"a holiday that is not skipped promises as any day", scene{
			plans: []string{"p 2027-03-22..2027-03-28 7/week"}, holidays: []string{"2027-03-26"}, onThem: "warn", now: "2027-03-21T10:00",
		}, promises, []string{"runs_dry p - 2027-03-22..2027-03-28 0/7 critical"}},
	}
}

func clashCases() []contractCase {
	rule := []continuity.Rule{continuity.Clash}
	const year = "p 2027-01-01..2027-12-31 1/week"
	const now = "2027-03-01T08:00"
	return []contractCase{
		{"closer than the least", scene{
			plans: []string{year}, spacing: "4h", entries: []string{"a approved 2027-03-02T10:00", "b planned 2027-03-02T13:59"}, now: now,
		}, rule, []string{"clash p entry:b 2027-03-02..2027-03-02 239/240 warning"}},
		{"as far as the least is far enough", scene{
			plans: []string{year}, spacing: "4h", entries: []string{"a approved 2027-03-02T10:00", "b planned 2027-03-02T14:00"}, now: now,
		}, rule, nil},
		{"nobody asks", scene{
			plans: []string{year}, entries: []string{"a approved 2027-03-02T10:00", "b planned 2027-03-02T10:00"}, now: now,
		}, rule, nil},
		{"time is what passes, not what the clock reads", scene{
			plans: []string{year}, spacing: "24h", entries: []string{"a approved 2027-03-27T10:00", "b planned 2027-03-28T10:00", "c planned 2027-03-29T10:00"}, now: now,
		}, rule, []string{"clash p entry:b 2027-03-27..2027-03-28 1380/1440 warning"}},
		{"three in a row are two matters", scene{
			plans: []string{year}, spacing: "2h", entries: []string{"a planned 2027-03-02T10:00", "b planned 2027-03-02T10:30", "c planned 2027-03-02T11:00"}, now: now,
		}, rule, []string{"clash p entry:b 2027-03-02..2027-03-02 30/120 warning", "clash p entry:c 2027-03-02..2027-03-02 30/120 warning"}},
		{"without a time there is still room", scene{
			plans: []string{year}, spacing: "12h", entries: []string{"a planned 2027-03-02", "b planned 2027-03-02", "c planned 2027-03-02T10:00"}, now: now,
		}, rule, nil},
		{"unless no time of the day would do", scene{
			plans: []string{year}, spacing: "20h", entries: []string{"a planned 2027-03-02", "c planned 2027-03-02T10:00"}, now: now,
		}, rule, []string{"clash p entry:c 2027-03-02..2027-03-02 839/1200 warning"}},
		{"two days running are too close for one every other day", scene{
			plans: []string{year}, spacing: "48h", entries: []string{"a planned 2027-03-02", "b planned 2027-03-03", "c planned 2027-03-05"}, now: now,
		}, rule, []string{"clash p entry:b 2027-03-02..2027-03-03 2879/2880 warning"}},
		{"the nearest is named, not the last", scene{
			plans: []string{year}, spacing: "24h", entries: []string{"a planned 2027-03-03", "b planned 2027-03-02T23:00", "c planned 2027-03-03T01:00"}, now: now,
		}, rule, []string{"clash p entry:c 2027-03-02..2027-03-03 120/1440 warning"}},
		{"what has appeared cannot move, but what comes can", scene{
			plans: []string{year}, spacing: "4h", entries: []string{"a published 2027-03-01T07:00", "b planned 2027-03-01T09:00"}, now: now,
		}, rule, []string{"clash p entry:b 2027-03-01..2027-03-01 120/240 warning"}},
		{"two that are past are history", scene{
			plans: []string{year}, spacing: "4h", entries: []string{"a published 2027-03-01T06:00", "b published 2027-03-01T07:00", "c planned 2027-03-01T08:00"}, now: now,
		}, rule, nil},
		{"ideas, what is cancelled and what is late stand in nobody's way", scene{
			plans: []string{year}, spacing: "48h", entries: []string{"a idea 2027-03-03T10:00", "b cancelled 2027-03-03T10:00", "c planned 2027-02-28T07:59", "d planned 2027-03-01T08:30"}, now: now,
		}, rule, nil},
		{"over the edges of plans", scene{
			plans: []string{"p 2027-03-01..2027-03-02 1/week", "q 2027-03-03..2027-12-31 1/week"}, spacing: "4h", entries: []string{"a planned 2027-03-02T23:00", "b planned 2027-03-03T01:00"}, now: now,
		}, rule, []string{"clash q entry:b 2027-03-02..2027-03-03 120/240 warning"}},
	}
}

func themeCases() []contractCase {
	rule := []continuity.Rule{continuity.ThemeMissing}
	return []contractCase{
		{"each month asks for one", scene{
			plans: []string{"p 2027-01-15..2027-06-10 1/week themed lead=10"}, themes: []string{"p 2027-02-28..2027-03-01", "p 2027-05-01..2027-05-31"}, now: "2027-01-15T10:00",
		}, rule, []string{
			"theme_missing p - 2027-01-15..2027-01-31 0/1 warning", "theme_missing p - 2027-04-01..2027-04-30 0/1 notice", "theme_missing p - 2027-06-01..2027-06-10 0/1 notice",
		}},
		{"a plan that does not ask has none to miss", scene{plans: []string{"p 2027-01-01..2027-06-30 1/week"}, now: "2027-01-15T10:00"}, rule, nil},
		{"a month is over with its last day inside the plan", scene{
			plans: []string{"p 2027-01-01..2027-02-10 1/week themed"}, now: "2027-02-10T23:59",
		}, rule, []string{"theme_missing p - 2027-02-01..2027-02-10 0/1 warning"}},
		{"then it asks no more", scene{plans: []string{"p 2027-01-01..2027-02-10 1/week themed"}, now: "2027-02-11T00:00"}, rule, nil},
		{"another plan's theme is none of it", scene{
			plans: []string{"p 2027-01-01..2027-01-31 1/week themed", "q 2027-02-01..2027-02-28 1/week themed"}, themes: []string{"p 2027-01-31..2027-02-28"}, now: "2027-01-01T10:00",
		}, rule, []string{"theme_missing q - 2027-02-01..2027-02-28 0/1 warning"}},
		{"a silent month needs none", scene{
			plans: []string{"p 2027-07-01..2027-08-31 1/week themed"}, pauses: []string{"2027-07-01..2027-07-30", "2027-08-01..2027-08-30"}, holidays: []string{"2027-07-31"}, now: "2027-07-01T10:00",
		}, rule, []string{"theme_missing p - 2027-08-01..2027-08-31 0/1 warning"}},
	}
}

func mixCases() []contractCase {
	rule := []continuity.Rule{continuity.Mix}
	const now = "2027-03-01T10:00"
	five := []string{
		"a planned 2027-03-01 topic=us", "b approved 2027-03-08 topic=us curated", "c planned 2027-03-15 topic=them", "d planned 2027-03-22 curated", "e planned 2027-05-29 topic=them",
	}
	return []contractCase{
		{"too much about the company", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=0-39"}, company: []string{"us"}, entries: five, now: now,
		}, rule, []string{"mix p company:p 2027-03-01..2027-05-29 40/39 warning"}},
		{"as much as may be", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=40-40 curated=40-40"}, company: []string{"us"}, entries: five, now: now,
		}, rule, nil},
		{"too little is curated", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week curated=41-100"}, company: []string{"us"}, entries: five, now: now,
		}, rule, []string{"mix p curated:p 2027-03-01..2027-05-29 40/41 warning"}},
		{"the ninety-first day is too far, and four say nothing", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=0-0"}, company: []string{"us"}, entries: append([]string{"x planned 2027-05-30 topic=us"}, five[:4]...), now: now,
		}, rule, nil},
		{"what was before today counts no more", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=0-0"}, company: []string{"us"}, entries: append([]string{"x published 2027-02-28 topic=us"}, five[1:]...), now: now,
		}, rule, nil},
		{"ideas and what is cancelled do not count", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=0-0"}, company: []string{"us"}, entries: append([]string{"x idea 2027-03-02 topic=us", "y cancelled 2027-03-02 topic=us"}, five[1:]...), now: now,
		}, rule, nil},
		{"a share just over its bound does not read like it", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=0-33"}, company: []string{"us"}, entries: append([]string{"f planned 2027-03-30 topic=them"}, five...), now: now,
		}, rule, []string{"mix p company:p 2027-03-01..2027-05-29 34/33 warning"}},
		{"nor one just under", scene{
			plans: []string{"p 2027-01-01..2027-12-31 1/week company=34-100"}, company: []string{"us"}, entries: append([]string{"f planned 2027-03-30 topic=them"}, five...), now: now,
		}, rule, []string{"mix p company:p 2027-03-01..2027-05-29 33/34 warning"}},
		{"each plan for its own days", scene{
			plans: []string{"p 2027-01-01..2027-03-31 1/week company=0-0", "q 2027-04-01..2027-12-31 1/week company=0-0 lead=1"}, company: []string{"us"}, now: "2027-02-10T10:00",
			entries: []string{
				"a planned 2027-04-01 topic=us", "b planned 2027-04-02", "c planned 2027-04-03", "d planned 2027-04-04", "e planned 2027-04-05",
				"f planned 2027-03-28 topic=us", "g planned 2027-03-29 topic=us", "h planned 2027-03-30 topic=us", "i planned 2027-03-31 topic=us",
			},
		}, rule, []string{"mix q company:q 2027-04-01..2027-05-10 20/0 notice"}},
	}
}

// A clash tells the other entry, whichever of the two has it.
func TestAClashNamesBoth(t *testing.T) {
	t.Parallel()
	s, _, now := scene{
		plans: []string{"p 2027-01-01..2027-12-31 1/week"}, spacing: "4h", now: "2027-03-01T10:00",
		entries: []string{"b approved 2027-03-02T10:00", "a planned 2027-03-02T13:00", "c approved 2027-03-20T10:00", "d planned 2027-03-20T11:00", "e planned 2027-03-25"},
	}.stage(t)
	others := map[string]string{}
	for _, f := range assess(t, s, now).Result().Findings {
		if other := f.ClashesWith(); other != "" {
			others[f.SubjectID] = other
		}
	}
	diff(t, map[string]string{"a": "b", "d": "c"}, others)
}

// What people would call the same matter keeps its name: a month when its plan
// begins earlier in it, a bound while the share moves.
func TestNamesOfMatters(t *testing.T) {
	t.Parallel()
	sc := scene{
		plans: []string{"p 2027-03-10..2027-04-30 7/week themed company=0-10 curated=50-100"}, holidays: []string{"2027-03-26"}, onThem: "warn",
		spacing: "30h", company: []string{"us"}, now: "2027-03-10T08:00",
		entries: []string{"b planned 2027-03-26T10:00 topic=us", "a planned 2027-03-27T10:00", "c planned 2027-04-10", "d planned 2027-04-15", "e planned 2027-04-20"},
	}
	s, _, now := sc.stage(t)
	var got []string
	for _, f := range assess(t, s, now).Result().Findings {
		if f.Rule.IsMild() {
			got = append(got, f.Fingerprint)
		}
	}
	slices.Sort(got)
	diff(t, []string{
		"clash:a:b", "holiday:b", "mix:p:company:at_most", "mix:p:curated:at_least", "theme_missing:p:2027-03-01", "theme_missing:p:2027-04-01",
	}, got)
}
