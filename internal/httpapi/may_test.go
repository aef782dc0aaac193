package httpapi_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// attempt is one thing that an entry's may tells of, and how it is tried.
type attempt struct {
	name, method, path, body string
	promised                 func(may map[string]any) bool
}

func attempts() []attempt {
	flag := func(name string) func(map[string]any) bool {
		return func(may map[string]any) bool { return may[name] == true }
	}
	list := []attempt{
		{"change", "PATCH", "", `{"format":"reel"}`, flag("change")},
		{"delete", "DELETE", "", "", flag("delete")},
		{"approve", "POST", "/approve", "", flag("approve")},
		{"reject", "POST", "/reject", `{"reason":"Das Zitat fehlt."}`, flag("reject")},
		{"name approver", "PATCH", "", `{"approver_id":"{lead}"}`, flag("name_approver")},
		{"comment", "POST", "/comments", `{"text":"Schön."}`, flag("comment")},
	}
	for _, state := range plan.States {
		list = append(list, attempt{"move to " + string(state), "POST", "/transitions", fmt.Sprintf(`{"to":%q}`, state), func(may map[string]any) bool {
			states, _ := may["move_to"].([]any)
			return slices.Contains(states, any(string(state)))
		}})
	}
	return list
}

// What may promises is what happens: everything it tells of is tried, in every
// state, by everybody it could be about.
func TestMayIsWhatHappens(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, fourEyes := range []bool{false, true} {
			for _, who := range []string{"viewer", "contributor", "editor"} {
				for _, owner := range []string{"{" + who + "}", "{founder}"} {
					for i, approver := range []string{`null`, `"{contributor}"`} {
						w.make(t, "tried_on", "/workspaces/{workspace}/channels", fmt.Sprintf(`{"name":"%s %s %d %t"}`, who, owner, i, fourEyes))
						for _, state := range []plan.State{plan.Idea, plan.Planned, plan.InReview, plan.Approved, plan.Published, plan.Cancelled} {
							if who == "viewer" && (owner == "{viewer}" || state != plan.InReview) {
								continue // a viewer may nothing; once is enough
							}
							draft := fmt.Sprintf(`{"channel_id":"{tried_on}","title":"Werkstattbesuch","state":%q,"publish_at":"2027-03-01T09:00:00+01:00","owner_id":%q,"approver_id":%s}`, state, owner, approver)
							t.Run(fmt.Sprintf("%s %s of %s, approver %s, four eyes %t", who, state, owner, approver, fourEyes), func(t *testing.T) {
								w.tryEverything(t, who, draft, fourEyes)
							})
						}
					}
				}
			}
		}
	})
}

func (w *world) tryEverything(t *testing.T, who, draft string, fourEyes bool) {
	t.Helper()
	fresh := false
	for _, try := range attempts() {
		if !fresh {
			w.layEntry(t, draft, fourEyes)
		}
		seen := w.as(who).get(t, "/workspaces/{workspace}/entries/{tried}").want(t, http.StatusOK)
		may := seen.json["may"].(map[string]any)
		a := w.as(who).send(t, try.method, "/workspaces/{workspace}/entries/{tried}"+try.path, try.body)
		happened := a.status < 300
		if happened != try.promised(may) {
			t.Errorf("%s: may says %v, and it was answered with %d: %s\n%v", try.name, try.promised(may), a.status, a.body, may)
		}
		if try.name == "change" && happened {
			w.tryRewriting(t, who, may)
		}
		fresh = !happened
	}
}

// layEntry makes the lead lay an entry in whatever state, and only then has four
// eyes demanded.
func (w *world) layEntry(t *testing.T, draft string, fourEyes bool) {
	t.Helper()
	if fourEyes {
		w.setFourEyes(t, false)
		defer w.setFourEyes(t, true)
	}
	w.make(t, "tried", "/workspaces/{workspace}/entries", draft)
}

// tryRewriting holds keeps_approval to what a new title does.
func (w *world) tryRewriting(t *testing.T, who string, may map[string]any) {
	t.Helper()
	before := w.as(who).get(t, "/workspaces/{workspace}/entries/{tried}").want(t, http.StatusOK)
	after := w.as(who).patch(t, "/workspaces/{workspace}/entries/{tried}", `{"title":"Besuch in der Werkstatt"}`).want(t, http.StatusOK)
	if kept := after.json["state"] == before.json["state"]; kept != may["keeps_approval"] {
		t.Errorf("keeps_approval is %v, and the state went from %v to %v", may["keeps_approval"], before.json["state"], after.json["state"])
	}
}

func (w *world) setFourEyes(t *testing.T, on bool) {
	t.Helper()
	w.as("lead").patch(t, "/workspaces/{workspace}/channels/{tried_on}", fmt.Sprintf(`{"four_eyes":%t}`, on)).want(t, http.StatusOK)
}

