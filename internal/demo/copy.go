package demo

import (
	"strings"
	"unicode"

	"stetig/internal/plan"
)

// write gives an entry that is out, or nearly, its link and in most cases a text.
func (c *composer) write(e *plan.Entry, s *sketch, h headline) {
	archive := s.outlet.habit.archive
	if e.State == plan.Published && archive != "" {
		e.Link = companySite + archive + slug(e.Title)
	}
	written := e.State == plan.Published || e.State == plan.Approved || e.State == plan.InReview
	if !written || c.chance.IntN(5) < 2 {
		return
	}
	openings := firstLines(h.subject)
	closings := lastLines(s.outlet.platform)
	e.Copy = openings[c.chance.IntN(len(openings))] + "\n\n" + closings[c.chance.IntN(len(closings))]
}

// slug is a title as the last part of an address: lower case ASCII letters,
// digits and single hyphens, umlauts spelled out.
func slug(title string) string {
	spelled := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "²", "2").Replace(strings.ToLower(title))
	words := strings.FieldsFunc(spelled, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(words, "-")
}

// fieldOf returns the field of a topic.
func fieldOf(s subject) string {
	for _, t := range topics() {
		if t.subject == s {
			return t.field
		}
	}
	return ""
}

func firstLines(s subject) []string {
	switch fieldOf(s) {
	case fieldProducts:
		return []string{
			"Auf dem Papier sehen zwei Pumpen oft gleich aus. Im Betrieb trennt sich dann, was zur Anlage passt und was nicht.",
			"Unsere Konstruktion hat sich die häufigsten Rückfragen aus dem Außendienst vorgenommen und beantwortet sie der Reihe nach.",
			"Ein Bauteil, das selten jemand sieht, entscheidet darüber, wie lange die Anlage läuft. Wir zeigen es von innen.",
		}
	case fieldKnowledge:
		return []string{
			"Die Frage kommt fast jede Woche bei uns an. Zeit, sie einmal gründlich und ohne Fachchinesisch zu beantworten.",
			"Wer das einmal verstanden hat, spart sich später viel Sucherei. **Drei Minuten Lesezeit**, ein Rechenbeispiel.",
			"Aus der Praxis unserer Servicetechniker: woran man es erkennt, was dahintersteckt und was sofort hilft.",
		}
	case fieldGreen:
		return []string{
			"Pumpen laufen oft Tag und Nacht. Schon kleine Verbesserungen machen sich deshalb auf der Stromrechnung bemerkbar.",
			"Wir rechnen vor, was es kostet, was es bringt und nach wie vielen Monaten es sich lohnt.",
			"Am nachhaltigsten ist die Anlage, die man nicht ersetzen muss. Wie das gelingt, zeigt dieses Beispiel.",
		}
	case fieldPeople:
		return []string{
			"Wer bei uns arbeitet, hat etwas zu erzählen. Diesmal haben wir in der Werkhalle nachgefragt.",
			"Kein Tag ist wie der andere, sagt das Team. Wir waren einen Tag lang dabei und haben mitgeschrieben.",
			"Du suchst etwas, bei dem man am Abend sieht, was man geschafft hat? Dann lies weiter.",
		}
	case fieldCustomers:
		return []string{
			"Die Aufgabe klang einfach, der Ort war es nicht: wenig Platz, laufender Betrieb und ein fester Termin.",
			"Ein Jahr nach der Inbetriebnahme haben wir nachgefragt, was sich bewährt hat und was man heute anders machen würde.",
		}
	default:
		return []string{
			"Der Termin steht, das Programm auch. Hier kommt alles, was man vorab wissen sollte.",
			"Persönlich redet es sich am besten. Wir freuen uns auf viele Gespräche und bringen etwas zum Anfassen mit.",
		}
	}
}

func lastLines(platform string) []string {
	switch platform {
	case "blog":
		return []string{
			"## Das Wichtigste in Kürze\n\n- Betriebspunkt prüfen, bevor etwas getauscht wird\n- Messwerte aufschreiben, nicht schätzen\n- Im Zweifel früh nachfragen",
			"Fragen dazu? Unsere Anwendungsberatung ist werktags von 7 bis 17 Uhr erreichbar.",
		}
	case "newsletter":
		return []string{"Viel Freude beim Lesen wünscht\ndas Redaktionsteam", "Bis zur nächsten Ausgabe\nIhr Redaktionsteam"}
	case "linkedin":
		return []string{"Wie handhaben Sie das in Ihrem Betrieb?\n\n#Pumpentechnik #Mittelstand", "Mehr dazu in unserem Blog.\n\n#Maschinenbau #Wasserwirtschaft"}
	case "instagram":
		return []string{"Wer hätte es gewusst? 💧\n\n#pumpen #maschinenbau #handwerk", "Markiert jemanden, der das sehen sollte.\n\n#ausbildung #werkstatt"}
	case "mastodon":
		return []string{"Fragen gern hier drunter, es antwortet ein Mensch.\n\n#Pumpen #Wasser", "#Technik #Werkstatt"}
	default:
		return []string{"00:00 Worum es geht\n00:40 Am Prüfstand\n03:10 Was wir daraus lernen", "Kapitel und Datenblatt stehen in der Beschreibung auf unserer Seite."}
	}
}
