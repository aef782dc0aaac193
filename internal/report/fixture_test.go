package report

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func day(t testing.TB, text string) plan.Day {
	t.Helper()
	d, err := plan.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func days(t testing.TB, from, to string) plan.Span {
	t.Helper()
	return plan.Span{From: day(t, from), To: day(t, to)}
}

// monday is when the rich report is made: Monday, 12 April 2027, 06:00 in Berlin.
var monday = time.Date(2027, time.April, 12, 4, 0, 0, 0, time.UTC)

// ahead gives the figures of the next weeks after the rich report.
func ahead(t testing.TB, weeks, promised, planned, ready int) continuity.Figures {
	t.Helper()
	from := day(t, "2027-04-12")
	return continuity.Figures{Span: plan.Span{From: from, To: from + plan.Day(7*weeks-1)}, Promised: promised, Covered: min(promised, planned), Planned: planned, Ready: ready}
}

func week(t testing.TB, expected, kept, unconfirmed int) continuity.Figures {
	t.Helper()
	return continuity.Figures{
		Span: days(t, "2027-04-05", "2027-04-11"), Expected: expected, Kept: kept, Unconfirmed: unconfirmed,
		Promised: expected, Covered: kept + unconfirmed, Planned: kept + unconfirmed, Ready: kept, Published: kept,
	}
}

func weekBefore(t testing.TB, expected, kept, unconfirmed int) *continuity.Figures {
	t.Helper()
	f := week(t, expected, kept, unconfirmed)
	f.Span = days(t, "2027-03-29", "2027-04-04")
	return &f
}

// stored makes an open gap.
func stored(t testing.TB, id string, rule continuity.Rule, severity continuity.Severity, channel, owner, from, to string, expected, actual int) continuity.Gap {
	t.Helper()
	return continuity.Gap{
		ID: id,
		Finding: continuity.Finding{
			Rule: rule, ChannelID: channel, PlanID: "plan-" + channel, OwnerID: owner, Severity: severity,
			Span: days(t, from, to), Expected: expected, Actual: actual,
		},
		State:    continuity.Open,
		OpenedAt: monday.Add(-72 * time.Hour),
	}
}

func about(g continuity.Gap, kind continuity.SubjectKind, id string) continuity.Gap {
	g.SubjectKind, g.SubjectID = kind, id
	return g
}

func closed(g continuity.Gap, state continuity.GapState) continuity.Gap {
	g.State, g.ClosedAt = state, monday.Add(-48*time.Hour)
	return g
}

// previousReport is the report of week 13, which the rich one is compared with.
func previousReport(t testing.TB) *Report {
	t.Helper()
	channel := func(id, name string, told continuity.Figures, runway string) ChannelInput {
		until := day(t, runway)
		return ChannelInput{
			ID: id, Name: name, HasPlan: true, Week: told,
			Runway: continuity.Runway{Days: int(until - day(t, "2027-04-05")), Until: until},
		}
	}
	r := Compose(Input{
		WorkspaceID: "w1", Name: "Brückner Pumpen GmbH", TimeZone: "Europe/Berlin", Language: "de",
		Week: plan.ISOWeek(2027, 13), MadeAt: monday.Add(-7 * 24 * time.Hour),
		Channels: []ChannelInput{
			channel("blog", "Blog", *weekBefore(t, 1, 1, 0), "2027-06-20"),
			channel("newsletter", "Newsletter", *weekBefore(t, 0, 0, 0), "2027-12-31"),
			channel("linkedin", "LinkedIn", *weekBefore(t, 2, 1, 1), "2027-05-03"),
			channel("instagram", "Instagram", *weekBefore(t, 3, 2, 0), "2027-04-18"),
			channel("mastodon", "Mastodon", *weekBefore(t, 2, 2, 0), "2027-05-30"),
		},
		Gaps: []Gap{
			NewGap(stored(t, "g1", continuity.RunsDry, continuity.Warning, "linkedin", "m1", "2027-05-04", "2027-12-31", 70, 0), Names{Channel: "LinkedIn", Owner: "Änne Öhlmann"}),
			NewGap(stored(t, "g5", continuity.Silence, continuity.Warning, "newsletter", "m3", "2027-05-08", "2027-06-15", 35, 39), Names{Channel: "Newsletter", Owner: "Tarek Süßkind"}),
			NewGap(stored(t, "g7", continuity.Horizon, continuity.Notice, "blog", "m2", "2028-01-01", "2028-04-04", 1, 0), Names{Channel: "Blog", Owner: "Björn Gräf"}),
		},
	})
	return &r
}

// richInput has a channel in every condition and a gap of every rule.
func richInput(t testing.TB) Input {
	t.Helper()
	return Input{
		WorkspaceID: "w1", Name: "Brückner Pumpen GmbH", TimeZone: "Europe/Berlin", Language: "de",
		Week: plan.ISOWeek(2027, 14), MadeAt: monday,
		Channels: richChannels(t), Gaps: append(richGaps(t), closedGapsOf(t)...), Previous: previousReport(t), Earlier: earlierReports(t),
	}
}

// earlierReports are those before the rich one: since week 43, without that of
// week 53, with one made late in week 6, and with an Instagram that began in week 2.
func earlierReports(t testing.TB) []Report {
	t.Helper()
	reports := []Report{*previousReport(t)}
	for back := 2; back <= 24; back++ {
		w := plan.Week{Monday: day(t, "2027-04-05") - plan.Day(7*back)}
		_, number := w.Number()
		if number == 53 {
			continue
		}
		figures := func(w plan.Week, expected, missing int) continuity.Figures {
			return continuity.Figures{Span: weekSpan(w), Expected: expected, Kept: expected - missing}
		}
		channel := func(id, name string, expected, missing, runway int) ChannelInput {
			before := figures(plan.Week{Monday: w.Monday - 7}, expected, 0)
			return ChannelInput{
				ID: id, Name: name, HasPlan: true, Week: figures(w, expected, missing), Before: &before,
				Runway: continuity.Runway{Days: runway, Until: w.Sunday() + plan.Day(runway)},
			}
		}
		channels := []ChannelInput{
			channel("blog", "Blog", 1, 0, 40+2*back),
			channel("newsletter", "Newsletter", 1-min(number%4, 1), 0, 200),
			channel("linkedin", "LinkedIn", 2, number%3, max(0, 8*back-20)),
			channel("mastodon", "Mastodon", 2, 0, 30+(5*back)%40),
		}
		channels[2].Before = nil // what was told first is all that is known
		if number >= 2 && number < 30 {
			channels = append(channels, channel("instagram", "Instagram", 3, number%2, 14))
		}
		reports = append(reports, Compose(Input{
			WorkspaceID: "w1", Name: "Brückner Pumpen GmbH", TimeZone: "Europe/Berlin", Language: "de",
			Week: w, MadeAt: monday.Add(-time.Duration(back) * 7 * 24 * time.Hour), Late: number == 6, Channels: channels,
		}))
	}
	return reports
}

func richChannels(t testing.TB) []ChannelInput {
	t.Helper()
	runway := func(until string) continuity.Runway {
		d := day(t, until)
		return continuity.Runway{Days: int(d - day(t, "2027-04-12")), Until: d}
	}
	return []ChannelInput{
		{
			ID: "blog", Name: "Blog", OwnerName: "Björn Gräf", HasPlan: true, Week: week(t, 1, 1, 0), Before: weekBefore(t, 1, 1, 0),
			Next4: ahead(t, 4, 4, 4, 2), Next12: ahead(t, 12, 12, 11, 2), Next52: ahead(t, 52, 38, 20, 2), Runway: runway("2027-06-20"),
		},
		{
			ID: "newsletter", Name: "Newsletter", OwnerName: "Tarek Süßkind", HasPlan: true, Week: week(t, 0, 0, 0), Before: weekBefore(t, 0, 0, 0),
			Next4: ahead(t, 4, 1, 1, 1), Next12: ahead(t, 12, 3, 3, 1), Next52: ahead(t, 52, 9, 9, 1), Runway: runway("2027-05-07"),
		},
		{
			ID: "linkedin", Name: "LinkedIn", OwnerName: "Änne Öhlmann", HasPlan: true, Week: week(t, 2, 1, 0), Before: weekBefore(t, 2, 2, 0),
			Next4: ahead(t, 4, 8, 0, 0), Next12: ahead(t, 12, 24, 0, 0), Next52: ahead(t, 52, 76, 0, 0), Runway: runway("2027-04-12"),
		},
		{
			ID: "instagram", Name: "Instagram", OwnerName: "Änne Öhlmann", HasPlan: true, Week: week(t, 3, 1, 1), Before: weekBefore(t, 3, 2, 0),
			Next4: ahead(t, 4, 12, 10, 4), Next12: ahead(t, 12, 36, 30, 4), Next52: ahead(t, 52, 114, 44, 4), Runway: runway("2027-04-25"),
		},
		{
			ID: "mastodon", Name: "Mastodon", OwnerName: "Wiebke Jansen", HasPlan: true, Week: week(t, 2, 1, 1), Before: weekBefore(t, 2, 2, 0),
			Next4: ahead(t, 4, 8, 9, 8), Next12: ahead(t, 12, 24, 25, 8), Next52: ahead(t, 52, 76, 40, 8), Runway: runway("2027-06-13"),
		},
		{
			ID: "youtube", Name: "YouTube", HasPlan: false, Week: week(t, 0, 0, 0),
			Next4: ahead(t, 4, 0, 0, 0), Next12: ahead(t, 12, 0, 0, 0), Next52: ahead(t, 52, 0, 0, 0), Runway: runway("2027-04-12"),
		},
	}
}

func richGaps(t testing.TB) []Gap {
	t.Helper()
	accepted := stored(t, "g10", continuity.Cadence, continuity.Notice, "instagram", "m1", "2027-08-02", "2027-08-08", 3, 1)
	accepted.State = continuity.Accepted
	accepted.Acceptance = &continuity.Acceptance{
		By: "m9", At: monday.Add(-30 * time.Hour), Until: day(t, "2027-08-31"), From: day(t, "2027-08-02"), Shortfall: 2,
		Reason: "Betriebsferien; die Redaktion ist zu zweit.",
	}
	left := about(stored(t, "g9", continuity.Unowned, continuity.Warning, "mastodon", "m8", "2027-05-20", "2027-05-20", 1, 0), continuity.AboutEntry, "e9")
	return []Gap{
		NewGap(stored(t, "g1", continuity.RunsDry, continuity.Critical, "linkedin", "m1", "2027-04-13", "2027-12-31", 76, 0), Names{Channel: "LinkedIn", Owner: "Änne Öhlmann"}),
		NewGap(about(stored(t, "g2", continuity.Overdue, continuity.Critical, "instagram", "m1", "2027-04-08", "2027-04-08", 1, 0), continuity.AboutEntry, "e2"),
			Names{Channel: "Instagram", Owner: "Änne Öhlmann", Subject: "Blick in die Lehrwerkstatt: „Mein erster Tag“"}),
		NewGap(about(stored(t, "g3", continuity.NotReady, continuity.Critical, "blog", "m2", "2027-04-14", "2027-04-14", 1, 0), continuity.AboutEntry, "e3"),
			Names{Channel: "Blog", Owner: "Björn Gräf", Subject: "Kreiselpumpe auslegen: fünf Größen, die man kennen muss"}),
		NewGap(stored(t, "g4", continuity.Cadence, continuity.Warning, "instagram", "m1", "2027-04-26", "2027-05-02", 3, 1), Names{Channel: "Instagram", Owner: "Änne Öhlmann"}),
		NewGap(about(stored(t, "g5", continuity.Silence, continuity.Warning, "newsletter", "m3", "2027-05-08", "2027-06-15", 35, 39), continuity.AboutEntry, "e5"),
			Names{Channel: "Newsletter", Owner: "Tarek Süßkind", Subject: "Juni-Ausgabe"}),
		NewGap(stored(t, "g6", continuity.Cadence, continuity.Notice, "blog", "m2", "2027-06-22", "2027-06-22", 1, 0), Names{Channel: "Blog", Owner: "Björn Gräf"}),
		NewGap(stored(t, "g7", continuity.Horizon, continuity.Notice, "blog", "m2", "2028-01-01", "2028-04-11", 1, 0), Names{Channel: "Blog", Owner: "Björn Gräf"}),
		NewGap(about(stored(t, "g8", continuity.Unowned, continuity.Warning, "youtube", "", "2027-05-01", "2027-12-31", 1, 0), continuity.AboutPlan, "p8"),
			Names{Channel: "YouTube", Subject: "YouTube 2027"}),
		NewGap(stored(t, "g11", continuity.Horizon, continuity.Critical, "youtube", "", "2027-04-12", "2028-04-11", 1, 0), Names{Channel: "YouTube"}),
		NewGap(left, Names{Channel: "Mastodon", Owner: "Rüdiger Voß", Subject: "Tag des Wassers"}),
		NewGap(accepted, Names{Channel: "Instagram", Owner: "Änne Öhlmann", AcceptedBy: "Wiebke Jansen"}),
	}
}

func closedGapsOf(t testing.TB) []Gap {
	t.Helper()
	return []Gap{
		NewGap(closed(stored(t, "c1", continuity.Cadence, continuity.Warning, "mastodon", "m4", "2027-04-19", "2027-04-25", 2, 1), continuity.Resolved), Names{Channel: "Mastodon"}),
		NewGap(closed(about(stored(t, "c2", continuity.NotReady, continuity.Critical, "blog", "m2", "2027-04-07", "2027-04-07", 1, 0), continuity.AboutEntry, "e7"), continuity.Resolved), Names{Channel: "Blog", Subject: "Gleitringdichtung wechseln"}),
		NewGap(closed(stored(t, "c3", continuity.Cadence, continuity.Warning, "linkedin", "m1", "2027-04-19", "2027-04-25", 2, 1), continuity.Merged), Names{Channel: "LinkedIn"}),
		NewGap(closed(stored(t, "c4", continuity.Cadence, continuity.Missed, "linkedin", "m1", "2027-04-05", "2027-04-11", 2, 1), continuity.GapMissed), Names{Channel: "LinkedIn"}),
	}
}

// perfectInput is a week in which everything went well.
func perfectInput(t testing.TB) Input {
	t.Helper()
	in := richInput(t)
	in.Channels, in.Gaps = in.Channels[:2], nil
	in.Channels[1].Week, in.Channels[1].Before = week(t, 2, 2, 0), nil
	for i := range in.Channels {
		c := &in.Channels[i]
		c.Next4, c.Next12, c.Next52 = ahead(t, 4, 8, 8, 6), ahead(t, 12, 24, 24, 6), ahead(t, 52, 100, 101, 6)
		c.Runway = continuity.Runway{Days: 365, Until: day(t, "2028-04-11")}
	}
	return in
}

// hostileInput has names and titles that are after the renderings.
func hostileInput(t testing.TB) Input {
	t.Helper()
	in := richInput(t)
	in.Previous, in.Earlier = nil, in.Earlier[:3]
	in.Name = "<script>alert(1)</script> & Söhne\r\nBcc: x"
	in.Channels = in.Channels[2:4]
	in.Channels[0].Name = "=HYPERLINK(\"https://example.org\";\"LinkedIn\")"
	in.Channels[0].OwnerName = "+49 40 123"
	in.Channels[1].Name = "@Instagram;=1+1,=2|\t\u202Egnitset\u202C 👩‍👩‍👧‍👦📸"
	in.Channels[1].OwnerName = "Kim \"Q\" O’Hara</td></table>"
	title := func(id, subject string) Gap {
		g := about(stored(t, id, continuity.Overdue, continuity.Critical, "instagram", "m1", "2027-04-08", "2027-04-08", 1, 0), continuity.AboutEntry, id)
		return NewGap(g, Names{Channel: in.Channels[1].Name, Owner: in.Channels[1].OwnerName, Subject: subject})
	}
	dry := stored(t, "h1", continuity.RunsDry, continuity.Critical, "linkedin", "m1", "2027-04-12", "2027-12-31", 1, 0)
	in.Gaps = []Gap{
		NewGap(dry, Names{Channel: in.Channels[0].Name, Owner: "-2+3"}),
		title("h2", "\"><img src=x onerror=alert(1)>"),
		title("h3", "Zeile eins\r\nZeile zwei;\\n{{.}} ${x} %s %d"),
		title("h4", strings.Repeat("ununterbrochen", 700)),
		title("h5", strings.Repeat("👩‍👩‍👧‍👦", 60)),
		title("h6", "kaputt \xff\xfe und \u0000 null"),
		title("h7", ""),
		title("h8", "日本語のタイトルはとても長いので、折り返す場所がどこにもありません。それでも読めるはずです。日本語のタイトル"),
	}
	return in
}

// inputs are the reports kept as golden files.
func inputs(t testing.TB) map[string]Input {
	t.Helper()
	late := richInput(t)
	late.Late = true
	empty := Input{
		WorkspaceID: "w2", Name: "Stadtwerke Übermorgen", TimeZone: "Europe/Berlin", Language: "de",
		Week: plan.ISOWeek(2026, 53), MadeAt: time.Date(2027, time.January, 4, 5, 0, 0, 0, time.UTC),
	}
	return map[string]Input{"rich": richInput(t), "late": late, "empty": empty, "perfect": perfectInput(t), "hostile": hostileInput(t)}
}
