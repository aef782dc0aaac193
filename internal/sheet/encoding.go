package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"stetig/internal/plan"
)

// textEncoding is how the bytes of a file were read.
type textEncoding struct {
	name    string
	damaged int // bytes of UTF-8 that could not be read
}

// signatures are first bytes of files that are no CSV, and what to do about them.
var signatures = []struct{ prefix, help string }{
	{"PK\x03\x04", "This is an Excel or LibreOffice workbook, which is not read yet. Save it as CSV: File, Save as, file type \"CSV UTF-8\"."},
	{"PK\x05\x06", "This is an empty ZIP archive, not a CSV file."},
	{"\xD0\xCF\x11\xE0", "This is an old Excel workbook (.xls), which is not read. Save it as CSV: File, Save as, file type \"CSV UTF-8\"."},
	{"%PDF-", "This is a PDF. Export the plan from where it was made, as CSV."},
}

// decode turns the bytes of a file into text without a byte order mark.
func decode(raw []byte) (string, textEncoding, error) {
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.prefix)) {
			return "", textEncoding{}, plan.Errorf(plan.CodeMalformed, "%s", plan.Textf(s.help))
		}
	}
	text, encoding, err := decodeText(raw)
	switch {
	case err != nil || strings.ContainsRune(text, 0):
		return "", textEncoding{}, plan.Errorf(plan.CodeMalformed, "This is no text file. Save the plan as CSV, best as \"CSV UTF-8\".")
	case strings.TrimSpace(text) == "":
		return "", textEncoding{}, plan.Errorf(plan.CodeMalformed, "The file is empty. It needs a row of headings, such as Datum;Kanal;Titel;Status, and a row for each entry.")
	}
	return text, encoding, nil
}

func decodeText(raw []byte) (string, textEncoding, error) {
	if bytes.HasPrefix(raw, []byte("\xFF\xFE")) || bytes.HasPrefix(raw, []byte("\xFE\xFF")) {
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		text, err := decoder.Bytes(raw)
		return string(text), textEncoding{name: "UTF-16"}, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	readable, damaged := countUTF8(raw)
	if damaged == 0 || readable > damaged {
		return strings.ToValidUTF8(string(raw), string(utf8.RuneError)), textEncoding{name: "UTF-8", damaged: damaged}, nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	return string(text), textEncoding{name: "Windows-1252"}, err
}

// countUTF8 counts the characters beyond ASCII that read as UTF-8, and the bytes
// that do not. In Windows-1252 hardly any umlaut reads as UTF-8 by chance.
func countUTF8(raw []byte) (readable, damaged int) {
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			damaged++
		case size > 1:
			readable++
		}
		raw = raw[size:]
	}
	return readable, damaged
}

func (s *Sheet) noteEncoding(e textEncoding) {
	switch {
	case e.damaged > 0:
		s.note("", "The file is not all valid UTF-8; what cannot be read shows as %c (bytes: %d).", utf8.RuneError, e.damaged)
	case e.name == "Windows-1252":
		s.note("", "The file is not UTF-8; it is read as Windows-1252.")
	}
}
