package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const entries = "/workspaces/{workspace}/entries"

func TestAContributorHasOnlyTheirOwnEntries(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		contributor := w.as("contributor")
		own := contributor.post(t, entries, `{"channel_id":"{channel}","title":"Meine Idee"}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, own, "id")
		contributor.patch(t, entries+"/{own}", `{"title":"Meine bessere Idee"}`).want(t, http.StatusOK)
		contributor.patch(t, entries+"/{entry}", `{"title":"Gekapert"}`).refused(t, http.StatusForbidden, "forbidden")
		contributor.remove(t, entries+"/{entry}").refused(t, http.StatusForbidden, "forbidden")
		contributor.post(t, entries+"/{entry}/transitions", `{"to":"cancelled"}`).refused(t, http.StatusForbidden, "forbidden")
		contributor.post(t, entries+"/{own}/transitions", `{"to":"approved"}`).refused(t, http.StatusUnprocessableEntity, "invalid")
		contributor.patch(t, entries+"/{own}", `{"publish_on":"2027-03-10"}`).want(t, http.StatusOK)
		contributor.post(t, entries+"/{own}/transitions", `{"to":"in_review"}`).want(t, http.StatusOK)
		contributor.post(t, entries+"/{own}/transitions", `{"to":"approved"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("editor").post(t, entries+"/{own}/transitions", `{"to":"approved"}`).want(t, http.StatusOK)
		contributor.remove(t, entries+"/{own}").want(t, http.StatusNoContent)
	})
}

func TestTheLifeOfAnEntry(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		made := editor.post(t, entries, `{"channel_id":"{channel}","title":"Über Umwege 🌱"}`).want(t, http.StatusCreated)
		w.ids["e"] = text(t, made, "id")
		if state := text(t, made, "state"); state != "idea" {
			t.Errorf("without a day it is %s, want an idea", state)
		}
		if location := made.header.Get("Location"); location != w.expand("/api/v1"+entries+"/{e}") {
			t.Errorf("Location = %s", location)
		}
		move := func(to string, rest string) answer {
			t.Helper()
			return editor.post(t, entries+"/{e}/transitions", `{"to":"`+to+`"`+rest+`}`)
		}
		move("planned", "").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "publish_at")
		editor.patch(t, entries+"/{e}", `{"publish_at":"2027-02-23T10:00:00+01:00"}`).want(t, http.StatusOK)
		for _, to := range []string{"planned", "drafting", "in_review", "planned", "approved"} {
			if got := text(t, move(to, "").want(t, http.StatusOK), "state"); got != to {
				t.Errorf("state = %s, want %s", got, to)
			}
		}
		move("approved", "").refused(t, http.StatusConflict, "conflict")
		move("done", "").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "to")
		published := move("published", `,"published_at":"2027-02-23T10:04:00+01:00"`).want(t, http.StatusOK)
		if got := text(t, published, "published_at"); got != "2027-02-23T09:04:00Z" {
			t.Errorf("published_at = %s", got)
		}
		move("planned", "").refused(t, http.StatusConflict, "conflict")
		move("approved", "").want(t, http.StatusOK)
		move("cancelled", "").want(t, http.StatusOK)
		move("published", "").refused(t, http.StatusConflict, "conflict")
		move("idea", "").want(t, http.StatusOK)

		editor.remove(t, entries+"/{e}").want(t, http.StatusNoContent)
		if list := editor.get(t, entries+"?q=umwege").want(t, http.StatusOK); len(value(t, list, "items").([]any)) != 0 {
			t.Errorf("a deleted entry is listed: %s", list.body)
		}
		if list := editor.get(t, entries+"?deleted=true").want(t, http.StatusOK); text(t, list, "items", 0, "id") != w.ids["e"] {
			t.Errorf("it is not among the deleted: %s", list.body)
		}
		editor.post(t, entries+"/{e}/restore", "").want(t, http.StatusOK)
		editor.get(t, entries+"/{e}").want(t, http.StatusOK)

		history := editor.get(t, entries+"/{e}/history?limit=200").want(t, http.StatusOK)
		for _, part := range []string{`"action":"restored"`, `"action":"deleted"`, `"action":"created"`, `"from":"approved","to":"published"`} {
			if !strings.Contains(strings.ReplaceAll(history.body, `"field":"state",`, ""), part) {
				t.Errorf("%s is not in the history: %s", part, history.body)
			}
		}
	})
}

func TestEntriesAreFilteredAndPaged(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "second", "/workspaces/{workspace}/channels", `{"name":"Newsletter","status":"active"}`)
		for i := range 7 {
			w.make(t, fmt.Sprint("e", i), entries, fmt.Sprintf(
				`{"channel_id":"{second}","title":"Brücke %d","publish_on":"2027-04-%02d","owner_id":"{contributor}"}`, i, 10+i))
		}
		w.make(t, "idea", entries, `{"channel_id":"{second}","title":"Später"}`)

		for query, want := range map[string]int{
			"":                                    9,
			"?channel={second}":                   8,
			"?channel={second}&channel={channel}": 9,
			"?channel={channel}":                  1,
			"?owner={contributor}":                7,
			"?owner={editor}":                     1, // inherited from the channel
			"?topic={topic}":                      1,
			"?state=idea":                         1,
			"?state=planned":                      8,
			"?state=planned&state=idea":           9,
			"?undated=true":                       1,
			"?undated=false":                      8,
			"?from=2027-04-12":                    5,
			"?to=2027-04-12":                      4,
			"?from=2027-04-12&to=2027-04-14":      3,
			"?from=2027-04-12&to=2027-04-12&state=idea": 0,
			"?q=brucke":                7,
			"?q=bruecke":               7,
			"?q=br%C3%BC":              7,
			"?q=frueh":                 1,
			"?q=fr%C3%BCh%20maschinen": 1,
			"?q=%25":                   0,
			"?q=%22%27%3B--":           0,
			"?q=br%C3%BC*":             7,
			"?q=%22-br%C3%BC%22":       7,
			"?q=br%C3%BC%20OR%20x":     0,
			"?q=NEAR%28%22":            0,
			"?channel={foreign}":       0,
			"?deleted=true":            0,
			"?channel={second}&state=planned&from=2027-04-11&q=br%C3%BCcke&owner={contributor}": 6,
		} {
			for _, limit := range []int{1, 3, 200} {
				var seen []string
				cursor := ""
				for range 20 {
					path := entries + query
					if query == "" {
						path += "?"
					}
					path += fmt.Sprintf("&limit=%d", limit)
					if cursor != "" {
						path += "&cursor=" + cursor
					}
					a := lead.get(t, strings.Replace(path, "?&", "?", 1)).want(t, http.StatusOK)
					items := value(t, a, "items").([]any)
					if len(items) > limit {
						t.Fatalf("%s: %d items on a page of %d", path, len(items), limit)
					}
					for i := range items {
						seen = append(seen, text(t, a, "items", i, "id"))
					}
					if value(t, a, "next_cursor") == nil {
						cursor = ""
						break
					}
					cursor = text(t, a, "next_cursor")
				}
				if cursor != "" {
					t.Errorf("%q never ends", query)
				}
				if len(seen) != want || len(set(seen)) != want {
					t.Errorf("%q by %d gave %d entries, %d of them different, want %d", query, limit, len(seen), len(set(seen)), want)
				}
			}
		}
	})
}

func set(list []string) map[string]bool {
	found := map[string]bool{}
	for _, item := range list {
		found[item] = true
	}
	return found
}
