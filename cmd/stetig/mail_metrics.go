package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"stetig/internal/app"
)

// mailCollector tells how mail fares.
type mailCollector struct {
	figures         func() app.MailFigures
	attempts        *prometheus.Desc
	open, oldest    *prometheus.Desc
	givenUp, nobody *prometheus.Desc
}

func newMailCollector(figures func() app.MailFigures) *mailCollector {
	return &mailCollector{
		figures:  figures,
		attempts: prometheus.NewDesc("stetig_mail_attempts_total", "Attempts to send a mail, by how they ended.", []string{"outcome"}, nil),
		givenUp:  prometheus.NewDesc("stetig_mail_given_up_total", "Mails that were given up.", nil, nil),
		nobody:   prometheus.NewDesc("stetig_mail_nothing_to_send_total", "Mails of which nothing was to be sent when their time came.", nil, nil),
		open:     prometheus.NewDesc("stetig_mail_waiting", "Mails in the database that are neither sent nor given up.", nil, nil),
		oldest:   prometheus.NewDesc("stetig_mail_oldest_waiting_timestamp_seconds", "Since when the oldest waiting mail waits, 0 for none.", nil, nil),
	}
}

// Describe sends the descriptions of the metrics.
func (c *mailCollector) Describe(descriptions chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{c.attempts, c.givenUp, c.nobody, c.open, c.oldest} {
		descriptions <- d
	}
}

// Collect sends the metrics as they stand.
func (c *mailCollector) Collect(metrics chan<- prometheus.Metric) {
	f := c.figures()
	oldest := 0.0
	if !f.Oldest.IsZero() {
		oldest = float64(f.Oldest.Unix())
	}
	metrics <- prometheus.MustNewConstMetric(c.attempts, prometheus.CounterValue, float64(f.Sent), "sent")
	metrics <- prometheus.MustNewConstMetric(c.attempts, prometheus.CounterValue, float64(f.Failed), "failed")
	metrics <- prometheus.MustNewConstMetric(c.givenUp, prometheus.CounterValue, float64(f.GivenUp))
	metrics <- prometheus.MustNewConstMetric(c.nobody, prometheus.CounterValue, float64(f.NothingToSend))
	metrics <- prometheus.MustNewConstMetric(c.open, prometheus.GaugeValue, float64(f.Open))
	metrics <- prometheus.MustNewConstMetric(c.oldest, prometheus.GaugeValue, oldest)
}
