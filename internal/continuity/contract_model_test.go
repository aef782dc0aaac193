package continuity_test

import (
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// contractCase says of one sentence of the rules what it means in a scene.
type contractCase struct {
	name  string
	scene scene
	rules []continuity.Rule // those looked at; nil: all
	want  []string
}

var (
	promises = []continuity.Rule{continuity.Cadence, continuity.RunsDry}
	quiet    = []continuity.Rule{continuity.Silence}
)

const march = "p 2027-03-01..2027-03-28 " // four whole weeks

func quotaCases() []contractCase {
	return []contractCase{
		{"fewer than expected is one finding over the period", scene{
			plans: []string{march + "2/week"}, now: "2027-02-25T12:00",
			entries: []string{"a approved 2027-03-02", "b planned 2027-03-07T23:59", "c drafting 2027-03-08T00:00", "d in_review 2027-03-16", "e published 2027-03-18", "f approved 2027-03-23", "g approved 2027-03-25"},
		}, promises, []string{"cadence p - 2027-03-08..2027-03-14 1/2 warning"}},
		{"a plan that starts mid-week expects its share", scene{
			plans: []string{"p 2027-03-03..2027-03-21 2/week"}, now: "2027-02-25T12:00",
		}, promises, []string{"runs_dry p - 2027-03-03..2027-03-21 0/5 critical"}},
		{"a cut month counts all its days", scene{
			plans: []string{"p 2027-01-20..2027-01-31 3/month"}, now: "2027-01-01T12:00",
		}, promises, []string{"runs_dry p - 2027-01-20..2027-01-31 0/1 warning"}},
		{"an exact half rounds up where the plan holds the period's first day", scene{
			plans: []string{"p 2027-04-01..2027-04-15 1/month"}, now: "2027-03-30T12:00",
		}, promises, []string{"runs_dry p - 2027-04-01..2027-04-15 0/1 critical"}},
		{"and down where it does not", scene{
			plans: []string{"p 2027-04-16..2027-04-30 1/month"}, now: "2027-03-30T12:00",
		}, promises, nil},
		{"a paused first day is still the plan's", scene{
			plans: []string{"p 2027-04-01..2027-04-30 1/month"}, pauses: []string{"2027-04-01..2027-04-15"}, now: "2027-03-30T12:00",
		}, promises, []string{"runs_dry p - 2027-04-01..2027-04-30 0/1 critical"}},
		{"holidays and pauses promise nothing, overlapping ones once", scene{
			plans: []string{"p 2027-03-01..2027-03-07 7/week"}, pauses: []string{"2027-03-02..2027-03-03", "2027-03-03..2027-03-04"}, holidays: []string{"2027-03-04", "2027-03-05"}, now: "2027-02-28T12:00",
		}, promises, []string{"runs_dry p - 2027-03-01..2027-03-07 0/3 critical"}},
		{"a leap February has 29 days", scene{
			plans: []string{"p 2028-02-01..2028-02-14 29/month"}, now: "2028-01-01T12:00",
		}, promises, []string{"runs_dry p - 2028-02-01..2028-02-14 0/14 warning"}},
		{"week 53 lies across the year", scene{
			plans: []string{"p 2026-12-28..2027-01-03 1/week"}, now: "2026-12-28T12:00", entries: []string{"a approved 2027-01-03"},
		}, promises, nil},
		{"on its last day a period has not ended", scene{
			plans: []string{march + "1/week"}, now: "2027-03-07T23:59:59", entries: []string{"a approved 2027-03-09"},
		}, promises, []string{"cadence p - 2027-03-01..2027-03-07 0/1 critical", "runs_dry p - 2027-03-15..2027-03-28 0/2 warning"}},
		{"a day later it has", scene{
			plans: []string{march + "1/week"}, now: "2027-03-08T00:00", entries: []string{"a approved 2027-03-09"},
		}, promises, []string{"cadence p - 2027-03-01..2027-03-07 0/1 missed", "runs_dry p - 2027-03-15..2027-03-28 0/2 critical"}},
		{"a period ends with its last day inside the plan", scene{
			plans: []string{"p 2027-03-01..2027-03-03 7/week"}, now: "2027-03-04T00:00",
		}, promises, []string{"cadence p - 2027-03-01..2027-03-03 0/3 missed"}},
		{"entries outside the plan's days do not count", scene{
			plans: []string{"p 2027-03-03..2027-03-10 7/week"}, now: "2027-03-09T12:00", entries: []string{"a published 2027-03-02", "b published 2027-03-03", "c approved 2027-03-11"},
		}, promises, []string{"cadence p - 2027-03-03..2027-03-07 1/5 missed", "runs_dry p - 2027-03-08..2027-03-10 0/3 critical"}},
	}
}

func coverCases() []contractCase {
	promisesAndOverdue := append([]continuity.Rule{continuity.Overdue}, promises...)
	const week = "p 2027-03-01..2027-03-07 1/week"
	return []contractCase{
		{"within its grace an entry covers", scene{
			plans: []string{week}, now: "2027-03-03T10:00", entries: []string{"a approved 2027-03-02T10:00"},
		}, promisesAndOverdue, nil},
		{"a second later it is overdue and covers nothing", scene{
			plans: []string{week}, now: "2027-03-03T10:00:01", entries: []string{"a approved 2027-03-02T10:00"},
		}, promisesAndOverdue, []string{"overdue p entry:a 2027-03-02..2027-03-02 0/1 critical", "runs_dry p - 2027-03-01..2027-03-07 0/1 critical"}},
		{"grace is elapsed time, also in the long night", scene{
			plans: []string{"p 2027-10-25..2027-10-31 1/week"}, now: "2027-10-31T11:00", entries: []string{"a approved 2027-10-30T12:00"},
		}, promisesAndOverdue, nil},
		{"and over after 24 hours of it", scene{
			plans: []string{"p 2027-10-25..2027-10-31 1/week"}, now: "2027-10-31T11:00:01", entries: []string{"a approved 2027-10-30T12:00"},
		}, promisesAndOverdue, []string{"overdue p entry:a 2027-10-30..2027-10-30 0/1 critical", "runs_dry p - 2027-10-25..2027-10-31 0/1 critical"}},
		{"a date-only entry has its whole day, 25 hours of it, and the grace", scene{
			plans: []string{"p 2027-10-25..2027-11-07 1/week"}, grace: "1h", now: "2027-11-01T01:00", entries: []string{"a approved 2027-10-31", "b approved 2027-11-07"},
		}, promisesAndOverdue, nil},
		{"then it is overdue", scene{
			plans: []string{"p 2027-10-25..2027-11-07 1/week"}, grace: "1h", now: "2027-11-01T01:00:01", entries: []string{"a approved 2027-10-31", "b approved 2027-11-07"},
		}, promisesAndOverdue, []string{"cadence p - 2027-10-25..2027-10-31 0/1 missed", "overdue p entry:a 2027-10-31..2027-10-31 0/1 critical"}},
		{"a day that begins at one o'clock", scene{
			zone: "America/Sao_Paulo", grace: "0s", plans: []string{"p 2018-10-29..2018-11-11 1/week"}, now: "2018-11-04T01:00", entries: []string{"a approved 2018-11-03", "b approved 2018-11-11"},
		}, promisesAndOverdue, nil},
		{"ideas and cancelled entries cover nothing", scene{
			plans: []string{week}, now: "2027-03-01T10:00", entries: []string{"a idea 2027-03-02", "b cancelled 2027-03-02", "c idea", "d cancelled"},
		}, nil, []string{"horizon - - 2027-03-08..2028-02-29 0/1 critical", "runs_dry p - 2027-03-01..2027-03-07 0/1 critical"}},
		{"a publication counts when it appeared", scene{
			plans: []string{"p 2027-03-01..2027-03-14 1/week"}, now: "2027-03-20T10:00", entries: []string{"a published 2027-03-02T10:00 appeared=2027-03-08T00:00", "b published 2027-03-12"},
		}, promises, []string{"cadence p - 2027-03-01..2027-03-07 0/1 missed"}},
		{"days are those of the channel's zone", scene{
			zone: "Asia/Kolkata", plans: []string{"p 2027-03-01..2027-03-14 1/week"}, now: "2027-02-01T10:00", entries: []string{"a approved 2027-03-07T18:30:00Z", "b approved 2027-03-07T18:29:59Z"},
		}, promises, nil},
	}
}

func dryCases() []contractCase {
	return []contractCase{
		{"the tail is one finding, to the plan's end", scene{
			plans: []string{"p 2027-03-01..2027-12-31 2/month"}, now: "2027-03-10T10:00", entries: []string{"a approved 2027-04-02"},
		}, promises, []string{"cadence p - 2027-03-01..2027-03-31 0/2 critical", "cadence p - 2027-04-01..2027-04-30 1/2 warning", "runs_dry p - 2027-05-01..2027-12-31 0/16 notice"}},
		{"where nothing covers it begins with the first period not ended", scene{
			plans: []string{march + "1/week"}, now: "2027-03-10T10:00",
		}, promises, []string{"cadence p - 2027-03-01..2027-03-07 0/1 missed", "runs_dry p - 2027-03-08..2027-03-28 0/3 critical"}},
		{"what expects nothing is no part of it", scene{
			plans: []string{march + "1/week"}, pauses: []string{"2027-03-08..2027-03-14", "2027-03-22..2027-03-28"}, now: "2027-03-01T10:00", entries: []string{"a approved 2027-03-01"},
		}, promises, []string{"runs_dry p - 2027-03-15..2027-03-28 0/1 warning"}},
		{"each plan has its own", scene{
			plans: []string{"p 2027-03-01..2027-03-14 1/week", "q 2027-03-15..2027-03-28 2/week"}, now: "2027-03-01T10:00", entries: []string{"a approved 2027-03-03", "b approved 2027-03-16"},
		}, promises, []string{"cadence q - 2027-03-15..2027-03-21 1/2 warning", "runs_dry p - 2027-03-08..2027-03-14 0/1 critical", "runs_dry q - 2027-03-22..2027-03-28 0/2 warning"}},
		{"slots after the last covering entry, filled or not", scene{
			plans: []string{march + "FREQ=WEEKLY;BYDAY=TU@10:00 tolerance=1h"}, now: "2027-02-28T10:00", entries: []string{"a approved 2027-03-10T12:00"},
		}, promises, []string{"cadence p - 2027-03-02..2027-03-02 0/1 critical", "cadence p - 2027-03-09..2027-03-09 0/1 warning", "runs_dry p - 2027-03-16..2027-03-28 0/2 warning"}},
		{"a slot is after a timed entry by its instant", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=DAILY@10:00 tolerance=1h"}, pauses: []string{"2027-03-01..2027-03-04"}, now: "2027-02-28T10:00", entries: []string{"a approved 2027-03-05T08:59:59"},
		}, promises, []string{"runs_dry p - 2027-03-05..2027-03-07 0/3 critical"}},
		{"slots that ended are cadence", scene{
			plans: []string{march + "FREQ=WEEKLY;BYDAY=TU@10:00"}, now: "2027-03-10T10:00:01",
		}, promises, []string{"cadence p - 2027-03-02..2027-03-02 0/1 missed", "cadence p - 2027-03-09..2027-03-09 0/1 missed", "runs_dry p - 2027-03-16..2027-03-28 0/2 critical"}},
	}
}

