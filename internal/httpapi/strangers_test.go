package httpapi_test

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/httpapi"
)

// What a stranger can do to the server who has no token and no session: these
// tests hold the bounds of what is read from them, and for how long.

// listening serves the pages of a world on a real port.
func listening(t *testing.T, read time.Duration) (address string) {
	t.Helper()
	w := newPages(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := httpapi.NewServer(w.handler, read, time.Hour, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-served
	})
	return listener.Addr().String()
}

// dial opens a connection and sends something on it.
func dial(t *testing.T, address, sent string) line {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	if err := connection.SetDeadline(time.Now().Add(longest)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(connection, sent); err != nil {
		t.Fatal(err)
	}
	return line{connection, bufio.NewReader(connection)}
}

// ended stops the test unless the server ends the connection without another word.
func (l line) ended(t *testing.T) {
	t.Helper()
	rest, err := io.ReadAll(l.answers)
	if timeout, isTimeout := err.(net.Error); isTimeout && timeout.Timeout() {
		t.Fatalf("the connection goes on; it has sent %q", rest)
	}
}

const formHead = "POST /sign-in HTTP/1.1\r\nHost: plan.example.org\r\nContent-Type: application/x-www-form-urlencoded\r\n"

func TestHeadersOfStrangersAreBounded(t *testing.T) {
	t.Parallel()
	address := listening(t, time.Hour)
	for name, header := range map[string]string{
		"one long line":   "Cookie: " + strings.Repeat("x", 80<<10) + "\r\n",
		"many short ones": strings.Repeat("X-Y: z\r\n", 12_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := dial(t, address, "")
			go func() { _, _ = io.WriteString(l, "GET /sign-in HTTP/1.1\r\nHost: plan.example.org\r\n"+header+"\r\n") }()
			l.answer(t).want(t, http.StatusRequestHeaderFieldsTooLarge)
		})
	}
	t.Run("a long path", func(t *testing.T) {
		t.Parallel()
		l := dial(t, address, "")
		go func() {
			_, _ = io.WriteString(l, "GET /feeds/"+strings.Repeat("x", 80<<10)+" HTTP/1.1\r\nHost: plan.example.org\r\n\r\n")
		}()
		l.answer(t).want(t, http.StatusRequestHeaderFieldsTooLarge)
	})
}

func TestFormsOfStrangersAreBounded(t *testing.T) {
	t.Parallel()
	address := listening(t, time.Hour)
	for name, tc := range map[string]struct {
		sent string
		want int
	}{
		"announced too long":      {formHead + "Content-Length: 1000000\r\n\r\ntoken=" + strings.Repeat("x", 70_000), http.StatusRequestEntityTooLarge},
		"too long, unannounced":   {formHead + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("2000\r\n"+strings.Repeat("x", 0x2000)+"\r\n", 9), http.StatusRequestEntityTooLarge},
		"long, but not too long":  {formHead + "Content-Length: 60025\r\n\r\nemail=anna%40example.org&password=" + strings.Repeat("x", 60025-len("email=anna%40example.org&password=")), http.StatusUnauthorized},
		"no form at all":          {strings.Replace(formHead, "x-www-form-urlencoded", "json", 1) + "Content-Length: 2\r\n\r\n{}", http.StatusUnprocessableEntity},
		"a long one for the API":  {"POST /api/v1/workspaces HTTP/1.1\r\nHost: plan.example.org\r\nContent-Length: 900000000\r\n\r\n{", http.StatusUnauthorized},
		"a body where none is":    {"GET /sign-in HTTP/1.1\r\nHost: plan.example.org\r\nContent-Length: 900000000\r\n\r\nx", http.StatusOK},
		"a body for a feed":       {"GET /feeds/x/y.ics HTTP/1.1\r\nHost: plan.example.org\r\nContent-Length: 900000000\r\n\r\nx", http.StatusNotFound},
		"two lengths (smuggling)": {formHead + "Content-Length: 5\r\nContent-Length: 6\r\n\r\ntoken=", http.StatusBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := dial(t, address, "")
			go func() { _, _ = io.WriteString(l, tc.sent) }()
			l.answer(t).want(t, tc.want)
		})
	}
}

func TestWhoStandsStillIsCutOff(t *testing.T) {
	t.Parallel()
	address := listening(t, 50*time.Millisecond)
	for name, sent := range map[string]string{
		"nothing":       "",
		"half a line":   "GET /sign-",
		"half a header": "GET /sign-in HTTP/1.1\r\nHost: plan.example.org\r\nCookie: x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dial(t, address, sent).ended(t)
		})
	}
	t.Run("half a form", func(t *testing.T) {
		t.Parallel()
		l := dial(t, address, formHead+"Content-Length: 1000\r\n\r\ntoken=")
		if a := l.answer(t).want(t, http.StatusBadRequest); a.header.Get("Connection") != "close" {
			t.Error("the connection waits for the rest")
		}
		l.ended(t)
	})
}

func TestManyWhoStandStillKeepNobodyWaiting(t *testing.T) {
	t.Parallel()
	address := listening(t, time.Hour)
	for i := range 200 {
		sent := "GET /sign-in HTTP/1.1\r\nHost: plan.example.org\r\nCookie: x"
		if i%2 == 0 {
			sent = formHead + "Content-Length: 1000\r\n\r\ntoken="
		}
		dial(t, address, sent)
	}
	for i := range 20 {
		form := fmt.Sprintf("email=anna%d%%40example.org&password=wrong", i)
		dial(t, address, fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s", formHead, len(form), form)).
			answer(t).want(t, http.StatusUnauthorized)
	}
}
