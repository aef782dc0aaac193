package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stetig/internal/check"
	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// CheckCmd reads a plan from a CSV file and says where it goes quiet.
type CheckCmd struct {
	File       string        `arg:"" name:"FILE" help:"The plan as CSV, - for standard input."`
	Cadence    string        `default:"1/week" placeholder:"CADENCE" help:"What each channel promises: 2/week, 1/month, or a recurrence rule with a time, FREQ=WEEKLY;BYDAY=TU,TH@10:00 (default: ${default})."`
	MaxSilence *int          `name:"max-silence" placeholder:"DAYS" help:"Also tell where more than so many days pass between two entries."`
	From       string        `placeholder:"DATE" help:"First day to look at (default: each channel's first good date)."`
	To         string        `placeholder:"DATE" help:"Last day to look at (default: the later of the channel's last date and today + 365 days)."`
	Pause      []string      `sep:"none" placeholder:"FROM..TO" help:"Days on which nothing is promised, both inclusive; may be repeated."`
	Channel    []string      `sep:"none" placeholder:"NAME" help:"Look at this channel only; may be repeated."`
	TZ         string        `name:"tz" default:"Europe/Berlin" placeholder:"ZONE" help:"Time zone of the plan (default: ${default})."`
	Now        string        `placeholder:"TIME" help:"Look from this moment, RFC 3339 or a date (default: now)."`
	Grace      time.Duration `default:"24h" help:"How long after its time an unpublished entry still counts (default: ${default})."`
	Tolerance  time.Duration `default:"24h" help:"How far from its slot an entry may be, for a recurrence rule (default: ${default})."`
	Format     string        `enum:"text,json,csv" default:"text" help:"Output: text, json or csv (default: ${default})."`
}

// Help explains the command with examples; kong prints it under --help.
func (CheckCmd) Help() string {
	return `The plan is a CSV file as a spreadsheet saves it: separated by semicolons, commas or tabs; in UTF-8, UTF-16 or Windows-1252; headed in German or English, in any order. It needs a column of dates (Datum, Date); others are understood where they are there: Uhrzeit, Kanal, Thema, Titel, Verantwortlich, Status, Link and more.

Rows that cannot be read are named, by line, column and reason, on standard error; the others count. If no row tells a state, what lies in the past counts as published and the rest as planned.

Examples:

    stetig check plan.csv
    stetig check --cadence 2/week --max-silence 10 plan.csv
    stetig check --cadence 'FREQ=WEEKLY;BYDAY=TU,TH@10:00' plan.csv
    stetig check --from 2027-01-01 --to 2027-12-31 --pause 2027-08-02..2027-08-15 plan.csv
    stetig check --channel Blog --format json plan.csv
    iconv -f MACINTOSH -t UTF-8 alt.csv | stetig check -

Exit status: 0 no gap ahead, 1 some, 2 the input or an option cannot be used.`
}

// Run checks the file. It returns errGaps where something found is not past.
func (c *CheckCmd) Run(p *Program) error {
	options, err := c.options(p)
	if err != nil {
		return err
	}
	plan, err := c.read(p)
	if err != nil {
		return err
	}
	for _, note := range plan.Notes {
		fmt.Fprintf(p.Stderr, "note: %s\n", note)
	}
	for _, problem := range plan.Problems {
		fmt.Fprintf(p.Stderr, "%s\n", problem)
	}
	if bad := plan.BadRows(); bad > 0 {
		fmt.Fprintf(p.Stderr, "%d of %d rows left out\n", bad, bad+len(plan.Rows))
	}
	result, err := check.Run(plan, options)
	if err != nil {
		return err
	}
	for _, note := range result.Notes {
		fmt.Fprintf(p.Stderr, "note: %s\n", note)
	}
	if err := c.write(p.Stdout, result); err != nil {
		return err
	}
	if result.Alarms() > 0 {
		return errGaps
	}
	return nil
}

