package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/plan"
)

// onBehalf says in which workspace a command acts, and for whom.
type onBehalf struct {
	Workspace string `placeholder:"NAME|ID" help:"Workspace; not needed where there is only one."`
	As        string `placeholder:"ADDRESS" help:"E-mail address of the member who acts; by default the workspace's first lead."`
}

// ImportCmd brings the entries of a sheet into a workspace.
type ImportCmd struct {
	config.Database
	onBehalf
	File    string            `arg:"" help:"CSV file, - for standard input."`
	Channel string            `placeholder:"NAME|ID" help:"Channel of rows that name none."`
	Column  map[string]string `placeholder:"HEADING=FIELD" help:"What a column holds, where its heading does not tell: date, time, channel, title, …, or extra to keep it aside."`
	DryRun  bool              `xor:"mode" help:"Say what would happen and write nothing."`
	Partial bool              `xor:"mode" help:"Take the good rows although others are bad; by default one bad row refuses all."`
}

// Help teaches the command.
func (ImportCmd) Help() string {
	return `See first what the file means, then take it over:

    stetig import --dry-run --database stetig.db plan.csv
    stetig import --database stetig.db plan.csv

The same file twice adds nothing. The channels it names must exist.`
}

// maxSheet bounds a sheet, in bytes; sheet refuses what is larger.
const maxSheet = 20<<20 + 1

// Run imports the file and prints what became of its rows.
func (c *ImportCmd) Run(ctx context.Context, p *Program) error {
	data, err := p.readFile(c.File)
	if err != nil {
		return err
	}
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		by, w, err := a.ShellActor(ctx, c.Workspace, c.As)
		if err != nil {
			return err
		}
		options := app.ImportOptions{Mode: c.mode(), Name: filepath.Base(c.File), Columns: c.Column}
		if c.Channel != "" {
			channel, err := a.ChannelByName(ctx, by, w.ID, c.Channel)
			if err != nil {
				return err
			}
			options.ChannelID = channel.ID
		}
		result, err := a.Import(ctx, by, w.ID, data, options)
		if err != nil {
			return err
		}
		return p.tellImport(result)
	})
}

func (c *ImportCmd) mode() app.ImportMode {
	switch {
	case c.DryRun:
		return app.DryRun
	case c.Partial:
		return app.GoodRows
	}
	return app.AllOrNothing
}

func (p *Program) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(p.Stdin, maxSheet))
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxSheet))
}

func (p *Program) tellImport(result app.ImportResult) error {
	if len(result.Problems) == 1 && result.Problems[0].Line == 0 { // the file as a whole
		return plan.Errorf(plan.CodeMalformed, "%s", result.Problems[0].Reason)
	}
	for _, note := range result.Notes {
		fmt.Fprintln(p.Stderr, "note:", note)
	}
	for _, problem := range result.Problems {
		fmt.Fprintf(p.Stderr, "line %d, %s: %s\n", problem.Line, problem.Column, problem.Reason)
	}
	verb := "created"
	if !result.Applied {
		verb = "would be created"
	}
	fmt.Fprintf(p.Stdout, "%d rows read: %d %s, %d there already, %d problems.\n", result.Rows, result.Created, verb, result.Unchanged, len(result.Problems))
	if !result.Applied && result.Mode == app.AllOrNothing {
		return plan.Errorf(plan.CodeInvalid, "Nothing was imported. Mend the rows named above, or take the good ones with --partial.")
	}
	return nil
}
