package web

import (
	"embed"
	"io/fs"
)

// The build of the planner, made by scripts/build. Without it the folder holds
// .gitkeep alone, so that `go build` works right after a clone, without Node.
//
//go:embed all:build
var built embed.FS

// PlannerIndex is the page that starts the planner, whatever its address.
const PlannerIndex = "index.html"

// Planner returns the planner in the browser as it was built; nil where the
// program was built without it.
func Planner() (fs.FS, error) {
	files, err := fs.Sub(built, "build")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(files, PlannerIndex); err != nil {
		return nil, nil // not built, which is no fault
	}
	return files, nil
}
