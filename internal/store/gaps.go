package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// SaveGap stores a gap: a new one where its version is 0, else a changed one, all
// but its channel and fingerprint. Its version is raised. A new gap of a
// fingerprint the channel, or the member, has already is plan.CodeConflict; a
// changed one whose stored version is another is plan.CodeStale.
func (tx *Tx) SaveGap(g *continuity.Gap) error {
	row := rowOfGap(g)
	row.Version++
	refused := refusals{
		duplicate: "This gap is known already; scan the channel again.",
		missing:   "The channel, the owner or the member of this gap is not in this workspace.",
	}
	var err error
	if g.Version == 0 {
		err = tx.create("gap", &row, refused)
	} else {
		err = tx.update(identity{"gap", g.WorkspaceID, g.ID, g.Version}, &row, refused, "ChannelID", "Fingerprint")
	}
	if err != nil {
		return err
	}
	g.Version = row.Version
	return nil
}

// Gap returns a gap, or plan.CodeNotFound.
func (tx *Tx) Gap(ws, id string) (continuity.Gap, error) {
	row, err := take[gapRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "gap")
	if err != nil {
		return continuity.Gap{}, err
	}
	return row.gap(), nil
}

// GapsOfChannel returns every gap of a channel, whatever its state, in no order.
func (tx *Tx) GapsOfChannel(ws, channelID string) ([]continuity.Gap, error) {
	return tx.gapsWhere(`g.channel_id = ? AND g.workspace_id = ?`, channelID, ws)
}

// GapsOfMember returns every gap that is about a member and no channel, whatever
// its state, in no order.
func (tx *Tx) GapsOfMember(ws, memberID string) ([]continuity.Gap, error) {
	return tx.gapsWhere(`g.workspace_id = ? AND g.subject_id = ? AND g.channel_id IS NULL`, ws, memberID)
}

func (tx *Tx) gapsWhere(condition string, args ...any) ([]continuity.Gap, error) {
	var gaps []continuity.Gap
	err := tx.each(`SELECT `+gapColumns+` FROM gaps g WHERE `+condition, args, func(rows *sql.Rows) error {
		var row gapRow
		err := row.scan(rows)
		if err == nil {
			gaps = append(gaps, row.gap())
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the gaps: %w", err)
	}
	return gaps, nil
}

// TouchGapsSeen notes the local day on which a scan found gaps again just as
// they stand. It bumps no version.
func (tx *Tx) TouchGapsSeen(ws string, ids []string, day plan.Day) error {
	for batch := range slices.Chunk(ids, 500) {
		err := tx.exec(`UPDATE gaps SET last_seen_on = ? WHERE workspace_id = ? AND last_seen_on <> ? AND id IN ?`, day, ws, day, batch)
		if err != nil {
			return fmt.Errorf("note the gaps seen: %w", err)
		}
	}
	return nil
}

// GapFilter narrows a list of gaps; its zero value is all of them, in every state.
type GapFilter struct {
	ChannelIDs []string
	OwnerIDs   []string
	Rules      []continuity.Rule
	Severities []continuity.Severity
	States     []continuity.GapState
	Overlaps   *plan.Span // only gaps with a day in it

	ChangedFrom, ChangedTo time.Time // last changed from, inclusive, to, exclusive; zero: unbounded
}

// channelOfGap is the name of a gap's channel, ” where it is about a member.
const channelOfGap = `COALESCE(c.name, '')`

// Gaps lists gaps: critical, warning, notice, missed; then by first day, channel
// name, rule, fingerprint. Those about a member stand before those of channels.
func (tx *Tx) Gaps(ws string, filter GapFilter, page Page) ([]continuity.Gap, string, error) {
	w := filter.where(ws)
	var after gapKey
	if more, err := page.after("gaps", &after.Severity, &after.From, &after.Channel, &after.Rule, &after.Fingerprint); err != nil {
		return nil, "", err
	} else if more {
		// The index narrows the first condition; the second decides among equals.
		w.and("(g.severity, g.starts_on) >= (?, ?) AND (g.severity, g.starts_on, "+channelOfGap+", g.rule, g.fingerprint) > (?, ?, ?, ?, ?)",
			after.Severity, after.From, after.Severity, after.From, after.Channel, after.Rule, after.Fingerprint)
	}
	query := `SELECT ` + gapColumns + `, ` + channelOfGap + ` FROM gaps g LEFT JOIN channels c ON c.id = g.channel_id WHERE ` + w.String() +
		` ORDER BY g.severity, g.starts_on, ` + channelOfGap + `, g.rule, g.fingerprint LIMIT ?`
	type named struct {
		gapRow
		channel string
	}
	var rows []named
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		rows = append(rows, named{})
		last := &rows[len(rows)-1]
		return last.scan(r, &last.channel)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the gaps: %w", err)
	}
	rows, next, err := cutPage(rows, page.size(), "gaps", func(r named) []any {
		return []any{r.Severity, r.StartsOn, r.channel, r.Rule, r.Fingerprint}
	})
	return convert(rows, func(r named) continuity.Gap { return r.gap() }), next, err
}

// gapKey is where a page of gaps ended.
type gapKey struct {
	Severity    int
	From        plan.Day
	Channel     string
	Rule        string
	Fingerprint string
}

func (f GapFilter) where(ws string) where {
	var w where
	w.and("g.workspace_id = ?", ws)
	if len(f.States) > 0 && !slices.ContainsFunc(f.States, func(s continuity.GapState) bool { return !s.Live() }) {
		w.and("g.state IN ('open', 'accepted')") // the partial index's own words
	}
	andIn(&w, "g.state", f.States)
	andIn(&w, "g.channel_id", f.ChannelIDs)
	andIn(&w, "g.owner_id", f.OwnerIDs)
	andIn(&w, "g.rule", f.Rules)
	if len(f.Severities) > 0 {
		ranks := make([]any, len(f.Severities))
		for i, s := range f.Severities {
			ranks[i] = slices.Index(continuity.Severities, s)
		}
		w.and("g.severity IN "+marks(len(ranks)), ranks...)
	}
	if f.Overlaps != nil {
		w.and("g.starts_on <= ? AND g.ends_on >= ?", f.Overlaps.To, f.Overlaps.From)
	}
	if !f.ChangedFrom.IsZero() {
		w.and("g.updated_at >= ?", unixOf(f.ChangedFrom))
	}
	if !f.ChangedTo.IsZero() {
		w.and("g.updated_at < ?", unixOf(f.ChangedTo))
	}
	return w
}
