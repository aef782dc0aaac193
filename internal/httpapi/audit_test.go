package httpapi_test

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

const auditLog = "/workspaces/{workspace}/audit"

// auditLines returns the items of an audit log.
func auditLines(t *testing.T, a answer) (lines []map[string]any) {
	t.Helper()
	a.want(t, http.StatusOK)
	items, _ := value(t, a, "items").([]any)
	for _, item := range items {
		lines = append(lines, item.(map[string]any))
	}
	return lines
}

// is fails unless a line holds these values.
func is(t *testing.T, line map[string]any, want map[string]any) {
	t.Helper()
	for field, value := range want {
		if line[field] != value {
			t.Errorf("%s = %v, want %v in %v", field, line[field], value, line)
		}
	}
}

// changeOf returns from what to what a field of a line changed.
func changeOf(line map[string]any, field string) (from, to any) {
	for _, change := range line["fields"].([]any) {
		if change := change.(map[string]any); change["field"] == field {
			return change["from"], change["to"]
		}
	}
	return "no such field", "no such field"
}

func TestTheAuditLogRefuses(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			who, path string
			status    int
			code      string
		}{
			"an editor":              {"editor", auditLog, 403, "forbidden"},
			"an editor's sheet":      {"editor", auditLog + "?format=csv", 403, "forbidden"},
			"a stranger's sheet":     {"stranger", auditLog + "?format=csv", 404, "not_found"},
			"an action that is none": {"lead", auditLog + "?action=A%20B", 400, "malformed"},
			"a member that is none":  {"lead", auditLog + "?member=17", 400, "malformed"},
			"a subject of no kind":   {"lead", auditLog + "?subject={entry}", 400, "malformed"},
			"days turned around":     {"lead", auditLog + "?from=2027-03-02&to=2027-03-01", 400, "malformed"},
			"another form":           {"lead", auditLog + "?format=pdf", 400, "malformed"},
			"another list's cursor":  {"lead", auditLog + "?cursor=WyJoaXN0b3J5IiwxLCJ4Il0", 422, "invalid"},
			"the server's to a lead": {"lead", "/admin/audit", 403, "forbidden"},
		} {
			t.Run(name, func(t *testing.T) {
				a := w.as(c.who).get(t, c.path).refused(t, c.status, c.code)
				if c.who == "stranger" {
					mustNotContain(t, a, secrets...)
				}
			})
		}
	})
}

