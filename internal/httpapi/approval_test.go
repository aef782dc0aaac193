package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const (
	theChannel = "/workspaces/{workspace}/channels/{channel}"
	thePlan    = "/workspaces/{workspace}/plans/{plan}"
)

// demandFourEyes has the channel of the editor, who so owns its entries, demand
// that a second person approves.
func (w *world) demandFourEyes(t *testing.T) {
	t.Helper()
	if got := w.as("lead").patch(t, theChannel, `{"four_eyes":true}`).want(t, http.StatusOK); value(t, got, "four_eyes") != true {
		t.Fatalf("the channel demands nothing: %s", got.body)
	}
}

// entryIn makes an entry of the effective owner editor in a state.
func (w *world) entryIn(t *testing.T, name, state string) {
	t.Helper()
	w.make(t, name, entries, `{"channel_id":"{channel}","title":"Probe `+name+`","publish_at":"2027-03-10T10:00:00+01:00","state":"`+state+`"}`)
}

func stateOf(t *testing.T, w *world, path, want string) {
	t.Helper()
	if got := text(t, w.as("viewer").get(t, path).want(t, http.StatusOK), "state"); got != want {
		t.Errorf("%s is %s, want %s", path, got, want)
	}
}

// Who may approve: every role, with and without four eyes, with and without a
// named approver; by the request for it and by a transition.
func TestWhoMayApprove(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i, tc := range []struct {
			fourEyes        bool
			owner, approver string // "": the channel's, which is the editor; nobody
			may             string // all others may not
		}{
			{false, "", "", "editor lead founder"},
			{false, "contributor", "", "editor lead founder"},
			{false, "", "contributor", "contributor editor lead founder"},
			{true, "", "", "lead founder"},
			{true, "lead", "", "editor founder"},
			{true, "contributor", "", "editor lead founder"},
			{true, "", "lead", "lead"},
			{true, "", "contributor", "contributor"},
			{true, "contributor", "editor", "editor"},
		} {
			w.as("lead").patch(t, theChannel, fmt.Sprintf(`{"four_eyes":%t}`, tc.fourEyes)).want(t, http.StatusOK)
			for _, who := range []string{"viewer", "contributor", "editor", "lead", "founder"} {
				for _, request := range []struct{ path, body string }{{"/approve", ""}, {"/transitions", `{"to":"approved"}`}} {
					name := fmt.Sprintf("%d as %s by %s", i, who, request.path)
					body := `{"channel_id":"{channel}","title":"Probe","publish_on":"2027-03-10","state":"in_review"`
					if tc.owner != "" {
						body += `,"owner_id":"{` + tc.owner + `}"`
					}
					if tc.approver != "" {
						body += `,"approver_id":"{` + tc.approver + `}"`
					}
					w.make(t, "probe", entries, body+"}")
					a := w.as(who).post(t, entries+"/{probe}"+request.path, request.body)
					want := http.StatusForbidden
					if strings.Contains(tc.may, who) {
						want = http.StatusOK
					}
					if a.status != want {
						t.Errorf("%s: answered with %d, want %d: %s", name, a.status, want, a.body)
					}
					stateOf(t, w, entries+"/{probe}", map[int]string{http.StatusOK: "approved", http.StatusForbidden: "in_review"}[want])
				}
			}
		}
	})
}

