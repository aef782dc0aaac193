package continuity_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// place is a zone and days around which something happens to its clocks or calendar.
type place struct {
	zone    string
	anchors []string
}

// The nights in which clocks change, turns of the year with and without a week
// 53, leap days.
var places = []place{
	{"Europe/Berlin", []string{"2027-03-28", "2027-10-31", "2026-12-31", "2028-02-29", "2020-12-31"}},
	{"America/New_York", []string{"2027-03-14", "2027-11-07", "2032-12-31"}},
	{"Asia/Kolkata", []string{"2027-01-01", "2028-02-29"}},
	{"Australia/Lord_Howe", []string{"2027-10-03", "2027-04-04"}},
	{"America/Sao_Paulo", []string{"2018-11-04", "2018-02-18", "2015-12-31"}},
	{"Africa/Cairo", []string{"2027-04-30", "2027-10-29"}},
	{"America/Havana", []string{"2027-03-14", "2027-11-07"}},
	{"America/St_Johns", []string{"2010-11-07", "2010-03-14"}}, // where midnight came twice
}

// What the plans of a drawn channel promise.
var cadenceKinds = []string{"quota", "slots", "mixed", "night"}

// drawn is a channel at a moment, and a span to count over.
type drawn struct {
	snapshot continuity.Snapshot
	clock    *clock
	now      time.Time
	span     plan.Span
}

// String writes a drawn channel as a scene, to be read or made a case of.
func (d drawn) String() string {
	var b strings.Builder
	s := d.snapshot
	fmt.Fprintf(&b, "%s, now %s (%s), zone %s, grace %s, owner %q, deputy %q, members %v\n", s.Channel.Status, d.now.Format(time.RFC3339), time.Unix(d.clock.reads(d.now.Unix()), 0).UTC().Format("Mon 2006-01-02T15:04:05"), s.Channel.TimeZone, s.Channel.Grace, s.Channel.OwnerID, s.Channel.DeputyID, s.ActiveMembers)
	for _, p := range s.Plans {
		fmt.Fprintf(&b, "plan %s %s..%s %s lead=%d silence=%d tolerance=%s owner=%s deputy=%s themed=%t company=%v curated=%v\n", p.ID, p.Span.From, p.Span.To, p.Cadence, p.LeadTime, p.MaxSilence, p.Cadence.Tolerance, p.OwnerID, p.DeputyID, p.ThemeEachMonth, p.CompanyShare, p.CuratedShare)
	}
	for _, p := range s.Pauses {
		fmt.Fprintf(&b, "pause %s..%s\n", p.Span.From, p.Span.To)
	}
	if len(s.Holidays) > 0 {
		fmt.Fprintf(&b, "holidays %v\n", s.Holidays)
	}
	fmt.Fprintf(&b, "skips %t, warns %t, spacing %s, themes %v\n", s.Channel.SkipHolidays, s.Channel.WarnOnHolidays, s.Channel.MinSpacing, s.Themes)
	for _, x := range s.Absences {
		fmt.Fprintf(&b, "absence %s %s %s..%s deputy=%s\n", x.ID, x.MemberID, x.Span.From, x.Span.To, x.DeputyID)
	}
	for _, e := range s.Entries {
		fmt.Fprintf(&b, "entry %s %s curated=%t owner=%s topic=%s", e.ID, e.State, e.Curated, e.OwnerID, e.TopicID)
		if e.PublishOn != nil {
			fmt.Fprintf(&b, " on %s", e.PublishOn)
		}
		for name, at := range map[string]time.Time{"at": e.PublishAt, "appeared": e.PublishedAt} {
			if !at.IsZero() {
				fmt.Fprintf(&b, " %s %s (%s)", name, at.Format(time.RFC3339), time.Unix(d.clock.reads(at.Unix()), 0).UTC().Format("Mon 2006-01-02T15:04:05"))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func diffLines(want, got any) string { return cmp.Diff(want, got) }

// drawChannel draws one to four plans around an anchor of the place, with
// everything that can lie on, between and beside them.
func drawChannel(t *rapid.T, c *clock, at place, kind string) drawn {
	anchor := mustDay(t, rapid.SampledFrom(at.anchors).Draw(t, "anchor"))
	if kind == "night" {
		return drawNight(t, c, at, anchor)
	}
	d := drawn{clock: c}
	d.snapshot.Channel = plan.Channel{
		ID: "channel", Name: "Blog", Status: plan.Active, TimeZone: at.zone, OwnerID: drawOwner(t), DeputyID: drawOwner(t),
		Grace: drawHours(t, "grace", 72),
	}
	if rapid.IntRange(0, 30).Draw(t, "asleep") == 30 {
		d.snapshot.Channel.Status = rapid.SampledFrom([]plan.ChannelStatus{plan.Candidate, plan.Listening, plan.Retired}).Draw(t, "status")
	}
	first := anchor - plan.Day(rapid.IntRange(0, 30).Draw(t, "lead-in"))
	end := first
	for i := range rapid.IntRange(1, 4).Draw(t, "plans") {
		p := drawPlan(t, kind, end, i)
		d.snapshot.Plans = append(d.snapshot.Plans, p)
		end = p.Span.To + 1
		if rapid.Bool().Draw(t, "apart") {
			end += plan.Day(rapid.IntRange(0, 15).Draw(t, "hole"))
		}
	}
	wide := plan.Span{From: first - 15, To: end + 15}
	for range rapid.IntRange(0, 4).Draw(t, "pauses") {
		from := drawDay(t, "pause", wide)
		d.snapshot.Pauses = append(d.snapshot.Pauses, plan.Pause{ID: strconv.Itoa(len(d.snapshot.Pauses)), ChannelID: "channel", Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 20).Draw(t, "length"))}})
	}
	crowd := drawDay(t, "crowd", wide) // about which entries stand close together, some on holidays
	crowded := []plan.Span{wide, {From: crowd, To: crowd + 2}}
	for range rapid.IntRange(0, 5).Draw(t, "holidays") {
		d.snapshot.Holidays = append(d.snapshot.Holidays, drawDay(t, "holiday", rapid.SampledFrom(crowded).Draw(t, "where")))
	}
	d.snapshot.Channel.SkipHolidays, d.snapshot.Channel.WarnOnHolidays = rapid.Bool().Draw(t, "skips"), rapid.Bool().Draw(t, "warns")
	if rapid.Bool().Draw(t, "asks for spacing") {
		d.snapshot.Channel.MinSpacing = time.Duration(rapid.IntRange(1, 80*60).Draw(t, "spacing")) * time.Minute
	}
	d.snapshot.Themes = drawThemes(t, d.snapshot.Plans, wide)
	d.snapshot.CompanyTopics = map[string]bool{"us": true}
	for i := range rapid.IntRange(0, 30).Draw(t, "entries") {
		d.snapshot.Entries = append(d.snapshot.Entries, drawEntry(t, c, rapid.SampledFrom(crowded).Draw(t, "where"), i))
	}
	d.snapshot.Absences = drawAbsences(t, rapid.SampledFrom(crowded).Draw(t, "where away"))
	if rapid.Bool().Draw(t, "members known") {
		d.snapshot.ActiveMembers = map[string]bool{"anna": true, "ben": true}
	}
	d.snapshot.Plans = rapid.Permutation(d.snapshot.Plans).Draw(t, "order of plans")
	d.snapshot.Entries = rapid.Permutation(d.snapshot.Entries).Draw(t, "order of entries")
	d.now = drawNow(t, d, rapid.SampledFrom([]plan.Span{wide, {From: first, To: min(end, first+14)}, {From: crowd - 10, To: crowd + 2}}).Draw(t, "around now"))
	d.span = plan.Span{From: drawDay(t, "from", wide), To: drawDay(t, "to", wide)}
	return d
}

func drawDay(t *rapid.T, label string, span plan.Span) plan.Day {
	return span.From + plan.Day(rapid.IntRange(0, int(span.To-span.From)).Draw(t, label))
}

func drawHours(t *rapid.T, label string, most int) time.Duration {
	d := time.Duration(rapid.IntRange(0, most).Draw(t, label)) * time.Hour
	if rapid.IntRange(0, 9).Draw(t, "odd "+label) == 9 {
		d += time.Duration(rapid.IntRange(0, 3599).Draw(t, "seconds of "+label)) * time.Second
	}
	return d
}

func drawOwner(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "anna", "ben", "gone"}).Draw(t, "owner")
}

