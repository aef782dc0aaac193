package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	digest "github.com/opencontainers/go-digest"
)

// checkDockerfile returns an error that lists everything BuildKit would warn
// of, and what the last stage lacks.
func checkDockerfile(ctx context.Context, folder string) error {
	path := filepath.Join(folder, "Dockerfile")
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var problems []error
	_, err = dockerfile2llb.Dockerfile2LLB(ctx, source, dockerfile2llb.ConvertOpt{
		MetaResolver: anyImage{},
		AllStages:    true,
		Warn: func(rule, _, _, detail string, location []parser.Range) {
			line := 0
			if len(location) > 0 {
				line = location[0].Start.Line
			}
			problems = append(problems, fmt.Errorf("%s:%d: %s: %s", path, line, rule, detail))
		},
	})
	if err != nil {
		return errors.Join(append(problems, fmt.Errorf("%s: %w", path, err))...)
	}
	problems = append(problems, checkLastStage(path, source))
	return errors.Join(problems...)
}

// checkLastStage holds the stage that runs to two promises: it has a user that
// is not root, by number, and a health check.
func checkLastStage(path string, source []byte) error {
	file, err := parser.Parse(bytes.NewReader(source))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	stages, _, err := instructions.Parse(file.AST, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	user, healthy := "", false
	for _, command := range stages[len(stages)-1].Commands {
		switch command := command.(type) {
		case *instructions.UserCommand:
			user = command.User
		case *instructions.HealthCheckCommand:
			healthy = command.Health != nil && len(command.Health.Test) > 1
		}
	}
	var problems []error
	if id, _, _ := strings.Cut(user, ":"); id == "" || strings.Trim(id, "0123456789") != "" || strings.Trim(id, "0") == "" {
		problems = append(problems, fmt.Errorf("%s: the last stage must name a USER by number, not root; it has %q", path, user))
	}
	if !healthy {
		problems = append(problems, fmt.Errorf("%s: the last stage has no HEALTHCHECK", path))
	}
	return errors.Join(problems...)
}

// anyImage stands in for a registry: every base image exists and sets nothing
// but the usual search path.
type anyImage struct{}

func (anyImage) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	config := []byte(`{"os":"linux","architecture":"amd64","config":{"Env":["PATH=/usr/local/bin:/usr/bin:/bin"]}}`)
	return ref, digest.FromBytes(config), config, nil
}
