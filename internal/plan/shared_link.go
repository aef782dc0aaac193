package plan

import "time"

// SharedPage is what a shared link shows.
type SharedPage string

// What can be shared with people who have no account.
const (
	SharedReport       SharedPage = "report"        // one weekly report
	SharedLatestReport SharedPage = "latest_report" // always the newest
	SharedChannelYear  SharedPage = "channel_year"  // what one channel has and had in a year
)

// How long a shared link is good.
const (
	DefaultSharedDays = 90
	MaxSharedDays     = 366 // a year, of whatever length
)

// SharedLink lets somebody without an account read one page, and nothing else.
type SharedLink struct {
	ID           string
	WorkspaceID  string
	CreatedBy    string // the member who made it and with whom it dies
	Name         string // what it is for: "Beirat"
	TokenHash    []byte // SHA-256 of the token
	Shows        SharedPage
	ReportID     string // of SharedReport
	ChannelID    string // of SharedChannelYear
	Year         int    // of SharedChannelYear
	Names        bool   // people's names are shown
	Language     string // "de" or "en"
	ExpiresAt    time.Time
	LastOpenedAt time.Time // zero: never
	RevokedAt    time.Time // zero: not revoked
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int
}

// IsGood reports whether the link still leads anywhere.
func (l *SharedLink) IsGood(now time.Time) bool {
	return l.RevokedAt.IsZero() && now.Before(l.ExpiresAt)
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (l *SharedLink) Validate() error {
	var problems Problems
	problems.name("name", l.Name)
	problems.language("language", l.Language)
	switch l.Shows {
	case SharedReport:
		problems.needed("report_id", l.ReportID, "name the report that is shown")
	case SharedChannelYear:
		problems.needed("channel_id", l.ChannelID, "name the channel whose year is shown")
	case SharedLatestReport:
	default:
		problems.Add("shows", "must be report, latest_report or channel_year")
	}
	if l.Shows != SharedReport && l.ReportID != "" {
		problems.Add("report_id", "is for a link that shows one report")
	}
	if l.Shows != SharedChannelYear && (l.ChannelID != "" || l.Year != 0) {
		problems.Add("channel_id", "channel and year are for a link that shows a channel's year")
	}
	if first, last := FirstDay.year(), LastDay.year(); l.Shows == SharedChannelYear && (l.Year < first || l.Year > last) {
		problems.Add("year", "must be %d to %d", first, last)
	}
	if good := l.ExpiresAt.Sub(l.CreatedAt); good <= 0 || good > MaxSharedDays*24*time.Hour {
		problems.Add("expires_at", "must be in the future, and within a year")
	}
	return problems.Err()
}

func (p *Problems) needed(field, value, message string) {
	if value == "" {
		p.Add(field, "%s", Textf(message))
	}
}

func (d Day) year() int {
	year, _, _ := d.Civil()
	return year
}
