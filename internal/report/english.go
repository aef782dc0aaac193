package report

import (
	"fmt"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// english is the English catalogue.
type english struct{}

func (english) code() string { return "en" }

func (english) labels() labels {
	return labels{
		Made:        "Made",
		GapsHeading: "What comes loose", AheadHeading: "What is ahead",
		ChangesHeading: "Since the last report", AcceptedHeading: "Accepted gaps", CountsHeading: "Open gaps counted",
		TrendHeading: "Over time", TrendFigures: "Week by week in figures", RunwayDays: "Runway (days)",
		TrendBars:   "A bar for each week, the oldest on the left. Rate: full means all was kept, empty nothing; a line means nothing was due. Runway: the higher, the longer. Without a bar it is not told.",
		TrendMarks:  "A character for each week, the oldest on the left. Rate: ▁ nothing kept to █ all kept, · nothing due. Runway: ▁ no day to █ as long as ever. ? not told, – no report of the channel yet.",
		RuleCaption: "Open gaps by kind", OwnerCaption: "Open gaps by owner", LegendHeading: "How to read this report",
		WeekCaption: "What the channels promised and kept in the week", AheadCaption: "How far ahead the channels are planned",
		Channel: "Channel", Owner: "Owner", Kept: "Kept", Rate: "Rate", Before: "Week before", Result: "Result", AllChannels: "All channels",
		Runway: "Runway", Next4: "Next 4 weeks", Next12: "Next 12 weeks", Next52: "Next 52 weeks",
		Critical: "critical", Warning: "soon", Notice: "later", Total: "total", Rule: "Kind",
		CriticalMeans: "act now", WarningMeans: "begins within six weeks", NoticeMeans: "there is time",
		Better: "better now", Worse: "worse now", Same: "same", New: "new",
		Nobody: "nobody", NoPlan: "no plan", NoRate: "–",
		NoChannels:  "No channel promises anything yet. As soon as a channel is active and has a plan, every week’s report says here what it promised and kept.",
		NoGaps:      "No gap is open.",
		FirstReport: "This is the first report that looks ahead; from the next one on, this says what is new and what has closed.", NothingChanged: "No gap has closed.",
		Resolved: "resolved", Merged: "now part of a dry stretch", Missed: "missed",
		Legend: []string{
			"Promised is what a channel’s plan says it will publish. Kept is what has appeared of it and is recorded as published.",
			"Unconfirmed is what was planned and is not recorded as published. It does not count as kept; the next report states the week once more, for good.",
			"“–” means that nothing was due, which is not the same as 100%.",
		},
		LegendAhead: []string{
			"The runway is how many days the plan still carries before something is missing for the first time.",
			"A plan is dry from the day after which nothing is planned any more although something is promised.",
		},
		AsCSV: "As a table (CSV)", AsText: "As text", Home: "To the overview", AllReports: "All reports", InCSV: "all of them in the CSV file",
		SectionWeek: "Week", SectionBefore: "Week before", SectionOpen: "Open gap", SectionAccepted: "Accepted gap", SectionTrend: "Over time",
	}
}

func (english) csvHeadings() []string {
	return []string{
		"Report week", "Section", "Channel", "Owner", "From", "To", "Due", "Kept", "Unconfirmed", "Rate (%)",
		"Promised", "Covered", "Planned", "Ready", "Published", "Runway (days)", "Runway until", "Kind", "Urgency", "New", "Explanation",
	}
}

func (english) ruleName(rule continuity.Rule) string {
	switch rule {
	case continuity.Cadence:
		return "Promise not covered"
	case continuity.RunsDry:
		return "Runs dry"
	case continuity.Silence:
		return "Silent too long"
	case continuity.Horizon:
		return "Plan ends too soon"
	case continuity.NotReady:
		return "Not approved"
	case continuity.Overdue:
		return "Overdue"
	case continuity.Unowned:
		return "No owner"
	case continuity.UncoveredAbsence:
		return "Nobody stands in"
	case continuity.Overload:
		return "Too much to do"
	case continuity.ThemeMissing:
		return "No theme"
	case continuity.Mix:
		return "Mix missed"
	case continuity.Clash:
		return "Too close together"
	case continuity.OnHoliday:
		return "On a public holiday"
	default:
		return oneLine(string(rule))
	}
}

func (l english) trend(days int, since string) string {
	switch {
	case days > 0:
		return l.longer(days) + " further " + l.than(since)
	case days < 0:
		return l.longer(-days) + " shorter " + l.than(since)
	default:
		return "unchanged"
	}
}

func (l english) runway(days int, until plan.Day) string {
	return fmt.Sprintf("%s, until %s", plural(days, "1 day", "%d days"), l.day(until))
}

func (english) window(f Figures) (planned, ready string) {
	ready = fmt.Sprintf("%d ready", f.Ready)
	switch {
	case f.Promised == 0 && f.Planned == 0:
		return "nothing promised", ""
	case f.Promised == 0:
		return fmt.Sprintf("%d planned, nothing promised", f.Planned), ready
	default:
		return fmt.Sprintf("%d of %d planned", f.Covered, f.Promised), ready
	}
}

func (l english) title(w plan.Week) string { return "Weekly report, " + l.weekOfYear(w) }

func (l english) weekHeading(w plan.Week) string { return capital(l.week(w)) + ": promised and kept" }

func (english) result(s status, missing, unconfirmed int) string {
	text := map[status]string{
		promiseKept: "kept", promiseOpen: "not confirmed yet", promiseBroken: "not kept",
		nothingDue: "nothing due", withoutPlan: "no plan",
	}[s]
	if s == promiseBroken {
		text += fmt.Sprintf(": %d missing", missing)
		if unconfirmed > 0 {
			text += fmt.Sprintf(", %d unconfirmed", unconfirmed)
		}
	}
	if s == promiseOpen {
		text += fmt.Sprintf(": %d", unconfirmed)
	}
	return text
}

func (english) unconfirmed(n int) string { return plural(n, "1 unconfirmed", "%d unconfirmed") }

func (english) told(then string) string { return "told then: " + then }

func (l english) moved(from plan.Day) string { return "was from " + l.day(from) }

func (l english) accepted(a Acceptance) string {
	by := ""
	if a.ByName != "" {
		by = " by " + a.ByName
	}
	return fmt.Sprintf("Accepted until %s%s: %s", l.day(a.Until), by, a.Reason)
}

func (english) changes(c Changes, since string) string {
	parts := counted(
		part{c.New, "new"}, part{c.Carried, "carried over"}, part{len(c.Resolved), "resolved"},
		part{len(c.Merged), "now part of a dry stretch"}, part{len(c.Missed), "missed"}, part{c.accepted(), "accepted"},
	)
	if parts == "" {
		return fmt.Sprintf("There has been no gap since the report on %s.", since)
	}
	return fmt.Sprintf("Gaps since the report on %s: %s.", since, parts)
}

func (english) late(made string) string {
	return fmt.Sprintf("Made up late, on %s: this report only says what was promised and kept in its own week. What is open and what is ahead stands in the newest report.", made)
}

func (l english) cadence(g Gap) string {
	when := capital(l.when(g.Span()))
	switch {
	case g.isPast() && g.Actual == 0:
		return fmt.Sprintf("%s %s promised and none appeared.", when, plural(g.Expected, "one entry was", "%d entries were"))
	case g.isPast():
		return fmt.Sprintf("%s %d of %d promised entries appeared.", when, g.Actual, g.Expected)
	case g.Actual == 0:
		return fmt.Sprintf("%s %s promised and none is planned.", when, plural(g.Expected, "one entry is", "%d entries are"))
	default:
		return fmt.Sprintf("%s %s of %d promised entries %s planned.", when, plural(g.Actual, "1", "%d"), g.Expected, plural(g.Actual, "is", "are"))
	}
}

func (l english) runsDry(g Gap) string {
	return fmt.Sprintf("From %s on nothing is planned; %s still promised until %s.",
		l.day(g.From), plural(g.Expected, "one entry is", "%d entries are"), l.day(g.To))
}

func (l english) silence(g Gap) string {
	verb := "is"
	if g.isPast() {
		verb = "was"
	}
	pauses := ""
	if g.Span().Days() != g.Actual {
		pauses = ", pauses not counted"
	}
	return fmt.Sprintf("%s the channel %s silent for %s%s; the plan allows %s.", capital(l.fromTo(g.Span())), verb,
		plural(g.Actual, "one day", "%d days"), pauses, plural(g.Expected, "one", "%d"))
}

func (l english) horizon(g Gap) string {
	return fmt.Sprintf("From %s on the channel has no plan; it should be planned until %s, a year ahead.", l.day(g.From), l.day(g.To))
}

func (l english) notReady(g Gap) string {
	return fmt.Sprintf("%s is due on %s and not approved yet.", quoteEnglish(g.title()), l.day(g.From))
}

func (l english) overdue(g Gap) string {
	return fmt.Sprintf("%s was due on %s and is not recorded as published.", quoteEnglish(g.title()), l.day(g.From))
}

func (l english) unowned(g Gap) string {
	what := fmt.Sprintf("%s on %s", quoteEnglish(g.title()), l.day(g.From))
	if g.Subject != nil && g.Subject.Kind == continuity.AboutPlan {
		what = "The plan " + quoteEnglish(g.title())
	}
	if g.OwnerName == "" {
		return what + " has no owner."
	}
	return fmt.Sprintf("%s still belongs to %s, who is no longer on the team.", what, g.owner())
}

func (l english) otherRule(g Gap) string {
	return fmt.Sprintf("%s: %d expected, %d found (%s).", capital(l.ruleName(g.Rule)), g.Expected, g.Actual, l.span(g.Span()))
}

func (l english) matter(g Gap) string {
	title := quoteEnglish(g.title())
	switch g.Rule {
	case continuity.Cadence:
		return fmt.Sprintf("%s: %s too few", l.period(g.Span()), plural(g.Expected-g.Actual, "one entry", "%d entries"))
	case continuity.RunsDry:
		return "Dry from " + l.day(g.From)
	case continuity.Silence:
		return "Silence " + l.fromTo(g.Span())
	case continuity.Horizon:
		return "No plan from " + l.day(g.From)
	case continuity.NotReady:
		return "Missing approval: " + title
	case continuity.Overdue:
		return "Overdue: " + title
	case continuity.Unowned:
		return "No owner: " + title
	case continuity.UncoveredAbsence:
		return "Nobody stands in " + l.fromTo(g.Span())
	case continuity.Overload:
		return "Too much to do: " + l.period(g.Span())
	case continuity.ThemeMissing:
		return "No theme: " + l.period(g.Span())
	case continuity.Mix:
		return "Mix missed " + l.fromTo(g.Span())
	case continuity.Clash:
		return "Too close: " + title
	case continuity.OnHoliday:
		return "On a holiday: " + title
	default:
		return fmt.Sprintf("%s, %s", l.ruleName(g.Rule), l.span(g.Span()))
	}
}

func (l english) dry(channels []dryChannel, more int, today plan.Day, since string) string {
	parts := make([]string, 0, len(channels)+1)
	for _, c := range channels {
		part := fmt.Sprintf("%s runs dry on %s", c.name, l.dayNear(c.from, today))
		if c.from <= today {
			part = fmt.Sprintf("%s has been dry since %s", c.name, l.dayNear(c.from, today))
		}
		if c.was != nil {
			part += l.shifted(int(c.from-*c.was), since, len(channels) > 1)
		}
		parts = append(parts, part)
	}
	if more > 0 {
		parts = append(parts, plural(more, "one more channel likewise", "%d more channels likewise"))
	}
	return strings.Join(parts, ", ")
}

// shifted says by how much a day came earlier or later than told before.
func (l english) shifted(days int, since string, isAside bool) string {
	direction := "later"
	if days < 0 {
		days, direction = -days, "earlier"
	}
	text := fmt.Sprintf("%s %s %s", l.longer(days), direction, l.than(since))
	if isAside {
		return " (" + text + ")"
	}
	return ", " + text
}

func (english) planless(names []string, more int) string {
	if more > 0 {
		return fmt.Sprintf("%s and %s have no plan", strings.Join(names, ", "), plural(more, "one more channel", "%d more channels"))
	}
	return strings.Join(names, " and ") + plural(len(names), " has no plan", " have no plan")
}

func (english) overdueEntries(n int) string {
	return plural(n, "1 entry is overdue", "%d entries are overdue")
}

func (english) pressing(n int) string {
	return plural(n, "1 gap is critical", "%d gaps are critical")
}

func (l english) promises(p promises, week plan.Week) string {
	if p.due == 0 {
		return fmt.Sprintf("nothing was due in %s", l.week(week))
	}
	text := ""
	switch {
	case p.due == 1 && p.kept == 1:
		text = "the only channel due kept its promise"
	case p.due == 1:
		text = "the only channel due did not keep its promise"
	case p.kept == p.due && p.due == p.channels && p.due == 2:
		text = "both channels kept their promise"
	case p.kept == p.due && p.due == p.channels:
		text = fmt.Sprintf("all %d channels kept their promise", p.due)
	case p.kept == 0:
		text = fmt.Sprintf("none of %d channels kept its promise", p.due)
	default:
		text = fmt.Sprintf("%d of %d channels kept %s promise", p.kept, p.due, plural(p.kept, "its", "their"))
	}
	if p.kept == p.due && p.inARow >= enoughInARow {
		text += ", " + l.timesInARow(p.inARow)
	}
	if p.unconfirmed > 0 {
		text += plural(p.unconfirmed, ", 1 entry is still unconfirmed", ", %d entries are still unconfirmed")
	}
	return text
}

func (english) noAlarm(open int) string {
	switch open {
	case 0:
		return "no gap is open"
	case 1:
		return "the one open gap is not critical"
	default:
		return fmt.Sprintf("none of the %d open gaps is critical", open)
	}
}
