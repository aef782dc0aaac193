package app

import (
	"context"

	"stetig/internal/plan"
)

// MayImport refuses whom Import would refuse for who they are, whatever the sheet
// holds. A door asks before it takes a sheet, which may be large and slow to
// arrive; Import asks again.
func (a *App) MayImport(ctx context.Context, by Actor, ws string, mode ImportMode) error {
	if by.ReadOnly && mode != DryRun {
		return plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	return a.read(ctx, by, ws, ImportEntries, func(*view) error { return nil })
}
