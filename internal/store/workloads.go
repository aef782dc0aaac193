package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/holiday"
	"stetig/internal/plan"
)

// working is the states in which an entry asks something of who has it.
const working = `('planned', 'drafting', 'in_review', 'approved', 'published')`

// A task is what one entry asks of who has it: what is planned to published, not
// deleted, on some days, of channels that are not retired.
const taskColumns = effectiveOwner + `, e.local_day, e.effort, e.format`

const asksWork = `e.workspace_id = ? AND e.deleted_at IS NULL AND e.local_day >= ? AND e.local_day <= ? AND e.state IN ` + working + `
	AND e.channel_id NOT IN (SELECT id FROM channels WHERE workspace_id = ? AND status = 'retired')`

// Workload returns all that the load of a member depends on: in some weeks or,
// where none is named, from the Monday of this week on. Of who may not own anything
// there is none: nothing is asked of them. plan.CodeNotFound where there is no such
// member.
func (tx *Tx) Workload(ws, memberID string, now time.Time, weeks ...plan.Week) (continuity.Workload, error) {
	member, err := tx.Member(ws, memberID)
	if err != nil {
		return continuity.Workload{}, err
	}
	workspace, err := tx.Workspace(ws)
	if err != nil {
		return continuity.Workload{}, err
	}
	w := continuity.Workload{WorkspaceID: ws, MemberID: memberID, TimeZone: workspace.TimeZone, Budget: member.WeeklyTime}
	active, err := tx.ActiveMembers(ws)
	if err != nil {
		return continuity.Workload{}, err
	}
	if w.Budget == nil || !active[memberID] {
		w.Budget = nil
		return w, nil
	}
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return continuity.Workload{}, err
	}
	monday := plan.DayOf(now, zone).Week().Monday
	spans := []plan.Span{{From: monday, To: noEnd}}
	if len(weeks) > 0 {
		spans = spans[:0]
		for _, week := range weeks {
			spans = append(spans, plan.Span{From: week.Monday, To: week.Sunday()})
		}
	}
	for _, days := range spans {
		tasks, err := tx.tasksOf(ws, memberID, days, workspace.Efforts())
		if err != nil {
			return continuity.Workload{}, err
		}
		w.Tasks = append(w.Tasks, tasks...)
	}
	days := plan.Span{From: monday, To: monday}
	for _, task := range w.Tasks {
		days.To = max(days.To, task.Day.Week().Sunday())
	}
	w.Holidays = holidaysWhere(member.Region, days)
	absences, err := tx.absencesFrom(ws, days.From)
	w.Absences = slices.DeleteFunc(absences, func(a plan.Absence) bool { return a.MemberID != memberID })
	return w, err
}

// Workloads returns the loads of all members who may own something, by member,
// for days that are whole weeks, past ones too.
func (tx *Tx) Workloads(ws string, days plan.Span) (map[string]*continuity.Workload, error) {
	workspace, err := tx.Workspace(ws)
	if err != nil {
		return nil, err
	}
	active, err := tx.ActiveMembers(ws)
	if err != nil {
		return nil, err
	}
	var rows []memberRow
	if err := tx.db.Where("workspace_id = ?", ws).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the members' time: %w", err)
	}
	loads := make(map[string]*continuity.Workload, len(active))
	for _, row := range rows {
		if active[row.ID] {
			m := row.member()
			loads[m.ID] = &continuity.Workload{
				WorkspaceID: ws, MemberID: m.ID, TimeZone: workspace.TimeZone, Budget: m.WeeklyTime, Holidays: holidaysWhere(m.Region, days),
			}
		}
	}
	absences, err := tx.absencesFrom(ws, days.From)
	if err != nil {
		return nil, err
	}
	for _, a := range absences {
		if w := loads[a.MemberID]; w != nil && a.Span.Overlaps(days) {
			w.Absences = append(w.Absences, a)
		}
	}
	query := `SELECT ` + taskColumns + ` FROM ` + tx.through("entries", "e", "entries_by_day") + ` WHERE ` + asksWork
	err = tx.eachTask(query, []any{ws, days.From, days.To, ws}, workspace.Efforts(), func(memberID string, task continuity.Task) {
		if w := loads[memberID]; w != nil {
			w.Tasks = append(w.Tasks, task)
		}
	})
	return loads, err
}

