package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

// The demo's planner asks the API without a token, as its pages are opened
// without one, and nothing else does.
func TestDemoLetsOnlyItsOwnPlannerAskTheAPI(t *testing.T) {
	t.Parallel()
	w := &world{now: noon(), tokens: map[string]string{}, ids: map[string]string{}, log: &lockedBuffer{}}
	var err error
	if w.app, err = app.New(storetest.OpenSQLite(t), app.Options{Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	demo, err := w.app.InstallDemo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, remote, host, token string
		open                      bool
		header                    []string
		status                    int
	}{
		{name: "the planner", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin"}, token: demo.Token, status: http.StatusOK},
		{name: "the planner, over IPv6", remote: "[::1]:50000", host: "localhost:8080", header: []string{"Sec-Fetch-Site", "same-origin"}, token: demo.Token, status: http.StatusOK},
		{name: "with a cookie that ended", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin", "Cookie", "stetig_session=nobody"}, token: demo.Token, status: http.StatusOK},
		{name: "the planner, as an older browser tells", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Referer", "http://127.0.0.1:8080/w/x"}, token: demo.Token, status: http.StatusOK},
		{name: "an open demo's planner, from another machine", remote: "203.0.113.7:50000", host: "plan.example.org", header: []string{"Referer", "http://plan.example.org/w/x"}, token: demo.Token, open: true, status: http.StatusOK},
		{name: "an open demo, but a program", remote: "203.0.113.7:50000", host: "plan.example.org", token: demo.Token, open: true, status: http.StatusUnauthorized},
		{name: "an open demo, but another site's page", remote: "203.0.113.7:50000", host: "plan.example.org", header: []string{"Sec-Fetch-Site", "cross-site", "Referer", "http://plan.example.org/"}, token: demo.Token, open: true, status: http.StatusUnauthorized},
		{name: "no demo", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin"}, status: http.StatusUnauthorized},
		{name: "a program", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", token: demo.Token, status: http.StatusUnauthorized},
		{name: "a bad token", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin", "Authorization", "Bearer nobody"}, token: demo.Token, status: http.StatusUnauthorized},
		{name: "an address typed", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "none"}, token: demo.Token, status: http.StatusUnauthorized},
		{name: "a page of another port", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-site"}, token: demo.Token, status: http.StatusUnauthorized},
		{name: "another machine", remote: "203.0.113.7:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin"}, token: demo.Token, status: http.StatusUnauthorized},
		{name: "another name that leads here", remote: "127.0.0.1:50000", host: "evil.example", header: []string{"Sec-Fetch-Site", "same-origin"}, token: demo.Token, status: http.StatusUnauthorized},
		{name: "a proxy on this machine", remote: "127.0.0.1:50000", host: "127.0.0.1:8080", header: []string{"Sec-Fetch-Site", "same-origin", "X-Forwarded-For", "203.0.113.7"}, token: demo.Token, status: http.StatusUnauthorized},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			handler, err := httpapi.New(w.app, httpapi.Options{Now: w.clock, DemoToken: c.token, DemoOpen: c.open})
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodGet, "/api/v1/me", nil)
			r.RemoteAddr, r.Host = c.remote, c.host
			for i := 0; i+1 < len(c.header); i += 2 {
				r.Header.Set(c.header[i], c.header[i+1])
			}
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, r)
			if recorder.Code != c.status {
				t.Errorf("%d %s, want %d", recorder.Code, recorder.Body, c.status)
			}
		})
	}
}
