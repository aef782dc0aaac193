// Command packaging checks the Dockerfile and compose.yaml of a folder without
// an engine: the Dockerfile with BuildKit's own parser and checks, the compose
// file with the loader that docker compose itself uses. It asks no network.
//
// Every check of BuildKit counts, and beyond them what this project promises:
// the image does not run as root and both say how they are checked for health.
//
// usage: packaging FOLDER
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: packaging FOLDER")
		os.Exit(2)
	}
	folder := os.Args[1]
	ctx := context.Background()
	if err := errors.Join(checkDockerfile(ctx, folder), checkCompose(ctx, folder)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("Dockerfile and compose.yaml: nothing found")
}
