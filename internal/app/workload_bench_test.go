package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// giveTime has the lead, whose all channels are, say how much time they have.
func (w *bench) giveTime(tb testing.TB, hours time.Duration) {
	tb.Helper()
	had := hours * time.Hour
	held := &had
	_, err := w.app.ChangeMember(context.Background(), w.by, w.ID, w.Lead.ID, nil, app.MemberPatch{WeeklyTime: &held})
	must(tb, err)
}

// makeLeadDue has the lead be due for a scan at once.
func (w *bench) makeLeadDue(tb testing.TB) {
	tb.Helper()
	must(tb, w.store.Write(context.Background(), func(tx *store.Tx) error { return tx.SetMemberScanDue(w.ID, w.Lead.ID, w.now) }))
}

// BenchmarkChangeOfWork changes what an entry takes: without anybody's time being
// known, and with that of the one who has all channels, 8 and 200 of 250 entries.
func BenchmarkChangeOfWork(b *testing.B) {
	for _, channels := range []int{8, 200} {
		for _, timed := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d-channels-timed-%t", channels, timed), func(b *testing.B) {
				loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
					w := newBench(b, s, loadtest.Shape{Channels: channels, Years: 1, PerYear: 250})
					w.scan(b)
					if timed {
						w.giveTime(b, 20)
					}
					entry := w.entryAhead(b)
					effort := time.Duration(0)
					loadtest.Measure(b, func() { effort = effort%(40*time.Hour) + time.Hour }, func() {
						taken := effort
						held := &taken
						_, err := w.app.ChangeEntry(context.Background(), w.by, w.ID, entry, nil, app.EntryPatch{Effort: &held})
						must(b, err)
					})
				})
			})
		}
	}
}

// entryAhead returns an entry of next month.
func (w *bench) entryAhead(tb testing.TB) string {
	tb.Helper()
	from := plan.Date(2027, time.April, 1)
	list, err := w.app.Entries(context.Background(), w.by, w.ID, app.EntryQuery{EntryFilter: app.EntryFilter{From: &from}, Page: app.Page{Limit: 1}})
	must(tb, err)
	return list.Items[0].ID
}
