package continuity_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// failer is what testing.TB and rapid.T have in common here.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func diff(t failer, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("-want +got\n%s", d)
	}
}

func zoneOf(t failer, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatalf("zone: %v", err)
	}
	return zone
}

func mustDay(t failer, text string) plan.Day {
	t.Helper()
	day, err := plan.ParseDay(text)
	if err != nil {
		t.Fatalf("day: %v", err)
	}
	return day
}

func mustSpan(t failer, text string) plan.Span {
	t.Helper()
	from, to, _ := strings.Cut(text, "..")
	return plan.Span{From: mustDay(t, from), To: mustDay(t, to)}
}

// scene is a channel and a moment, written so that a reader sees it whole.
type scene struct {
	zone     string // Europe/Berlin if empty
	grace    string // 24h if empty
	status   plan.ChannelStatus
	owner    string   // of the channel
	deputy   string   // of the channel
	members  []string // who may own something; nil: nobody asks
	plans    []string // "p 2027-01-01..2027-12-31 2/week lead=7 silence=0 tolerance=24h owner=anna deputy=ben themed company=20-40 curated=0-30"
	pauses   []string // "2027-03-01..2027-03-07"
	holidays []string // "2027-03-01"
	onThem   string   // what the channel does on holidays: "" skips, "warn" warns, "both", "nothing"
	spacing  string   // least time between entries; "": not asked
	themes   []string // "p 2027-03-01..2027-03-31"
	company  []string // topics centred on the company
	absences []string // "x anna 2027-03-01..2027-03-07 deputy=ben"
	entries  []string // "e approved 2027-03-01", "… 2027-03-01T10:00" (local), "… 2027-03-01T10:00:00+01:00", "… appeared=2027-03-01T10:00 owner=anna topic=x curated"
	now      string   // local or with an offset
}

// stage builds the scene's snapshot.
func (sc scene) stage(t testing.TB) (continuity.Snapshot, *clock, time.Time) {
	t.Helper()
	name := sc.zone
	if name == "" {
		name = "Europe/Berlin"
	}
	c := newClock(zoneOf(t, name))
	s := continuity.Snapshot{Channel: plan.Channel{
		ID: "channel", Name: "Blog", Status: plan.Active, TimeZone: name, Grace: plan.DefaultGrace, OwnerID: sc.owner, DeputyID: sc.deputy,
	}}
	if sc.grace != "" {
		s.Channel.Grace = mustDuration(t, sc.grace)
	}
	s.Channel.SkipHolidays = sc.onThem == "" || sc.onThem == "both"
	s.Channel.WarnOnHolidays = sc.onThem == "warn" || sc.onThem == "both"
	if sc.spacing != "" {
		s.Channel.MinSpacing = mustDuration(t, sc.spacing)
	}
	if sc.status != "" {
		s.Channel.Status = sc.status
	}
	if sc.members != nil {
		s.ActiveMembers = map[string]bool{}
		for _, member := range sc.members {
			s.ActiveMembers[member] = true
		}
	}
	for _, text := range sc.plans {
		s.Plans = append(s.Plans, scenePlan(t, text))
	}
	for i, text := range sc.pauses {
		s.Pauses = append(s.Pauses, plan.Pause{ID: strconv.Itoa(i), ChannelID: "channel", Span: mustSpan(t, text)})
	}
	for _, text := range sc.holidays {
		s.Holidays = append(s.Holidays, mustDay(t, text))
	}
	for i, text := range sc.themes {
		planID, days, _ := strings.Cut(text, " ")
		s.Themes = append(s.Themes, plan.Theme{ID: strconv.Itoa(i), PlanID: planID, Span: mustSpan(t, days)})
	}
	s.CompanyTopics = map[string]bool{}
	for _, topic := range sc.company {
		s.CompanyTopics[topic] = true
	}
	for _, text := range sc.absences {
		s.Absences = append(s.Absences, sceneAbsence(t, text))
	}
	for _, text := range sc.entries {
		s.Entries = append(s.Entries, sceneEntry(t, text, c))
	}
	return s, c, sceneTime(t, sc.now, c)
}

