package architecture

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docs/dependencies.md gives each direct dependency a reason; this test keeps
// it complete and its versions true.
func TestEveryDependencyHasItsReason(t *testing.T) {
	t.Parallel()
	page := read(t, "docs/dependencies.md")
	known := 0
	for _, name := range []string{"go.mod", "tools/go.mod"} {
		for path, version := range directRequirements(read(t, name)) {
			known++
			if !strings.Contains(page, "| "+path+" | "+version+" |") {
				t.Errorf("%s requires %s %s; docs/dependencies.md has no line for it in that version", name, path, version)
			}
		}
	}
	for name, version := range npmPackages(t, "web/package.json") {
		known++
		if !strings.Contains(page, "| "+name+" (npm) | "+version+" |") {
			t.Errorf("web/package.json asks for %s %s; docs/dependencies.md has no line for it in that version", name, version)
		}
	}
	if known < 10 {
		t.Errorf("found %d direct requirements; are they read rightly?", known)
	}
}

// npmPackages returns the version of each package that a package.json names. They
// are exact, so that every machine builds the same.
func npmPackages(t testing.TB, name string) map[string]string {
	t.Helper()
	var file struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal([]byte(read(t, name)), &file); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	all := make(map[string]string)
	maps.Copy(all, file.Dependencies)
	maps.Copy(all, file.DevDependencies)
	for name, version := range all {
		if strings.Trim(version, "0123456789.") != "" {
			t.Errorf("%s %s: a range, not a version", name, version)
		}
	}
	return all
}

func read(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// directRequirements returns the version of each module in the require blocks
// of a go.mod that is not marked as indirect.
func directRequirements(mod string) map[string]string {
	required := make(map[string]string)
	inBlock := false
	for line := range strings.Lines(mod) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 2 && fields[0] == "require" && fields[1] == "(":
			inBlock = true
		case len(fields) == 1 && fields[0] == ")":
			inBlock = false
		case inBlock && len(fields) == 2:
			required[fields[0]] = fields[1]
		}
	}
	return required
}