func (c *CheckCmd) read(p *Program) (*sheet.Sheet, error) {
	if c.File == "-" {
		return sheet.Read(p.Stdin)
	}
	file, err := os.Open(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %q", c.File)
	case err != nil:
		return nil, fmt.Errorf("open the plan: %w", err)
	}
	defer file.Close()
	read, err := sheet.Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return read, nil
}

func (c *CheckCmd) write(w io.Writer, result *check.Result) error {
	switch c.Format {
	case "json":
		return result.WriteJSON(w)
	case "csv":
		return result.WriteCSV(w)
	}
	return result.WriteText(w)
}

// options reads the flags. An error names the flag.
func (c *CheckCmd) options(p *Program) (check.Options, error) {
	o := check.Options{TimeZone: c.TZ, Grace: c.Grace, Channels: c.Channel, Unnamed: c.unnamed()}
	zone, err := plan.LoadZone(c.TZ)
	if err != nil {
		return o, fmt.Errorf("--tz: %w", err)
	}
	if o.Cadence, err = plan.ParseCadence(c.Cadence); err != nil {
		return o, fmt.Errorf("--cadence: %w", err)
	}
	if c.Tolerance < 0 || c.Tolerance > plan.MaxTolerance {
		return o, fmt.Errorf("--tolerance: must be 0h to %s, not %s", plan.MaxTolerance, c.Tolerance)
	}
	if o.Cadence.IsSlots() {
		o.Cadence.Tolerance = c.Tolerance
	}
	if c.MaxSilence != nil {
		if *c.MaxSilence < 1 {
			return o, fmt.Errorf("--max-silence: must be at least 1 day, not %d", *c.MaxSilence)
		}
		o.MaxSilence = *c.MaxSilence
	}
	if o.Now, err = c.now(p, zone); err != nil {
		return o, fmt.Errorf("--now: %w", err)
	}
	if o.From, err = optionalDay(c.From); err != nil {
		return o, fmt.Errorf("--from: %w", err)
	}
	if o.To, err = optionalDay(c.To); err != nil {
		return o, fmt.Errorf("--to: %w", err)
	}
	for _, text := range c.Pause {
		pause, err := parsePause(text)
		if err != nil {
			return o, fmt.Errorf("--pause: %w", err)
		}
		o.Pauses = append(o.Pauses, pause)
	}
	return o, nil
}

// unnamed calls the channel of a sheet without a column of channels after its file.
func (c *CheckCmd) unnamed() string {
	name := strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File))
	if c.File == "-" || name == "" {
		return "plan"
	}
	return name
}

// now reads --now; a date alone is that day's 00:00 in the plan's zone.
func (c *CheckCmd) now(p *Program, zone *time.Location) (time.Time, error) {
	if c.Now == "" {
		return p.Now().UTC().Truncate(time.Second), nil
	}
	if day, err := plan.ParseDay(c.Now); err == nil {
		return day.Start(zone).UTC(), nil
	}
	at, err := time.Parse(time.RFC3339, c.Now)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is neither a date like 2027-03-01 nor a time like 2027-03-01T10:00:00+01:00", c.Now)
	}
	return at.UTC().Truncate(time.Second), nil
}

func optionalDay(text string) (*plan.Day, error) {
	if text == "" {
		return nil, nil
	}
	day, err := plan.ParseDay(text)
	return &day, err
}

// parsePause reads "2027-08-02..2027-08-15", or one day.
func parsePause(text string) (plan.Span, error) {
	from, to, isRun := strings.Cut(text, "..")
	if !isRun {
		to = from
	}
	first, err := plan.ParseDay(strings.TrimSpace(from))
	if err != nil {
		return plan.Span{}, err
	}
	last, err := plan.ParseDay(strings.TrimSpace(to))
	if err != nil {
		return plan.Span{}, err
	}
	if last < first {
		return plan.Span{}, fmt.Errorf("%q ends before it begins", text)
	}
	return plan.Span{From: first, To: last}, nil
}
