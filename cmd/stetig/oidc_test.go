package main

import (
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stetig/internal/auth/providertest"
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

// A server that starts while the provider is down serves, and signs people in
// through it as soon as it is there, by the settings alone.
func TestServeSignsInThroughAProvider(t *testing.T) {
	t.Parallel()
	free, err := net.Listen("tcp", "127.0.0.1:0") // the provider has to know the address beforehand
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	base := "http://" + address
	provider := providertest.New(t, base+"/oidc/callback")
	provider.Down(true)
	provider.SignedIn(&providertest.User{Subject: "17", Email: "ben@example.org", Verified: true, Name: "Ben Beispiel", Groups: []string{"redaktion"}})
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(providertest.ClientSecret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	database := newDatabase(t)
	now := time.Now()
	command(now, "user", "add", "--email", "anna@example.org", "--workspace", "Musterwerk", "--database", database).done(t)
	clock := &clock{now: now}
	s := start(t, clock, "--database", database, "--listen", address, "--base-url", base, "--oidc-issuer", provider.Issuer, "--oidc-client-id", providertest.ClientID,
		"--oidc-client-secret-file", secret, "--oidc-name", "Firmen-Login", "--oidc-role", "redaktion=editor@Musterwerk", "--oidc-role", "alle=viewer@Nirgendwo")
	if log := s.log.String(); !strings.Contains(log, "workspace=Nirgendwo") || strings.Contains(log, "workspace=Musterwerk") {
		t.Errorf("the log says of the workspaces: %s", log)
	}
	visit := func(path string) (*http.Response, string) {
		t.Helper()
		answer, err := s.http.Get(s.base + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(body)
	}
	if s.http.Jar, err = cookiejar.New(nil); err != nil {
		t.Fatal(err)
	}
	if answer, body := visit("/oidc/start"); answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "Firmen-Login antwortet gerade nicht") {
		t.Fatalf("while the provider is down it answers %d: %s", answer.StatusCode, body)
	}
	provider.Down(false)
	clock.set(now.Add(10 * time.Second).Format(time.RFC3339))
	sent, _ := visit("/oidc/start")
	back := provider.Visit(t, sent.Header.Get("Location"))
	if answer, body := visit(back.RequestURI()); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("from the provider: %d: %s", answer.StatusCode, body)
	}
	answer, _ := visit("/")
	if _, body := visit(answer.Header.Get("Location")); !strings.Contains(body, "Ben Beispiel") || !strings.Contains(body, "Musterwerk") {
		t.Errorf("let in to %s: %s", answer.Header.Get("Location"), body)
	}
	for _, word := range []string{providertest.ClientSecret, "ben@example.org"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log tells %q", word)
		}
	}
}
