package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is what scripts/build calls the program; the linker sets it. It is
// empty in a build by other means, which asks Go instead.
var version string

// VersionCmd prints what was built.
type VersionCmd struct{}

// Run prints the version, the commit where the build knows it, and Go's version.
func (VersionCmd) Run(p *Program) error {
	name, commit := version, ""
	if build, ok := debug.ReadBuildInfo(); ok && name == "" {
		name = build.Main.Version
		for _, s := range build.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(p.Stdout, "stetig %s%s (%s, %s/%s)\n", name, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
