package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a clock that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func clockAt(text string) *clock { return &clock{now: instant(text)} }

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = instant(text)
}

// instant reads RFC 3339; what a test writes wrong ends it.
func instant(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

// server is a running `stetig serve` in this process.
type server struct {
	base     string // http://127.0.0.1:PORT
	out, log *stream
	http     *http.Client
	end      func() int // stops it and returns its exit status; again, the same
}

// start runs `stetig serve` on a free port until the test ends or stops it, and
// waits until it is ready.
func start(t testing.TB, c *clock, flags ...string) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{
		out: newStream(), log: newStream(),
		http: &http.Client{
			Transport:     &http.Transport{DisableCompression: true},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	p := &Program{Stdin: strings.NewReader(""), Stdout: s.out, Stderr: s.log, Now: c.read, DatabaseNow: c.read}
	ended := make(chan int, 1)
	go func() {
		ended <- p.Run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--synchronous", "NORMAL"}, flags...))
	}()
	s.end = sync.OnceValue(func() int {
		cancel()
		s.http.CloseIdleConnections()
		return <-ended
	})
	t.Cleanup(func() { s.stop(t) })
	select {
	case <-s.out.news:
	case status := <-ended:
		ended <- status
		t.Fatalf("ended with %d instead of serving: %s", status, s.log)
	case <-time.After(patience):
		t.Fatalf("does not serve: %s", s.log)
	}
	s.base = regexp.MustCompile(`http://\S+`).FindString(s.out.String())
	eventually(t, "ready", func() bool { return s.get(t, "/readyz").status == http.StatusOK })
	return s
}

// stop ends the server as a signal would.
func (s *server) stop(t testing.TB) {
	t.Helper()
	if status := s.end(); status != exitDone {
		t.Errorf("the server ended with %d: %s", status, s.log)
	}
}

// told returns what the server printed behind a label.
func (s *server) told(t testing.TB, label string) string {
	t.Helper()
	for line := range strings.Lines(s.out.String()) {
		if value, found := strings.CutPrefix(strings.TrimSpace(line), label+"  "); found {
			return strings.TrimSpace(value)
		}
	}
	t.Fatalf("nothing is told of %q:\n%s", label, s.out)
	return ""
}

// path takes the server's own address off a longer one.
func (s *server) path(t testing.TB, address string) string {
	t.Helper()
	path, ours := strings.CutPrefix(address, s.base)
	if !ours {
		t.Fatalf("%s does not lead to %s", address, s.base)
	}
	return path
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (s *server) get(t testing.TB, path string, headers ...string) answer {
	t.Helper()
	return s.send(t, http.MethodGet, path, nil, headers...)
}

// send sends any request; headers are names and values by turns.
func (s *server) send(t testing.TB, method, path string, body io.Reader, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.base+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	got, err := s.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	data, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, data}
}

// want stops the test unless the answer has the status.
func (a answer) want(t testing.TB, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("answered with %d, want %d: %.2000s", a.status, status, a.body)
	}
	return a
}

// object is a JSON object as it comes.
type object = map[string]any

func (a answer) object(t testing.TB) object {
	t.Helper()
	var o object
	if err := json.Unmarshal(a.body, &o); err != nil {
		t.Fatalf("no JSON object: %v: %.200s", err, a.body)
	}
	return o
}

// desk is somebody at the API of one workspace.
type desk struct {
	*server
	token     string
	workspace string
}

// deskOf returns the desk of a token in its first workspace.
func deskOf(t testing.TB, s *server, token string) desk {
	t.Helper()
	d := desk{server: s, token: token}
	me := d.ask(t, http.MethodGet, "/api/v1/me", nil).want(t, http.StatusOK).object(t)
	d.workspace = me["memberships"].([]any)[0].(object)["workspace_id"].(string)
	return d
}

// ask sends a request with the token; a path without a slash in front lies in
// the workspace.
func (d desk) ask(t testing.TB, method, path string, content any, headers ...string) answer {
	t.Helper()
	if !strings.HasPrefix(path, "/") {
		path = "/api/v1/workspaces/" + d.workspace + "/" + path
	}
	headers = append([]string{"Authorization", "Bearer " + d.token}, headers...)
	var body io.Reader
	switch content := content.(type) {
	case nil:
	case string:
		body = strings.NewReader(content)
	default:
		data, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(data)
		headers = append(headers, "Content-Type", "application/json")
	}
	return d.send(t, method, path, body, headers...)
}

// read returns one object.
func (d desk) read(t testing.TB, path string) object {
	t.Helper()
	return d.ask(t, http.MethodGet, path, nil).want(t, http.StatusOK).object(t)
}

// make creates something.
func (d desk) make(t testing.TB, path string, content object) object {
	t.Helper()
	return d.ask(t, http.MethodPost, path, content).want(t, http.StatusCreated).object(t)
}

// list returns every item of a list, page by page.
func (d desk) list(t testing.TB, path string) (items []object) {
	t.Helper()
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	for cursor := ""; ; {
		page := d.read(t, path+separator+"limit=200"+cursor)
		for _, item := range page["items"].([]any) {
			items = append(items, item.(object))
		}
		next, more := page["next_cursor"].(string)
		if !more {
			return items
		}
		cursor = "&cursor=" + next
	}
}

// token makes a token from the shell.
func token(t testing.TB, at time.Time, flags ...string) string {
	t.Helper()
	return strings.TrimSpace(command(at, append([]string{"token", "create"}, flags...)...).done(t))
}
