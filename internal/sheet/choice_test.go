package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

const oddSheet = `Wann genau;Was;Was;;Notiz
1.3.2027;Frühjahrsputz;Blog;x;kurz
2.3.2027;Herbstputz;Blog;;kurz
3.3.2027;Winterputz;Blog;;` + "\n"

func TestASheetTellsItsColumnsWithoutDates(t *testing.T) {
	t.Parallel()
	_, err := sheet.Read(strings.NewReader(oddSheet))
	var noDates *sheet.NoDatesError
	if !errors.As(err, &noDates) || plan.CodeOf(err) != plan.CodeMalformed {
		t.Fatalf("read with %v", err)
	}
	var told []string
	for _, c := range noDates.Columns {
		told = append(told, c.Name+": "+strings.Join(c.Examples, ", "))
	}
	want := []string{"Wann genau: 1.3.2027, 2.3.2027, 3.3.2027", "Was: Frühjahrsputz, Herbstputz, Winterputz", "Was (2): Blog", "Column 4: x", "Notiz: kurz"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

func TestAChoiceCountsMoreThanAHeading(t *testing.T) {
	t.Parallel()
	read, err := sheet.ReadAs(strings.NewReader(oddSheet), map[string]sheet.Role{
		"Wann genau": sheet.Date, "Was": sheet.Title, "Was (2)": sheet.Channel, "Notiz": sheet.Copy, "Column 4": sheet.Aside,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Rows) != 3 || len(read.Problems) > 0 {
		t.Fatalf("read %d rows, %v", len(read.Rows), read.Problems)
	}
	row := read.Rows[0]
	if row.Title != "Frühjahrsputz" || row.Channel != "Blog" || row.Copy != "kurz" || row.Extra["Column 4"] != "x" || row.Day.String() != "2027-03-01" {
		t.Errorf("the first row is %+v", row)
	}
}

// Who is given a role takes it from the column that would have played it.
func TestAChoiceTakesARole(t *testing.T) {
	t.Parallel()
	const text = "Datum;Titel;Überschrift\n1.3.2027;intern;öffentlich\n"
	read, err := sheet.ReadAs(strings.NewReader(text), map[string]sheet.Role{"Überschrift": sheet.Title})
	if err != nil {
		t.Fatal(err)
	}
	if row := read.Rows[0]; row.Title != "öffentlich" || row.Extra["Titel"] != "intern" {
		t.Errorf("the row is %+v", row)
	}
	var roles, detected []sheet.Role
	for _, c := range read.Columns {
		roles, detected = append(roles, c.Role), append(detected, c.Detected)
	}
	if diff := cmp.Diff([]sheet.Role{sheet.Date, sheet.Aside, sheet.Title}, roles); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]sheet.Role{sheet.Date, sheet.Title, sheet.Aside}, detected); diff != "" {
		t.Errorf("detected (-want +got):\n%s", diff)
	}
}

func TestAChoiceIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		chosen map[string]sheet.Role
		says   string
	}{
		"unknown column": {map[string]sheet.Role{"Wann genau": sheet.Date, "Wo": sheet.Channel}, `no column "Wo"`},
		"a role for two": {map[string]sheet.Role{"Wann genau": sheet.Date, "Was": sheet.Title, "Notiz": sheet.Title}, `"Notiz" and "Was"`},
		"no date":        {map[string]sheet.Role{"Was": sheet.Title}, "No column of dates"},
		"the date aside": {map[string]sheet.Role{"Wann genau": sheet.Aside}, "No column of dates"},
	} {
		_, err := sheet.ReadAs(strings.NewReader(oddSheet), c.chosen)
		if plan.CodeOf(err) != plan.CodeMalformed || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestExamplesAreShort(t *testing.T) {
	t.Parallel()
	read, err := sheet.Read(strings.NewReader("Datum;Titel\n1.3.2027;" + strings.Repeat("ä", 200) + "\n2.3.2027;=1+1\n2.3.2027;\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{strings.Repeat("ä", 80) + "…", "=1+1"}
	if diff := cmp.Diff(want, read.Columns[1].Examples); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
