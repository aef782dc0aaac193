package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stetig/internal/plan"
)

// dayOrder says how 03/01/2027 reads.
type dayOrder int

const (
	dayFirst   dayOrder = iota // 3 January
	monthFirst                 // 1 March
)

// The notations of a date, each followed by what may be a time. Of years there
// are two digits or four.
var (
	yearFirst   = regexp.MustCompile(`^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\D|$)`)
	compact     = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T|$)`)
	dotted      = regexp.MustCompile(`^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*'?(\d{4}|\d{2})(?:\D|$)`)
	slashed     = regexp.MustCompile(`^(\d{1,2})\s*([/-])\s*(\d{1,2})\s*[/-]\s*(\d{4}|\d{2})(?:\D|$)`)
	dayMonth    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[\s.-]*(\p{L}{3,})[\s.,-]*'?(\d{4}|\d{2})(?:\D|$)`)
	monthDay    = regexp.MustCompile(`^(\p{L}{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th|\.)?\s*,?\s+(\d{4})(?:\D|$)`)
	noYear      = regexp.MustCompile(`^\d{1,2}\.\s*(\d{1,2}\.?|\p{L}{3,}\.?)$`)
	serial      = regexp.MustCompile(`^(\d{1,6})([.,]\d+)?$`)
	leadingWord = regexp.MustCompile(`^(\p{L}+)[.,\s]+`)
	utcOffset   = regexp.MustCompile(`(?i)\s*(Z|[+-]\d{2}:?\d{2})$`)
)

// serialEpoch is day 0 of Excel's 1900 date system for all days after February
// 1900 (ISO/IEC 29500-1 §18.17.4.1 counts a 29 February 1900 that never was).
var serialEpoch = plan.Date(1899, time.December, 30)

// parseMoment reads a cell with a date and perhaps a time, perhaps with an offset
// from UTC. Its errors are reasons for people.
func parseMoment(cell string, order dayOrder) (Moment, error) {
	text := tidy(cell)
	if m, ok, err := parseSerial(text); ok {
		return m, err
	}
	day, rest, err := parseDay(text, order)
	if err != nil {
		return Moment{}, err
	}
	rest = strings.TrimLeft(rest, " ,;|-–T")
	if rest == "" {
		return Moment{Day: &day}, nil
	}
	offset := utcOffset.FindStringSubmatch(rest)
	if offset != nil {
		rest = strings.TrimSuffix(rest, offset[0])
	}
	second, err := parseClock(rest)
	if err != nil {
		return Moment{}, plan.Textf("what follows the date is no time: %v", err)
	}
	if offset == nil {
		return Moment{Day: &day, Second: &second}, nil
	}
	instant := time.Unix(int64(plan.WallAt(day, second))-secondsEast(offset[1]), 0).UTC()
	return Moment{Instant: &instant}, nil
}

// tidy trims a cell and makes its white space plain.
func tidy(cell string) string { return strings.Join(strings.Fields(cell), " ") }

// secondsEast reads an offset from UTC that utcOffset has matched.
func secondsEast(offset string) int64 {
	if strings.EqualFold(offset, "Z") {
		return 0
	}
	digits := strings.ReplaceAll(offset[1:], ":", "")
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:])
	seconds := int64(hours*3600 + minutes*60)
	if offset[0] == '-' {
		return -seconds
	}
	return seconds
}

// parseSerial reads an Excel serial number: days since the epoch, its fraction a
// part of the day; ok is false for what is no plain number of up to six digits.
func parseSerial(text string) (m Moment, ok bool, err error) {
	found := serial.FindStringSubmatch(text)
	if found == nil {
		return Moment{}, false, nil
	}
	whole, _ := strconv.Atoi(found[1])
	if FirstYear <= whole && whole <= LastYear && found[2] == "" {
		return Moment{}, true, plan.Textf("%s is a year, not a date", quote(text))
	}
	if whole < 10_000 && found[2] != "" {
		return Moment{}, true, plan.Textf("%s is no date, or has no year", quote(text))
	}
	day := serialEpoch + plan.Day(whole)
	if found[2] == "" {
		return Moment{Day: &day}, true, checkYear(text, day)
	}
	fraction, _ := strconv.ParseFloat("0."+found[2][1:], 64)
	second := int(math.Round(fraction * secondsPerDay))
	day, second = day+plan.Day(second/secondsPerDay), second%secondsPerDay
	m = Moment{Day: &day, Second: &second}
	if second == 0 {
		m.Second = nil
	}
	return m, true, checkYear(text, day)
}

