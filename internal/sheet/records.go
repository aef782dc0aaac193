package sheet

import (
	"strings"

	"stetig/internal/plan"
)

// records reads the records of a CSV text one by one (RFC 4180), as leniently as
// a person would: any line end, stray quotation marks, rows of uneven length. A
// field that opens with a quotation mark but is not properly closed is taken as
// it stands, so that one slip does not swallow the rows below it. The effort is
// linear in the text: from one improper quotation mark the search for its end
// stops at the next.
type records struct {
	text      string
	at        int // next byte to read
	line      int // physical line of that byte, from 1
	separator byte
	cells     []string // of the last record; overwritten by the next
	unclosed  []int    // lines of quotation marks that are not properly closed
}

// record is one row of cells.
type record struct {
	line  int // physical line where it starts
	cells []string
}

// blank reports whether no cell holds anything.
func (r record) blank() bool {
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

func readRecords(text string, separator byte) *records {
	return &records{text: text, line: 1, separator: separator}
}

// next returns the next record; more is false at the end of the text. The cells
// are good until the next call. A filled cell beyond MaxColumns is an error.
func (r *records) next() (rec record, more bool, err error) {
	if r.at >= len(r.text) {
		return record{}, false, nil
	}
	rec.line = r.line
	r.cells = r.cells[:0]
	for {
		cell := r.cell()
		switch {
		case len(r.cells) < MaxColumns:
			r.cells = append(r.cells, cell)
		case strings.TrimSpace(cell) != "":
			return record{}, false, plan.Errorf(plan.CodeTooLarge, "Line %d has more than %d columns. Keep those of the plan, and leave the rest out.", rec.line, MaxColumns)
		}
		if r.at >= len(r.text) || r.text[r.at] != r.separator {
			break
		}
		r.at++
	}
	r.lineEnd()
	rec.cells = r.cells
	return rec, true, nil
}

// lineEnd steps over LF, CR LF or CR.
func (r *records) lineEnd() {
	if strings.HasPrefix(r.text[r.at:], "\r\n") {
		r.at++
	}
	if r.at < len(r.text) {
		r.at++
		r.line++
	}
}

func (r *records) cell() string {
	if r.at < len(r.text) && r.text[r.at] == '"' {
		if cell, ok := r.quoted(); ok {
			return cell
		}
		r.unclosed = append(r.unclosed, r.line)
	}
	start := r.at
	for r.at < len(r.text) && !r.endsCell(r.at) {
		r.at++
	}
	return r.text[start:r.at]
}

// endsCell reports whether a cell ends before the byte at i.
func (r *records) endsCell(i int) bool {
	return i >= len(r.text) || r.text[i] == r.separator || r.text[i] == '\n' || r.text[i] == '\r'
}

// quoted reads a field within quotation marks; ok is false, and nothing is read,
// where it is not properly closed.
func (r *records) quoted() (cell string, ok bool) {
	i, doubled := r.at+1, false
	for {
		mark := strings.IndexByte(r.text[i:], '"')
		if mark < 0 {
			return "", false
		}
		i += mark + 1
		if i < len(r.text) && r.text[i] == '"' {
			i, doubled = i+1, true
			continue
		}
		break
	}
	if !r.endsCell(i) {
		return "", false
	}
	cell = r.text[r.at+1 : i-1]
	r.line += countLineEnds(cell)
	r.at = i
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, true
}

func countLineEnds(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}
