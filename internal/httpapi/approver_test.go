package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestNamingAnApprover(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "left", "/workspaces/{workspace}/members", `{"name":"Weg","email":"left@example.org","role":"editor"}`)
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{left}", `{"deactivated":true}`).want(t, http.StatusOK)
		own := w.as("contributor").post(t, entries, `{"channel_id":"{channel}","title":"Meins","publish_on":"2027-03-10","owner_id":"{contributor}"}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, own, "id")
		w.as("contributor").patch(t, entries+"/{own}", `{"approver_id":"{contributor}"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("contributor").post(t, entries, `{"channel_id":"{channel}","title":"x","approver_id":"{editor}"}`).refused(t, http.StatusForbidden, "forbidden")
		for _, who := range []string{"viewer", "stranger", "left", "channel"} {
			w.as("editor").patch(t, entries+"/{own}", `{"approver_id":"{`+who+`}"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "approver_id")
			w.as("editor").post(t, entries, `{"channel_id":"{channel}","title":"x","approver_id":"{`+who+`}"}`).
				refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "approver_id")
		}
		w.as("editor").patch(t, entries+"/{own}", `{"approver_id":"{contributor}"}`).want(t, http.StatusOK)
		w.demandFourEyes(t)
		w.as("editor").patch(t, entries+"/{own}", `{"publish_on":"2027-03-11"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "approver_id")
		w.as("editor").patch(t, entries+"/{own}", `{"approver_id":"{lead}"}`).want(t, http.StatusOK)
		w.as("contributor").patch(t, entries+"/{own}", `{"approver_id":null}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("contributor").patch(t, entries+"/{own}", `{"copy":"Der Text"}`).want(t, http.StatusOK)
		if got := w.as("editor").patch(t, entries+"/{own}", `{"approver_id":null}`).want(t, http.StatusOK); value(t, got, "approver_id") != nil {
			t.Errorf("an approver is left: %s", got.body)
		}
		w.entryIn(t, "out", "in_review")
		w.as("editor").patch(t, entries+"/{out}", `{"approver_id":"{contributor}"}`).want(t, http.StatusOK)
		w.as("contributor").post(t, entries+"/{out}/approve", "").want(t, http.StatusOK)
		w.as("contributor").patch(t, entries+"/{out}", `{"copy":"Nicht meins"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("editor").post(t, entries+"/{out}/transitions", `{"to":"published"}`).want(t, http.StatusOK)
		w.as("contributor").post(t, entries+"/{out}/transitions", `{"to":"approved"}`).refused(t, http.StatusForbidden, "forbidden")
		history := w.as("viewer").get(t, entries+"/{own}/history").want(t, http.StatusOK)
		if !strings.Contains(history.body, w.expand(`{"field":"approver_id","from":"{contributor}","to":"{lead}"}`)) {
			t.Errorf("the history does not tell who was to approve: %s", history.body)
		}
	})
}

func TestRejecting(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.demandFourEyes(t)
		const reason = `{"reason":"Das Zitat ist *nicht* freigegeben."}`
		w.entryIn(t, "probe", "in_review")
		for _, who := range []string{"viewer", "contributor", "editor"} { // the editor owns it
			w.as(who).post(t, entries+"/{probe}/reject", reason).refused(t, http.StatusForbidden, "forbidden")
		}
		for _, body := range []string{`{}`, `{"reason":""}`, `{"reason":" \n "}`, `{"reason":"` + strings.Repeat("x", 10_001) + `"}`} {
			w.as("lead").post(t, entries+"/{probe}/reject", body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "reason")
		}
		for _, state := range []string{"idea", "planned", "drafting", "cancelled"} {
			w.entryIn(t, "other", state)
			w.as("lead").post(t, entries+"/{other}/reject", reason).refused(t, http.StatusConflict, "conflict")
		}
		if list := w.as("viewer").get(t, entries+"/{probe}/comments").want(t, http.StatusOK); len(value(t, list, "items").([]any)) != 0 {
			t.Errorf("a refused rejection left a comment: %s", list.body)
		}

		if got := text(t, w.as("lead").post(t, entries+"/{probe}/reject", reason).want(t, http.StatusOK), "state"); got != "drafting" {
			t.Errorf("rejected it is %s, want drafting", got)
		}
		list := w.as("viewer").get(t, entries+"/{probe}/comments").want(t, http.StatusOK)
		for field, want := range map[string]any{"text": "Das Zitat ist *nicht* freigegeben.", "rejection": true, "author_id": w.ids["lead"]} {
			if got := value(t, list, "items", 0, field); got != want {
				t.Errorf("the comment's %s = %v, want %v", field, got, want)
			}
		}
		history := func() string { return w.as("viewer").get(t, entries+"/{probe}/history").want(t, http.StatusOK).body }
		for _, part := range []string{
			`"action":"rejected"`, `{"field":"state","from":"in_review","to":"drafting"}`,
			`{"field":"reason","from":null,"to":"Das Zitat ist *nicht* freigegeben."}`,
		} {
			if !strings.Contains(history(), part) {
				t.Errorf("%s is not in the history: %s", part, history())
			}
		}
		// The reason lives in the comment alone.
		w.ids["why"] = text(t, list, "items", 0, "id")
		w.as("lead").remove(t, entries+"/{probe}/comments/{why}").want(t, http.StatusNoContent)
		if strings.Contains(history(), "Zitat") {
			t.Errorf("the reason outlived its comment: %s", history())
		}

		w.as("lead").post(t, entries+"/{probe}/approve", "").want(t, http.StatusOK)
		if got := text(t, w.as("founder").post(t, entries+"/{probe}/reject", reason).want(t, http.StatusOK), "state"); got != "drafting" {
			t.Errorf("rejected after all it is %s, want drafting", got)
		}
	})
}

// What a sheet brings in has its state from elsewhere.
func TestAnImportIsExceptedFromFourEyes(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.demandFourEyes(t)
		editor := w.as("editor").with("Content-Type", "text/csv")
		editor.post(t, "/workspaces/{workspace}/imports?mode=all_or_nothing&channel={channel}",
			"date,title,status\n2027-02-24,Erschienen,published\n2027-03-24,Freigegeben,approved\n").want(t, http.StatusOK)
		for title, state := range map[string]string{"Erschienen": "published", "Freigegeben": "approved"} {
			list := w.as("viewer").get(t, entries+"?q="+title).want(t, http.StatusOK)
			if got := text(t, list, "items", 0, "state"); got != state {
				t.Errorf("%s is %s, want %s", title, got, state)
			}
		}
	})
}

// An approver is nobody's business but the workspace's: no feed names them.
func TestAFeedNamesNoApprover(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("editor").patch(t, entries+"/{entry}", `{"approver_id":"{contributor}"}`).want(t, http.StatusOK)
		calendar := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
		if strings.Contains(calendar.body, "Name of contributor") || !strings.Contains(calendar.body, "Frühjahrsputz") {
			t.Errorf("the feed names the approver, or not the entry: %s", calendar.body)
		}
	})
}