func silenceCases() []contractCase {
	return []contractCase{
		{"more than the limit between two entries", scene{
			plans: []string{march + "1/week silence=5"}, now: "2027-03-01T10:00", entries: []string{"a published 2027-03-01T09:00", "b approved 2027-03-08T10:00"},
		}, quiet, []string{"silence p entry:b 2027-03-02..2027-03-07 6/5 critical"}},
		{"the limit itself is allowed", scene{
			plans: []string{march + "1/week silence=6"}, now: "2027-03-01T10:00", entries: []string{"a published 2027-03-01", "b approved 2027-03-08T10:00"},
		}, quiet, nil},
		{"paused days do not count, holidays do", scene{
			plans: []string{march + "1/week silence=4"}, pauses: []string{"2027-03-02..2027-03-02"}, holidays: []string{"2027-03-03"}, now: "2027-03-01T10:00", entries: []string{"a published 2027-03-01", "b approved 2027-03-08"},
		}, quiet, []string{"silence p entry:b 2027-03-02..2027-03-07 5/4 critical"}},
		{"without a predecessor from the plan's first day on", scene{
			plans: []string{march + "1/week silence=6"}, now: "2027-02-01T10:00", entries: []string{"b approved 2027-03-08"},
		}, quiet, []string{"silence p entry:b 2027-03-01..2027-03-07 7/6 warning"}},
		{"a predecessor outside every plan, the days before included", scene{
			plans: []string{march + "1/week silence=6"}, now: "2027-02-25T10:00", entries: []string{"a published 2027-02-20", "b approved 2027-03-01"},
		}, quiet, []string{"silence p entry:b 2027-02-21..2027-02-28 8/6 critical"}},
		{"asked of the plan that holds the later entry", scene{
			plans: []string{"p 2027-03-01..2027-03-07 1/week", "q 2027-03-08..2027-03-28 1/week silence=3"}, now: "2027-02-25T10:00", entries: []string{"a approved 2027-03-01", "b approved 2027-03-07", "c approved 2027-03-12"},
		}, quiet, []string{"silence q entry:c 2027-03-08..2027-03-11 4/3 warning"}},
		{"of one day's entries the timed one stands first", scene{
			plans: []string{march + "1/week silence=3"}, now: "2027-03-01T10:00", entries: []string{"a published 2027-03-01", "b approved 2027-03-08", "c approved 2027-03-08T23:00", "d approved 2027-03-08"},
		}, quiet, []string{"silence p entry:c 2027-03-02..2027-03-07 6/3 critical"}},
		{"among date-only ones the id decides", scene{
			plans: []string{march + "1/week silence=3"}, now: "2027-03-01T10:00", entries: []string{"a published 2027-03-01", "c approved 2027-03-08", "b approved 2027-03-08"},
		}, quiet, []string{"silence p entry:b 2027-03-02..2027-03-07 6/3 critical"}},
		{"missed when its last day is past", scene{
			plans: []string{march + "1/week silence=3"}, now: "2027-03-08T10:00", entries: []string{"a published 2027-03-01", "b approved 2027-03-08"},
		}, quiet, []string{"silence p entry:b 2027-03-02..2027-03-07 6/3 missed"}},
		{"what follows the last entry is no silence", scene{
			plans: []string{march + "1/week silence=3"}, now: "2027-03-20T10:00", entries: []string{"a published 2027-03-01"},
		}, quiet, nil},
		{"overdue entries break no silence", scene{
			plans: []string{march + "1/week silence=3"}, now: "2027-03-08T10:00", entries: []string{"a published 2027-03-01", "b approved 2027-03-04", "c approved 2027-03-08"},
		}, quiet, []string{"silence p entry:c 2027-03-02..2027-03-07 6/3 missed"}},
	}
}

