package app

import (
	"golang.org/x/sync/singleflight"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// feedKey is all that a feed's bytes depend on: the feed as it is set, the
// revision of what it shows, the first day of its window, and where its reader
// reaches the server.
type feedKey struct {
	feedID   string
	version  int
	revision int64
	zone     string
	firstDay plan.Day
	site     string // what links to gaps begin with; "" where it has none
}

// renderedFeed is a feed's bytes and how many past events they leave out for
// their size. It is shared; nobody changes it.
type renderedFeed struct {
	FeedDocument
	trimmed int
}

// feedCache keeps rendered feeds and has each rendered once for all who ask at
// the same moment; the renderer keeps each event's bytes, so that one change
// renders one event.
type feedCache struct {
	documents *weighedCache[feedKey, *renderedFeed] // weighed in bytes
	rendering singleflight.Group
	renderer  *ical.Renderer
}

const (
	feedsKept  = 4_096     // rendered feeds in memory, typically of 50 kB
	bytesKept  = 128 << 20 // of all of them: one of a large workspace's whole future has many megabytes
	eventsKept = 100_000   // encoded events in memory, some 500 bytes each
)

func newFeedCache() (*feedCache, error) {
	documents, err := newWeighedCache[feedKey, *renderedFeed](feedsKept, bytesKept)
	if err != nil {
		return nil, err
	}
	renderer, err := ical.NewRenderer(eventsKept)
	if err != nil {
		return nil, err
	}
	return &feedCache{documents: documents, renderer: renderer}, nil
}
