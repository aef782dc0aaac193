package store

import (
	"database/sql"
	"fmt"

	"stetig/internal/continuity"
)

// SubjectTitles returns, by their ids, the titles of the entries and the names of
// the plans that gaps are about, deleted ones too. What is gone for good is not in it.
func (tx *Tx) SubjectTitles(ws string, gaps []continuity.Gap) (map[string]string, error) {
	about := map[continuity.SubjectKind][]string{}
	for i := range gaps {
		about[gaps[i].SubjectKind] = append(about[gaps[i].SubjectKind], gaps[i].SubjectID)
	}
	titles := map[string]string{}
	for kind, query := range map[continuity.SubjectKind]string{
		continuity.AboutEntry: `SELECT id, title FROM entries WHERE `,
		continuity.AboutPlan:  `SELECT id, name FROM plans WHERE `,
	} {
		if len(about[kind]) == 0 {
			continue
		}
		var w where
		w.and("workspace_id = ?", ws)
		andIn(&w, "id", about[kind])
		err := tx.each(query+w.String(), w.args, func(rows *sql.Rows) error {
			var id, title string
			if err := rows.Scan(&id, &title); err != nil {
				return err
			}
			titles[id] = title
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read what the gaps are about: %w", err)
		}
	}
	return titles, nil
}
