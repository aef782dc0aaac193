package httpapi_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// fetch asks for a feed as a calendar program does.
func (w *world) fetch(t *testing.T, method, address string, headers ...string) answer {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, parsed.RequestURI(), nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return w.do(r)
}

func TestAFeedIsACalendar(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if !strings.HasPrefix(w.feedURL, "https://plan.example.org/feeds/") || !strings.HasSuffix(w.feedURL, "/redaktionsplan-werkblog.ics") {
			t.Fatalf("the feed's address is %s", w.feedURL)
		}
		a := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
		for name, want := range map[string]string{
			"Content-Type":     "text/calendar; charset=utf-8",
			"Cache-Control":    "private, max-age=0, must-revalidate",
			"Vary":             "Accept-Encoding",
			"Content-Encoding": "",
			"Set-Cookie":       "",
			"Referrer-Policy":  "no-referrer",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s = %q, want %q", name, got, want)
			}
		}
		if !strings.HasPrefix(a.body, "BEGIN:VCALENDAR\r\n") || !strings.HasSuffix(a.body, "END:VCALENDAR\r\n") || !strings.Contains(a.body, "Maschinenraum") {
			t.Errorf("no calendar with the entry in it:\n%s", a.body)
		}

		head := w.fetch(t, "HEAD", w.feedURL).want(t, http.StatusOK)
		if head.body != "" || head.header.Get("ETag") != a.header.Get("ETag") || head.header.Get("Content-Length") != a.header.Get("Content-Length") {
			t.Errorf("HEAD: body %q, headers %v", head.body, head.header)
		}
	})
}

func TestAFeedThatHasNotChangedIsNotSentAgain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		a := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
		tag, modified := a.header.Get("ETag"), a.header.Get("Last-Modified")
		const old = "Mon, 01 Jan 2001 00:00:00 GMT"
		for name, tc := range map[string]struct {
			headers []string
			want    int
		}{
			"its tag":              {[]string{"If-None-Match", tag}, 304},
			"weakened":             {[]string{"If-None-Match", "W/" + tag}, 304},
			"with the encoding":    {[]string{"If-None-Match", strings.TrimSuffix(tag, `"`) + `-gzip"`}, 304},
			"for the packed form":  {[]string{"If-None-Match", tag, "Accept-Encoding", "gzip"}, 304},
			"another tag":          {[]string{"If-None-Match", `"other"`}, 200},
			"its time":             {[]string{"If-Modified-Since", modified}, 304},
			"an older time":        {[]string{"If-Modified-Since", old}, 200},
			"no time":              {[]string{"If-Modified-Since", "yesterday"}, 200},
			"tag beats time":       {[]string{"If-None-Match", `"other"`, "If-Modified-Since", modified}, 200},
			"tag beats older time": {[]string{"If-None-Match", tag, "If-Modified-Since", old}, 304},
		} {
			t.Run(name, func(t *testing.T) {
				for _, method := range []string{"GET", "HEAD"} {
					got := w.fetch(t, method, w.feedURL, tc.headers...).want(t, tc.want)
					if tc.want == 304 && (got.body != "" || got.header.Get("ETag") == "") {
						t.Errorf("304 with body %q and ETag %q", got.body, got.header.Get("ETag"))
					}
				}
			})
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"Anders"}`).want(t, http.StatusOK)
		changed := w.fetch(t, "GET", w.feedURL, "If-None-Match", tag).want(t, http.StatusOK)
		if !strings.Contains(changed.body, "Anders") {
			t.Errorf("the change is not in the feed:\n%s", changed.body)
		}
	})
}

func TestAFeedIsPackedWhenAskedFor(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		plain := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
		packed := w.fetch(t, "GET", w.feedURL, "Accept-Encoding", "gzip, deflate").want(t, http.StatusOK)
		if packed.header.Get("Content-Encoding") != "gzip" || packed.header.Get("ETag") == plain.header.Get("ETag") {
			t.Fatalf("headers of the packed form: %v", packed.header)
		}
		reader, err := gzip.NewReader(strings.NewReader(packed.body))
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := io.ReadAll(reader)
		if err != nil || string(unpacked) != plain.body {
			t.Errorf("unpacked it is another feed (%v):\n%s", err, unpacked)
		}
	})
}

// What is no feed looks the same whatever the reason, and is never a calendar.
func TestNoFeedLooksLikeAnother(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		parts := strings.Split(w.feedURL, "/")
		token := parts[4]
		revoked := w.as("viewer").post(t, "/workspaces/{workspace}/feeds", `{"name":"Weg"}`).want(t, http.StatusCreated)
		w.ids["gone"] = text(t, revoked, "feed", "id")
		w.as("viewer").remove(t, "/workspaces/{workspace}/feeds/{gone}").want(t, http.StatusNoContent)
		orphan := w.as("contributor").post(t, "/workspaces/{workspace}/feeds", `{"name":"Verwaist"}`).want(t, http.StatusCreated)
		w.fetch(t, "GET", text(t, orphan, "url")).want(t, http.StatusOK)
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{contributor}", `{"deactivated":true}`).want(t, http.StatusOK)

		bodies := map[string]bool{}
		for name, address := range map[string]string{
			"revoked":        text(t, revoked, "url"),
			"of a left one":  text(t, orphan, "url"),
			"unknown":        "/feeds/" + strings.Repeat("A", len(token)) + "/plan.ics",
			"malformed":      "/feeds/x/plan.ics",
			"an API token":   "/feeds/" + w.tokens["lead"] + "/plan.ics",
			"no calendar":    "/feeds/" + token + "/plan.html",
			"hostile":        "/feeds/%27%20OR%201=1/plan.ics",
			"a long address": "/feeds/" + strings.Repeat("x", 5000) + "/plan.ics",
		} {
			for _, method := range []string{"GET", "HEAD"} {
				a := w.fetch(t, method, address).want(t, http.StatusNotFound)
				if strings.Contains(a.header.Get("Content-Type"), "calendar") || a.header.Get("ETag") != "" {
					t.Errorf("%s: headers %v", name, a.header)
				}
				if method == "GET" {
					bodies[strings.ReplaceAll(a.body, a.header.Get("X-Request-Id"), "ID")] = true
				}
			}
		}
		if len(bodies) != 1 {
			t.Errorf("the refusals differ: %v", bodies)
		}
		if w.fetch(t, "POST", w.feedURL).status != http.StatusMethodNotAllowed {
			t.Error("a feed takes POST")
		}
	})
}

// Tokens are in addresses, so addresses of feeds must not be in the log.
func TestTheLogHoldsNoSecrets(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
		w.as("lead").get(t, "/workspaces/{workspace}/entries?q=Frühjahrsputz").want(t, http.StatusOK)
		w.as("lead").get(t, "/workspaces/{workspace}/entries?limit=0").want(t, http.StatusBadRequest)
		w.anonymous().with("Authorization", "Bearer wrong-secret").get(t, "/me").want(t, http.StatusUnauthorized)
		log := w.log.String()
		if !strings.Contains(log, "/feeds/***/redaktionsplan-werkblog.ics") || !strings.Contains(log, "status=200") {
			t.Errorf("the requests are not in the log:\n%s", log)
		}
		for _, secret := range []string{strings.Split(w.feedURL, "/")[4], w.tokens["lead"], "wrong-secret", "hjahrsputz", "example.org\""} {
			if strings.Contains(log, secret) {
				t.Errorf("%q is in the log", secret)
			}
		}
	})
}
