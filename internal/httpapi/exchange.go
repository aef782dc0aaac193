package httpapi

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/wording"
)

// exchange is what is known of one request and its answer, beside the two
// themselves. It belongs to the request's goroutine.
type exchange struct {
	id      string    // shown to people, found in the log
	address string    // of the client, "" where unknown
	byProxy bool      // a named proxy has sent the request
	site    string    // scheme and host as the client has used them
	isTLS   bool      // between the client and us, or the proxy before us
	route   string    // pattern, "" where none matched
	actor   app.Actor // zero until authenticated
	body    []byte    // of an API request, read whole
	streams bool      // the answer is a stream of events

	request *http.Request // as it came
}

// language is "de" or "en": the one that Accept-Language asks for, "en" where it
// asks for neither.
func (x *exchange) language() string {
	if x.request == nil {
		return wording.English
	}
	return cmp.Or(acceptedLanguage(x.request), wording.English)
}

// say puts a text into the language of the one who asks.
func (x *exchange) say(text plan.Text) string { return wording.In(x.language(), text) }

type exchangeKey struct{}

// withExchange begins the record of a request. This is the one place that says
// where a request comes from; from here on the request's Host is the one that
// the client has used.
func (s *server) withExchange(r *http.Request) (*exchange, *http.Request) {
	address, scheme, host := s.proxies.believed(r)
	if scheme == "" {
		scheme = "http"
		if r.TLS != nil {
			scheme = "https"
		}
	}
	host = cmp.Or(host, r.Host)
	x := &exchange{
		id: uuid.Must(uuid.NewV7()).String(), site: scheme + "://" + host, byProxy: s.proxies.contain(peerOf(r)),
		isTLS: r.TLS != nil || scheme == "https" || strings.HasPrefix(s.baseURL, "https://"),
	}
	if address.IsValid() {
		x.address = address.String()
	}
	r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
	r.Host = host
	x.request = r
	return x, r
}

// withOrigin tells app where a request comes from and which operation it asks for.
func withOrigin(r *http.Request, operation string) context.Context {
	return app.WithOrigin(r.Context(), app.Origin{
		Address: exchangeOf(r.Context()).address, Client: r.UserAgent(), Operation: operation,
	})
}

// exchangeOf returns the record of the request a context belongs to. A context
// that belongs to none gets a record that nobody reads.
func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}

// answer counts what is sent, for the log and the metrics.
type answer struct {
	http.ResponseWriter
	status int // 0: nothing yet
	bytes  int64
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(data []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(data)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
