package app

import (
	"cmp"
	"context"

	"stetig/internal/continuity"
	"stetig/internal/report"
	"stetig/internal/store"
)

// NamedGaps lists gaps like Gaps, each with the names a person needs to
// understand it: of its channel, its owner, what it is about, who accepted it.
func (a *App) NamedGaps(ctx context.Context, by Actor, ws string, filter GapFilter, page Page) (gaps []report.Gap, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		found, n, err := v.Gaps(ws, store.GapFilter{
			ChannelIDs: filter.ChannelIDs, OwnerIDs: filter.OwnerIDs, Rules: filter.Rules,
			Severities: filter.Severities, States: filter.States,
		}, store.Page(page))
		if err != nil || len(found) == 0 {
			return err
		}
		names, err := v.renderedNames()
		if err != nil {
			return err
		}
		for _, gap := range found {
			named, err := v.nameGap(gap, names)
			if err != nil {
				return err
			}
			gaps = append(gaps, named)
		}
		next = n
		return nil
	})
	return gaps, next, err
}

// ExplainedGap is a gap with what it takes to say in a sentence why it is one.
type ExplainedGap struct {
	continuity.Gap
	Named    report.Gap
	Language string // "de" or "en"
}

// ExplainedGaps lists gaps like Gaps, each to be explained in a language; "" is
// the workspace's.
func (a *App) ExplainedGaps(ctx context.Context, by Actor, ws string, filter GapFilter, language string, page Page) (gaps []ExplainedGap, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		found, n, err := v.Gaps(ws, store.GapFilter{
			ChannelIDs: filter.ChannelIDs, OwnerIDs: filter.OwnerIDs, Rules: filter.Rules,
			Severities: filter.Severities, States: filter.States,
		}, store.Page(page))
		if err != nil {
			return err
		}
		next = n
		gaps, err = v.explain(found, language)
		return err
	})
	return gaps, next, err
}

// ExplainedGap returns one gap with its history, like Gap, to be explained in a
// language; "" is the workspace's.
func (a *App) ExplainedGap(ctx context.Context, by Actor, ws, id, language string) (gap ExplainedGap, history GapHistory, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		stored, err := v.Gap(ws, id)
		if err != nil {
			return err
		}
		explained, err := v.explain([]continuity.Gap{stored}, language)
		if err != nil {
			return err
		}
		gap = explained[0]
		history, err = v.historyOf(id, Page{Limit: store.MaxLimit})
		return err
	})
	return gap, history, err
}

func (v *view) explain(gaps []continuity.Gap, language string) ([]ExplainedGap, error) {
	if len(gaps) == 0 {
		return nil, nil
	}
	workspace, err := v.Workspace(v.ws)
	if err != nil {
		return nil, err
	}
	names, err := v.renderedNames()
	if err != nil {
		return nil, err
	}
	explained := make([]ExplainedGap, len(gaps))
	for i, gap := range gaps {
		named, err := v.nameGap(gap, names)
		if err != nil {
			return nil, err
		}
		explained[i] = ExplainedGap{Gap: gap, Named: named, Language: cmp.Or(language, workspace.Language)}
	}
	return explained, nil
}
