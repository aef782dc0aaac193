package plan

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds of texts, in characters.
const (
	MaxName  = 200
	MaxTitle = 10_000
	MaxText  = 100_000 // an entry's copy
	MaxNote  = 5_000   // descriptions and reasons
	MaxLink  = 2_000
	MaxExtra = 200 // columns kept aside with an entry
)

// Days a plan, pause, theme or entry may lie on.
var (
	FirstDay = Date(1990, time.January, 1)
	LastDay  = Date(2100, time.December, 31)
)

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (w *Workspace) Validate() error {
	var problems Problems
	problems.name("name", w.Name)
	problems.zone("time_zone", w.TimeZone)
	problems.language("language", w.Language)
	if w.ReportDay < time.Sunday || w.ReportDay > time.Saturday {
		problems.Add("report_day", "must be a day of the week")
	}
	if w.ReportMinute < 0 || w.ReportMinute >= 24*60 {
		problems.Add("report_time", "must be a time of day")
	}
	problems.formatEfforts(w.FormatEfforts)
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (m *Member) Validate() error {
	var problems Problems
	problems.name("name", m.Name)
	if !m.Role.Valid() {
		problems.Add("role", "must be viewer, contributor, editor or lead")
	}
	problems.weeklyTime("weekly_hours", m.WeeklyTime)
	return problems.Err()
}

var hexColor = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (c *Channel) Validate() error {
	var problems Problems
	problems.name("name", c.Name)
	problems.text("platform", c.Platform, MaxName)
	problems.zone("time_zone", c.TimeZone)
	problems.link("link", c.Link)
	if !c.Status.Valid() {
		problems.Add("status", "must be candidate, listening, active or retired")
	}
	if c.Grace < 0 || c.Grace > MaxGrace {
		problems.Add("grace_hours", "must be 0 to %d hours", int(MaxGrace/time.Hour))
	}
	if c.MinSpacing < 0 || c.MinSpacing > MaxSpacing || c.MinSpacing%time.Minute != 0 {
		problems.Add("min_spacing_minutes", "must be 0 to %d minutes", int(MaxSpacing/time.Minute))
	}
	if c.Color != "" && !hexColor.MatchString(c.Color) {
		problems.Add("color", "must be written like #1a7f5a")
	}
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (p *Pause) Validate() error {
	var problems Problems
	problems.span(p.Span, MaxPlanDays)
	problems.text("reason", p.Reason, MaxNote)
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (p *Plan) Validate() error {
	var problems Problems
	problems.name("name", p.Name)
	problems.span(p.Span, MaxPlanDays)
	if p.LeadTime < 0 || p.LeadTime > 365 {
		problems.Add("lead_time_days", "must be 0 to 365 days")
	}
	if p.MaxSilence < 0 || p.MaxSilence > 3650 {
		problems.Add("max_silence_days", "must be 1 to 3650 days, or left out")
	}
	problems.share("company_share", p.CompanyShare)
	problems.share("curated_share", p.CuratedShare)
	if err := p.Cadence.Validate(); err != nil {
		problems.nested("cadence", err)
	}
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (t *Topic) Validate() error {
	var problems Problems
	problems.name("name", t.Name)
	problems.text("field", t.Field, MaxName)
	problems.text("description", t.Description, MaxNote)
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (t *Theme) Validate() error {
	var problems Problems
	problems.text("title", t.Title, MaxName)
	problems.span(t.Span, MaxPlanDays)
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
// zone is the channel's.
func (e *Entry) Validate(zone *time.Location) error {
	var problems Problems
	if strings.TrimSpace(e.Title) == "" {
		problems.Add("title", "must not be empty")
	}
	problems.text("title", e.Title, MaxTitle)
	problems.text("copy", e.Copy, MaxText)
	problems.text("format", e.Format, MaxName)
	problems.link("link", e.Link)
	problems.link("source_url", e.SourceURL)
	if e.SourceURL != "" && !e.Curated {
		problems.Add("source_url", "only a curated entry has one; set source to curated")
	}
	if e.Effort != nil && (*e.Effort < 0 || *e.Effort > MaxEffort) {
		problems.Add("effort_hours", "must be 0 to %d hours", int(MaxEffort/time.Hour))
	}
	problems.extra(e.Extra)
	problems.checklist(e.Checklist)
	if !e.State.Valid() {
		problems.Add("state", "must be idea, planned, drafting, in_review, approved, published or cancelled")
	}
	if !e.PublishAt.IsZero() && e.PublishOn != nil {
		problems.Add("publish_on", "stands beside a time; give a time or a date, not both")
	}
	switch day, dated := e.Day(zone); {
	case !dated && e.State.NeedsDate():
		problems.Add("publish_at", "an entry that is %s needs a date: a day, with or without a time", e.State)
	case dated && (day < FirstDay || day > LastDay):
		problems.Add("publish_at", "must lie between %s and %s", FirstDay, LastDay)
	}
	return problems.Err()
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (f *Feed) Validate() error {
	var problems Problems
	problems.name("name", f.Name)
	problems.language("language", f.Language)
	switch f.Scope {
	case ScopeWorkspace, ScopeChannel, ScopeMember:
	default:
		problems.Add("scope", "must be workspace, channel or member")
	}
	for _, s := range f.States {
		if !s.Valid() {
			problems.Add("states", "%q is no state of an entry", s)
		}
	}
	return problems.Err()
}

// Name adds what is wrong with a name, for drafts that are no type of this package.
func (p *Problems) Name(field, value string) { p.name(field, value) }

func (p *Problems) name(field, value string) {
	if strings.TrimSpace(value) == "" {
		p.Add(field, "must not be empty")
	}
	p.text(field, value, MaxName)
}

func (p *Problems) text(field, value string, most int) {
	if n := utf8.RuneCountInString(value); n > most {
		p.Add(field, "has %d characters; at most %d are kept", n, most)
	}
	if strings.ContainsRune(value, 0) {
		p.Add(field, "holds a NUL character")
	}
	if !utf8.ValidString(value) {
		p.Add(field, "is not valid UTF-8")
	}
}

// extra bounds what is kept aside of an imported row.
func (p *Problems) extra(extra map[string]string) {
	if len(extra) > MaxExtra {
		p.Add("extra", "has %d columns; at most %d are kept aside", len(extra), MaxExtra)
	}
	for _, heading := range slices.Sorted(maps.Keys(extra)) {
		p.text("extra", heading, MaxName)
		p.text(heading, extra[heading], MaxText)
	}
}

func (p *Problems) zone(field, name string) {
	if _, err := LoadZone(name); err != nil {
		p.Add(field, "%v", err)
	}
}

func (p *Problems) language(field, language string) {
	if language != "de" && language != "en" {
		p.Add(field, "must be de or en")
	}
}

func (p *Problems) link(field, link string) {
	p.text(field, link, MaxLink)
	if link == "" {
		return
	}
	if u, err := url.Parse(link); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		p.Add(field, "must be a web address that begins with https:// or http://")
	}
}

func (p *Problems) span(span Span, most int) {
	switch {
	case span.From < FirstDay || span.From > LastDay:
		p.Add("starts_on", "must lie between %s and %s", FirstDay, LastDay)
	case span.To < span.From:
		p.Add("ends_on", "is before the first day")
	case span.Days() > most:
		p.Add("ends_on", "makes %d days; at most %d (three years) are possible, so split it", span.Days(), most)
	}
}

func (p *Problems) share(field string, s *Share) {
	if s != nil && (s.AtLeast < 0 || s.AtLeast > s.AtMost || s.AtMost > 100) {
		p.Add(field, "must be two percentages, at_least no more than at_most")
	}
}

// nested adds the fields of an error of a part, behind the part's name.
func (p *Problems) nested(part string, err error) {
	refusal, ok := err.(*Error)
	if !ok {
		p.Add(part, "%v", err)
		return
	}
	for _, f := range refusal.Fields {
		p.Add(part+"."+f.Field, "%s", f.Message)
	}
	if len(refusal.Fields) == 0 {
		p.Add(part, "%s", refusal.Message)
	}
}
