package continuity_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

const yearStart = plan.Day(20819) // 2027-01-01

// drawYear begins a channel with a plan or two and a few weeks of entries.
func drawYear(t *rapid.T, c *clock, kind, zone string) *year {
	y := newYear(c)
	y.snapshot.Channel = plan.Channel{ID: "channel", Name: "Blog", Status: plan.Active, TimeZone: zone, Grace: drawHours(t, "grace", 48), OwnerID: "anna"}
	y.snapshot.ActiveMembers = map[string]bool{"anna": true, "ben": true}
	from := yearStart
	for i := range rapid.IntRange(1, 2).Draw(t, "plans") {
		p := plan.Plan{ID: string(rune('p' + i)), ChannelID: "channel", LeadTime: 7, MaxSilence: rapid.IntRange(0, 12).Draw(t, "silence")}
		p.Cadence = drawYearCadence(t, kind)
		p.Span = plan.Span{From: from, To: from + plan.Day(rapid.IntRange(20, 200).Draw(t, "days"))}
		from = p.Span.To + 1 + plan.Day(rapid.IntRange(0, 1).Draw(t, "hole")*5)
		y.snapshot.Plans = append(y.snapshot.Plans, p)
	}
	y.snapshot.CompanyTopics = map[string]bool{"us": true}
	for i := range rapid.IntRange(0, 30).Draw(t, "entries") {
		y.addEntry(t, yearStart+plan.Day(i*rapid.IntRange(1, 7).Draw(t, "stride")))
	}
	return y
}

func newYear(c *clock) *year {
	return &year{drawn: drawn{clock: c}, stored: map[string]continuity.Gap{}, history: map[string][]continuity.Event{}, matter: map[string]string{}, ledger: ledger{}}
}

