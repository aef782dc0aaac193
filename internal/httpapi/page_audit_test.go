package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// signIns returns what the server's log has of sign-ins, the latest first: the
// action, the token and why not.
func signIns(t *testing.T, w *world, who, path string) (told []string) {
	t.Helper()
	for _, action := range []string{"signed_in", "sign_in_refused"} {
		for _, line := range auditLines(t, w.as(who).get(t, path+"?action="+action)) {
			if line["address"] != "203.0.113.7" || line["subject_kind"] != "token" || line["subject_id"] != line["token_id"] {
				t.Errorf("signed in from elsewhere: %v", line)
			}
			why := ""
			if action == "sign_in_refused" {
				_, reason := changeOf(line, "reason")
				why = " " + reason.(string)
			}
			told = append(told, action+why)
		}
	}
	return told
}

func TestSignInsAreWrittenDown(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	here, server := func() string { return strings.Join(signIns(t, w, "lead", auditLog), ", ") }, func() string { return strings.Join(signIns(t, w, "admin", "/admin/audit"), ", ") }
	w.newToken(t, "viewer", "short", `{"name":"kurz","access":"read","workspace_id":"{workspace}","expires_at":"2027-03-01T12:00:00Z"}`)
	sign := func(who string, status int) {
		t.Helper()
		w.stranger().submit("/sign-in", "token", w.tokens[who]).want(t, status)
	}

	w.stranger().submit("/sign-in", "token", "sttg_"+strings.Repeat("A", 43)).want(t, http.StatusUnauthorized) // nobody's
	w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK)                                             // signed in before
	if here() != "" || server() != "" {
		t.Errorf("told without a sign-in: %s; %s", here(), server())
	}
	sign("short", http.StatusSeeOther)
	if want := "signed_in"; here() != want || server() != want {
		t.Errorf("signed in: %q; %q", here(), server())
	}
	w.wait(time.Hour)
	sign("short", http.StatusUnauthorized)
	sign("short", http.StatusUnauthorized) // at once again: told once
	if want := "signed_in, sign_in_refused expired"; here() != want || server() != want {
		t.Errorf("expired: %q; %q", here(), server())
	}
	w.wait(time.Minute + time.Second)
	w.as("lead").remove(t, "/workspaces/{workspace}/tokens/{short_token}").want(t, http.StatusNoContent)
	sign("short", http.StatusUnauthorized)
	if want := "signed_in, sign_in_refused revoked, sign_in_refused expired"; here() != want || server() != want {
		t.Errorf("revoked: %q; %q", here(), server())
	}
}

// A token for all of a user's workspaces is told in each that it opens.
func TestASignInIsToldWhereItLeads(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.stranger().submit("/sign-in", "token", w.tokens["founder"]).want(t, http.StatusSeeOther)
	for who, path := range map[string]string{"lead": auditLog, "stranger": "/workspaces/{foreign}/audit", "admin": "/admin/audit"} {
		if got := signIns(t, w, who, path); len(got) != 1 || got[0] != "signed_in" {
			t.Errorf("%s: %v", path, got)
		}
	}
	w.newToken(t, "founder", "here", `{"name":"hier","access":"read","workspace_id":"{workspace}"}`)
	w.as("lead").patch(t, "/workspaces/{workspace}/members/{founder}", `{"deactivated":true}`).want(t, http.StatusOK)
	w.stranger().submit("/sign-in", "token", w.tokens["here"]).want(t, http.StatusSeeOther)
	if got := strings.Join(signIns(t, w, "lead", auditLog), ", "); got != "signed_in, sign_in_refused deactivated" {
		t.Errorf("of a deactivated member: %s", got)
	}
	if got := signIns(t, w, "stranger", "/workspaces/{foreign}/audit"); len(got) != 1 {
		t.Errorf("told where it does not lead: %v", got)
	}
}

// What a page refuses is told like what the API refuses.
func TestAPagesRefusalIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("reader").submit("/w/{workspace}/feeds", "shows", "all").page(t, http.StatusForbidden)
	lines := auditLines(t, w.as("lead").get(t, auditLog+"?action=refused"))
	if len(lines) != 1 {
		t.Fatalf("told %v", lines)
	}
	is(t, lines[0], map[string]any{
		"member_id": w.ids["lead"], "address": "203.0.113.7", "subject_kind": "operation", "subject_id": "POST /w/{workspace}/feeds",
	})
}
