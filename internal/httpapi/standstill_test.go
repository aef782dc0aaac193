package httpapi_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/httpapi"
)

// longest is more than anything here takes that works.
const longest = 20 * time.Second

// port is a world's handler on a real port.
type port struct {
	*world
	address string
	server  *http.Server
	ended   chan string // path of each request that has been answered or given up
}

// open serves the world with limits for whole requests that are never reached.
func (w *world) open(t *testing.T, o httpapi.Options) *port {
	t.Helper()
	return w.openOf(t, w.app, o)
}

// openOf is open for another server on the world's database.
func (w *world) openOf(t *testing.T, a *app.App, o httpapi.Options) *port {
	t.Helper()
	handler, err := httpapi.New(a, o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &port{world: w, address: listener.Addr().String(), ended: make(chan string, 100)}
	p.server = httpapi.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { p.ended <- r.URL.Path }()
		handler.ServeHTTP(w, r)
	}), time.Hour, time.Hour, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(smallListener{listener}) }()
	t.Cleanup(func() {
		_ = p.server.Close()
		<-served
	})
	return p
}

// smallListener gives connections small buffers, so that who does not read is
// noticed early.
type smallListener struct{ net.Listener }

func (l smallListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		err = tcp.SetWriteBuffer(4 << 10)
	}
	return c, err
}

// line is a connection to a port, as somebody holds it who does not keep to HTTP.
type line struct {
	net.Conn
	answers *bufio.Reader
}

// call sends the head of a request, with headers of its own in lines.
func (p *port) call(t *testing.T, who, method, path, headers string) line {
	t.Helper()
	c, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	if err := c.SetDeadline(time.Now().Add(longest)); err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(c, "%s /api/v1%s HTTP/1.1\r\nHost: plan.example.org\r\nAuthorization: Bearer %s\r\n%s\r\n",
		method, p.expand(path), p.tokens[who], headers)
	if err != nil {
		t.Fatal(err)
	}
	return line{c, bufio.NewReader(c)}
}

const (
	tryImport    = "/workspaces/{workspace}/imports?mode=dry_run"
	doImport     = "/workspaces/{workspace}/imports?mode=good_rows"
	largeSheet   = "Content-Type: text/csv\r\nContent-Length: 19000000\r\n"
	smallSheet   = "Content-Type: text/csv\r\nContent-Length: 1000\r\n"
	afterWelcome = "Expect: 100-continue\r\n"
)

// begin starts an import and stops after a byte of the sheet, which the server
// has begun to read by then.
func (p *port) begin(t *testing.T, who string) line {
	t.Helper()
	l := p.call(t, who, "POST", tryImport, smallSheet+afterWelcome)
	if status, err := l.answers.ReadString('\n'); err != nil || !strings.Contains(status, "100 Continue") {
		t.Fatalf("answered with %q, %v; want the body to be asked for", status, err)
	}
	if _, err := l.answers.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write([]byte("D")); err != nil {
		t.Fatal(err)
	}
	return l
}

// answer reads an answer, and whether the connection ends with it.
func (l line) answer(t *testing.T) answer {
	t.Helper()
	r, err := http.ReadResponse(l.answers, nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("half an answer: %v", err)
	}
	a := answer{status: r.StatusCode, header: r.Header, body: string(body)}
	a.header.Set("Connection", map[bool]string{true: "close"}[r.Close])
	_ = json.Unmarshal(body, &a.json)
	return a
}

// done waits until a request is over on the server's side.
func (p *port) done(t *testing.T) {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(longest):
		t.Fatal("the request goes on")
	}
}

