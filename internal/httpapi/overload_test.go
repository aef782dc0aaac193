package httpapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	editorPath   = "/workspaces/{workspace}/members/{editor}"
	capacityPath = "/workspaces/{workspace}/capacity"
)

// busy gives the editor ten hours a week, and eleven hours of work in that of
// 8 March: an entry of their own, and one that is theirs because the channel is.
func (w *world) busy(t *testing.T) {
	t.Helper()
	w.make(t, "own", entries, `{"channel_id":"{channel}","owner_id":"{editor}","title":"Messebericht","publish_on":"2027-03-09","effort_hours":6}`)
	w.make(t, "inherited", entries, `{"channel_id":"{channel}","title":"Werkstattfilm","publish_on":"2027-03-14","effort_hours":5}`)
	w.as("lead").patch(t, editorPath, `{"weekly_hours":10}`).want(t, http.StatusOK)
}

const overloaded = "In week 10 (8 to 14 March 2027) Name of editor has 11 h of work and 10 h for it."

func TestOverloadFollowsWhateverChanges(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.busy(t)
		lead.mustBeOpen(t, "overload", overloaded)
		with := func(what, method, path, body string, want ...string) {
			t.Helper()
			if a := lead.send(t, method, path, body); a.status >= 300 {
				t.Fatalf("%s: %d %s", what, a.status, a.body)
			}
			t.Log(what)
			lead.mustBeOpen(t, "overload", want...)
		}
		next := "In week 11 (15 to 21 March 2027) Name of editor has 11 h of work and 10 h for it."
		with("an entry moves into the next week", "PATCH", entries+"/{own}", `{"publish_on":"2027-03-16"}`)
		with("the other follows", "PATCH", entries+"/{inherited}", `{"publish_on":"2027-03-21"}`, next)
		with("and comes back", "PATCH", entries+"/{inherited}", `{"publish_on":"2027-03-14"}`)
		with("both are back", "PATCH", entries+"/{own}", `{"publish_on":"2027-03-09"}`, overloaded)
		with("it takes less", "PATCH", entries+"/{own}", `{"effort_hours":5}`)
		with("nobody says what it takes", "PATCH", entries+"/{own}", `{"effort_hours":null,"format":"Reel"}`)
		with("its format does", "PATCH", "/workspaces/{workspace}", `{"format_efforts":[{"format":" reel ","effort_hours":6}]}`, overloaded)
		with("the format takes less", "PATCH", "/workspaces/{workspace}", `{"format_efforts":[{"format":"reel","effort_hours":5}]}`)
		with("what an entry says counts first", "PATCH", entries+"/{own}", `{"effort_hours":6}`, overloaded)
		with("somebody else has it", "PATCH", entries+"/{own}", `{"owner_id":"{lead}"}`)
		with("nobody by name has it, so who has the channel", "PATCH", entries+"/{own}", `{"owner_id":null}`, overloaded)
		with("the plan has another owner", "PATCH", planPath, `{"owner_id":"{lead}"}`)
		with("the plan has none", "PATCH", planPath, `{"owner_id":null}`, overloaded)
		with("it is an idea", "POST", entries+"/{own}/transitions", `{"to":"idea"}`)
		with("it is planned", "POST", entries+"/{own}/transitions", `{"to":"planned"}`, overloaded)
		with("it is deleted", "DELETE", entries+"/{own}", "")
		with("it is back", "POST", entries+"/{own}/restore", "", overloaded)
		with("the channel is retired", "PATCH", channelPath, `{"status":"retired"}`)
		with("it is not", "PATCH", channelPath, `{"status":"active"}`, overloaded)
		with("there is more time", "PATCH", editorPath, `{"weekly_hours":11}`)
		lead.post(t, "/workspaces/{workspace}/absences", `{"member_id":"{editor}","starts_on":"2027-03-12","ends_on":"2027-03-13"}`).want(t, http.StatusCreated)
		lead.mustBeOpen(t, "overload", "In week 10 (8 to 14 March 2027) Name of editor has 11 h of work and 8 h 48 min for it.")
		with("nothing is asked any more", "PATCH", editorPath, `{"weekly_hours":null}`)
		with("it is", "PATCH", editorPath, `{"weekly_hours":11}`, "In week 10 (8 to 14 March 2027) Name of editor has 11 h of work and 8 h 48 min for it.")
		with("the member may not own anything", "PATCH", editorPath, `{"deactivated":true}`)
	})
}

