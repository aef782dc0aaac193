package sheet_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

func mustRead(t testing.TB, text string) *sheet.Sheet {
	t.Helper()
	read, err := sheet.Read(strings.NewReader(text))
	if err != nil {
		t.Fatalf("read %.200q: %v", text, err)
	}
	return read
}

func TestWhatCannotBeUsedIsRefusedWithHelp(t *testing.T) {
	t.Parallel()
	rows := func(n int) string { return "Datum\n" + strings.Repeat("2027-03-01\n", n) }
	for name, c := range map[string]struct {
		text string
		code plan.Code
		help string
	}{
		"empty":               {"", plan.CodeMalformed, "empty"},
		"only a mark":         {"\xEF\xBB\xBF\r\n \r\n", plan.CodeMalformed, "empty"},
		"xlsx":                {"PK\x03\x04\x14\x00\x06\x00", plan.CodeMalformed, "Save it as CSV"},
		"xls":                 {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", plan.CodeMalformed, "Save it as CSV"},
		"pdf":                 {"%PDF-1.7\n", plan.CodeMalformed, "PDF"},
		"picture":             {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", plan.CodeMalformed, "no text file"},
		"UTF-16 without mark": {"D\x00a\x00t\x00u\x00m\x00", plan.CodeMalformed, "no text file"},
		"no dates":            {"Kanal;Titel\nBlog;Neu\n", plan.CodeMalformed, `"Kanal", "Titel"`},
		"no headings":         {"2027-03-01;Blog;Neu\n", plan.CodeMalformed, "No column of dates"},
		"dates of other days": {"Titel;Erstelldatum;Deadline\nNeu;2027-03-01;2027-03-02\n", plan.CodeMalformed, "No column of dates"},
		"too many bytes":      {strings.Repeat("x", sheet.MaxBytes+1), plan.CodeTooLarge, "20 MB"},
		"too many rows":       {rows(sheet.MaxRows + 1), plan.CodeTooLarge, "200000 rows"},
		"too many columns":    {"Datum" + strings.Repeat(";x", sheet.MaxColumns) + "\n", plan.CodeTooLarge, "200 columns"},
		"too many cells":      {"Datum\n2027-03-01" + strings.Repeat(";x", sheet.MaxColumns) + "\n", plan.CodeTooLarge, "Line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read, err := sheet.Read(strings.NewReader(c.text))
			if plan.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.help) {
				t.Errorf("got %v, want %s with %q", err, c.code, c.help)
			}
			if read != nil {
				t.Error("a sheet came with the refusal")
			}
		})
	}
}

func TestAsMuchAsIsAllowedIsRead(t *testing.T) {
	t.Parallel()
	read := mustRead(t, "Datum\n"+strings.Repeat("2027-03-01\n", sheet.MaxRows))
	if len(read.Rows) != sheet.MaxRows {
		t.Errorf("%d rows, want %d", len(read.Rows), sheet.MaxRows)
	}
	read = mustRead(t, "Datum"+strings.Repeat(";x", sheet.MaxColumns-1)+strings.Repeat(";", 16000)+"\n2027-03-01\n")
	if len(read.Columns) != sheet.MaxColumns || len(read.Rows) != 1 {
		t.Errorf("%d columns and %d rows, want %d and 1", len(read.Columns), len(read.Rows), sheet.MaxColumns)
	}
}

