package main

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestExportMovesIntoAnotherWorkspaceWithoutLoss carries entries of every kind
// across, and compares each field but the ids and what the move itself says.
func TestExportMovesIntoAnotherWorkspaceWithoutLoss(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		j := settle(t, database)
		there := desk{server: j.server, token: j.token}
		made := j.ask(t, http.MethodPost, "/api/v1/workspaces", object{"name": "Zweigwerk", "language": "en"}).want(t, http.StatusCreated).object(t)
		there.workspace = text(made["id"])
		for _, d := range []desk{j.desk, there} {
			d.make(t, "members", object{"name": "Ben Muster", "email": "ben@example.org", "role": "editor"})
		}
		for _, name := range []string{"Blog", "Newsletter"} {
			there.make(t, "channels", object{"name": name, "status": "active"})
		}
		j.write(t)
		want := portable(t, j.desk)
		for _, language := range []string{"de", "en"} {
			sheet := string(j.ask(t, http.MethodGet, "export?lang="+language, nil).want(t, http.StatusOK).body)
			tried := there.importSheet(t, sheet, "dry_run")
			done := there.importSheet(t, sheet, "all_or_nothing")
			if language == "de" && (tried["created"] != float64(len(want)) || done["created"] != tried["created"]) {
				t.Errorf("%d entries, tried %v, created %v: %v", len(want), tried["created"], done["created"], done)
			}
			if language == "en" && done["created"] != 0. {
				t.Errorf("the same entries in English made %v more", done["created"])
			}
			same(t, "entries after the move in "+language, want, portable(t, there))
		}
		again := there.importSheet(t, string(there.ask(t, http.MethodGet, "export", nil).body), "all_or_nothing")
		if again["created"] != 0. || again["unchanged"] != float64(len(want)) {
			t.Errorf("its own export, imported again: %v", again)
		}
	})
}

// write makes entries with whatever an entry may hold.
func (j *journey) write(t *testing.T) {
	t.Helper()
	j.importSheet(t, "Datum;Kanal;Titel;Status;Wer;Kampagne;=HYPERLINK(\"x\")\n"+
		"3.5.2027;Blog;mit Beiwerk;geplant;Wer auch immer;Frühling, 'laut';-1\n", "all_or_nothing")
	topic := j.make(t, "topics", object{"field": "Handwerk; Werk", "name": "Reparieren, \"statt\" wegwerfen", "description": "bleibt hier"})["id"]
	var ben any
	for _, m := range j.list(t, "members") {
		if m["email"] == "ben@example.org" {
			ben = m["id"]
		}
	}
	for i, draft := range []object{
		{"title": "nur eine Idee"},
		{"title": "Idee mit Tag", "state": "idea", "publish_on": "2027-05-04"},
		{"title": "=1+1", "publish_at": "2027-05-05T10:00:30+02:00", "copy": "=cmd|' /C calc'!A0\r\n\r\n\tEingerückt;  \"Zitat\"\n'Apostroph'", "format": "@artikel"},
		{"title": "'schon geschützt", "publish_at": "2027-05-05T10:00:00+02:00", "copy": "  Leerraum vorn und hinten \n"},
		{"title": "Sommer", "publish_at": "2027-10-31T02:30:00+02:00", "state": "approved", "topic_id": topic, "owner_id": ben},
		{"title": "Winter", "publish_at": "2027-10-31T02:30:00+01:00", "state": "in_review", "link": "https://example.org/ä?q=;,\"x\""},
		{"title": "nach dem Sprung", "publish_at": "2027-03-28T03:00:00+02:00", "state": "drafting"},
		{"title": "Zeile eins\r\nZeile zwei", "publish_on": "2028-02-29", "copy": strings.Repeat("Ä;\n", 20_000)},
		{"title": "pünktlich", "state": "published", "publish_at": "2027-01-05T10:00:00+01:00", "published_at": "2027-01-05T10:00:00+01:00"},
		{"title": "später als gedacht", "state": "published", "publish_at": "2027-01-06T10:00:00+01:00", "published_at": "2027-01-09T23:59:59+01:00"},
		{"title": "am Tag", "state": "published", "publish_on": "2027-01-07"},
		{"title": "nur erschienen", "state": "published", "published_at": "2027-01-08T00:00:00+01:00"},
		{"title": "in der doppelten Stunde erschienen", "state": "published", "publish_at": "2026-10-25T02:10:00+02:00", "published_at": "2026-10-25T02:15:00+01:00"},
		{"title": "abgesagt", "state": "cancelled", "publish_at": "2027-05-06T10:00:00+02:00"},
		{"title": "abgesagt ohne Tag", "state": "cancelled"},
		{"title": "gleich", "publish_on": "2027-06-01"},
		{"title": "gleich", "publish_on": "2027-06-01"},
		{"title": "👩‍👩‍👧‍👦\u00a0a\u2028b", "publish_on": "2027-06-02"},
		{"title": "1.3.2027", "publish_on": "2027-06-03", "format": "2027-03-01"},
	} {
		draft["channel_id"] = []any{j.blog["id"], j.newsletter["id"]}[i%2]
		j.make(t, "entries", draft)
	}
}

// portable returns a workspace's entries with names in the place of ids, and
// without what says when and by whom they came here.
func portable(t *testing.T, d desk) []object {
	t.Helper()
	named := map[any]any{nil: nil}
	for _, c := range d.list(t, "channels") {
		named[c["id"]] = c["name"]
	}
	for _, m := range d.list(t, "members") {
		named[m["id"]] = m["email"]
	}
	for _, topic := range d.list(t, "topics") {
		named[topic["id"]] = text(topic["field"]) + ": " + text(topic["name"])
	}
	entries := d.list(t, "entries")
	for _, e := range entries {
		for _, reference := range []string{"channel_id", "owner_id", "topic_id"} {
			name, known := named[e[reference]]
			if !known {
				t.Errorf("%s of %v leads nowhere", reference, e)
			}
			e[reference] = name
		}
		for _, local := range []string{"id", "created_at", "created_by", "updated_at", "version"} {
			delete(e, local)
		}
	}
	slices.SortStableFunc(entries, func(a, b object) int {
		return cmp.Or(cmp.Compare(text(a["title"]), text(b["title"])), cmp.Compare(text(a["channel_id"]), text(b["channel_id"])))
	})
	return entries
}
