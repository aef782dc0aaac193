// Command stetig keeps channels from going quiet: it checks a plan in a
// spreadsheet for gaps, or serves a team's plans, gaps and calendar feeds.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
	_ "time/tzdata" // zones are needed on machines that have no table of them

	"github.com/alecthomas/kong"

	"stetig/internal/worker"
	"stetig/web"
)

// The exit statuses of the program.
const (
	exitDone  = 0
	exitGaps  = 1 // check found gaps that are not past
	exitFault = 2 // the command line or the input cannot be used, or the command failed
)

func main() {
	planner, err := web.Planner()
	if err != nil {
		fmt.Fprintf(os.Stderr, "stetig: %v\n", err)
		os.Exit(exitFault)
	}
	program := &Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Planner: planner}
	os.Exit(program.Run(context.Background(), os.Args[1:]))
}

// Program is the command line with all that it touches of the world, so that a
// test can stand in for it.
type Program struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Now    func() time.Time

	// DatabaseNow stands in for the database's own clock; nil: nothing does.
	DatabaseNow func() time.Time

	// Pace is the worker's.
	Pace worker.Pace

	// Planner is the planner in the browser as it was built; nil: it was not.
	Planner fs.FS
}

// CLI is the command line: one field a command, each in a file of its name.
type CLI struct {
	Check       CheckCmd       `cmd:"" help:"Say where a plan in a spreadsheet goes quiet."`
	Serve       ServeCmd       `cmd:"" help:"Serve plans, gaps and calendar feeds."`
	Import      ImportCmd      `cmd:"" help:"Bring the entries of a spreadsheet into a workspace."`
	Export      ExportCmd      `cmd:"" help:"Write a workspace's entries as a spreadsheet."`
	Report      ReportCmd      `cmd:"" help:"Print a weekly report."`
	User        UserCmd        `cmd:"" help:"Add users, and make links by which they set a password."`
	Token       TokenCmd       `cmd:"" help:"Make, list and revoke API tokens."`
	Mail        MailCmd        `cmd:"" help:"Try whether mail can be sent."`
	Backup      BackupCmd      `cmd:"" help:"Copy a live SQLite database."`
	Restore     RestoreCmd     `cmd:"" help:"Put a backup in the place of a SQLite database."`
	Migrate     MigrateCmd     `cmd:"" help:"Bring a database's schema up to date."`
	Healthcheck HealthcheckCmd `cmd:"" help:"Ask a running server whether it is ready."`
	Version     VersionCmd     `cmd:"" help:"Print the version."`

	Help helpFlag `short:"h" help:"Show what a command does, with examples."`
}

const description = `Stetig keeps a team's channels from going quiet.

Start with a plan you have: stetig check plan.csv`

// errGaps says that a command did its work and found gaps; it is told by the exit
// status alone.
var errGaps = errors.New("there are gaps ahead")

// errHelpShown ends the reading of the command line after --help.
var errHelpShown = errors.New("help was shown")

// helpFlag prints help without ending the process, as kong's own flag would.
type helpFlag bool

// BeforeReset prints the help of the command that was named; kong calls it.
func (helpFlag) BeforeReset(ctx *kong.Context) error {
	if err := ctx.PrintUsage(false); err != nil {
		return fmt.Errorf("print help: %w", err)
	}
	return errHelpShown
}

// Run runs the program with its arguments, the program's name not among them,
// and returns its exit status. A command that must end in order when a signal
// comes takes the signals itself; the others are ended by them.
func (p *Program) Run(ctx context.Context, args []string) int {
	parser, err := kong.New(&CLI{},
		kong.Name("stetig"),
		kong.Description(description),
		kong.NoDefaultHelp(),
		kong.Writers(p.Stdout, p.Stderr),
		kong.ValueFormatter(helpWithDefault),
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(p),
	)
	if err != nil {
		return p.fail(err)
	}
	command, err := parser.Parse(args)
	switch {
	case errors.Is(err, errHelpShown):
		return exitDone
	case err != nil:
		status := p.fail(err)
		fmt.Fprintf(p.Stderr, "Try: %s --help\n", commandOf(err))
		return status
	}
	switch err := command.Run(); {
	case errors.Is(err, errGaps):
		return exitGaps
	case err != nil:
		return p.fail(err)
	}
	return exitDone
}

// helpWithDefault tells the default of a flag whose placeholder hides it.
func helpWithDefault(value *kong.Value) string {
	help := kong.DefaultHelpValueFormatter(value)
	if value.Flag != nil && value.Flag.PlaceHolder != "" && value.HasDefault && !strings.Contains(value.Help, "default") {
		help += " Default: " + value.Default + "."
	}
	return help
}

// commandOf returns the command in whose arguments the error is, as far as it is known.
func commandOf(err error) string {
	var refused *kong.ParseError
	if errors.As(err, &refused) && refused.Context != nil && refused.Context.Selected() != nil {
		return refused.Context.Selected().FullPath()
	}
	return "stetig"
}

// fail tells a person what went wrong.
func (p *Program) fail(err error) int {
	fmt.Fprintf(p.Stderr, "stetig: %v\n", err)
	return exitFault
}
