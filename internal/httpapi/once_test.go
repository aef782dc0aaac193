package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestARequestSentTwiceIsDoneOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const path = "/workspaces/{workspace}/topics"
		editor := w.as("editor").with("Idempotency-Key", "4f6a")
		first := editor.post(t, path, `{"name":"Licht"}`).want(t, http.StatusCreated)
		again := editor.post(t, path, `{"name":"Licht"}`).want(t, http.StatusCreated)
		if again.body != first.body {
			t.Errorf("the second answer differs:\n%s\n%s", first.body, again.body)
		}
		for _, name := range []string{"ETag", "Location", "Content-Type"} {
			if first.header.Get(name) == "" || again.header.Get(name) != first.header.Get(name) {
				t.Errorf("%s = %q, then %q", name, first.header.Get(name), again.header.Get(name))
			}
		}
		if first.header.Get("Idempotent-Replayed") != "" || again.header.Get("Idempotent-Replayed") != "true" {
			t.Error("only the second answer should be marked as replayed")
		}
		if list := editor.get(t, path+"?q=Licht").want(t, http.StatusOK); strings.Count(list.body, `"Licht"`) != 1 {
			t.Errorf("the topic should be there once: %s", list.body)
		}
		editor.post(t, path, `{"name":"Schatten"}`).refused(t, http.StatusConflict, "conflict")
		editor.post(t, "/workspaces/{workspace}/themes", `{"plan_id":"{plan}","topic_id":"{topic}","starts_on":"2027-03-01","ends_on":"2027-03-21"}`).
			refused(t, http.StatusConflict, "conflict")

		w.as("lead").with("Idempotency-Key", "4f6a").post(t, path, `{"name":"Schatten"}`).want(t, http.StatusCreated) // keys are each user's own
	})
}

func TestARefusedRequestLeavesItsKeyFree(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor").with("Idempotency-Key", "again")
		editor.post(t, "/workspaces/{workspace}/topics", `{"field":"Handwerk","name":"Reparieren statt wegwerfen"}`).refused(t, http.StatusConflict, "conflict")
		editor.post(t, "/workspaces/{workspace}/topics", `{"field":"Handwerk","name":"Nähen"}`).want(t, http.StatusCreated)
	})
}

func TestEveryKindOfPostIsDoneOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		const ws = "/workspaces/{workspace}"
		lead.remove(t, ws+"/topics/{topic}").want(t, http.StatusNoContent)
		w.entryIn(t, "review", "in_review")
		w.entryIn(t, "draft", "drafting")
		for name, tc := range map[string]struct{ path, body string }{
			"entry":      {"/entries", `{"channel_id":"{channel}","title":"Einmal"}`},
			"transition": {"/entries/{entry}/transitions", `{"to":"in_review"}`},
			"comment":    {"/entries/{entry}/comments", `{"text":"Einmal gesagt"}`},
			"rejection":  {"/entries/{review}/reject", `{"reason":"Noch nicht"}`},
			"approval":   {"/entries/{draft}/approve", ``},
			"restore":    {"/topics/{topic}/restore", ``},
			"member":     {"/members", `{"name":"Neu","email":"neu@example.org","role":"viewer"}`},
			"channel":    {"/channels", `{"name":"Zweitblog"}`},
		} {
			t.Run(name, func(t *testing.T) {
				once := lead.with("Idempotency-Key", "once-"+name)
				first := once.post(t, ws+tc.path, tc.body)
				again := once.post(t, ws+tc.path, tc.body)
				if first.status > 299 || again.status != first.status || again.body != first.body {
					t.Errorf("answers: %d %s\n%d %s", first.status, first.body, again.status, again.body)
				}
			})
		}
	})
}

// The address of a feed is a secret: it is neither kept nor told again.
func TestAnAnswerWithASecretIsNotKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		viewer := w.as("viewer").with("Idempotency-Key", "feed")
		made := viewer.post(t, "/workspaces/{workspace}/feeds", `{"name":"Meiner"}`).want(t, http.StatusCreated)
		token := strings.Split(text(t, made, "url"), "/")[4]
		again := viewer.post(t, "/workspaces/{workspace}/feeds", `{"name":"Meiner"}`).refused(t, http.StatusConflict, "conflict")
		mustNotContain(t, again, token)
		list := viewer.get(t, "/workspaces/{workspace}/feeds").want(t, http.StatusOK)
		mustNotContain(t, list, token)
		if items := value(t, list, "items").([]any); len(items) != 1 {
			t.Errorf("%d feeds were made, want 1", len(items))
		}
	})
}

func TestAKeyIsGoodForADay(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor").with("Idempotency-Key", "day")
		editor.post(t, "/workspaces/{workspace}/topics", `{"name":"Tag"}`).want(t, http.StatusCreated)
		w.wait(25 * time.Hour)
		editor.post(t, "/workspaces/{workspace}/topics", `{"name":"Tag"}`).refused(t, http.StatusConflict, "conflict")
	})
}

func TestAnImportIsDoneOnceAndTriedFreely(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor").with("Idempotency-Key", "sheet")
		editor.importSheet(t, "dry_run", sheetOfThree).want(t, http.StatusOK)
		first := w.as("editor").with("Idempotency-Key", "sheet-2").importSheet(t, "good_rows", sheetOfThree).want(t, http.StatusOK)
		again := w.as("editor").with("Idempotency-Key", "sheet-2").importSheet(t, "good_rows", sheetOfThree).want(t, http.StatusOK)
		if value(t, again, "created") != 3.0 || again.body != first.body {
			t.Errorf("first %s\nagain %s", first.body, again.body)
		}
		if log := w.log.String(); strings.Contains(log, "level=ERROR") {
			t.Errorf("something went wrong:\n%s", log)
		}
	})
}
