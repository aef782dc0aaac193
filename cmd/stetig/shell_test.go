package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestTokens(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		c := clockAt(journeyDay)
		made := command(c.read(), "token", "create", "--email", "Lead@Example.org", "--workspace", "Musterwerk", "--database", database)
		lead := strings.TrimSpace(made.done(t))
		if !regexp.MustCompile(`^sttg_\S{43}$`).MatchString(lead) || !strings.Contains(made.stderr, "lead in the workspace Musterwerk") || strings.Contains(made.stderr, lead) {
			t.Errorf("printed %q and told %q", made.stdout, made.stderr)
		}
		reader := token(t, c.read(), "--email", "lead@example.org", "--label", "Anzeige im Flur", "--read-only", "--valid-for", "720h", "--database", database)
		guest := token(t, c.read(), "--email", "gast@example.org", "--role", "viewer", "--database", database)
		s := start(t, c, "--database", database)
		draft := object{"name": "Blog"}
		deskOf(t, s, lead).make(t, "channels", draft)
		for who, key := range map[string]string{"reader": reader, "guest": guest} {
			if got := deskOf(t, s, key).ask(t, http.MethodPost, "channels", draft); got.status != http.StatusForbidden {
				t.Errorf("%s may create a channel: %d %s", who, got.status, got.body)
			}
		}
		list := command(c.read(), "token", "list", "--email", "lead@example.org", "--database", database).done(t)
		row := regexp.MustCompile(`(?m)^(\S+) +Anzeige im Flur +…` + regexp.QuoteMeta(reader[len(reader)-4:]) + ` +read +2027-02-01T08:00Z +(\S+) +2027-03-03T08:00Z +-$`).FindStringSubmatch(list)
		if row == nil || strings.Contains(list, lead) || strings.Count(list, "\n") != 3 {
			t.Fatalf("listed\n%s", list)
		}
		works := func(key string) bool {
			return s.get(t, "/api/v1/me", "Authorization", "Bearer "+key).status == http.StatusOK
		}
		c.set("2027-03-03T08:59:59+01:00")
		if !works(reader) {
			t.Error("the token ends before its time")
		}
		c.set("2027-03-03T09:00:00+01:00")
		if works(reader) {
			t.Error("the token is good after its time")
		}
		guests := command(c.read(), "token", "list", "--email", "gast@example.org", "--database", database).done(t)
		id := strings.Fields(strings.Split(guests, "\n")[1])[0]
		command(c.read(), "token", "revoke", id, "--database", database).done(t)
		if works(guest) || !works(lead) {
			t.Errorf("after the revocation the guest's token works: %v, the lead's: %v", works(guest), works(lead))
		}
		command(c.read(), "token", "revoke", "0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10", "--database", database).refused(t, "no such token")
		command(c.read(), "token", "list", "--email", "niemand@example.org", "--database", database).refused(t, "no such user")
		command(c.read(), "token", "create", "--email", "x@example.org", "--workspace", "Anderswo", "--database", database).refused(t, "Name one of the workspaces: Musterwerk")
	})
}

// shellPlan makes a database with a channel and a lead.
func shellPlan(t *testing.T) (database string) {
	t.Helper()
	database = newDatabase(t)
	j := settle(t, database)
	j.stop(t)
	return database
}

