package report

import (
	"testing"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func TestHeadlineSaysWhatMattersMost(t *testing.T) {
	t.Parallel()
	channel := func(id, name string, expected, kept, unconfirmed int) ChannelInput {
		return ChannelInput{ID: id, Name: name, HasPlan: true, Week: week(t, expected, kept, unconfirmed)}
	}
	good := []ChannelInput{channel("a", "Blog", 1, 1, 0), channel("b", "Newsletter", 2, 2, 0), channel("c", "iX-Podcast", 1, 1, 0)}
	mixed := []ChannelInput{channel("a", "Blog", 1, 1, 0), channel("b", "Newsletter", 2, 1, 1), channel("c", "iX-Podcast", 2, 0, 1), channel("d", "Mastodon", 0, 0, 0)}
	gap := func(rule continuity.Rule, severity continuity.Severity, id, name, from string) Gap {
		return NewGap(stored(t, "g-"+id+string(rule), rule, severity, id, "", from, "2027-12-31", 9, 0), Names{Channel: name})
	}
	short := func(id, name, from, to string, missing int) Gap {
		return NewGap(stored(t, "g-"+id+from, continuity.Cadence, continuity.Critical, id, "", from, to, missing+1, 1), Names{Channel: name})
	}
	unplanned := channel("e", "YouTube", 0, 0, 0)
	unplanned.HasPlan = false
	accepted := gap(continuity.Horizon, continuity.Critical, "e", "YouTube", "2027-04-12")
	accepted.State = continuity.Accepted
	tests := []struct {
		name     string
		channels []ChannelInput
		gaps     []Gap
		late     bool
		de, en   string
	}{
		{
			"all is well", good, nil, false,
			"Alle 3 Kanäle haben ihr Versprechen gehalten; keine Lücke ist offen.",
			"All 3 channels kept their promise; no gap is open.",
		},
		{
			"two channels are both", good[:2], []Gap{gap(continuity.Horizon, continuity.Notice, "a", "Blog", "2027-10-01")}, false,
			"Beide Kanäle haben ihr Versprechen gehalten; die eine offene Lücke ist nicht dringend.",
			"Both channels kept their promise; the one open gap is not critical.",
		},
		{
			"one channel", good[:1], nil, true,
			"Der einzige fällige Kanal hat sein Versprechen gehalten.",
			"The only channel due kept its promise.",
		},
		{
			"unconfirmed is said apart", mixed, nil, true,
			"1 von 3 Kanälen hat sein Versprechen gehalten, 2 Beiträge sind noch unbestätigt.",
			"1 of 3 channels kept its promise, 2 entries are still unconfirmed.",
		},
		{
			"nothing due", []ChannelInput{channel("d", "Mastodon", 0, 0, 0)}, nil, true,
			"In KW 14 war nichts fällig.", "Nothing was due in week 14.",
		},
		{
			"a name keeps its spelling", good, []Gap{gap(continuity.RunsDry, continuity.Warning, "c", "iX-Podcast", "2027-05-03")}, false,
			"iX-Podcast läuft am 3. Mai trocken; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"iX-Podcast runs dry on 3 May; all 3 channels kept their promise.",
		},
		{
			"the nearest dry channels, the others counted", good, []Gap{
				gap(continuity.RunsDry, continuity.Warning, "b", "Newsletter", "2027-05-03"),
				gap(continuity.RunsDry, continuity.Critical, "c", "iX-Podcast", "2027-04-12"),
				gap(continuity.RunsDry, continuity.Warning, "a", "Blog", "2027-05-10"),
			}, false,
			"iX-Podcast liegt seit 12. April trocken, Newsletter läuft am 3. Mai trocken, ein weiterer Kanal ebenso; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"iX-Podcast has been dry since 12 April, Newsletter runs dry on 3 May, one more channel likewise; all 3 channels kept their promise.",
		},
		{
			"what is dry already does not follow", good, []Gap{
				gap(continuity.RunsDry, continuity.Critical, "a", "Blog", "2027-04-05"),
				gap(continuity.RunsDry, continuity.Critical, "b", "Newsletter", "2027-04-05"),
				gap(continuity.RunsDry, continuity.Critical, "c", "iX-Podcast", "2027-04-05"),
			}, false,
			"Blog liegt seit 5. April trocken, Newsletter liegt seit 5. April trocken, ein weiterer Kanal ebenso; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Blog has been dry since 5 April, Newsletter has been dry since 5 April, one more channel likewise; all 3 channels kept their promise.",
		},
		{
			"what runs dry far ahead is no headline", good, []Gap{gap(continuity.RunsDry, continuity.Notice, "b", "Newsletter", "2027-09-06")}, false,
			"Alle 3 Kanäle haben ihr Versprechen gehalten; die eine offene Lücke ist nicht dringend.",
			"All 3 channels kept their promise; the one open gap is not critical.",
		},
		{
			"no plan and overdue", append([]ChannelInput{unplanned}, mixed...), []Gap{
				gap(continuity.Overdue, continuity.Critical, "a", "Blog", "2027-04-01"), gap(continuity.Horizon, continuity.Critical, "e", "YouTube", "2027-04-12"),
			}, false,
			"YouTube hat keinen Plan; 1 Beitrag ist überfällig; 1 von 3 Kanälen hat sein Versprechen gehalten, 2 Beiträge sind noch unbestätigt.",
			"YouTube has no plan; 1 entry is overdue; 1 of 3 channels kept its promise, 2 entries are still unconfirmed.",
		},
		{
			"no plan, and somebody accepted that", append([]ChannelInput{unplanned}, good...), []Gap{accepted}, false,
			"3 von 3 Kanälen haben ihr Versprechen gehalten; keine Lücke ist offen.",
			"3 of 3 channels kept their promise; no gap is open.",
		},
		{
			"what is short and what waits", good, []Gap{
				gap(continuity.NotReady, continuity.Critical, "a", "Blog", "2027-04-14"), short("b", "Newsletter", "2027-04-12", "2027-04-18", 2),
			}, false,
			"Newsletter fehlen 2 Beiträge in KW 15; 1 Beitrag wartet kurz vor dem Termin auf Freigabe; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Newsletter is 2 entries short in week 15; 1 entry is due soon and not approved; all 3 channels kept their promise.",
		},
		{
			"several gaps of one channel", good, []Gap{short("b", "Newsletter", "2027-04-14", "2027-04-14", 1), short("b", "Newsletter", "2027-04-16", "2027-04-16", 1)}, false,
			"Newsletter fehlen ab dem 14. April 2 Beiträge; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Newsletter is 2 entries short from 14 April on; all 3 channels kept their promise.",
		},
		{
			"several channels", good, []Gap{short("b", "Newsletter", "2027-04-14", "2027-04-14", 1), short("a", "Blog", "2027-04-12", "2027-04-18", 2)}, false,
			"2 Kanälen fehlen in Kürze zusammen 3 Beiträge; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"2 channels will soon be 3 entries short in all; all 3 channels kept their promise.",
		},
		{
			"a day", good, []Gap{short("b", "Newsletter", "2027-04-14", "2027-04-14", 1)}, false,
			"Newsletter fehlt ein Beitrag am 14. April; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Newsletter is one entry short on 14 April; all 3 channels kept their promise.",
		},
		{
			"a month", good, []Gap{short("b", "Newsletter", "2027-05-01", "2027-05-31", 1)}, false,
			"Newsletter fehlt ein Beitrag im Mai; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Newsletter is one entry short in May; all 3 channels kept their promise.",
		},
		{
			"the rest of a plan, into the next year", good, []Gap{short("b", "Newsletter", "2027-12-30", "2028-01-02", 2)}, false,
			"Newsletter fehlen 2 Beiträge vom 30. Dezember bis 2. Januar 2028; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"Newsletter is 2 entries short from 30 December to 2 January 2028; all 3 channels kept their promise.",
		},
		{
			"what has no clause of its own", good, []Gap{gap(continuity.UncoveredAbsence, continuity.Critical, "a", "Blog", "2027-04-14")}, false,
			"1 Lücke ist dringend; alle 3 Kanäle haben ihr Versprechen gehalten.",
			"1 gap is critical; all 3 channels kept their promise.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := Compose(Input{
				TimeZone: "Europe/Berlin", Week: plan.ISOWeek(2027, 14), MadeAt: monday, Late: tt.late,
				Channels: tt.channels, Gaps: tt.gaps,
			})
			if got := r.Headline("de"); got != tt.de {
				t.Errorf("German\n got %q\nwant %q", got, tt.de)
			}
			if got := r.Headline("en"); got != tt.en {
				t.Errorf("English\n got %q\nwant %q", got, tt.en)
			}
		})
	}
}

// A dry day that has come since the report before is no news of the plan.
func TestHeadlineComparesOnlyDaysStillAhead(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	previous := *in.Previous
	previous.Gaps.Open[0].From = day(t, "2027-04-12") // today
	in.Previous = &previous
	want := "LinkedIn läuft am 13. April trocken; YouTube hat keinen Plan; 1 von 4 Kanälen hat sein Versprechen gehalten, 2 Beiträge sind noch unbestätigt."
	if got := Compose(in).Headline("de"); got != want {
		t.Errorf("got %q", got)
	}
}

// After weeks without a report the comparison names the one it is made with.
func TestHeadlineNamesAnOlderReport(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Previous.Week, in.Previous.From = "2027-W11", in.Previous.From-14
	want := "LinkedIn läuft am 13. April trocken, drei Wochen früher als in KW 11; YouTube hat keinen Plan; 1 von 4 Kanälen hat sein Versprechen gehalten, 2 Beiträge sind noch unbestätigt."
	r := Compose(in)
	if got := r.Headline("de"); got != want {
		t.Errorf("got %q", got)
	}
	if r.channel("linkedin").Before.Told != nil {
		t.Error("a week is compared with what a report of another week told")
	}
}
