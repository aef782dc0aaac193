package demo

// subject names a topic within this package.
type subject string

// The topics, field by field.
const (
	centrifugal subject = "centrifugal"
	submersible subject = "submersible"
	dosing      subject = "dosing"
	drives      subject = "drives"
	seals       subject = "seals"
	connected   subject = "connected"

	sizing      subject = "sizing"
	maintenance subject = "maintenance"
	faults      subject = "faults"
	hydraulics  subject = "hydraulics"
	standards   subject = "standards"

	energy   subject = "energy"
	water    subject = "water"
	repair   subject = "repair"
	greenery subject = "greenery"

	training subject = "training"
	team     subject = "team"
	careers  subject = "careers"
	safety   subject = "safety"
	worklife subject = "worklife"

	towns     subject = "towns"
	farms     subject = "farms"
	industry  subject = "industry"
	groceries subject = "groceries"

	hannover subject = "hannover"
	openDay  subject = "open_day"
	talks    subject = "talks"
)

// The fields (pillars) of the topics.
const (
	fieldProducts  = "Produkte & Technik"
	fieldKnowledge = "Wissen"
	fieldGreen     = "Nachhaltigkeit"
	fieldPeople    = "Menschen & Karriere"
	fieldCustomers = "Kundengeschichten"
	fieldFairs     = "Messen & Termine"
)

// pillar is a topic as invented here.
type pillar struct {
	subject     subject
	field       string
	name        string
	description string
}

func topics() []pillar {
	return []pillar{
		{centrifugal, fieldProducts, "Kreiselpumpen", "Baureihen, Laufräder, Einsatzgrenzen"},
		{submersible, fieldProducts, "Tauchmotorpumpen", "Schächte, Brunnen, Entwässerung"},
		{dosing, fieldProducts, "Dosiertechnik", "Kleine Mengen, genau gefördert"},
		{drives, fieldProducts, "Antriebe & Steuerung", "Motoren, Frequenzumrichter, Regelung"},
		{seals, fieldProducts, "Dichtungen & Werkstoffe", "Gleitringdichtungen, Edelstahl, Keramik"},
		{connected, fieldProducts, "Vernetzte Pumpen", "Sensoren, Fernwartung, Daten aus dem Betrieb"},
		{sizing, fieldKnowledge, "Auslegung & Kennlinien", "Vom Betriebspunkt zur richtigen Pumpe"},
		{maintenance, fieldKnowledge, "Wartung & Instandhaltung", "Checklisten und Intervalle für die Praxis"},
		{faults, fieldKnowledge, "Störungen verstehen", "Geräusche, Schwingungen, Kavitation"},
		{hydraulics, fieldKnowledge, "Grundlagen der Hydraulik", "Begriffe, die jeder im Pumpenhaus kennen sollte"},
		{standards, fieldKnowledge, "Normen & Richtlinien", "Was gilt, was sich ändert, was es bedeutet"},
		{energy, fieldGreen, "Energieeffizienz", "Strom sparen, ohne Leistung zu verlieren"},
		{water, fieldGreen, "Wasser sparen", "Verantwortung für eine knappe Ressource"},
		{repair, fieldGreen, "Reparatur & Kreislauf", "Instandsetzen statt wegwerfen"},
		{greenery, fieldGreen, "Klimafreundliches Werk", "Photovoltaik, Abwärme, Dienstrad"},
		{training, fieldPeople, "Ausbildung", "Azubis, duales Studium, Praktika"},
		{team, fieldPeople, "Menschen im Werk", "Porträts und Einblicke"},
		{careers, fieldPeople, "Stellen & Bewerbung", "Offene Stellen, Einstieg, Bewerbungstipps"},
		{safety, fieldPeople, "Sicherheit & Gesundheit", "Arbeitsschutz, Rücken, Gehör"},
		{worklife, fieldPeople, "Leben im Werk", "Feste, Vereine, Jubiläen"},
		{towns, fieldCustomers, "Kommunen & Wasserwerke", "Trinkwasser, Abwasser, Hochwasserschutz"},
		{farms, fieldCustomers, "Landwirtschaft & Gartenbau", "Beregnung und Brunnen"},
		{industry, fieldCustomers, "Industrie & Chemie", "Prozesse, die nicht stillstehen dürfen"},
		{groceries, fieldCustomers, "Lebensmittel & Getränke", "Hygienisch fördern"},
		{hannover, fieldFairs, "Hannover Messe", "Vorbereitung, Standprogramm, Nachlese"},
		{openDay, fieldFairs, "Hausmesse & Tag der offenen Tür", "Wir zeigen das Werk"},
		{talks, fieldFairs, "Fachtage & Webinare", "Vorträge, Schulungen, Fragestunden"},
	}
}
