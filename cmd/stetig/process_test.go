package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// child is the program running as a process of its own.
type child struct {
	*exec.Cmd
	out, log *stream
	ended    chan error
}

// launch starts the program as a process and waits until it serves; address is
// where it listens.
func launch(t testing.TB, settings []string, args ...string) (c *child, address string) {
	t.Helper()
	c = &child{Cmd: process(t, settings, args...), out: newStream(), log: newStream(), ended: make(chan error, 1)}
	c.Stdout, c.Stderr = c.out, c.log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { c.ended <- c.Wait() }()
	t.Cleanup(func() { c.Process.Kill() })
	listening := regexp.MustCompile(`address"?[=:]"?([\d.:]+)`)
	log := func() []string { return listening.FindStringSubmatch(c.log.String()) }
	select {
	case <-c.out.news:
	case err := <-c.ended:
		t.Fatalf("ended with %v instead of serving: %s", err, c.log)
	case <-time.After(patience):
		t.Fatalf("does not serve: %s", c.log)
	}
	eventually(t, "the log says where", func() bool { return log() != nil })
	return c, log()[1]
}

// await returns how the process ended.
func (c *child) await(t testing.TB) error {
	t.Helper()
	select {
	case err := <-c.ended:
		return err
	case <-time.After(patience):
		t.Fatalf("does not end: %s", c.log)
		return nil
	}
}

func TestSettingsComeFromTheEnvironment(t *testing.T) {
	t.Parallel()
	database := filepath.Join(t.TempDir(), "von der Umgebung benannt.db")
	c, address := launch(t, []string{
		"STETIG_DATABASE=" + database, "STETIG_SYNCHRONOUS=NORMAL", "STETIG_DEMO=true",
		"STETIG_LISTEN=127.0.0.1:0", "STETIG_BASE_URL=https://plan.example.org/",
		"STETIG_LOG_FORMAT=json", "STETIG_LOG_LEVEL=debug",
	}, "serve")
	for _, want := range []string{"serves on https://plan.example.org\n", "Feed         https://plan.example.org/feeds/"} {
		if !strings.Contains(c.out.String(), want) {
			t.Errorf("not told: %q\n%s", want, c.out)
		}
	}
	eventually(t, "debugging in the log, as JSON", func() bool { return strings.Contains(c.log.String(), `"level":"DEBUG"`) })
	token := regexp.MustCompile(`sttg_\S+`).FindString(c.out.String())
	s := &server{base: "http://" + address, http: &http.Client{}}
	defer s.http.CloseIdleConnections()
	feed := deskOf(t, s, token).make(t, "feeds", object{"name": "Kalender"})
	if url := feed["url"].(string); !strings.HasPrefix(url, "https://plan.example.org/feeds/") {
		t.Errorf("a feed's address is %s", url)
	}
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := c.await(t); err != nil {
		t.Errorf("ended with %v: %s", err, c.log)
	}
	shown := command(time.Now(), "migrate", "--status", "--database", database).done(t)
	if !regexp.MustCompile(`at version (\d+); this program needs (\d+)`).MatchString(shown) {
		t.Errorf("the database of the environment: %s", shown)
	}
}

func TestFlagsWinOverTheEnvironment(t *testing.T) {
	t.Parallel()
	_, address := launch(t, []string{"STETIG_LISTEN=192.0.2.1:80", "STETIG_DATABASE=/nowhere/stetig.db", "STETIG_LOG_LEVEL=error"},
		"serve", "--listen", "127.0.0.1:0", "--log-level", "info", "--database", newDatabase(t))
	if !strings.HasPrefix(address, "127.0.0.1:") {
		t.Errorf("listens on %s", address)
	}
}

// TestSIGTERMLosesNothing has a request half sent when the signal comes: it is
// answered, what it wrote is kept, and nothing new is taken meanwhile.
func TestSIGTERMLosesNothing(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		c, address := launch(t, nil, "serve", "--demo", "--listen", "127.0.0.1:0", "--database", database)
		slow := slowPost(t, c, address)
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the door is closed", func() bool {
			connection, err := net.Dial("tcp", address)
			if err == nil {
				connection.Close()
			}
			return err != nil
		})
		made := slow.finish(t)
		if err := c.await(t); err != nil {
			t.Errorf("ended with %v: %s", err, c.log)
		}
		exported := command(time.Now(), "export", "--database", database).done(t)
		if !strings.Contains(exported, made["id"].(string)) || !strings.Contains(exported, made["title"].(string)) {
			t.Errorf("the entry that was acknowledged is lost: %v", made)
		}
	})
}

func TestRequestsThatNeverEndAreCutOff(t *testing.T) {
	t.Parallel()
	c, address := launch(t, nil, "serve", "--demo", "--listen", "127.0.0.1:0", "--shutdown-timeout", "50ms", "--database", newDatabase(t))
	slow := slowPost(t, c, address)
	defer slow.connection.Close()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := c.await(t); !errors.As(err, &exit) || exit.ExitCode() != exitFault {
		t.Errorf("ended with %v, want status %d", err, exitFault)
	}
	if want := "some requests took longer than 50ms and were cut off"; !strings.Contains(c.log.String(), want) {
		t.Errorf("not told: %q\n%s", want, c.log)
	}
}

func TestASecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	c, address := launch(t, nil, "serve", "--demo", "--listen", "127.0.0.1:0", "--shutdown-timeout", "1h", "--database", newDatabase(t))
	slow := slowPost(t, c, address)
	defer slow.connection.Close()
	for range 2 {
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the signal is noticed", func() bool { return strings.Contains(c.log.String(), "stopping") })
	}
	// The request that stands still is given up after a while; on a busy machine
	// the server may have ended in order before the second signal came.
	var exit *exec.ExitError
	if err := c.await(t); err != nil && (!errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGTERM) {
		t.Errorf("ended with %v, want by the signal or in order", err)
	}
}

// unfinished is a request of which the server has the beginning.
type unfinished struct {
	connection net.Conn
	rest       string
}

// slowPost sends the first half of a request that creates an entry, and waits
// until the server is at it.
func slowPost(t testing.TB, c *child, address string) unfinished {
	t.Helper()
	token := regexp.MustCompile(`sttg_\S+`).FindString(c.out.String())
	s := &server{base: "http://" + address, http: &http.Client{}}
	defer s.http.CloseIdleConnections()
	d := deskOf(t, s, token)
	content, err := json.Marshal(object{"channel_id": d.list(t, "channels")[0]["id"], "title": "Im letzten Augenblick"})
	if err != nil {
		t.Fatal(err)
	}
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	half := len(content) / 2
	fmt.Fprintf(connection, "POST /api/v1/workspaces/%s/entries HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"+
		"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", d.workspace, address, token, len(content), content[:half])
	eventually(t, "the request is in flight", func() bool {
		return strings.Contains(string(s.get(t, "/metrics").body), "\nstetig_http_requests_in_flight 2\n")
	})
	return unfinished{connection, string(content[half:])}
}

// finish sends the rest and returns what was made of it.
func (u unfinished) finish(t testing.TB) object {
	t.Helper()
	defer u.connection.Close()
	if _, err := io.WriteString(u.connection, u.rest); err != nil {
		t.Fatal(err)
	}
	got, err := http.ReadResponse(bufio.NewReader(u.connection), nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, body}.want(t, http.StatusCreated).object(t)
}
