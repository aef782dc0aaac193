package wording

import "maps"

// german has the German for every English text, by its format.
var german = all(germanApp(), germanRequests(), germanValues(), germanSheets(), germanRows())

func all(catalogues ...map[string]string) map[string]string {
	together := map[string]string{}
	for _, catalogue := range catalogues {
		maps.Copy(together, catalogue)
	}
	return together
}

// words has the German for states, roles, kinds of things and fields.
var words = map[string]string{
	"idea": "Idee", "planned": "geplant", "drafting": "in Arbeit", "in_review": "in Prüfung",
	"approved": "freigegeben", "published": "veröffentlicht", "cancelled": "abgesagt",

	"viewer": "Liest mit", "contributor": "Schreibt mit", "editor": "Redaktion", "lead": "Leitung",

	"open": "offen", "accepted": "hingenommen", "resolved": "behoben", "missed": "verpasst",
	"delivered": "zugestellt", "failed": "noch nicht zugestellt", "pending": "noch unterwegs", "dead": "aufgegeben",

	"plan": "Plan", "entry": "Beitrag", "topic": "Thema", "theme": "Schwerpunkt", "channel": "Kanal", "feed": "Kalender-Abo",
	"pause": "Pause", "absence": "Abwesenheit", "member": "Mitglied", "workspace": "Arbeitsbereich", "user": "Konto",
	"session": "Anmeldung", "token": "Zugriffstoken", "link": "Link", "gap": "Lücke", "report": "Bericht", "comment": "Kommentar",
	"webhook": "Webhook", "invitation": "Einladung", "saved view": "Ansicht", "shared link": "Link", "digest": "Zusammenfassung",
	"bulk": "Änderung vieler Beiträge", "bulk change": "Änderung vieler Beiträge", "choice": "Auswahl", "delivery": "Zustellung",
	"mail": "Mail", "identity": "Anmeldedienst", "idempotency key": "Idempotency-Key",

	"ahead of": "vor", "behind": "nach", "week": "Woche", "month": "Monat",
	"3 January": "3. Januar", "1 March": "1. März",

	"id": "Kennung", "date": "Datum", "time": "Uhrzeit", "field": "Themenfeld", "title": "Titel", "format": "Format",
	"owner": "Verantwortlich", "state": "Status", "published at": "Veröffentlicht", "published_at": "Veröffentlicht",
	"copy": "Text", "checklist": "Checkliste", "name": "Name", "publish_at": "Termin", "publish_on": "Termin",
	"owner_id": "Verantwortlich", "topic_id": "Thema", "channel_id": "Kanal", "approver_id": "Freigabe", "to": "Status",
	"change.owner_id": "Verantwortlich", "change.topic_id": "Thema", "source_url": "Quelle", "effort_minutes": "Aufwand",
}
