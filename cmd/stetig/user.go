package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"text/tabwriter"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/plan"
)

// UserCmd looks after users from the shell.
type UserCmd struct {
	Add  UserAddCmd  `cmd:"" help:"Add a user; membership and the first workspace are made where they are missing."`
	Link UserLinkCmd `cmd:"" help:"Make a link by which a user sets a new password."`

	List       UserListCmd       `cmd:"" help:"List the users."`
	Deactivate UserDeactivateCmd `cmd:"" help:"Let a user in nowhere: their sessions end, their tokens and feeds are dead."`
	Activate   UserActivateCmd   `cmd:"" help:"Let a deactivated user in again."`
}

// UserAddCmd adds a user.
type UserAddCmd struct {
	config.Database
	config.Site
	Email     string `required:"" placeholder:"ADDRESS" help:"E-mail address of the user."`
	Name      string `placeholder:"NAME" help:"Name of the user."`
	Workspace string `placeholder:"NAME|ID" help:"Workspace; not needed where there is only one. In an empty database it is made."`
	Role      string `enum:"viewer,contributor,editor,lead" default:"lead" help:"Role in the workspace (viewer, contributor, editor, lead)."`
	Admin     bool   `help:"The user administers the server. The first user does anyway."`
}

// Help teaches the command.
func (UserAddCmd) Help() string {
	return `A link by which the user sets their password is printed on standard output; it is good once, for 30 minutes:

    stetig user add --email you@example.org --name "Anna Muster" --database stetig.db
    stetig user add --email ben@example.org --role editor --base-url https://plan.example.org`
}

// Validate refuses settings that lead nowhere; kong calls it.
func (c *UserAddCmd) Validate() error { return validateLinks(&c.Database, &c.Site) }

// Run adds the user and prints the link, this once.
func (c *UserAddCmd) Run(ctx context.Context, p *Program) error {
	return p.withAnyApp(ctx, c.Database, func(a *app.App) error {
		made, err := a.MakeUser(ctx, app.UserDraft{
			Email: c.Email, Name: c.Name, Admin: c.Admin, Workspace: c.Workspace, Role: plan.Role(c.Role),
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Stderr, "Added %s, %s in the workspace %s. They set their password within 30 minutes, by this link, which is good once:\n",
			made.User.Email, made.Member.Role, printable(made.Workspace.Name))
		return printPasswordLink(p, c.Site, made)
	})
}

// UserLinkCmd makes a link by which a user sets a new password.
type UserLinkCmd struct {
	config.Database
	config.Site
	Email string `required:"" placeholder:"ADDRESS" help:"E-mail address of the user."`
}

// Validate refuses settings that lead nowhere; kong calls it.
func (c *UserLinkCmd) Validate() error { return validateLinks(&c.Database, &c.Site) }

// Run makes the link and prints it, this once.
func (c *UserLinkCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		made, err := a.MakePasswordLink(ctx, c.Email)
		if plan.CodeOf(err) == plan.CodeNotFound {
			return fmt.Errorf("there is no user with the address %s; 'stetig user add' makes one", c.Email)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Stderr, "%s sets a new password within 30 minutes, by this link, which is good once:\n", made.User.Email)
		return printPasswordLink(p, c.Site, made)
	})
}

func validateLinks(database *config.Database, site *config.Site) error {
	if err := site.Validate(); err != nil {
		return err
	}
	return database.Validate()
}

func printPasswordLink(p *Program, site config.Site, made app.MadeUser) error {
	_, err := fmt.Fprintf(p.Stdout, "%s/password/%s\n", strings.TrimRight(site.BaseURL, "/"), url.PathEscape(made.Secret))
	return err
}

// UserListCmd lists users.
type UserListCmd struct {
	config.Database
}

// Run prints a line for each user.
func (c *UserListCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		table := tabwriter.NewWriter(p.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ADDRESS\tNAME\tADMINISTRATOR\tWORKSPACES\tCREATED\tDEACTIVATED")
		err := a.EachUser(ctx, func(u app.User) error {
			administrator := "-"
			if u.Admin {
				administrator = "yes"
			}
			_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\t%s\n", u.Email, printable(u.Name), administrator, u.Memberships, minute(u.CreatedAt), minute(u.DeactivatedAt))
			return err
		})
		if err != nil {
			return err
		}
		return table.Flush()
	})
}

// UserDeactivateCmd deactivates a user.
type UserDeactivateCmd struct {
	config.Database
	Email string `arg:"" help:"E-mail address of the user."`
}

// Run deactivates the user.
func (c *UserDeactivateCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error { return a.SetUserActive(ctx, c.Email, false) })
}

// UserActivateCmd lets a deactivated user in again.
type UserActivateCmd struct {
	config.Database
	Email string `arg:"" help:"E-mail address of the user."`
}

// Run reactivates the user.
func (c *UserActivateCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error { return a.SetUserActive(ctx, c.Email, true) })
}
