package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Role is what a column holds.
type Role string

// The roles of columns.
const (
	Aside       Role = "" // nothing we know; kept in Row.Extra
	ID          Role = "id"
	Date        Role = "date"
	Time        Role = "time"
	Channel     Role = "channel"
	Field       Role = "field"
	Topic       Role = "topic"
	Title       Role = "title"
	Format      Role = "format"
	Owner       Role = "owner"
	State       Role = "state"
	PublishedAt Role = "published_at"
	Link        Role = "link"
	Copy        Role = "copy"
	Checklist   Role = "checklist"
	Source      Role = "source"
	SourceURL   Role = "source_url"
	Effort      Role = "effort_hours"
)

// naming is how people head a column of a role. The first German and the first
// English one are those that Write uses.
type naming struct {
	role            Role
	german, english []string
	shared          []string // the same in both, or used in both
	weak            []string // taken only where no other column plays the role
}

// namings is in the order in which Write lays out the columns.
var namings = []naming{
	{role: ID, shared: []string{"id", "Stetig-ID", "UID"}}, // in capitals, Excel would take the file for a SYLK one
	{
		role: Date,
		german: []string{"Datum", "Veröffentlichungsdatum", "Veröffentlichungstermin", "Veröffentlichungstag", "Veröffentlichung",
			"Erscheinungsdatum", "Erscheinungstermin", "Erscheinungstag", "Erscheint am", "Publikationsdatum", "Sendedatum",
			"Versanddatum", "Postingdatum", "Postdatum", "Posting-Termin", "Datum der Veröffentlichung", "Datum und Uhrzeit",
			"Datum/Uhrzeit", "Datum/Zeit", "Geplant am", "Geplant für", "Geplantes Datum", "Termin", "Zeitpunkt"},
		english: []string{"date", "publish_at", "publish_on", "publish date", "publishing date", "publication date",
			"release date", "post date", "posting date", "scheduled date", "scheduled for", "scheduled at", "schedule date",
			"go-live date", "go live", "live date", "date and time", "date/time", "datetime", "send date", "planned date", "due to publish"},
		weak: []string{"Tag", "Wann", "Startdatum", "Start", "Beginn", "Versand", "Erscheint", "day", "when", "start date", "scheduled", "publish", "publication"},
	},
	{
		role:    Time,
		german:  []string{"Uhrzeit", "Zeit", "Veröffentlichungszeit", "Posting-Zeit", "Postingzeit", "Sendezeit", "Versandzeit", "Um"},
		english: []string{"time", "publish time", "publishing time", "post time", "posting time", "scheduled time", "time of day"},
	},
	{
		role:    Channel,
		german:  []string{"Kanal", "Kanäle", "Plattform", "Plattformen", "Netzwerk", "Medium", "Social-Media-Kanal", "Ausspielkanal"},
		english: []string{"channel", "channels", "platform", "platforms", "network", "outlet", "social channel"},
	},
	{
		role:    Field,
		german:  []string{"Feld", "Themenfeld", "Säule", "Themensäule", "Content-Säule", "Rubrik", "Kategorie", "Bereich"},
		english: []string{"field", "pillar", "content pillar", "category", "rubric"},
	},
	{
		role:    Topic,
		german:  []string{"Thema", "Themen", "Schwerpunkt", "Oberthema", "Themenschwerpunkt"},
		english: []string{"topic", "topics", "subject area", "theme"},
	},
	{
		role:    Title,
		german:  []string{"Titel", "Überschrift", "Beitrag", "Beitragstitel", "Arbeitstitel", "Artikel", "Betreff", "Titel/Thema", "Thema/Titel"},
		english: []string{"title", "headline", "subject", "post title", "working title", "article", "entry"},
		weak:    []string{"Name", "Post", "Posting", "Inhalt", "content", "Bezeichnung"},
	},
	{
		role:    Format,
		german:  []string{"Format", "Art", "Typ", "Beitragsart", "Beitragstyp", "Inhaltstyp", "Beitragsformat"},
		english: []string{"format", "type", "content type", "post type", "kind"},
	},
	{
		role: Owner,
		german: []string{"Verantwortlich", "Verantwortliche", "Verantwortlicher", "Verantwortliche/r", "Verantwortliche:r", "Verantwortliche*r",
			"Verantwortung", "Autor", "Autorin", "Autor/in", "Autor:in", "Autor*in", "AutorIn", "Wer", "Wer?", "Zuständig", "Zuständigkeit",
			"Ansprechpartner", "Ansprechpartnerin", "Ansprechpartner:in", "Redakteur", "Redakteurin", "Redakteur:in", "Bearbeiter",
			"Bearbeiterin", "Bearbeiter:in", "Verfasser", "Verfasserin", "Verfasser:in"},
		english: []string{"owner", "author", "assignee", "assigned to", "responsible", "responsible person", "who", "editor", "writer"},
		weak:    []string{"Person", "Redaktion"},
	},
	{
		role:    State,
		german:  []string{"Status", "Stand", "Bearbeitungsstand", "Bearbeitungsstatus", "Zustand", "Fortschritt"},
		english: []string{"state", "status", "stage", "workflow state", "progress"},
	},
	{
		role:    PublishedAt,
		german:  []string{"Veröffentlicht am", "Erschienen am", "Erschienen", "Tatsächlich veröffentlicht", "Live seit"},
		english: []string{"published_at", "published on", "publish time actual", "actual publish date", "live since"},
	},
	{
		role:    Link,
		german:  []string{"Link", "Weblink", "Webadresse", "Adresse"},
		english: []string{"link", "url", "permalink", "web address"},
	},
	{
		role:    Copy,
		german:  []string{"Text", "Beitragstext", "Posttext", "Posting-Text", "Volltext"},
		english: []string{"copy", "text", "body", "caption", "post copy", "post text"},
		weak:    []string{"Inhalt", "content"},
	},
	{role: Checklist, german: []string{"Checkliste"}, english: []string{"checklist"}},
	{role: Source, german: []string{"Herkunft", "Eigen oder kuratiert", "Eigen/kuratiert"}, english: []string{"source", "own or curated", "own/curated"}},
	{
		role:    SourceURL,
		german:  []string{"Quelle", "Quellenlink", "Quellen-URL", "Quell-URL", "Link zur Quelle"},
		english: []string{"source_url", "source link", "link to source", "original link"},
	},
	{
		role:    Effort,
		german:  []string{"Aufwand in Stunden", "Aufwand", "Zeitaufwand", "Arbeitsaufwand", "Arbeitsstunden"},
		english: []string{"effort_hours", "effort", "effort in hours", "estimated hours", "hours of work"},
	},
}

