package main

import (
	"context"
	"time"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/worker"
)

// How long a run that the servers share may take.
const (
	scanWithin    = 30 * time.Minute
	reportsWithin = 30 * time.Minute
	digestsWithin = 10 * time.Minute
	tidyWithin    = 10 * time.Minute
)

// jobs are what the worker does. Mail, webhooks and uses are no shared jobs: each mail
// and each webhook is claimed by itself, and each server notes the uses that it has seen.
func (s *serving) jobs() []worker.Job {
	jobs := []worker.Job{
		{Name: "scan", Every: s.ScanEvery, Within: scanWithin, Run: s.scan},
		{Name: "reports", Every: time.Minute, Within: reportsWithin, Run: s.makeReports},
		{Name: "tidy", Every: time.Hour, Within: tidyWithin, Run: s.tidy},
		{Name: "webhooks", Every: app.WebhookEvery, Run: uncounted(s.app.DeliverWebhooks), Wake: s.app.WebhooksEmitted()},
		{Name: "usage", Every: app.UsageFlush, Run: uncounted(s.app.FlushUsage)},
	}
	if s.app.MailConfigured() {
		jobs = append(jobs, worker.Job{Name: "digests", Every: time.Minute, Within: digestsWithin, Run: s.postDigests})
		jobs = append(jobs, worker.Job{Name: "mail", Every: app.MailEvery, Run: uncounted(s.app.DeliverMail), Wake: s.app.MailPosted()})
	}
	return jobs
}

// jobsDue is what the API tells of when jobs are due.
func jobsDue(jobs *worker.Worker) []httpapi.JobDue {
	var due []httpapi.JobDue
	for _, d := range jobs.DueNext() {
		due = append(due, httpapi.JobDue(d))
	}
	return due
}

func (s *serving) scan(ctx context.Context) (worker.Counts, error) {
	summary, err := s.app.ScanDue(ctx)
	s.log.Debug("scanned", "channels", summary.Scanned, "changed", summary.Changed)
	return worker.Counts{
		"channels_scanned": summary.Scanned, "channels_changed": summary.Changed,
		"members_scanned": summary.Members, "members_changed": summary.MembersChanged,
	}, err
}

func (s *serving) makeReports(ctx context.Context) (worker.Counts, error) {
	made, err := s.app.MakeDueReports(ctx)
	if made > 0 {
		s.log.Info("weekly reports made", "reports", made)
	}
	return worker.Counts{"reports_made": made}, err
}

func (s *serving) postDigests(ctx context.Context) (worker.Counts, error) {
	posted, err := s.app.PostDueDigests(ctx)
	return worker.Counts{"digests_posted": posted}, err
}

func (s *serving) tidy(ctx context.Context) (worker.Counts, error) {
	purged, err := s.app.Tidy(ctx)
	return worker.Counts{"rows_purged": int(purged)}, err
}

func uncounted(run func(context.Context) error) func(context.Context) (worker.Counts, error) {
	return func(ctx context.Context) (worker.Counts, error) { return nil, run(ctx) }
}
