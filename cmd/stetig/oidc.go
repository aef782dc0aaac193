package main

import (
	"fmt"
	"log/slog"
	"strings"
	"time"

	"stetig/internal/app"
	"stetig/internal/auth"
)

// appOptions are what the use cases are told of the settings.
func (c *ServeCmd) appOptions(now func() time.Time, log *slog.Logger) (app.Options, error) {
	options := app.Options{Now: now, Logger: log, NoPasswords: !c.PasswordSignIn}
	if !c.HasOIDC() {
		return options, nil
	}
	secret, err := c.Secret()
	if err != nil {
		return app.Options{}, err
	}
	if options.GroupRoles, err = c.groupRoles(); err != nil {
		return app.Options{}, err
	}
	provider := auth.ProviderOptions{
		Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: secret, Scopes: c.OIDCScopes,
		RedirectURL: strings.TrimRight(c.BaseURL, "/") + "/oidc/callback",
		TrustEmail:  c.OIDCTrustEmail, Now: now,
	}
	if len(options.GroupRoles) > 0 {
		provider.GroupsClaim = c.OIDCGroupsClaim
	}
	options.Provider = auth.NewProvider(provider)
	return options, nil
}

// groupRoles reads what groups of the provider give.
func (c *ServeCmd) groupRoles() ([]app.GroupRole, error) {
	roles := make([]app.GroupRole, len(c.OIDCRole))
	for i, text := range c.OIDCRole {
		var err error
		if roles[i], err = app.ParseGroupRole(text); err != nil {
			return nil, fmt.Errorf("--oidc-role %w", err)
		}
	}
	return roles, nil
}

// providerName is what the sign-in page calls the provider, "" where there is none.
func (s *serving) providerName() string {
	if !s.HasOIDC() {
		return ""
	}
	return s.DisplayName()
}
