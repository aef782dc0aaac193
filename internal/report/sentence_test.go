package report

import (
	"testing"

	"stetig/internal/continuity"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	gap := func(rule continuity.Rule, from, to string, expected, actual int) Gap {
		return Gap{Rule: rule, Severity: continuity.Warning, State: continuity.Open, From: day(t, from), To: day(t, to), Expected: expected, Actual: actual}
	}
	missed := func(g Gap) Gap {
		g.Severity = continuity.Missed
		return g
	}
	entry := func(g Gap, title string) Gap {
		g.Subject = &Subject{Kind: continuity.AboutEntry, Title: title}
		return g
	}
	owned := func(g Gap, by string) Gap {
		g.OwnerName = by
		return g
	}
	after := func(g Gap, title string) Gap {
		g.Other = &Subject{Kind: continuity.AboutEntry, ID: "other", Title: title}
		return g
	}
	curated := func(g Gap) Gap {
		g.Subject = &Subject{Kind: continuity.AboutCurated}
		return g
	}
	aPlan := gap(continuity.Unowned, "2027-04-12", "2027-12-31", 1, 0)
	aPlan.Subject = &Subject{Kind: continuity.AboutPlan, Title: "Blog 2027"}
	tests := []struct {
		name   string
		gap    Gap
		de, en string
	}{
		{
			"week, some planned", gap(continuity.Cadence, "2027-04-12", "2027-04-18", 3, 2),
			"In KW 15 (12. bis 18. April 2027) sind 2 von 3 zugesagten Beiträgen geplant.",
			"In week 15 (12 to 18 April 2027) 2 of 3 promised entries are planned.",
		},
		{
			"week, one planned", gap(continuity.Cadence, "2027-04-12", "2027-04-18", 2, 1),
			"In KW 15 (12. bis 18. April 2027) ist 1 von 2 zugesagten Beiträgen geplant.",
			"In week 15 (12 to 18 April 2027) 1 of 2 promised entries is planned.",
		},
		{
			"week, none planned", gap(continuity.Cadence, "2026-12-28", "2027-01-03", 2, 0),
			"In KW 53 (28. Dezember 2026 bis 3. Januar 2027) sind 2 Beiträge zugesagt und keiner ist geplant.",
			"In week 53 (28 December 2026 to 3 January 2027) 2 entries are promised and none is planned.",
		},
		{
			"month", gap(continuity.Cadence, "2028-02-01", "2028-02-29", 1, 0),
			"Im Februar 2028 ist ein Beitrag zugesagt und keiner geplant.",
			"In February 2028 one entry is promised and none is planned.",
		},
		{
			"slot", gap(continuity.Cadence, "2027-04-13", "2027-04-13", 1, 0),
			"Am Dienstag, 13. April 2027, ist ein Beitrag zugesagt und keiner geplant.",
			"On Tuesday, 13 April 2027, one entry is promised and none is planned.",
		},
		{
			"a plan's first days", gap(continuity.Cadence, "2027-01-01", "2027-01-03", 1, 0),
			"Vom 1. bis 3. Januar 2027 ist ein Beitrag zugesagt und keiner geplant.",
			"From 1 to 3 January 2027 one entry is promised and none is planned.",
		},
		{
			"over, none appeared", missed(gap(continuity.Cadence, "2027-04-05", "2027-04-11", 1, 0)),
			"In KW 14 (5. bis 11. April 2027) war ein Beitrag zugesagt, erschienen ist keiner.",
			"In week 14 (5 to 11 April 2027) one entry was promised and none appeared.",
		},
		{
			"over, some appeared", missed(gap(continuity.Cadence, "2027-04-05", "2027-04-11", 3, 2)),
			"In KW 14 (5. bis 11. April 2027) sind 2 von 3 zugesagten Beiträgen erschienen.",
			"In week 14 (5 to 11 April 2027) 2 of 3 promised entries appeared.",
		},
		{
			"runs dry", gap(continuity.RunsDry, "2027-04-12", "2027-12-31", 38, 0),
			"Ab 12. April 2027 ist nichts mehr geplant; bis 31. Dezember 2027 sind noch 38 Beiträge zugesagt.",
			"From 12 April 2027 on nothing is planned; 38 entries are still promised until 31 December 2027.",
		},
		{
			"silence", gap(continuity.Silence, "2027-05-03", "2027-05-20", 14, 18),
			"Vom 3. bis 20. Mai 2027 bleibt es 18 Tage lang still; höchstens 14 sind vorgesehen.",
			"From 3 to 20 May 2027 the channel is silent for 18 days; the plan allows 14.",
		},
		{
			"silence with a pause, over", missed(gap(continuity.Silence, "2027-05-03", "2027-05-20", 1, 11)),
			"Vom 3. bis 20. Mai 2027 blieb es 11 Tage lang still, Pausen nicht gezählt; höchstens einer ist vorgesehen.",
			"From 3 to 20 May 2027 the channel was silent for 11 days, pauses not counted; the plan allows one.",
		},
		{
			"horizon", gap(continuity.Horizon, "2028-01-01", "2028-04-11", 1, 0),
			"Ab 1. Januar 2028 hat der Kanal keinen Plan; geplant sein sollte bis 11. April 2028, ein Jahr voraus.",
			"From 1 January 2028 on the channel has no plan; it should be planned until 11 April 2028, a year ahead.",
		},
		{
			"not ready", entry(gap(continuity.NotReady, "2027-04-14", "2027-04-14", 1, 0), "Größen"),
			"„Größen“ soll am 14. April 2027 erscheinen und ist noch nicht freigegeben.",
			"“Größen” is due on 14 April 2027 and not approved yet.",
		},
		{
			"overdue, quotation marks in the title", entry(gap(continuity.Overdue, "2027-04-08", "2027-04-08", 1, 0), "„Ja“ oder “No”"),
			"„‚Ja‘ oder ‚No‘“ sollte am 8. April 2027 erscheinen und ist nicht als veröffentlicht vermerkt.",
			"“‘Ja’ oder ‘No’” was due on 8 April 2027 and is not recorded as published.",
		},
		{
			"overdue without a title", gap(continuity.Overdue, "2027-04-08", "2027-04-08", 1, 0),
			"„(ohne Titel)“ sollte am 8. April 2027 erscheinen und ist nicht als veröffentlicht vermerkt.",
			"“(untitled)” was due on 8 April 2027 and is not recorded as published.",
		},
		{
			"unowned entry", entry(gap(continuity.Unowned, "2027-05-20", "2027-05-20", 1, 0), "Tag des Wassers"),
			"Für „Tag des Wassers“ am 20. Mai 2027 ist niemand zuständig.",
			"“Tag des Wassers” on 20 May 2027 has no owner.",
		},
		{
			"plan of somebody who left", owned(aPlan, "Rüdiger Voß"),
			"Für den Plan „Blog 2027“ ist noch Rüdiger Voß zuständig, gehört aber nicht mehr zum Team.",
			"The plan “Blog 2027” still belongs to Rüdiger Voß, who is no longer on the team.",
		},
		{
			"an absence nobody covers", owned(gap(continuity.UncoveredAbsence, "2027-05-03", "2027-05-07", 1, 0), "Jana Öztürk"),
			"Vom 3. bis 7. Mai 2027 vertritt niemand Jana Öztürk, obwohl während der Abwesenheit etwas ansteht.",
			"From 3 to 7 May 2027 nobody stands in for Jana Öztürk, who is away while something is due.",
		},
		{
			"a day's absence of somebody unnamed", gap(continuity.UncoveredAbsence, "2027-05-03", "2027-05-03", 1, 0),
			"Am 3. Mai 2027 vertritt niemand die zuständige Person, obwohl während der Abwesenheit etwas ansteht.",
			"On 3 May 2027 nobody stands in for the owner, who is away while something is due.",
		},
		{
			"a week of too much", owned(gap(continuity.Overload, "2027-05-03", "2027-05-09", 600, 630), "Jana Öztürk"),
			"In KW 18 (3. bis 9. Mai 2027) hat Jana Öztürk 10\u00a0Std. 30\u00a0min zu tun und 10\u00a0Std. Zeit dafür.",
			"In week 18 (3 to 9 May 2027) Jana Öztürk has 10\u00a0h 30\u00a0min of work and 10\u00a0h for it.",
		},
		{
			"a week of too much for somebody unnamed", gap(continuity.Overload, "2027-05-03", "2027-05-09", 0, 45),
			"In KW 18 (3. bis 9. Mai 2027) hat jemand 45\u00a0min zu tun und 0\u00a0min Zeit dafür.",
			"In week 18 (3 to 9 May 2027) somebody has 45\u00a0min of work and 0\u00a0min for it.",
		},
		{
			"a month without a theme", gap(continuity.ThemeMissing, "2027-05-01", "2027-05-31", 1, 0),
			"Im Mai 2027 hat der Plan keinen Schwerpunkt.",
			"In May 2027 the plan has no theme.",
		},
		{
			"too much about the company", gap(continuity.Mix, "2027-05-03", "2027-07-31", 30, 45),
			"Vom 3. Mai bis 31. Juli 2027 drehen sich 45\u00a0% der Beiträge um das Unternehmen; vorgesehen sind höchstens 30\u00a0%.",
			"From 3 May to 31 July 2027 45% of the entries are about the company; at most 30% should be.",
		},
		{
			"too little curated", curated(gap(continuity.Mix, "2027-05-03", "2027-07-31", 50, 20)),
			"Vom 3. Mai bis 31. Juli 2027 sind 20\u00a0% der Beiträge kuratiert; vorgesehen sind mindestens 50\u00a0%.",
			"From 3 May to 31 July 2027 20% of the entries are curated; at least 50% should be.",
		},
		{
			"too close to one that is named", after(entry(gap(continuity.Clash, "2027-05-03", "2027-05-04", 240, 95), "Größen"), "Zu „Gast“"),
			"„Größen“ am 4. Mai 2027 liegt höchstens 1\u00a0h 35\u00a0min nach „Zu ‚Gast‘“, vorgesehen sind 4\u00a0h.",
			"“Größen” on 4 May 2027 is 1\u00a0h 35\u00a0min at most after “Zu ‘Gast’”; 4\u00a0h are asked for.",
		},
		{
			"too close", entry(gap(continuity.Clash, "2027-05-03", "2027-05-04", 240, 95), "Größen"),
			"„Größen“ am 4. Mai 2027 liegt höchstens 1\u00a0Std. 35\u00a0min nach dem Beitrag davor, vorgesehen sind 4\u00a0Std. Abstand.",
			"“Größen” on 4 May 2027 is 1\u00a0h 35\u00a0min at most after the entry before it; 4\u00a0h are asked for.",
		},
		{
			"on a holiday", entry(gap(continuity.OnHoliday, "2027-05-06", "2027-05-06", 1, 0), "Größen"),
			"„Größen“ ist für den 6. Mai 2027 geplant, einen Feiertag.",
			"“Größen” is planned for 6 May 2027, a public holiday.",
		},
		{
			"a rule of a later program", gap("unanswered", "2027-04-12", "2027-04-18", 20, 31),
			"Unanswered: erwartet 20, vorhanden 31 (12. bis 18. April 2027).",
			"Unanswered: 20 expected, 31 found (12 to 18 April 2027).",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Sentence(tt.gap, "de"); got != tt.de {
				t.Errorf("German\n got %q\nwant %q", got, tt.de)
			}
			if got := Sentence(tt.gap, "en"); got != tt.en {
				t.Errorf("English\n got %q\nwant %q", got, tt.en)
			}
		})
	}
}

func TestMatters(t *testing.T) {
	t.Parallel()
	month := Gap{Rule: continuity.Cadence, From: day(t, "2027-04-01"), To: day(t, "2027-04-30"), Expected: 4, Actual: 1}
	if got := Matter(month, "de"); got != "April 2027: 3 Beiträge zu wenig" {
		t.Errorf("got %q", got)
	}
	away := Gap{Rule: continuity.UncoveredAbsence, From: day(t, "2027-05-03"), To: day(t, "2027-05-07"), Expected: 1}
	if got := Matter(away, "de"); got != "Ohne Vertretung vom 3. bis 7. Mai 2027" {
		t.Errorf("got %q", got)
	}
	if got := Matter(away, "en"); got != "Nobody stands in from 3 to 7 May 2027" {
		t.Errorf("got %q", got)
	}
	week := Gap{Rule: continuity.Cadence, From: day(t, "2027-04-05"), To: day(t, "2027-04-11"), Expected: 2, Actual: 1}
	if got := Matter(week, "en"); got != "Week 14, 2027: one entry too few" {
		t.Errorf("got %q", got)
	}
}