// A holiday where the member works takes a fifth; Easter Monday is none in no region.
func TestOverloadKnowsHolidays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "own", entries, `{"channel_id":"{channel}","owner_id":"{editor}","title":"Osterpost","publish_on":"2027-03-30","effort_hours":9}`)
		lead.patch(t, editorPath, `{"weekly_hours":10}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "overload")
		lead.patch(t, editorPath, `{"region":"DE-XX"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "region")
		changed := lead.patch(t, editorPath, `{"region":"DE-BY"}`).want(t, http.StatusOK)
		if text(t, changed, "region") != "DE-BY" || value(t, changed, "weekly_hours") != 10.0 {
			t.Errorf("changed: %s", changed.body)
		}
		lead.mustBeOpen(t, "overload", "In week 13 (29 March to 4 April 2027) Name of editor has 9 h of work and 8 h for it.")
		lead.patch(t, editorPath, `{"region":null}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "overload")
	})
}

func TestAGapOfAMember(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.busy(t)
		found := lead.get(t, gaps+"?rule=overload&owner={editor}").want(t, http.StatusOK)
		w.ids["week"] = text(t, found, "items", 0, "id")
		gap := lead.get(t, gaps+"/{week}?explain=true&lang=de").want(t, http.StatusOK)
		for field, want := range map[string]any{
			"channel_id": nil, "plan_id": nil, "owner_id": w.ids["editor"], "from": "2027-03-08", "to": "2027-03-14", "severity": "critical", "expected": 600.0, "actual": 660.0,
		} {
			if got := value(t, gap, field); got != want {
				t.Errorf("%s is %v, want %v", field, got, want)
			}
		}
		if text(t, gap, "subject", "kind") != "member" || text(t, gap, "subject", "id") != w.ids["editor"] || text(t, gap, "explained", "subject_title") != "Name of editor" ||
			text(t, gap, "explained", "channel_name") != "" || text(t, gap, "history", 0, "kind") != "opened" {
			t.Errorf("got %s", gap.body)
		}
		if got := len(value(t, lead.get(t, gaps+"?rule=overload&channel={channel}"), "items").([]any)); got != 0 {
			t.Errorf("%d overloads belong to a channel", got)
		}
		w.as("stranger").get(t, gaps+"/{week}").refused(t, http.StatusNotFound, "not_found")
		w.as("editor").put(t, gaps+"/{week}/acceptance", `{"reason":"Messewoche","until":"2027-03-14"}`).refused(t, http.StatusForbidden, "forbidden")
		accepted := lead.put(t, gaps+"/{week}/acceptance", `{"reason":"Messewoche","until":"2027-03-14"}`).want(t, http.StatusOK)
		if text(t, accepted, "state") != "accepted" {
			t.Errorf("accepted: %s", accepted.body)
		}
		lead.mustBeOpen(t, "overload")
		lead.patch(t, entries+"/{inherited}", `{"effort_hours":4.5}`).want(t, http.StatusOK) // less: it stays
		lead.mustBeOpen(t, "overload")
		lead.patch(t, entries+"/{inherited}", `{"effort_hours":5.25}`).want(t, http.StatusOK) // more than was accepted
		lead.mustBeOpen(t, "overload", "In week 10 (8 to 14 March 2027) Name of editor has 11 h 15 min of work and 10 h for it.")
		lead.put(t, gaps+"/{week}/acceptance", `{"reason":"Messewoche","until":"2027-03-14"}`).want(t, http.StatusOK)
		if withdrawn := lead.remove(t, gaps+"/{week}/acceptance").want(t, http.StatusOK); text(t, withdrawn, "state") != "open" {
			t.Errorf("withdrawn: %s", withdrawn.body)
		}
		w.wait(14 * 24 * time.Hour) // the week is over, and it asks nobody any more
		lead.put(t, gaps+"/{week}/acceptance", `{"reason":"zu spät","until":"2027-03-20"}`).refused(t, http.StatusConflict, "conflict")
	})
}

// Time alone opens and closes gaps of members; a server that scans again changes nothing.
func TestWorkerScansMembers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.busy(t)
		scan := func(want int) {
			t.Helper()
			summary, err := w.app.ScanDue(context.Background())
			if err != nil || summary.MembersChanged != want {
				t.Fatalf("scanned %+v, %v; want %d members changed", summary, err, want)
			}
		}
		revision := func() any { return value(t, w.as("lead").get(t, "/workspaces/{workspace}"), "revision") }
		scan(0)
		w.wait(24 * time.Hour)
		scan(0)
		before := revision()
		scan(0)
		if after := revision(); after != before {
			t.Errorf("a second scan of a day raised the revision from %v to %v", before, after)
		}
		w.wait(13 * 24 * time.Hour) // Monday, 15 March
		scan(1)
		w.as("lead").mustBeOpen(t, "overload")
		found := w.as("lead").get(t, gaps+"?rule=overload").want(t, http.StatusOK)
		if text(t, found, "items", 0, "state") != "resolved" {
			t.Errorf("a week that is over is %s", found.body)
		}
	})
}

func TestWhoSaysHowMuchTimeAMemberHas(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const viewerPath = "/workspaces/{workspace}/members/{viewer}"
		for _, role := range []string{"viewer", "contributor", "editor"} {
			own := w.as(role).patch(t, "/workspaces/{workspace}/members/{"+role+"}", `{"weekly_hours":7.5,"region":"AT"}`).want(t, http.StatusOK)
			if value(t, own, "weekly_hours") != 7.5 || text(t, own, "region") != "AT" {
				t.Errorf("%s: %s", role, own.body)
			}
			w.as(role).patch(t, "/workspaces/{workspace}/members/{lead}", `{"weekly_hours":7.5}`).refused(t, http.StatusForbidden, "forbidden")
			w.as(role).patch(t, "/workspaces/{workspace}/members/{"+role+"}", `{"weekly_hours":8,"role":"lead"}`).refused(t, http.StatusForbidden, "forbidden")
		}
		w.as("reader").patch(t, "/workspaces/{workspace}/members/{lead}", `{"weekly_hours":8}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("stranger").patch(t, viewerPath, `{"weekly_hours":8}`).refused(t, http.StatusNotFound, "not_found")
		lead := w.as("lead")
		for _, body := range []string{`{"weekly_hours":168.5}`, `{"weekly_hours":-1}`} {
			lead.patch(t, viewerPath, body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "weekly_hours")
		}
		if none := lead.patch(t, viewerPath, `{"weekly_hours":null,"region":null}`).want(t, http.StatusOK); value(t, none, "weekly_hours") != nil || value(t, none, "region") != nil {
			t.Errorf("taken away: %s", none.body)
		}
		for name, body := range map[string]string{
			"twice":    `{"format_efforts":[{"format":"Reel","effort_hours":1},{"format":" reel","effort_hours":2}]}`,
			"nameless": `{"format_efforts":[{"format":" ","effort_hours":1}]}`,
			"too much": `{"format_efforts":[{"format":"Buch","effort_hours":1001}]}`,
		} {
			t.Run(name, func(t *testing.T) {
				lead.patch(t, "/workspaces/{workspace}", body).refused(t, http.StatusUnprocessableEntity, "invalid")
			})
		}
		w.as("editor").patch(t, "/workspaces/{workspace}", `{"format_efforts":[]}`).refused(t, http.StatusForbidden, "forbidden")
		set := lead.patch(t, "/workspaces/{workspace}", `{"format_efforts":[{"format":"Story","effort_hours":0.5},{"format":"Reel","effort_hours":3}]}`).want(t, http.StatusOK)
		if text(t, set, "format_efforts", 0, "format") != "Reel" || value(t, set, "format_efforts", 1, "effort_hours") != 0.5 {
			t.Errorf("set: %s", set.body)
		}
		audit := lead.get(t, "/workspaces/{workspace}/audit?limit=1").want(t, http.StatusOK)
		if !strings.Contains(audit.body, "Reel 3, Story 0.5") {
			t.Errorf("the audit trail does not say what was set: %s", audit.body)
		}
	})
}