func TestTheAuditLogTellsWhoDidWhatFromWhere(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "editor", "script", `{"name":"Skript","access":"write","workspace_id":"{workspace}"}`)
		w.wait(time.Hour)
		w.as("script").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"Frühjahrsputz"}`).want(t, http.StatusOK)
		lines := auditLines(t, w.as("lead").get(t, auditLog))
		is(t, lines[0], map[string]any{
			"at": "2027-03-01T12:00:00Z", "member_id": w.ids["editor"], "token_id": w.ids["script_token"], "address": "192.0.2.1",
			"subject_kind": "entry", "subject_id": w.ids["entry"], "action": "changed",
		})
		if from, to := changeOf(lines[0], "title"); from != "Frühjahrsputz im Maschinenraum" || to != "Frühjahrsputz" {
			t.Errorf("title from %v to %v", from, to)
		}
		is(t, lines[1], map[string]any{"member_id": w.ids["editor"], "subject_kind": "token", "subject_id": w.ids["script_token"], "action": "created"})
		mustNotContain(t, w.as("lead").get(t, auditLog), "Skript", w.tokens["script"])

		for name, c := range map[string]struct {
			query string
			want  func(line map[string]any) bool
			least int
		}{
			"a member":          {"member={editor}", func(l map[string]any) bool { return l["member_id"] == w.ids["editor"] }, 2},
			"a kind":            {"subject_kind=entry", func(l map[string]any) bool { return l["subject_kind"] == "entry" }, 2},
			"a subject":         {"subject_kind=topic&subject={topic}", func(l map[string]any) bool { return l["subject_id"] == w.ids["topic"] }, 1},
			"an action":         {"action=created", func(l map[string]any) bool { return l["action"] == "created" }, 8},
			"all together":      {"member={lead}&subject_kind=entry&subject={entry}&action=created&from=2027-03-01&to=2027-03-01", func(l map[string]any) bool { return l["subject_id"] == w.ids["entry"] && l["action"] == "created" }, 1},
			"the day":           {"from=2027-03-01&to=2027-03-01", func(map[string]any) bool { return true }, len(lines)},
			"the day before":    {"to=2027-02-28", func(map[string]any) bool { return false }, 0},
			"the day after":     {"from=2027-03-02", func(map[string]any) bool { return false }, 0},
			"nothing like that": {"action=flown", func(map[string]any) bool { return false }, 0},
		} {
			t.Run(name, func(t *testing.T) {
				got := auditLines(t, w.as("lead").get(t, auditLog+"?"+c.query))
				all := 0
				for _, line := range lines {
					if c.want(line) {
						all++
					}
				}
				if len(got) != all || all < c.least || slices.ContainsFunc(got, func(l map[string]any) bool { return !c.want(l) }) {
					t.Errorf("%d lines, want %d, at least %d: %v", len(got), all, c.least, got)
				}
			})
		}

		// A day is the workspace's: half past midnight in Berlin is the day before in UTC.
		w.wait(11*time.Hour + 30*time.Minute)
		w.as("lead").patch(t, "/workspaces/{workspace}", `{"name":"Musterwerk Nord"}`).want(t, http.StatusOK)
		if got := auditLines(t, w.as("lead").get(t, auditLog+"?from=2027-03-02")); len(got) != 1 || got[0]["at"] != "2027-03-01T23:30:00Z" {
			t.Errorf("of the next day: %v", got)
		}
	})
}

func TestTheAuditLogHasEveryPageOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		all := listed(t, w.as("lead").get(t, auditLog), "id")
		var paged []string
		for cursor := ""; ; {
			a := w.as("lead").get(t, auditLog+"?limit=3"+cursor)
			paged = append(paged, listed(t, a, "id")...)
			next, more := value(t, a, "next_cursor").(string)
			if !more {
				break
			}
			cursor = "&cursor=" + next
		}
		if len(all) < 10 || !slices.Equal(all, paged) {
			t.Errorf("in pages %v, at once %v", paged, all)
		}
	})
}

func TestWhoIsRefusedForTheirRoleIsWrittenDown(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		before := w.as("lead").get(t, "/workspaces/{workspace}").json["revision"]
		for name, c := range map[string]struct{ who, method, path, body, operation, permission, role string }{
			"a viewer's channel":     {"viewer", "POST", "/channels", `{"name":"Geheimkanal"}`, "createChannel", "write_channels", "viewer"},
			"an entry of others":     {"contributor", "PATCH", "/entries/{entry}", `{"title":"Geheimtitel"}`, "updateEntry", "write_own_entries", "contributor"},
			"an editor in the log":   {"editor", "GET", "/audit", "", "listAudit", "read_audit", "editor"},
			"a sheet of it":          {"editor", "GET", "/audit?format=csv", "", "listAudit", "read_audit", "editor"},
			"a lead who only reads":  {"reader", "DELETE", "/topics/{topic}", "", "deleteTopic", "write_topics", "lead"},
			"a viewer's revoking":    {"viewer", "DELETE", "/tokens/{token}", "", "revokeWorkspaceToken", "manage_tokens", "viewer"},
			"a contributor's import": {"contributor", "POST", "/imports?mode=dry_run", "", "importEntries", "import", "contributor"},
		} {
			t.Run(name, func(t *testing.T) {
				w.wait(time.Second)
				caller := w.as(c.who)
				if c.operation == "importEntries" {
					caller, c.body = caller.with("Content-Type", "text/csv"), "Kanal;Datum;Titel\nWerkblog;2027-05-01;Geheimtitel\n"
				}
				caller.send(t, c.method, "/workspaces/{workspace}"+c.path, c.body).refused(t, http.StatusForbidden, "forbidden")
				a := w.as("lead").get(t, auditLog+"?action=refused&limit=1")
				line := auditLines(t, a)[0]
				member := c.who
				if c.who == "reader" {
					member = "lead"
				}
				is(t, line, map[string]any{
					"member_id": w.ids[member], "address": "192.0.2.1", "subject_kind": "operation", "subject_id": c.operation,
					"at": w.clock().Format(time.RFC3339),
				})
				if line["token_id"] == nil {
					t.Error("by no token")
				}
				_, permission := changeOf(line, "permission")
				_, role := changeOf(line, "role")
				if permission != c.permission || role != c.role {
					t.Errorf("refused %v as %v", permission, role)
				}
				mustNotContain(t, a, "Geheim")
			})
		}
		count := len(auditLines(t, w.as("lead").get(t, auditLog+"?action=refused&limit=200")))
		w.as("stranger").get(t, auditLog).refused(t, http.StatusNotFound, "not_found")
		w.as("lead").post(t, "/workspaces/{workspace}/channels", `{"name":""}`).refused(t, http.StatusUnprocessableEntity, "invalid")
		w.as("editor").patch(t, "/workspaces/{workspace}/entries/{topic}", `{"title":"x"}`).refused(t, http.StatusNotFound, "not_found")
		if after := len(auditLines(t, w.as("lead").get(t, auditLog+"?action=refused&limit=200"))); after != count {
			t.Errorf("%d lines are of refusals for no role", after-count)
		}
		if after := w.as("lead").get(t, "/workspaces/{workspace}").json["revision"]; after != before {
			t.Errorf("refusals moved the revision from %v to %v", before, after)
		}
	})
}

func TestTheAuditLogAsASheet(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const formula = `=HYPERLINK("https://evil.example")`
		w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"=HYPERLINK(\"https://evil.example\")"}`).want(t, http.StatusOK)
		for range 510 { // more than are read at a time
			w.as("viewer").post(t, "/workspaces/{workspace}/topics", `{"name":"x"}`).refused(t, http.StatusForbidden, "forbidden")
		}
		a := w.as("lead").get(t, auditLog+"?format=csv&limit=1").want(t, http.StatusOK)
		if got := a.header.Get("Content-Type"); got != "text/csv; charset=utf-8" {
			t.Errorf("Content-Type = %q", got)
		}
		if got := a.header.Get("Content-Disposition"); got != `attachment; filename="audit.csv"` {
			t.Errorf("Content-Disposition = %q", got)
		}
		text, marked := strings.CutPrefix(a.body, "\uFEFF")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !marked {
			t.Fatalf("marked %t, %v", marked, err)
		}
		heading := []string{"id", "at", "member_id", "member", "token_id", "address", "action", "subject_kind", "subject_id", "field", "from", "to"}
		if !slices.Equal(rows[0], heading) {
			t.Errorf("the heading is %v", rows[0])
		}
		var ids, titles []string
		for _, row := range rows[1:] {
			if ids = append(ids, row[0]); len(ids) > 1 && ids[len(ids)-2] == row[0] {
				ids = ids[:len(ids)-1] // another value of the same line
			}
			if row[9] == "title" && row[6] == "changed" {
				titles = append(titles, row[3], row[10], row[11])
			}
			for _, cell := range row {
				if strings.IndexAny(cell, "=+-@\t\r") == 0 {
					t.Errorf("a spreadsheet would compute %q", cell)
				}
			}
		}
		if want := []string{"Name of lead", "Frühjahrsputz im Maschinenraum", "'" + formula}; !slices.Equal(titles, want) {
			t.Errorf("the title's change is told as %q, want %q", titles, want)
		}
		first := w.as("lead").get(t, auditLog+"?limit=200").want(t, http.StatusOK)
		if got := listed(t, first, "id"); len(ids) < 520 || !slices.Equal(got, ids[:200]) {
			t.Errorf("%d lines are in the sheet, or in another order", len(ids))
		}
		only := w.as("lead").get(t, auditLog+"?format=csv&action=changed").want(t, http.StatusOK)
		if n := strings.Count(only.body, "\n"); n != 2 {
			t.Errorf("%d rows of what was changed:\n%s", n, only.body)
		}
	})
}

