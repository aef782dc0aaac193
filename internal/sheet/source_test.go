package sheet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/sheet"
)

func mustReadAs(t *testing.T, text string, roles map[string]sheet.Role) *sheet.Sheet {
	t.Helper()
	read, err := sheet.ReadAs(strings.NewReader(text), roles)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestEffortAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]time.Duration{
		"2": 2 * time.Hour, "2,25": 135 * time.Minute, "2.25": 135 * time.Minute, "1,5 h": 90 * time.Minute, "3 Std.": 3 * time.Hour,
		"45 min": 45 * time.Minute, "1:30": 90 * time.Minute, "0": 0, "0,1167": 7 * time.Minute, "2 Stunden": 2 * time.Hour,
	} {
		read := mustReadAs(t, "Datum;Titel;Aufwand (Std.)\n1.3.2027;a;"+cell+"\n", nil)
		if len(read.Rows) != 1 || read.Rows[0].Effort == nil || *read.Rows[0].Effort != want {
			t.Errorf("%q reads as %v, want %v: %v", cell, read.Rows, want, read.Problems)
		}
	}
	for _, cell := range []string{"", "-", "–"} {
		if read := mustReadAs(t, "Datum;Titel;Aufwand\n1.3.2027;a;"+cell+"\n", nil); len(read.Rows) != 1 || read.Rows[0].Effort != nil {
			t.Errorf("%q reads as %v", cell, read.Rows)
		}
	}
}

func TestSourcesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	read := mustReadAs(t, "Datum;Titel;Herkunft;Quelle\n1.3.2027;a;kuratiert;https://example.org/a\n2.3.2027;b;Eigener Beitrag;\n3.3.2027;c;;\n4.3.2027;d;irgendwas;\n", nil)
	if len(read.Rows) != 3 || !*read.Rows[0].Curated || read.Rows[0].SourceURL != "https://example.org/a" || *read.Rows[1].Curated || read.Rows[2].Curated != nil {
		t.Errorf("read as %+v", read.Rows)
	}
	want := `[line 5, Herkunft: "irgendwas" is neither eigen nor kuratiert (own, curated)]`
	if got := fmt.Sprint(read.Problems); got != want {
		t.Errorf("problems %s, want %s", got, want)
	}
}

// A heading alone does not make a column what it could be.
func TestAColumnThatIsNotWhatItSeemsIsKeptAside(t *testing.T) {
	t.Parallel()
	const text = "Datum;Titel;Quelle;Aufwand;Source\n1.3.2027;a;dpa;hoch;Reuters\n2.3.2027;b;https://example.org/;mittel;\n3.3.2027;c;eigenes Foto;;\n"
	read := mustReadAs(t, text, nil)
	if len(read.Rows) != 3 || len(read.Problems) > 0 {
		t.Fatalf("left out: %v", read.Problems)
	}
	if diff := cmp.Diff(map[string]string{"Quelle": "dpa", "Aufwand": "hoch", "Source": "Reuters"}, read.Rows[0].Extra); diff != "" {
		t.Errorf("kept aside (-want +got):\n%s", diff)
	}
	if len(read.Notes) != 3 || read.Notes[0].String() != `Quelle: This column is kept aside: "dpa" is no web address that begins with https:// or http://, as in most rows.` {
		t.Errorf("told is %v", read.Notes)
	}
	for _, c := range read.Columns[2:] {
		if c.Role != sheet.Aside || c.Detected != sheet.Aside {
			t.Errorf("%s is taken for %q", c.Heading, c.Role)
		}
	}
	said := mustReadAs(t, text, map[string]sheet.Role{"Quelle": sheet.SourceURL})
	if len(said.Rows) != 1 || said.BadRows() != 2 || said.Rows[0].SourceURL != "https://example.org/" {
		t.Errorf("where somebody says what it is: %v, %v", said.Rows, said.Problems)
	}
}
