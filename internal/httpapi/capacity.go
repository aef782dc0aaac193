package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/continuity"
)

// GetCapacity answers GET …/capacity.
func (h *handlers) GetCapacity(ctx context.Context, r api.GetCapacityRequestObject) (api.GetCapacityResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	capacity, err := h.app.Capacity(ctx, actor(ctx), r.Workspace, from, to)
	if err != nil {
		return nil, err
	}
	return api.GetCapacity200JSONResponse{
		From: capacity.Span.From, To: capacity.Span.To, Items: each(capacity.Members, sendMemberCapacity),
	}, nil
}

func sendMemberCapacity(m *app.MemberCapacity) api.MemberCapacity {
	return api.MemberCapacity{
		MemberID:    m.Member.ID,
		MemberName:  m.Member.Name,
		WeeklyHours: sendEffort(m.Member.WeeklyTime),
		Region:      orNull(m.Member.Region),
		Weeks:       each(m.Weeks, sendCapacityWeek),
	}
}

func sendCapacityWeek(l *continuity.WeekLoad) api.CapacityWeek {
	return api.CapacityWeek{
		Week:        l.Week.String(),
		From:        l.Week.Monday,
		To:          l.Week.Sunday(),
		BudgetHours: sendEffort(l.Budget),
		EffortHours: l.Effort.Hours(),
		Entries:     l.Entries,
		Overload:    l.IsOver(),
	}
}