func TestCapacity(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.busy(t)
		lead, viewer := w.as("lead"), w.as("viewer")
		lead.post(t, "/workspaces/{workspace}/absences", `{"member_id":"{editor}","starts_on":"2027-03-18","ends_on":"2027-03-30"}`).want(t, http.StatusCreated)
		lead.patch(t, editorPath, `{"region":"DE"}`).want(t, http.StatusOK)
		told := viewer.get(t, capacityPath+"?from=2027-03-10&to=2027-03-29").want(t, http.StatusOK)
		if text(t, told, "from") != "2027-03-08" || text(t, told, "to") != "2027-04-04" {
			t.Errorf("the span is not of whole weeks: %s", told.body)
		}
		members := value(t, told, "items").([]any)
		if len(members) != 5 {
			t.Errorf("%d members, want 5: %s", len(members), told.body)
		}
		for i, m := range members {
			member := m.(map[string]any)
			if member["member_id"] != w.ids["editor"] {
				if got := value(t, told, "items", i, "weeks", 0, "budget_hours"); got != nil {
					t.Errorf("%v has a budget of %v", member["member_name"], got)
				}
				continue
			}
			for week, want := range []map[string]any{
				{"week": "2027-W10", "budget_hours": 10.0, "effort_hours": 11.0, "entries": 2.0, "overload": true},
				{"week": "2027-W11", "budget_hours": 6.0, "effort_hours": 0.0, "entries": 0.0, "overload": false},
				{"week": "2027-W12", "budget_hours": 0.0, "effort_hours": 0.0, "entries": 0.0, "overload": false},
				{"week": "2027-W13", "budget_hours": 6.0, "effort_hours": 0.0, "entries": 0.0, "overload": false}, // Easter Monday lies in the absence
			} {
				for field, value := range want {
					if got := member["weeks"].([]any)[week].(map[string]any)[field]; got != value {
						t.Errorf("week %d: %s is %v, want %v", week, field, got, value)
					}
				}
			}
		}
		if got := len(value(t, viewer.get(t, capacityPath).want(t, http.StatusOK), "items", 0, "weeks").([]any)); got != 12 {
			t.Errorf("%d weeks without a span, want 12", got)
		}
		if got := len(value(t, viewer.get(t, capacityPath+"?from=2026-12-28&to=2028-01-02").want(t, http.StatusOK), "items", 0, "weeks").([]any)); got != 53 {
			t.Errorf("%d weeks, want 53", got)
		}
		viewer.get(t, capacityPath+"?from=2026-12-28&to=2028-01-03").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "to")
		viewer.get(t, capacityPath+"?from=2027-03-08&to=2027-03-07").refused(t, http.StatusBadRequest, "malformed")
		w.as("stranger").get(t, capacityPath).refused(t, http.StatusNotFound, "not_found")
	})
}