func TestImportAndExportFromTheShell(t *testing.T) {
	t.Parallel()
	database := shellPlan(t)
	now := instant(journeyDay)
	shell := func(args ...string) outcome { return command(now, append(args, "--database", database)...) }
	if shown := shell("import", "--dry-run", sample).done(t); shown != "24 rows read: 24 would be created, 0 there already, 0 problems.\n" {
		t.Errorf("tried: %q", shown)
	}
	if shown := shell("import", sample).done(t); shown != "24 rows read: 24 created, 0 there already, 0 problems.\n" {
		t.Errorf("done: %q", shown)
	}
	if shown := shell("import", sample).done(t); shown != "24 rows read: 0 created, 24 there already, 0 problems.\n" {
		t.Errorf("done again: %q", shown)
	}
	bad := filepath.Join(t.TempDir(), "mit Fehler.csv")
	if err := os.WriteFile(bad, []byte("Datum;Titel\n3.3.2027;gut\n31.2.2027;schlecht\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused := shell("import", "--channel", "blog", bad)
	if refused.status != exitFault || !strings.Contains(refused.stderr, "line 3, Datum: ") || !strings.Contains(refused.stderr, "Nothing was imported") {
		t.Errorf("status %d, %s", refused.status, refused.stderr)
	}
	if shown := shell("import", "--channel", "BLOG", "--partial", bad); shown.done(t) != "2 rows read: 1 created, 0 there already, 1 problems.\n" || !strings.Contains(shown.stderr, "line 3, Datum: ") {
		t.Errorf("in part: %q, %s", shown.stdout, shown.stderr)
	}
	shell("import", "--dry-run", "--partial", bad).refused(t, "--dry-run", "--partial")
	shell("import", "--channel", "TikTok", bad).refused(t, `no channel "TikTok"`)
	shell("import", "nirgends.csv").refused(t, "nirgends.csv")
	shell("import", "--as", "niemand@example.org", sample).refused(t, "no such user")

	whole := shell("export").done(t)
	if !strings.HasPrefix(whole, "\uFEFFid;Datum;") || strings.Count(whole, "\n") != 26 {
		t.Errorf("exported\n%.300s", whole)
	}
	file := filepath.Join(t.TempDir(), "Ausfuhr.csv")
	shell("export", file).done(t)
	if data, err := os.ReadFile(file); err != nil || string(data) != whole {
		t.Errorf("the file holds something else: %v", err)
	}
	shell("export", file).refused(t, file, "exists")
	part := shell("export", "--channel", "Newsletter", "--from", "2027-03-01", "--to", "2027-03-31", "--language", "en").done(t)
	if !strings.Contains(part, "Frühjahrsputz für Leitungen") || !strings.Contains(part, ",planned,") || strings.Count(part, "\n") != 2 {
		t.Errorf("a part is\n%s", part)
	}
	shell("export", "--from", "1.3.2027").refused(t, "--from")
	shell("export", "--language", "fr").refused(t, "--language", "de")
	if shown := importFromStdin(t, database, whole); shown != "25 rows read: 0 created, 25 there already, 0 problems.\n" {
		t.Errorf("its own export: %q", shown)
	}
	odd := filepath.Join(t.TempDir(), "eigene Spalten.csv")
	if err := os.WriteFile(odd, []byte("Wann genau;Was\n4.3.2027;eigen\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if tried := shell("import", "--dry-run", "--channel", "blog", odd); tried.status != exitFault || !strings.Contains(tried.stderr, "No column of dates") {
		t.Errorf("status %d, %s", tried.status, tried.stderr)
	}
	if shown := shell("import", "--channel", "blog", "--column", "Wann genau=date", "--column", "Was=title", odd).done(t); shown != "1 rows read: 1 created, 0 there already, 0 problems.\n" {
		t.Errorf("told of the columns: %q", shown)
	}
}

func importFromStdin(t *testing.T, database, sheet string) string {
	t.Helper()
	var out, errs bytes.Buffer
	p := &Program{Stdin: strings.NewReader(sheet), Stdout: &out, Stderr: &errs, Now: clockAt(journeyDay).read}
	if status := p.Run(context.Background(), []string{"import", "-", "--database", database}); status != exitDone {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	return out.String()
}

// TestEveryCommandRefusesWhatItCannotUse goes through all commands, each with a
// flag it does not have and with something it lacks or cannot read.
func TestEveryCommandRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	now := instant(journeyDay)
	nowhere := filepath.Join(t.TempDir(), "nirgends.db")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"serve", "--port", "80"}, "unknown flag --port"},
		{[]string{"serve", "--listen", "8080"}, "--listen 8080"},
		{[]string{"serve", "--listen", "127.0.0.1:notaport"}, "--listen 127.0.0.1:notaport"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--database", nowhere + "/x.db"}, "does not exist; make it first"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--database", filepath.Dir(nowhere)}, "directory"},
		{[]string{"serve", "--database", "mysql://localhost/x"}, "--database: mysql is not understood"},
		{[]string{"serve", "--synchronous", "off"}, `--synchronous must be one of "FULL","NORMAL"`},
		{[]string{"serve", "--log-level", "loud"}, "--log-level must be one of"},
		{[]string{"serve", "--log-format", "xml"}, "--log-format must be one of"},
		{[]string{"serve", "--read-timeout", "0"}, "--read-timeout"},
		{[]string{"serve", "--read-timeout", "0s"}, "--read-timeout 0s: must be longer than 0s"},
		{[]string{"serve", "--write-timeout=-1s"}, "--write-timeout"},
		{[]string{"serve", "--shutdown-timeout", "0s"}, "--shutdown-timeout"},
		{[]string{"serve", "--scan-every", "0s"}, "--scan-every 0s: must be longer"},
		{[]string{"serve", "--base-url", "plan.example.org"}, "--base-url plan.example.org: must be an address such as https://plan.example.org"},
		{[]string{"serve", "--base-url", "ftp://plan.example.org"}, "--base-url"},
		{[]string{"import"}, `expected "<file>"`},
		{[]string{"import", sample}, "there is no database stetig.db"},
		{[]string{"export", "--database", nowhere}, "there is no database " + nowhere},
		{[]string{"report", "--format", "pdf"}, "--format must be one of"},
		{[]string{"report", "--database", nowhere}, "there is no database"},
		{[]string{"token"}, `expected one of "create"`},
		{[]string{"token", "create"}, "missing flags: --email"},
		{[]string{"token", "create", "--email", "kein at", "--database", newDatabase(t)}, "e-mail"},
		{[]string{"token", "create", "--email", "a@example.org", "--valid-for=-1h"}, "--valid-for -1h0m0s: must be a time ahead"},
		{[]string{"token", "create", "--email", "a@example.org", "--role", "boss"}, "--role must be one of"},
		{[]string{"token", "revoke"}, `expected "<id>"`},
		{[]string{"backup"}, `expected "<file>"`},
		{[]string{"restore"}, `expected "<file>"`},
		{[]string{"migrate", "--down"}, "unknown flag --down"},
		{[]string{"healthcheck", "--listen", "8080"}, "--listen 8080"},
		{[]string{"version", "--short"}, "unknown flag --short"},
		{[]string{"serv"}, `did you mean one of "serve"`},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			t.Parallel()
			command(now, c.args...).refused(t, "stetig: ", c.says)
		})
	}
}

