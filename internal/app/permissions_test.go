package app

import (
	"slices"
	"testing"

	"stetig/internal/plan"
)

func TestPermissionsGrowWithTheRole(t *testing.T) {
	t.Parallel()
	for permission, needed := range Permissions() {
		if !needed.Valid() {
			t.Errorf("%s needs the unknown role %q", permission, needed)
		}
		var having []plan.Role
		for _, role := range plan.Roles {
			if may(role, permission) {
				having = append(having, role)
			}
		}
		first := slices.Index(plan.Roles, needed)
		if !slices.Equal(having, plan.Roles[first:]) {
			t.Errorf("%s needs %s, but %v have it", permission, needed, having)
		}
	}
}

func TestNobodyHasAPermissionWithoutARow(t *testing.T) {
	t.Parallel()
	for _, role := range append([]plan.Role{"", "owner"}, plan.Roles...) {
		if may(role, "fly") {
			t.Errorf("%q may do what nobody may", role)
		}
	}
	if may("owner", ReadWorkspace) {
		t.Error("an unknown role may read")
	}
}

func TestSlugOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Redaktionsplan":       "redaktionsplan",
		"Größe & Übung":        "groesse-uebung",
		"  ../../etc/passwd  ": "etc-passwd",
		"日本":                   "plan",
		"":                     "plan",
		"A\r\nB":               "a-b",
	} {
		if got := slugOf(name); got != want {
			t.Errorf("slugOf(%q) = %q, want %q", name, got, want)
		}
	}
}
