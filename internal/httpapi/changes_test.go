package httpapi_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/plan"
	"stetig/internal/store/storetest"
)

const changesPath = "/workspaces/{workspace}/changes"

// never is longer than a test: what is asked for so rarely does not happen.
const never = time.Hour

// replica is another server on the world's database.
func (w *world) replica(t testing.TB, live app.Live) *app.App {
	t.Helper()
	a, err := app.New(w.store, app.Options{Now: w.clock, Live: live})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// stream is somebody who listens to changes.
type stream struct {
	response *http.Response
	lines    *bufio.Scanner
	hangUp   func()
}

// listen asks for the changes as a stream.
func (p *port) listen(t testing.TB, who, query string, headers ...string) *stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.address+"/api/v1"+p.expand(changesPath)+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+p.tokens[who])
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Transport{DisableKeepAlives: true}
	response, err := client.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	hangUp := func() { cancel(); _ = response.Body.Close() }
	t.Cleanup(hangUp)
	return &stream{response: response, lines: bufio.NewScanner(response.Body), hangUp: hangUp}
}

// event is a block of lines that ends with an empty one.
type event map[string]string

// next reads the next event or comment; nil at the end of the stream.
func (s *stream) next(t testing.TB) event {
	t.Helper()
	e := event{}
	for s.lines.Scan() {
		line := s.lines.Text()
		if line == "" && len(e) > 0 {
			return e
		}
		name, value, _ := strings.Cut(line, ": ")
		e[name] = value
	}
	if err := s.lines.Err(); err != nil {
		t.Fatalf("the stream broke: %v", err)
	}
	return nil
}

// changed reads on to the next event that tells of a change.
func (s *stream) changed(t testing.TB) (id string, stand map[string]any) {
	t.Helper()
	for {
		e := s.next(t)
		if e == nil {
			t.Fatal("the stream has ended")
		}
		if e["event"] != "changed" {
			continue
		}
		if err := json.Unmarshal([]byte(e["data"]), &stand); err != nil {
			t.Fatalf("%q: %v", e["data"], err)
		}
		if fmt.Sprint(int64(stand["revision"].(float64))) != e["id"] {
			t.Errorf("id %s of revision %v", e["id"], stand["revision"])
		}
		return e["id"], stand
	}
}

// rename changes something that concerns no channel.
func (w *world) rename(t testing.TB, name string) {
	t.Helper()
	w.as("lead").patch(t, "/workspaces/{workspace}", fmt.Sprintf(`{"name":%q}`, name)).want(t, http.StatusOK)
}

func TestChangesOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first := w.as("viewer").get(t, changesPath).want(t, http.StatusOK)
		if text(t, first, "channels", 0, "id") != w.ids["channel"] {
			t.Errorf("the channel is not told: %s", first.body)
		}
		after := func() string { return fmt.Sprintf("?after=%d", int64(first.json["revision"].(float64))) }
		quiet := w.as("viewer").get(t, changesPath+after()).want(t, http.StatusOK)
		if len(quiet.json["channels"].([]any)) != 0 || quiet.json["revision"] != first.json["revision"] {
			t.Errorf("nothing was changed, and told is %s", quiet.body)
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"Herbstputz"}`).want(t, http.StatusOK)
		news := w.as("viewer").get(t, changesPath+after()).want(t, http.StatusOK)
		if value(t, news, "channels", 0, "revision").(float64) <= value(t, first, "channels", 0, "revision").(float64) {
			t.Errorf("an entry was changed, and the channel stands as it stood: %s", news.body)
		}
		w.as("viewer").get(t, changesPath+"?after=-1").refused(t, http.StatusBadRequest, "malformed").names(t, "after")
		w.as("viewer").with("Last-Event-ID", "a").get(t, changesPath).refused(t, http.StatusBadRequest, "malformed").names(t, "Last-Event-ID")
	})
}

func TestAStreamIsRefusedAsAllElse(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		streaming := func(c caller) caller { return c.with("Accept", "text/html, text/event-stream;q=0.9") }
		streaming(w.anonymous()).get(t, changesPath).refused(t, http.StatusUnauthorized, "unauthenticated")
		streaming(w.as("stranger")).get(t, changesPath).refused(t, http.StatusNotFound, "not_found")
		streaming(w.as("lead")).get(t, changesPath+"?since=1").refused(t, http.StatusBadRequest, "malformed")
	})
}

// A change of this server is told at once: the database is not asked for it.
func TestOwnChangesAreToldAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.app = w.replica(t, app.Live{Look: never, Rest: time.Millisecond})
		p := w.open(t, httpapi.Options{Now: w.clock})
		handler, err := httpapi.New(w.app, httpapi.Options{Now: w.clock})
		if err != nil {
			t.Fatal(err)
		}
		w.handler = handler
		s := p.listen(t, "viewer", "")
		header := s.response.Header
		if header.Get("Content-Type") != "text/event-stream" || header.Get("X-Accel-Buffering") != "no" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("headers %v", header)
		}
		id, _ := s.changed(t)
		w.rename(t, "Musterwerk eins")
		next, stand := s.changed(t)
		if next == id || len(stand["channels"].([]any)) != 1 {
			t.Errorf("after %s comes %s, %v", id, next, stand)
		}
		w.rename(t, "Musterwerk zwei")
		if third, _ := s.changed(t); third == next {
			t.Errorf("a second change is not told: %s again", third)
		}
	})
}

// What another server changes is told within two seconds, as servers are set up.
func TestChangesOfOtherReplicasAreTold(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.openOf(t, w.replica(t, app.Live{}), httpapi.Options{Now: w.clock})
		s := p.listen(t, "viewer", "")
		id, _ := s.changed(t)
		begun := time.Now()
		w.rename(t, "Musterwerk hier")
		if next, _ := s.changed(t); next == id {
			t.Errorf("%s was told again", id)
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("told after %s", took)
		}
	})
}

// Another tenant's changes are nobody else's business.
func TestChangesOfOthersAreNotTold(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.openOf(t, w.replica(t, app.Live{Look: time.Millisecond, Rest: time.Millisecond, Beat: 20 * time.Millisecond}), httpapi.Options{Now: w.clock})
		s := p.listen(t, "viewer", "")
		s.changed(t)
		w.as("stranger").post(t, "/workspaces/{foreign}/topics", `{"name":"Geheimes"}`).want(t, http.StatusCreated)
		for range 3 {
			if e := s.next(t); e["event"] != "" {
				t.Fatalf("told %v", e)
			}
		}
	})
}

func TestAStreamGoesOnWhereItBrokeOff(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.openOf(t, w.replica(t, app.Live{Look: time.Millisecond, Rest: time.Millisecond, Beat: never}), httpapi.Options{Now: w.clock})
		s := p.listen(t, "viewer", "")
		id, _ := s.changed(t)
		s.hangUp()
		for name, again := range map[string]*stream{
			"Last-Event-ID": p.listen(t, "viewer", "?after=1", "Last-Event-ID", id),
			"after":         p.listen(t, "viewer", "?after="+id),
		} {
			if e := again.next(t); e["event"] != "" {
				t.Errorf("%s: nothing was changed, and told is %v", name, e)
			}
		}
		waiting := p.listen(t, "viewer", "?after="+id)
		w.rename(t, "Musterwerk derweil")
		fresh, _ := waiting.changed(t)
		if next, _ := p.listen(t, "viewer", "", "Last-Event-ID", id).changed(t); next != fresh {
			t.Errorf("after %s comes %s, want %s", id, next, fresh)
		}
	})
}

func TestAStreamEndsWithItsRights(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.openOf(t, w.replica(t, app.Live{Look: never, Beat: never, Check: 5 * time.Millisecond}), httpapi.Options{Now: w.clock})
		for name, c := range map[string]struct {
			who string
			end func()
		}{
			"revoked token": {"reader", func() {
				w.as("lead").remove(t, "/workspaces/{workspace}/tokens/{token}").want(t, http.StatusNoContent)
			}},
			"deactivated member": {"viewer", func() {
				w.as("lead").patch(t, "/workspaces/{workspace}/members/{viewer}", `{"deactivated":true}`).want(t, http.StatusOK)
			}},
		} {
			s := p.listen(t, c.who, "")
			s.changed(t)
			c.end()
			for s.next(t) != nil { // what came before the end
			}
			p.done(t)
			if again := p.listen(t, c.who, ""); again.response.StatusCode < 400 {
				t.Errorf("%s: listens again", name)
			}
			p.done(t)
		}
	})
}

func TestAStreamEndsWithTheServer(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		stopping, stop := context.WithCancel(context.Background())
		defer stop()
		p := w.open(t, httpapi.Options{Now: w.clock, Stopping: stopping})
		s := p.listen(t, "viewer", "")
		s.changed(t)
		begun := time.Now()
		stop()
		if err := p.server.Shutdown(t.Context()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took > time.Second {
			t.Errorf("the server stopped after %s", took)
		}
		if _, err := io.Copy(io.Discard, s.response.Body); err != nil && !errors.Is(err, io.EOF) {
			t.Errorf("the stream broke: %v", err)
		}
	})
}

func TestQuietStreamsAreKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.openOf(t, w.replica(t, app.Live{Look: never, Beat: time.Millisecond}), httpapi.Options{Now: w.clock})
		s := p.listen(t, "viewer", "")
		s.changed(t)
		for range 3 {
			if e := s.next(t); e[""] != "quiet" {
				t.Errorf("told %v, want a comment", e)
			}
		}
	})
}

func TestListenersAreBounded(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.open(t, httpapi.Options{Now: w.clock})
		var first *stream
		for range 10 {
			first = p.listen(t, "viewer", "")
			first.changed(t)
		}
		refused := p.listen(t, "viewer", "").response
		body, err := io.ReadAll(refused.Body)
		if err != nil || refused.StatusCode != http.StatusTooManyRequests || !strings.Contains(string(body), `"too_many"`) || refused.Header.Get("Retry-After") == "" {
			t.Errorf("the eleventh was answered with %d %s, %v", refused.StatusCode, body, err)
		}
		p.done(t)
		p.listen(t, "editor", "").changed(t)
		w.as("viewer").get(t, changesPath).want(t, http.StatusOK) // asking once is no listening
		first.hangUp()
		p.done(t)
		p.listen(t, "viewer", "").changed(t)
	})
}

// Who does not take what is told is given up, and holds nothing.
func TestADeadListenerIsGivenUp(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i := range 40 {
			w.as("lead").post(t, "/workspaces/{workspace}/channels", fmt.Sprintf(`{"name":"Kanal %d"}`, i)).want(t, http.StatusCreated)
		}
		a := w.replica(t, app.Live{Look: time.Millisecond, Rest: time.Millisecond, Beat: never})
		p := w.openOf(t, a, httpapi.Options{Now: w.clock, WriteTimeout: 50 * time.Millisecond})
		p.call(t, "viewer", "GET", changesPath, "Accept: text/event-stream\r\n") // and reads nothing
		for i := 0; ; i++ {
			select {
			case <-p.ended:
				return
			default:
			}
			if i == 2000 {
				t.Fatal("the listener is still told")
			}
			w.rename(t, fmt.Sprintf("Musterwerk %d", i))
		}
	})
}

// Nothing runs on when everybody has left. This test runs alone.
func TestNobodyListensBehindTheLast(t *testing.T) {
	w := newWorld(t, storetest.OpenSQLite(t))
	before := goleak.IgnoreCurrent()
	p := w.open(t, httpapi.Options{Now: w.clock})
	for i := range 20 {
		s := p.listen(t, string(plan.Roles[i%len(plan.Roles)]), "")
		s.changed(t)
		defer s.hangUp()
	}
	p.server.Close()
	for range 20 {
		p.done(t)
	}
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
}

func TestChangeTellsItsRevision(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		renamed := w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"Herbstputz"}`).want(t, http.StatusOK)
		told := renamed.header.Get("Workspace-Revision")
		now := w.as("viewer").get(t, changesPath).want(t, http.StatusOK)
		if told != fmt.Sprint(int64(now.json["revision"].(float64))) {
			t.Errorf("the change told %q, the workspace is at %v", told, now.json["revision"])
		}
		refused := w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":""}`).want(t, http.StatusUnprocessableEntity)
		for what, header := range map[string]http.Header{"a refusal": refused.header, "reading": now.header} {
			if told := header.Get("Workspace-Revision"); told != "" {
				t.Errorf("%s tells %q", what, told)
			}
		}
	})
}
