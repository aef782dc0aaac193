package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const comments = entries + "/{entry}/comments"

func TestCommentsAreRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "second", entries, `{"channel_id":"{channel}","title":"Ein anderer"}`)
		w.make(t, "gone", entries, `{"channel_id":"{channel}","title":"Gelöscht"}`)
		w.as("lead").remove(t, entries+"/{gone}").want(t, http.StatusNoContent)
		w.make(t, "left", "/workspaces/{workspace}/members", `{"name":"Weg","email":"left@example.org","role":"editor"}`)
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{left}", `{"deactivated":true}`).want(t, http.StatusOK)
		nobody := "00000000-0000-7000-8000-000000000000"
		for name, tc := range map[string]struct {
			who, method, path, body string
			status                  int
			code, fields            string
		}{
			"a viewer's":               {"viewer", "POST", comments, `{"text":"x"}`, 403, "forbidden", ""},
			"with a token for reading": {"reader", "POST", comments, `{"text":"x"}`, 403, "forbidden", ""},
			"no text":                  {"contributor", "POST", comments, `{}`, 422, "invalid", "text"},
			"an empty text":            {"contributor", "POST", comments, `{"text":""}`, 422, "invalid", "text"},
			"a blank text":             {"contributor", "POST", comments, `{"text":" \n"}`, 422, "invalid", "text"},
			"a text too long":          {"contributor", "POST", comments, `{"text":"` + strings.Repeat("ü", 10_001) + `"}`, 422, "invalid", "text"},
			"somebody else's name":     {"contributor", "POST", comments, `{"text":"x","author_id":"{lead}"}`, 422, "invalid", "author_id"},
			"made a rejection":         {"contributor", "POST", comments, `{"text":"x","rejection":true}`, 422, "invalid", "rejection"},
			"nobody mentioned":         {"contributor", "POST", comments, `{"text":"x","mentions":["` + nobody + `"]}`, 422, "invalid", "mentions"},
			"a stranger mentioned":     {"contributor", "POST", comments, `{"text":"x","mentions":["{lead}","{stranger}"]}`, 422, "invalid", "mentions"},
			"one who left mentioned":   {"contributor", "POST", comments, `{"text":"x","mentions":["{left}"]}`, 422, "invalid", "mentions"},
			"a name mentioned":         {"contributor", "POST", comments, `{"text":"x","mentions":["@lead"]}`, 422, "invalid", "mentions.0"},
			"on a deleted entry":       {"lead", "POST", entries + "/{gone}/comments", `{"text":"x"}`, 404, "not_found", ""},
			"of a deleted entry":       {"lead", "GET", entries + "/{gone}/comments", ``, 404, "not_found", ""},
			"of no entry":              {"lead", "GET", entries + "/" + nobody + "/comments", ``, 404, "not_found", ""},
			"of another entry":         {"lead", "GET", entries + "/{second}/comments/{comment}", ``, 404, "not_found", ""},
			"changed by another":       {"contributor", "PATCH", comments + "/{comment}", `{"text":"x"}`, 403, "forbidden", ""},
			"changed by another lead":  {"founder", "PATCH", comments + "/{comment}", `{"text":"x"}`, 403, "forbidden", ""},
			"changed to nothing":       {"lead", "PATCH", comments + "/{comment}", `{"text":" "}`, 422, "invalid", "text"},
			"changed on another entry": {"lead", "PATCH", entries + "/{second}/comments/{comment}", `{"text":"x"}`, 404, "not_found", ""},
			"deleted by another":       {"editor", "DELETE", comments + "/{comment}", ``, 403, "forbidden", ""},
			"deleted on another entry": {"lead", "DELETE", entries + "/{second}/comments/{comment}", ``, 404, "not_found", ""},
		} {
			t.Run(name, func(t *testing.T) {
				w.as(tc.who).send(t, tc.method, tc.path, tc.body).refused(t, tc.status, tc.code).names(t, strings.Fields(tc.fields)...)
			})
		}
		if list := w.as("viewer").get(t, comments).want(t, http.StatusOK); len(value(t, list, "items").([]any)) != 1 {
			t.Errorf("a refused comment is there: %s", list.body)
		}
	})
}

