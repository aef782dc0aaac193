package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListComments answers GET …/entries/{entry}/comments.
func (h *handlers) ListComments(ctx context.Context, r api.ListCommentsRequestObject) (api.ListCommentsResponseObject, error) {
	items, next, err := h.app.Comments(ctx, actor(ctx), r.Workspace, r.Entry, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListComments200JSONResponse{Items: each(items, sendComment), NextCursor: orNull(next)}, nil
}

// CreateComment answers POST …/entries/{entry}/comments.
func (h *handlers) CreateComment(ctx context.Context, r api.CreateCommentRequestObject) (api.CreateCommentResponseObject, error) {
	c, err := h.app.AddComment(ctx, actor(ctx), r.Workspace, r.Entry, app.CommentDraft{
		Text: r.Body.Text, Mentions: given(r.Body.Mentions),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateComment201JSONResponse{
		Body: sendComment(&c),
		Headers: api.CreateComment201ResponseHeaders{
			ETag: etag(c.Version), Location: address(r.Workspace, "entries", c.EntryID, "comments", c.ID),
		},
	}, nil
}

// GetComment answers GET …/entries/{entry}/comments/{comment}.
func (h *handlers) GetComment(ctx context.Context, r api.GetCommentRequestObject) (api.GetCommentResponseObject, error) {
	c, err := h.app.Comment(ctx, actor(ctx), r.Workspace, r.Entry, r.Comment)
	if err != nil {
		return nil, err
	}
	return api.GetComment200JSONResponse{
		Body: sendComment(&c), Headers: api.GetComment200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

// UpdateComment answers PATCH …/entries/{entry}/comments/{comment}.
func (h *handlers) UpdateComment(ctx context.Context, r api.UpdateCommentRequestObject) (api.UpdateCommentResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := h.app.ChangeComment(ctx, actor(ctx), r.Workspace, r.Entry, r.Comment, version, app.CommentPatch{
		Text: r.Body.Text, Mentions: r.Body.Mentions,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateComment200JSONResponse{
		Body: sendComment(&c), Headers: api.UpdateComment200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

// DeleteComment answers DELETE …/entries/{entry}/comments/{comment}.
func (h *handlers) DeleteComment(ctx context.Context, r api.DeleteCommentRequestObject) (api.DeleteCommentResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteComment(ctx, actor(ctx), r.Workspace, r.Entry, r.Comment, version); err != nil {
		return nil, err
	}
	return api.DeleteComment204Response{}, nil
}

func sendComment(c *plan.Comment) api.Comment {
	return api.Comment{
		ID:        c.ID,
		EntryID:   c.EntryID,
		AuthorID:  c.AuthorID,
		Text:      c.Text,
		Mentions:  listed(c.Mentions),
		Rejection: c.Rejection,
		CreatedAt: c.CreatedAt,
		EditedAt:  timeOrNull(c.EditedAt),
		Version:   c.Version,
	}
}
