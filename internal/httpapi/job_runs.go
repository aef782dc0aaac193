package httpapi

import (
	"context"
	"time"

	"stetig/api"
	"stetig/internal/app"
)

// ListJobRuns answers GET /admin/jobs.
func (h *handlers) ListJobRuns(ctx context.Context, r api.ListJobRunsRequestObject) (api.ListJobRunsResponseObject, error) {
	filter := app.JobRunFilter{Job: string(given(r.Params.Job)), Outcome: app.RunOutcome(given(r.Params.Outcome))}
	items, next, err := h.app.JobRuns(ctx, actor(ctx), filter, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListJobRuns200JSONResponse{Items: each(items, sendJobRun), Due: each(h.due(), sendJobDue), NextCursor: orNull(next)}, nil
}

func (h *handlers) due() []JobDue {
	if h.jobsDue == nil {
		return nil
	}
	return h.jobsDue()
}

func sendJobDue(d *JobDue) api.JobDue {
	return api.JobDue{Job: api.JobName(d.Job), DueAt: d.At, EverySeconds: int(d.Every / time.Second)}
}

func sendJobRun(r *app.JobRun) api.JobRun {
	counts := r.Counts
	if counts == nil {
		counts = map[string]int{}
	}
	return api.JobRun{
		Job:         api.JobName(r.Job),
		DueAt:       r.DueAt,
		Server:      r.Server,
		Attempt:     r.Attempt,
		StartedAt:   r.StartedAt,
		HeartbeatAt: r.HeartbeatAt,
		DeadlineAt:  r.DeadlineAt,
		EndedAt:     timeOrNull(r.EndedAt),
		Outcome:     api.RunOutcome(r.Outcome),
		Detail:      orNull(r.Detail),
		Counts:      counts,
	}
}