func TestTheLifeOfAComment(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		contributor := w.as("contributor")
		made := contributor.post(t, comments, `{"text":"**Gut** so.","mentions":["{lead}","{editor}","{lead}"]}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, made, "id")
		if location := made.header.Get("Location"); location != w.expand("/api/v1"+comments+"/{own}") {
			t.Errorf("Location = %s", location)
		}
		for field, want := range map[string]any{
			"text": "**Gut** so.", "author_id": w.ids["contributor"], "entry_id": w.ids["entry"], "rejection": false, "edited_at": nil,
		} {
			if got := value(t, made, field); got != want {
				t.Errorf("%s = %v, want %v", field, got, want)
			}
		}
		if got, want := fmt.Sprint(value(t, made, "mentions")), w.expand("[{lead} {editor}]"); got != want {
			t.Errorf("mentions = %s, want %s", got, want)
		}

		w.as("lead").patch(t, "/workspaces/{workspace}/members/{editor}", `{"deactivated":true}`).want(t, http.StatusOK)
		w.wait(time.Minute)
		same := contributor.patch(t, comments+"/{own}", `{"text":"**Gut** so."}`).want(t, http.StatusOK)
		if value(t, same, "edited_at") != nil || value(t, same, "version") != 1.0 {
			t.Errorf("edited without a change: %s", same.body)
		}
		edited := contributor.patch(t, comments+"/{own}", `{"text":"Doch nicht.","mentions":["{editor}"]}`).want(t, http.StatusOK)
		if text(t, edited, "text") != "Doch nicht." || text(t, edited, "edited_at") != "2027-03-01T11:01:00Z" || value(t, edited, "version") != 2.0 {
			t.Errorf("not as it was edited: %s", edited.body)
		}

		for i := range 5 {
			w.as("lead").post(t, comments, fmt.Sprintf(`{"text":"Nr. %d"}`, i)).want(t, http.StatusCreated)
		}
		var texts []string
		for path := comments + "?limit=2"; path != ""; {
			page := w.as("viewer").get(t, path).want(t, http.StatusOK)
			for i := range value(t, page, "items").([]any) {
				texts = append(texts, text(t, page, "items", i, "text"))
			}
			path = ""
			if cursor, more := value(t, page, "next_cursor").(string); more {
				path = comments + "?limit=2&cursor=" + cursor
			}
		}
		if got, want := strings.Join(texts, "|"), "Bitte das Foto der Werkstatt nehmen.|Doch nicht.|Nr. 0|Nr. 1|Nr. 2|Nr. 3|Nr. 4"; got != want {
			t.Errorf("comments = %s, want %s", got, want)
		}

		contributor.remove(t, comments+"/{own}").want(t, http.StatusNoContent)
		contributor.get(t, comments+"/{own}").refused(t, http.StatusNotFound, "not_found")
		contributor.remove(t, comments+"/{own}").refused(t, http.StatusNotFound, "not_found")
		w.ids["own"] = text(t, contributor.post(t, comments, `{"text":"Noch einer"}`).want(t, http.StatusCreated), "id")
		w.as("founder").remove(t, comments+"/{own}").want(t, http.StatusNoContent)
		if list := contributor.get(t, comments).want(t, http.StatusOK); strings.Contains(list.body, "Noch einer") || strings.Contains(list.body, "Doch nicht") {
			t.Errorf("a deleted comment is listed: %s", list.body)
		}
	})
}

// A comment shows in no feed and fills no gap, and so touches no channel; the
// workspace tells that there is news.
func TestACommentTouchesNoChannel(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		feed := func() answer { return w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK) }
		look := func(path string) any { return w.as("viewer").get(t, path).want(t, http.StatusOK).json["revision"] }
		const ws, channel = "/workspaces/{workspace}", "/workspaces/{workspace}/channels/{channel}"
		before, channelBefore, workspaceBefore := feed(), look(channel), look(ws)
		gapsBefore := w.as("viewer").get(t, ws+"/gaps").want(t, http.StatusOK).body
		w.wait(time.Hour)
		w.as("contributor").post(t, comments, `{"text":"Geheim bleibt geheim","mentions":["{lead}"]}`).want(t, http.StatusCreated)
		after := feed()
		if after.body != before.body || after.header.Get("ETag") != before.header.Get("ETag") {
			t.Error("the feed is another after a comment")
		}
		if got := look(channel); got != channelBefore {
			t.Errorf("the channel's revision went from %v to %v", channelBefore, got)
		}
		if look(ws) == workspaceBefore {
			t.Error("the workspace's revision stayed")
		}
		if got := w.as("viewer").get(t, ws+"/gaps").want(t, http.StatusOK).body; got != gapsBefore {
			t.Errorf("the gaps are others: %s", got)
		}
		if history := w.as("viewer").get(t, entries+"/{entry}/history").want(t, http.StatusOK); strings.Contains(history.body, "Geheim") {
			t.Errorf("the entry's history tells a comment: %s", history.body)
		}
	})
}
