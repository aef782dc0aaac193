package pages

import "strings"

// SetUpForm is what was entered to set up the server, shown again where it is
// refused. The password is not among it.
type SetUpForm struct {
	Name, Email, Workspace string
	TimeZone               string // IANA name
	Language               string // "de" or "en"
}

// SetUp is the page that sets up an empty server.
type SetUp struct {
	Frame
	Action string // where the form is sent
	Form   SetUpForm
	Wrong  Wrong
}

type setUpView struct {
	Frame
	Title, Action               string
	Name, Email, Password, Team field
	Zone, Tongue                field
	Zones                       []zoneGroup
	Tongues                     []option
	Problems                    []field
}

func (setUpView) file() string { return "set_up.html" }

// SetUp writes the page.
func (p *Pages) SetUp(in SetUp) ([]byte, error) {
	w := in.T()
	v := setUpView{Frame: in.Frame, Title: w.SetUpTitle, Action: in.Action}
	v.Name, v.Email, v.Password = nameField(w, in.Form.Name), emailField(w, in.Form.Email), newPasswordField(w, w.Password)
	v.Team = field{
		Name: "workspace", Label: w.WorkspaceName, Type: "text", Value: in.Form.Workspace, Complete: "organization", Hint: w.WorkspaceHint,
	}
	v.Zone = field{Name: "time_zone", Label: w.TimeZone, Hint: w.TimeZoneHint, Value: in.Form.TimeZone}
	v.Tongue = field{Name: "language", Label: w.LanguageSwitch, Hint: w.LanguageHint, Value: in.Form.Language}
	v.Problems = w.withProblems(in.Wrong, &v.Name, &v.Email, &v.Password, &v.Team, &v.Zone, &v.Tongue)
	v.Zones = zones(in.Form.TimeZone)
	for _, code := range Languages() {
		v.Tongues = append(v.Tongues, option{code, wordsIn(code).Name, code == in.Form.Language})
	}
	return p.write(v)
}

// zoneGroup is the time zones of one part of the world.
type zoneGroup struct {
	Region string
	Zones  []option
}

// zones lists the time zones that a form offers. A chosen one that is not among
// them is offered too.
func zones(chosen string) []zoneGroup {
	var groups []zoneGroup
	found := false
	for line := range strings.Lines(offeredZones) {
		region, cities, _ := strings.Cut(strings.TrimSpace(line), ": ")
		group := zoneGroup{Region: region}
		for city := range strings.FieldsSeq(cities) {
			name := region + "/" + city
			found = found || name == chosen
			group.Zones = append(group.Zones, option{name, strings.ReplaceAll(city, "_", " "), name == chosen})
		}
		groups = append(groups, group)
	}
	other := zoneGroup{Region: "UTC", Zones: []option{{"UTC", "UTC", chosen == "UTC"}}}
	if !found && chosen != "UTC" && chosen != "" {
		other.Zones = append(other.Zones, option{chosen, chosen, true})
	}
	return append(groups, other)
}

// offeredZones are names of the IANA time zone database.
const offeredZones = `Europe: Amsterdam Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Copenhagen Dublin Helsinki Istanbul Kyiv Lisbon Ljubljana London Luxembourg Madrid Oslo Paris Prague Riga Rome Sofia Stockholm Tallinn Vaduz Vienna Vilnius Warsaw Zagreb Zurich
Africa: Cairo Casablanca Johannesburg Lagos Nairobi
America: Bogota Buenos_Aires Chicago Denver Halifax Los_Angeles Mexico_City New_York Sao_Paulo Toronto Vancouver
Asia: Bangkok Dubai Hong_Kong Jakarta Jerusalem Kolkata Manila Riyadh Seoul Shanghai Singapore Tokyo
Atlantic: Canary Reykjavik
Australia: Adelaide Brisbane Melbourne Perth Sydney
Pacific: Auckland Honolulu`