func mustDuration(t failer, text string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("duration: %v", err)
	}
	return d
}

func sceneTime(t failer, text string, c *clock) time.Time {
	t.Helper()
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.UTC()
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if local, err := time.Parse(layout, text); err == nil {
			at, _ := c.settle(local.Unix())
			return time.Unix(at, 0).UTC()
		}
	}
	t.Fatalf("no time: %q", text)
	return time.Time{}
}

func scenePlan(t failer, text string) plan.Plan {
	t.Helper()
	words := strings.Fields(text)
	cadence, err := plan.ParseCadence(words[2])
	if err != nil {
		t.Fatalf("cadence: %v", err)
	}
	p := plan.Plan{ID: words[0], ChannelID: "channel", Span: mustSpan(t, words[1]), Cadence: cadence, LeadTime: plan.DefaultLeadTime}
	for _, word := range words[3:] {
		switch key, value, _ := strings.Cut(word, "="); key {
		case "lead":
			p.LeadTime, err = strconv.Atoi(value)
		case "silence":
			p.MaxSilence, err = strconv.Atoi(value)
		case "tolerance":
			p.Cadence.Tolerance = mustDuration(t, value)
		case "owner":
			p.OwnerID = value
		case "deputy":
			p.DeputyID = value
		case "themed":
			p.ThemeEachMonth = true
		case "company":
			p.CompanyShare = sceneShare(t, value)
		case "curated":
			p.CuratedShare = sceneShare(t, value)
		default:
			t.Fatalf("plan: %q", word)
		}
		if err != nil {
			t.Fatalf("plan: %v", err)
		}
	}
	return p
}

// sceneShare reads "20-40" as 20 to 40 percent.
func sceneShare(t failer, text string) *plan.Share {
	t.Helper()
	var s plan.Share
	if _, err := fmt.Sscanf(text, "%d-%d", &s.AtLeast, &s.AtMost); err != nil {
		t.Fatalf("share: %q: %v", text, err)
	}
	return &s
}

func sceneAbsence(t failer, text string) plan.Absence {
	t.Helper()
	words := strings.Fields(text)
	absence := plan.Absence{ID: words[0], MemberID: words[1], Span: mustSpan(t, words[2])}
	for _, word := range words[3:] {
		deputy, marked := strings.CutPrefix(word, "deputy=")
		if !marked {
			t.Fatalf("absence: %q", word)
		}
		absence.DeputyID = deputy
	}
	return absence
}

func sceneEntry(t failer, text string, c *clock) plan.Entry {
	t.Helper()
	words := strings.Fields(text)
	e := plan.Entry{ID: words[0], ChannelID: "channel", State: plan.State(words[1])}
	for _, word := range words[2:] {
		key, value, marked := strings.Cut(word, "=")
		switch {
		case marked && key == "owner":
			e.OwnerID = value
		case marked && key == "topic":
			e.TopicID = value
		case word == "curated":
			e.Curated = true
		case marked && key == "appeared":
			e.PublishedAt = sceneTime(t, value, c)
		case strings.Contains(word, "T"):
			e.PublishAt = sceneTime(t, word, c)
		default:
			day := mustDay(t, word)
			e.PublishOn = &day
		}
	}
	return e
}

// lines writes findings so that a person can read them, and sorts them:
// rule, plan, subject, days, actual/expected, severity. No rules means all.
func lines(findings []continuity.Finding, rules ...continuity.Rule) []string {
	var out []string
	for _, f := range findings {
		if len(rules) > 0 && !slices.Contains(rules, f.Rule) {
			continue
		}
		subject := "-"
		if f.SubjectKind != continuity.AboutNothing {
			subject = string(f.SubjectKind) + ":" + f.SubjectID
		}
		planID := f.PlanID
		if planID == "" {
			planID = "-"
		}
		out = append(out, fmt.Sprintf("%s %s %s %s..%s %d/%d %s", f.Rule, planID, subject, f.Span.From, f.Span.To, f.Actual, f.Expected, f.Severity))
	}
	slices.Sort(out)
	return out
}
