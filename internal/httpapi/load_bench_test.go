package httpapi_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/httpapi"
	"stetig/internal/store"
)

// BenchmarkRequests measures whole requests of a workspace of 50,000 entries,
// and of a feed of 500 events: what somebody at a screen and a calendar program
// wait for, the network aside.
func BenchmarkRequests(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := loadtest.Fill(b, s, loadtest.Shape{Channels: 40, Years: 5, PerYear: 250})
		single := loadtest.Fill(b, s, loadtest.Shape{Channels: 1, Years: 1, PerYear: 500})
		program, err := app.New(s, app.Options{Now: loadtest.Now})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := program.ScanDue(context.Background()); err != nil {
			b.Fatal(err)
		}
		_, token, err := program.CreateFeed(context.Background(), app.Actor{UserID: single.Lead.UserID}, single.ID,
			app.FeedDraft{ChannelIDs: []string{single.Channels[0].ID}})
		if err != nil {
			b.Fatal(err)
		}
		handler, err := httpapi.New(program, httpapi.Options{Now: loadtest.Now})
		if err != nil {
			b.Fatal(err)
		}
		feed := "/feeds/" + token + "/plan.ics"
		tag := request(b, handler, feed, nil, http.StatusOK).Header().Get("ETag")
		bearer := http.Header{"Authorization": {"Bearer " + w.Token}}
		base := "/api/v1/workspaces/" + w.ID
		for _, bench := range []struct {
			name, path string
			header     http.Header
			status     int
		}{
			{"month-of-channel", base + "/entries?limit=200&from=2027-03-01&to=2027-03-31&channel=" + w.Channels[20].ID, bearer, http.StatusOK},
			{"month-of-all", base + "/entries?limit=50&from=2027-03-01&to=2027-03-31", bearer, http.StatusOK},
			{"year", base + "/year?year=2027", bearer, http.StatusOK},
			{"gaps", base + "/gaps?limit=50&state=open", bearer, http.StatusOK},
			{"feed", feed, nil, http.StatusOK},
			{"feed-gzip", feed, http.Header{"Accept-Encoding": {"gzip"}}, http.StatusOK},
			{"feed-not-modified", feed, http.Header{"If-None-Match": {tag}}, http.StatusNotModified},
		} {
			b.Run(bench.name, func(b *testing.B) {
				loadtest.Measure(b, nil, func() { request(b, handler, bench.path, bench.header, bench.status) })
			})
		}
	})
}

func request(tb testing.TB, handler http.Handler, path string, header http.Header, want int) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for name, values := range header {
		r.Header[name] = values
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	if recorder.Code != want {
		tb.Fatalf("%s answered with %d: %s", path, recorder.Code, recorder.Body)
	}
	return recorder
}
