package store

import (
	"fmt"

	"stetig/internal/plan"
)

type absenceRow struct {
	ID          string
	WorkspaceID string
	MemberID    string
	DeputyID    ref
	StartsOn    plan.Day
	EndsOn      plan.Day
	Reason      string
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Version     int
}

func (absenceRow) TableName() string { return "absences" }

func rowOfAbsence(a *plan.Absence) absenceRow {
	return absenceRow{
		ID: a.ID, WorkspaceID: a.WorkspaceID, MemberID: a.MemberID, DeputyID: ref(a.DeputyID),
		StartsOn: a.Span.From, EndsOn: a.Span.To, Reason: a.Reason,
		CreatedAt: unixOf(a.CreatedAt), UpdatedAt: unixOf(a.UpdatedAt), Version: a.Version,
	}
}

func (r absenceRow) absence() plan.Absence {
	return plan.Absence{
		ID: r.ID, WorkspaceID: r.WorkspaceID, MemberID: r.MemberID, DeputyID: string(r.DeputyID),
		Span: plan.Span{From: r.StartsOn, To: r.EndsOn}, Reason: r.Reason,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

func absenceRefusals() refusals {
	return refusals{
		duplicate: "This absence exists already.",
		missing:   "Who is away or stands in is no member of this workspace.",
	}
}

// CreateAbsence stores a new absence and sets its version to 1.
func (tx *Tx) CreateAbsence(a *plan.Absence) error {
	a.Version = 1
	row := rowOfAbsence(a)
	return tx.create("absence", &row, absenceRefusals())
}

// UpdateAbsence stores a changed absence, all but its member, and raises its
// version. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateAbsence(a *plan.Absence) error {
	row := rowOfAbsence(a)
	row.Version++
	key := identity{"absence", a.WorkspaceID, a.ID, a.Version}
	if err := tx.update(key, &row, absenceRefusals(), "MemberID"); err != nil {
		return err
	}
	a.Version = row.Version
	return nil
}

// DeleteAbsence deletes an absence for good. plan.CodeStale where the stored
// version is another or the absence is gone.
func (tx *Tx) DeleteAbsence(ws, id string, version int) error {
	return tx.delete(identity{"absence", ws, id, version}, &absenceRow{})
}

// Absence returns an absence, or plan.CodeNotFound.
func (tx *Tx) Absence(ws, id string) (plan.Absence, error) {
	row, err := take[absenceRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "absence")
	return row.absence(), err
}

// AbsenceFilter narrows a list of absences; its zero value is all of them.
type AbsenceFilter struct {
	MemberIDs []string   // of who is away
	Overlaps  *plan.Span // only absences with a day in it
}

// Absences lists absences by their first day.
func (tx *Tx) Absences(ws string, filter AbsenceFilter, page Page) ([]plan.Absence, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if len(filter.MemberIDs) > 0 {
		query = query.Where("member_id IN ?", filter.MemberIDs)
	}
	if filter.Overlaps != nil {
		query = query.Where("starts_on <= ? AND ends_on >= ?", filter.Overlaps.To, filter.Overlaps.From)
	}
	var day plan.Day
	var id string
	if more, err := page.after("absences", &day, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(starts_on, id) > (?, ?)", day, id)
	}
	rows, next, err := list(query.Order("starts_on, id"), "absences", page,
		func(r absenceRow) []any { return []any{r.StartsOn, r.ID} })
	return convert(rows, absenceRow.absence), next, err
}

// absencesFrom returns the absences of all members that are not over on a day.
func (tx *Tx) absencesFrom(ws string, day plan.Day) ([]plan.Absence, error) {
	var rows []absenceRow
	if err := tx.db.Where("workspace_id = ? AND ends_on >= ?", ws, day).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the absences: %w", err)
	}
	return convert(rows, absenceRow.absence), nil
}
