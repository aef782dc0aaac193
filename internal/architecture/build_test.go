package architecture

import (
	"strings"
	"testing"
)

// Two ways to build are one too many: sooner or later the image is built with
// other flags than what was tested. Whoever builds calls scripts/build.
func TestThereIsOneWayToBuild(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Makefile", "Dockerfile", "README.md"} {
		content := read(t, name)
		if !strings.Contains(content, "scripts/build") {
			t.Errorf("%s does not build with scripts/build", name)
		}
		if strings.Contains(content, "go build") {
			t.Errorf("%s calls go build itself; let it call scripts/build", name)
		}
	}
}
