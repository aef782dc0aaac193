package store

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// lookBack is how many days before now a snapshot reaches at least: the week
// that ended, whatever the day it is counted on, also where plans begin later.
const lookBack = 14

// Snapshot returns all that a channel's findings depend on: its plans, its
// pauses, the members who may own something, the absences of all members that
// are not over, and of its entries every one dated
// from the first plan's start on (or from a fortnight before now, if that is
// earlier), every pending one, and the last published one before them. Entries
// come without their copy, link and extra columns. plan.CodeNotFound where there
// is no such channel.
func (tx *Tx) Snapshot(ws, channelID string, now time.Time) (continuity.Snapshot, error) {
	return tx.snapshot(ws, channelID, now, func(plan.Day) plan.Span { return plan.Span{From: noBegin, To: noEnd} })
}

// SnapshotSince is Snapshot for who asks of days from since on alone: plans all
// of whose periods and slots ended before are left out, and with them their
// entries. Figures, periods and findings of days from since on, and the runway,
// come out the same; so a channel's history costs nothing.
func (tx *Tx) SnapshotSince(ws, channelID string, now time.Time, since plan.Day) (continuity.Snapshot, error) {
	return tx.snapshot(ws, channelID, now, func(today plan.Day) plan.Span {
		return plan.Span{From: min(since, today-lookBack), To: noEnd}
	})
}

// SnapshotOf is Snapshot for who asks what some days promise and have, and no
// more: plans without a period or slot in them are left out, before and after.
// Figures and periods of those days come out the same.
func (tx *Tx) SnapshotOf(ws, channelID string, now time.Time, days plan.Span) (continuity.Snapshot, error) {
	return tx.snapshot(ws, channelID, now, func(plan.Day) plan.Span { return days })
}

// A snapshot of all there is begins and ends here.
const (
	noBegin plan.Day = math.MinInt32
	noEnd   plan.Day = undatedDay - 1
)

func (tx *Tx) snapshot(ws, channelID string, now time.Time, asked func(today plan.Day) plan.Span) (continuity.Snapshot, error) {
	channel, err := tx.Channel(ws, channelID)
	if err != nil {
		return continuity.Snapshot{}, err
	}
	zone, err := channel.Zone()
	if err != nil {
		return continuity.Snapshot{}, err
	}
	channel.OwnerID = channel.AcceptedOwner() // the engine knows an owner or none
	s := continuity.Snapshot{Channel: channel}
	if s.ActiveMembers, err = tx.ActiveMembers(ws); err != nil {
		return continuity.Snapshot{}, err
	}
	if s.Plans, err = tx.plansOf(ws, channelID); err != nil {
		return continuity.Snapshot{}, err
	}
	if s.Pauses, err = tx.pausesOf(ws, channelID); err != nil {
		return continuity.Snapshot{}, err
	}
	today := plan.DayOf(now, zone)
	if s.Absences, err = tx.absencesFrom(ws, today); err != nil {
		return continuity.Snapshot{}, err
	}
	days := asked(today)
	s.Plans = slices.DeleteFunc(s.Plans, func(p plan.Plan) bool { return lastEnd(p) < days.From || days.To < p.Span.From })
	if days.From == noBegin {
		days.From = today - lookBack
	}
	for _, p := range s.Plans {
		days = plan.Span{From: min(days.From, p.Span.From), To: max(days.To, p.Span.To)}
	}
	if s.Entries, err = tx.snapshotEntries(ws, channelID, days); err != nil {
		return continuity.Snapshot{}, err
	}
	return s, tx.addWhatIsAskedFor(&s, days)
}

// addWhatIsAskedFor completes a snapshot with what only some rules look at.
func (tx *Tx) addWhatIsAskedFor(s *continuity.Snapshot, days plan.Span) (err error) {
	if s.Channel.SkipHolidays || s.Channel.WarnOnHolidays {
		s.Holidays = holidaysOf(s, days)
	}
	asks := func(does func(plan.Plan) bool) bool { return slices.ContainsFunc(s.Plans, does) }
	if asks(func(p plan.Plan) bool { return p.ThemeEachMonth }) {
		if s.Themes, err = tx.themesOf(s.Plans); err != nil {
			return err
		}
	}
	if asks(func(p plan.Plan) bool { return p.CompanyShare != nil }) {
		s.CompanyTopics, err = tx.CompanyTopics(s.Channel.WorkspaceID)
	}
	return err
}