// Whatever reads gaps copes with one that is of no channel.
func TestReadersOfGapsKnowThoseOfMembers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.busy(t)
		lead.get(t, "/workspaces/{workspace}/year?year=2027").want(t, http.StatusOK)
		feed := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK).body
		if !strings.Contains(feed, "SUMMARY:Dringend: zu viel zu tun: Name of editor\r\n") {
			t.Errorf("the feed does not tell it:\n%s", feed)
		}
		if data := w.as("editor").get(t, "/me/export").want(t, http.StatusOK).body; !strings.Contains(data, `"weekly_hours": "10"`) || !strings.Contains(data, `"overload"`) {
			t.Errorf("what is kept of a member: %s", data)
		}
		w.wait(7 * 24 * time.Hour)
		if _, err := w.app.MakeDueReports(context.Background()); err != nil {
			t.Fatal(err)
		}
		const report = "/workspaces/{workspace}/reports/latest"
		sentence := "In KW 10 (8. bis 14. März 2027) hat Name of editor 11 Std. zu tun und 10 Std. Zeit dafür."
		for query, want := range map[string]string{
			"":             `"channel_name":"","subject":{"kind":"member"`,
			"?format=txt":  "Alle Kanäle: In KW 10",
			"?format=html": `<b class="channel">Alle Kanäle</b>`,
			"?format=csv":  sentence,
		} {
			a := lead.get(t, report+query).want(t, http.StatusOK)
			if body := strings.ReplaceAll(a.body, "\u00a0", " "); !strings.Contains(body, want) {
				t.Errorf("report%s does not say %q:\n%s", query, want, body)
			}
		}
	})
}