func TestWhoMayNotImportIsNotListenedTo(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.open(t, httpapi.Options{})
		for name, tc := range map[string]struct {
			who, path, headers string
			status             int
			code               string
		}{
			"a viewer":               {"viewer", tryImport, largeSheet, 403, "forbidden"},
			"a viewer, a small one":  {"viewer", tryImport, smallSheet, 403, "forbidden"},
			"a contributor":          {"contributor", doImport, largeSheet, 403, "forbidden"},
			"a token that may read":  {"reader", doImport, smallSheet, 403, "forbidden"},
			"a stranger":             {"stranger", doImport, largeSheet, 404, "not_found"},
			"nobody":                 {"nobody", doImport, smallSheet, 401, "unauthenticated"},
			"an editor, wrong mode":  {"editor", tryImport + "s", smallSheet, 400, "malformed"},
			"an editor, a wrong key": {"editor", tryImport + "&x=1", smallSheet, 400, "malformed"},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				l := p.call(t, tc.who, "POST", tc.path, tc.headers)
				if _, err := l.Write([]byte("D")); err != nil {
					t.Fatal(err)
				}
				a := l.answer(t).refused(t, tc.status, tc.code)
				if a.header.Get("Connection") != "close" {
					t.Error("the connection waits for the rest of the sheet")
				}
			})
		}
	})
}

func TestASheetThatNoLongerArrivesIsGivenUp(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.open(t, httpapi.Options{ReadTimeout: 50 * time.Millisecond})
		l := p.begin(t, "editor")
		l.answer(t).refused(t, http.StatusBadRequest, "malformed")
		if n, err := l.answers.Read(make([]byte, 1)); err == nil || n > 0 {
			t.Error("the connection goes on")
		}
	})
}

// fill makes an export larger than all buffers on its way.
func (w *world) fill(t *testing.T) {
	t.Helper()
	var sheet strings.Builder
	sheet.WriteString("Datum;Kanal;Titel;Text;Notiz\n")
	for i := range 2000 {
		fmt.Fprintf(&sheet, "8.3.2027;Werkblog;Zeile %d;%s;n%d\n", i, strings.Repeat("Text ", 400), i)
	}
	if a := w.as("editor").importSheet(t, "good_rows", sheet.String()).want(t, http.StatusOK); value(t, a, "created") != 2000.0 {
		t.Fatalf("filled with %s", a.body)
	}
}

func TestAnExportThatNobodyTakesIsGivenUp(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.fill(t)
		p := w.open(t, httpapi.Options{WriteTimeout: 100 * time.Millisecond})
		l := p.call(t, "viewer", "GET", "/workspaces/{workspace}/export", "")
		p.done(t)
		r, err := http.ReadResponse(l.answers, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if n, err := io.Copy(io.Discard, r.Body); err == nil || r.ContentLength < 4_000_000 {
			t.Errorf("%d of %d bytes came, %v; want the end to be missing", n, r.ContentLength, err)
		}
		whole := w.as("viewer").get(t, "/workspaces/{workspace}/export").want(t, http.StatusOK)
		if !strings.Contains(whole.body, "Zeile 1999;") || !strings.Contains(whole.body, "n1999") {
			t.Errorf("whoever reads gets %d bytes", len(whole.body))
		}
	})
}

func TestNobodyTakesAllPlacesForSheets(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.open(t, httpapi.Options{})
		first := p.begin(t, "editor")
		p.begin(t, "editor")
		refused := p.call(t, "editor", "POST", tryImport, largeSheet).answer(t).refused(t, http.StatusServiceUnavailable, "unavailable")
		if refused.header.Get("Retry-After") == "" || refused.header.Get("Connection") != "close" {
			t.Errorf("headers %v", refused.header)
		}
		p.done(t)
		p.begin(t, "lead")
		p.begin(t, "founder")
		p.call(t, "lead", "POST", tryImport, largeSheet).answer(t).refused(t, http.StatusServiceUnavailable, "unavailable")
		p.done(t)
		p.call(t, "editor", "GET", "/workspaces/{workspace}/export", "").answer(t).want(t, http.StatusOK) // another thing
		p.done(t)
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		p.done(t)
		p.begin(t, "lead")
	})
}

func TestStoppingDoesNotWaitForWhatRests(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.fill(t)
		stopping, stop := context.WithCancel(t.Context())
		p := w.open(t, httpapi.Options{Stopping: stopping, ReadTimeout: time.Hour, WriteTimeout: time.Hour})
		p.begin(t, "editor")
		export := p.call(t, "viewer", "GET", "/workspaces/{workspace}/export", "")
		if _, err := export.answers.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		stop()
		ctx, cancel := context.WithTimeout(t.Context(), longest)
		defer cancel()
		if err := p.server.Shutdown(ctx); err != nil {
			t.Errorf("the server did not come to rest: %v", err)
		}
	})
}
