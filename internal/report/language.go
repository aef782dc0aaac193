package report

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// language is everything that a report says, in one language. german.go and
// english.go are the catalogues.
type language interface {
	code() string // of BCP 47
	labels() labels
	ruleName(continuity.Rule) string
	csvHeadings() []string

	day(plan.Day) string               // with its year
	dayNear(day, near plan.Day) string // without the year, where it is near's
	span(plan.Span) string             // with the year
	moment(time.Time) string           // day and time of day, as the time's own zone has them
	week(plan.Week) string             // without the year
	weekOfYear(plan.Week) string       // with the year
	title(plan.Week) string
	weekHeading(plan.Week) string
	percent(int) string        //
	of(part, whole int) string // "1 of 2"
	more(n int) string         // "and 3 more"
	result(status status, missing int, unconfirmed int) string
	unconfirmed(n int) string

	mailWords() mailWords
	pressingGaps(n int) string // in the subject of a mail

	trend(days int, since string) string // of a runway, in days more or less
	runway(days int, until plan.Day) string
	window(f Figures) (planned, ready string)
	told(then string) string    // what a restated week was when first told
	moved(from plan.Day) string // of a gap whose first day was another
	accepted(a Acceptance) string
	changes(c Changes, since string) string
	late(made string) string

	cadence(Gap) string
	runsDry(Gap) string
	silence(Gap) string
	horizon(Gap) string
	notReady(Gap) string
	overdue(Gap) string
	unowned(Gap) string
	uncoveredAbsence(Gap) string
	overload(Gap) string
	themeMissing(Gap) string
	mix(Gap) string
	clash(Gap) string
	onHoliday(Gap) string
	otherRule(Gap) string
	matter(Gap) string // a gap in a few words, whatever became of it

	trendCaption(from, to plan.Week, weeks int) string
	chartTitle(channel, figure string) string
	keptOver(all, recent trendSum) string               // what a trend comes to
	brokenWeeks(weeks []string, unconfirmed int) string // in which not all was kept
	runwayOver(now *int, sum runwaySum) string          // now nil: not told
	runwayRange(sum runwaySum) string                   // with the weeks of both ends
	hasMostOpen(name string, c Counts) string
	haveMostOpen(name, other string, each int) string

	dry(channels []dryChannel, more int, today plan.Day, since string) string
	planless(names []string, more int) string
	overdueEntries(n int) string
	short(s shortfall, today plan.Day) string
	unapprovedEntries(n int) string
	brokenAgain(b brokenPromise) string
	pressing(n int) string
	promises(p promises, week plan.Week) string
	noAlarm(open int) string
}

// labels are the texts of a report that never change.
type labels struct {
	Made                                                 string
	GapsHeading, AheadHeading                            string
	ChangesHeading, AcceptedHeading                      string
	TrendHeading, TrendFigures, TrendBars, TrendMarks    string
	CountsHeading, LegendHeading                         string
	WeekCaption, AheadCaption, RuleCaption, OwnerCaption string

	Channel, Owner, Kept, Rate, Before, Result, AllChannels string
	Runway, RunwayDays, Next4, Next12, Next52               string
	Critical, Warning, Notice, Total, Rule                  string
	CriticalMeans, WarningMeans, NoticeMeans                string
	Better, Worse, Same, New                                string
	Resolved, Merged, Missed                                string

	Nobody, NoPlan, NoRate                          string
	NoChannels, NoGaps, FirstReport, NothingChanged string
	Legend, LegendAhead                             []string

	AsCSV, AsText, Home, AllReports, InCSV                   string
	SectionWeek, SectionBefore, SectionOpen, SectionAccepted string
	SectionTrend                                             string
}

// languageOf returns the catalogue of "de" or "en"; "" means the fallback.
// Another language is an Error of CodeInvalid.
func languageOf(lang, fallback string) (language, error) {
	switch cmp.Or(lang, fallback, "en") {
	case "de":
		return german{}, nil
	case "en":
		return english{}, nil
	default:
		return nil, plan.Errorf(plan.CodeInvalid, "Reports are written in German (de) and English (en), not in %q.", lang)
	}
}

// severityName returns the word for a severity.
func severityName(l language, s continuity.Severity) string {
	texts := l.labels()
	switch s {
	case continuity.Critical:
		return texts.Critical
	case continuity.Warning:
		return texts.Warning
	case continuity.Notice:
		return texts.Notice
	default:
		return texts.Missed
	}
}

// SeverityName returns the word for a severity in "de" or "en" (any other
// language is English).
func SeverityName(s continuity.Severity, lang string) string {
	return severityName(spoken(lang), s)
}

// RuleName returns a few plain words for a rule in "de" or "en" (any other
// language is English).
func RuleName(rule continuity.Rule, lang string) string { return spoken(lang).ruleName(rule) }

func spoken(lang string) language {
	l, err := languageOf(lang, "")
	if err != nil {
		return english{}
	}
	return l
}

// spanKind says what people would call a run of days.
type spanKind int

const (
	someDays spanKind = iota
	oneDay
	wholeWeek
	wholeMonth
)

func kindOf(s plan.Span) spanKind {
	switch {
	case s.From == s.To:
		return oneDay
	case s == weekSpan(s.From.Week()):
		return wholeWeek
	case s.From == s.From.Month() && s.To == s.From.NextMonth()-1:
		return wholeMonth
	default:
		return someDays
	}
}

// plural chooses between the wording for one and that for any other number,
// which may hold a %d for the number.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strings.ReplaceAll(many, "%d", strconv.Itoa(n))
}