func aheadCases() []contractCase {
	horizon := []continuity.Rule{continuity.Horizon}
	notReady := []continuity.Rule{continuity.NotReady, continuity.Overdue}
	unowned := []continuity.Rule{continuity.Unowned}
	const year = "p 2027-01-01..2027-12-31 1/week "
	return []contractCase{
		{"plans end within a year", scene{plans: []string{year}, now: "2027-03-01T10:00"},
			horizon, []string{"horizon - - 2028-01-01..2028-02-29 0/1 notice"}},
		{"joined plans count together", scene{plans: []string{"q 2028-01-01..2028-02-28 1/week", year}, now: "2027-03-01T10:00"},
			horizon, []string{"horizon - - 2028-02-29..2028-02-29 0/1 notice"}},
		{"a year from today is enough", scene{plans: []string{year, "q 2028-01-01..2028-02-29 1/week"}, now: "2027-03-01T10:00"}, horizon, nil},
		{"a hole ends it", scene{plans: []string{year, "q 2028-01-02..2028-12-31 1/week"}, now: "2027-12-01T10:00"},
			horizon, []string{"horizon - - 2028-01-01..2028-11-30 0/1 warning"}},
		{"without a plan today from today", scene{plans: []string{year}, now: "2026-12-31T23:59"},
			horizon, []string{"horizon - - 2026-12-31..2027-12-31 0/1 critical"}},
		{"without any plan too", scene{now: "2027-03-01T10:00"}, horizon, []string{"horizon - - 2027-03-01..2028-02-29 0/1 critical"}},
		{"its lead time is that of the last joined plan", scene{plans: []string{year + "lead=1", "q 2028-01-01..2028-01-31 1/week lead=31"}, now: "2028-01-01T10:00"},
			horizon, []string{"horizon - - 2028-02-01..2028-12-31 0/1 critical"}},
		{"not ready within the lead time", scene{
			plans: []string{year}, now: "2027-03-01T10:00", entries: []string{"a planned 2027-03-08", "b drafting 2027-03-08T23:59", "c in_review 2027-03-09T00:00", "d approved 2027-03-02", "e idea 2027-03-02", "f cancelled 2027-03-02", "g published 2027-03-01"},
		}, notReady, []string{"not_ready p entry:a 2027-03-08..2027-03-08 0/1 critical", "not_ready p entry:b 2027-03-08..2027-03-08 0/1 critical"}},
		{"not ready until overdue, approved or not", scene{
			plans: []string{year}, now: "2027-03-03T10:00", entries: []string{"a planned 2027-03-02T10:00", "b approved 2027-03-02T09:59:59", "c idea 2027-03-01", "d cancelled 2027-03-01T10:00"},
		}, notReady, []string{"not_ready p entry:a 2027-03-02..2027-03-02 0/1 critical", "overdue p entry:b 2027-03-02..2027-03-02 0/1 critical"}},
		{"without a plan the lead time is a week", scene{
			now: "2027-03-01T10:00", entries: []string{"a planned 2027-03-08", "b planned 2027-03-09"},
		}, notReady, []string{"not_ready - entry:a 2027-03-08..2027-03-08 0/1 critical"}},
		{"a plan nobody has", scene{plans: []string{year, "q 2028-01-01..2028-12-31 1/week owner=ben", "o 2026-01-01..2026-12-31 1/week"}, members: []string{"ben"}, now: "2027-03-01T10:00"},
			unowned, []string{"unowned p plan:p 2027-03-01..2027-12-31 0/1 critical"}},
		{"a plan to come is unowned from its first day", scene{plans: []string{year + "owner=anna"}, owner: "ben", members: []string{"ben"}, now: "2026-11-01T10:00"},
			unowned, []string{"unowned p plan:p 2027-01-01..2027-12-31 0/1 notice"}},
		{"an entry inherits its owner", scene{
			plans: []string{year + "owner=anna"}, owner: "ben", members: []string{"ben"}, now: "2027-12-31T10:00",
			entries: []string{"a approved 2027-12-31T10:00:01", "b approved 2027-12-31T10:00", "c approved 2028-01-01", "d approved 2027-12-31 owner=ben", "e idea 2027-12-31", "f approved 2028-03-01 owner=gone"},
		}, unowned, []string{"unowned - entry:f 2028-03-01..2028-03-01 0/1 notice", "unowned p entry:a 2027-12-31..2027-12-31 0/1 critical", "unowned p plan:p 2027-12-31..2027-12-31 0/1 critical"}},
		{"critical within the lead time, warning within 42 days", scene{
			plans: []string{"p 2027-03-01..2027-05-31 1/week lead=14"}, now: "2027-03-01T10:00", pauses: []string{"2027-03-22..2027-04-04", "2027-04-26..2027-05-23"},
			entries: []string{"a published 2027-05-31"},
		}, promises, []string{
			"cadence p - 2027-03-01..2027-03-07 0/1 critical", "cadence p - 2027-03-08..2027-03-14 0/1 critical", "cadence p - 2027-03-15..2027-03-21 0/1 critical",
			"cadence p - 2027-04-05..2027-04-11 0/1 warning", "cadence p - 2027-04-12..2027-04-18 0/1 warning", "cadence p - 2027-04-19..2027-04-25 0/1 notice", "cadence p - 2027-05-24..2027-05-30 0/1 notice",
		}},
		{"a channel that is not active promises nothing", scene{
			status: plan.Retired, plans: []string{year + "silence=1"}, members: []string{}, now: "2027-03-01T10:00", entries: []string{"a planned 2027-02-20", "b planned 2027-03-02"},
		}, nil, nil},
	}
}
