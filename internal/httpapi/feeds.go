package httpapi

import (
	"cmp"
	"context"
	"strings"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListFeeds answers GET …/feeds.
func (h *handlers) ListFeeds(ctx context.Context, r api.ListFeedsRequestObject) (api.ListFeedsResponseObject, error) {
	items, next, err := h.app.Feeds(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListFeeds200JSONResponse{Items: each(items, sendFeed), NextCursor: orNull(next)}, nil
}

// CreateFeed answers POST …/feeds. Only this answer holds the feed's address.
func (h *handlers) CreateFeed(ctx context.Context, r api.CreateFeedRequestObject) (api.CreateFeedResponseObject, error) {
	f, token, err := h.app.CreateFeed(ctx, actor(ctx), r.Workspace, receiveFeed(*r.Body))
	if err != nil {
		return nil, err
	}
	url := cmp.Or(h.baseURL, exchangeOf(ctx).site) + "/feeds/" + token + "/" + f.Slug + ".ics"
	_, rest, _ := strings.Cut(url, "://")
	return api.CreateFeed201JSONResponse{
		Body:    api.NewFeed{Feed: sendFeed(&f), URL: url, WebcalURL: "webcal://" + rest},
		Headers: api.CreateFeed201ResponseHeaders{ETag: etag(f.Version), Location: address(r.Workspace, "feeds", f.ID)},
	}, nil
}

func receiveFeed(sent api.FeedDraft) app.FeedDraft {
	return app.FeedDraft{
		Name:       sent.Name,
		Scope:      plan.FeedScope(given(sent.Scope)),
		ChannelIDs: given(sent.ChannelIds),
		MemberID:   given(sent.MemberID),
		TopicIDs:   given(sent.TopicIds),
		States:     allAs[plan.State](given(sent.States)),
		Ideas:      given(sent.Ideas),
		Gaps:       given(sent.Gaps),
		Cancelled:  given(sent.Cancelled),
		Language:   string(given(sent.Language)),
	}
}

// GetFeed answers GET …/feeds/{feed}.
func (h *handlers) GetFeed(ctx context.Context, r api.GetFeedRequestObject) (api.GetFeedResponseObject, error) {
	f, err := h.app.Feed(ctx, actor(ctx), r.Workspace, r.Feed)
	if err != nil {
		return nil, err
	}
	return api.GetFeed200JSONResponse{
		Body: sendFeed(&f), Headers: api.GetFeed200ResponseHeaders{ETag: etag(f.Version)},
	}, nil
}

// UpdateFeed answers PATCH …/feeds/{feed}.
func (h *handlers) UpdateFeed(ctx context.Context, r api.UpdateFeedRequestObject) (api.UpdateFeedResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	patch := app.FeedPatch{
		Name:       r.Body.Name,
		Scope:      as[plan.FeedScope](r.Body.Scope),
		ChannelIDs: r.Body.ChannelIds,
		MemberID:   changed(r.Body.MemberID, ""),
		TopicIDs:   r.Body.TopicIds,
		Ideas:      r.Body.Ideas,
		Gaps:       r.Body.Gaps,
		Cancelled:  r.Body.Cancelled,
		Language:   as[string](r.Body.Language),
	}
	if r.Body.States != nil {
		states := allAs[plan.State](*r.Body.States)
		patch.States = &states
	}
	f, err := h.app.ChangeFeed(ctx, actor(ctx), r.Workspace, r.Feed, version, patch)
	if err != nil {
		return nil, err
	}
	return api.UpdateFeed200JSONResponse{
		Body: sendFeed(&f), Headers: api.UpdateFeed200ResponseHeaders{ETag: etag(f.Version)},
	}, nil
}

// RevokeFeed answers DELETE …/feeds/{feed}.
func (h *handlers) RevokeFeed(ctx context.Context, r api.RevokeFeedRequestObject) (api.RevokeFeedResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RevokeFeed(ctx, actor(ctx), r.Workspace, r.Feed, version); err != nil {
		return nil, err
	}
	return api.RevokeFeed204Response{}, nil
}

func sendFeed(f *plan.Feed) api.Feed {
	return api.Feed{
		ID:          f.ID,
		Name:        f.Name,
		Slug:        f.Slug,
		Scope:       api.FeedScope(f.Scope),
		ChannelIds:  listed(f.ChannelIDs),
		MemberID:    orNull(f.MemberID),
		TopicIds:    listed(f.TopicIDs),
		States:      allAs[api.EntryState](f.States),
		Ideas:       f.Ideas,
		Gaps:        f.Gaps,
		Cancelled:   f.Cancelled,
		Language:    api.Language(f.Language),
		CreatedBy:   f.CreatedBy,
		LastFetchAt: timeOrNull(f.LastFetchAt),
		LastClient:  orNull(f.LastClient),
		Trimmed:     f.Trimmed,
		CreatedAt:   f.CreatedAt,
		UpdatedAt:   f.UpdatedAt,
		Version:     f.Version,
	}
}
