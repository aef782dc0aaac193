package pages

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func TestChannelLineTellsHowLongItCarries(t *testing.T) {
	t.Parallel()
	today := plan.Date(2027, time.November, 21)
	runway := func(days int) continuity.Runway {
		return continuity.Runway{Days: days, Until: today + plan.Day(days)}
	}
	horizon := func(from plan.Day) []continuity.Finding {
		return []continuity.Finding{{Rule: continuity.Horizon, Span: days(from, today+365)}}
	}
	type told struct {
		Runway, Mark, Rate, Counts string
		Bar                        int
		HasPlan                    bool
	}
	for _, c := range []struct {
		name     string
		standing app.ChannelContinuity
		want     told
	}{
		{
			"three weeks", app.ChannelContinuity{Runway: runway(23), Findings: horizon(today + 40), Figures: continuity.Figures{Expected: 24, Kept: 23}},
			told{"trägt noch 23 Tage, bis 14.\u00a0Dezember", "!", "96\u00a0%", "23 von 24", 23, true},
		},
		{"one day", app.ChannelContinuity{Runway: runway(1)}, told{"trägt noch 1 Tag, bis 22.\u00a0November", "!!", "", "nichts fällig", 1, true}},
		{"none", app.ChannelContinuity{Runway: runway(0), Findings: horizon(today + 1)}, told{"trägt keinen Tag mehr", "!!", "", "nichts fällig", 0, true}},
		{"into the next year", app.ChannelContinuity{Runway: runway(405)}, told{"trägt noch 405 Tage, bis 30.\u00a0Dezember 2028", "", "", "nichts fällig", 365, true}},
		{"no plan", app.ChannelContinuity{Runway: runway(0), Findings: horizon(today)}, told{"kein Plan", "!!", "", "nichts fällig", 0, false}},
		{"only followed", app.ChannelContinuity{Channel: plan.Channel{Status: plan.Listening}, Runway: runway(0)}, told{"verspricht nichts", "", "", "nichts fällig", 0, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			line := german().channelLine(c.standing, "", today, "")
			got := told{line.Runway, line.Mark, line.Rate, line.Counts, line.Bar, line.HasPlan}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
