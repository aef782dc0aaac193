package httpapi

import (
	"context"
	"math"
	"time"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListEntries answers GET …/entries.
func (h *handlers) ListEntries(ctx context.Context, r api.ListEntriesRequestObject) (api.ListEntriesResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	query := app.EntryQuery{
		EntryFilter: app.EntryFilter{
			ChannelIDs:  given(r.Params.Channel),
			OwnerIDs:    given(r.Params.Owner),
			Unowned:     given(r.Params.Unowned),
			TopicIDs:    given(r.Params.Topic),
			States:      allAs[plan.State](given(r.Params.State)),
			ApproverIDs: given(r.Params.Approver),
			AwaitsMe:    given(r.Params.AwaitsMe),
			From:        from,
			To:          to,
			Undated:     r.Params.Undated,
			Search:      given(r.Params.Q),
			Deleted:     given(r.Params.Deleted),
		},
		Sort:  entrySort(given(r.Params.Sort)),
		Skip:  given(r.Params.Offset),
		Page:  page(r.Params.Limit, r.Params.Cursor),
		Total: given(r.Params.Total),
		May:   given(r.Params.May),
	}
	list, err := h.app.Entries(ctx, actor(ctx), r.Workspace, query)
	if err != nil {
		return nil, err
	}
	send := func(e *app.SeenEntry) api.Entry { return sendEntry(&e.Entry) }
	if query.May {
		send = sendSeenEntry
	}
	return api.ListEntries200JSONResponse{Items: each(list.Items, send), NextCursor: orNull(list.Next), Total: list.Total}, nil
}

// entrySort takes an order of entries; by date is what app does by itself.
func entrySort(sent string) app.EntrySort {
	if sent == "date" {
		return app.ByDate
	}
	return app.EntrySort(sent)
}

// CountEntries answers GET …/entries/counts.
func (h *handlers) CountEntries(ctx context.Context, r api.CountEntriesRequestObject) (api.CountEntriesResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	filter := app.EntryFilter{
		ChannelIDs:  given(r.Params.Channel),
		OwnerIDs:    given(r.Params.Owner),
		Unowned:     given(r.Params.Unowned),
		TopicIDs:    given(r.Params.Topic),
		States:      allAs[plan.State](given(r.Params.State)),
		ApproverIDs: given(r.Params.Approver),
		AwaitsMe:    given(r.Params.AwaitsMe),
		From:        from,
		To:          to,
		Undated:     r.Params.Undated,
		Search:      given(r.Params.Q),
		Deleted:     given(r.Params.Deleted),
	}
	counts, err := h.app.CountEntries(ctx, actor(ctx), r.Workspace, filter, app.EntryGrouping(r.Params.By))
	if err != nil {
		return nil, err
	}
	answer := api.CountEntries200JSONResponse{Items: []api.EntryCount{}}
	for _, group := range counts {
		answer.Items = append(answer.Items, api.EntryCount{Key: group.Key, Count: group.Count})
		answer.Total += group.Count
	}
	return answer, nil
}

// CreateEntry answers POST …/entries.
func (h *handlers) CreateEntry(ctx context.Context, r api.CreateEntryRequestObject) (api.CreateEntryResponseObject, error) {
	e, err := h.app.CreateEntry(ctx, actor(ctx), r.Workspace, app.EntryDraft{
		ChannelID:   r.Body.ChannelID,
		TopicID:     given(r.Body.TopicID),
		OwnerID:     given(r.Body.OwnerID),
		ApproverID:  given(r.Body.ApproverID),
		Title:       r.Body.Title,
		Copy:        given(r.Body.Copy),
		Link:        given(r.Body.Link),
		Format:      given(r.Body.Format),
		State:       plan.State(given(r.Body.State)),
		PublishAt:   givenTime(r.Body.PublishAt),
		PublishOn:   r.Body.PublishOn,
		PublishedAt: givenTime(r.Body.PublishedAt),
		Checklist:   receiveChecklist(given(r.Body.Checklist)),
		Curated:     given(isCurated(r.Body.Source)),
		SourceURL:   given(r.Body.SourceURL),
		Effort:      receiveEffort(r.Body.EffortHours),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateEntry201JSONResponse{
		Body:    sendSeenEntry(&e),
		Headers: api.CreateEntry201ResponseHeaders{ETag: etag(e.Version), Location: address(r.Workspace, "entries", e.ID)},
	}, nil
}

// GetEntry answers GET …/entries/{entry}.
func (h *handlers) GetEntry(ctx context.Context, r api.GetEntryRequestObject) (api.GetEntryResponseObject, error) {
	e, err := h.app.Entry(ctx, actor(ctx), r.Workspace, r.Entry)
	if err != nil {
		return nil, err
	}
	return api.GetEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.GetEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// UpdateEntry answers PATCH …/entries/{entry}.
func (h *handlers) UpdateEntry(ctx context.Context, r api.UpdateEntryRequestObject) (api.UpdateEntryResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	patch := app.EntryPatch{
		ChannelID:   r.Body.ChannelID,
		TopicID:     changed(r.Body.TopicID, ""),
		OwnerID:     changed(r.Body.OwnerID, ""),
		ApproverID:  changed(r.Body.ApproverID, ""),
		Title:       r.Body.Title,
		Copy:        r.Body.Copy,
		Link:        changed(r.Body.Link, ""),
		Format:      r.Body.Format,
		PublishAt:   changedTime(r.Body.PublishAt),
		PublishOn:   changed(r.Body.PublishOn, app.NoDay),
		PublishedAt: changedTime(r.Body.PublishedAt),
		Curated:     isCurated(r.Body.Source),
		SourceURL:   changed(r.Body.SourceURL, ""),
	}
	if effort := changedOptional(r.Body.EffortHours); effort != nil {
		received := receiveEffort(*effort)
		patch.Effort = &received
	}
	if r.Body.Checklist != nil {
		checklist := receiveChecklist(*r.Body.Checklist)
		patch.Checklist = &checklist
	}
	e, err := h.app.ChangeEntry(ctx, actor(ctx), r.Workspace, r.Entry, version, patch)
	if err != nil {
		return nil, err
	}
	return api.UpdateEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.UpdateEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// DeleteEntry answers DELETE …/entries/{entry}.
func (h *handlers) DeleteEntry(ctx context.Context, r api.DeleteEntryRequestObject) (api.DeleteEntryResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteEntry(ctx, actor(ctx), r.Workspace, r.Entry, version); err != nil {
		return nil, err
	}
	return api.DeleteEntry204Response{}, nil
}

// RestoreEntry answers POST …/entries/{entry}/restore.
func (h *handlers) RestoreEntry(ctx context.Context, r api.RestoreEntryRequestObject) (api.RestoreEntryResponseObject, error) {
	e, err := h.app.RestoreEntry(ctx, actor(ctx), r.Workspace, r.Entry)
	if err != nil {
		return nil, err
	}
	return api.RestoreEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.RestoreEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// MoveEntry answers POST …/entries/{entry}/transitions.
func (h *handlers) MoveEntry(ctx context.Context, r api.MoveEntryRequestObject) (api.MoveEntryResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	move := app.Transition{To: plan.State(r.Body.To), PublishedOn: r.Body.PublishedOn}
	if r.Body.PublishedAt != nil {
		at := instant(*r.Body.PublishedAt)
		move.PublishedAt = &at
	}
	e, err := h.app.MoveEntry(ctx, actor(ctx), r.Workspace, r.Entry, version, move)
	if err != nil {
		return nil, err
	}
	return api.MoveEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.MoveEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// ListEntryHistory answers GET …/entries/{entry}/history.
func (h *handlers) ListEntryHistory(ctx context.Context, r api.ListEntryHistoryRequestObject) (api.ListEntryHistoryResponseObject, error) {
	items, next, err := h.app.EntryHistory(ctx, actor(ctx), r.Workspace, r.Entry, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListEntryHistory200JSONResponse{Items: each(items, sendChange), NextCursor: orNull(next)}, nil
}

func sendEntry(e *plan.Entry) api.Entry {
	sent := api.Entry{
		ID:          e.ID,
		ChannelID:   e.ChannelID,
		TopicID:     orNull(e.TopicID),
		OwnerID:     orNull(e.OwnerID),
		ApproverID:  orNull(e.ApproverID),
		Title:       e.Title,
		Copy:        e.Copy,
		Link:        orNull(e.Link),
		Format:      e.Format,
		State:       api.EntryState(e.State),
		PublishAt:   timeOrNull(e.PublishAt),
		PublishOn:   e.PublishOn,
		PublishedAt: timeOrNull(e.PublishedAt),
		Checklist:   each(e.Checklist, sendChecklistItem),
		Source:      sendSource(e.Curated),
		SourceURL:   orNull(e.SourceURL),
		EffortHours: sendEffort(e.Effort),
		Extra:       e.Extra,
		CreatedBy:   orNull(e.CreatedBy),
		CreatedAt:   e.CreatedAt,
		UpdatedAt:   e.UpdatedAt,
		DeletedAt:   timeOrNull(e.DeletedAt),
		Version:     e.Version,
	}
	if sent.Extra == nil {
		sent.Extra = map[string]string{}
	}
	return sent
}

func sendChecklistItem(i *plan.ChecklistItem) api.ChecklistItem {
	return api.ChecklistItem{Text: i.Text, Done: i.Done}
}

func receiveChecklist(sent []api.ChecklistItem) []plan.ChecklistItem {
	return each(sent, func(i *api.ChecklistItem) plan.ChecklistItem { return plan.ChecklistItem{Text: i.Text, Done: i.Done} })
}

func sendSeenEntry(e *app.SeenEntry) api.Entry {
	sent := sendEntry(&e.Entry)
	sent.May = &api.EntryMay{
		Change:        e.May.Change,
		Delete:        e.May.Delete,
		Restore:       e.May.Restore,
		Approve:       e.May.Approve,
		Reject:        e.May.Reject,
		NameApprover:  e.May.NameApprover,
		Comment:       e.May.Comment,
		KeepsApproval: e.May.KeepsApproval,
		MoveTo:        allAs[api.EntryState](e.May.MoveTo),
	}
	return sent
}

func sendChange(c *app.Change) api.Change {
	return api.Change{
		At:     c.At,
		By:     orNull(c.MemberID),
		Action: c.Action,
		Fields: each(c.Fields, sendFieldChange),
	}
}

func sendFieldChange(f *app.FieldChange) api.FieldChange {
	return api.FieldChange{Field: f.Field, From: orNull(f.From), To: orNull(f.To)}
}

func sendSource(curated bool) api.Source {
	if curated {
		return api.SourceCurated
	}
	return api.SourceOwn
}

// isCurated takes an entry's source; nil where it was not sent.
func isCurated(source *api.Source) *bool {
	if source == nil {
		return nil
	}
	curated := *source == api.SourceCurated
	return &curated
}

func sendEffort(effort *time.Duration) *float64 {
	if effort == nil {
		return nil
	}
	hours := effort.Hours()
	return &hours
}

// receiveEffort takes hours to the minute.
func receiveEffort(hours *float64) *time.Duration {
	if hours == nil {
		return nil
	}
	effort := time.Duration(math.Round(*hours*60)) * time.Minute
	return &effort
}
