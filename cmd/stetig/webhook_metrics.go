package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"stetig/internal/app"
)

// webhookCollector tells how webhooks fare.
type webhookCollector struct {
	figures        func() app.WebhookFigures
	attempts       *prometheus.Desc
	dead, disabled *prometheus.Desc
	open, oldest   *prometheus.Desc
}

func newWebhookCollector(figures func() app.WebhookFigures) *webhookCollector {
	return &webhookCollector{
		figures:  figures,
		attempts: prometheus.NewDesc("stetig_webhook_attempts_total", "Attempts to send to a webhook, by how they ended.", []string{"outcome"}, nil),
		dead:     prometheus.NewDesc("stetig_webhook_given_up_total", "Deliveries to webhooks that were given up one by one.", nil, nil),
		disabled: prometheus.NewDesc("stetig_webhook_disabled_total", "Webhooks that were disabled because they failed for days, or were gone.", nil, nil),
		open:     prometheus.NewDesc("stetig_webhook_waiting", "Deliveries in the database that have neither arrived nor been given up.", nil, nil),
		oldest:   prometheus.NewDesc("stetig_webhook_oldest_waiting_timestamp_seconds", "Since when the oldest waiting delivery waits, 0 for none.", nil, nil),
	}
}

// Describe sends the descriptions of the metrics.
func (c *webhookCollector) Describe(descriptions chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{c.attempts, c.dead, c.disabled, c.open, c.oldest} {
		descriptions <- d
	}
}

// Collect sends the metrics as they stand.
func (c *webhookCollector) Collect(metrics chan<- prometheus.Metric) {
	f := c.figures()
	oldest := 0.0
	if !f.Oldest.IsZero() {
		oldest = float64(f.Oldest.Unix())
	}
	metrics <- prometheus.MustNewConstMetric(c.attempts, prometheus.CounterValue, float64(f.Delivered), "delivered")
	metrics <- prometheus.MustNewConstMetric(c.attempts, prometheus.CounterValue, float64(f.Failed), "failed")
	metrics <- prometheus.MustNewConstMetric(c.dead, prometheus.CounterValue, float64(f.Dead))
	metrics <- prometheus.MustNewConstMetric(c.disabled, prometheus.CounterValue, float64(f.Disabled))
	metrics <- prometheus.MustNewConstMetric(c.open, prometheus.GaugeValue, float64(f.Open))
	metrics <- prometheus.MustNewConstMetric(c.oldest, prometheus.GaugeValue, oldest)
}
