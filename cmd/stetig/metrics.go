package main

import (
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"stetig/internal/httpapi"
	"stetig/internal/worker"
)

// metricsPort is where the metrics are gathered and, where the administrator has
// named an address for them alone, shown.
type metricsPort struct {
	registry *prometheus.Registry
	listener net.Listener // nil: they have no address of their own
	server   *http.Server
}

// openMetrics listens on the address; "" for none.
func openMetrics(address string, read, write time.Duration, log *slog.Logger) (*metricsPort, error) {
	m := &metricsPort{registry: prometheus.NewRegistry()}
	m.server = httpapi.NewServer(httpapi.MetricsOnly(m.registry), read, write, log)
	if address == "" {
		return m, nil
	}
	var err error
	if m.listener, err = listen("--metrics-listen", address); err != nil {
		return nil, err
	}
	log.Info("serving metrics", "on", m.listener.Addr().String())
	return m, nil
}

func (m *metricsPort) serve() error { return m.server.Serve(m.listener) }

func (m *metricsPort) close() {
	_ = m.server.Close()
	if m.listener != nil {
		_ = m.listener.Close() // the server may never have begun
	}
}

// registerMetrics registers what the process and its worker tell of themselves.
func registerMetrics(registry *prometheus.Registry, jobs *worker.Worker) error {
	for _, collector := range []prometheus.Collector{
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&jobCollector{
			jobs:      jobs,
			runs:      prometheus.NewDesc("stetig_job_runs_total", "Runs of a job.", []string{"job"}, nil),
			failures:  prometheus.NewDesc("stetig_job_failures_total", "Failed runs of a job.", []string{"job"}, nil),
			takeovers: prometheus.NewDesc("stetig_job_takeovers_total", "Runs of a job that another server had left unended.", []string{"job"}, nil),
			counts:    prometheus.NewDesc("stetig_job_counts_total", "What the runs of a job did, by what is counted.", []string{"job", "counted"}, nil),
			success:   prometheus.NewDesc("stetig_job_last_success_timestamp_seconds", "When a job last succeeded, on this server or another, 0 for never.", []string{"job"}, nil),
		},
	} {
		if err := registry.Register(collector); err != nil {
			return err
		}
	}
	return nil
}

// jobCollector tells how the worker's jobs have fared.
type jobCollector struct {
	jobs                                       *worker.Worker
	runs, failures, takeovers, counts, success *prometheus.Desc
}

// Describe sends the descriptions of the metrics.
func (c *jobCollector) Describe(descriptions chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{c.runs, c.failures, c.takeovers, c.counts, c.success} {
		descriptions <- d
	}
}

// Collect sends the metrics as they stand.
func (c *jobCollector) Collect(metrics chan<- prometheus.Metric) {
	for name, state := range c.jobs.States() {
		success := 0.0
		if !state.LastSuccess.IsZero() {
			success = float64(state.LastSuccess.Unix())
		}
		metrics <- prometheus.MustNewConstMetric(c.runs, prometheus.CounterValue, float64(state.Runs), name)
		metrics <- prometheus.MustNewConstMetric(c.failures, prometheus.CounterValue, float64(state.Failures), name)
		metrics <- prometheus.MustNewConstMetric(c.takeovers, prometheus.CounterValue, float64(state.Takeovers), name)
		for counted, n := range state.Counts {
			metrics <- prometheus.MustNewConstMetric(c.counts, prometheus.CounterValue, float64(n), name, counted)
		}
		metrics <- prometheus.MustNewConstMetric(c.success, prometheus.GaugeValue, success, name)
	}
}
