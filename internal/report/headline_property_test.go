package report

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// drawSentenceInput draws a report with gaps that have names and lengths.
func drawSentenceInput(t *rapid.T) Input {
	week := plan.ISOWeek(2027, 14)
	in := drawInput(t, week)
	for back := range rapid.IntRange(0, 8).Draw(t, "earlier") {
		earlier := drawInput(t, plan.Week{Monday: week.Monday - plan.Day(7*(back+1))})
		earlier.Late = false
		earlier.Gaps = drawNamedGaps(t)
		in.Earlier = append(in.Earlier, Compose(earlier))
	}
	if len(in.Earlier) > 0 {
		previous := in.Earlier[0]
		in.Previous = &previous
	}
	in.Gaps = drawNamedGaps(t)
	return in
}

func drawNamedGaps(t *rapid.T) []Gap {
	gaps := drawGaps(t)
	for i := range gaps {
		g := &gaps[i]
		g.ChannelID = rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "channel")
		g.ChannelName = channelNames[g.ChannelID]
		g.From += 900 // about the week of the report
		g.To = g.From + plan.Day(rapid.SampledFrom([]int{0, 6, 30}).Draw(t, "days"))
		g.Expected = rapid.IntRange(1, 5).Draw(t, "expected")
		g.Actual = rapid.IntRange(0, g.Expected-1).Draw(t, "actual")
	}
	return gaps
}

// The headline says something of every report, in one sentence, the same each time.
func TestHeadlinesAreSentences(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawSentenceInput(t)
		r := Compose(in)
		slices.Reverse(in.Gaps)
		slices.Reverse(in.Earlier)
		again := Compose(in)
		for _, lang := range []string{"de", "en"} {
			text := r.Headline(lang)
			if len(text) < 10 || !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "\n%") || strings.Contains(text, "  ") {
				t.Fatalf("%q", text)
			}
			if len(r.Channels) > 0 && strings.Count(text, ";") > maxAlarms {
				t.Fatalf("too long: %q", text)
			}
			if lang == "de" && regexp.MustCompile(`\b1 (Beiträge|Lücken|Kanäle)\b|\b(0|[2-9]|\d\d+) (Beitrag|Lücke|Kanal)\b`).MatchString(text) {
				t.Fatalf("number and noun differ: %q", text)
			}
			if lang == "en" && regexp.MustCompile(`\b1 (entries|gaps|channels)\b|\b(0|[2-9]|\d\d+) (entry|gap|channel)\b`).MatchString(text) {
				t.Fatalf("number and noun differ: %q", text)
			}
			if other := again.Headline(lang); other != text {
				t.Fatalf("the same report says %q and %q", text, other)
			}
		}
	})
}

// Each clause of the headline is true of the figures, counted here once more.
func TestHeadlinesClaimOnlyWhatFiguresSay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := Compose(drawSentenceInput(t))
		if len(r.Channels) == 0 {
			return
		}
		for i, clause := range strings.Split(strings.TrimSuffix(r.Headline("en"), "."), "; ") {
			if i == 0 {
				clause = strings.ToLower(clause[:1]) + clause[1:]
			}
			if !isTrue(r, clause) {
				t.Fatalf("%q of %+v", clause, r)
			}
		}
	})
}

// isTrue checks one English clause, its first letter a small one, by the report's
// figures alone.
func isTrue(r Report, clause string) bool {
	count := func(is func(Gap) bool) (n int) {
		for _, g := range r.Gaps.Open {
			if is(g) {
				n++
			}
		}
		return n
	}
	critical := func(rule continuity.Rule) func(Gap) bool {
		return func(g Gap) bool { return g.Rule == rule && g.Severity == continuity.Critical }
	}
	match := func(pattern string) []string {
		return regexp.MustCompile("^" + pattern + "$").FindStringSubmatch(clause)
	}
	switch {
	case strings.Contains(clause, " runs dry on ") || strings.Contains(clause, " been dry since "):
		return areDry(r, clause)
	case strings.HasSuffix(clause, " no plan"):
		return arePlanless(r, clause)
	case strings.Contains(clause, " short"):
		return areShort(r, clause)
	case match(`(\d+) entr(y is|ies are) overdue`) != nil:
		return number(match(`(\d+).*`)) == count(critical(continuity.Overdue))
	case match(`(\d+) entr(y is|ies are) due soon and not approved`) != nil:
		return number(match(`(\d+).*`)) == count(critical(continuity.NotReady))
	case match(`(\d+) gaps? (is|are) critical`) != nil:
		return number(match(`(\d+).*`)) == r.Gaps.Counts.Critical
	case strings.Contains(clause, " did not keep its promise for the "):
		return isBrokenAgain(r, clause)
	case clause == "no gap is open":
		return len(r.Gaps.Open) == 0
	case strings.Contains(clause, "open gap"):
		return r.Gaps.Counts.Critical == 0 && len(r.Gaps.Open) > 0
	default:
		return promisesAreTrue(r, clause)
	}
}

