package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stetig/internal/notify/notifytest"
)

// smtpFlags are those for a server of a test, in clear.
func smtpFlags(s *notifytest.Server) []string {
	return []string{
		"--smtp-host", notifytest.Host, "--smtp-port", fmt.Sprint(s.Port), "--smtp-security", "none", "--mail-from", "Stetig <plan@example.org>",
	}
}

func TestMailSettingsAreRefused(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "leer")
	if err := os.WriteFile(empty, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	host := []string{"--smtp-host", "mail.example.org"}
	whole := slices.Clip(append(host, "--mail-from", "plan@example.org", "--base-url", "https://plan.example.org"))
	for name, c := range map[string]struct {
		flags []string
		want  string
	}{
		"no sender":              {append(host, "--base-url", "https://plan.example.org"), "--mail-from: is needed with --smtp-host"},
		"no base URL":            {append(host, "--mail-from", "plan@example.org"), "--base-url: is needed with --smtp-host"},
		"a sender that is none":  {append(host, "--mail-from", "plan", "--base-url", "https://plan.example.org"), "--mail-from plan: must be an address"},
		"a port in the host":     {[]string{"--smtp-host", "mail.example.org:587", "--mail-from", "plan@example.org", "--base-url", "https://plan.example.org"}, "the port is --smtp-port"},
		"a port that is none":    {append(whole, "--smtp-port", "70000"), "--smtp-port 70000"},
		"a security that is no":  {append(whole, "--smtp-security", "ssl"), "--smtp-security must be one of"},
		"a user, no password":    {append(whole, "--smtp-user", "stetig"), "--smtp-user: needs a password"},
		"a password, no user":    {append(whole, "--smtp-password", "geheim"), "--smtp-user: is needed with a password"},
		"two passwords":          {append(whole, "--smtp-user", "stetig", "--smtp-password", "geheim", "--smtp-password-file", empty), "give one of them"},
		"a password in clear":    {append(whole, "--smtp-user", "stetig", "--smtp-password", "geheim", "--smtp-security", "none"), "would tell the password"},
		"an empty password file": {append(whole, "--smtp-user", "stetig", "--smtp-password-file", empty), "is empty"},
		"no password file":       {append(whole, "--smtp-user", "stetig", "--smtp-password-file", empty+"-nicht-da"), "--smtp-password-file: open"},
		"a sender without host":  {[]string{"--mail-from", "plan@example.org"}, "--mail-from: needs --smtp-host"},
		"a user without host":    {[]string{"--smtp-user", "stetig"}, "--smtp-user: needs --smtp-host"},
		"the demo":               {append(whole, "--demo"), "--demo: sends no mail"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := command(time.Now(), append([]string{"serve", "--listen", "127.0.0.1:0", "--database", newDatabase(t)}, c.flags...)...)
			o.refused(t, c.want)
			if strings.Contains(o.stderr, "geheim") {
				t.Errorf("tells the password: %s", o.stderr)
			}
		})
	}
}

func TestMailTestSaysWhatFails(t *testing.T) {
	t.Parallel()
	plain := notifytest.Start(t, notifytest.Options{})
	untrusted := notifytest.Start(t, notifytest.Options{StartTLS: true})
	guarded := notifytest.Start(t, notifytest.Options{User: "stetig", Password: "geheim"})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	down := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	for name, c := range map[string]struct {
		port  int
		flags []string
		want  string
	}{
		"nobody listens":   {down, []string{"--smtp-security", "none"}, "the mail server refuses connections on port"},
		"no STARTTLS":      {plain.Port, nil, "the mail server offers no STARTTLS; nothing is sent to it in clear"},
		"no TLS":           {plain.Port, []string{"--smtp-security", "tls"}, "perhaps it wants STARTTLS"},
		"not trusted":      {untrusted.Port, nil, "certificate is not from an authority that this machine trusts"},
		"a wrong password": {guarded.Port, []string{"--smtp-security", "none", "--smtp-user", "stetig", "--smtp-password", "falsch-und-geheim"}, "the mail server refused user and password: 535"},
		"no password":      {guarded.Port, []string{"--smtp-security", "none"}, "the mail server refused the sender: 530"},
		"no host":          {plain.Port, []string{"--smtp-host", ""}, "--smtp-host: name the server that takes mail"},
		"no address":       {plain.Port, []string{"--to", "you"}, "--to you: must be an address"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := command(time.Now(), append([]string{
				"mail", "test", "--to", "you@example.org", "--mail-from", "plan@example.org", "--smtp-host", notifytest.Host, "--smtp-port", fmt.Sprint(c.port),
			}, c.flags...)...)
			o.refused(t, c.want)
			if strings.Contains(o.stderr, "geheim") {
				t.Errorf("tells the password: %s", o.stderr)
			}
		})
	}
	if mails := append(append(plain.Mails(), untrusted.Mails()...), guarded.Mails()...); len(mails) > 0 {
		t.Errorf("sent: %+v", mails)
	}
}

