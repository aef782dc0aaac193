package store

import (
	"fmt"

	"gorm.io/gorm"
)

// identity names one version of a row in a workspace.
type identity struct {
	what    string // the domain's word, for messages
	ws, id  string
	version int
}

// create inserts a row.
func (tx *Tx) create(what string, row any, r refusals) error {
	return r.refuse("create the "+what, tx.db.Create(row).Error)
}

// update writes every column of row but those omitted (its identity and what
// never changes), if the stored version is still the one named. A row that
// changed meanwhile, or is gone, is plan.CodeStale.
func (tx *Tx) update(key identity, row any, r refusals, omitted ...string) error {
	omitted = append(omitted, "ID", "WorkspaceID", "CreatedAt")
	result := tx.db.Model(row).
		Where("workspace_id = ? AND id = ? AND version = ?", key.ws, key.id, key.version).
		Select("*").Omit(omitted...).Updates(row)
	if result.Error != nil {
		return r.refuse("change the "+key.what, result.Error)
	}
	if result.RowsAffected == 0 {
		return stale(key.what)
	}
	return nil
}

// take reads the one row that matches.
func take[R any](query *gorm.DB, what string) (R, error) {
	var row R
	if err := query.Take(&row).Error; err != nil {
		return row, notFound(what, err)
	}
	return row, nil
}

// list reads one page of rows in the query's order and the cursor of the next;
// keyOf gives the values the order goes by.
func list[R any](query *gorm.DB, what string, page Page, keyOf func(R) []any) (rows []R, next string, err error) {
	limit := page.size()
	if err := query.Limit(limit + 1).Find(&rows).Error; err != nil {
		return nil, "", fmt.Errorf("list the %s: %w", what, err)
	}
	return cutPage(rows, limit, what, keyOf)
}

// convert maps rows to what callers see.
func convert[R, D any](rows []R, to func(R) D) []D {
	out := make([]D, len(rows))
	for i, row := range rows {
		out[i] = to(row)
	}
	return out
}

// delete removes a row for good if the stored version is still the one named;
// else it is plan.CodeStale.
func (tx *Tx) delete(key identity, model any) error {
	result := tx.db.Where("workspace_id = ? AND id = ? AND version = ?", key.ws, key.id, key.version).Delete(model)
	if result.Error != nil {
		return refusals{missing: "Something still refers to this."}.refuse("delete the "+key.what, result.Error)
	}
	if result.RowsAffected == 0 {
		return stale(key.what)
	}
	return nil
}