func number(match []string) int {
	n, _ := strconv.Atoi(match[1])
	return n
}

func areDry(r Report, clause string) bool {
	parts := regexp.MustCompile(`(\S+) (?:runs dry on|has been dry since) (\d+ \w+(?: \d{4})?)(?:,? \(?([\w-]+) (days?|weeks?) (earlier|later) than (?:last week|in week \d+)\)?)?`).FindAllStringSubmatch(strings.ToUpper(clause[:1])+clause[1:], -1)
	for _, part := range parts {
		isSo := slices.ContainsFunc(r.Gaps.Open, func(g Gap) bool {
			is := g.Rule == continuity.RunsDry && strings.EqualFold(g.ChannelName, part[1]) && (english{}).dayNear(g.From, r.today()) == part[2]
			if part[5] == "" || !is {
				return is
			}
			if g.PreviousFrom == nil || (part[5] == "earlier") != (g.From < *g.PreviousFrom) {
				return false
			}
			moved := max(int(g.From-*g.PreviousFrom), int(*g.PreviousFrom-g.From))
			return (english{}).longer(moved) == part[3]+" "+part[4]
		})
		if !isSo {
			return false
		}
	}
	return len(parts) > 0
}

func arePlanless(r Report, clause string) bool {
	for _, g := range r.Gaps.Open {
		if g.Rule == continuity.Horizon && g.From <= r.today() {
			clause = strings.ReplaceAll(strings.ReplaceAll(clause, g.ChannelName, ""), strings.ToLower(g.ChannelName[:1])+g.ChannelName[1:], "")
		}
	}
	for _, name := range channelNames {
		if strings.Contains(clause, name) {
			return false
		}
	}
	return true
}

func areShort(r Report, clause string) bool {
	missing, channels := 0, map[string]bool{}
	for _, g := range r.Gaps.Open {
		if g.Rule == continuity.Cadence && g.Severity == continuity.Critical {
			missing += g.Expected - g.Actual
			channels[g.ChannelName] = true
		}
	}
	said := "one entry short"
	if missing > 1 {
		said = fmt.Sprintf("%d entries short", missing)
	}
	if len(channels) > 1 {
		return strings.HasPrefix(clause, fmt.Sprintf("%d channels will soon be %s", len(channels), said))
	}
	for name := range channels {
		return strings.HasPrefix(strings.ToLower(clause), strings.ToLower(name)+" is "+said)
	}
	return false
}

func isBrokenAgain(r Report, clause string) bool {
	for _, c := range r.Channels {
		name, rest, _ := strings.Cut(clause, " did not keep")
		if !strings.EqualFold(c.Name, name) {
			continue
		}
		broken := 0
		for _, p := range slices.Backward(c.Trend) {
			if p.Expected == nil || *p.Expected > 0 && *p.Kept == *p.Expected {
				break
			}
			if *p.Expected > 0 {
				broken++
			}
		}
		return broken >= 3 && c.Week.Kept+c.Week.Unconfirmed < c.Week.Expected && strings.Contains(rest, (english{}).timesInARow(broken))
	}
	return false
}

