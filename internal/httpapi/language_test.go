package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

// Who asks for German is refused in German, with states, days and names in it as
// Germans write them; the code and the fields' names stay.
func TestRefusalsAreInTheLanguageAskedFor(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const ws = "/workspaces/{workspace}"
		german := w.as("lead").with("Accept-Language", "de-AT,en;q=0.5")
		for name, tc := range map[string]struct{ method, path, body, says string }{
			"a state without a day": {"POST", "/entries", `{"channel_id":"{channel}","title":"x","state":"planned"}`,
				"mit dem Status „geplant“ braucht ein Beitrag einen Tag, mit oder ohne Uhrzeit"},
			"no title":        {"PATCH", "/entries/{entry}", `{"title":"  "}`, "darf nicht leer sein"},
			"an unknown zone": {"PATCH", "", `{"time_zone":"Mars/Olympus"}`, "„Mars/Olympus“ ist keine bekannte Zeitzone; gemeint sind Namen wie Europe/Berlin"},
			"a rule that is none": {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2029-01-01","ends_on":"2029-12-31",` +
				`"cadence":{"rule":"FREQ=WEEKLY;BYDAY=XX","time":"10:00"}}`, "ist keine Wiederholungsregel; eine solche ist etwa"},
			"days that are taken": {"POST", "/plans", `{"channel_id":"{channel}","name":"x","starts_on":"2027-06-01","ends_on":"2028-05-31",` +
				`"cadence":{"quota":1,"per":"week"}}`, "Der Kanal hat vom 1.1.2027 bis 31.12.2027 schon den Plan „"},
			"what the contract asks for": {"POST", "/entries", `{"channel_id":"{channel}"}`, "fehlt"},
			"what is not there":          {"GET", "/entries/0197b5a0-6c4e-7d3a-9b1f-000000000000", ``, "Beitrag: nicht gefunden."},
		} {
			t.Run(name, func(t *testing.T) {
				refusal := german.send(t, tc.method, ws+tc.path, tc.body)
				if refusal.status < 400 || !strings.Contains(refusal.body, tc.says) {
					t.Errorf("status %d: %s", refusal.status, refusal.body)
				}
				if got := refusal.header.Get("Content-Language"); got != "de" {
					t.Errorf("Content-Language %q", got)
				}
				if body := w.as("lead").send(t, tc.method, ws+tc.path, tc.body).body; strings.Contains(body, tc.says) {
					t.Errorf("to who asks for no language: %s", body)
				}
			})
		}
		t.Run("an import", func(t *testing.T) {
			sheet := "Datum;Kanal;Titel;Status\n01.03.2027;Gibt es nicht;x;geplant\n32.03.2027;{channel};y;geplant\n;{channel};z;geplant\n02.03.2027;{channel};\xfc;geplant\n"
			read := german.with("Content-Type", "text/csv").send(t, "POST", ws+"/imports?mode=dry_run", sheet).want(t, http.StatusOK)
			for _, says := range []string{
				"den Kanal „Gibt es nicht“ gibt es in diesem Arbeitsbereich nicht; erst anlegen", "gibt es im Kalender nicht",
				"hat kein Datum; ohne geht es nur bei Ideen und abgesagten Beiträgen", "Die Datei ist nicht in UTF-8; sie wird als Windows-1252 gelesen.",
			} {
				if !strings.Contains(read.body, says) {
					t.Errorf("not said: %s in %s", says, read.body)
				}
			}
		})
	})
}
