package demo

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"stetig/internal/plan"
)

func TestOutletsAreWellFormed(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, o := range outlets() {
		names[o.name] = true
		c, err := plan.ParseCadence(o.cadence)
		if err != nil {
			t.Errorf("%s: %v", o.name, err)
		}
		for _, at := range o.habit.times {
			if _, err := plan.ParseTimeOfDay(at); err != nil {
				t.Errorf("%s: %v", o.name, err)
			}
		}
		if len(o.habit.times) == 0 || len(o.habit.formats) == 0 || c.IsSlots() != (len(o.habit.days) == 0) {
			t.Errorf("%s has habit %+v", o.name, o.habit)
		}
	}
	for _, s := range seasons() {
		for _, name := range s.outlets {
			if !names[name] {
				t.Errorf("season %q is laid on %q, which is no channel", s.title, name)
			}
		}
		if s.from >= s.to || !hasSubject(s.subject) {
			t.Errorf("season %+v", s)
		}
	}
}

func hasSubject(s subject) bool {
	return slices.ContainsFunc(topics(), func(t pillar) bool { return t.subject == s })
}

func TestLinesAreWellFormed(t *testing.T) {
	t.Parallel()
	for _, o := range outlets() {
		evergreen := false
		for _, l := range append(o.lines(), o.ideas()...) {
			blanks := strings.Count(l.text, "%")
			if blanks != strings.Count(l.text, "%s") || (blanks == 1) != (len(l.fills) > 0) || blanks > 1 {
				t.Errorf("%s: %q has %d blanks for %d fills", o.name, l.text, blanks, len(l.fills))
			}
			if !hasSubject(l.subject) {
				t.Errorf("%s: %q is about %q, which is no topic", o.name, l.text, l.subject)
			}
			if l.from > l.to || (l.from == 0) != (l.to == 0) {
				t.Errorf("%s: %q is in season from %d to %d", o.name, l.text, l.from, l.to)
			}
			evergreen = evergreen || l.from == 0
		}
		if !evergreen {
			t.Errorf("%s has nothing to write about out of season", o.name)
		}
	}
}

func TestEveryTopicIsWrittenAbout(t *testing.T) {
	t.Parallel()
	written := map[subject]bool{}
	for _, o := range outlets() {
		for _, l := range o.lines() {
			written[l.subject] = true
		}
	}
	for _, topic := range topics() {
		if !written[topic.subject] {
			t.Errorf("nobody writes about %q", topic.name)
		}
	}
}

// The company is invented; so must be everybody its entries speak of.
func TestTextsNameNobodyReal(t *testing.T) {
	t.Parallel()
	company := regexp.MustCompile(`\b(GmbH|AG|KG|SE|Inc|Ltd)\b|[®™@]`)
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		for _, e := range set.Entries {
			if company.MatchString(e.Title + e.Copy) {
				t.Errorf("%q names a company or an account", e.Title)
			}
			if e.Link != "" && !strings.HasPrefix(e.Link, companySite+"/") {
				t.Errorf("%q leads to %s", e.Title, e.Link)
			}
			for _, member := range set.Members {
				if strings.Contains(e.Title+e.Copy, member.Name) {
					t.Errorf("%q names %s", e.Title, member.Name)
				}
			}
			if strings.ContainsAny(e.Title, "{}%\n") || strings.TrimFunc(e.Title, unicode.IsSpace) != e.Title || len(e.Title) < 12 {
				t.Errorf("title %q is not finished", e.Title)
			}
		}
		for _, c := range set.Channels {
			if !strings.HasPrefix(c.Link, companySite+"/") {
				t.Errorf("%s leads to %s", c.Name, c.Link)
			}
		}
	})
}

func TestLineupKnowsTheSeason(t *testing.T) {
	t.Parallel()
	c := &composer{chance: rand.New(rand.NewPCG(1, 1))}
	l := c.lineupOf([]line{
		from(1201, 1224, worklife, "Rückblick {jahr}: %s", "eins", "zwei"),
		always(team, "Immer (KW {kw}): %s", "A", "B"),
		always(team, "Auch im {monat}"),
	})
	var got []string
	for _, day := range []plan.Day{
		plan.Date(2026, time.November, 30), plan.Date(2026, time.December, 1), plan.Date(2026, time.December, 24),
		plan.Date(2027, time.December, 24), plan.Date(2027, time.December, 25),
	} {
		got = append(got, l.next(day).text)
	}
	if got[1] != "Rückblick 2026: eins" || got[3] != "Rückblick 2027: zwei" {
		t.Errorf("in season: %q", got)
	}
	rest := []string{got[0], got[2], got[4]}
	for _, title := range rest {
		if strings.HasPrefix(title, "Rückblick") {
			t.Errorf("%q out of season or twice a year", title)
		}
	}
	if !strings.HasPrefix(got[4], "Immer (KW 51): B") {
		t.Errorf("the second headline of a line came before the first of another: %q", got)
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Störung: Größe & Maß":        "stoerung-groesse-mass",
		"  NPSH – einfach erklärt?  ": "npsh-einfach-erklaert",
		"Über 20 m²":                  "ueber-20-m2",
	} {
		if got := slug(title); got != want {
			t.Errorf("slug(%q) = %q, want %q", title, got, want)
		}
	}
}