func TestARefusalNamesTheHelpThatHelps(t *testing.T) {
	t.Parallel()
	for args, help := range map[string]string{
		"serve --port 80": "stetig serve --help", "token create": "stetig token create --help", "token revoke": "stetig token revoke --help",
		"check": "stetig check --help", "serv": "stetig --help", "": "stetig --help",
	} {
		command(time.Time{}, strings.Fields(args)...).refused(t, "Try: "+help+"\n")
	}
}

func TestHelpOfEveryCommand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ args, says string }{
		{"serve", "stetig serve --demo --database demo.db"},
		{"import", "The same file twice adds nothing."},
		{"export", "--channel=NAME|ID"},
		{"report", "stetig report 2026-W47 --format html"},
		{"token create", "stetig token create --email you@example.org"},
		{"token list", "without their secrets"},
		{"token revoke", "stetig token list"},
		{"backup", "The server may go on running"},
		{"restore", "Stop the server first."},
		{"migrate", "--status"},
		{"healthcheck", "STETIG_LISTEN"},
	} {
		shown := command(time.Time{}, append(strings.Fields(c.args), "--help")...).done(t)
		if !strings.Contains(shown, c.says) || !strings.HasPrefix(shown, "Usage: stetig "+c.args) {
			t.Errorf("%s --help lacks %q:\n%s", c.args, c.says, shown)
		}
	}
}
