package app

import (
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// entryDiff tells what changed of an entry. Its copy is told by its length: the
// audit trail holds no free text beyond titles.
func entryDiff(before, after plan.Entry) []store.Change {
	var diff compare
	diff.text("channel_id", before.ChannelID, after.ChannelID)
	diff.text("title", before.Title, after.Title)
	diff.text("state", string(before.State), string(after.State))
	diff.instant("publish_at", before.PublishAt, after.PublishAt)
	diff.text("publish_on", formatOptionalDay(before.PublishOn), formatOptionalDay(after.PublishOn))
	diff.instant("published_at", before.PublishedAt, after.PublishedAt)
	diff.text("topic_id", before.TopicID, after.TopicID)
	diff.text("owner_id", before.OwnerID, after.OwnerID)
	diff.text("approver_id", before.ApproverID, after.ApproverID)
	diff.text("link", before.Link, after.Link)
	diff.text("format", before.Format, after.Format)
	diff.flag("curated", before.Curated, after.Curated)
	diff.text("source_url", before.SourceURL, after.SourceURL)
	diff.text("effort_hours", effortText(before.Effort), effortText(after.Effort))
	diff.length("copy", before.Copy, after.Copy)
	if !slices.Equal(before.Checklist, after.Checklist) {
		diff = append(diff, store.Change{Field: checklistField, From: sizeOf(before.Checklist), To: sizeOf(after.Checklist)})
	}
	return diff
}

// effortText writes an effort in hours; none is nothing.
func effortText(effort *time.Duration) string {
	if effort == nil {
		return ""
	}
	return strconv.FormatFloat(effort.Hours(), 'f', -1, 64)
}

func formatOptionalDay(d *plan.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// checklistField is what the history calls a checklist.
const checklistField = "checklist"

// sizeOf tells of a checklist how much of it is done and how long it is.
func sizeOf(items []plan.ChecklistItem) string {
	if len(items) == 0 {
		return ""
	}
	done, characters := 0, 0
	for _, item := range items {
		characters += utf8.RuneCountInString(item.Text)
		if item.Done {
			done++
		}
	}
	return fmt.Sprintf("%d of %d done, %d characters", done, len(items), characters)
}

func lengthOf(text string) string {
	if text == "" {
		return ""
	}
	return fmt.Sprintf("%d characters", utf8.RuneCountInString(text))
}
