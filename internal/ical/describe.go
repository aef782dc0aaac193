package ical

import (
	"fmt"
	"slices"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// Summary returns the event's title in the given language. Most calendar
// programs show no STATUS; so the state stands in the words: "LinkedIn: Titel
// (in Prüfung)", "Abgesagt: LinkedIn: Titel". Of a gap the severity comes first,
// for titles are cut at their end: "Dringend: Blog: kein Beitrag".
func (e Event) Summary(language string) string {
	title := oneLine(e.Title)
	if e.Kind == Gap {
		summary := joined(": ", severityWord(language, e.Severity), oneLine(e.Channel), matter(language, e), title)
		if e.Accepted {
			summary += in(language, " (hingenommen)", " (accepted)")
		}
		return oneLine(summary)
	}
	if title == "" {
		title = in(language, "ohne Titel", "untitled")
	}
	if e.State == plan.Cancelled {
		return joined(": ", in(language, "Abgesagt", "Cancelled"), oneLine(e.Channel), title)
	}
	return fmt.Sprintf("%s (%s)", joined(": ", oneLine(e.Channel), title), oneLine(stateWord(language, e.State)))
}

// Description returns the event's details in the given language: its state,
// where it belongs, who has it, how its copy begins and, as the last line
// because many programs do not show the URL property, its link.
func (e Event) Description(language string) string {
	var facts []string
	add := func(label, value string) {
		if value = oneLine(value); value != "" {
			facts = append(facts, label+": "+value)
		}
	}
	if e.Kind == Gap {
		add(in(language, "Lücke", "Gap"), matter(language, e))
		if e.Rule == continuity.Cadence || e.Rule == continuity.RunsDry {
			add(in(language, "Erwartet", "Expected"), fmt.Sprint(e.Expected))
			add(in(language, "Geplant", "Planned"), fmt.Sprint(e.Actual))
		}
	} else {
		add(in(language, "Stand", "State"), stateWord(language, e.State))
	}
	add(in(language, "Kanal", "Channel"), e.Channel)
	add(in(language, "Thema", "Topic"), e.Topic)
	if e.Rule != continuity.Unowned { // whoever is named then has left
		add(in(language, "Zuständig", "Owner"), e.Owner)
	}
	return joined("\n\n", strings.Join(facts, "\n"), paragraphs(e.Excerpt), e.URL())
}

// URL returns the event's link as an absolute http or https URL in ASCII, ""
// where the link is no such URL.
func (e Event) URL() string { return webLink(e.Link) }

// categories returns the channel and the topic and, of a gap, the word for it.
func (e Event) categories(language string) []string {
	names := []string{oneLine(e.Channel), oneLine(e.Topic)}
	if e.Kind == Gap {
		names = append(names, in(language, "Lücke", "Gap"))
	}
	var categories []string
	for _, name := range names {
		if name != "" && !slices.Contains(categories, name) {
			categories = append(categories, name)
		}
	}
	return categories
}

// joined joins the parts that are not empty.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), separator)
}
