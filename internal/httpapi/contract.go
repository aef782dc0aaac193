package httpapi

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"

	"stetig/api"
	"stetig/internal/plan"
)

// contract is api/openapi.yaml, read once, with each operation found by the
// route it is served on.
type contract struct {
	doc        *openapi3.T
	operations map[string]*operation // by method and route, "GET /api/v1/workspaces/:workspace"
}

// operation is one operation of the contract, made ready for checking requests.
type operation struct {
	*openapi3.Operation
	method, path string
	route        *routers.Route
	query        map[string]bool // names of its query parameters
	takesSheet   bool            // its body is a CSV file
	sendsSheet   bool            // its answer is a file, made whole before it is sent
	maySendSheet bool            // its answer is a CSV file where format=csv asks for one
	mayStream    bool            // its answer goes on for as long as somebody listens, where that is asked for
	isSecret     bool            // its answer holds a secret
}

// loadContract returns the contract that is part of the program. It never changes,
// and is read once, however many servers there are.
var loadContract = sync.OnceValues(readContract)

func readContract() (*contract, error) {
	doc, err := openapi3.NewLoader().LoadFromData(api.YAML)
	if err != nil {
		return nil, fmt.Errorf("reading the API's contract: %w", err)
	}
	c := &contract{doc: doc, operations: map[string]*operation{}}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			c.operations[method+" "+routeOf(path)] = newOperation(doc, method, path, item, op)
		}
	}
	return c, nil
}

func newOperation(doc *openapi3.T, method, path string, item *openapi3.PathItem, op *openapi3.Operation) *operation {
	o := &operation{
		Operation: op, method: method, path: path, query: map[string]bool{},
		route: &routers.Route{Spec: doc, Path: path, PathItem: item, Method: method, Operation: op},
	}
	for _, parameter := range op.Parameters {
		if parameter.Value.In == openapi3.ParameterInQuery {
			o.query[parameter.Value.Name] = true
		}
	}
	if op.RequestBody != nil {
		_, o.takesSheet = op.RequestBody.Value.Content["text/csv"]
	}
	if answer := op.Responses.Value("200"); answer != nil {
		_, sendsCSV := answer.Value.Content["text/csv"]
		o.sendsSheet = sendsCSV && len(answer.Value.Content) == 1
		if isExport, _ := op.Extensions["x-export"].(bool); isExport {
			o.sendsSheet = true
		}
		o.maySendSheet = sendsCSV && o.query["format"]
		_, o.mayStream = answer.Value.Content[eventStream]
	}
	o.isSecret, _ = op.Extensions["x-secret-answer"].(bool)
	return o
}

// routeOf writes a path of the contract as echo does, for whom a colon begins a
// parameter unless it is escaped.
func routeOf(path string) string {
	return apiBase + strings.NewReplacer("{", ":", "}", "", ":", `\:`).Replace(path)
}

// answersWithSheet reports whether the answer to a request, unless it is a refusal,
// is a file.
func (o *operation) answersWithSheet(r *http.Request) bool {
	return o.sendsSheet || o.maySendSheet && r.URL.Query().Get("format") == "csv"
}

// eventStream is the media type of server-sent events (HTML §9.2).
const eventStream = "text/event-stream"

// answersWithStream reports whether the answer to a request, unless it is a
// refusal, is a stream of events.
func (o *operation) answersWithStream(r *http.Request) bool {
	if !o.mayStream {
		return false
	}
	for _, accepted := range strings.Split(strings.Join(r.Header.Values("Accept"), ","), ",") {
		if mediaType, _, _ := strings.Cut(accepted, ";"); strings.EqualFold(strings.TrimSpace(mediaType), eventStream) {
			return true
		}
	}
	return false
}

// maxBody returns how large a body the operation takes, in bytes.
func (o *operation) maxBody() int64 {
	if o.takesSheet {
		return maxSheetBody
	}
	return maxJSONBody
}

// mediaTypes lists what the operation takes, for people.
func (o *operation) mediaTypes() string {
	return strings.Join(slices.Sorted(maps.Keys(o.RequestBody.Value.Content)), " or ")
}

// formats checks days and times exactly, which the contract's patterns cannot.
func formats() map[string]openapi3.StringFormatValidator {
	return map[string]openapi3.StringFormatValidator{
		"date":      openapi3.NewCallbackValidator(checkDay),
		"date-time": openapi3.NewCallbackValidator(checkTime),
	}
}

func checkDay(text string) error {
	day, err := plan.ParseDay(text)
	if err != nil {
		return err
	}
	return checkYear(day)
}

func checkYear(day plan.Day) error {
	if day < plan.FirstDay || day > plan.LastDay {
		return plan.Textf("must lie between %s and %s", plan.FirstDay, plan.LastDay)
	}
	return nil
}

func checkTime(text string) error {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return plan.Textf("%q is not a time like 2027-03-01T10:00:00+01:00", text)
	}
	return checkYear(plan.DayOf(t, time.UTC))
}
