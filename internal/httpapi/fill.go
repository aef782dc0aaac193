package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// FillGap answers POST …/gaps/{gap}/fill.
func (h *handlers) FillGap(ctx context.Context, r api.FillGapRequestObject) (api.FillGapResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	draft := app.FillDraft{
		Apply:   r.Body.Mode == api.FillDraftModeApply,
		IdeaID:  given(r.Body.IdeaID),
		Title:   given(r.Body.Title),
		TopicID: changed(r.Body.TopicID, ""),
		OwnerID: changed(r.Body.OwnerID, ""),
	}
	filling, err := h.app.FillGap(ctx, actor(ctx), r.Workspace, r.Gap, version, draft)
	if err != nil {
		return nil, err
	}
	return api.FillGap200JSONResponse(sendFilling(&filling, draft)), nil
}

func sendFilling(f *app.Filling, draft app.FillDraft) api.Filling {
	return api.Filling{
		Applied:      f.BulkID != "",
		BulkID:       orNull(f.BulkID),
		EntryID:      orNull(f.Entry.ID),
		IdeaID:       orNull(draft.IdeaID),
		Entry:        sendFillingEntry(&f.Entry.Entry),
		PlanID:       orNull(f.PlanID),
		IsSlot:       f.IsSlot,
		TopicFrom:    api.FillingTopicFrom(f.TopicOf),
		OwnerFrom:    api.FillingOwnerFrom(f.OwnerOf),
		KeeperID:     orNull(f.Keeper),
		IsKeeperAway: f.IsAway,
		Ideas:        each(f.Ideas, sendFillingIdea),
		Gap:          sendGap(&f.Gap),
	}
}

func sendFillingEntry(e *plan.Entry) api.FillingEntry {
	return api.FillingEntry{
		ChannelID: e.ChannelID,
		Title:     e.Title,
		State:     api.EntryState(e.State),
		TopicID:   orNull(e.TopicID),
		OwnerID:   orNull(e.OwnerID),
		PublishAt: timeOrNull(e.PublishAt),
		PublishOn: e.PublishOn,
		Version:   e.Version,
	}
}

func sendFillingIdea(e *plan.Entry) api.FillingIdea {
	return api.FillingIdea{EntryID: e.ID, Title: e.Title, TopicID: orNull(e.TopicID)}
}