// parseDay reads the date at the start of a text and returns what follows it.
func parseDay(text string, order dayOrder) (plan.Day, string, error) {
	text = cutWeekday(text)
	var year, month, day, end string
	switch {
	case yearFirst.MatchString(text):
		year, month, day, end = parts(yearFirst, text, 1, 2, 3)
	case compact.MatchString(text):
		year, month, day, end = parts(compact, text, 1, 2, 3)
	case dotted.MatchString(text):
		year, month, day, end = parts(dotted, text, 3, 2, 1)
	case slashed.MatchString(text) && order == dayFirst:
		year, month, day, end = parts(slashed, text, 4, 3, 1)
	case slashed.MatchString(text):
		year, month, day, end = parts(slashed, text, 4, 1, 3)
	case dayMonth.MatchString(text):
		year, month, day, end = parts(dayMonth, text, 3, 2, 1)
	case monthDay.MatchString(text):
		year, month, day, end = parts(monthDay, text, 3, 1, 2)
	case noYear.MatchString(text):
		return 0, "", plan.Textf("%s has no year", quote(text))
	default:
		return 0, "", plan.Textf("%s is no date", quote(text))
	}
	d, err := civilDay(text, fullYear(year), monthNumber(month), number(day))
	return d, end, err
}

// parts returns groups of a match and what follows the last digit of the date.
func parts(notation *regexp.Regexp, text string, year, month, day int) (y, m, d, rest string) {
	at := notation.FindStringSubmatchIndex(text)
	group := func(i int) string { return text[at[2*i]:at[2*i+1]] }
	last := max(at[2*year+1], at[2*month+1], at[2*day+1])
	return group(year), group(month), group(day), text[last:]
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// fullYear reads two digits as the year from 1990 to 2089.
func fullYear(digits string) int {
	year := number(digits)
	switch {
	case len(digits) > 2:
		return year
	case year >= FirstYear%100:
		return year + 1900
	}
	return year + 2000
}

// civilDay makes a Day of a date that exists and is no slip of the pen.
func civilDay(text string, year, month, day int) (plan.Day, error) {
	d := plan.Date(year, time.Month(month), day)
	if y, m, dom := d.Civil(); y != year || int(m) != month || dom != day {
		return 0, plan.Textf("%s is no day of the calendar", quote(text))
	}
	return d, checkYear(text, d)
}

func checkYear(text string, d plan.Day) error {
	switch year, _, _ := d.Civil(); {
	case year < FirstYear:
		return plan.Textf("%s (%s) lies before %d", quote(text), d, FirstYear)
	case year > LastYear:
		return plan.Textf("%s (%s) lies after %d", quote(text), d, LastYear)
	}
	return nil
}

// cutWeekday leaves out a weekday that stands before the date.
func cutWeekday(text string) string {
	word := leadingWord.FindStringSubmatch(text)
	if word == nil {
		return text
	}
	switch fold(word[1]) {
	case "mo", "di", "mi", "do", "fr", "sa", "so",
		"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
		"mon", "tu", "tus", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"monday", "tusday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return text[len(word[0]):]
	}
	return text
}

// monthNumber reads the number or the name of a month; 0 where it is none.
func monthNumber(text string) int {
	if n := number(text); n != 0 {
		return n
	}
	switch fold(text) {
	case "jan", "januar", "january", "janner":
		return 1
	case "feb", "februar", "february", "feber":
		return 2
	case "mar", "marz", "mrz", "march":
		return 3
	case "apr", "april":
		return 4
	case "mai", "may":
		return 5
	case "jun", "juni", "june":
		return 6
	case "jul", "juli", "july":
		return 7
	case "aug", "august":
		return 8
	case "sep", "sept", "september":
		return 9
	case "okt", "oct", "oktober", "october":
		return 10
	case "nov", "november":
		return 11
	case "dez", "dec", "dezember", "december":
		return 12
	}
	return 0
}
