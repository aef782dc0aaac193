package plan

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Period is what a quota counts in: ISO weeks or calendar months.
type Period string

// The periods of a quota.
const (
	PerWeek  Period = "week"  // ISO 8601 week, Monday first
	PerMonth Period = "month" // calendar month
)

// Limits and default of a cadence.
const (
	MaxQuota         = 1000                // entries a week or month
	DefaultTolerance = 24 * time.Hour      // how far from its slot an entry may be
	MaxTolerance     = 31 * 24 * time.Hour // inclusive
	maxRuleLength    = 500                 // characters of a recurrence rule
	maxInterval      = 366                 // of a recurrence rule
)

// Cadence is what a plan promises: a quota of entries per week or month, or
// slots, given by a recurrence rule with a time of day.
type Cadence struct {
	Quota int    // entries per Per; 0 for slots
	Per   Period // "" for slots

	Rule      string        // RFC 5545 §3.3.10, without DTSTART, COUNT, UNTIL; "" for a quota
	TimeOfDay int           // of slots: seconds after local midnight
	Tolerance time.Duration // of slots: how far an entry may be from its slot, inclusive, on the local wall clock
}

// IsSlots reports whether the cadence is of slots, not a quota.
func (c Cadence) IsSlots() bool { return c.Rule != "" }

// String writes the cadence as ParseCadence reads it: "2/week" or
// "FREQ=WEEKLY;BYDAY=TU,TH@10:00". The tolerance is not part of it.
func (c Cadence) String() string {
	if !c.IsSlots() {
		return fmt.Sprintf("%d/%s", c.Quota, c.Per)
	}
	return fmt.Sprintf("%s@%s", c.Rule, FormatTimeOfDay(c.TimeOfDay))
}

// ParseCadence reads "2/week", "1/month" or a recurrence rule with a time,
// "FREQ=WEEKLY;BYDAY=TU,TH@10:00". Slots get the default tolerance. What cannot
// be a cadence is an Error of CodeInvalid that says why.
func ParseCadence(text string) (Cadence, error) {
	text = strings.TrimSpace(text)
	if rule, at, isSlots := strings.Cut(text, "@"); isSlots {
		timeOfDay, err := ParseTimeOfDay(at)
		if err != nil {
			return Cadence{}, Errorf(CodeInvalid, "%v", err)
		}
		c := Cadence{Rule: strings.ToUpper(strings.TrimSpace(rule)), TimeOfDay: timeOfDay, Tolerance: DefaultTolerance}
		return c, c.Validate()
	}
	if strings.HasPrefix(strings.ToUpper(text), "FREQ=") {
		return Cadence{}, Errorf(CodeInvalid, "%q has no time of day; write it behind an @, as in %s@10:00", text, text)
	}
	count, per, ok := strings.Cut(text, "/")
	quota, err := strconv.Atoi(strings.TrimSpace(count))
	if !ok || err != nil {
		return Cadence{}, Errorf(CodeInvalid, "%q is no cadence; write 2/week, 1/month or a rule such as FREQ=WEEKLY;BYDAY=TU,TH@10:00", text)
	}
	c := Cadence{Quota: quota, Per: Period(strings.ToLower(strings.TrimSpace(per)))}
	return c, c.Validate()
}

// Validate returns nil or an Error of CodeInvalid that names what cannot be promised.
func (c Cadence) Validate() error {
	if c.IsSlots() {
		return c.validateSlots()
	}
	var problems Problems
	if c.Quota < 1 || c.Quota > MaxQuota {
		problems.Add("quota", "must be 1 to %d entries a period, not %d", MaxQuota, c.Quota)
	}
	if c.Per != PerWeek && c.Per != PerMonth {
		problems.Add("per", "must be week or month, not %q", c.Per)
	}
	return problems.Err()
}

