package sheet_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

func TestRowsAreWrittenOneByOne(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	w, err := sheet.NewWriter(&out, []string{"Ziel", "Bild"}, sheet.WriteOptions{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []sheet.Row{
		{Moment: sheet.On(plan.Date(2027, time.March, 1)), Title: "one", Extra: map[string]string{"Bild": "a.png", "Ziel": "Azubis"}},
		{Title: "two"},
	} {
		if err := w.Write(&row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "id,date,time,channel,field,topic,title,format,owner,state,published_at,link,copy,checklist,source,source_url,effort_hours,Bild,Ziel\n" +
		",2027-03-01,,,,,one,,,,,,,,,,,a.png,Azubis\n,,,,,,two,,,,,,,,,,,,\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoCellGetsLostForWantOfAColumn(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	w, err := sheet.NewWriter(&out, []string{"Bild"}, sheet.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(&sheet.Row{Title: "one", Extra: map[string]string{"Ziel": "Azubis"}}); err == nil {
		t.Error("a cell without a column was dropped")
	}
}
