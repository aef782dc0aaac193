package httpapi

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/continuity"
)

// GetPlanMix answers GET …/plans/{plan}/mix.
func (h *handlers) GetPlanMix(ctx context.Context, r api.GetPlanMixRequestObject) (api.GetPlanMixResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	mix, err := h.app.PlanMix(ctx, actor(ctx), r.Workspace, r.Plan, from, to)
	if err != nil {
		return nil, err
	}
	m := mix.Mixture
	return api.GetPlanMix200JSONResponse{
		PlanID:  mix.Plan.ID,
		From:    mix.Span.From,
		To:      mix.Span.To,
		Entries: m.Entries,
		Says:    m.Says(),
		Company: sendMixShare(m, m.CompanyShare(mix.Plan.CompanyShare)),
		Curated: sendMixShare(m, m.CuratedShare(mix.Plan.CuratedShare)),
	}, nil
}

func sendMixShare(m continuity.Mixture, f continuity.ShareFigure) api.MixShare {
	sent := api.MixShare{
		Count: f.Count, Target: sendShare(f.Bound),
		Percent: nullable.NewNullNullable[int](), Within: nullable.NewNullNullable[bool](),
	}
	if m.Entries == 0 {
		return sent
	}
	sent.Percent = nullable.NewNullableWithValue(f.Percent)
	if f.Bound != nil {
		sent.Within = nullable.NewNullableWithValue(f.Within)
	}
	return sent
}