// holidaysOf returns the public holidays of a channel's region in the days that a
// snapshot is of; where these have no end, up to its last plan and entry to come.
func holidaysOf(s *continuity.Snapshot, days plan.Span) []plan.Day {
	if days.To == noEnd {
		days.To = days.From
		for _, p := range s.Plans {
			days.To = max(days.To, p.Span.To)
		}
		for i := range s.Entries {
			if day, dated := s.Entries[i].Day(time.UTC); dated && s.Entries[i].State.Pending() {
				days.To = max(days.To, day+1) // by its channel's clock a day later at most
			}
		}
	}
	return holidaysWhere(s.Channel.Region, days)
}

// lastEnd returns a day by which every period and slot of a plan has ended: a
// slot ends with its tolerance, which a change of clocks may draw out.
func lastEnd(p plan.Plan) plan.Day {
	if !p.Cadence.IsSlots() {
		return p.Span.To
	}
	return p.Span.To + plan.Day(p.Cadence.Tolerance/(24*time.Hour)) + 2
}

func (tx *Tx) plansOf(ws, channelID string) ([]plan.Plan, error) {
	var rows []planRow
	err := tx.db.Where("workspace_id = ? AND channel_id = ? AND deleted_at IS NULL", ws, channelID).
		Order("starts_on, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the channel's plans: %w", err)
	}
	return convert(rows, planRow.plan), nil
}

func (tx *Tx) pausesOf(ws, channelID string) ([]plan.Pause, error) {
	var rows []pauseRow
	err := tx.db.Where("workspace_id = ? AND channel_id = ?", ws, channelID).Order("starts_on, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the channel's pauses: %w", err)
	}
	return convert(rows, pauseRow.pause), nil
}

const snapshotColumns = `id, topic_id, owner_id, title, format, state, publish_at, publish_on, published_at,
	created_at, updated_at, rendered_at, sequence, version, curated`

// snapshotQuery reads three stretches of a channel, each through an index of its
// own: all of some days, what is pending before them, and the last published one
// before them. The conditions on state are those of the partial indexes, word for word.
func (tx *Tx) snapshotQuery() string {
	return `
SELECT ` + snapshotColumns + ` FROM ` + tx.through("entries", "e", "entries_by_channel") + `
WHERE workspace_id = ? AND channel_id = ? AND deleted_at IS NULL AND local_day >= ? AND local_day <= ?
UNION ALL
SELECT ` + snapshotColumns + ` FROM ` + tx.through("entries", "e", "entries_pending") + `
WHERE workspace_id = ? AND channel_id = ? AND deleted_at IS NULL AND local_day < ?
	AND state IN ('planned', 'drafting', 'in_review', 'approved')
UNION ALL
SELECT ` + snapshotColumns + ` FROM (
	SELECT ` + snapshotColumns + ` FROM ` + tx.through("entries", "e", "entries_published") + `
	WHERE workspace_id = ? AND channel_id = ? AND deleted_at IS NULL AND local_day < ? AND state = 'published'
	ORDER BY local_day DESC LIMIT 1) AS predecessor`
}

func (tx *Tx) snapshotEntries(ws, channelID string, days plan.Span) ([]plan.Entry, error) {
	var entries []plan.Entry
	args := []any{ws, channelID, days.From, days.To, ws, channelID, days.From, ws, channelID, days.From}
	err := tx.each(tx.snapshotQuery(), args, func(rows *sql.Rows) error {
		r := entryRow{WorkspaceID: ws, ChannelID: channelID}
		err := rows.Scan(&r.ID, &r.TopicID, &r.OwnerID, &r.Title, &r.Format, &r.State, &r.PublishAt, &r.PublishOn, &r.PublishedAt,
			&r.CreatedAt, &r.UpdatedAt, &r.RenderedAt, &r.Sequence, &r.Version, &r.Curated)
		if err != nil {
			return err
		}
		e, err := r.entry()
		entries = append(entries, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the channel's entries: %w", err)
	}
	return entries, nil
}
