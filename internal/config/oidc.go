package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
)

// OIDC says through which OpenID Connect provider people sign in, and what its
// groups give them. Without an issuer nobody does.
type OIDC struct {
	OIDCIssuer           string   `name:"oidc-issuer" env:"STETIG_OIDC_ISSUER" placeholder:"URL" help:"OpenID Connect provider through which people sign in, exactly as it names itself. Needs --base-url; register BASE-URL/oidc/callback with it."`
	OIDCClientID         string   `name:"oidc-client-id" env:"STETIG_OIDC_CLIENT_ID" placeholder:"ID" help:"Under which the provider knows this server."`
	OIDCClientSecret     string   `name:"oidc-client-secret" env:"STETIG_OIDC_CLIENT_SECRET" placeholder:"SECRET" help:"By which this server proves itself to the provider; without one it is a public client. On the command line others on the machine can read it: use the environment or a file."`
	OIDCClientSecretFile string   `name:"oidc-client-secret-file" env:"STETIG_OIDC_CLIENT_SECRET_FILE" placeholder:"FILE" help:"File with that secret."`
	OIDCName             string   `name:"oidc-name" env:"STETIG_OIDC_NAME" placeholder:"NAME" help:"What people call the provider, on the sign-in page; by default its host."`
	OIDCScopes           []string `name:"oidc-scopes" env:"STETIG_OIDC_SCOPES" default:"openid,profile,email" placeholder:"SCOPE" help:"What the provider is asked to tell; several with commas."`
	OIDCGroupsClaim      string   `name:"oidc-groups-claim" env:"STETIG_OIDC_GROUPS_CLAIM" default:"groups" placeholder:"CLAIM" help:"Claim in which the provider tells groups, as a list or as one text."`
	OIDCRole             []string `name:"oidc-role" env:"STETIG_OIDC_ROLE" sep:";" placeholder:"GROUP=ROLE@WORKSPACE" help:"Role that a group of the provider gives in a workspace (name or id), at each sign-in; the flag again, or semicolons, for several."`
	OIDCTrustEmail       bool     `name:"oidc-trust-email" env:"STETIG_OIDC_TRUST_EMAIL" help:"Take addresses for verified where the provider does not say (no email_verified). Only for a provider whose users cannot enter addresses themselves."`
	PasswordSignIn       bool     `name:"password-sign-in" env:"STETIG_PASSWORD_SIGN_IN" default:"true" negatable:"" help:"Take passwords. With --no-password-sign-in (false in the environment) people come in through the provider, and by links made from the shell."`
}

// HasOIDC reports whether people sign in through a provider.
func (o *OIDC) HasOIDC() bool { return o.OIDCIssuer != "" }

// ValidateOIDC refuses settings with which nobody could sign in. baseURL is where
// people reach the server.
func (o *OIDC) ValidateOIDC(baseURL string) error {
	if !o.HasOIDC() {
		return o.requireNone()
	}
	issuer, err := url.Parse(o.OIDCIssuer)
	switch {
	case err != nil || issuer.Host == "" || issuer.User != nil || issuer.RawQuery != "" || issuer.Fragment != "":
		return fmt.Errorf("--oidc-issuer %s: must be the address by which the provider names itself, such as https://login.example.org/realms/firma", o.OIDCIssuer)
	case issuer.Scheme != "https" && (issuer.Scheme != "http" || !isLoopbackHost(issuer.Hostname())):
		return fmt.Errorf("--oidc-issuer %s: must begin with https://, for who can change the provider's answers can sign in as anybody (http:// only on this machine)", o.OIDCIssuer)
	case o.OIDCClientID == "":
		return errors.New("--oidc-issuer needs --oidc-client-id, which the provider gave you when you registered this server with it")
	case baseURL == "":
		return errors.New("--oidc-issuer needs --base-url, since the provider sends people back only to an address that is registered with it: BASE-URL/oidc/callback")
	case o.OIDCClientSecret != "" && o.OIDCClientSecretFile != "":
		return errors.New("--oidc-client-secret and --oidc-client-secret-file exclude each other")
	case len(o.OIDCRole) > 0 && o.OIDCGroupsClaim == "":
		return errors.New("--oidc-role needs --oidc-groups-claim")
	}
	return nil
}

// requireNone refuses settings that say how, but not through whom.
func (o *OIDC) requireNone() error {
	for _, setting := range []struct {
		flag  string
		isSet bool
	}{
		{"--oidc-client-id", o.OIDCClientID != ""},
		{"--oidc-client-secret", o.OIDCClientSecret != ""},
		{"--oidc-client-secret-file", o.OIDCClientSecretFile != ""},
		{"--oidc-name", o.OIDCName != ""},
		{"--oidc-role", len(o.OIDCRole) > 0},
		{"--oidc-trust-email", o.OIDCTrustEmail},
	} {
		if setting.isSet {
			return fmt.Errorf("%s needs --oidc-issuer, which says through whom people sign in", setting.flag)
		}
	}
	if !o.PasswordSignIn {
		return errors.New("--no-password-sign-in needs --oidc-issuer, or nobody could sign in")
	}
	return nil
}

// Secret returns the client's secret, from the file where one is named; "" for a
// public client.
func (o *OIDC) Secret() (string, error) {
	if o.OIDCClientSecretFile == "" {
		return o.OIDCClientSecret, nil
	}
	content, err := os.ReadFile(o.OIDCClientSecretFile)
	if err != nil {
		return "", fmt.Errorf("--oidc-client-secret-file: %w", err)
	}
	secret := strings.TrimSpace(string(content))
	if secret == "" {
		return "", fmt.Errorf("--oidc-client-secret-file %s: is empty", o.OIDCClientSecretFile)
	}
	return secret, nil
}

// DisplayName is what people call the provider.
func (o *OIDC) DisplayName() string {
	if o.OIDCName != "" {
		return o.OIDCName
	}
	issuer, err := url.Parse(o.OIDCIssuer)
	if err != nil {
		return o.OIDCIssuer
	}
	return issuer.Host
}

func isLoopbackHost(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
