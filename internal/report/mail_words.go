package report

// mailWords are the texts of the mail about a report, and of its summary, that the
// report itself does not have.
type mailWords struct {
	Open, InBrowser, OpenGaps, OpenWorkspace string
	ToGap                                    string
	Why, Settings, Unsubscribe               string // Why has a %s for the workspace
	Trial, TrialText                         string // TrialText has one, too
}

func (german) mailWords() mailWords {
	return mailWords{
		Open: "Ganzen Bericht lesen", InBrowser: "Der Bericht im Browser", OpenGaps: "Offene Lücken", OpenWorkspace: "Zum Plan",
		ToGap:    "zur Lücke",
		Why:      "Sie bekommen diese E-Mail, weil Sie den Wochenbericht von „%s“ beziehen.",
		Settings: "Einstellen, was kommt", Unsubscribe: "Wochenbericht abbestellen",
		Trial: "Stetig ist verbunden", TrialText: "Hier steht künftig jede Woche, wie es um den Plan von „%s“ steht.",
	}
}

func (german) pressingGaps(n int) string {
	if n == 0 {
		return "nichts dringend"
	}
	return plural(n, "1 dringende Lücke", "%d dringende Lücken")
}

func (english) mailWords() mailWords {
	return mailWords{
		Open: "Read the whole report", InBrowser: "The report in the browser", OpenGaps: "Open gaps", OpenWorkspace: "Open the plan",
		ToGap:    "to the gap",
		Why:      "You get this mail because you receive the weekly report of “%s”.",
		Settings: "Choose what you are sent", Unsubscribe: "Unsubscribe from the weekly report",
		Trial: "Stetig is connected", TrialText: "From now on this is where it says every week how the plan of “%s” stands.",
	}
}

func (english) pressingGaps(n int) string {
	if n == 0 {
		return "nothing critical"
	}
	return plural(n, "1 critical gap", "%d critical gaps")
}
