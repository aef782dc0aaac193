package loadtest

import (
	"os"
	"slices"
	"testing"
	"time"

	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// OnEach runs a benchmark on a new SQLite file and, where
// storetest.Variable names a cluster, on a new schema of PostgreSQL.
func OnEach(b *testing.B, bench func(b *testing.B, s *store.Store)) {
	b.Helper()
	b.Run(store.SQLite, func(b *testing.B) { bench(b, storetest.OpenSQLite(b)) })
	if os.Getenv(storetest.Variable) == "" {
		b.Logf("PostgreSQL was not measured: %s is not set.", storetest.Variable)
		return
	}
	b.Run(store.Postgres, func(b *testing.B) { bench(b, storetest.OpenPostgres(b)) })
}

// Measure runs a step as often as the benchmark asks and reports the median and
// the slowest of its runs beside the mean: on a machine that does other work too
// the median is the figure to compare. prepare, where not nil, runs before each
// step and is not timed.
func Measure(b *testing.B, prepare, step func()) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		if prepare != nil {
			b.StopTimer()
			prepare()
			b.StartTimer()
		}
		start := time.Now()
		step()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns/op")
	b.ReportMetric(float64(took[len(took)-1].Nanoseconds()), "max-ns/op")
}
