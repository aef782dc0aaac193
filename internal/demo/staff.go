package demo

import "stetig/internal/plan"

// The company and everybody in it are invented.
const (
	companyName = "Mühlbrink Pumpen GmbH"
	companySite = "https://www.muehlbrink-pumpen.example"
)

// person names a member within this package.
type person string

// The people of the company's communication.
const (
	nobody     person = ""
	wiebke     person = "wiebke"
	tjark      person = "tjark"
	ayse       person = "ayse"
	friederike person = "friederike"
	jonas      person = "jonas"
	matthias   person = "matthias"
	svenja     person = "svenja"
)

// worker is a member as invented here.
type worker struct {
	person      person
	name        string
	email       string
	role        plan.Role
	leftDaysAgo int // 0: still there
	external    bool
}

func staff() []worker {
	return []worker{
		{wiebke, "Wiebke Osterfeld", "wiebke.osterfeld@example.org", plan.Lead, 0, false},
		{tjark, "Tjark Lindhörster", "tjark.lindhoerster@example.org", plan.Editor, 0, false},
		{ayse, "Ayşe Karabulak", "ayse.karabulak@example.org", plan.Editor, 0, false},
		{friederike, "Friederike Saalbacher", "friederike.saalbacher@example.org", plan.Editor, 0, false},
		{svenja, "Svenja Dölligkeit", "svenja.doelligkeit@example.org", plan.Editor, 38, false},
		{jonas, "Jonas Brettholzer", "jonas.brettholzer@example.org", plan.Contributor, 0, true},
		{matthias, "Matthias Röhrkamper", "matthias.roehrkamper@example.org", plan.Viewer, 0, false},
	}
}
