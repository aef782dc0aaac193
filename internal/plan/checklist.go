package plan

import (
	"fmt"
	"strings"
)

// Bounds of a checklist.
const (
	MaxChecklist     = 50  // items
	MaxChecklistText = 200 // characters of one
)

// ChecklistItem is something to be done before an entry is published.
type ChecklistItem struct {
	Text string `json:"text"` // one line
	Done bool   `json:"done"`
}

// FormatChecklist writes a checklist as lines of text: "[x] photo", "[ ] caption".
func FormatChecklist(items []ChecklistItem) string {
	lines := make([]string, len(items))
	for i, item := range items {
		mark := "[ ] "
		if item.Done {
			mark = "[x] "
		}
		lines[i] = mark + item.Text
	}
	return strings.Join(lines, "\n")
}

// ParseChecklist reads what FormatChecklist writes, and lists as people write
// them: a line without a mark is still to be done, and what stands before it as a
// bullet means nothing.
func ParseChecklist(text string) (items []ChecklistItem) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, bullet := range []string{"- ", "* ", "• "} {
			line = strings.TrimSpace(strings.TrimPrefix(line, bullet))
		}
		item := ChecklistItem{Text: line}
		for mark, done := range map[string]bool{"[x]": true, "[X]": true, "[ ]": false, "[]": false} {
			if rest, marked := strings.CutPrefix(line, mark); marked {
				item = ChecklistItem{Text: strings.TrimSpace(rest), Done: done}
			}
		}
		if item.Text != "" {
			items = append(items, item)
		}
	}
	return items
}

// checklist bounds what is to be done for an entry.
func (p *Problems) checklist(items []ChecklistItem) {
	if len(items) > MaxChecklist {
		p.Add("checklist", "has %d items; at most %d are kept", len(items), MaxChecklist)
	}
	for i, item := range items {
		field := fmt.Sprintf("checklist.%d.text", i)
		switch {
		case strings.TrimSpace(item.Text) == "":
			p.Add(field, "must not be empty")
		case strings.ContainsAny(item.Text, "\r\n"):
			p.Add(field, "must be one line")
		}
		p.text(field, item.Text, MaxChecklistText)
	}
}
