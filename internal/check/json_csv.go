package check

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// resultJSON is the shape of WriteJSON; its field names are a promise.
type resultJSON struct {
	Channels []channelJSON `json:"channels"`
}

type channelJSON struct {
	Channel    string        `json:"channel"`
	From       plan.Day      `json:"from"`
	To         plan.Day      `json:"to"`
	Expected   int           `json:"expected"`
	Kept       int           `json:"kept"`
	Rate       *float64      `json:"rate"` // null where nothing was expected
	RunwayDays int           `json:"runway_days"`
	Findings   []findingJSON `json:"findings"`
}

type findingJSON struct {
	Rule     string   `json:"rule"`
	From     plan.Day `json:"from"`
	To       plan.Day `json:"to"`
	Expected int      `json:"expected"`
	Actual   int      `json:"actual"`
	Severity string   `json:"severity"`
}

// WriteJSON writes the result as one JSON object, dates as YYYY-MM-DD.
func (r *Result) WriteJSON(w io.Writer) error {
	out := resultJSON{Channels: []channelJSON{}}
	for i := range r.Channels {
		c := &r.Channels[i]
		channel := channelJSON{
			Channel: c.Name, From: c.Span.From, To: c.Span.To,
			Expected: c.Expected, Kept: c.Kept, RunwayDays: c.RunwayDays,
			Findings: []findingJSON{},
		}
		if rate, known := c.Rate(); known {
			channel.Rate = &rate
		}
		for _, f := range c.Findings {
			channel.Findings = append(channel.Findings, findingJSON{
				Rule: string(f.Rule), From: f.Span.From, To: f.Span.To,
				Expected: f.Expected, Actual: f.Actual, Severity: string(f.Severity),
			})
		}
		out.Channels = append(out.Channels, channel)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("write the result as JSON: %w", err)
	}
	return nil
}

// WriteCSV writes one line a finding, with commas, dates as YYYY-MM-DD. A name
// that a spreadsheet would take for a formula is guarded as by sheet.Guard.
func (r *Result) WriteCSV(w io.Writer) error {
	lines := [][]string{{"channel", "rule", "from", "to", "expected", "actual", "severity"}}
	for _, c := range r.Channels {
		for _, f := range c.Findings {
			lines = append(lines, []string{
				sheet.Guard(c.Name), string(f.Rule), f.Span.From.String(), f.Span.To.String(),
				strconv.Itoa(f.Expected), strconv.Itoa(f.Actual), string(f.Severity),
			})
		}
	}
	if err := csv.NewWriter(w).WriteAll(lines); err != nil {
		return fmt.Errorf("write the result as CSV: %w", err)
	}
	return nil
}
