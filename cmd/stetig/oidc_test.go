package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestServeRefusesAnIdentityProviderThatCannotWork(t *testing.T) {
	t.Parallel()
	const issuer, id, base = "--oidc-issuer=https://login.example.org", "--oidc-client-id=stetig", "--base-url=https://plan.example.org"
	empty := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(empty, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		says string
	}{
		{id, "--oidc-client-id needs --oidc-issuer"},
		{"--oidc-role=a=editor@b", "--oidc-role needs --oidc-issuer"},
		{"--oidc-trust-email", "--oidc-trust-email needs --oidc-issuer"},
		{"--oidc-client-secret=x", "--oidc-client-secret needs --oidc-issuer"},
		{"--oidc-client-secret-file=x", "--oidc-client-secret-file needs --oidc-issuer"},
		{"--no-password-sign-in", "--no-password-sign-in needs --oidc-issuer, or nobody could sign in"},
		{"--oidc-issuer=login.example.org " + id + " " + base, "must be the address by which the provider names itself"},
		{"--oidc-issuer=https://u:p@login.example.org " + id + " " + base, "must be the address"},
		{"--oidc-issuer=https://login.example.org?x " + id + " " + base, "must be the address"},
		{"--oidc-issuer=http://login.example.org " + id + " " + base, "must begin with https://"},
		{"--oidc-issuer=http://10.0.0.1 " + id + " " + base, "must begin with https://"},
		{"--oidc-issuer=ftp://localhost " + id + " " + base, "must begin with https://"},
		{issuer + " " + base, "needs --oidc-client-id"},
		{issuer + " " + id, "needs --base-url, since the provider sends people back only to an address that is registered with it"},
		{issuer + " " + id + " " + base + " --oidc-client-secret=x --oidc-client-secret-file=y", "exclude each other"},
		{issuer + " " + id + " " + base + " --oidc-role=redaktion", "--oidc-role \"redaktion\" is not understood; write GROUP=ROLE@WORKSPACE"},
		{issuer + " " + id + " " + base + " --oidc-role=a=editor@b;a=boss@b", "--oidc-role \"a=boss@b\" is not understood"},
		{issuer + " " + id + " " + base + " --oidc-role=a=editor@b --oidc-groups-claim=", "--oidc-role needs --oidc-groups-claim"},
		{issuer + " " + id + " " + base + " --listen=127.0.0.1:0 --oidc-client-secret-file=" + empty, "is empty"},
		{issuer + " " + id + " " + base + " --listen=127.0.0.1:0 --oidc-client-secret-file=" + empty + "x", "--oidc-client-secret-file: open"},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"serve", "--database", newDatabase(t)}, strings.Fields(c.args)...)
			command(time.Time{}, args...).refused(t, "stetig: ", c.says)
		})
	}
}
