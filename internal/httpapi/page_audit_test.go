package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"stetig/internal/httpapi"
)

// signIns returns what a log has of sign-ins, the latest first: the action, how,
// and why not.
func signIns(t *testing.T, w *world, who, path string) string {
	t.Helper()
	var told []string
	for _, line := range auditLines(t, w.as(who).get(t, path)) {
		action, _ := line["action"].(string)
		if action != "signed_in" && action != "sign_in_refused" {
			continue
		}
		if line["address"] != "203.0.113.7" || line["subject_kind"] != "session" {
			t.Errorf("signed in from elsewhere: %v", line)
		}
		_, how := changeOf(line, "method")
		action += " " + how.(string)
		if strings.HasPrefix(action, "sign_in_refused") {
			_, reason := changeOf(line, "reason")
			action += " " + reason.(string)
		}
		told = append(told, action)
	}
	return strings.Join(told, ", ")
}

func TestSignInsAreWrittenDown(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		here, server := func() string { return signIns(t, w, "lead", auditLog) }, func() string { return signIns(t, w, "admin", "/admin/audit") }
		is := func(wantHere, wantServer string) {
			t.Helper()
			if here() != wantHere || server() != wantServer {
				t.Errorf("told %q; %q\nwant %q; %q", here(), server(), wantHere, wantServer)
			}
		}
		w.stranger().submit("/sign-in", "email", "nobody@example.org", "password", password).want(t, http.StatusUnauthorized)
		is("", "sign_in_refused password wrong")
		w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK)
		w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK) // signed in before
		is("signed_in link", "signed_in link, sign_in_refused password wrong")
		w.stranger().submit("/sign-in", "email", "lead@example.org", "password", "no "+password).want(t, http.StatusUnauthorized)
		if err := w.app.FlushUsage(t.Context()); err != nil { // workspaces are told of refusals after the answer
			t.Fatal(err)
		}
		w.submitSignIn("lead").want(t, http.StatusSeeOther)
		is("signed_in password, sign_in_refused password wrong, signed_in link",
			"signed_in password, sign_in_refused password wrong, signed_in link, sign_in_refused password wrong")
		for _, path := range []string{auditLog, "/admin/audit"} {
			mustNotContain(t, w.as(map[bool]string{true: "lead", false: "admin"}[path == auditLog]).get(t, path), password, "nobody@example.org")
		}
	})
}

// What a page refuses is told like what the API refuses.
func TestAPagesRefusalIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.openPages(t, httpapi.PageOptions{DemoToken: w.tokens["reader"]}) // no other visitor is refused for what they are
	here := w.stranger()
	here.remote, here.host = "127.0.0.1:50000", "localhost"
	here.submit("/w/{workspace}/feeds", "shows", "all").page(t, http.StatusForbidden)
	lines := auditLines(t, w.as("lead").get(t, auditLog+"?action=refused"))
	if len(lines) != 1 {
		t.Fatalf("told %v", lines)
	}
	is(t, lines[0], map[string]any{
		"member_id": w.ids["lead"], "address": "127.0.0.1", "subject_kind": "operation", "subject_id": "POST /w/{workspace}/feeds",
	})
}
