package main

import (
	"encoding/json"
	"io/fs"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// demoDay is a Wednesday morning in Berlin.
const demoDay = "2027-02-10T10:00:00+01:00"

func TestDemoTellsWhatToOpen(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		s := start(t, clockAt(demoDay), "--demo", "--database", database)
		me := deskOf(t, s, s.told(t, "Token"))
		name := me.read(t, "/api/v1/workspaces/"+me.workspace)["name"].(string)

		home := s.get(t, s.path(t, s.told(t, "Start page"))).want(t, http.StatusSeeOther)
		for label, page := range map[string]struct {
			path, contentType string
			holds             []string
		}{
			"start page": {home.header.Get("Location"), "text/html; charset=utf-8", []string{name, "Newsletter", "KW"}},
			"gap report": {s.path(t, s.told(t, "Gap report")), "text/html; charset=utf-8", []string{name, "Newsletter", "KW 5"}},
			"feed":       {s.path(t, s.told(t, "Feed")), "text/calendar; charset=utf-8", []string{"BEGIN:VCALENDAR\r\n", "SUMMARY:Newsletter: ", "ü"}},
			"API docs":   {s.path(t, s.told(t, "API docs")), "text/html; charset=utf-8", []string{"/workspaces/{workspace}/gaps"}},
		} {
			got := s.get(t, page.path)
			if got.status != http.StatusOK || got.header.Get("Content-Type") != page.contentType {
				t.Errorf("%s: %d %s, want 200 %s", label, got.status, got.header.Get("Content-Type"), page.contentType)
			}
			for _, words := range page.holds {
				if !strings.Contains(string(got.body), words) {
					t.Errorf("%s lacks %q", label, words)
				}
			}
		}
	})
}

// TestDemoShowsACommandThatWorks takes the printed curl line at its word.
func TestDemoShowsACommandThatWorks(t *testing.T) {
	t.Parallel()
	s := start(t, clockAt(demoDay), "--demo", "--database", newDatabase(t))
	shown := regexp.MustCompile(`curl -H "(\w+): ([^"]+)" (\S+)`).FindStringSubmatch(s.out.String())
	if shown == nil {
		t.Fatalf("no curl line:\n%s", s.out)
	}
	gaps := s.get(t, s.path(t, shown[3]), shown[1], shown[2]).want(t, http.StatusOK).object(t)["items"].([]any)
	rules := map[any]bool{}
	for _, gap := range gaps {
		rules[gap.(object)["rule"]] = true
	}
	if len(rules) < 3 {
		t.Errorf("the demo has gaps of %d kinds, want several: %v", len(rules), rules)
	}
	s.get(t, s.path(t, shown[3])).want(t, http.StatusUnauthorized)
}

func TestDemoFindsItsDataAgain(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		c := clockAt(demoDay)
		first := start(t, c, "--demo", "--database", database)
		before := deskOf(t, first, first.told(t, "Token"))
		feed := first.path(t, first.told(t, "Feed"))
		channel := before.list(t, "channels")[0]["id"]
		made := before.make(t, "entries", object{"channel_id": channel, "title": "Über Nacht geblieben", "publish_at": "2027-03-01T10:00:00+01:00"})
		entries, reports := before.list(t, "entries"), before.list(t, "reports")
		first.stop(t)

		c.set("2027-02-10T11:00:00+01:00")
		second := start(t, c, "--demo", "--database", database)
		after := deskOf(t, second, second.told(t, "Token"))
		if after.workspace != before.workspace {
			t.Errorf("another workspace: %s, was %s", after.workspace, before.workspace)
		}
		if diff := cmp.Diff(made, after.read(t, "entries/"+made["id"].(string))); diff != "" {
			t.Errorf("the entry changed overnight (-was +is):\n%s", diff)
		}
		if diff := cmp.Diff(entries, after.list(t, "entries")); diff != "" {
			t.Errorf("the entries changed overnight (-were +are):\n%s", diff)
		}
		if diff := cmp.Diff(reports, after.list(t, "reports")); diff != "" {
			t.Errorf("the reports changed overnight (-were +are):\n%s", diff)
		}
		if old := second.get(t, feed).want(t, http.StatusOK); !strings.Contains(string(old.body), "Über Nacht geblieben") {
			t.Error("the feed of the first start does not show the entry")
		}
		if second.path(t, second.told(t, "Feed")) == feed {
			t.Error("the feed's address was told twice, so it is stored somewhere")
		}
		before.server = second // the token of the first start
		before.ask(t, http.MethodGet, "/api/v1/me", nil).want(t, http.StatusUnauthorized)
	})
}

func TestDemoLetsNobodyElseIn(t *testing.T) {
	t.Parallel()
	now := instant(demoDay)
	for _, address := range []string{":0", "0.0.0.0:0", "[::]:0", "192.0.2.1:8080", "plan.example.org:80", "127.0.0.1"} {
		database := newDatabase(t)
		command(now, "serve", "--demo", "--listen", address, "--database", database).
			refused(t, "--demo", address, "Use --listen 127.0.0.1:8080", "--demo-open")
		command(now, "migrate", "--status", "--database", database).refused(t, "there is no database")
	}
	for _, address := range []string{"localhost:0", "127.0.0.2:0"} {
		start(t, clockAt(demoDay), "--demo", "--database", newDatabase(t), "--listen", address)
	}
}