func TestAReaderThatFailsIsNotTakenForAnEmptyFile(t *testing.T) {
	t.Parallel()
	broken := errors.New("cable pulled")
	if _, err := sheet.Read(io.MultiReader(strings.NewReader("Datum\n"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestTheSamePlanInEveryEncodingAndSeparator(t *testing.T) {
	t.Parallel()
	plain := "Datum;Kanal;Titel;Status\n01.03.2027;Blog;Größe zählt – für Käufer;veröffentlicht\n"
	want := mustRead(t, plain).Rows
	if want[0].Title != "Größe zählt – für Käufer" {
		t.Fatalf("title %q", want[0].Title)
	}
	for separator, name := range map[string]string{";": "semicolon", ",": "comma", "\t": "tab"} {
		text := strings.ReplaceAll(plain, ";", separator)
		for lineEnd, ends := range map[string]string{"\n": "LF", "\r\n": "CR LF", "\r": "CR"} {
			text := strings.ReplaceAll(text, "\n", lineEnd)
			western, err := charmap.Windows1252.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			little, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			big, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			for encoding, raw := range map[string]string{
				"UTF-8": text, "UTF-8 with mark": "\uFEFF" + text, "Windows-1252": western, "UTF-16 little": little, "UTF-16 big": big,
			} {
				read := mustRead(t, raw)
				if diff := cmp.Diff(want, read.Rows); diff != "" {
					t.Errorf("%s, %s, %s (-want +got):\n%s", encoding, name, ends, diff)
				}
				if !strings.HasPrefix(encoding, read.Encoding) {
					t.Errorf("%s was taken for %s", encoding, read.Encoding)
				}
			}
		}
	}
}

func TestOneBrokenByteDoesNotTurnUTF8IntoWindows1252(t *testing.T) {
	t.Parallel()
	read := mustRead(t, "Datum;Titel\n01.03.2027;Größe für Käufer \xFF\n")
	if got := read.Rows[0].Title; got != "Größe für Käufer \uFFFD" {
		t.Errorf("title %q", got)
	}
	if len(read.Notes) != 1 || !strings.Contains(read.Notes[0].Text.String(), "bytes: 1") {
		t.Errorf("notes %v", read.Notes)
	}
}

func TestAmbiguousDatesAreDecidedOverTheWholeColumn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		heading string
		cells   []string
		want    string // of the first cell
		told    string
	}{
		"a day over 12 comes first":        {"Date", []string{"03/01/2027", "25/03/2027"}, "2027-01-03", "3 January"},
		"a day over 12 comes second":       {"Datum", []string{"03/01/2027", "03/25/2027"}, "2027-03-01", "1 March"},
		"German headings":                  {"Datum", []string{"03/01/2027"}, "2027-01-03", "headings are German"},
		"English headings":                 {"Date", []string{"03/01/2027"}, "2027-03-01", "headings are English"},
		"the same either way":              {"Date", []string{"05/05/2027"}, "2027-05-05", ""},
		"contradiction, more months first": {"Datum", []string{"03/01/2027", "03/25/2027", "04/25/2027", "25/03/2027"}, "2027-03-01", "though 1 can only"},
		"dots need no decision":            {"Date", []string{"03.01.2027"}, "2027-01-03", ""},
		"far down decides":                 {"Datum", append(slices.Repeat([]string{"01/02/2027"}, 500), "12/31/2027"), "2027-01-02", "(500 dates)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := mustRead(t, c.heading+"\n"+strings.Join(c.cells, "\n"))
			if got := read.Rows[0].Day.String(); got != c.want {
				t.Errorf("%s reads as %s, want %s", c.cells[0], got, c.want)
			}
			told := fmt.Sprint(read.Notes)
			if c.told == "" && len(read.Notes) > 0 || !strings.Contains(told, c.told) {
				t.Errorf("told %s, want %q", told, c.told)
			}
		})
	}
}

func TestMidnightsOfADatabaseAreNoTimes(t *testing.T) {
	t.Parallel()
	read := mustRead(t, "Datum;Titel\n2027-03-01 00:00:00;a\n2027-03-02 00:00:00;b\n")
	if read.Rows[0].Second != nil || len(read.Notes) != 1 {
		t.Errorf("second %v, notes %v", read.Rows[0].Second, read.Notes)
	}
	read = mustRead(t, "Datum;Titel\n2027-03-01 00:00:00;a\n2027-03-02 10:00:00;b\n")
	if read.Rows[0].Second == nil || *read.Rows[0].Second != 0 {
		t.Errorf("a real midnight reads as %v", read.Rows[0].Second)
	}
}

func TestLayoutsOfRealSheets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string // line, day, title of each row
	}{
		"title above, empty lines, headings repeated": {
			"Redaktionsplan;Stand 2027\n\nDatum;Titel\n01.03.2027;a\n;\n\nDatum;Titel\n02.03.2027;b\n", []string{"4 2027-03-01 a", "8 2027-03-02 b"}},
		"separator named":            {"sep=;\r\nDatum;Titel\r\n01.03.2027;a, b\r\n", []string{"3 2027-03-01 a, b"}},
		"newlines in quotes":         {"Datum;Titel;Text\r\n01.03.2027;a;\"1\r\n2\r\n\r\n3\"\r\n02.03.2027;b;\r\n", []string{"2 2027-03-01 a", "6 2027-03-02 b"}},
		"a lone column":              {"Datum\n01.03.2027\n", []string{"2 2027-03-01 "}},
		"commas in a semicolon file": {"Datum;Titel\n01.03.2027;a, b, c, d, e\n", []string{"2 2027-03-01 a, b, c, d, e"}},
		"no title, the topic then":   {"Datum;Thema\n01.03.2027;a\n", []string{"2 2027-03-01 a"}},
		"a day column beside a date": {"Tag;Datum;Titel\nMo;01.03.2027;a\n", []string{"2 2027-03-01 a"}},
		"a day column alone":         {"Tag;Titel\n01.03.2027;a\n", []string{"2 2027-03-01 a"}},
		"a date under another name":  {"Drehdatum;Titel\n01.03.2027;a\n", []string{"2 2027-03-01 a"}},
		"only when it appeared":      {"Veröffentlicht am;Titel\n01.03.2027;a\n", []string{"2 2027-03-01 a"}},
		"no line end at the end":     {"Titel,Date\na,2027-03-01", []string{"2 2027-03-01 a"}},
		"stray quotes":               {"Datum;Titel\n01.03.2027;\"a\" und b\n02.03.2027;5\" Rohr\n03.03.2027;\"offen\n", []string{"2 2027-03-01 \"a\" und b", "3 2027-03-02 5\" Rohr", "4 2027-03-03 \"offen"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := mustRead(t, c.text)
			var got []string
			for _, r := range read.Rows {
				got = append(got, fmt.Sprintf("%d %s %s", r.Line, r.Day, r.Title))
			}
			if diff := cmp.Diff(c.want, got); diff != "" || len(read.Problems) > 0 {
				t.Errorf("problems %v (-want +got):\n%s", read.Problems, diff)
			}
		})
	}
}

