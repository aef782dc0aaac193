package httpapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"stetig/internal/store/storetest"
)

// BenchmarkDoor measures whole requests, from the first middleware to the last
// byte, of a small workspace: what the door costs on top of app and store.
func BenchmarkDoor(b *testing.B) {
	w := newWorld(b, storetest.OpenSQLite(b))
	for day := range 31 {
		w.make(b, "e", entries, fmt.Sprintf(`{"channel_id":"{channel}","title":"Beitrag %d","publish_at":"2027-05-%02dT10:00:00+02:00"}`, day, day+1))
	}
	feed, err := url.Parse(w.feedURL)
	if err != nil {
		b.Fatal(err)
	}
	tag := w.ask("GET", feed.Path).header.Get("ETag")
	bearer := "Bearer " + w.tokens["lead"]
	for _, bench := range []struct {
		name, path, header, value string
		want                      int
	}{
		{"month list", w.expand("/api/v1" + entries + "?from=2027-05-01&to=2027-05-31"), "Authorization", bearer, 200},
		{"one entry", w.expand("/api/v1" + entries + "/{entry}"), "Authorization", bearer, 200},
		{"year", w.expand("/api/v1/workspaces/{workspace}/year?year=2027"), "Authorization", bearer, 200},
		{"refused", w.expand("/api/v1" + entries), "Authorization", "Bearer no", 401},
		{"feed", feed.Path, "Accept-Encoding", "gzip", 200},
		{"feed not modified", feed.Path, "If-None-Match", tag, 304},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, bench.path, nil)
				r.Header.Set(bench.header, bench.value)
				recorder := httptest.NewRecorder()
				w.handler.ServeHTTP(recorder, r)
				if recorder.Code != bench.want {
					b.Fatalf("answered with %d: %s", recorder.Code, recorder.Body)
				}
			}
		})
	}
}
