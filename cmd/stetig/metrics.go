package main

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"stetig/internal/worker"
)

// registerMetrics registers what the process and its worker tell of themselves.
func registerMetrics(registry *prometheus.Registry, jobs *worker.Worker) error {
	for _, collector := range []prometheus.Collector{
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&jobCollector{
			jobs:     jobs,
			runs:     prometheus.NewDesc("stetig_job_runs_total", "Runs of a job.", []string{"job"}, nil),
			failures: prometheus.NewDesc("stetig_job_failures_total", "Failed runs of a job.", []string{"job"}, nil),
			success:  prometheus.NewDesc("stetig_job_last_success_timestamp_seconds", "When a job last succeeded, 0 for never.", []string{"job"}, nil),
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
	jobs                    *worker.Worker
	runs, failures, success *prometheus.Desc
}

// Describe sends the descriptions of the metrics.
func (c *jobCollector) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- c.runs
	descriptions <- c.failures
	descriptions <- c.success
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
		metrics <- prometheus.MustNewConstMetric(c.success, prometheus.GaugeValue, success, name)
	}
}
