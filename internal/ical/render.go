package ical

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"stetig/internal/plan"
)

// Rendering is a feed as it is sent.
type Rendering struct {
	Body    []byte // text/calendar; charset=utf-8. Not to be changed
	ETag    string // strong, quoted: a hash of Body
	Events  int    // in Body, the placeholder not counted
	Trimmed int    // past events left out for the feed's size

	gzipped func() ([]byte, error)
}

// Gzip returns Body compressed: made when first asked for, kept, the same bytes
// for the same Body. It is safe for concurrent use.
func (r Rendering) Gzip() ([]byte, error) { return r.gzipped() }

// ETag returns a strong, quoted entity tag (RFC 9110 §8.8.3) of the bytes.
func ETag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// Compress returns body in gzip's format, with neither name nor time in its
// header: the same bytes for the same body.
func Compress(body []byte) ([]byte, error) {
	var compressed bytes.Buffer
	w, err := gzip.NewWriterLevel(&compressed, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("compress feed: %w", err)
	}
	_, err = w.Write(body)
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("compress feed: %w", err)
	}
	return compressed.Bytes(), nil
}

// Renderer renders feeds and keeps encoded events, so that after one change one
// event is encoded. It is safe for concurrent use.
type Renderer struct {
	encoded *lru.Cache[slot, encodedEvent]
}

// slot is where an encoded event is kept: one for each event and set of options.
type slot struct {
	options Options
	kind    Kind
	id      string
}

type encodedEvent struct {
	event Event // what the bytes say; they serve only an equal one
	lines []byte
}

// NewRenderer returns a Renderer that keeps the given number of encoded events,
// at about a kilobyte each; the least recently used go first. It must be at least 1.
func NewRenderer(events int) (*Renderer, error) {
	encoded, err := lru.New[slot, encodedEvent](events)
	if err != nil {
		return nil, fmt.Errorf("make room for %d encoded events: %w", events, err)
	}
	return &Renderer{encoded: encoded}, nil
}

// Render returns the feed of the events, ordered by time whatever their order
// is: the same calendar and events give the same bytes. Past calendar.MaxBytes
// the oldest of the events that were over before calendar.Today are left out,
// but nothing that is ahead. An event that cannot be written is an ErrUnencodable.
func (r *Renderer) Render(calendar Calendar, events []Event) (Rendering, error) {
	f, err := calendar.frame()
	if err != nil {
		return Rendering{}, err
	}
	ordered := inOrder(events, calendar.zone())
	lines := make([][]byte, len(ordered))
	for i, o := range ordered {
		if lines[i], err = r.encode(calendar.Options, events[o.index]); err != nil {
			return Rendering{}, err
		}
	}
	excess := f.size(lines) - cmp.Or(calendar.MaxBytes, DefaultMaxBytes)
	kept := lines[:0]
	for i, line := range lines {
		if excess > 0 && events[ordered[i].index].endedBefore(calendar.Today, calendar.zone()) {
			excess -= len(line)
			continue
		}
		kept = append(kept, line)
	}
	body := f.around(kept)
	return Rendering{
		Body: body, ETag: ETag(body), Events: len(kept), Trimmed: len(lines) - len(kept),
		gzipped: sync.OnceValues(func() ([]byte, error) { return Compress(body) }),
	}, nil
}

func (r *Renderer) encode(options Options, event Event) ([]byte, error) {
	at := slot{options: options, kind: event.Kind, id: event.ID}
	if kept, ok := r.encoded.Get(at); ok && kept.event == event {
		return kept.lines, nil
	}
	lines, err := event.Encode(options)
	if err != nil {
		return nil, err
	}
	r.encoded.Add(at, encodedEvent{event: event, lines: lines})
	return lines, nil
}

// placed says when the event at index of a list begins.
type placed struct {
	begin plan.Wall
	index int
}

// inOrder orders events by begin, on the clock in zone, then by instant, kind and id.
func inOrder(events []Event, zone *time.Location) []placed {
	ordered := make([]placed, len(events))
	for i, e := range events {
		ordered[i] = placed{begin: e.begin(zone), index: i}
	}
	slices.SortFunc(ordered, func(p, q placed) int {
		if p.begin != q.begin {
			return cmp.Compare(p.begin, q.begin)
		}
		a, b := &events[p.index], &events[q.index]
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return ordered
}