func drawPlan(t *rapid.T, kind string, from plan.Day, i int) plan.Plan {
	days := rapid.OneOf(rapid.IntRange(1, 40), rapid.IntRange(1, 120)).Draw(t, "days")
	if kind == "mixed" {
		kind = rapid.SampledFrom([]string{"quota", "slots"}).Draw(t, "kind")
	}
	p := plan.Plan{
		ID: string(rune('p' + i)), ChannelID: "channel", OwnerID: drawOwner(t), DeputyID: drawOwner(t),
		LeadTime: rapid.SampledFrom([]int{0, 1, 3, 7, 14, 60}).Draw(t, "lead time"),
	}
	if rapid.Bool().Draw(t, "asks for silence") {
		p.MaxSilence = rapid.IntRange(1, 15).Draw(t, "silence")
	}
	p.ThemeEachMonth = rapid.Bool().Draw(t, "asks for themes")
	p.CompanyShare, p.CuratedShare = drawShare(t), drawShare(t)
	if kind == "quota" {
		if rapid.IntRange(0, 4).Draw(t, "long") == 4 {
			days += 300
		}
		p.Cadence = plan.Cadence{Quota: rapid.IntRange(1, 9).Draw(t, "quota"), Per: rapid.SampledFrom([]plan.Period{plan.PerWeek, plan.PerMonth}).Draw(t, "per")}
	} else {
		p.Cadence = plan.Cadence{Rule: drawRule(t), TimeOfDay: drawTimeOfDay(t), Tolerance: drawHours(t, "tolerance", 100)}
	}
	p.Span = plan.Span{From: from, To: from + plan.Day(days-1)}
	return p
}

