package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// MePatch changes what is not nil.
type MePatch struct {
	Name     *string
	Language *string // "de", "en"; "": the workspace's
}

// ChangeMe changes the name or language of the user who asks. Not with a token
// for one workspace. What workspaces call them is theirs to say.
func (a *App) ChangeMe(ctx context.Context, by Actor, match *int, patch MePatch) (Me, error) {
	err := a.changeUser(ctx, by, func(tx *store.Tx, now time.Time) error {
		before, err := tx.LockUser(by.UserID)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		user := before
		set(&user.Name, patch.Name)
		set(&user.Language, patch.Language)
		user.Name = strings.TrimSpace(user.Name)
		var problems plan.Problems
		problems.Name("name", user.Name)
		if !slices.Contains([]string{"", "de", "en"}, user.Language) {
			problems.Add("language", "must be de or en")
		}
		if err := problems.Err(); err != nil {
			return err
		}
		var diff compare
		diff.length("name", before.Name, user.Name)
		diff.text("language", before.Language, user.Language)
		if len(diff) == 0 {
			return nil
		}
		user.UpdatedAt = now
		if err := tx.UpdateUser(&user); err != nil {
			return err
		}
		return noteUserChange(ctx, tx, by, subjectUser, user.ID, actionChanged, diff, now)
	})
	if err != nil {
		return Me{}, err
	}
	return a.Me(ctx, by)
}
