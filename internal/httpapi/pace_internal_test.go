package httpapi

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/iotest"
	"time"
)

// connection is a writer that remembers the deadlines it was given.
type connection struct {
	*httptest.ResponseRecorder
	reads, writes []time.Time
}

func (c *connection) SetReadDeadline(t time.Time) error  { c.reads = append(c.reads, t); return nil }
func (c *connection) SetWriteDeadline(t time.Time) error { c.writes = append(c.writes, t); return nil }

func newConnection() *connection { return &connection{ResponseRecorder: httptest.NewRecorder()} }

func TestEachPartOfABodyGetsItsTime(t *testing.T) {
	t.Parallel()
	c := newConnection()
	p := &pace{ctx: t.Context(), connection: http.NewResponseController(c), read: time.Hour}
	body := &pacedBody{io.NopCloser(iotest.OneByteReader(bytes.NewReader([]byte("abc")))), p, http.Header{"Connection": {"close"}}}
	before := time.Now()
	if _, err := io.ReadAll(body); err != nil {
		t.Fatal(err)
	}
	after := time.Now()
	if len(c.reads) != 5 { // three bytes, the end, and lifted
		t.Fatalf("deadlines %v", c.reads)
	}
	for i, deadline := range c.reads[:4] {
		if deadline.Before(before.Add(time.Hour)) || deadline.After(after.Add(time.Hour)) || i > 0 && deadline.Before(c.reads[i-1]) {
			t.Errorf("part %d may take until %v, want an hour from then", i, deadline)
		}
	}
	if last := c.reads[4]; !last.IsZero() || len(body.header) != 0 {
		t.Errorf("after the body: deadline %v, headers %v", last, body.header)
	}
}

func TestNoPartTakesLongerThanTheWhole(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	end, _ := ctx.Deadline()
	c := newConnection()
	(&pace{ctx: ctx, connection: http.NewResponseController(c), read: 2 * time.Hour}).reading()
	if !c.reads[0].Equal(end) {
		t.Errorf("a part may take until %v, the whole until %v", c.reads[0], end)
	}
}

func TestEachPartOfAnAnswerGetsItsTime(t *testing.T) {
	t.Parallel()
	c := newConnection()
	p := &pace{ctx: t.Context(), connection: http.NewResponseController(c), write: time.Hour}
	text := bytes.Repeat([]byte("0123456789"), pacedPart/4) // two parts and a half
	n, err := (&pacedAnswer{c, p}).Write(text)
	if err != nil || n != len(text) || !bytes.Equal(c.Body.Bytes(), text) {
		t.Errorf("%d of %d bytes written, %v", n, len(text), err)
	}
	if len(c.writes) != 3 {
		t.Errorf("%d deadlines for three parts", len(c.writes))
	}
}

// What rests while the server stops loses its time; what does not, such as an
// import that is being carried out, is not touched.
func TestHurryingEndsOnlyWhatRests(t *testing.T) {
	t.Parallel()
	c := newConnection()
	p := &pace{ctx: t.Context(), connection: http.NewResponseController(c), read: time.Hour, write: time.Hour}
	p.reading()
	p.hasRead()
	p.hurry()
	if len(c.reads) != 2 || len(c.writes) != 0 {
		t.Fatalf("deadlines set to %v and %v though nothing rests", c.reads, c.writes)
	}
	p.writing()
	if most := time.Now().Add(stopPatience); c.writes[0].After(most) {
		t.Errorf("an answer has until %v while the server stops, want at most %v", c.writes[0], most)
	}
	p.reading()
	p.hurry()
	if len(c.reads) != 4 || len(c.writes) != 2 {
		t.Errorf("%d and %d deadlines; what rests was not hurried", len(c.reads), len(c.writes))
	}
}
