package report

import (
	"fmt"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// german is the German catalogue.
type german struct{}

func (german) code() string { return "de" }

func (german) labels() labels {
	return labels{
		Made:        "Erstellt",
		GapsHeading: "Wo Lücken drohen", AheadHeading: "Was kommt",
		ChangesHeading: "Seit dem letzten Bericht", AcceptedHeading: "Hingenommene Lücken", CountsHeading: "Offene Lücken gezählt",
		TrendHeading: "Verlauf", TrendFigures: "Woche für Woche in Zahlen", RunwayDays: "Vorlauf (Tage)",
		TrendBars:   "Ein Balken je Woche, die älteste links. Quote: voll heißt alles gehalten, leer nichts; ein Strich heißt nichts fällig. Vorlauf: je höher, desto länger. Ohne Balken fehlt die Angabe.",
		TrendMarks:  "Ein Zeichen je Woche, die älteste links. Quote: ▁ nichts gehalten bis █ alles gehalten, · nichts fällig. Vorlauf: ▁ kein Tag bis █ so lang wie nie. ? ohne Angabe, – noch kein Bericht über den Kanal.",
		RuleCaption: "Offene Lücken nach Art", OwnerCaption: "Offene Lücken nach Zuständigen", LegendHeading: "So liest sich der Bericht",
		WeekCaption: "Was die Kanäle in der Woche zugesagt und gehalten haben", AheadCaption: "Wie weit die Kanäle vorgeplant sind",
		Channel: "Kanal", Owner: "Zuständig", Kept: "Gehalten", Rate: "Quote", Before: "Woche davor", Result: "Ergebnis", AllChannels: "Alle Kanäle",
		Runway: "Vorlauf", Next4: "Nächste 4 Wochen", Next12: "Nächste 12 Wochen", Next52: "Nächste 52 Wochen",
		Critical: "dringend", Warning: "bald", Notice: "später", Total: "gesamt", Rule: "Art",
		CriticalMeans: "jetzt handeln", WarningMeans: "beginnt innerhalb von sechs Wochen", NoticeMeans: "noch Zeit",
		Better: "jetzt besser", Worse: "jetzt schlechter", Same: "gleich", New: "neu",
		Nobody: "niemand", NoPlan: "kein Plan", NoRate: "–",
		NoChannels:  "Noch verspricht kein Kanal etwas. Sobald ein Kanal aktiv ist und einen Plan hat, steht hier jede Woche, was er zugesagt und gehalten hat.",
		NoGaps:      "Keine Lücke ist offen.",
		FirstReport: "Dies ist der erste Bericht, der nach vorn schaut; ab dem nächsten steht hier, was neu ist und was sich erledigt hat.", NothingChanged: "Keine Lücke hat sich geschlossen.",
		Resolved: "erledigt", Merged: "in einem trockenen Rest aufgegangen", Missed: "versäumt",
		Legend: []string{
			"Zugesagt ist, was der Plan eines Kanals verspricht. Gehalten ist, was davon erschienen und als veröffentlicht vermerkt ist.",
			"Unbestätigt ist, was geplant war, aber nicht als veröffentlicht vermerkt ist. Es zählt nicht als gehalten; der nächste Bericht nennt die Woche noch einmal, endgültig.",
			"„–“ heißt: Nichts war fällig. Das ist etwas anderes als 100\u00a0%.",
		},
		LegendAhead: []string{
			"Der Vorlauf sagt, wie viele Tage der Plan noch trägt, bis zum ersten Mal etwas fehlt.",
			"Trocken ist ein Plan, wenn ab einem Tag nichts mehr geplant ist, obwohl noch etwas zugesagt ist.",
		},
		AsCSV: "Als Tabelle (CSV)", AsText: "Als Text", Home: "Zur Übersicht", AllReports: "Alle Berichte", InCSV: "vollständig in der CSV-Datei",
		SectionWeek: "Woche", SectionBefore: "Woche davor", SectionOpen: "Offene Lücke", SectionAccepted: "Hingenommene Lücke", SectionTrend: "Verlauf",
	}
}

func (german) csvHeadings() []string {
	return []string{
		"Berichtswoche", "Abschnitt", "Kanal", "Zuständig", "Von", "Bis", "Fällig", "Gehalten", "Unbestätigt", "Quote (%)",
		"Zugesagt", "Gedeckt", "Geplant", "Fertig", "Veröffentlicht", "Vorlauf (Tage)", "Vorlauf bis", "Art", "Dringlichkeit", "Neu", "Erklärung",
	}
}

func (german) ruleName(rule continuity.Rule) string {
	switch rule {
	case continuity.Cadence:
		return "Zugesagtes fehlt"
	case continuity.RunsDry:
		return "Läuft trocken"
	case continuity.Silence:
		return "Zu lange still"
	case continuity.Horizon:
		return "Plan endet zu früh"
	case continuity.NotReady:
		return "Nicht freigegeben"
	case continuity.Overdue:
		return "Überfällig"
	case continuity.Unowned:
		return "Ohne Zuständige"
	case continuity.UncoveredAbsence:
		return "Ohne Vertretung"
	case continuity.Overload:
		return "Zu viel zu tun"
	case continuity.ThemeMissing:
		return "Ohne Schwerpunkt"
	case continuity.Mix:
		return "Mischung verfehlt"
	case continuity.Clash:
		return "Zu dicht"
	case continuity.OnHoliday:
		return "Am Feiertag"
	default:
		return oneLine(string(rule))
	}
}

func (l german) trend(days int, since string) string {
	switch {
	case days > 0:
		return l.longer(days) + " weiter " + l.than(since)
	case days < 0:
		return l.longer(-days) + " kürzer " + l.than(since)
	default:
		return "unverändert"
	}
}

func (l german) runway(days int, until plan.Day) string {
	return fmt.Sprintf("%s, bis %s", plural(days, "1 Tag", "%d Tage"), l.day(until))
}

func (german) window(f Figures) (planned, ready string) {
	ready = fmt.Sprintf("%d fertig", f.Ready)
	switch {
	case f.Promised == 0 && f.Planned == 0:
		return "nichts zugesagt", ""
	case f.Promised == 0:
		return fmt.Sprintf("%d geplant, nichts zugesagt", f.Planned), ready
	default:
		return fmt.Sprintf("%d von %d geplant", f.Covered, f.Promised), ready
	}
}

func (l german) title(w plan.Week) string { return "Wochenbericht " + l.weekOfYear(w) }

func (l german) weekHeading(w plan.Week) string { return l.week(w) + ": zugesagt und gehalten" }

func (german) result(s status, missing, unconfirmed int) string {
	text := map[status]string{
		promiseKept: "gehalten", promiseOpen: "noch nicht bestätigt", promiseBroken: "nicht gehalten",
		nothingDue: "nichts fällig", withoutPlan: "kein Plan",
	}[s]
	if s == promiseBroken {
		text += plural(missing, ": 1 fehlt", ": %d fehlen")
		if unconfirmed > 0 {
			text += fmt.Sprintf(", %d unbestätigt", unconfirmed)
		}
	}
	if s == promiseOpen {
		text += fmt.Sprintf(": %d", unconfirmed)
	}
	return text
}

func (german) unconfirmed(n int) string { return plural(n, "1 unbestätigt", "%d unbestätigt") }

func (german) told(then string) string { return "damals gemeldet: " + then }

func (l german) moved(from plan.Day) string { return "bisher ab " + l.day(from) }

func (l german) accepted(a Acceptance) string {
	by := ""
	if a.ByName != "" {
		by = " von " + a.ByName
	}
	return fmt.Sprintf("Hingenommen bis %s%s: %s", l.day(a.Until), by, a.Reason)
}

func (german) changes(c Changes, since string) string {
	parts := counted(
		part{c.New, "neu"}, part{c.Carried, "geblieben"}, part{len(c.Resolved), "erledigt"},
		part{len(c.Merged), "in einem trockenen Rest aufgegangen"}, part{len(c.Missed), "versäumt"}, part{c.accepted(), "hingenommen"},
	)
	if parts == "" {
		return fmt.Sprintf("Seit dem Bericht über %s gab es keine Lücke.", since)
	}
	return fmt.Sprintf("Lücken seit dem Bericht über %s: %s.", since, parts)
}

func (german) late(made string) string {
	return fmt.Sprintf("Nachgeholt am %s: Dieser Bericht sagt nur, was in seiner Woche zugesagt war und gehalten wurde. Was offen ist und was kommt, steht im neuesten Bericht.", made)
}

func (l german) cadence(g Gap) string {
	when := capital(l.when(g.Span()))
	switch {
	case g.isPast() && g.Actual == 0:
		return fmt.Sprintf("%s %s zugesagt, erschienen ist keiner.", when, plural(g.Expected, "war ein Beitrag", "waren %d Beiträge"))
	case g.isPast():
		return fmt.Sprintf("%s %s von %d zugesagten Beiträgen erschienen.", when, plural(g.Actual, "ist 1", "sind %d"), g.Expected)
	case g.Actual == 0:
		return fmt.Sprintf("%s %s geplant.", when, plural(g.Expected, "ist ein Beitrag zugesagt und keiner", "sind %d Beiträge zugesagt und keiner ist"))
	default:
		return fmt.Sprintf("%s %s von %d zugesagten Beiträgen geplant.", when, plural(g.Actual, "ist 1", "sind %d"), g.Expected)
	}
}

func (l german) runsDry(g Gap) string {
	return fmt.Sprintf("Ab %s ist nichts mehr geplant; bis %s %s zugesagt.",
		l.day(g.From), l.day(g.To), plural(g.Expected, "ist noch ein Beitrag", "sind noch %d Beiträge"))
}

func (l german) silence(g Gap) string {
	verb := "bleibt"
	if g.isPast() {
		verb = "blieb"
	}
	pauses := ""
	if g.Span().Days() != g.Actual {
		pauses = ", Pausen nicht gezählt"
	}
	return fmt.Sprintf("%s %s es %s lang still%s; höchstens %s vorgesehen.", capital(l.fromTo(g.Span())), verb,
		plural(g.Actual, "einen Tag", "%d Tage"), pauses, plural(g.Expected, "einer ist", "%d sind"))
}

func (l german) horizon(g Gap) string {
	return fmt.Sprintf("Ab %s hat der Kanal keinen Plan; geplant sein sollte bis %s, ein Jahr voraus.", l.day(g.From), l.day(g.To))
}

func (l german) notReady(g Gap) string {
	return fmt.Sprintf("%s soll am %s erscheinen und ist noch nicht freigegeben.", quoteGerman(g.title()), l.day(g.From))
}

func (l german) overdue(g Gap) string {
	return fmt.Sprintf("%s sollte am %s erscheinen und ist nicht als veröffentlicht vermerkt.", quoteGerman(g.title()), l.day(g.From))
}

func (l german) unowned(g Gap) string {
	what := fmt.Sprintf("%s am %s", quoteGerman(g.title()), l.day(g.From))
	if g.Subject != nil && g.Subject.Kind == continuity.AboutPlan {
		what = "den Plan " + quoteGerman(g.title())
	}
	if g.OwnerName == "" {
		return fmt.Sprintf("Für %s ist niemand zuständig.", what)
	}
	return fmt.Sprintf("Für %s ist noch %s zuständig, gehört aber nicht mehr zum Team.", what, g.owner())
}

func (l german) otherRule(g Gap) string {
	return fmt.Sprintf("%s: erwartet %d, vorhanden %d (%s).", capital(l.ruleName(g.Rule)), g.Expected, g.Actual, l.span(g.Span()))
}

func (l german) matter(g Gap) string {
	title := quoteGerman(g.title())
	switch g.Rule {
	case continuity.Cadence:
		return fmt.Sprintf("%s: %s zu wenig", l.period(g.Span()), plural(g.Expected-g.Actual, "ein Beitrag", "%d Beiträge"))
	case continuity.RunsDry:
		return "Trocken ab " + l.day(g.From)
	case continuity.Silence:
		return "Stille " + l.fromTo(g.Span())
	case continuity.Horizon:
		return "Kein Plan ab " + l.day(g.From)
	case continuity.NotReady:
		return "Fehlende Freigabe: " + title
	case continuity.Overdue:
		return "Überfällig: " + title
	case continuity.Unowned:
		return "Ohne Zuständige: " + title
	case continuity.UncoveredAbsence:
		return "Ohne Vertretung " + l.fromTo(g.Span())
	case continuity.Overload:
		return "Zu viel zu tun: " + l.period(g.Span())
	case continuity.ThemeMissing:
		return "Ohne Schwerpunkt: " + l.period(g.Span())
	case continuity.Mix:
		return "Mischung verfehlt " + l.fromTo(g.Span())
	case continuity.Clash:
		return "Zu dicht: " + title
	case continuity.OnHoliday:
		return "Am Feiertag: " + title
	default:
		return fmt.Sprintf("%s, %s", l.ruleName(g.Rule), l.span(g.Span()))
	}
}

func (l german) dry(channels []dryChannel, more int, today plan.Day, since string) string {
	parts := make([]string, 0, len(channels)+1)
	for _, c := range channels {
		part := fmt.Sprintf("%s läuft am %s trocken", c.name, l.dayNear(c.from, today))
		if c.from <= today {
			part = fmt.Sprintf("%s liegt seit %s trocken", c.name, l.dayNear(c.from, today))
		}
		if c.was != nil {
			part += l.shifted(int(c.from-*c.was), since, len(channels) > 1)
		}
		parts = append(parts, part)
	}
	if more > 0 {
		parts = append(parts, plural(more, "ein weiterer Kanal ebenso", "%d weitere Kanäle ebenso"))
	}
	return strings.Join(parts, ", ")
}

// shifted says by how much a day came earlier or later than told before.
func (l german) shifted(days int, since string, isAside bool) string {
	direction := "später"
	if days < 0 {
		days, direction = -days, "früher"
	}
	text := fmt.Sprintf("%s %s %s", l.longer(days), direction, l.than(since))
	if isAside {
		return " (" + text + ")"
	}
	return ", " + text
}

func (german) planless(names []string, more int) string {
	if more > 0 {
		return fmt.Sprintf("%s und %s haben keinen Plan", strings.Join(names, ", "), plural(more, "ein weiterer Kanal", "%d weitere Kanäle"))
	}
	return strings.Join(names, " und ") + plural(len(names), " hat keinen Plan", " haben keinen Plan")
}

func (german) overdueEntries(n int) string {
	return plural(n, "1 Beitrag ist überfällig", "%d Beiträge sind überfällig")
}

func (german) pressing(n int) string {
	return plural(n, "1 Lücke ist dringend", "%d Lücken sind dringend")
}

func (l german) promises(p promises, week plan.Week) string {
	if p.due == 0 {
		return fmt.Sprintf("in %s war nichts fällig", l.week(week))
	}
	text := ""
	switch {
	case p.due == 1 && p.kept == 1:
		text = "der einzige fällige Kanal hat sein Versprechen gehalten"
	case p.due == 1:
		text = "der einzige fällige Kanal hat sein Versprechen nicht gehalten"
	case p.kept == p.due && p.due == p.channels && p.due == 2:
		text = "beide Kanäle haben ihr Versprechen gehalten"
	case p.kept == p.due && p.due == p.channels:
		text = fmt.Sprintf("alle %d Kanäle haben ihr Versprechen gehalten", p.due)
	case p.kept == 0:
		text = fmt.Sprintf("keiner von %d Kanälen hat sein Versprechen gehalten", p.due)
	default:
		text = fmt.Sprintf("%s von %d Kanälen %s Versprechen gehalten", plural(p.kept, "1", "%d"), p.due, plural(p.kept, "hat sein", "haben ihr"))
	}
	if p.kept == p.due && p.inARow >= enoughInARow {
		text += ", " + l.timesInARow(p.inARow)
	}
	if p.unconfirmed > 0 {
		text += plural(p.unconfirmed, ", 1 Beitrag ist noch unbestätigt", ", %d Beiträge sind noch unbestätigt")
	}
	return text
}

func (german) noAlarm(open int) string {
	switch open {
	case 0:
		return "keine Lücke ist offen"
	case 1:
		return "die eine offene Lücke ist nicht dringend"
	default:
		return fmt.Sprintf("keine der %d offenen Lücken ist dringend", open)
	}
}
