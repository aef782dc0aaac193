package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
)

// required are the variables that compose.yaml asks its operator for.
var required = []string{"STETIG_DB_PASSWORD"}

// checkCompose returns an error if docker compose would refuse compose.yaml, if
// a service has no health check, or if the file would start without the
// variables it has to be given.
func checkCompose(ctx context.Context, folder string) error {
	path := filepath.Join(folder, "compose.yaml")
	given := make([]string, len(required))
	for i, name := range required {
		given[i] = name + "=given"
	}
	options, err := cli.NewProjectOptions([]string{path}, cli.WithWorkingDirectory(folder), cli.WithEnv(given))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	project, err := options.LoadProject(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}

	var problems []error
	for _, name := range project.ServiceNames() {
		if check := project.Services[name].HealthCheck; check == nil || check.Disable || len(check.Test) == 0 {
			problems = append(problems, fmt.Errorf("%s: service %s has no healthcheck", path, name))
		}
	}
	for i, name := range required {
		without := append(append([]string{}, given[:i]...), given[i+1:]...)
		options, err := cli.NewProjectOptions([]string{path}, cli.WithWorkingDirectory(folder), cli.WithEnv(without))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if _, err := options.LoadProject(ctx); err == nil {
			problems = append(problems, fmt.Errorf("%s: starts without %s", path, name))
		}
	}
	return errors.Join(problems...)
}