func drawRule(t *rapid.T) string {
	rule := rapid.SampledFrom([]string{
		"FREQ=DAILY", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=MO,SA,SU", "FREQ=WEEKLY;BYDAY=SU", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU",
		"FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1FR,2TU", "FREQ=MONTHLY;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=-1,31,29", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=YEARLY;BYMONTH=2,4,10;BYMONTHDAY=28,29,31",
	}).Draw(t, "rule")
	if interval := rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(t, "interval"); interval > 0 {
		rule += ";INTERVAL=" + strconv.Itoa(interval)
	}
	return rule
}

// drawShare asks for a share every other time.
func drawShare(t *rapid.T) *plan.Share {
	if rapid.Bool().Draw(t, "any share") {
		return nil
	}
	least := rapid.IntRange(0, 100).Draw(t, "at least")
	return &plan.Share{AtLeast: least, AtMost: rapid.IntRange(least, 100).Draw(t, "at most")}
}

func drawThemes(t *rapid.T, plans []plan.Plan, wide plan.Span) []plan.Theme {
	var themes []plan.Theme
	for i := range rapid.IntRange(0, 3).Draw(t, "themes") {
		from := drawDay(t, "theme", wide)
		themes = append(themes, plan.Theme{
			ID: strconv.Itoa(i), PlanID: rapid.SampledFrom(plans).Draw(t, "plan of theme").ID,
			Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 40).Draw(t, "days of theme"))},
		})
	}
	return themes
}

// drawTimeOfDay prefers midnight, noon and the hours that clocks skip or repeat.
func drawTimeOfDay(t *rapid.T) int {
	if rapid.IntRange(0, 3).Draw(t, "any second") == 3 {
		return rapid.IntRange(0, secondsOfDay-1).Draw(t, "second")
	}
	return rapid.SampledFrom([]int{0, 1, 15 * 60, 30 * 60, 3600, 5400, 7200, 8100, 9000, 10800, 36000, 43200, 82800, 84600, 86399}).Draw(t, "second")
}

var likelyStates = []plan.State{plan.Planned, plan.Drafting, plan.InReview, plan.Approved, plan.Approved, plan.Published, plan.Published, plan.Idea, plan.Cancelled}

func drawEntry(t *rapid.T, c *clock, wide plan.Span, i int) plan.Entry {
	e := plan.Entry{
		ID: fmt.Sprintf("e%02d", i), ChannelID: "channel", Title: "A piece",
		OwnerID: drawOwner(t), State: rapid.SampledFrom(likelyStates).Draw(t, "state"),
		TopicID: rapid.SampledFrom([]string{"", "us", "them"}).Draw(t, "topic"), Curated: rapid.Bool().Draw(t, "curated"),
	}
	form := rapid.IntRange(0, 9).Draw(t, "form")
	day := drawDay(t, "day", wide)
	switch {
	case form == 0 && !e.State.NeedsDate():
	case form < 4:
		e.PublishOn = &day
	default:
		e.PublishAt = drawInstant(t, c, day)
	}
	if e.State == plan.Published && rapid.Bool().Draw(t, "instant known") {
		e.PublishedAt = drawInstant(t, c, drawDay(t, "appeared", wide))
	}
	return e
}

func drawInstant(t *rapid.T, c *clock, day plan.Day) time.Time {
	reading := int64(day)*secondsOfDay + int64(drawTimeOfDay(t))
	at, _ := c.settle(reading)
	if twice := c.readingAt(reading); len(twice) > 1 && rapid.Bool().Draw(t, "second time") {
		at = twice[1]
	}
	return time.Unix(at, 0).UTC()
}

// drawNow prefers moments at which something turns, and the seconds beside them.
func drawNow(t *rapid.T, d drawn, wide plan.Span) time.Time {
	at := drawInstant(t, d.clock, drawDay(t, "today", wide))
	p := rapid.SampledFrom(d.snapshot.Plans).Draw(t, "turning plan")
	switch turn := rapid.IntRange(0, 5).Draw(t, "turn"); {
	case turn == 0 && len(d.snapshot.Entries) > 0:
		m := newModel(d.snapshot, d.clock, at)
		if due, dated := m.dueAt(rapid.SampledFrom(d.snapshot.Entries).Draw(t, "turning entry")); dated {
			at = time.Unix(due, 0).Add(d.snapshot.Channel.Grace)
		}
	case turn == 1:
		at = time.Unix(d.clock.dayStart(drawDay(t, "midnight", wide)), 0)
	case turn == 2 && p.Cadence.IsSlots():
		_, shown := d.clock.settle(int64(drawDay(t, "slot", p.Span))*secondsOfDay + int64(p.Cadence.TimeOfDay))
		ends, _ := d.clock.settle(shown + int64(p.Cadence.Tolerance/time.Second))
		at = time.Unix(ends, 0)
	}
	return at.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, -1}).Draw(t, "beside")) * time.Second).UTC()
}
