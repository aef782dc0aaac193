// Package sheet reads and writes editorial plans as spreadsheets hold them: CSV
// in the encodings, separators, headings and date notations of real offices. It
// knows no time zone: a row has a day, perhaps a time of day, or an instant
// where the cell gave an offset. It performs no I/O but on the reader or writer
// it is given.
package sheet

import (
	"fmt"
	"io"
	"slices"
	"time"

	"stetig/internal/plan"
)

// Bounds of what Read accepts. More is refused whole, never cut.
const (
	MaxBytes   = 20 << 20
	MaxRows    = 200_000
	MaxColumns = 200
)

// The years a date may lie in; before and after, it is a slip of the pen.
const (
	FirstYear = 1990
	LastYear  = 2100
)

// Sheet is a plan as read.
type Sheet struct {
	Rows      []Row     // the good rows, in order
	Bad       []Row     // the other rows, in order, as far as they were understood
	Problems  []Problem // why those were left out, in order
	Notes     []Note    // what had to be decided while reading
	Columns   []Column  // as in the file
	Language  string    // "de" or "en": of the headings
	Separator rune      // ';', ',' or '\t'
	Encoding  string    // "UTF-8", "UTF-16" or "Windows-1252"
}

// Column is one column of the file and what it was taken for.
type Column struct {
	Heading  string   // unique among those kept aside: a missing or repeated one is numbered
	Role     Role     // Aside for a column that means nothing to us
	Name     string   // unique among all: by it ReadAs is told of the column
	Detected Role     // what it is taken for where nobody says otherwise
	Examples []string // the first different cells that hold anything, at most three, cut where they are long
}

// Has reports whether a column of the sheet plays the role.
func (s *Sheet) Has(role Role) bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Role == role })
}

// TellsStates reports whether the sheet has a column of states in which at least
// one good row says something. Where it does not, an empty State says nothing
// about a row.
func (s *Sheet) TellsStates() bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return r.State != "" })
}

// BadRows returns how many rows were left out. A row may have several problems.
func (s *Sheet) BadRows() int { return len(s.Bad) }

// Row is one good row.
type Row struct {
	Line int // of the file, counted from 1, where the row starts; ignored by Write

	Moment           // when it shall appear; nothing is set for an undated idea
	Published Moment // when it appeared, where a column of its own tells so

	ID        string // "" where the sheet has none
	Channel   string
	Field     string // the pillar its topic belongs to
	Topic     string
	Title     string // the topic, where the sheet has no column of titles
	Format    string
	Owner     string
	State     plan.State // "" where the cell is empty or the sheet has no such column
	Link      string
	Copy      string // verbatim, with its line ends and spaces
	Checklist []plan.ChecklistItem
	Curated   *bool             // whether it shows others' work; nil where nothing says so
	SourceURL string            // where that stands: an http or https address
	Effort    *time.Duration    // work it takes, whole minutes; nil where nothing says so
	Extra     map[string]string // by heading: cells of columns that mean nothing to us, verbatim; empty ones left out
}

// Problem says why a row was left out.
type Problem struct {
	Line   int       // of the file, counted from 1, where the row starts
	Column string    // heading of the cell that is wrong
	Reason plan.Text // for people; quotes the cell, control characters escaped
}

// String writes the problem in one line.
func (p Problem) String() string { return fmt.Sprintf("line %d, %s: %s", p.Line, p.Column, p.Reason) }

// Note tells of a decision taken while reading that somebody may see otherwise.
type Note struct {
	Column string    // heading it concerns, "" for the whole file
	Text   plan.Text // one sentence for people
}

// Said is the note in one line.
func (n Note) Said() plan.Text {
	if n.Column == "" {
		return n.Text
	}
	return plan.Textf("%s: %s", n.Column, n.Text)
}

// String writes the note in one line, in English.
func (n Note) String() string { return n.Said().String() }

// Read reads a plan. Rows that cannot be understood are left out and named in
// Problems; the others count. What cannot be used at all is a *plan.Error that
// says what to do: CodeTooLarge beyond the bounds, CodeMalformed for what is no
// CSV text or has no column of dates. An error of r itself is returned wrapped.
func Read(r io.Reader) (*Sheet, error) { return ReadAs(r, nil) }

// ReadAs is Read where somebody says what some columns are, by their Name; Aside
// for one that is to be kept aside. A name that no column has, or a role given
// twice, is a *plan.Error of CodeMalformed.
func ReadAs(r io.Reader, roles map[string]Role) (*Sheet, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the sheet: %w", err)
	}
	if len(raw) > MaxBytes {
		return nil, plan.Errorf(plan.CodeTooLarge, "The file is larger than %d MB; split it, by year for instance.", MaxBytes>>20)
	}
	text, encoding, err := decode(raw)
	if err != nil {
		return nil, err
	}
	found, err := findTable(text, roles)
	if err != nil {
		return nil, err
	}
	if err := checkChosen(found.columns, roles); err != nil {
		return nil, err
	}
	s := &Sheet{
		Columns:   found.columns,
		Language:  found.language,
		Separator: found.separator,
		Encoding:  encoding.name,
	}
	s.noteEncoding(encoding)
	if err := found.readRows(s); err != nil {
		return nil, err
	}
	return s, nil
}