// MemberWeek is an ISO week of a member.
type MemberWeek struct {
	MemberID string
	Week     plan.Week
}

// ChannelLoads returns what a channel's entries ask of each member who said how
// much time they have, from the Monday of this week on, by week.
func (tx *Tx) ChannelLoads(ws, channelID string, now time.Time) (map[MemberWeek]time.Duration, error) {
	timed, err := tx.MembersWithTime(ws)
	if err != nil || len(timed) == 0 {
		return nil, err
	}
	workspace, err := tx.Workspace(ws)
	if err != nil {
		return nil, err
	}
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return nil, err
	}
	loads := map[MemberWeek]time.Duration{}
	query := `SELECT ` + taskColumns + ` FROM ` + tx.through("entries", "e", "entries_by_channel") + ` WHERE ` + asksWork + ` AND e.channel_id = ?`
	args := []any{ws, plan.DayOf(now, zone).Week().Monday, noEnd, ws, channelID}
	err = tx.eachTask(query, args, workspace.Efforts(), func(memberID string, task continuity.Task) {
		if slices.Contains(timed, memberID) && task.Effort > 0 {
			loads[MemberWeek{memberID, task.Day.Week()}] += task.Effort
		}
	})
	return loads, err
}

// MembersWithTime returns the ids, in order, of the members who said how much time
// they have.
func (tx *Tx) MembersWithTime(ws string) ([]string, error) {
	var ids []string
	if err := tx.db.Table("members").Where("workspace_id = ? AND weekly_time IS NOT NULL", ws).Order("id").Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("look for members who said how much time they have: %w", err)
	}
	return ids, nil
}

// tasksOf returns a member's tasks of some days: those of entries that are theirs,
// and those that are because the plan or the channel is, each through an index.
func (tx *Tx) tasksOf(ws, memberID string, days plan.Span, efforts plan.Efforts) (tasks []continuity.Task, err error) {
	query := `
SELECT ` + taskColumns + ` FROM ` + tx.through("entries", "e", "entries_by_owner") + `
WHERE ` + asksWork + ` AND e.owner_id = ?
UNION ALL
SELECT ` + taskColumns + ` FROM ` + tx.through("entries", "e", "entries_by_channel") + `
WHERE ` + asksWork + ` AND e.owner_id IS NULL AND e.channel_id IN (
	SELECT id FROM channels WHERE workspace_id = ? AND owner_accepted_at IS NOT NULL AND owner_id = ?
	UNION SELECT channel_id FROM plans WHERE workspace_id = ? AND deleted_at IS NULL AND owner_id = ?)
	AND ` + effectiveOwner + ` = ?`
	asked := []any{ws, days.From, days.To, ws}
	args := slices.Concat(asked, []any{memberID}, asked, []any{ws, memberID, ws, memberID, memberID})
	err = tx.eachTask(query, args, efforts, func(_ string, task continuity.Task) { tasks = append(tasks, task) })
	return tasks, err
}

func (tx *Tx) eachTask(query string, args []any, efforts plan.Efforts, use func(memberID string, task continuity.Task)) error {
	err := tx.each(query, args, func(rows *sql.Rows) error {
		var member ref
		var task continuity.Task
		var effort *int64
		var format string
		if err := rows.Scan(&member, &task.Day, &effort, &format); err != nil {
			return err
		}
		task.Effort = efforts.Of(durationOrNil(effort), format)
		use(string(member), task)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read what entries take: %w", err)
	}
	return nil
}

func holidaysWhere(region string, days plan.Span) []plan.Day {
	found := holiday.In(region, days)
	holidays := make([]plan.Day, len(found))
	for i, h := range found {
		holidays[i] = h.Day
	}
	return holidays
}
