package plan

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds of what people say about their time.
const (
	MaxWeeklyTime = 7 * 24 * time.Hour
	MaxFormats    = 100 // formats with an effort of their own in one workspace
)

// FormatEffort is the work that an entry of a format takes where nobody said.
type FormatEffort struct {
	Format string        // as entries name it, whatever its case
	Effort time.Duration // whole minutes
}

// Efforts tells by format what an entry takes that does not say so itself.
type Efforts map[string]time.Duration

// Efforts returns what the workspace has set by format.
func (w *Workspace) Efforts() Efforts {
	efforts := make(Efforts, len(w.FormatEfforts))
	for _, f := range w.FormatEfforts {
		efforts[formatKey(f.Format)] = f.Effort
	}
	return efforts
}

// Of returns the work that an entry takes: its own effort, else that of its format,
// else none.
func (e Efforts) Of(own *time.Duration, format string) time.Duration {
	if own != nil {
		return *own
	}
	return e[formatKey(format)]
}

func formatKey(format string) string { return strings.ToLower(strings.TrimSpace(format)) }

// SetFormatEfforts takes over what entries take by format, in the formats' order.
func (w *Workspace) SetFormatEfforts(efforts []FormatEffort) {
	w.FormatEfforts = slices.Clone(efforts)
	for i := range w.FormatEfforts {
		w.FormatEfforts[i].Format = strings.TrimSpace(w.FormatEfforts[i].Format)
	}
	slices.SortStableFunc(w.FormatEfforts, func(a, b FormatEffort) int {
		return strings.Compare(formatKey(a.Format), formatKey(b.Format))
	})
}

func (p *Problems) formatEfforts(efforts []FormatEffort) {
	if len(efforts) > MaxFormats {
		p.Add("format_efforts", "must be at most %d formats", MaxFormats)
	}
	known := map[string]bool{}
	for _, f := range efforts {
		key := formatKey(f.Format)
		switch {
		case key == "":
			p.Add("format_efforts", "must each name a format")
		case utf8.RuneCountInString(f.Format) > MaxName:
			p.Add("format_efforts", "must name formats of at most %d characters", MaxName)
		case known[key]:
			p.Add("format_efforts", "name %q more than once", f.Format)
		}
		known[key] = true
		if f.Effort < 0 || f.Effort > MaxEffort || f.Effort%time.Minute != 0 {
			p.Add("format_efforts", "must each be 0 to %d hours, to the minute", int(MaxEffort/time.Hour))
		}
	}
}

func (p *Problems) weeklyTime(field string, t *time.Duration) {
	if t != nil && (*t < 0 || *t > MaxWeeklyTime || *t%time.Minute != 0) {
		p.Add(field, "must be 0 to %d hours, to the minute", int(MaxWeeklyTime/time.Hour))
	}
}
