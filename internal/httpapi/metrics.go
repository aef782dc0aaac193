package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts requests by route pattern, never by path.
type metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

// newMetrics registers the HTTP metrics, and those of the process and of Go's
// runtime where they are not registered yet.
func newMetrics(registry *prometheus.Registry) (*metrics, error) {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "stetig_http_requests_total",
			Help: "HTTP requests answered, by method, route pattern and status.",
		}, []string{"method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "stetig_http_request_duration_seconds",
			Help:    "Time from a request's arrival to the end of its answer, by method and route pattern.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"method", "route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "stetig_http_requests_in_flight",
			Help: "HTTP requests being answered now.",
		}),
	}
	for _, collector := range []prometheus.Collector{m.requests, m.duration, m.inFlight} {
		if err := registry.Register(collector); err != nil {
			return nil, fmt.Errorf("registering metrics: %w", err)
		}
	}
	for _, collector := range []prometheus.Collector{
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		var there prometheus.AlreadyRegisteredError
		if err := registry.Register(collector); err != nil && !errors.As(err, &there) {
			return nil, fmt.Errorf("registering metrics of the process: %w", err)
		}
	}
	return m, nil
}

// MetricsOnly serves /metrics and nothing else, to whoever can reach it. It is
// for an address of its own, which the administrator keeps from the public.
func MetricsOnly(gatherer prometheus.Gatherer) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(gatherer, promhttp.HandlerOpts{}))
	return secured(mux)
}

// count notes an answered request. Methods and routes that are not ours share
// one label each, so that strangers cannot make the metrics grow. How long
// somebody listened to a stream is no duration that tells of the server.
func (m *metrics) count(method string, x *exchange, status int, took time.Duration) {
	route := x.route
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		method = "other"
	}
	if route == "" {
		route = "unknown"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	if !x.streams {
		m.duration.WithLabelValues(method, route).Observe(took.Seconds())
	}
}
