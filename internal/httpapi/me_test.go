package httpapi_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"stetig/internal/app"
)

func TestWhoChangesThemselves(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			who, body string
			status    int
			code      string
		}{
			"a token for one workspace": {"lead", `{"name":"Neu"}`, http.StatusForbidden, "forbidden"},
			"a token that reads":        {"reader", `{"name":"Neu"}`, http.StatusForbidden, "forbidden"},
			"a name of nothing":         {"founder", `{"name":" "}`, http.StatusUnprocessableEntity, "invalid"},
			"a language that is none":   {"founder", `{"language":"fr"}`, http.StatusUnprocessableEntity, "invalid"},
			"rights":                    {"founder", `{"administrator":true}`, http.StatusUnprocessableEntity, "invalid"},
			"another address":           {"founder", `{"email":"x@example.org"}`, http.StatusUnprocessableEntity, "invalid"},
		} {
			t.Run(name, func(t *testing.T) { w.as(c.who).patch(t, "/me", c.body).refused(t, c.status, c.code) })
		}
		founder := w.as("founder")
		tag := founder.get(t, "/me").want(t, http.StatusOK).header.Get("ETag")
		founder.with("If-Match", `"99"`).patch(t, "/me", `{"name":"Neu"}`).refused(t, http.StatusPreconditionFailed, "stale")
		a := founder.with("If-Match", tag).patch(t, "/me", `{"name":"Frieda Gründer","language":"en"}`).want(t, http.StatusOK)
		if value(t, a, "name") != "Frieda Gründer" || value(t, a, "language") != "en" || a.header.Get("ETag") == tag {
			t.Errorf("changed: %s", a.body)
		}
		if a := founder.patch(t, "/me", `{"language":null}`).want(t, http.StatusOK); value(t, a, "language") != nil || value(t, a, "name") != "Frieda Gründer" {
			t.Errorf("taken away: %s", a.body)
		}
		if a := founder.get(t, "/workspaces/{workspace}/members/{founder}").want(t, http.StatusOK); value(t, a, "name") != "Name of founder" {
			t.Errorf("the workspace calls them otherwise now: %s", a.body)
		}
		log := w.as("admin").get(t, "/admin/audit?user={user of founder}&action=changed").want(t, http.StatusOK)
		if lines := auditLines(t, log); len(lines) != 2 {
			t.Errorf("%d lines, want 2: %s", len(lines), log.body)
		}
		mustNotContain(t, log, "Frieda")
		refused := auditLines(t, w.as("admin").get(t, "/admin/audit?user={user of lead}&action=refused"))
		if len(refused) == 0 || refused[0]["subject_id"] != "updateMe" {
			t.Errorf("the refusals were noted as %v", refused)
		}
	})
}

// keptCounts tells how many of each kind are kept, "workspace kind" or "kind".
func keptCounts(t *testing.T, a answer) map[string]float64 {
	t.Helper()
	counts := map[string]float64{}
	for _, item := range value(t, a.want(t, http.StatusOK), "items").([]any) {
		line := item.(map[string]any)
		name := line["kind"].(string)
		if ws, ok := line["workspace_name"].(string); ok {
			name = ws + " " + name
		}
		counts[name] = line["count"].(float64)
		if line["meaning"] == "" || line["kept"] == "" {
			t.Errorf("%s: not said what it is, or how long it is kept", name)
		}
	}
	return counts
}

func TestWhatIsKeptAboutMe(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		everywhere := w.openToken(t, "lead")
		const comments = "/workspaces/{workspace}/entries/{entry}/comments"
		w.as("contributor").post(t, comments, `{"text":"Fragt {lead}.","mentions":["{lead}"]}`).want(t, http.StatusCreated)
		w.as("founder").post(t, "/workspaces/{foreign}/channels", `{"name":"Fremdblog"}`).want(t, http.StatusCreated)
		counts := keptCounts(t, everywhere.get(t, "/me/data"))
		for kind, want := range map[string]float64{
			"account": 1, "tokens": 3, "Musterwerk membership": 1, "Musterwerk absences": 1, "Musterwerk comments": 1,
			"Musterwerk mentions": 1, "Musterwerk entries_made": 1, "Musterwerk feeds": 1,
		} {
			if counts[kind] != want {
				t.Errorf("%s: %v, want %v in %v", kind, counts[kind], want, counts)
			}
		}
		for kind := range counts {
			if strings.HasPrefix(kind, "Fremdwerk") {
				t.Errorf("%s: they never were there", kind)
			}
		}
		if counts["Musterwerk audit"] == 0 {
			t.Errorf("what they did is not among %v", counts)
		}
		if got := keptCounts(t, w.as("editor").get(t, "/me/data"))["Musterwerk channels_owned"]; got != 1 {
			t.Errorf("the editor owns %v channels", got)
		}
	})
}

// openToken lets somebody ask with a token for all of their workspaces.
func (w *world) openToken(t *testing.T, who string) caller {
	t.Helper()
	made, err := w.app.MakeToken(context.Background(), app.TokenDraft{Email: who + "@example.org", Workspace: "Musterwerk", Admin: true})
	if err != nil {
		t.Fatal(err)
	}
	w.tokens[who+" everywhere"] = made.Text
	return w.as(who + " everywhere")
}