// TestMailTestSendsAMail has a process of its own trust the server's certificate
// as an administrator would have it trusted, and read the password from a file.
func TestMailTestSendsAMail(t *testing.T) {
	t.Parallel()
	server := notifytest.Start(t, notifytest.Options{StartTLS: true, User: "stetig", Password: "geheim mit Umlaut: ü"})
	folder := t.TempDir()
	authority, password := filepath.Join(folder, "ca.pem"), filepath.Join(folder, "password")
	for path, content := range map[string][]byte{authority: server.PEM, password: []byte("geheim mit Umlaut: ü\n")} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := process(t, []string{
		"SSL_CERT_FILE=" + authority, "STETIG_SMTP_HOST=" + notifytest.Host, fmt.Sprint("STETIG_SMTP_PORT=", server.Port),
		"STETIG_SMTP_USER=stetig", "STETIG_SMTP_PASSWORD_FILE=" + password, "STETIG_MAIL_FROM=Größe <plan@example.org>",
		"STETIG_BASE_URL=https://plan.example.org",
	}, "mail", "test", "--to", "you@example.org", "--language", "en")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "has taken a mail for you@example.org") {
		t.Fatalf("%v: %s", err, out)
	}
	mails := server.Mails()
	if len(mails) != 1 || mails[0].To != "you@example.org" || mails[0].User != "stetig" || !mails[0].Encrypted || mails[0].Hello != "plan.example.org" ||
		mails[0].Subject() != "Stetig: sending mail works" {
		t.Errorf("sent: %+v", mails)
	}
}

// TestMentionsAreMailed has a served program send the mail that a comment makes.
func TestMentionsAreMailed(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		mailServer := notifytest.Start(t, notifytest.Options{})
		lead := token(t, time.Now(), "--email", "anna@example.org", "--name", "Anna Ä.", "--workspace", "Musterwerk", "--database", database)
		token(t, time.Now(), "--email", "ben@example.org", "--name", "Ben", "--role", "editor", "--database", database)
		c, address := launch(t, nil, append([]string{
			"serve", "--listen", "127.0.0.1:0", "--database", database, "--base-url", "https://plan.example.org/", "--log-level", "debug",
		}, smtpFlags(mailServer)...)...)
		s := &server{base: "http://" + address, http: &http.Client{}}
		defer s.http.CloseIdleConnections()
		d := deskOf(t, s, lead)
		var ben string
		for _, m := range d.list(t, "members") {
			if m["email"] == "ben@example.org" {
				ben = text(m["id"])
			}
		}
		channel := d.make(t, "channels", object{"name": "Blog", "status": "active"})
		entry := d.make(t, "entries", object{"channel_id": channel["id"], "title": "Frühjahrsputz"})
		d.make(t, "entries/"+text(entry["id"])+"/comments", object{"text": "Bitte **prüfen**.", "mentions": []string{ben}})
		select {
		case <-mailServer.News():
		case <-time.After(patience):
			t.Fatalf("no mail came: %s", c.log)
		}
		mails := mailServer.Mails()
		link := "https://plan.example.org/w/" + d.workspace + "/entries/" + text(entry["id"])
		if len(mails) != 1 || mails[0].To != "ben@example.org" || mails[0].Subject() != "Anna Ä. hat Sie erwähnt: Frühjahrsputz" ||
			!strings.Contains(mails[0].Text, "> Bitte **prüfen**.") || !strings.Contains(mails[0].Text, link) {
			t.Fatalf("sent: %+v", mails)
		}
		eventually(t, "the figures tell of the mail", func() bool {
			figures := string(s.get(t, "/metrics").want(t, http.StatusOK).body)
			return strings.Contains(figures, "\nstetig_mail_attempts_total{outcome=\"sent\"} 1\n") && strings.Contains(figures, "\nstetig_mail_waiting 0\n") &&
				regexp.MustCompile(`(?m)^stetig_job_runs_total\{job="mail"\} [2-9]`).MatchString(figures)
		})
		if log := c.log.String(); strings.Contains(log, "@example.org") || strings.Contains(log, "prüfen") || !strings.Contains(log, "mail sent") {
			t.Errorf("log: %s", log)
		}
		// Whoever has forgotten their password has a link mailed that works.
		form := []string{"Content-Type", "application/x-www-form-urlencoded"}
		s.send(t, http.MethodPost, "/reset", strings.NewReader("email=ben%40example.org"), form...).want(t, http.StatusOK)
		eventually(t, "the link comes", func() bool { return len(mailServer.Mails()) == 2 })
		reset := regexp.MustCompile(`(?m)^https://plan\.example\.org(/password/\S+)$`).FindStringSubmatch(mailServer.Mails()[1].Text)
		if reset == nil || mailServer.Mails()[1].To != "ben@example.org" {
			t.Fatalf("sent: %+v", mailServer.Mails()[1])
		}
		s.get(t, reset[1]).want(t, http.StatusOK)
		if log := c.log.String(); strings.Contains(log, strings.TrimPrefix(reset[1], "/password/")) {
			t.Errorf("the secret is in the log: %s", log)
		}
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := c.await(t); err != nil {
			t.Errorf("ended with %v: %s", err, c.log)
		}
	})
}