func (c Cadence) validateSlots() error {
	var problems Problems
	if c.Quota != 0 || c.Per != "" {
		problems.Add("quota", "is either a quota or a rule, not both")
	}
	if c.TimeOfDay < 0 || c.TimeOfDay >= secondsPerDay {
		problems.Add("time", "must lie within a day")
	}
	if c.Tolerance < 0 || c.Tolerance > MaxTolerance {
		problems.Add("tolerance", "must be 0 to %d hours", int(MaxTolerance/time.Hour))
	}
	if err := validateRule(c.Rule); err != nil {
		problems.Add("rule", "%v", err)
	}
	return problems.Err()
}

func validateRule(text string) error {
	if len(text) > maxRuleLength {
		return Textf("is longer than %d characters", maxRuleLength)
	}
	option, err := rrule.StrToROption(text)
	if err != nil {
		return Textf("is no recurrence rule (RFC 5545 §3.3.10): %v", err)
	}
	upper := strings.ToUpper(text)
	switch {
	case strings.ContainsAny(text, "\r\n:"):
		return Textf("must be the rule alone, without DTSTART")
	case !strings.Contains(upper, "FREQ="):
		return Textf("needs a FREQ, such as FREQ=WEEKLY")
	case option.Freq > rrule.DAILY:
		return Textf("may be DAILY, WEEKLY, MONTHLY or YEARLY; a slot comes at most once a day")
	case strings.Contains(upper, "COUNT=") || strings.Contains(upper, "UNTIL="):
		return Textf("may have no COUNT and no UNTIL; the plan's last day ends it")
	case len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0:
		return Textf("may have no BYHOUR, BYMINUTE or BYSECOND; the time of day stands on its own")
	case strings.Contains(upper, "WKST=") && option.Wkst != rrule.MO:
		return Textf("must let weeks begin on Monday (WKST=MO)")
	case strings.Contains(upper, "INTERVAL=") && option.Interval < 1, option.Interval > maxInterval:
		return Textf("needs an INTERVAL of 1 to %d", maxInterval)
	case option.Freq == rrule.WEEKLY && len(option.Byweekday) == 0:
		return Textf("needs weekdays, such as BYDAY=TU,TH")
	case option.Freq < rrule.WEEKLY && len(option.Byweekday)+len(option.Bymonthday)+len(option.Byyearday)+len(option.Byeaster) == 0:
		return Textf("needs days, such as BYMONTHDAY=1 or BYDAY=1MO")
	}
	// A leap day comes within eight years, and no interval above asks for more than a few rounds.
	start := Date(2024, time.January, 1)
	if days := expandRule(*option, Span{From: start, To: start + 366*40}, 1); len(days) == 0 {
		return Textf("never comes: no day matches it")
	}
	return nil
}

// OccurrenceDays returns the days in span on which the slots' rule comes. The
// rule starts on span.From: INTERVAL counts from the week, month or year of that
// day (weeks begin on Monday), which is an occurrence itself only if the rule
// matches it. A quota has none.
func (c Cadence) OccurrenceDays(span Span) []Day {
	if !c.IsSlots() {
		return nil
	}
	option, err := rrule.StrToROption(c.Rule)
	if err != nil {
		return nil // Validate refuses such a rule
	}
	return expandRule(*option, span, 0)
}

// expandRule lists the days of a rule in span; limit 0 means all of them.
func expandRule(option rrule.ROption, span Span, limit int) []Day {
	option.Wkst = rrule.MO
	option.Dtstart = span.From.utc()
	option.Until = span.To.utc()
	option.Count = limit
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil
	}
	var days []Day
	for _, t := range rule.All() {
		days = append(days, DayOf(t, time.UTC))
	}
	return days
}

// ParseTimeOfDay reads "10:00" or "10:00:30" and returns seconds after midnight.
func ParseTimeOfDay(text string) (int, error) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Hour()*3600 + t.Minute()*60 + t.Second(), nil
		}
	}
	return 0, Textf("%q is not a time of day like 10:00", text)
}

// FormatTimeOfDay writes seconds after midnight as "10:00", with seconds only where there are any.
func FormatTimeOfDay(seconds int) string {
	if seconds%60 != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
}
