package demo

import (
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/holiday"
	"stetig/internal/plan"
)

// formatEfforts is what the company reckons with where an entry says nothing.
func formatEfforts() []plan.FormatEffort {
	hours := func(format string, n float64) plan.FormatEffort {
		return plan.FormatEffort{Format: format, Effort: time.Duration(n * float64(time.Hour))}
	}
	return []plan.FormatEffort{
		hours("article", 6), hours("newsletter", 6), hours("video", 8), hours("document", 3), hours("reel", 3), hours("short", 2),
		hours("carousel", 2.5), hours("checklist", 4), hours("text", 0.75), hours("photo", 0.75), hours("poll", 0.5), hours("story", 0.5),
	}
}

// ownEffort is what entries of some formats say themselves; nil for the others.
func ownEffort(format string) *time.Duration {
	effort := map[string]time.Duration{"interview": 5 * time.Hour, "case": 7 * time.Hour}[format]
	if effort == 0 {
		return nil
	}
	return &effort
}

// region is where the company works.
const region = "DE-NI"

// overworked is who once has too much to do, how many weeks ahead that is at
// least and at most, and by how much.
const (
	overworked      = ayse
	overworkedFrom  = 2
	overworkedUntil = 6
	tooMuch         = 3 * time.Hour
)

// shareWork says what entries take and gives everybody who writes just enough time
// for it, holidays considered; but in one week to come one of them has too little.
func (c *composer) shareWork() {
	c.set.Workspace.SetFormatEfforts(formatEfforts())
	for i, w := range staff() {
		m := &c.set.Members[i]
		if w.role == plan.Viewer || !m.IsActive() {
			continue
		}
		m.Region = region
		load := c.workload(m.ID)
		budget := enough(load)
		m.WeeklyTime = &budget
		if w.person == overworked {
			c.overwork(m.ID, load, budget)
		}
	}
}

// workload is what a member's entries of this year and the next take.
func (c *composer) workload(memberID string) continuity.Workload {
	efforts := c.set.Workspace.Efforts()
	load := continuity.Workload{WorkspaceID: c.set.Workspace.ID, MemberID: memberID, TimeZone: c.zone.String()}
	last := c.today
	for i := range c.set.Entries {
		e := &c.set.Entries[i]
		day, dated := e.Day(c.zone)
		if !dated || !(e.State.Pending() || e.State == plan.Published) || c.ownerOf(e, day) != memberID {
			continue
		}
		load.Tasks = append(load.Tasks, continuity.Task{Day: day, Effort: efforts.Of(e.Effort, e.Format)})
		last = max(last, day)
	}
	for _, h := range holiday.In(region, plan.Span{From: c.today.Week().Monday, To: last.Week().Sunday()}) {
		load.Holidays = append(load.Holidays, h.Day)
	}
	return load
}

// ownerOf is who has an entry: its own owner, else its plan's, else its channel's.
func (c *composer) ownerOf(e *plan.Entry, day plan.Day) string {
	if e.OwnerID != "" {
		return e.OwnerID
	}
	for _, p := range c.set.Plans {
		if p.ChannelID == e.ChannelID && p.Span.Holds(day) && p.OwnerID != "" {
			return p.OwnerID
		}
	}
	at := slices.IndexFunc(c.set.Channels, func(channel plan.Channel) bool { return channel.ID == e.ChannelID })
	return c.set.Channels[at].OwnerID
}

// weeksAhead are the weeks of a workload that are not over.
func (c *composer) weeksAhead(load continuity.Workload) []plan.Week {
	var weeks []plan.Week
	for _, task := range load.Tasks {
		if week := task.Day.Week(); week.Sunday() >= c.today && !slices.Contains(weeks, week) {
			weeks = append(weeks, week)
		}
	}
	slices.SortFunc(weeks, func(a, b plan.Week) int { return int(a.Monday - b.Monday) })
	return weeks
}

// enough is how many whole hours a week it takes to do all of a workload.
func enough(load continuity.Workload) time.Duration {
	const workdays = 5
	day := workdays * time.Hour // an hour for each day that is left
	load.Budget = &day
	least := 6 * time.Hour
	for _, task := range load.Tasks {
		week := load.Loads([]plan.Week{task.Day.Week()})[0]
		if days := int64(*week.Budget / time.Hour); days > 0 {
			least = max(least, week.Effort*workdays/time.Duration(days))
		}
	}
	return (least + time.Hour - 1).Truncate(time.Hour)
}

// overwork lets the longest entry of a member's fullest week take too long.
func (c *composer) overwork(memberID string, load continuity.Workload, budget time.Duration) {
	load.Budget = &budget
	var fullest continuity.WeekLoad
	for _, week := range load.Loads(c.weeksAhead(load)) {
		ahead := int(week.Week.Monday-c.today.Week().Monday) / 7
		if ahead >= overworkedFrom && ahead <= overworkedUntil && week.Effort > fullest.Effort {
			fullest = week
		}
	}
	var longest *plan.Entry
	efforts := c.set.Workspace.Efforts()
	for i := range c.set.Entries {
		e := &c.set.Entries[i]
		day, dated := e.Day(c.zone)
		if !dated || !e.State.Pending() || day.Week() != fullest.Week || c.ownerOf(e, day) != memberID {
			continue
		}
		if longest == nil || efforts.Of(e.Effort, e.Format) > efforts.Of(longest.Effort, longest.Format) {
			longest = e
		}
	}
	if longest == nil {
		return
	}
	effort := efforts.Of(longest.Effort, longest.Format) + *fullest.Budget - fullest.Effort + tooMuch
	effort = effort.Round(30 * time.Minute)
	longest.Effort = &effort
}