func drawYearCadence(t *rapid.T, kind string) plan.Cadence {
	if kind == "quota" {
		return plan.Cadence{Quota: rapid.IntRange(1, 3).Draw(t, "quota"), Per: rapid.SampledFrom([]plan.Period{plan.PerWeek, plan.PerWeek, plan.PerMonth}).Draw(t, "per")}
	}
	rule := rapid.SampledFrom([]string{"FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "FREQ=MONTHLY;BYMONTHDAY=1,15"}).Draw(t, "rule")
	return plan.Cadence{Rule: rule, TimeOfDay: rapid.SampledFrom([]int{9000, 36000}).Draw(t, "time"), Tolerance: drawHours(t, "tolerance", 72)}
}

func (y *year) addEntry(t *rapid.T, day plan.Day) {
	e := plan.Entry{ID: fmt.Sprintf("e%03d", len(y.snapshot.Entries)), ChannelID: "channel", State: rapid.SampledFrom([]plan.State{plan.Approved, plan.Planned, plan.Idea}).Draw(t, "state")}
	e.TopicID, e.Curated = rapid.SampledFrom([]string{"", "us"}).Draw(t, "topic"), rapid.Bool().Draw(t, "curated")
	e.PublishAt = drawInstant(t, y.clock, day)
	if rapid.IntRange(0, 3).Draw(t, "date only") == 3 {
		e.PublishAt, e.PublishOn = time.Time{}, &day
	}
	y.snapshot.Entries = append(y.snapshot.Entries, e)
	y.note("add %s %s on %s", e.ID, e.State, day)
}

// live plays one day: what is due appears or not, people may edit, scans come.
func (y *year) live(t *rapid.T, day plan.Day) {
	y.now = time.Unix(y.clock.dayStart(day), 0).UTC()
	y.publishDue(t, day)
	moments := rapid.SampledFrom([][]int{{36000}, {0}, {3600, 86399}, {1, 9001, 50000}, {}}).Draw(t, "moments")
	for _, second := range moments {
		at, _ := y.clock.settle(int64(day)*secondsOfDay + int64(second))
		y.now = time.Unix(at, 0).UTC()
		edit := rapid.IntRange(0, 3*len(edits)).Draw(t, "edit")
		for ; edit < len(edits); edit += rapid.IntRange(1, 3*len(edits)).Draw(t, "edit too") {
			edits[edit](y, t, day)
		}
		y.scan(t)
	}
}

// publishDue lets what is dated today appear, more often than not.
func (y *year) publishDue(t *rapid.T, day plan.Day) {
	m := newModel(y.snapshot, y.clock, y.now)
	for i := range y.snapshot.Entries {
		e := &y.snapshot.Entries[i]
		if on, dated := m.dayOf(*e); dated && on == day && isPending(*e) && rapid.IntRange(0, 3).Draw(t, "appears") > 0 {
			e.State = plan.Published
		}
	}
}

// edits are what people do to a channel.
var edits = []func(*year, *rapid.T, plan.Day){
	(*year).addSomewhere, (*year).move, (*year).cancel, (*year).publishLate, (*year).approve, (*year).pause, (*year).unpause,
	(*year).changeCadence, (*year).cutPlan, (*year).deletePlan, (*year).retire, (*year).acceptGap, (*year).acceptGap, (*year).withdraw, (*year).changeOwner, (*year).changeSilence,
	(*year).changeSpacing, (*year).changeHolidays, (*year).layTheme, (*year).liftTheme, (*year).askForThemes, (*year).changeShares, (*year).changeTopic, (*year).goAway, (*year).comeBack,
}

func (y *year) addSomewhere(t *rapid.T, day plan.Day) {
	y.addEntry(t, day+plan.Day(rapid.IntRange(-15, 50).Draw(t, "days away")))
}

// anyEntry picks an entry, or nil where there is none.
func (y *year) anyEntry(t *rapid.T) *plan.Entry {
	if len(y.snapshot.Entries) == 0 {
		return nil
	}
	y.snapshot.Entries = slices.Clone(y.snapshot.Entries)
	return &y.snapshot.Entries[rapid.IntRange(0, len(y.snapshot.Entries)-1).Draw(t, "entry")]
}

func (y *year) move(t *rapid.T, day plan.Day) {
	if e := y.anyEntry(t); e != nil {
		e.PublishAt, e.PublishOn, e.PublishedAt = drawInstant(t, y.clock, day+plan.Day(rapid.IntRange(-10, 40).Draw(t, "days away"))), nil, time.Time{}
		y.note("move %s to %s", e.ID, e.PublishAt)
	}
}

func (y *year) cancel(t *rapid.T, _ plan.Day) {
	if e := y.anyEntry(t); e != nil {
		e.State = plan.Cancelled
		y.note("cancel %s", e.ID)
	}
}

func (y *year) publishLate(t *rapid.T, day plan.Day) {
	if e := y.anyEntry(t); e != nil {
		e.State = plan.Published
		if rapid.Bool().Draw(t, "instant known") {
			e.PublishedAt = drawInstant(t, y.clock, day-plan.Day(rapid.IntRange(0, 40).Draw(t, "days ago")))
		}
		if _, dated := instantOf(*e); !dated && e.PublishOn == nil {
			e.PublishOn = &day
		}
		y.note("publish %s at %s", e.ID, e.PublishedAt)
	}
}

func (y *year) approve(t *rapid.T, _ plan.Day) {
	if e := y.anyEntry(t); e != nil && e.State != plan.Cancelled {
		e.State = plan.Approved
		y.note("approve %s", e.ID)
	}
}

func (y *year) pause(t *rapid.T, day plan.Day) {
	from := day + plan.Day(rapid.IntRange(-10, 40).Draw(t, "days away"))
	p := plan.Pause{ID: fmt.Sprint(len(y.snapshot.Pauses)), Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 20).Draw(t, "length"))}}
	y.snapshot.Pauses = append(y.snapshot.Pauses, p)
	y.note("pause %s..%s", p.Span.From, p.Span.To)
}

func (y *year) unpause(*rapid.T, plan.Day) {
	if len(y.snapshot.Pauses) > 0 {
		y.snapshot.Pauses = y.snapshot.Pauses[1:]
		y.note("take the first pause back")
	}
}

// anyPlan picks a plan, or nil where there is none.
func (y *year) anyPlan(t *rapid.T) *plan.Plan {
	if len(y.snapshot.Plans) == 0 {
		return nil
	}
	y.snapshot.Plans = slices.Clone(y.snapshot.Plans)
	return &y.snapshot.Plans[rapid.IntRange(0, len(y.snapshot.Plans)-1).Draw(t, "plan")]
}

func (y *year) changeCadence(t *rapid.T, _ plan.Day) {
	if p := y.anyPlan(t); p != nil {
		p.Cadence = drawYearCadence(t, rapid.SampledFrom([]string{"quota", "slots"}).Draw(t, "kind"))
		y.note("%s promises %s within %s", p.ID, p.Cadence, p.Cadence.Tolerance)
	}
}

