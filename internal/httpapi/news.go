package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// GetMyNews answers GET /me/news.
func (h *handlers) GetMyNews(ctx context.Context, _ api.GetMyNewsRequestObject) (api.GetMyNewsResponseObject, error) {
	news, err := h.app.MyNews(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetMyNews200JSONResponse{Body: sendMyNews(&news), Headers: api.GetMyNews200ResponseHeaders{ETag: etag(news.Version)}}, nil
}

// UpdateMyNews answers PATCH /me/news.
func (h *handlers) UpdateMyNews(ctx context.Context, r api.UpdateMyNewsRequestObject) (api.UpdateMyNewsResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	news, err := h.app.ChangeMyNews(ctx, actor(ctx), version, app.MyNewsPatch{
		DailyDigest: r.Body.DailyDigest, DigestHour: r.Body.DigestHour, TimeZone: changed(r.Body.TimeZone, ""),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateMyNews200JSONResponse{Body: sendMyNews(&news), Headers: api.UpdateMyNews200ResponseHeaders{ETag: etag(news.Version)}}, nil
}

// GetNews answers GET …/news.
func (h *handlers) GetNews(ctx context.Context, r api.GetNewsRequestObject) (api.GetNewsResponseObject, error) {
	news, err := h.app.WorkspaceNews(ctx, actor(ctx), r.Workspace)
	if err != nil {
		return nil, err
	}
	return api.GetNews200JSONResponse{Body: sendNews(&news), Headers: api.GetNews200ResponseHeaders{ETag: etag(news.Version)}}, nil
}

// UpdateNews answers PATCH …/news.
func (h *handlers) UpdateNews(ctx context.Context, r api.UpdateNewsRequestObject) (api.UpdateNewsResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	news, err := h.app.ChangeWorkspaceNews(ctx, actor(ctx), r.Workspace, version, app.WorkspaceNewsPatch{
		WeeklyReport: as[plan.NewsChoice](r.Body.WeeklyReport), DailyDigest: r.Body.DailyDigest,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateNews200JSONResponse{Body: sendNews(&news), Headers: api.UpdateNews200ResponseHeaders{ETag: etag(news.Version)}}, nil
}

func sendMyNews(news *app.MyNews) api.MyNews {
	return api.MyNews{
		DailyDigest:       news.DailyDigest,
		DigestHour:        news.DigestHour,
		TimeZone:          orNull(news.TimeZone),
		EffectiveTimeZone: news.Zone,
		NextDigestAt:      timeOrNull(news.NextAt),
		Mail:              string(news.Mail),
		Version:           news.Version,
	}
}

func sendNews(news *app.WorkspaceNews) api.News {
	return api.News{
		WeeklyReport:   api.NewsChoice(news.WeeklyReport),
		ReceivesReport: news.WantsReport,
		DailyDigest:    news.DailyDigest,
		Mail:           string(news.Mail),
		Version:        news.Version,
	}
}
