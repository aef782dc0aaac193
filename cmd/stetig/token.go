package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/plan"
)

// TokenCmd makes, lists and revokes API tokens.
type TokenCmd struct {
	Create TokenCreateCmd `cmd:"" help:"Make a token; user, membership and the first workspace are made where they are missing."`
	List   TokenListCmd   `cmd:"" help:"List a user's tokens, without their secrets."`
	Revoke TokenRevokeCmd `cmd:"" help:"End a token at once."`
}

// TokenCreateCmd makes a token.
type TokenCreateCmd struct {
	config.Database
	Email     string        `required:"" placeholder:"ADDRESS" help:"E-mail address of the user."`
	Name      string        `placeholder:"NAME" help:"Name of a user who is new."`
	Workspace string        `placeholder:"NAME|ID" help:"Workspace; not needed where there is only one. In an empty database it is made."`
	Role      string        `enum:"viewer,contributor,editor,lead" default:"lead" help:"Role of a member who is new (viewer, contributor, editor, lead)."`
	Label     string        `default:"shell" help:"What the token is for, to tell it apart."`
	ReadOnly  bool          `help:"The token may only read."`
	Admin     bool          `help:"A user who is new administers the server; the token is good for all their workspaces."`
	ValidFor  time.Duration `placeholder:"DURATION" help:"How long the token is good, such as 720h; by default until it is revoked."`
}

// Help teaches the command.
func (TokenCreateCmd) Help() string {
	return `The token is printed on standard output, this once; only its hash is kept:

    stetig token create --email you@example.org --database stetig.db
    stetig token create --email ben@example.org --role editor --database stetig.db`
}

// Validate refuses a token that would never be good; kong calls it.
func (c *TokenCreateCmd) Validate() error {
	if c.ValidFor < 0 {
		return fmt.Errorf("--valid-for %s: must be a time ahead, such as 720h", c.ValidFor)
	}
	return c.Database.Validate()
}

// Run makes the token and prints it, this once.
func (c *TokenCreateCmd) Run(ctx context.Context, p *Program) error {
	return p.withAnyApp(ctx, c.Database, func(a *app.App) error {
		made, err := a.MakeToken(ctx, app.TokenDraft{
			Email: c.Email, UserName: c.Name, Workspace: c.Workspace, Role: plan.Role(c.Role),
			Name: c.Label, ReadOnly: c.ReadOnly, Admin: c.Admin, ValidFor: c.ValidFor,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Stderr, "Token of %s, %s in the workspace %s (%s). It is shown this once:\n", made.Member.Email, made.Member.Role, printable(made.Workspace.Name), made.Workspace.ID)
		_, err = fmt.Fprintln(p.Stdout, made.Text)
		return err
	})
}

// TokenListCmd lists tokens.
type TokenListCmd struct {
	config.Database
	Email string `required:"" placeholder:"ADDRESS" help:"E-mail address of the user."`
}

// Run prints a line for each token.
func (c *TokenListCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error {
		tokens, err := a.Tokens(ctx, c.Email)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(p.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tLABEL\tENDS IN\tACCESS\tCREATED\tLAST USED\tEXPIRES\tREVOKED")
		for _, t := range tokens {
			fmt.Fprintf(table, "%s\t%s\t…%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, printable(t.Name), t.Hint, t.Access,
				minute(t.CreatedAt), minute(t.LastUsedAt), minute(t.ExpiresAt), minute(t.RevokedAt))
		}
		return table.Flush()
	})
}

func minute(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04Z")
}

// TokenRevokeCmd ends a token.
type TokenRevokeCmd struct {
	config.Database
	ID string `arg:"" help:"Id of the token, as 'stetig token list' shows it."`
}

// Run revokes the token.
func (c *TokenRevokeCmd) Run(ctx context.Context, p *Program) error {
	return p.withApp(ctx, c.Database, func(a *app.App) error { return a.RevokeToken(ctx, c.ID) })
}
