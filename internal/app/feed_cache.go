package app

import (
	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"stetig/internal/plan"
)

// feedKey is all that a feed's bytes depend on: the feed as it is set, the
// revision of what it shows, and the first day of its window.
type feedKey struct {
	feedID   string
	version  int
	revision int64
	firstDay plan.Day
}

// feedCache keeps rendered feeds and has each rendered once for all who ask at
// the same moment.
type feedCache struct {
	documents *lru.Cache[feedKey, *FeedDocument]
	rendering singleflight.Group
}

// feedsKept bounds the rendered feeds in memory; at most 900 kB each, typically 50.
const feedsKept = 512

func newFeedCache() *feedCache {
	documents, err := lru.New[feedKey, *FeedDocument](feedsKept)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &feedCache{documents: documents}
}