// exported reads somebody's export.
func exported(t *testing.T, c caller) (raw string, account map[string]any, workspaces map[string]map[string]any) {
	t.Helper()
	a := c.get(t, "/me/export").want(t, http.StatusOK)
	var document struct {
		Account    map[string]any
		Workspaces []map[string]any
	}
	if err := json.Unmarshal([]byte(a.body), &document); err != nil {
		t.Fatalf("no document: %v\n%s", err, a.body)
	}
	if got := a.header.Get("Content-Disposition"); !strings.Contains(got, "attachment") {
		t.Errorf("Content-Disposition = %q", got)
	}
	workspaces = map[string]map[string]any{}
	for _, ws := range document.Workspaces {
		workspaces[ws["name"].(string)] = ws
	}
	return a.body, document.Account, workspaces
}

func TestTheExportHoldsAllThatIsKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		everywhere := w.openToken(t, "lead")
		counts := keptCounts(t, everywhere.get(t, "/me/data"))
		raw, account, workspaces := exported(t, everywhere)
		for kind, want := range counts {
			in, name := account, kind
			if ws, rest, inside := strings.Cut(kind, " "); inside {
				in, name = workspaces[ws], rest
			}
			if name == "account" || name == "membership" {
				continue
			}
			if list, _ := in[name].([]any); float64(len(list)) != want {
				t.Errorf("%s: %d are exported, %v are kept", kind, len(list), want)
			}
		}
		for _, want := range []string{"lead@example.org", "Familienfest", "Bitte das Foto der Werkstatt nehmen.", "Frühjahrsputz im Maschinenraum", "Redaktionsplan Werkblog"} {
			if !strings.Contains(raw, want) {
				t.Errorf("%q is missing", want)
			}
		}
		feedToken := strings.Split(w.feedURL, "/")[4]
		for _, secret := range []string{w.tokens["lead"], w.tokens["reader"], feedToken, "argon2id", "hash", "editor@example.org", "Name of editor"} {
			if strings.Contains(raw, secret) {
				t.Errorf("%q is exported", secret)
			}
		}
	})
}

// Who is no member any more takes along what is theirs, and nothing of the plans.
func TestTheExportOfWhoHasLeft(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const entries = "/workspaces/{workspace}/entries"
		made := w.as("founder").post(t, entries, `{"channel_id":"{channel}","title":"Geheimes Vorhaben","publish_on":"2027-04-01"}`).want(t, http.StatusCreated)
		w.as("founder").patch(t, entries+"/"+text(t, made, "id"), `{"title":"Geheimer Plan"}`).want(t, http.StatusOK)
		w.as("founder").post(t, entries+"/{entry}/comments", `{"text":"Meine Meinung."}`).want(t, http.StatusCreated)
		raw, _, _ := exported(t, w.as("founder"))
		if !strings.Contains(raw, "Geheimer Plan") {
			t.Error("a member's own entry is missing")
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{founder}", `{"deactivated":true}`).want(t, http.StatusOK)
		raw, _, workspaces := exported(t, w.as("founder"))
		if strings.Contains(raw, "Geheime") {
			t.Errorf("the plan got out: %s", raw)
		}
		if !strings.Contains(raw, "Meine Meinung.") || !strings.Contains(raw, text(t, made, "id")) || workspaces["Musterwerk"]["membership"] == nil {
			t.Errorf("what is theirs is missing: %s", raw)
		}
	})
}

// A token for one workspace gives what that one keeps, and nothing of the account
// but who it is.
func TestTheExportThroughATokenForOneWorkspace(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.newToken(t, "founder", "here", `{"name":"hier","access":"read","workspace_id":"{workspace}"}`)
		w.newToken(t, "founder", "there", `{"name":"Nur im Fremdwerk","access":"read","workspace_id":"{foreign}"}`)
		raw, account, workspaces := exported(t, w.as("here"))
		if len(workspaces) != 1 || workspaces["Musterwerk"] == nil || strings.Contains(raw, "Fremdwerk") {
			t.Errorf("told of elsewhere: %s", raw)
		}
		for _, kind := range []string{"sessions", "identities", "links", "answers", "audit"} {
			if account[kind] != nil {
				t.Errorf("%s of the account are told", kind)
			}
		}
		mustNotContain(t, w.as("here").get(t, "/me/data").want(t, http.StatusOK), "Fremdwerk", `"sessions"`)
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{founder}", `{"deactivated":true}`).want(t, http.StatusOK)
		w.as("here").get(t, "/me/export").refused(t, http.StatusUnauthorized, "unauthenticated") // its token ended with the membership
	})
}

// Nothing of others is in anybody's export, whoever asks.
func TestTheExportTellsNothingOfOthers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const comments = "/workspaces/{workspace}/entries/{entry}/comments"
		w.as("contributor").post(t, comments, `{"text":"Unter uns: der Chef.","mentions":["{viewer}"]}`).want(t, http.StatusCreated)
		raw, _, workspaces := exported(t, w.as("viewer"))
		if list, _ := workspaces["Musterwerk"]["mentions"].([]any); len(list) != 1 {
			t.Errorf("mentions: %v", list)
		}
		for _, who := range []string{"lead", "editor", "contributor", "founder", "stranger"} {
			if strings.Contains(raw, "Name of "+who) || strings.Contains(raw, who+"@") {
				t.Errorf("%s is in the viewer's export", who)
			}
		}
		if strings.Contains(raw, "Unter uns") {
			t.Error("what somebody else said is in the viewer's export")
		}
		keys := make([]string, 0, len(workspaces))
		for name := range workspaces {
			keys = append(keys, name)
		}
		if !slices.Equal(keys, []string{"Musterwerk"}) {
			t.Errorf("workspaces: %v", keys)
		}
	})
}