func TestDemoIsOpenedOnlyByName(t *testing.T) {
	t.Parallel()
	now := instant(demoDay)
	database := newDatabase(t)
	command(now, "serve", "--demo-open", "--listen", "127.0.0.1:0", "--database", database).refused(t, "without --demo there is none")
	command(now, "migrate", "--status", "--database", database).refused(t, "there is no database")

	closed := start(t, clockAt(demoDay), "--demo", "--database", newDatabase(t))
	if told := closed.out.String(); strings.Contains(told, "DANGER") {
		t.Errorf("the closed demo says %s", told)
	}
	closed.get(t, "/", "X-Forwarded-For", "203.0.113.7").want(t, http.StatusOK) // the form

	open := start(t, clockAt(demoDay), "--demo", "--demo-open", "--listen", "0.0.0.0:0", "--database", newDatabase(t))
	for _, words := range []string{"DANGER: THIS DEMO IS OPEN.", "WITHOUT A TOKEN", "Start page"} {
		if !strings.Contains(open.out.String(), words) {
			t.Errorf("the open demo does not say %q:\n%s", words, open.out)
		}
	}
	home := open.get(t, "/", "X-Forwarded-For", "203.0.113.7").want(t, http.StatusSeeOther)
	page := open.get(t, home.header.Get("Location"), "X-Forwarded-For", "203.0.113.7").want(t, http.StatusOK)
	if !strings.Contains(string(page.body), "und sie ist offen") {
		t.Error("the page does not say that the demo is open")
	}
	open.get(t, "/api/v1/me").want(t, http.StatusUnauthorized) // the API lets nobody in without a token
}

func TestDemoLeavesOtherWorkspacesClosed(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		now := instant(demoDay)
		command(now, "token", "create", "--email", "lead@example.org", "--database", database).done(t)
		command(now, "serve", "--demo", "--listen", "127.0.0.1:0", "--database", database).
			refused(t, "workspaces that are not the demo's", "start without --demo")
	})
}

func TestPortThatIsTaken(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	command(instant(demoDay), "serve", "--listen", taken.Addr().String(), "--database", newDatabase(t)).
		refused(t, taken.Addr().String()+" is taken", "--listen")
}

func TestEveryRequestIsLoggedWithoutSecrets(t *testing.T) {
	t.Parallel()
	s := start(t, clockAt(demoDay), "--demo", "--log-format", "json", "--database", newDatabase(t))
	token, feed := s.told(t, "Token"), s.path(t, s.told(t, "Feed"))
	s.get(t, feed).want(t, http.StatusOK)
	deskOf(t, s, token).list(t, "entries?q=geheim")
	s.stop(t)
	var paths []string
	for line := range strings.Lines(s.log.String()) {
		var record struct{ Msg, Path string }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Errorf("no JSON: %s", line)
		}
		if record.Msg == "request" {
			paths = append(paths, record.Path)
		}
	}
	if len(paths) < 3 || paths[0] != "/feeds/***/redaktionsplan.ics" {
		t.Errorf("logged requests for %q", paths)
	}
	for _, secret := range []string{token, strings.Split(feed, "/")[2], "geheim"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestLinksLeadWhereTheRequestCameFrom(t *testing.T) {
	t.Parallel()
	database := newDatabase(t)
	lead := token(t, instant(demoDay), "--email", "lead@example.org", "--database", database)
	s := start(t, clockAt(demoDay), "--listen", "0.0.0.0:0", "--database", database)
	if !strings.HasPrefix(s.base, "http://localhost:") {
		t.Errorf("told to open %s", s.base)
	}
	feed := deskOf(t, s, lead).make(t, "feeds", object{"name": "Kalender"})
	s.get(t, s.path(t, text(feed["url"]))).want(t, http.StatusOK)
	home := s.get(t, "/") // nobody is let in without a sign-in
	if home.status == http.StatusSeeOther || !strings.Contains(string(home.body), `action="/sign-in"`) {
		t.Errorf("answered with %d:\n%s", home.status, home.body)
	}
}

func TestWhatIsOpenedIsCalledWhatItIs(t *testing.T) {
	t.Parallel()
	for name, planner := range map[string]fs.FS{"Planner   ": fstest.MapFS{}, "Start page": nil} {
		var out strings.Builder
		s := &serving{program: &Program{Stdout: &out, Planner: planner}, ServeCmd: &ServeCmd{}}
		s.announce("http://127.0.0.1:8080")
		if line := "\n  " + name + "   http://127.0.0.1:8080/\n  API docs "; !strings.Contains(out.String(), line) {
			t.Errorf("the line %q is missing:\n%s", line, &out)
		}
	}
}
