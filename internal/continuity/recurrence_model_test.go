package continuity_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
)

// recurrence is a rule of RFC 5545 §3.3.10 as far as the model reads one.
type recurrence struct {
	freq      string
	interval  int
	weekdays  []nthWeekday
	monthDays []int
	months    []int
	positions []int
}

// nthWeekday is "2TU" or "-1FR"; n is 0 for every such weekday.
type nthWeekday struct {
	n       int
	weekday time.Weekday
}

func parseRecurrence(text string) (recurrence, error) {
	r := recurrence{interval: 1}
	for _, part := range strings.Split(text, ";") {
		key, value, _ := strings.Cut(part, "=")
		var err error
		switch key {
		case "FREQ":
			r.freq = value
		case "INTERVAL":
			r.interval, err = strconv.Atoi(value)
		case "BYDAY":
			r.weekdays, err = parseWeekdays(value)
		case "BYMONTHDAY":
			r.monthDays, err = parseNumbers(value)
		case "BYMONTH":
			r.months, err = parseNumbers(value)
		case "BYSETPOS":
			r.positions, err = parseNumbers(value)
		default:
			err = fmt.Errorf("the model does not read %s", key)
		}
		if err != nil {
			return recurrence{}, err
		}
	}
	return r, nil
}

func parseNumbers(text string) ([]int, error) {
	var numbers []int
	for _, part := range strings.Split(text, ",") {
		number, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

func parseWeekdays(text string) ([]nthWeekday, error) {
	names := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	var weekdays []nthWeekday
	for _, part := range strings.Split(text, ",") {
		index := slices.Index(names, part[len(part)-2:])
		if index < 0 {
			return nil, fmt.Errorf("%q is no weekday", part)
		}
		n := 0
		if number := part[:len(part)-2]; number != "" {
			var err error
			if n, err = strconv.Atoi(number); err != nil {
				return nil, err
			}
		}
		weekdays = append(weekdays, nthWeekday{n: n, weekday: time.Weekday(index)})
	}
	return weekdays, nil
}

// days walks over every day of span and keeps those the rule comes on, counting
// its interval from span.From.
func (r recurrence) days(span plan.Span) []plan.Day {
	var found []plan.Day
	for day := span.From; day <= span.To; day++ {
		if r.comesOn(day, span.From) {
			found = append(found, day)
		}
	}
	return found
}

func (r recurrence) comesOn(day, start plan.Day) bool {
	if !r.matches(day) || r.roundsSince(start, day)%r.interval != 0 {
		return false
	}
	if len(r.positions) == 0 {
		return true
	}
	var set []plan.Day // the rule's days in the month of day
	for d := day - 31; d <= day+31; d++ {
		if d.Month() == day.Month() && r.matches(d) {
			set = append(set, d)
		}
	}
	index := slices.Index(set, day)
	return slices.Contains(r.positions, index+1) || slices.Contains(r.positions, index-len(set))
}

// roundsSince counts the days, weeks, months or years from start's to day's.
func (r recurrence) roundsSince(start, day plan.Day) int {
	fromYear, fromMonth, _ := start.Civil()
	year, month, _ := day.Civil()
	switch r.freq {
	case "DAILY":
		return int(day - start)
	case "WEEKLY":
		return int(mondayBefore(day)-mondayBefore(start)) / 7
	case "MONTHLY":
		return (year-fromYear)*12 + int(month) - int(fromMonth)
	default:
		return year - fromYear
	}
}

func (r recurrence) matches(day plan.Day) bool {
	_, month, dayOfMonth := day.Civil()
	fromEnd := dayOfMonth - lengthOfMonth(day) - 1 // the last day is -1
	if len(r.months) > 0 && !slices.Contains(r.months, int(month)) {
		return false
	}
	if len(r.monthDays) > 0 && !slices.Contains(r.monthDays, dayOfMonth) && !slices.Contains(r.monthDays, fromEnd) {
		return false
	}
	return len(r.weekdays) == 0 || slices.ContainsFunc(r.weekdays, func(w nthWeekday) bool {
		return day.Weekday() == w.weekday && (w.n == 0 || w.n == (dayOfMonth-1)/7+1 || w.n == -((-fromEnd-1)/7+1))
	})
}

func mondayBefore(day plan.Day) plan.Day {
	for day.Weekday() != time.Monday {
		day--
	}
	return day
}

func lengthOfMonth(day plan.Day) int {
	days := 0
	for d := day.Month(); d.Month() == day.Month(); d++ {
		days++
	}
	return days
}

func TestModelRecurrence(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, rule, from, to string
		want                 []string
	}{
		{"every second week counts from the week of the first day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "2027-01-06", "2027-01-31", []string{"2027-01-08", "2027-01-18", "2027-01-22"}},
		{"the first day only if the rule matches it", "FREQ=WEEKLY;BYDAY=TU", "2027-01-06", "2027-01-13", []string{"2027-01-12"}},
		{"every third day", "FREQ=DAILY;INTERVAL=3", "2028-02-27", "2028-03-06", []string{"2028-02-27", "2028-03-01", "2028-03-04"}},
		{"the last Friday", "FREQ=MONTHLY;BYDAY=-1FR", "2027-01-01", "2027-03-31", []string{"2027-01-29", "2027-02-26", "2027-03-26"}},
		{"the second Tuesday every other month", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "2027-01-20", "2027-05-31", []string{"2027-03-09", "2027-05-11"}},
		{"the 31st where there is one", "FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-01", "2027-05-31", []string{"2027-01-31", "2027-03-31", "2027-05-31"}},
		{"the last day of a leap February", "FREQ=MONTHLY;BYMONTHDAY=-1", "2028-02-01", "2028-03-15", []string{"2028-02-29"}},
		{"the last working day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-01-15", "2027-02-28", []string{"2027-01-29", "2027-02-26"}},
		{"once a year", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2027-01-01", "2032-12-31", []string{"2028-02-29", "2032-02-29"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r, err := parseRecurrence(tc.rule)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, day := range r.days(plan.Span{From: mustDay(t, tc.from), To: mustDay(t, tc.to)}) {
				got = append(got, day.String())
			}
			diff(t, tc.want, got)
		})
	}
}