// Copy, notes, names of people and secrets stay out of a log that is never
// rewritten.
func TestTheAuditLogHoldsNoTextsAndNoSecrets(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const ws = "/workspaces/{workspace}"
		lead := w.as("lead")
		lead.patch(t, ws+"/entries/{entry}", `{"copy":"Privattext eins"}`).want(t, http.StatusOK)
		lead.patch(t, ws+"/topics/{topic}", `{"description":"Privattext zwei"}`).want(t, http.StatusOK)
		lead.patch(t, ws+"/channels/{channel}/pauses/{pause}", `{"reason":"Privattext drei"}`).want(t, http.StatusOK)
		lead.patch(t, ws+"/members/{viewer}", `{"name":"Privattext vier"}`).want(t, http.StatusOK)
		lead.put(t, ws+"/gaps/{gap}/acceptance", `{"reason":"Privattext fünf","until":"2027-12-31"}`).want(t, http.StatusOK)
		lead.post(t, ws+"/members", `{"name":"Privattext sechs","email":"privat@example.org","role":"viewer"}`).want(t, http.StatusCreated)
		w.newToken(t, "founder", "script", `{"name":"Privattext sieben","access":"write","workspace_id":"{workspace}"}`)
		feed := text(t, w.make(t, "", ws+"/feeds", `{"name":"Kalender"}`), "url")

		log := lead.get(t, auditLog+"?limit=200").want(t, http.StatusOK)
		hidden := []string{"Privattext", "privat@", "Betriebsferien", "sttg_", w.tokens["script"], strings.Split(feed, "/")[4]}
		mustNotContain(t, log, hidden...)
		mustNotContain(t, w.as("admin").get(t, "/admin/audit?limit=200").want(t, http.StatusOK), hidden...)
		for _, kind := range []string{"pause", "member", "topic", "entry"} {
			line := auditLines(t, lead.get(t, auditLog+"?limit=1&action=changed&subject_kind="+kind))[0]
			if _, to := line["fields"].([]any)[0].(map[string]any)["to"].(string); !to || !strings.Contains(line["fields"].([]any)[0].(map[string]any)["to"].(string), " characters") {
				t.Errorf("a text of the %s is not told by its length: %v", kind, line)
			}
		}
	})
}

