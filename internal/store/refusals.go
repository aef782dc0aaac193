package store

import (
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"stetig/internal/plan"
)

// refusals are the texts for people when the database refuses a write. SQLite
// does not say which constraint it was, so they go by operation.
type refusals struct {
	duplicate string // a unique index holds the same already
	missing   string // a row that is pointed at does not exist in the workspace
}

// refuse turns what the database said about a write into an Error for people
// where it is one; doing says what was tried, for the log.
func (r refusals) refuse(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrDuplicatedKey) && r.duplicate != "":
		return fmt.Errorf("%s: %w", doing, plan.Errorf(plan.CodeConflict, "%s", plan.Textf(r.duplicate)))
	case errors.Is(err, gorm.ErrForeignKeyViolated) && r.missing != "":
		return fmt.Errorf("%s: %w", doing, plan.Errorf(plan.CodeConflict, "%s", plan.Textf(r.missing)))
	default:
		return fmt.Errorf("%s: %w", doing, err)
	}
}

// notFound says that there is no such thing, or wraps what else went wrong.
func notFound(what string, err error) error {
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, gorm.ErrRecordNotFound) {
		return plan.Errorf(plan.CodeNotFound, "There is no such %s.", plan.Word(what))
	}
	return fmt.Errorf("read the %s: %w", what, err)
}

func stale(what string) error {
	return plan.Errorf(plan.CodeStale, "The %s was changed in the meantime; read it again and repeat the change.", plan.Word(what))
}
