package httpapi_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	aChannel  = "/workspaces/{workspace}/channels/{channel}"
	ownership = aChannel + "/ownership"
	unowned   = "/workspaces/{workspace}/gaps?state=open&rule=unowned"
)

// askedViewer has the viewer be asked to own the channel.
func askedViewer(t *testing.T, w *world) answer {
	t.Helper()
	return w.as("lead").patch(t, aChannel, `{"owner_id":"{viewer}"}`).want(t, http.StatusOK)
}

func TestOnlyWhoIsAskedAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("editor").post(t, ownership, `{"accept":true}`).refused(t, http.StatusConflict, "conflict")
		askedViewer(t, w)
		for _, who := range []string{"editor", "lead", "contributor", "reader"} {
			w.as(who).post(t, ownership, `{"accept":true}`).refused(t, http.StatusForbidden, "forbidden")
		}
		for _, who := range []string{"stranger", "admin"} {
			w.as(who).post(t, ownership, `{"accept":true}`).refused(t, http.StatusNotFound, "not_found")
		}
		viewer := w.as("viewer")
		viewer.post(t, ownership, `{}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "accept")
		viewer.with("If-Match", `"1"`).post(t, ownership, `{"accept":true}`).refused(t, http.StatusPreconditionFailed, "stale")
		viewer.post(t, ownership, `{"accept":true}`).want(t, http.StatusOK)
		viewer.post(t, ownership, `{"accept":false}`).refused(t, http.StatusConflict, "conflict")
	})
}

// Until the yes the channel counts as one that nobody owns, everywhere; from then
// on it is theirs.
func TestAChannelIsOwnedByWhoSaidYes(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		theirs := func(what string, entries, gaps int, owner any) {
			t.Helper()
			if got := listed(t, lead.get(t, "/workspaces/{workspace}/entries?owner={viewer}"), "id"); len(got) != entries {
				t.Errorf("%s: %d entries are theirs, want %d", what, len(got), entries)
			}
			if got := listed(t, lead.get(t, unowned), "id"); len(got) != gaps {
				t.Errorf("%s: %d unowned gaps, want %d", what, len(got), gaps)
			}
			dry := lead.get(t, "/workspaces/{workspace}/gaps?state=open&rule=runs_dry")
			if got := value(t, dry, "items", 0, "owner_id"); got != owner {
				t.Errorf("%s: a gap is %v's, want %v", what, got, owner)
			}
			findings := value(t, lead.get(t, "/workspaces/{workspace}/continuity?channel={channel}"), "items", 0, "findings").([]any)
			for _, f := range findings {
				if got := f.(map[string]any)["owner_id"]; got != owner {
					t.Errorf("%s: a finding is %v's, want %v", what, got, owner)
				}
			}
		}
		theirs("before", 0, 0, w.ids["editor"])
		made := lead.post(t, "/workspaces/{workspace}/feeds", `{"name":"Vera","member_id":"{viewer}"}`).want(t, http.StatusCreated)
		feed := text(t, made, "url")
		before := w.fetch(t, "GET", w.feedURL)

		w.wait(time.Minute)
		a := askedViewer(t, w)
		if value(t, a, "owner_id") != w.ids["viewer"] || value(t, a, "owner_accepted_at") != nil {
			t.Errorf("asked: %s", a.body)
		}
		theirs("asked", 0, 2, nil) // the plan and the entry
		if a := w.fetch(t, "GET", feed); strings.Contains(a.body, "Maschinenraum") {
			t.Error("their feed shows the entry before they said yes")
		}
		asked := w.fetch(t, "GET", w.feedURL)
		if asked.header.Get("ETag") == before.header.Get("ETag") || strings.Contains(asked.body, "Name of editor") || strings.Contains(asked.body, "Name of viewer") {
			t.Errorf("the feed still names an owner:\n%s", asked.body)
		}

		w.wait(time.Minute)
		a = w.as("viewer").post(t, ownership, `{"accept":true}`).want(t, http.StatusOK)
		if value(t, a, "owner_accepted_at") != "2027-03-01T11:02:00Z" || a.header.Get("ETag") == "" {
			t.Errorf("accepted: %s", a.body)
		}
		theirs("accepted", 1, 0, w.ids["viewer"])
		if a := w.fetch(t, "GET", feed); !strings.Contains(a.body, "Maschinenraum") {
			t.Error("their feed lacks the entry")
		}
		if a := w.fetch(t, "GET", w.feedURL); !strings.Contains(a.body, "Name of viewer") || a.header.Get("ETag") == asked.header.Get("ETag") {
			t.Errorf("the feed lacks its owner:\n%s", a.body)
		}
	})
}

func TestANoLeavesTheChannelWithoutOwner(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		askedViewer(t, w)
		a := w.as("viewer").post(t, ownership, `{"accept":false}`).want(t, http.StatusOK)
		if value(t, a, "owner_id") != nil || value(t, a, "owner_accepted_at") != nil {
			t.Errorf("declined: %s", a.body)
		}
		if got := listed(t, w.as("lead").get(t, unowned), "id"); len(got) != 2 {
			t.Errorf("%d unowned gaps, want 2", len(got))
		}
		line := auditLines(t, w.as("lead").get(t, auditLog+"?subject_kind=channel&subject={channel}"))[0]
		is(t, line, map[string]any{"action": "ownership_declined", "member_id": w.ids["viewer"]})
		if from, to := changeOf(line, "owner_id"); from != w.ids["viewer"] || to != nil {
			t.Errorf("owner_id from %v to %v", from, to)
		}
	})
}

func TestWhoIsAskedAndWhoIsNot(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		accepted := func(what string, a answer, owner string, want bool) {
			t.Helper()
			a.want(t, http.StatusOK)
			if got := value(t, a, "owner_accepted_at") != nil; got != want || value(t, a, "owner_id") != w.ids[owner] {
				t.Errorf("%s: %s", what, a.body)
			}
		}
		accepted("another field", lead.patch(t, aChannel, `{"name":"Werkstattblog"}`), "editor", true)
		accepted("the same owner", lead.patch(t, aChannel, `{"owner_id":"{editor}"}`), "editor", true)
		accepted("somebody else", lead.patch(t, aChannel, `{"owner_id":"{contributor}"}`), "contributor", false)
		accepted("another field while asking", lead.patch(t, aChannel, `{"name":"Werkblog"}`), "contributor", false)
		accepted("the same while asking", lead.patch(t, aChannel, `{"owner_id":"{contributor}"}`), "contributor", false)
		accepted("who had it before", lead.patch(t, aChannel, `{"owner_id":"{editor}"}`), "editor", false)
		accepted("oneself", lead.patch(t, aChannel, `{"owner_id":"{lead}"}`), "lead", true)
		accepted("another lead", lead.patch(t, aChannel, `{"owner_id":"{founder}"}`), "founder", false)
		accepted("another field by who is asked", w.as("founder").patch(t, aChannel, `{"platform":"web"}`), "founder", false)
		accepted("oneself when asked", w.as("founder").patch(t, aChannel, `{"owner_id":"{founder}"}`), "founder", true)
		accepted("a deputy is not asked", lead.patch(t, aChannel, `{"deputy_id":"{viewer}"}`), "founder", true)

		if a := lead.patch(t, aChannel, `{"owner_id":null}`).want(t, http.StatusOK); value(t, a, "owner_accepted_at") != nil {
			t.Errorf("no owner: %s", a.body)
		}
		for owner, want := range map[string]bool{"lead": true, "viewer": false} {
			a := lead.post(t, "/workspaces/{workspace}/channels", `{"name":"Kanal von `+owner+`","owner_id":"{`+owner+`}"}`).want(t, http.StatusCreated)
			if got := value(t, a, "owner_accepted_at") != nil; got != want {
				t.Errorf("made for the %s: %s", owner, a.body)
			}
		}
	})
}

func TestWhatWaitsForMe(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const requests = "/me/requests"
		if got := listed(t, w.as("viewer").get(t, requests), "channel_id"); len(got) != 0 {
			t.Errorf("nobody is asked, and %v waits", got)
		}
		w.wait(time.Minute)
		askedViewer(t, w)
		w.wait(time.Minute)
		w.as("lead").patch(t, aChannel, `{"platform":"web"}`).want(t, http.StatusOK)
		a := w.as("viewer").get(t, requests).want(t, http.StatusOK)
		for field, want := range map[string]any{
			"workspace_id": w.ids["workspace"], "workspace_name": "Musterwerk", "channel_id": w.ids["channel"], "channel_name": "Werkblog",
			"asked_at": "2027-03-01T11:01:00Z",
		} {
			if got := value(t, a, "items", 0, field); got != want {
				t.Errorf("%s = %v, want %v", field, got, want)
			}
		}
		for _, who := range []string{"editor", "lead", "stranger", "admin"} {
			mustNotContain(t, w.as(who).get(t, requests).want(t, http.StatusOK), "Werkblog")
		}
		w.as("viewer").post(t, ownership, `{"accept":true}`).want(t, http.StatusOK)
		mustNotContain(t, w.as("viewer").get(t, requests).want(t, http.StatusOK), "Werkblog")
	})
}

// A token for one workspace is not told what waits in another.
func TestWhatWaitsElsewhereIsNotTold(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("lead").patch(t, aChannel, `{"owner_id":"{founder}"}`).want(t, http.StatusOK)
		w.newToken(t, "founder", "elsewhere", `{"name":"dort","access":"write","workspace_id":"{foreign}"}`)
		w.newToken(t, "founder", "here", `{"name":"hier","access":"read","workspace_id":"{workspace}"}`)
		mustNotContain(t, w.as("elsewhere").get(t, "/me/requests").want(t, http.StatusOK), "Werkblog")
		if got := listed(t, w.as("here").get(t, "/me/requests"), "channel_name"); len(got) != 1 {
			t.Errorf("here waits %v", got)
		}
	})
}

// Asking and answering at once leave the channel with one owner whose answer counts.
func TestAskingAndAnsweringAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		askedViewer(t, w)
		var both sync.WaitGroup
		both.Go(func() { w.as("viewer").post(t, ownership, `{"accept":true}`) })
		both.Go(func() { w.as("lead").patch(t, aChannel, `{"owner_id":"{contributor}"}`) })
		both.Wait()
		a := w.as("lead").get(t, aChannel).want(t, http.StatusOK)
		if value(t, a, "owner_id") != w.ids["contributor"] || value(t, a, "owner_accepted_at") != nil {
			t.Errorf("somebody else's yes counts: %s", a.body)
		}
	})
}