func TestUnknownAndRepeatedColumnsAreKeptAside(t *testing.T) {
	t.Parallel()
	read := mustRead(t, "Datum;Budget;Titel;;Titel;Budget;Owner;Verantwortlich\n01.03.2027;100;a;x;b; 200 ;Ann;Ben\n02.03.2027;;c;;;;;\n")
	want := map[string]string{"Budget": "100", "Column 4": "x", "Titel": "b", "Budget (2)": " 200 ", "Verantwortlich": "Ben"}
	if diff := cmp.Diff(want, read.Rows[0].Extra); diff != "" {
		t.Errorf("extra (-want +got):\n%s", diff)
	}
	if read.Rows[0].Owner != "Ann" || read.Rows[1].Extra != nil {
		t.Errorf("owner %q, second row's extra %v", read.Rows[0].Owner, read.Rows[1].Extra)
	}
}

func TestTimesBesideDates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ date, clock, want string }{
		"none":                    {"01.03.2027", "", "2027-03-01 <nil>"},
		"said to be none":         {"01.03.2027", "ganztägig", "2027-03-01 <nil>"},
		"own column":              {"01.03.2027", "10:00", "2027-03-01 36000"},
		"same in both":            {"01.03.2027 10:00", "10 Uhr", "2027-03-01 36000"},
		"midnight gives way":      {"01.03.2027 00:00:00", "10 Uhr", "2027-03-01 36000"},
		"contradiction":           {"01.03.2027 10:00", "11:00", `line 2, Uhrzeit: "11:00" contradicts the time 10:00 that stands with the date`},
		"beside an instant":       {"2027-03-01T10:00:00Z", "11:00", `line 2, Uhrzeit: "11:00" stands beside a date that has a time and an offset already`},
		"without a date, an idea": {"", "11:00", `line 2, Uhrzeit: "11:00" stands alone, without a date`},
	} {
		read := mustRead(t, "Datum;Uhrzeit;Status\n"+c.date+";"+c.clock+";Idee\n")
		got := ""
		switch {
		case len(read.Problems) > 0:
			got = read.Problems[0].String()
		case read.Rows[0].Second != nil:
			got = fmt.Sprint(read.Rows[0].Day, *read.Rows[0].Second)
		default:
			got = fmt.Sprint(read.Rows[0].Day, " <nil>")
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
