package app

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// weighedCache keeps values up to a total weight, in whatever unit its owner
// weighs them; the least recently used go first. It is safe for concurrent use.
type weighedCache[K comparable, V any] struct {
	mu   sync.Mutex
	kept *simplelru.LRU[K, weighed[V]]
	held int // weight of all that is kept
	most int
}

type weighed[V any] struct {
	value  V
	weight int
}

// newWeighedCache makes a cache for at most count values of together at most the
// weight.
func newWeighedCache[K comparable, V any](count, most int) (*weighedCache[K, V], error) {
	c := &weighedCache[K, V]{most: most}
	var err error
	c.kept, err = simplelru.NewLRU(count, func(_ K, v weighed[V]) { c.held -= v.weight })
	return c, err
}

// Get returns the value kept under a key.
func (c *weighedCache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.kept.Get(key)
	return found.value, ok
}

// Add keeps a value under a key, in place of one that is there. What outweighs
// the whole cache is not kept.
func (c *weighedCache[K, V]) Add(key K, value V, weight int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept.Remove(key)
	if weight > c.most {
		return
	}
	c.kept.Add(key, weighed[V]{value, weight})
	c.held += weight
	for c.held > c.most {
		c.kept.RemoveOldest()
	}
}
