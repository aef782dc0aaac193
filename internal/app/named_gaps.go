package app

import (
	"context"

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
