package sheet_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// anyText draws texts that break naive writers, among them formulas, quotation
// marks, separators and line ends.
func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "+49", "-", "@x", "'", "''", "\"", "\"\"", ";", ",", "\t", "\r\n", "\n", "\r", " ", "ü", "😀", "\\", "Datum", "\uFEFF", "　", "＝"}),
		rapid.StringN(0, 5, 20),
	)
	return rapid.Custom(func(t *rapid.T) string {
		text := strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
		return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	})
}

func trimmedText() *rapid.Generator[string] {
	return rapid.Map(anyText(), strings.TrimSpace)
}

func anyMoment() *rapid.Generator[sheet.Moment] {
	return rapid.Custom(func(t *rapid.T) sheet.Moment {
		day := plan.Day(rapid.IntRange(int(plan.Date(1990, 1, 2)), int(plan.Date(2100, 12, 30))).Draw(t, "day"))
		second := rapid.IntRange(0, 24*60*60-1).Draw(t, "second")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return sheet.On(day)
		case 1:
			return sheet.OnAt(day, second)
		default:
			return sheet.At(time.Unix(int64(plan.WallAt(day, second)), 0))
		}
	})
}

func anyRow() *rapid.Generator[sheet.Row] {
	return rapid.Custom(func(t *rapid.T) sheet.Row {
		text := func(name string) string { return trimmedText().Draw(t, name) }
		row := sheet.Row{
			ID: text("id"), Channel: text("channel"), Field: text("field"), Topic: text("topic"), Title: text("title"),
			Format: text("format"), Owner: text("owner"), Link: text("link"), Copy: anyText().Draw(t, "copy"),
			State:  rapid.SampledFrom(append([]plan.State{""}, plan.States...)).Draw(t, "state"),
			Moment: anyMoment().Draw(t, "moment"),
		}
		if rapid.Bool().Draw(t, "has appeared") {
			row.Published = anyMoment().Draw(t, "published")
		} else if !row.State.NeedsDate() && row.State != "" && rapid.Bool().Draw(t, "is undated") {
			row.Moment = sheet.Moment{}
		}
		row.Curated = rapid.SampledFrom([]*bool{nil, new(false), new(true)}).Draw(t, "curated")
		row.SourceURL = rapid.SampledFrom([]string{"", "https://example.org/a?b=c;d&e=%20#f", "http://münchen.example/ü,\"x\""}).Draw(t, "source")
		if rapid.Bool().Draw(t, "takes work") {
			row.Effort = new(time.Duration(rapid.IntRange(0, 1000*60).Draw(t, "minutes")) * time.Minute)
		}
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			line := strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(text("item")))
			if line != "" {
				row.Checklist = append(row.Checklist, plan.ChecklistItem{Text: line, Done: rapid.Bool().Draw(t, "done")})
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "extras") {
			key, value := text("heading"), anyText().Draw(t, "value")
			if key == "" || strings.TrimSpace(value) == "" {
				continue
			}
			if row.Extra == nil {
				row.Extra = map[string]string{}
			}
			row.Extra[key] = value
		}
		return row
	})
}

func TestWhatIsWrittenReadsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(anyRow(), 0, 5).Draw(t, "rows")
		o := sheet.WriteOptions{
			Language:  rapid.SampledFrom([]string{"de", "en"}).Draw(t, "language"),
			Separator: rapid.SampledFrom([]rune{0, ';', ',', '\t'}).Draw(t, "separator"),
			BOM:       rapid.Bool().Draw(t, "mark"),
		}
		var out bytes.Buffer
		writeAll(t, &out, rows, o)
		written := out.String()
		read, err := sheet.Read(&out)
		if err != nil {
			t.Fatalf("%v, reading:\n%s", err, written)
		}
		if len(read.Problems) > 0 {
			t.Fatalf("problems %v, reading:\n%s", read.Problems, written)
		}
		got := withoutLines(read.Rows)
		if len(rows) == 0 && len(got) == 0 {
			return
		}
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Fatalf("(-written +read):\n%s\n%s", diff, written)
		}
	})
}

func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	row := sheet.Row{Moment: sheet.On(plan.Date(2027, time.March, 1)), Title: "=HYPERLINK(\"https://example.org\")", Channel: "+x", Topic: "-1", Owner: "@a", Copy: "\t=1", Link: " =2",
		Extra: map[string]string{"=3": "=4", "quoted": "'=5"}}
	var out bytes.Buffer
	writeAll(t, &out, []sheet.Row{row}, sheet.WriteOptions{Language: "de"})
	want := `id;Datum;Uhrzeit;Kanal;Feld;Thema;Titel;Format;Verantwortlich;Status;Veröffentlicht am;Link;Text;Checkliste;Herkunft;Quelle;Aufwand in Stunden;'=3;quoted
;01.03.2027;;'+x;;'-1;"'=HYPERLINK(""https://example.org"")";;'@a;;;' =2;'` + "\t=1;;;;;'=4;''=5\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Datum;Uhrzeit;Titel;Status\n01.03.2027;10 Uhr;a;geplant\n", "Date,Title\n\"03/01/2027\",\"a\"\"b\n\"", "sep=\t\nTermin\tKanal\r46447,5\tx\r",
		"\xFF\xFED\x00a\x00t\x00u\x00m\x00\n\x00", "\xEF\xBB\xBFDatum;;\n;;\n\"a\"b;\"", "PK\x03\x04", "Datum\n2027-03-01T10:00:00+99:99\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		read, err := sheet.Read(bytes.NewReader(raw))
		if err != nil {
			if plan.CodeOf(err) == "" {
				t.Fatalf("%v is no error for people", err)
			}
			return
		}
		lines := 0
		for _, row := range read.Rows {
			if row.Line <= lines {
				t.Fatalf("line %d comes after line %d", row.Line, lines)
			}
			lines = row.Line
		}
		if total := bytes.Count(raw, []byte("\n")) + bytes.Count(raw, []byte("\r")) + 1; lines > total {
			t.Fatalf("line %d of %d", lines, total)
		}
		if len(read.Rows) > 0 && !strings.ContainsRune(string(raw), 0) {
			for i, row := range rewrite(t, read.Rows, sheet.WriteOptions{}) {
				want := read.Rows[i]
				want.Line = 0
				if diff := cmp.Diff(want, row); diff != "" {
					t.Fatalf("does not survive export (-want +got):\n%s", diff)
				}
			}
		}
	})
}
