package app

import (
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// entryEventsOf tells webhooks of what the audit trail tells of entries: which
// fields were changed, never what they hold.
func entryEventsOf(audits []store.AuditRow) (events []store.Event) {
	for _, line := range audits {
		if line.SubjectKind != "entry" {
			continue
		}
		event, data := entryEvent(line.Action), map[string]any{}
		if event == plan.EntryChanged {
			data["fields"] = changedFields(line.Changes)
		}
		events = append(events, store.Event{Event: event, SubjectKind: "entry", SubjectID: line.SubjectID, Data: data, At: line.At})
	}
	return events
}

// entryEvent is what webhooks are told of what the audit trail calls an action.
func entryEvent(action string) plan.WebhookEvent {
	switch action {
	case "created":
		return plan.EntryCreated
	case "deleted":
		return plan.EntryDeleted
	case "restored":
		return plan.EntryRestored
	}
	return plan.EntryChanged
}

// changedFields are the fields of an entry among what the audit trail notes.
func changedFields(changes []store.Change) []string {
	fields := make([]string, 0, len(changes))
	for _, change := range changes {
		if change.Field != bulkField && change.Field != commentField {
			fields = append(fields, change.Field)
		}
	}
	return fields
}

// gapEvent is what webhooks are told of what happens to a gap.
func gapEvent(kind continuity.EventKind) plan.WebhookEvent {
	switch kind {
	case continuity.EventOpened, continuity.EventReturned, continuity.EventEnded:
		return plan.GapOpened
	case continuity.EventAccepted:
		return plan.GapAccepted
	case continuity.EventResolved, continuity.EventMerged, continuity.EventMissed:
		return plan.GapClosed
	}
	return plan.GapChanged
}

func gapEventsOf(happened []continuity.Event) []store.Event {
	events := make([]store.Event, len(happened))
	for i, e := range happened {
		events[i] = store.Event{
			Event: gapEvent(e.Kind), SubjectKind: "gap", SubjectID: e.GapID, Data: map[string]any{"reason": string(e.Kind)}, At: e.At,
		}
	}
	return events
}

// addGapEvents writes a gap's history, and tells webhooks of it.
func addGapEvents(tx *store.Tx, ws string, happened []continuity.Event) error {
	if err := tx.AddGapEvents(ws, happened); err != nil {
		return err
	}
	return tx.Emit(ws, gapEventsOf(happened), newID)
}

// importedEvents tells webhooks of entries that came with a sheet.
func importedEvents(rows []store.ImportedEntry, now time.Time) []store.Event {
	events := make([]store.Event, len(rows))
	for i, row := range rows {
		events[i] = store.Event{Event: plan.EntryCreated, SubjectKind: "entry", SubjectID: row.Entry.ID, Data: map[string]any{}, At: now}
	}
	return events
}

// sortedEvents puts events into the order in which they are always told.
func sortedEvents(events []plan.WebhookEvent) []plan.WebhookEvent {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b plan.WebhookEvent) int {
		return slices.Index(plan.WebhookEvents, a) - slices.Index(plan.WebhookEvents, b)
	})
	return sorted
}