func TestTheAdministratorSeesWhatHappenedOnTheServer(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const log = "/admin/audit"
		w.wait(24 * time.Hour)
		w.newToken(t, "lead", "script", `{"name":"Skript","access":"read","workspace_id":"{workspace}","expires_at":"2027-12-31T23:00:00Z"}`)
		w.as("lead").remove(t, "/workspaces/{workspace}/tokens/{script_token}").want(t, http.StatusNoContent)
		w.as("lead").post(t, "/workspaces", `{"name":"Geheimwerk"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("reader").post(t, "/me/tokens", `{"name":"x","access":"read"}`).refused(t, http.StatusForbidden, "forbidden")
		w.newToken(t, "admin", "looking", `{"name":"liest","access":"read"}`)
		admin := w.as("looking") // reading is enough

		me := text(t, w.as("lead").get(t, "/me"), "user_id")
		for name, c := range map[string]struct {
			query string
			want  map[string]any
			count int
		}{
			"a token revoked":     {"?action=revoked", map[string]any{"user_id": me, "subject_kind": "token", "subject_id": w.ids["script_token"], "workspace_id": w.ids["workspace"], "address": "192.0.2.1"}, 1},
			"what a user did":     {"?action=created&user=" + me, map[string]any{"subject_kind": "token", "subject_id": w.ids["script_token"]}, 1},
			"what was refused":    {"?action=refused&user=" + me, map[string]any{"subject_kind": "operation", "workspace_id": w.ids["workspace"]}, 2},
			"the day it was made": {"?action=created&to=2027-03-01", map[string]any{"user_id": nil, "subject_kind": "token", "address": nil, "at": "2027-03-01T11:00:00Z"}, 10},
		} {
			t.Run(name, func(t *testing.T) {
				lines := auditLines(t, admin.get(t, log+c.query))
				if len(lines) != c.count {
					t.Fatalf("%d lines, want %d: %v", len(lines), c.count, lines)
				}
				is(t, lines[0], c.want)
			})
		}
		made := auditLines(t, admin.get(t, log+"?limit=200"))
		for name, subject := range map[string]string{"by the shell": w.ids["workspace"], "over the API": w.ids["foreign"]} {
			if !slices.ContainsFunc(made, func(l map[string]any) bool {
				return l["subject_kind"] == "workspace" && l["action"] == "created" && l["subject_id"] == subject && (l["user_id"] == nil) == (name == "by the shell")
			}) {
				t.Errorf("the workspace made %s is not told: %v", name, made)
			}
		}
		refused := admin.get(t, log+"?action=refused")
		if got := listed(t, refused, "subject_id"); !slices.Contains(got, "createWorkspace") || !slices.Contains(got, "createMyToken") {
			t.Errorf("refused %v", got)
		}
		mustNotContain(t, refused, "Geheim")
		first := admin.get(t, log+"?limit=2")
		if second := listed(t, admin.get(t, log+"?limit=2&cursor="+text(t, first, "next_cursor")), "id"); second[0] != made[2]["id"] {
			t.Errorf("the second page begins with %s", second[0])
		}
	})
}

func TestPurgingLeavesTheAuditLogAlone(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("lead").remove(t, "/workspaces/{workspace}/entries/{entry}").want(t, http.StatusNoContent)
		w.as("viewer").get(t, auditLog).refused(t, http.StatusForbidden, "forbidden")
		before := w.as("lead").get(t, auditLog+"?limit=200").want(t, http.StatusOK).body
		server := w.as("admin").get(t, "/admin/audit?limit=200").want(t, http.StatusOK).body
		w.wait(400 * 24 * time.Hour)
		if _, err := w.app.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.as("lead").get(t, "/workspaces/{workspace}/entries/{entry}").refused(t, http.StatusNotFound, "not_found")
		if after := w.as("lead").get(t, auditLog+"?limit=200").want(t, http.StatusOK).body; after != before || !strings.Contains(after, w.ids["entry"]) {
			t.Errorf("the log was\n%s\nand is\n%s", before, after)
		}
		if after := w.as("admin").get(t, "/admin/audit?limit=200").want(t, http.StatusOK).body; after != server {
			t.Errorf("the server's log was\n%s\nand is\n%s", server, after)
		}
	})
}