func TestWithFourEyesOnlyWhatIsApprovedIsPublished(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.entryIn(t, "before", "planned")
		w.as("editor").post(t, entries+"/{before}/transitions", `{"to":"published"}`).want(t, http.StatusOK)
		w.demandFourEyes(t)
		for _, state := range []string{"planned", "drafting", "in_review"} {
			w.entryIn(t, state, state)
			for _, who := range []string{"editor", "lead"} {
				w.as(who).post(t, entries+"/{"+state+"}/transitions", `{"to":"published"}`).refused(t, http.StatusConflict, "conflict")
			}
			w.as("lead").post(t, entries+"/{"+state+"}/transitions", `{"to":"published","published_on":"2026-12-30"}`).refused(t, http.StatusConflict, "conflict")
			stateOf(t, w, entries+"/{"+state+"}", state)
		}
		const draft = `{"channel_id":"{channel}","title":"x","publish_on":"2027-02-24","state":"%s"}`
		w.as("lead").post(t, entries, fmt.Sprintf(draft, "published")).refused(t, http.StatusConflict, "conflict")
		w.as("editor").post(t, entries, fmt.Sprintf(draft, "approved")).refused(t, http.StatusForbidden, "forbidden")
		w.as("contributor").post(t, entries, fmt.Sprintf(draft, "approved")).refused(t, http.StatusForbidden, "forbidden")
		w.as("lead").post(t, entries, fmt.Sprintf(draft, "approved")).want(t, http.StatusCreated)

		w.as("lead").post(t, entries+"/{planned}/approve", "").want(t, http.StatusOK)
		w.as("lead").post(t, entries+"/{planned}/approve", "").refused(t, http.StatusConflict, "conflict")
		w.as("editor").post(t, entries+"/{planned}/transitions", `{"to":"published","published_on":"2027-02-24"}`).want(t, http.StatusOK)
		w.as("lead").post(t, entries+"/{planned}/approve", "").refused(t, http.StatusConflict, "conflict")
		w.as("editor").post(t, entries+"/{planned}/transitions", `{"to":"approved"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("lead").post(t, entries+"/{planned}/transitions", `{"to":"approved"}`).want(t, http.StatusOK)
		w.as("editor").patch(t, entries+"/{before}", `{"title":"Erschienen, bevor es galt"}`).want(t, http.StatusOK)
		stateOf(t, w, entries+"/{before}", "published")

		w.make(t, "free", "/workspaces/{workspace}/channels", `{"name":"Frei","status":"active"}`)
		w.make(t, "elsewhere", entries, `{"channel_id":"{free}","title":"x","publish_on":"2027-02-24","state":"published"}`)
		w.as("lead").patch(t, entries+"/{elsewhere}", `{"channel_id":"{channel}"}`).refused(t, http.StatusConflict, "conflict")
	})
}

// Changing what is approved sends it back to review, unless who changes it may
// approve it.
func TestRewritingWhatIsApproved(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "free", "/workspaces/{workspace}/channels", `{"name":"Frei","status":"active"}`)
		approved := func(owner string) {
			t.Helper()
			w.make(t, "probe", entries,
				`{"channel_id":"{channel}","title":"Probe","publish_at":"2027-03-10T10:00:00+01:00","state":"approved","owner_id":"{`+owner+`}"}`)
		}
		for _, fourEyes := range []bool{false, true} {
			w.as("lead").patch(t, theChannel, fmt.Sprintf(`{"four_eyes":%t}`, fourEyes)).want(t, http.StatusOK)
			for body, rewrites := range map[string]bool{
				`{"title":"Anders"}`:                      true,
				`{"copy":"Anders"}`:                       true,
				`{"link":"https://example.org/anders"}`:   true,
				`{"channel_id":"{free}"}`:                 true,
				`{"publish_at":"2027-03-11T10:00:00Z"}`:   true,
				`{"publish_on":"2027-03-10"}`:             true,
				`{"format":"reel"}`:                       false,
				`{"topic_id":"{topic}"}`:                  false,
				`{"publish_at":"2027-03-10T09:00:00Z"}`:   false, // the same instant
				`{"title":"Probe","owner_id":"{editor}"}`: false,
			} {
				for who, mayApprove := range map[string]bool{"contributor": false, "editor": !fourEyes, "lead": true} {
					owner := "editor"
					if who == "contributor" {
						owner = who
						if strings.Contains(body, "owner_id") {
							continue // not theirs to give away
						}
					}
					approved(owner)
					want := "approved"
					if rewrites && !mayApprove {
						want = "in_review"
					}
					if got := text(t, w.as(who).patch(t, entries+"/{probe}", body).want(t, http.StatusOK), "state"); got != want {
						t.Errorf("four eyes %v, %s by the %s: %s, want %s", fourEyes, body, who, got, want)
					}
				}
			}
		}
	})
}

// Neither place nor owner can be changed on the way to approve oneself.
func TestNoWayAroundFourEyes(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.demandFourEyes(t)
		editor := w.as("editor")
		w.make(t, "free", "/workspaces/{workspace}/channels", `{"name":"Frei","status":"active"}`)
		w.make(t, "away", entries, `{"channel_id":"{free}","title":"Umweg","publish_on":"2027-03-10","owner_id":"{editor}"}`)
		editor.post(t, entries+"/{away}/approve", "").want(t, http.StatusOK)
		if got := text(t, editor.patch(t, entries+"/{away}", `{"channel_id":"{channel}"}`).want(t, http.StatusOK), "state"); got != "in_review" {
			t.Errorf("moved to where four eyes are demanded it is %s, want in_review", got)
		}
		w.make(t, "given", entries, `{"channel_id":"{channel}","title":"Abgegeben","publish_on":"2027-03-10","state":"approved"}`)
		for who, owner := range map[string]string{"editor": "lead", "lead": "lead"} { // no longer theirs, and theirs from now on
			w.as("founder").patch(t, entries+"/{given}", `{"owner_id":null}`).want(t, http.StatusOK)
			if a := w.as("founder").post(t, entries+"/{given}/approve", ""); a.status != http.StatusOK && a.status != http.StatusConflict {
				t.Fatalf("not approved: %s", a.body)
			}
			given := w.as(who).patch(t, entries+"/{given}", `{"copy":"Neu von `+who+`","owner_id":"{`+owner+`}"}`).want(t, http.StatusOK)
			if got := text(t, given, "state"); got != "in_review" {
				t.Errorf("rewritten and given away by the %s it is %s, want in_review", who, got)
			}
		}
		w.make(t, "nobodys", "/workspaces/{workspace}/channels", `{"name":"Niemands","status":"active","four_eyes":true}`)
		own := editor.post(t, entries, `{"channel_id":"{nobodys}","title":"Selbst geschrieben","publish_on":"2027-03-10"}`).want(t, http.StatusCreated)
		w.ids["own"] = text(t, own, "id")
		editor.post(t, entries+"/{own}/approve", "").refused(t, http.StatusForbidden, "forbidden")
		w.as("lead").post(t, entries+"/{own}/approve", "").want(t, http.StatusOK)
	})
}

func TestNobodyApprovesByPassingOwnershipAround(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.demandFourEyes(t)
		editor, lead := w.as("editor"), w.as("lead")
		w.entryIn(t, "away", "in_review")
		editor.patch(t, entries+"/{away}", `{"owner_id":"{lead}"}`).want(t, http.StatusOK)
		editor.post(t, entries+"/{away}/approve", "").refused(t, http.StatusForbidden, "forbidden")
		editor.post(t, entries+"/{away}/transitions", `{"to":"approved"}`).refused(t, http.StatusForbidden, "forbidden")
		lead.patch(t, entries+"/{away}", `{"copy":"Von der neuen Zuständigen"}`).want(t, http.StatusOK)
		editor.post(t, entries+"/{away}/approve", "").want(t, http.StatusOK)

		w.make(t, "taken", entries, `{"channel_id":"{channel}","title":"Genommen","publish_on":"2027-03-10","owner_id":"{lead}","state":"in_review"}`)
		editor.post(t, entries+"/{taken}/approve", "").want(t, http.StatusOK)
		for _, owner := range []string{`"{editor}"`, `null`} { // null: the channel's, who is the editor
			if got := text(t, editor.patch(t, entries+"/{taken}", `{"owner_id":`+owner+`}`).want(t, http.StatusOK), "state"); got != "in_review" {
				t.Errorf("taken over (%s) by who approved it, it is %s, want in_review", owner, got)
			}
			w.as("founder").patch(t, entries+"/{taken}", `{"owner_id":"{lead}"}`).want(t, http.StatusOK)
			editor.post(t, entries+"/{taken}/approve", "").want(t, http.StatusOK)
		}
		w.as("founder").patch(t, entries+"/{taken}", `{"owner_id":"{contributor}"}`).want(t, http.StatusOK)
		stateOf(t, w, entries+"/{taken}", "approved")
	})
}

func TestAPlanDecidesBeforeItsChannel(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tc := range map[string]struct {
			channel, plan, day string
			want               int
		}{
			"neither":                    {"false", "null", "2027-03-10", http.StatusOK},
			"the channel":                {"true", "null", "2027-03-10", http.StatusForbidden},
			"the plan alone":             {"false", "true", "2027-03-10", http.StatusForbidden},
			"not this plan":              {"true", "false", "2027-03-10", http.StatusOK},
			"the plan, on another day":   {"false", "true", "2028-03-10", http.StatusOK},
			"not the plan, another day":  {"true", "false", "2028-03-10", http.StatusForbidden},
			"the plan's first day":       {"false", "true", "2027-01-01", http.StatusForbidden},
			"the day after its last day": {"false", "true", "2028-01-01", http.StatusOK},
		} {
			w.as("lead").patch(t, theChannel, `{"four_eyes":`+tc.channel+`}`).want(t, http.StatusOK)
			plan := w.as("lead").patch(t, thePlan, `{"four_eyes":`+tc.plan+`}`).want(t, http.StatusOK)
			if got := fmt.Sprint(value(t, plan, "four_eyes")); got != strings.Replace(tc.plan, "null", "<nil>", 1) {
				t.Errorf("the plan's four_eyes = %s, want %s", got, tc.plan)
			}
			w.make(t, "probe", entries, `{"channel_id":"{channel}","title":"Probe","publish_on":"`+tc.day+`"}`)
			if a := w.as("editor").post(t, entries+"/{probe}/approve", ""); a.status != tc.want {
				t.Errorf("%s: answered with %d, want %d: %s", name, a.status, tc.want, a.body)
			}
		}
		for _, who := range []string{"viewer", "contributor", "editor"} {
			w.as(who).patch(t, theChannel, `{"four_eyes":false}`).refused(t, http.StatusForbidden, "forbidden")
			w.as(who).patch(t, thePlan, `{"four_eyes":false}`).refused(t, http.StatusForbidden, "forbidden")
		}
		w.as("lead").patch(t, theChannel, `{"four_eyes":null}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "four_eyes")
	})
}
