package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// VersionCmd prints what was built.
type VersionCmd struct{}

// Run prints the version, the commit where the build knows it, and Go's version.
func (VersionCmd) Run(p *Program) error {
	version, commit := "unknown", ""
	if build, ok := debug.ReadBuildInfo(); ok {
		version = build.Main.Version
		for _, s := range build.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(p.Stdout, "stetig %s%s (%s, %s/%s)\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
