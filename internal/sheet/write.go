package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"stetig/internal/plan"
)

// WriteOptions say how a Writer writes.
type WriteOptions struct {
	Language  string // of headings and states: "de" (also ""), "en"
	Separator rune   // 0: a semicolon in German, as German Excel expects, else a comma
	BOM       bool   // a byte order mark, without which Excel takes UTF-8 for Windows-1252
}

// Writer writes rows as CSV (RFC 4180, UTF-8) with all columns that Read knows and
// one for each key of Extra, in order of the alphabet; row by row, so that it holds
// no more of the sheet than a buffer. Read reads the same rows again, as long as
// texts are as Read gives them: without NUL and, but for Copy and Extra, without
// surrounding space. It is for one goroutine.
//
// A cell that a spreadsheet would take for a formula gets a leading apostrophe,
// which Read takes away. A row whose local time occurs twice, in the night that
// clocks are set back, should have its Instant set rather than Day and Second.
type Writer struct {
	out      *csv.Writer
	language string
	extras   []string // headings, in order of the alphabet
	cells    []string // of the row being written
}

// NewWriter begins a sheet with its headings. The keys of Extra of all rows to
// come have to be known, in any order.
func NewWriter(w io.Writer, extras []string, o WriteOptions) (*Writer, error) {
	if o.Separator == 0 {
		o.Separator = ';'
		if o.Language == "en" {
			o.Separator = ','
		}
	}
	if o.BOM {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return nil, fmt.Errorf("write the sheet: %w", err)
		}
	}
	out := &Writer{out: csv.NewWriter(w), language: o.Language, extras: slices.Sorted(slices.Values(extras))}
	out.out.Comma = o.Separator
	for _, n := range namings {
		out.cells = append(out.cells, headingFor(n, o.Language))
	}
	for _, heading := range out.extras {
		out.cells = append(out.cells, Guard(heading))
	}
	return out, out.writeCells()
}

// Write writes a row. It fails where the row has an Extra whose key NewWriter was
// not told: a cell must not get lost.
func (w *Writer) Write(row *Row) error {
	w.cells = w.cells[:0]
	for _, n := range namings {
		w.cells = append(w.cells, Guard(row.cell(n.role, w.language)))
	}
	written := 0
	for _, heading := range w.extras {
		cell, has := row.Extra[heading]
		if has {
			written++
		}
		w.cells = append(w.cells, Guard(cell))
	}
	if written < len(row.Extra) {
		return fmt.Errorf("write the sheet: of %d extra cells of %q only %d have a column", len(row.Extra), row.Title, written)
	}
	return w.writeCells()
}

func (w *Writer) writeCells() error {
	if err := w.out.Write(w.cells); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}

// Flush ends the sheet: what is still held back is written.
func (w *Writer) Flush() error {
	w.out.Flush()
	if err := w.out.Error(); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}

// cell returns what stands in the column of a role.
func (row *Row) cell(role Role, language string) string {
	switch role {
	case ID:
		return row.ID
	case Date:
		if row.Instant != nil {
			return row.Moment.text(language)
		}
		return Moment{Day: row.Day}.text(language)
	case Time:
		if row.Day != nil && row.Second != nil {
			return plan.FormatTimeOfDay(*row.Second)
		}
		return ""
	case Channel:
		return row.Channel
	case Field:
		return row.Field
	case Topic:
		return row.Topic
	case Title:
		return row.Title
	case Format:
		return row.Format
	case Owner:
		return row.Owner
	case State:
		return stateName(row.State, language)
	case PublishedAt:
		return row.Published.text(language)
	case Link:
		return row.Link
	case Copy:
		return row.Copy
	case Checklist:
		return plan.FormatChecklist(row.Checklist)
	case Source:
		return sourceName(row.Curated, language)
	case SourceURL:
		return row.SourceURL
	case Effort:
		return effortText(row.Effort, language)
	}
	return ""
}

// Guard makes a cell safe for spreadsheets that run formulas: where it begins
// like one, or with an apostrophe, it gets a leading apostrophe (OWASP, CSV
// injection). Read takes that away again.
func Guard(cell string) string {
	if needsGuard(cell) {
		return "'" + cell
	}
	return cell
}

// unguard undoes Guard.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && needsGuard(rest) {
		return rest
	}
	return cell
}

func needsGuard(cell string) bool {
	if cell == "" {
		return false
	}
	if strings.ContainsRune("'\t\r\n", rune(cell[0])) {
		return true
	}
	begin, size := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \t\r\n\u00A0\uFEFF"))
	return size > 0 && strings.ContainsRune("=+-@＝＋－＠", begin)
}