func promisesAreTrue(r Report, clause string) bool {
	due, kept := 0, 0
	for _, c := range r.Channels {
		if c.Week.Expected > 0 {
			due++
			if c.Week.Kept == c.Week.Expected {
				kept++
			}
		}
	}
	clause, unconfirmed, _ := strings.Cut(clause, ", ")
	if again, after, found := strings.Cut(unconfirmed, "time in a row"); found {
		if kept < due || !strings.HasPrefix(again, "for the ") || after != "" {
			return false
		}
		unconfirmed = ""
	}
	if (unconfirmed == "") != (r.Total.Week.Unconfirmed == 0 || due == 0) {
		return false
	}
	switch clause {
	case "nothing was due in week 14":
		return due == 0
	case "the only channel due kept its promise":
		return due == 1 && kept == 1
	case "the only channel due did not keep its promise":
		return due == 1 && kept == 0
	case "both channels kept their promise":
		return due == 2 && kept == 2 && len(r.Channels) == 2
	case fmt.Sprintf("all %d channels kept their promise", due):
		return kept == due && len(r.Channels) == due
	case fmt.Sprintf("none of %d channels kept its promise", due):
		return kept == 0
	default:
		return strings.HasPrefix(clause, fmt.Sprintf("%d of %d channels kept ", kept, due))
	}
}

// What is weightier is said first, and at most two of it.
func TestAlarmsAreRanked(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Channels[2].Week = week(t, 2, 0, 0)
	in.Channels[2].Before = weekBefore(t, 2, 0, 0)
	for i := range in.Earlier {
		if c := in.Earlier[i].channel("linkedin"); c != nil {
			c.Week.Kept = 0
		}
	}
	in.Gaps = append(in.Gaps, NewGap(stored(t, "g20", continuity.Cadence, continuity.Critical, "blog", "m2", "2027-04-14", "2027-04-14", 1, 0), Names{Channel: "Blog"}))
	var said []string
	for _, c := range Compose(in).alarms(english{}) {
		said = append(said, c.text)
	}
	want := []string{
		"LinkedIn runs dry on 13 April, three weeks earlier than last week",
		"YouTube has no plan",
		"Blog is one entry short on 14 April",
		"1 entry is overdue",
		"1 entry is due soon and not approved",
		"LinkedIn did not keep its promise for the 14th time in a row",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got %q", said)
	}
	if got := strings.Count(Compose(in).Headline("de"), ";"); got != 2 {
		t.Errorf("%d clauses after the first", got)
	}
}

// What came nearer since the last report is said before what was known.
func TestNewsIsSaidFirst(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Gaps = append(in.Gaps[:1:1],
		NewGap(stored(t, "g5", continuity.RunsDry, continuity.Critical, "newsletter", "m3", "2027-04-12", "2027-12-31", 8, 0), Names{Channel: "Newsletter"}))
	in.Previous.Gaps.Open[1].Rule = continuity.RunsDry
	in.Previous.Gaps.Open[1].From = day(t, "2027-04-12")
	want := "LinkedIn runs dry on 13 April (three weeks earlier than last week), Newsletter has been dry since 12 April; 1 of 4 channels kept its promise, 2 entries are still unconfirmed."
	if got := Compose(in).Headline("en"); got != want {
		t.Errorf("got %q", got)
	}
}

func TestPromisesKeptInARow(t *testing.T) {
	t.Parallel()
	in := perfectInput(t)
	for i := range in.Earlier {
		r := &in.Earlier[i]
		r.Total.Week = Figures{Expected: 2, Kept: 2}
		if i > 3 {
			r.Total.Week.Kept = 1
		}
		r.Total.Before = nil
	}
	r := Compose(in)
	if got, want := r.Headline("de"), "Beide Kanäle haben ihr Versprechen gehalten, zum fünften Mal in Folge; keine Lücke ist offen."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := r.Headline("en"), "Both channels kept their promise, for the fifth time in a row; no gap is open."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTimesInARow(t *testing.T) {
	t.Parallel()
	for n, want := range map[int][2]string{
		3: {"zum dritten Mal in Folge", "for the third time in a row"}, 12: {"zum zwölften Mal in Folge", "for the twelfth time in a row"},
		13: {"zum 13. Mal in Folge", "for the 13th time in a row"}, 21: {"zum 21. Mal in Folge", "for the 21st time in a row"},
		22: {"zum 22. Mal in Folge", "for the 22nd time in a row"}, 23: {"zum 23. Mal in Folge", "for the 23rd time in a row"}, 26: {"zum 26. Mal in Folge", "for the 26th time in a row"},
	} {
		if de, en := (german{}).timesInARow(n), (english{}).timesInARow(n); de != want[0] || en != want[1] {
			t.Errorf("%d: %q, %q", n, de, en)
		}
	}
}
