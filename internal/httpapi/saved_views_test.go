package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const viewsPath = "/workspaces/{workspace}/views"

// viewsOf lists the views that somebody sees, by name.
func (c caller) viewsOf(t testing.TB) (names []string) {
	t.Helper()
	a := c.get(t, viewsPath).want(t, http.StatusOK)
	for i := range value(t, a, "items").([]any) {
		names = append(names, text(t, a, "items", i, "name"))
	}
	return names
}

func TestAViewIsItsOwners(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		made := w.as("viewer").post(t, viewsPath, `{"name":"Mein April","screen":"month","settings":{}}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, made, "id")
		if made.json["member_id"] != w.ids["viewer"] || made.json["shared"] != false {
			t.Errorf("made was %s", made.body)
		}
		for _, other := range []string{"lead", "editor"} {
			w.as(other).get(t, viewsPath+"/{own}").refused(t, http.StatusNotFound, "not_found")
			w.as(other).patch(t, viewsPath+"/{own}", `{"name":"x"}`).refused(t, http.StatusNotFound, "not_found")
			w.as(other).remove(t, viewsPath+"/{own}").refused(t, http.StatusNotFound, "not_found")
		}
		if diff := cmp.Diff([]string{"Freigaben im Werkblog", "Mein April"}, w.as("viewer").viewsOf(t)); diff != "" {
			t.Errorf("the viewer sees (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"Freigaben im Werkblog"}, w.as("editor").viewsOf(t)); diff != "" {
			t.Errorf("the editor sees (-want +got):\n%s", diff)
		}
		w.as("viewer").with("If-Match", `"7"`).patch(t, viewsPath+"/{own}", `{"name":"Mai"}`).refused(t, http.StatusPreconditionFailed, "stale")
		changed := w.as("viewer").patch(t, viewsPath+"/{own}", `{"name":"Mein Mai","screen":"week"}`).want(t, http.StatusOK)
		if changed.json["name"] != "Mein Mai" || changed.json["screen"] != "week" || changed.json["version"] != 2.0 {
			t.Errorf("changed to %s", changed.body)
		}
		w.as("viewer").remove(t, viewsPath+"/{own}").want(t, http.StatusNoContent)
		w.as("viewer").get(t, viewsPath+"/{own}").refused(t, http.StatusNotFound, "not_found")
	})
}

func TestAViewIsShared(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("viewer").post(t, viewsPath, `{"name":"Für alle","screen":"list","settings":{},"shared":true}`).refused(t, http.StatusForbidden, "forbidden")
		own := w.as("viewer").post(t, viewsPath, `{"name":"Für mich","screen":"list","settings":{}}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, own, "id")
		w.as("viewer").patch(t, viewsPath+"/{own}", `{"shared":true}`).refused(t, http.StatusForbidden, "forbidden")
		made := w.as("contributor").post(t, viewsPath, `{"name":"Für alle","screen":"list","settings":{},"shared":true}`).want(t, http.StatusCreated)
		w.ids["shared"] = text(t, made, "id")
		w.as("viewer").get(t, viewsPath+"/{shared}").want(t, http.StatusOK)
		for _, other := range []string{"viewer", "editor"} {
			w.as(other).patch(t, viewsPath+"/{shared}", `{"name":"Meins"}`).refused(t, http.StatusForbidden, "forbidden")
			w.as(other).remove(t, viewsPath+"/{shared}").refused(t, http.StatusForbidden, "forbidden")
		}
		w.as("lead").patch(t, viewsPath+"/{shared}", `{"name":"Für alle hier"}`).want(t, http.StatusOK)
		w.as("contributor").patch(t, viewsPath+"/{shared}", `{"shared":false}`).want(t, http.StatusOK)
		w.as("lead").get(t, viewsPath+"/{shared}").refused(t, http.StatusNotFound, "not_found")
	})
}

func TestSettingsAreKeptAsTheyAre(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const settings = `{"a":[1e3,null,"Ä \u2028"],"größe":{"b":12345678901234567890},"z":1.50}` // no number is rounded
		made := w.as("editor").post(t, viewsPath, `{"name":"Genau","screen":"gaps","settings": `+strings.ReplaceAll(settings, ",", " , ")+`}`).want(t, http.StatusCreated)
		w.ids["exact"] = text(t, made, "id")
		if got := w.as("editor").get(t, viewsPath+"/{exact}").want(t, http.StatusOK).body; !strings.Contains(got, `"settings":`+settings) {
			t.Errorf("kept are %s", got)
		}
		w.as("editor").patch(t, viewsPath+"/{exact}", `{"settings":{"neu":true}}`).want(t, http.StatusOK)
		if got := w.as("editor").get(t, viewsPath+"/{exact}").body; !strings.Contains(got, `"settings":{"neu":true}`) {
			t.Errorf("they were merged: %s", got)
		}
		log := w.as("lead").get(t, "/workspaces/{workspace}/audit?subject_kind=view").want(t, http.StatusOK)
		mustNotContain(t, log, "Genau", "größe", "neu")
		large := fmt.Sprintf(`{"name":"Groß","screen":"list","settings":{"text":%q}}`, strings.Repeat("x", 8<<10))
		for body, field := range map[string]string{
			large: "settings",
			`{"name":"x","screen":"list","settings":[1]}`:   "settings",
			`{"name":"x","screen":"list","settings":null}`:  "settings",
			`{"name":" ","screen":"list","settings":{}}`:    "name",
			`{"name":"x","screen":"ceiling","settings":{}}`: "screen",
		} {
			w.as("editor").post(t, viewsPath, body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, field)
		}
	})
}

func TestViewsAreBounded(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i := range 100 {
			w.as("viewer").post(t, viewsPath, fmt.Sprintf(`{"name":"Ansicht %d","screen":"year","settings":{}}`, i)).want(t, http.StatusCreated)
		}
		w.as("viewer").post(t, viewsPath, `{"name":"Eine zu viel","screen":"year","settings":{}}`).refused(t, http.StatusConflict, "conflict")
		w.as("contributor").post(t, viewsPath, `{"name":"Von jemand anderem","screen":"year","settings":{}}`).want(t, http.StatusCreated)
	})
}
