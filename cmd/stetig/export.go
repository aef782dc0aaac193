package main

import (
	"context"
	"fmt"
	"os"

	"stetig/internal/app"
	"stetig/internal/config"
)

// ExportCmd writes the entries of a workspace as CSV.
type ExportCmd struct {
	config.Database
	onBehalf
	File     string `arg:"" optional:"" default:"-" help:"File to write, - for standard output."`
	Channel  string `placeholder:"NAME|ID" help:"This channel alone."`
	From     string `placeholder:"DATE" help:"First day, such as 2027-01-01."`
	To       string `placeholder:"DATE" help:"Last day."`
	Language string `enum:"de,en," default:"" help:"Language of headings and states (de, en); by default the workspace's."`
}

// Run writes the file; an existing one is not overwritten.
func (c *ExportCmd) Run(ctx context.Context, p *Program) (err error) {
	filter := app.ExportFilter{Language: c.Language}
	if filter.From, err = optionalDay(c.From); err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	if filter.To, err = optionalDay(c.To); err != nil {
		return fmt.Errorf("--to: %w", err)
	}
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		by, w, err := a.ShellActor(ctx, c.Workspace, c.As)
		if err != nil {
			return err
		}
		if c.Channel != "" {
			channel, err := a.ChannelByName(ctx, by, w.ID, c.Channel)
			if err != nil {
				return err
			}
			filter.ChannelIDs = []string{channel.ID}
		}
		if c.File == "-" {
			return a.Export(ctx, by, w.ID, filter, p.Stdout)
		}
		file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		if err := a.Export(ctx, by, w.ID, filter, file); err != nil {
			return fmt.Errorf("%w (%s is not complete)", err, c.File)
		}
		return file.Close()
	})
}
