package httpapi

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// stopPatience is how long a connection may stand still while the server stops.
const stopPatience = time.Second

// streamPatience is how long an event may wait to be taken.
const streamPatience = 10 * time.Second

// pace gives up a connection on which a body, or the answer, gets no further for
// a while. The server's own limits are for the whole of a request, which for a
// sheet on a slow line is no measure.
//
// Not every writer has a connection behind it; then there is nothing to give up,
// and that deadlines cannot be set does not matter.
type pace struct {
	ctx        context.Context // of the request; its deadline holds for the body too
	connection *http.ResponseController

	mu        sync.Mutex
	read      time.Duration // longest without a byte of the body
	write     time.Duration // longest without any of the answer being taken
	isReading bool
	isWriting bool
}

// reading allows the next part of the body its time.
func (p *pace) reading() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isReading = true
	_ = p.connection.SetReadDeadline(within(p.ctx, p.read))
}

// hasRead lifts the limit, since what is read from now on is only whether the
// client is still there.
func (p *pace) hasRead() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isReading = false
	_ = p.connection.SetReadDeadline(time.Time{})
}

// writing allows the next part of the answer its time. It stays set at the end,
// for what is then still in buffers.
func (p *pace) writing() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isWriting = true
	_ = p.connection.SetWriteDeadline(within(context.WithoutCancel(p.ctx), p.write))
}

// hurry loses patience, because the server stops.
func (p *pace) hurry() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read, p.write = min(p.read, stopPatience), min(p.write, stopPatience)
	if p.isReading {
		_ = p.connection.SetReadDeadline(within(p.ctx, p.read))
	}
	if p.isWriting {
		_ = p.connection.SetWriteDeadline(within(context.WithoutCancel(p.ctx), p.write))
	}
}

// within returns the moment so much later, but no later than the context's
// deadline. Deadlines of connections go by the machine's clock, as those of
// contexts do, and not by the clock that the program was given.
func within(ctx context.Context, d time.Duration) time.Time {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	deadline, _ := ctx.Deadline()
	return deadline
}

// pacedBody is a body that has to keep arriving. When all of it is there, the
// connection is good for another request; see endingUnread.
type pacedBody struct {
	io.ReadCloser
	pace   *pace
	header http.Header // of the answer
}

func (b *pacedBody) Read(data []byte) (int, error) {
	b.pace.reading()
	n, err := b.ReadCloser.Read(data)
	if err == io.EOF {
		b.pace.hasRead()
		b.header.Del("Connection")
	}
	return n, err
}

// pacedAnswer is an answer that has to keep being taken.
type pacedAnswer struct {
	http.ResponseWriter
	pace *pace
}

// pacedPart is how much of an answer, in bytes, has to be taken in the time.
const pacedPart = 32 << 10

func (a *pacedAnswer) Write(data []byte) (written int, err error) {
	for {
		a.pace.writing()
		part := data[:min(len(data), pacedPart)]
		n, err := a.ResponseWriter.Write(part)
		written += n
		if data = data[len(part):]; err != nil || len(data) == 0 {
			return written, err
		}
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (a *pacedAnswer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
