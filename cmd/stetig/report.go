package main

import (
	"context"
	"encoding/json"
	"fmt"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// ReportCmd prints a weekly report.
type ReportCmd struct {
	config.Database
	onBehalf
	Week     string `arg:"" optional:"" default:"latest" help:"ISO week such as 2026-W47, or latest."`
	Format   string `enum:"text,html,csv,json" default:"text" help:"Form of the report (text, html, csv, json)."`
	Language string `enum:"de,en," default:"" help:"Language (de, en); by default the workspace's."`
	Make     bool   `help:"Make the reports that are due first, as the server does every week."`
}

// Help teaches the command.
func (ReportCmd) Help() string {
	return `Print the newest report, or one of a week, in the form you need:

    stetig report --database stetig.db
    stetig report 2026-W47 --format html --database stetig.db > kw47.html`
}

// Run prints the report.
func (c *ReportCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		by, w, err := a.ShellActor(ctx, c.Workspace, c.As)
		if err != nil {
			return err
		}
		if c.Make {
			if err := a.CheckClock(ctx); err != nil {
				return err
			}
			if _, err := a.MakeDueReports(ctx); err != nil {
				return err
			}
		}
		body, err := c.render(ctx, a, by, w.ID)
		switch {
		case plan.CodeOf(err) == plan.CodeNotFound && c.Week == "latest":
			return fmt.Errorf("there is no report yet; the server makes one every %s at %s, for the week that ended", w.ReportDay, plan.FormatTimeOfDay(w.ReportMinute*60))
		case plan.CodeOf(err) == plan.CodeNotFound:
			return fmt.Errorf("there is no report of %q; name an ISO week such as 2026-W47, or latest", c.Week)
		case err != nil:
			return err
		}
		_, err = p.Stdout.Write(body)
		return err
	})
}

func (c *ReportCmd) render(ctx context.Context, a *app.App, by app.Actor, ws string) ([]byte, error) {
	if c.Format == "json" {
		weekly, err := a.Report(ctx, by, ws, c.Week)
		if err != nil {
			return nil, err
		}
		body, err := json.MarshalIndent(weekly.Report, "", "  ")
		return append(body, '\n'), err
	}
	formats := map[string]app.ReportFormat{"text": app.ReportText, "html": app.ReportHTML, "csv": app.ReportCSV}
	_, body, err := a.ReportDocument(ctx, by, ws, c.Week, formats[c.Format], c.Language, report.HTMLOptions{Inline: true})
	return body, err
}
