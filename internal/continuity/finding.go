// Package continuity says where a plan goes quiet: pure functions from a
// snapshot of a channel and a given now to findings, and from findings and
// stored gaps to the gaps' next state. Nothing in it reads a clock, a database
// or a configuration; the same input gives the same findings in the same order.
package continuity

import (
	"time"

	"stetig/internal/plan"
)

// Rule names what is wrong.
type Rule string

// The rules the engine looks for.
const (
	Cadence  Rule = "cadence"   // a period or slot has fewer entries than promised
	RunsDry  Rule = "runs_dry"  // the tail of a plan in which nothing covers any more
	Silence  Rule = "silence"   // more days between two entries than the plan allows
	Horizon  Rule = "horizon"   // plans end within a year from today
	NotReady Rule = "not_ready" // an entry is due soon and not approved
	Overdue  Rule = "overdue"   // an entry should have appeared and has not
	Unowned  Rule = "unowned"   // nobody has a plan or an entry

	UncoveredAbsence Rule = "uncovered_absence" // somebody is away and nobody stands in

	Overload     Rule = "overload"      // a week asks more hours of a member than they have
	ThemeMissing Rule = "theme_missing" // a month of a plan has no theme
	Mix          Rule = "mix"           // too much or too little of what comes is about the company, or curated
	Clash        Rule = "clash"         // two entries stand closer together than the channel allows
	OnHoliday    Rule = "holiday"       // an entry is planned on a public holiday
)

// Rules lists every rule.
var Rules = []Rule{Cadence, RunsDry, Silence, Horizon, NotReady, Overdue, Unowned, UncoveredAbsence, Overload, ThemeMissing, Mix, Clash, OnHoliday}

// IsMild reports whether a finding of the rule is never more than a warning.
func (r Rule) IsMild() bool { return r == ThemeMissing || r == Mix || r == Clash || r == OnHoliday }

// Severity says how much a finding presses.
type Severity string

// The severities, most pressing first.
const (
	Critical Severity = "critical" // begins within the plan's lead time
	Warning  Severity = "warning"  // begins within 42 days
	Notice   Severity = "notice"   // begins later
	Missed   Severity = "missed"   // over: history, no alarm
)

// Severities lists every severity, most pressing first.
var Severities = []Severity{Critical, Warning, Notice, Missed}

// SubjectKind says what a finding is about.
type SubjectKind string

// The kinds of subject.
const (
	AboutNothing SubjectKind = ""
	AboutEntry   SubjectKind = "entry"
	AboutPlan    SubjectKind = "plan"
	AboutMember  SubjectKind = "member"

	AboutCompany SubjectKind = "company" // of a plan, by its id, the share of entries on topics about the company
	AboutCurated SubjectKind = "curated" // of a plan the share of curated entries
)

// Finding is one thing wrong with a channel.
type Finding struct {
	Rule        Rule
	ChannelID   string // "" for overload, which is about all channels of a workspace
	PlanID      string // "" where no plan is concerned
	SubjectKind SubjectKind
	SubjectID   string
	OwnerID     string    // the member who has it: of not_ready, overdue and unowned the subject's owner, else the plan's, else the channel's; of uncovered_absence who is away; "" for none
	Span        plan.Span // local days of the channel, inclusive
	Expected    int       // a count; of silence days, of mix percent, of clash and overload minutes
	Actual      int       // in the same unit
	Severity    Severity
	Fingerprint string // stays as long as people would call it the same matter
}

// Snapshot is all that a channel's findings depend on, apart from now.
type Snapshot struct {
	Channel plan.Channel
	Plans   []plan.Plan // of the channel, not deleted, in any order; spans never overlap
	Pauses  []plan.Pause

	// Holidays are the public holidays of the channel's region in its plans' days
	// and in those ahead, in any order. What they mean the channel says.
	Holidays []plan.Day

	// Themes of the plans, in any order.
	Themes []plan.Theme

	// CompanyTopics holds the ids of the topics that are centred on the company.
	CompanyTopics map[string]bool

	// Entries of the channel, not deleted, in any order: every one dated from
	// the first plan's start on, every pending one, and the latest covering one
	// before the first plan. More do no harm.
	Entries []plan.Entry

	// ActiveMembers holds the ids of members who may own something. A nil map
	// means that owners are not looked at and nothing is unowned.
	ActiveMembers map[string]bool

	// Absences of all members of the workspace, in any order: every one that is
	// not over. More do no harm.
	Absences []plan.Absence
}

// Result is what Evaluate finds.
type Result struct {
	Findings []Finding // critical first, then by first day, channel name, rule, fingerprint

	// HoldsUntil is the first instant at which, if nothing changes, Evaluate may
	// find something else.
	HoldsUntil time.Time
}
