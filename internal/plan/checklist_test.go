package plan_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/plan"
)

func TestParseChecklist(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []plan.ChecklistItem
	}{
		"nothing":          {" \n\n", nil},
		"as it is written": {"[x] Foto\n[ ] Bildunterschrift", []plan.ChecklistItem{{Text: "Foto", Done: true}, {Text: "Bildunterschrift"}}},
		"plain lines":      {"Foto\r\nAlt-Text\r\n", []plan.ChecklistItem{{Text: "Foto"}, {Text: "Alt-Text"}}},
		"Markdown":         {"- [X] Foto\n* [ ] Alt-Text\n- Freigabe", []plan.ChecklistItem{{Text: "Foto", Done: true}, {Text: "Alt-Text"}, {Text: "Freigabe"}}},
		"a mark alone":     {"[x]\n[ ] \nFoto", []plan.ChecklistItem{{Text: "Foto"}}},
		"a bracket":        {"[Foto] beschaffen", []plan.ChecklistItem{{Text: "[Foto] beschaffen"}}},
	} {
		if diff := cmp.Diff(c.want, plan.ParseChecklist(c.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestChecklistsSurviveText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Custom(func(t *rapid.T) plan.ChecklistItem {
			text := rapid.StringMatching(`[A-Za-zÄÖÜäöüß][A-Za-zäöüß .,:;()-]{0,20}[a-z!]`).Draw(t, "text")
			return plan.ChecklistItem{Text: text, Done: rapid.Bool().Draw(t, "done")}
		})).Draw(t, "items")
		got := plan.ParseChecklist(plan.FormatChecklist(want))
		if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
			t.Fatal(diff)
		}
	})
}

func TestChecklistsAreBounded(t *testing.T) {
	t.Parallel()
	many := make([]plan.ChecklistItem, 51)
	for i := range many {
		many[i].Text = "Foto"
	}
	for name, c := range map[string]struct {
		items []plan.ChecklistItem
		field string
	}{
		"too many":  {many, "checklist"},
		"empty":     {[]plan.ChecklistItem{{Text: "Foto"}, {Text: " "}}, "checklist.1.text"},
		"two lines": {[]plan.ChecklistItem{{Text: "Foto\nund Text"}}, "checklist.0.text"},
		"too long":  {[]plan.ChecklistItem{{Text: strings.Repeat("ä", 201)}}, "checklist.0.text"},
	} {
		e := plan.Entry{Title: "x", State: plan.Idea, Checklist: c.items}
		fields := plan.FieldsOf(e.Validate(time.UTC))
		if len(fields) != 1 || fields[0].Field != c.field {
			t.Errorf("%s: wrong are %v, want %s", name, fields, c.field)
		}
	}
	fits := plan.Entry{Title: "x", State: plan.Idea, Checklist: append(many[:49], plan.ChecklistItem{Text: strings.Repeat("ä", 200)})}
	if err := fits.Validate(time.UTC); err != nil {
		t.Errorf("what fits is refused: %v", err)
	}
}