// cutPlan lets a plan end on another day, before the next one begins.
func (y *year) cutPlan(t *rapid.T, _ plan.Day) {
	p := y.anyPlan(t)
	if p == nil {
		return
	}
	latest := p.Span.To + 60
	for _, other := range y.snapshot.Plans {
		if other.Span.From > p.Span.To {
			latest = min(latest, other.Span.From-1)
		}
	}
	p.Span.To = drawDay(t, "ends on", plan.Span{From: p.Span.From, To: latest})
	y.note("%s ends on %s", p.ID, p.Span.To)
}

func (y *year) deletePlan(t *rapid.T, _ plan.Day) {
	if p := y.anyPlan(t); p != nil && rapid.IntRange(0, 2).Draw(t, "really") == 2 {
		y.note("delete %s", p.ID)
		y.snapshot.Plans = slices.DeleteFunc(y.snapshot.Plans, func(other plan.Plan) bool { return other.ID == p.ID })
	}
}

func (y *year) retire(t *rapid.T, _ plan.Day) {
	y.snapshot.Channel.Status = rapid.SampledFrom([]plan.ChannelStatus{plan.Active, plan.Active, plan.Retired}).Draw(t, "status")
	y.note("channel is %s", y.snapshot.Channel.Status)
}

func (y *year) changeOwner(t *rapid.T, _ plan.Day) {
	y.snapshot.Channel.OwnerID = rapid.SampledFrom([]string{"anna", "ben", "gone"}).Draw(t, "owner")
	y.note("channel is %s's", y.snapshot.Channel.OwnerID)
}

func (y *year) changeSilence(t *rapid.T, _ plan.Day) {
	if p := y.anyPlan(t); p != nil {
		p.MaxSilence = rapid.IntRange(0, 15).Draw(t, "limit")
		y.note("%s may be silent for %d days", p.ID, p.MaxSilence)
	}
}

func (y *year) anyGap(t *rapid.T, state continuity.GapState) (continuity.Gap, bool) {
	gaps := slices.DeleteFunc(y.gaps(), func(g continuity.Gap) bool { return g.State != state })
	if len(gaps) == 0 {
		return continuity.Gap{}, false
	}
	return gaps[rapid.IntRange(0, len(gaps)-1).Draw(t, "gap")], true
}

func (y *year) acceptGap(t *rapid.T, day plan.Day) {
	g, ok := y.anyGap(t, rapid.SampledFrom([]continuity.GapState{continuity.Open, continuity.Open, continuity.Accepted}).Draw(t, "of"))
	if !ok {
		return
	}
	until := day + plan.Day(rapid.IntRange(0, 60).Draw(t, "for days"))
	y.note("accept %s until %s", y.matter[g.ID], until)
	y.acceptMatter(t, y.matter[g.ID], until)
}

// acceptMatter accepts a gap on both sides.
func (y *year) acceptMatter(t failer, matter string, until plan.Day) {
	t.Helper()
	for id, g := range y.stored {
		if y.matter[id] != matter {
			continue
		}
		accepted, event, err := continuity.Accept(g, "lea", "On holiday.", until, y.clock.day(y.now.Unix()), y.now)
		if err != nil {
			t.Fatalf("%s\naccept %s: %v", y, matter, err)
		}
		y.remember(t, event, "lea")
		y.stored[id] = accepted
		y.mustEndAt(t, accepted)
		y.ledger[matter].accept(continuity.Acceptance{By: "lea", At: y.now, Reason: "On holiday.", Until: until})
		y.compare(t)
		return
	}
	t.Fatalf("%s\nthere is no gap of %s", y, matter)
}

func (y *year) withdraw(t *rapid.T, _ plan.Day) {
	g, ok := y.anyGap(t, continuity.Accepted)
	if !ok {
		return
	}
	open, event, err := continuity.Withdraw(g, "lea", y.now)
	if err != nil {
		t.Fatalf("%s\nwithdraw %s: %v", y, y.matter[g.ID], err)
	}
	y.note("withdraw acceptance of %s", y.matter[g.ID])
	y.remember(t, event, "lea")
	y.stored[g.ID] = open
	l := y.ledger[y.matter[g.ID]]
	l.acceptance, l.state = nil, continuity.Open
	y.compare(t)
}
