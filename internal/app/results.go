package app

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// Me is the user an Actor stands for.
type Me struct {
	UserID      string
	Name        string
	Email       string
	Language    string // of mails to them; "": the workspace's
	Admin       bool
	ReadOnly    bool
	Memberships []Membership // by name of the workspace
	Version     int          // of the user
}

// Membership is a user's place in a workspace.
type Membership struct {
	WorkspaceID   string
	WorkspaceName string
	MemberID      string
	Role          plan.Role
}

// Change is one line of an entry's history.
type Change struct {
	At       time.Time
	MemberID string // who did it; "" for the program
	Action   string // created, changed, moved, approved, rejected, deleted, restored, imported
	Fields   []FieldChange
}

// FieldChange says what a field was and became; "" means nothing.
type FieldChange struct {
	Field string // as the API spells it
	From  string
	To    string
}

// ChannelContinuity is what the engine says of a channel over a span.
type ChannelContinuity struct {
	Channel  plan.Channel
	Figures  continuity.Figures // Figures.Span is the span asked for
	Runway   continuity.Runway
	Periods  []continuity.PeriodStatus // those that touch the span
	Findings []continuity.Finding      // those that touch the span
}

// YearGrid is a year at a glance: channels by ISO weeks.
type YearGrid struct {
	Year int // ISO 8601 week-numbering year
	Rows []YearRow
}

// MonthGrid is a month at a glance: channels by days.
type MonthGrid struct {
	Days plan.Span
	Rows []YearRow
}

// YearRow is a channel in a YearGrid, or in a MonthGrid.
type YearRow struct {
	Channel plan.Channel
	Runway  continuity.Runway
	Figures continuity.Figures // of the year's ISO weeks, or the month
	Cells   []YearCell         // one a week, or a day of a month
	Plans   []plan.Plan        // with a day in it
	Themes  []plan.Theme       // Title filled in with the topic's name where it is empty
	Pauses  []plan.Pause
}

// YearCell is a channel's week in a YearGrid, or its day in a MonthGrid; of a
// day, read "day" for "week".
type YearCell struct {
	Expected  int // promised for the week; of a month, the part its entries in the week fill, and in its last week what is missing
	Planned   int // entries of the week that cover
	Ready     int
	Published int
	Gap       continuity.Severity // the worst gap that is open or missed and for which the week misses something; "" for none
}

// ReportSummary tells of a weekly report what a list needs.
type ReportSummary struct {
	ID          string
	WorkspaceID string
	Week        plan.Week
	MadeAt      time.Time
	Late        bool // made up for later; looks only at its own week
}

// ReportOverview is what a report comes to.
type ReportOverview struct {
	ReportSummary
	Kept     report.Figures // of its week, all channels together
	Gaps     *report.Counts // that were open; nil in one made for later
	Headline string         // what mattered most
}

// FeedDocument is a feed as it is sent.
type FeedDocument struct {
	Body         []byte // text/calendar; charset=utf-8
	Gzip         []byte // the same, compressed; nil where it is not worth it
	ETag         string // strong, with its quotes, over Body
	LastModified time.Time
}

// ImportResult says what an import did or, in a dry run or where AllOrNothing
// met a bad row, what it would do.
type ImportResult struct {
	Mode      ImportMode
	Applied   bool // the rows were written
	Rows      int  // rows read, without heading and empty ones
	Created   int
	Unchanged int // rows whose entry is there already
	Differing int // of those, rows that tell something else than the entry
	Columns   []ImportColumn
	Preview   []ImportRow // of a dry run: the rows that were asked for, as in the file
	Problems  []ImportProblem
	Notes     []plan.Text // what was understood and how
}

// ImportColumn is a column of a sheet and what it was taken for.
type ImportColumn struct {
	Name     string   // unique in the sheet: its heading, numbered where it is missing or repeated
	Field    string   // one of ImportFields; "" where it is kept aside
	Detected string   // the same, where nobody says otherwise
	Examples []string // the first of its cells
}

// ImportRow tells what becomes of a row. Of a bad row it tells what was understood.
type ImportRow struct {
	Line     int // in the file, the heading being line 1
	Outcome  ImportOutcome
	Day      *plan.Day  // on the channel's clock; nil: none
	Second   *int       // after midnight, on that clock; nil: no time
	Skipped  *int       // what the file says instead, where clocks skip that time of day; nil else
	Channel  string     // its name or, where there is none of that name, what the file says
	Title    string     // "" where the file has none
	State    plan.State // "" where a bad row does not tell
	Topic    string     // "" for none
	NewTopic bool       // it is made with the row
	Problems []ImportProblem
}

// ImportOutcome says what an import makes of a row.
type ImportOutcome string

// The outcomes of a row.
const (
	RowNew       ImportOutcome = "new"       // an entry is made of it
	RowUnchanged ImportOutcome = "unchanged" // its entry is there already
	RowDiffering ImportOutcome = "differing" // the same, and the row tells something else; the entry is left alone
	RowBad       ImportOutcome = "error"     // it is left out
)

// ImportProblem says what is wrong with a row.
type ImportProblem struct {
	Line   int    // in the file, the heading being line 1; 0: the whole file
	Column string // as the file calls it; "": the whole row
	Reason plan.Text
}
