package report

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func TestDatesInWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, to string
		de, en         string
	}{
		{"one day", "2027-04-12", "2027-04-12", "12. April 2027", "12 April 2027"},
		{"within a month", "2027-04-05", "2027-04-11", "5. bis 11. April 2027", "5 to 11 April 2027"},
		{"over a month's end", "2027-03-29", "2027-04-04", "29. März bis 4. April 2027", "29 March to 4 April 2027"},
		{"over a year's end", "2026-12-28", "2027-01-03", "28. Dezember 2026 bis 3. Januar 2027", "28 December 2026 to 3 January 2027"},
		{"the same month of two years", "2027-04-05", "2028-04-05", "5. April 2027 bis 5. April 2028", "5 April 2027 to 5 April 2028"},
		{"leap day", "2028-02-29", "2028-02-29", "29. Februar 2028", "29 February 2028"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			span := days(t, tt.from, tt.to)
			if got := (german{}).span(span); got != tt.de {
				t.Errorf("German %q, want %q", got, tt.de)
			}
			if got := (english{}).span(span); got != tt.en {
				t.Errorf("English %q, want %q", got, tt.en)
			}
		})
	}
}

func TestWeeksInWords(t *testing.T) {
	t.Parallel()
	week := plan.ISOWeek(2026, 53) // to 3 January 2027
	if got := (german{}).title(week); got != "Wochenbericht KW 53 2026" {
		t.Errorf("German title %q", got)
	}
	if got := (english{}).title(week); got != "Weekly report, week 53, 2026" {
		t.Errorf("English title %q", got)
	}
	if got := (german{}).week(week.Next()); got != "KW 1" {
		t.Errorf("the week after is %q", got)
	}
}

// A stored report keeps its zone's offset, in summer and winter.
func TestMomentIsInItsZone(t *testing.T) {
	t.Parallel()
	berlin, err := plan.LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		at     time.Time
		de, en string
	}{
		{time.Date(2027, 3, 28, 4, 0, 0, 0, time.UTC), "Sonntag, 28. März 2027, 06:00 Uhr", "Sunday, 28 March 2027, 06:00"},
		{time.Date(2027, 3, 27, 23, 30, 0, 0, time.UTC), "Sonntag, 28. März 2027, 00:30 Uhr", "Sunday, 28 March 2027, 00:30"},
		{time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC), "Freitag, 1. Januar 2027, 00:30 Uhr", "Friday, 1 January 2027, 00:30"},
	} {
		if got := (german{}).moment(tt.at.In(berlin)); got != tt.de {
			t.Errorf("German %q, want %q", got, tt.de)
		}
		if got := (english{}).moment(tt.at.In(berlin)); got != tt.en {
			t.Errorf("English %q, want %q", got, tt.en)
		}
	}
}

func TestDurationsInWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		days   int
		de, en string
	}{
		{1, "einen Tag", "one day"},
		{2, "zwei Tage", "two days"},
		{7, "eine Woche", "one week"},
		{8, "acht Tage", "eight days"},
		{12, "zwölf Tage", "twelve days"},
		{13, "13 Tage", "13 days"},
		{21, "drei Wochen", "three weeks"},
		{84, "zwölf Wochen", "twelve weeks"},
		{91, "13 Wochen", "13 weeks"},
	} {
		if got := (german{}).longer(tt.days); got != tt.de {
			t.Errorf("%d: %q, want %q", tt.days, got, tt.de)
		}
		if got := (english{}).longer(tt.days); got != tt.en {
			t.Errorf("%d: %q, want %q", tt.days, got, tt.en)
		}
	}
}

// 100 per cent is said only where everything was kept, and 0 only where nothing was.
func TestPercentNeverRoundsToTheEnds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kept, expected, want int
		known                bool
	}{
		{0, 0, 0, false}, {0, 3, 0, true}, {3, 3, 100, true}, {2, 3, 67, true}, {1, 3, 33, true},
		{1, 2, 50, true}, {199, 200, 99, true}, {999, 1000, 99, true}, {1, 1000, 1, true}, {1, 8, 13, true},
	} {
		got, known := continuity.Percent(tt.kept, tt.expected)
		if got != tt.want || known != tt.known {
			t.Errorf("%d of %d: %d, %v", tt.kept, tt.expected, got, known)
		}
	}
	none := Figures{}
	if got := rate(german{}, none); got != "–" {
		t.Errorf("nothing expected is a rate of %q", got)
	}
}

func TestCataloguesAreComplete(t *testing.T) {
	t.Parallel()
	for _, l := range []language{german{}, english{}} {
		texts := reflect.ValueOf(l.labels())
		for i := range texts.NumField() {
			if texts.Field(i).IsZero() {
				t.Errorf("%s: %s is empty", l.code(), texts.Type().Field(i).Name)
			}
		}
		for _, rule := range continuity.Rules {
			if l.ruleName(rule) == string(rule) {
				t.Errorf("%s: %s has no name", l.code(), rule)
			}
			g := Gap{Rule: rule, Expected: 2, Subject: &Subject{Title: "Titel"}}
			if sentence(l, g) == l.otherRule(g) {
				t.Errorf("%s: %s has no sentence", l.code(), rule)
			}
			if strings.HasPrefix(l.matter(g), l.ruleName(rule)+", ") {
				t.Errorf("%s: %s has no short form", l.code(), rule)
			}
		}
	}
	if de, en := len((german{}).csvHeadings()), len((english{}).csvHeadings()); de != en {
		t.Errorf("%d German and %d English columns", de, en)
	}
}

func TestOtherLanguagesAreRefused(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	_, html := r.HTML("fr", HTMLOptions{})
	_, text := r.Text("DE")
	_, csv := r.CSV("../de")
	for _, err := range []error{html, text, csv} {
		if plan.CodeOf(err) != plan.CodeInvalid {
			t.Errorf("got %v", err)
		}
	}
	own, err := r.Text("")
	if err != nil || !strings.HasPrefix(string(own), "Wochenbericht") {
		t.Errorf("without a language the workspace's is meant, got %.20q, %v", own, err)
	}
}
