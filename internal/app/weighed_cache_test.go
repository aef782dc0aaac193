package app

import "testing"

func TestWeighedCacheKeepsToItsWeight(t *testing.T) {
	t.Parallel()
	cache, err := newWeighedCache[string, int](3, 10)
	if err != nil {
		t.Fatal(err)
	}
	has := func(want ...string) {
		t.Helper()
		wanted := map[string]bool{}
		for _, key := range want {
			wanted[key] = true
		}
		for _, key := range []string{"a", "b", "c", "d", "e"} {
			if cache.kept.Contains(key) != wanted[key] {
				t.Errorf("%s is kept: %v, want %v", key, !wanted[key], wanted[key])
			}
		}
	}
	cache.Add("a", 1, 4)
	cache.Add("b", 2, 4)
	if value, ok := cache.Get("a"); !ok || value != 1 {
		t.Errorf("a = %d, %v", value, ok)
	}
	cache.Add("c", 3, 4) // b was used longest ago
	has("a", "c")
	cache.Add("a", 5, 6) // in place of the lighter one
	has("a", "c")
	if value, _ := cache.Get("a"); value != 5 {
		t.Errorf("a = %d, want what was added last", value)
	}
	cache.Add("d", 6, 11) // outweighs everything
	has("a", "c")
	cache.Add("c", 7, 11) // and takes what it would have replaced with it
	has("a")
	for _, key := range []string{"b", "c", "d"} {
		cache.Add(key, 0, 0) // no more than three, however light
	}
	has("b", "c", "d")
	cache.Add("e", 0, 10)
	if cache.held != 10 || cache.kept.Len() > 3 {
		t.Errorf("held %d in %d values", cache.held, cache.kept.Len())
	}
}