// headingFor returns the heading that Write gives a role.
func headingFor(n naming, language string) string {
	switch {
	case language == "en" && len(n.english) > 0:
		return n.english[0]
	case language != "en" && len(n.german) > 0:
		return n.german[0]
	}
	return n.shared[0]
}

// meaning is what a heading may stand for.
type meaning struct {
	role     Role
	language string // "" where the heading is used in both
	weak     bool
}

// dictionary maps folded headings to what they may stand for.
type dictionary map[string][]meaning

func newDictionary() dictionary {
	d := dictionary{}
	for _, n := range namings {
		german, english := foldAll(n.german), foldAll(n.english)
		for key := range german {
			language := "de"
			if english[key] {
				language = ""
			}
			d[key] = append(d[key], meaning{role: n.role, language: language})
		}
		for key := range english {
			if !german[key] {
				d[key] = append(d[key], meaning{role: n.role, language: "en"})
			}
		}
		for key := range foldAll(n.shared) {
			d[key] = append(d[key], meaning{role: n.role})
		}
		for key := range foldAll(n.weak) {
			d[key] = append(d[key], meaning{role: n.role, weak: true})
		}
	}
	return d
}

func foldAll(headings []string) map[string]bool {
	keys := map[string]bool{}
	for _, h := range headings {
		keys[fold(h)] = true
	}
	return keys
}

// longestHeading is how many bytes a heading that means something may have.
const longestHeading = 200

// lookUp finds what a heading may stand for, with and without what stands in
// brackets or on further lines: "Datum (TT.MM.JJJJ)".
func (d dictionary) lookUp(heading string) []meaning {
	if len(heading) > longestHeading {
		return nil
	}
	if found := d[fold(heading)]; found != nil {
		return found
	}
	short, _, _ := strings.Cut(strings.TrimSpace(heading), "\n")
	short, _, _ = strings.Cut(short, "(")
	short, _, _ = strings.Cut(short, "[")
	return d[fold(short)]
}

// fold reduces a word to what is left when case, spaces, punctuation, accents
// and the ways to write an umlaut do not matter: "Veröffentlichungs-Datum",
// "veroeffentlichungsdatum" and "VEROFFENTLICHUNGSDATUM" are one.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case r == 'ß' || r == 'ẞ':
			b.WriteString("ss")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return umlauts.Replace(b.String())
}

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")