func TestMayOfADeletedEntry(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const entry = "/workspaces/{workspace}/entries/{entry}"
		w.as("lead").remove(t, entry).want(t, http.StatusNoContent)
		for who, restores := range map[string]bool{"editor": true, "contributor": false, "viewer": false} {
			seen := w.as(who).get(t, entry).want(t, http.StatusOK)
			may := seen.json["may"].(map[string]any)
			if may["restore"] != restores || may["change"] == true || may["comment"] == true {
				t.Errorf("%s may %v", who, may)
			}
		}
		w.wait(31 * 24 * 60 * 60 * 1e9)
		w.as("editor").get(t, entry).refused(t, http.StatusNotFound, "not_found")
	})
}

// What is deleted is shown as long as it can be restored.
func TestDeletedPlansAndTopicsAreShown(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, path := range []string{"/workspaces/{workspace}/plans/{plan}", "/workspaces/{workspace}/topics/{topic}"} {
			w.as("lead").remove(t, path).want(t, http.StatusNoContent)
			if a := w.as("viewer").get(t, path).want(t, http.StatusOK); a.json["deleted_at"] == nil {
				t.Errorf("%s is not shown as deleted: %s", path, a.body)
			}
		}
		w.wait(31 * 24 * 60 * 60 * 1e9)
		for _, path := range []string{"/workspaces/{workspace}/plans/{plan}", "/workspaces/{workspace}/topics/{topic}"} {
			w.as("viewer").get(t, path).refused(t, http.StatusNotFound, "not_found")
		}
	})
}

// The answer to a change tells what may be done next.
func TestMayFollowsAChange(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		made := w.as("contributor").post(t, "/workspaces/{workspace}/entries", `{"channel_id":"{channel}","title":"Nachwuchs","owner_id":"{contributor}"}`).want(t, http.StatusCreated)
		if value(t, made, "may", "change") != true {
			t.Errorf("who made an entry may not change it: %s", made.body)
		}
		moved := w.as("editor").post(t, "/workspaces/{workspace}/entries/{entry}/transitions", `{"to":"in_review"}`).want(t, http.StatusOK)
		if value(t, moved, "may", "reject") != true {
			t.Errorf("what is in review may not be rejected: %s", moved.body)
		}
		rejected := w.as("editor").post(t, "/workspaces/{workspace}/entries/{entry}/reject", `{"reason":"Zu lang."}`).want(t, http.StatusOK)
		if value(t, rejected, "may", "reject") != false {
			t.Errorf("what is drafted may be rejected: %s", rejected.body)
		}
	})
}

func TestATokenForReadingMayOnlyRead(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		entry := w.as("reader").get(t, "/workspaces/{workspace}/entries/{entry}").want(t, http.StatusOK)
		want := map[string]any{
			"change": false, "delete": false, "restore": false, "approve": false, "reject": false,
			"name_approver": false, "comment": false, "keeps_approval": false, "move_to": []any{},
		}
		if diff := cmp.Diff(want, entry.json["may"]); diff != "" {
			t.Errorf("may of an entry (-want +got):\n%s", diff)
		}
		workspace := w.as("reader").get(t, "/workspaces/{workspace}").want(t, http.StatusOK)
		if diff := cmp.Diff([]any{"read", "read_audit"}, workspace.json["may"]); diff != "" {
			t.Errorf("may of the workspace (-want +got):\n%s", diff)
		}
	})
}

// The workspace tells each role what the table of permissions gives it.
func TestMayOfAWorkspaceIsTheTable(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, role := range plan.Roles {
			var want []string
			for permission, needed := range app.Permissions() {
				if role.AtLeast(needed) {
					want = append(want, string(permission))
				}
			}
			slices.Sort(want)
			a := w.as(string(role)).get(t, "/workspaces/{workspace}").want(t, http.StatusOK)
			got := fmt.Sprint(a.json["may"])
			if want := "[" + strings.Join(want, " ") + "]"; got != want {
				t.Errorf("%s may %s, want %s", role, got, want)
			}
		}
		changed := w.as("lead").patch(t, "/workspaces/{workspace}", `{"name":"Musterwerk AG"}`).want(t, http.StatusOK)
		if list, _ := changed.json["may"].([]any); len(list) != len(app.Permissions()) {
			t.Errorf("after a change a lead may %v", list)
		}
		if list := w.as("lead").get(t, "/workspaces").want(t, http.StatusOK); strings.Contains(list.body, `"may"`) {
			t.Errorf("a list tells what may be done: %s", list.body)
		}
	})
}

// The contract names exactly the permissions there are.
func TestTheContractNamesThePermissions(t *testing.T) {
	t.Parallel()
	doc, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	named := map[app.Permission]bool{}
	for _, name := range doc.Components.Schemas["Permission"].Value.Enum {
		named[app.Permission(name.(string))] = true
	}
	have := map[app.Permission]bool{}
	for permission := range app.Permissions() {
		have[permission] = true
	}
	if diff := cmp.Diff(have, named); diff != "" {
		t.Errorf("permissions (-app +contract):\n%s", diff)
	}
}
