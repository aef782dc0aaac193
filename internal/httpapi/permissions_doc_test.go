package httpapi_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/plan"
)

var update = flag.Bool("update", false, "rewrite docs/permissions.md")

const permissionsPage = "../../docs/permissions.md"

// The page for people is made from the one table and the contract.
func TestThePageOfPermissionsIsTrue(t *testing.T) {
	t.Parallel()
	want := permissionsDoc(t)
	if *update {
		if err := os.WriteFile(permissionsPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(permissionsPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/permissions.md is not what holds; make it anew with go test ./internal/httpapi -run PageOfPermissions -update (-want +got):\n%s", diff)
	}
}

func permissionsDoc(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`# Who may what

<!-- Written by a test from the table of permissions and the API's contract: go test ./internal/httpapi -run PageOfPermissions -update -->

Every member has one role in each workspace. Whoever is none, or is deactivated, does not find the workspace
at all. A token may never more than its user, and one that only reads changes nothing.

`)
	b.WriteString("| permission | allows to |")
	for _, role := range plan.Roles {
		fmt.Fprintf(&b, " %s |", role)
	}
	b.WriteString("\n|---|---|" + strings.Repeat(":-:|", len(plan.Roles)) + "\n")
	for _, row := range app.PermissionRows() {
		fmt.Fprintf(&b, "| `%s` | %s |", row.Permission, row.Meaning)
		for _, role := range plan.Roles {
			if role.AtLeast(row.Needs) {
				b.WriteString(" yes |")
			} else {
				b.WriteString(" |")
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("\nWhat each operation of the API asks for:\n\n| permission | operations |\n|---|---|\n")
	operations := map[string][]string{}
	for _, s := range steps(t) {
		operations[s.action] = append(operations[s.action], "`"+s.id+"`")
	}
	actions := []string{app.Authenticated, app.Administrate}
	for _, row := range app.PermissionRows() {
		actions = append(actions, string(row.Permission))
	}
	for _, action := range actions {
		slices.Sort(operations[action])
		list := strings.Join(operations[action], ", ")
		if list == "" {
			list = "parts of others, by what is asked of them"
		}
		fmt.Fprintf(&b, "| %s | %s |\n", asked(action), list)
	}
	return b.String()
}

// asked says what an operation asks for.
func asked(action string) string {
	switch action {
	case app.Authenticated:
		return "any good token or session"
	case app.Administrate:
		return "being the server's administrator"
	default:
		return "`" + action + "`"
	}
}

func TestEveryPermissionIsExplained(t *testing.T) {
	t.Parallel()
	rows := app.PermissionRows()
	if len(rows) != len(app.Permissions()) {
		t.Errorf("%d rows for %d permissions", len(rows), len(app.Permissions()))
	}
	page := bare(t, httpapi.Options{}).ask("GET", "/api/docs").want(t, http.StatusOK).body
	for _, row := range rows {
		if row.Meaning == "" {
			t.Errorf("%s is not explained", row.Permission)
		}
		cells := ""
		for _, role := range plan.Roles {
			cells += "<td>" + map[bool]string{true: "yes", false: "no"}[role.AtLeast(row.Needs)] + "</td>"
		}
		if line := fmt.Sprintf(`<code>%s</code></th><td>%s</td>%s</tr>`, row.Permission, strings.ReplaceAll(row.Meaning, "'", "&#39;"), cells); !strings.Contains(page, line) {
			t.Errorf("the API's documentation lacks %s", line)
		}
	}
}
