package app

import (
	"context"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/internal/store"
)

// SharedSight is what somebody without an account sees by a link: a report, a
// channel's year, or that the first report is still to come. The others are nil.
type SharedSight struct {
	Language string
	Names    bool // people's names may be shown
	Report   *report.Report
	Year     *SharedYear
	Awaited  *plan.Workspace // whose first report it is
}

// SharedYear is what one channel has in a calendar year, without texts, comments and
// addresses.
type SharedYear struct {
	Workspace string
	Channel   string
	Year      int
	Today     plan.Day
	Entries   []SharedEntry // by day
	Themes    []SharedTheme // by first day
	Pauses    []plan.Span   // by first day
}

// SharedEntry is an entry as strangers may know it.
type SharedEntry struct {
	Day   plan.Day
	Title string
	Topic string // "" for none
	Owner string // "" for nobody, and where names are not shown
	State plan.State
}

// SharedTheme is a theme laid on the channel's plan.
type SharedTheme struct {
	Title string
	Span  plan.Span
}

// OpenSharedLink returns what a link shows, by the token in its address. Unknown,
// revoked, expired and malformed tokens, those of whoever may make none any more,
// and those whose page is not there, look the same: CodeNotFound.
func (a *App) OpenSharedLink(ctx context.Context, token string) (*SharedSight, error) {
	unknown := plan.Errorf(plan.CodeNotFound, "There is no such link.")
	hash, wellFormed := auth.HashLinkSecret(token)
	if !wellFormed {
		return nil, unknown
	}
	now := a.now()
	var link plan.SharedLink
	var sight SharedSight
	err := a.store.Read(ctx, func(tx *store.Tx) (err error) {
		if link, err = tx.SharedLinkByToken(hash); err != nil {
			return err
		}
		v := &view{Tx: tx, ws: link.WorkspaceID, now: now}
		isGood, err := v.isGood(link)
		if err == nil && !isGood {
			err = unknown
		}
		if err != nil {
			return err
		}
		return v.show(&sight, link)
	})
	if plan.CodeOf(err) == plan.CodeNotFound {
		return nil, unknown
	}
	if err != nil {
		return nil, err
	}
	a.noteOpened(link, now)
	return &sight, nil
}

// isGood reports whether a link still opens its page: it ends with its time, and
// rests while who made it could make none.
func (v *view) isGood(link plan.SharedLink) (bool, error) {
	member, err := v.Member(v.ws, link.CreatedBy)
	if err != nil || !link.IsGood(v.now) || !member.IsActive() || !may(member.Role, ShareLinks) {
		return false, err
	}
	if member.UserID == "" {
		return true, nil
	}
	user, err := v.User(member.UserID)
	return user.IsActive(), err
}

// noteOpened has it written down that a link was opened, at most once a minute.
func (a *App) noteOpened(link plan.SharedLink, now time.Time) {
	if now.Sub(link.LastOpenedAt) >= touchEvery {
		a.noteUse("shared link:"+link.ID, func(tx *store.Tx) error { return tx.TouchSharedLink(link.ID, now) })
	}
}

func (v *view) show(sight *SharedSight, link plan.SharedLink) error {
	sight.Language, sight.Names = link.Language, link.Names
	if link.Shows == plan.SharedChannelYear {
		year, err := v.sharedYear(link)
		sight.Year = &year
		return err
	}
	stored, err := v.sharedReport(link)
	if plan.CodeOf(err) == plan.CodeNotFound && link.Shows == plan.SharedLatestReport {
		w, err := v.Workspace(v.ws)
		sight.Awaited = &w
		return err
	}
	if err != nil {
		return err
	}
	decoded, err := report.Decode(stored.Body)
	sight.Report = &decoded
	return err
}

func (v *view) sharedReport(link plan.SharedLink) (store.StoredReport, error) {
	if link.Shows == plan.SharedReport {
		return v.Tx.Report(v.ws, link.ReportID)
	}
	return v.Tx.LatestReport(v.ws)
}

func (v *view) sharedYear(link plan.SharedLink) (SharedYear, error) {
	w, err := v.Workspace(v.ws)
	if err != nil {
		return SharedYear{}, err
	}
	channel, err := v.Channel(v.ws, link.ChannelID)
	if err != nil {
		return SharedYear{}, err
	}
	zone, err := plan.LoadZone(channel.TimeZone)
	if err != nil {
		return SharedYear{}, err
	}
	days := plan.Span{From: plan.Date(link.Year, time.January, 1), To: plan.Date(link.Year, time.December, 31)}
	year := SharedYear{Workspace: w.Name, Channel: channel.Name, Year: link.Year, Today: plan.DayOf(v.now, zone)}
	entries, err := v.FeedEntries(v.ws, store.FeedEntryFilter{ChannelIDs: []string{channel.ID}, From: days.From})
	if err != nil {
		return SharedYear{}, err
	}
	for _, e := range entries {
		if !days.Holds(e.Day) {
			continue
		}
		shown := SharedEntry{Day: e.Day, Title: e.Title, Topic: e.TopicName, State: e.State}
		if link.Names {
			shown.Owner = e.OwnerName
		}
		year.Entries = append(year.Entries, shown)
	}
	return year, v.addSpans(&year, channel, days)
}

// addSpans adds what lies on some days of the channel: themes and pauses.
func (v *view) addSpans(year *SharedYear, channel plan.Channel, days plan.Span) error {
	rows := map[string]*YearRow{channel.ID: {Channel: channel}}
	if err := v.fillThemes(rows, days); err != nil {
		return err
	}
	if err := v.fillPauses(rows, days); err != nil {
		return err
	}
	for _, theme := range rows[channel.ID].Themes {
		year.Themes = append(year.Themes, SharedTheme{Title: theme.Title, Span: theme.Span})
	}
	for _, pause := range rows[channel.ID].Pauses {
		year.Pauses = append(year.Pauses, pause.Span)
	}
	return nil
}
