package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// noon is when every test begins: Monday, 1 March 2027, 12:00 in Berlin.
func noon() time.Time { return time.Date(2027, time.March, 1, 11, 0, 0, 0, time.UTC) }

// world is a running server with two tenants. Musterwerk has a member of every
// role, a channel, a plan, a pause, a topic, a theme, an entry, a feed and gaps;
// Fremdwerk has a lead, the stranger, and nothing to do with Musterwerk.
type world struct {
	app     *app.App
	handler http.Handler
	tokens  map[string]string // by who: admin, founder, lead, editor, contributor, viewer, reader, stranger
	ids     map[string]string // what {name} in a path or body stands for
	feedURL string
	log     *lockedBuffer
	router  routers.Router

	mu  sync.Mutex
	now time.Time
}

// lockedBuffer is a log that may be written and read at once.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(data)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// onEach runs a test in a new world on every database.
func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	w := &world{now: noon(), tokens: map[string]string{}, ids: map[string]string{}, log: &lockedBuffer{}}
	var err error
	if w.app, err = app.New(s, app.Options{Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	handler, err := httpapi.New(w.app, httpapi.Options{
		Logger:  slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Now:     w.clock,
		BaseURL: "https://plan.example.org/",
		Checks:  []httpapi.Check{{Name: "database", Run: s.Ping}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.handler = handler
	w.router = contractRouter(t)
	w.settle(t)
	w.furnish(t)
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func contractRouter(t *testing.T) routers.Router {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(api.YAML)
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return router
}

// settle makes the members of both tenants.
func (w *world) settle(t *testing.T) {
	t.Helper()
	w.admit(t, "founder", "Musterwerk", plan.Lead, true)
	w.ids["workspace"] = text(t, w.as("founder").get(t, "/workspaces").want(t, http.StatusOK), "items", 0, "id")
	made := w.as("founder").post(t, "/workspaces", `{"name":"Fremdwerk"}`).want(t, http.StatusCreated)
	w.ids["foreign"] = text(t, made, "id")
	for _, role := range plan.Roles {
		w.admit(t, string(role), "Musterwerk", role, false)
	}
	w.admit(t, "stranger", "Fremdwerk", plan.Lead, false)
	w.admit(t, "admin", "Fremdwerk", plan.Lead, true)
	w.ids["member"] = w.ids["viewer"]

	reader, err := w.app.MakeToken(context.Background(), app.TokenDraft{Email: "lead@example.org", Workspace: "Musterwerk", ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	w.tokens["reader"] = reader.Text
}

// admit makes a member and a token of theirs.
func (w *world) admit(t *testing.T, name, workspace string, role plan.Role, admin bool) {
	t.Helper()
	made, err := w.app.MakeToken(context.Background(), app.TokenDraft{
		Email: name + "@example.org", UserName: "Name of " + name, Workspace: workspace, Role: role, Admin: admin,
	})
	if err != nil {
		t.Fatalf("make a token for %s: %v", name, err)
	}
	w.tokens[name], w.ids[name] = made.Text, made.Member.ID
}

// furnish fills Musterwerk over the API.
func (w *world) furnish(t *testing.T) {
	t.Helper()
	const ws = "/workspaces/{workspace}"
	w.make(t, "channel", ws+"/channels", `{"name":"Werkblog","platform":"blog","status":"active","owner_id":"{editor}"}`)
	w.make(t, "pause", ws+"/channels/{channel}/pauses", `{"starts_on":"2027-08-02","ends_on":"2027-08-15","reason":"Betriebsferien"}`)
	w.make(t, "plan", ws+"/plans", `{"channel_id":"{channel}","name":"Redaktionsplan 2027","starts_on":"2027-01-01","ends_on":"2027-12-31","cadence":{"quota":1,"per":"week"}}`)
	w.make(t, "topic", ws+"/topics", `{"field":"Handwerk","name":"Reparieren statt wegwerfen"}`)
	w.make(t, "theme", ws+"/themes", `{"plan_id":"{plan}","topic_id":"{topic}","title":"Werkstattwochen","starts_on":"2027-03-01","ends_on":"2027-03-21"}`)
	w.make(t, "entry", ws+"/entries", `{"channel_id":"{channel}","topic_id":"{topic}","title":"Frühjahrsputz im Maschinenraum","publish_at":"2027-03-03T10:00:00+01:00"}`)
	made := w.make(t, "feed", ws+"/feeds", `{"name":"Redaktionsplan Werkblog","gaps":true}`)
	w.feedURL = text(t, made, "url")
	w.ids["feed"] = text(t, made, "feed", "id")

	gaps := w.as("lead").get(t, ws+"/gaps?state=open&rule=runs_dry").want(t, http.StatusOK)
	w.ids["gap"] = text(t, gaps, "items", 0, "id")
	w.ids["report"] = "latest"
}

// make creates something as the lead and remembers its id.
func (w *world) make(t *testing.T, name, path, body string) answer {
	t.Helper()
	made := w.as("lead").post(t, path, body).want(t, http.StatusCreated)
	if id, ok := made.json["id"].(string); ok {
		w.ids[name] = id
	}
	return made
}

// expand puts ids in place of their {names}.
func (w *world) expand(text string) string {
	var pairs []string
	for name, id := range w.ids {
		pairs = append(pairs, "{"+name+"}", id)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// caller is somebody who sends requests.
type caller struct {
	*world
	token  string
	header http.Header
}

func (w *world) as(who string) caller {
	return caller{world: w, token: w.tokens[who], header: http.Header{}}
}

func (w *world) anonymous() caller { return caller{world: w, header: http.Header{}} }

// with sends a further header.
func (c caller) with(name, value string) caller {
	c.header = maps.Clone(c.header)
	c.header.Set(name, value)
	return c
}

func (c caller) get(t *testing.T, path string) answer { t.Helper(); return c.send(t, "GET", path, "") }
func (c caller) post(t *testing.T, path, body string) answer {
	t.Helper()
	return c.send(t, "POST", path, body)
}
func (c caller) put(t *testing.T, path, body string) answer {
	t.Helper()
	return c.send(t, "PUT", path, body)
}
func (c caller) patch(t *testing.T, path, body string) answer {
	t.Helper()
	return c.send(t, "PATCH", path, body)
}
func (c caller) remove(t *testing.T, path string) answer {
	t.Helper()
	return c.send(t, "DELETE", path, "")
}

// send asks for a path of the contract, and checks that the answer is one the
// contract knows.
func (c caller) send(t *testing.T, method, path, body string) answer {
	t.Helper()
	r := httptest.NewRequest(method, "/api/v1"+c.expand(path), strings.NewReader(c.expand(body)))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for name := range c.header {
		r.Header.Set(name, c.header.Get(name))
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	a := c.do(r)
	c.checkContract(t, r, a)
	return a
}

// do sends any request.
func (w *world) do(r *http.Request) answer {
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	a := answer{status: recorder.Code, header: recorder.Header(), body: recorder.Body.String()}
	_ = json.Unmarshal([]byte(a.body), &a.json) // stays nil where it is no JSON object
	return a
}

func (w *world) checkContract(t *testing.T, r *http.Request, a answer) {
	t.Helper()
	if a.status == http.StatusMethodNotAllowed {
		return // of no operation
	}
	route, params, err := w.router.FindRoute(r)
	if err != nil {
		if a.status != http.StatusNotFound {
			t.Errorf("%s %s is in no contract and answered with %d", r.Method, r.URL, a.status)
		}
		return
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 a.status,
		Header:                 a.header,
		Body:                   io.NopCloser(strings.NewReader(a.body)),
		Options: &openapi3filter.Options{
			IncludeResponseStatus: true,
			ExcludeResponseBody:   !strings.Contains(a.header.Get("Content-Type"), "json"),
		},
	}
	if err := openapi3filter.ValidateResponse(context.Background(), input); err != nil {
		t.Errorf("%s %s: the answer is not as the contract has it: %v\n%d %s", r.Method, r.URL, err, a.status, a.body)
	}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
	json   map[string]any
}

// want stops the test unless the answer has the status.
func (a answer) want(t *testing.T, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("answered with %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// refused stops the test unless the answer is a refusal with status and code.
func (a answer) refused(t *testing.T, status int, code string) answer {
	t.Helper()
	a.want(t, status)
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("refused as %q, want problem details", got)
	}
	if a.json["code"] != code || a.json["request_id"] == "" || a.json["request_id"] != a.header.Get("X-Request-Id") {
		t.Errorf("refused with %s, want code %s and the request's id", a.body, code)
	}
	return a
}

// names fails unless exactly these fields are called wrong.
func (a answer) names(t *testing.T, fields ...string) answer {
	t.Helper()
	var got []string
	list, _ := a.json["fields"].([]any)
	for _, f := range list {
		got = append(got, f.(map[string]any)["field"].(string))
	}
	if strings.Join(got, " ") != strings.Join(fields, " ") {
		t.Errorf("wrong fields = %q, want %q: %s", got, fields, a.body)
	}
	return a
}

// value walks into the answer: names into objects, numbers into lists.
func value(t *testing.T, a answer, path ...any) any {
	t.Helper()
	var at any = a.json
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, ok := at.(map[string]any)
			if !ok {
				t.Fatalf("no object on the way to %v: %s", path, a.body)
			}
			at = object[step]
		case int:
			list, ok := at.([]any)
			if !ok || step >= len(list) {
				t.Fatalf("no item on the way to %v: %s", path, a.body)
			}
			at = list[step]
		}
	}
	return at
}

func text(t *testing.T, a answer, path ...any) string {
	t.Helper()
	found, ok := value(t, a, path...).(string)
	if !ok {
		t.Fatalf("no text at %v: %s", path, a.body)
	}
	return found
}

// wait lets time pass.
func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}
