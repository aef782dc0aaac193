package letter

import (
	"fmt"
	"strings"

	"stetig/internal/plan"
)

func (german) digestWords() digestWords {
	return digestWords{
		Intro:    "das ist seit der letzten Übersicht dringend geworden oder wartet auf Ihre Freigabe:",
		Critical: "Neu dringend", Waiting: "Wartet auf Ihre Freigabe",
		New: "neu", Undated: "noch ohne Tag", Untitled: "Ohne Titel",
		Why:      "Sie bekommen diese E-Mail höchstens einmal am Tag, und nur, wenn es etwas gibt, das bei Ihnen liegt.",
		Settings: "Uhrzeit ändern", Stop: "Tagesübersicht abbestellen",
	}
}

func (german) digestSubject(critical, waiting int) string {
	var told []string
	switch {
	case critical == 1:
		told = append(told, "eine Lücke ist dringend geworden")
	case critical > 1:
		told = append(told, fmt.Sprintf("%d Lücken sind dringend geworden", critical))
	}
	switch {
	case waiting == 1:
		told = append(told, "ein Beitrag wartet auf Ihre Freigabe")
	case waiting > 1:
		told = append(told, fmt.Sprintf("%d Beiträge warten auf Ihre Freigabe", waiting))
	}
	return capital(strings.Join(told, ", "))
}

func (german) more(n int) string { return fmt.Sprintf("und %d weitere", n) }

func (german) by(name string) string { return "von " + name }

// weekday writes a day with its weekday, and without its year, which is near.
func (german) weekday(d plan.Day) string {
	_, month, day := d.Civil()
	weekdays := strings.Fields("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag")
	return fmt.Sprintf("%s, %d. %s", weekdays[d.Weekday()], day, strings.Fields(germanMonths)[month-1])
}

func (english) digestWords() digestWords {
	return digestWords{
		Intro:    "This has become critical since the last digest, or waits for your approval:",
		Critical: "Newly critical", Waiting: "Waits for your approval",
		New: "new", Undated: "no day yet", Untitled: "Untitled",
		Why:      "You get this mail once a day at most, and only when there is something that is yours to do.",
		Settings: "Change the hour", Stop: "Unsubscribe from the daily digest",
	}
}

func (english) digestSubject(critical, waiting int) string {
	var told []string
	switch {
	case critical == 1:
		told = append(told, "one gap has become critical")
	case critical > 1:
		told = append(told, fmt.Sprintf("%d gaps have become critical", critical))
	}
	switch {
	case waiting == 1:
		told = append(told, "one entry waits for your approval")
	case waiting > 1:
		told = append(told, fmt.Sprintf("%d entries wait for your approval", waiting))
	}
	return capital(strings.Join(told, ", "))
}

func (english) more(n int) string { return fmt.Sprintf("and %d more", n) }

func (english) by(name string) string { return "by " + name }

// weekday writes a day with its weekday, and without its year, which is near.
func (english) weekday(d plan.Day) string {
	_, month, day := d.Civil()
	return fmt.Sprintf("%s, %d %s", d.Weekday(), day, month)
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	first := []rune(text)[:1]
	return strings.ToUpper(string(first)) + text[len(string(first)):]
}
