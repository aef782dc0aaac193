package httpapi

import (
	"slices"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// docsPermission is a row of the table of permissions.
type docsPermission struct {
	Name, Meaning string
	Has           []bool // by role, as plan.Roles orders them
}

func docsPermissions() []docsPermission {
	var table []docsPermission
	for _, row := range app.PermissionRows() {
		shown := docsPermission{Name: string(row.Permission), Meaning: row.Meaning}
		for _, role := range plan.Roles {
			shown.Has = append(shown.Has, slices.Contains(row.Roles(), role))
		}
		table = append(table, shown)
	}
	return table
}
