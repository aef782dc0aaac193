package httpapi_test

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"stetig/api"
)

// contract is the contract as a test reads it, once for all of them.
var contract = sync.OnceValues(func() (*openapi3.T, error) { return openapi3.NewLoader().LoadFromData(api.YAML) })

// contractRouter finds operations of the contract.
var contractRouter = sync.OnceValues(func() (routers.Router, error) {
	doc, err := contract()
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(doc)
})

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

func (c caller) get(t testing.TB, path string) answer { t.Helper(); return c.send(t, "GET", path, "") }
func (c caller) post(t testing.TB, path, body string) answer {
	t.Helper()
	return c.send(t, "POST", path, body)
}
func (c caller) put(t testing.TB, path, body string) answer {
	t.Helper()
	return c.send(t, "PUT", path, body)
}
func (c caller) patch(t testing.TB, path, body string) answer {
	t.Helper()
	return c.send(t, "PATCH", path, body)
}
func (c caller) remove(t testing.TB, path string) answer {
	t.Helper()
	return c.send(t, "DELETE", path, "")
}

// send asks for a path of the contract, and checks that the answer is one the
// contract knows.
func (c caller) send(t testing.TB, method, path, body string) answer {
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

func (w *world) checkContract(t testing.TB, r *http.Request, a answer) {
	t.Helper()
	if a.status == http.StatusMethodNotAllowed {
		return // of no operation
	}
	router, err := contractRouter()
	if err != nil {
		t.Fatal(err)
	}
	route, params, err := router.FindRoute(r)
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
func (a answer) want(t testing.TB, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("answered with %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// refused stops the test unless the answer is a refusal with status and code.
func (a answer) refused(t testing.TB, status int, code string) answer {
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
func (a answer) names(t testing.TB, fields ...string) answer {
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
func value(t testing.TB, a answer, path ...any) any {
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

func text(t testing.TB, a answer, path ...any) string {
	t.Helper()
	found, ok := value(t, a, path...).(string)
	if !ok {
		t.Fatalf("no text at %v: %s", path, a.body)
	}
	return found
}
