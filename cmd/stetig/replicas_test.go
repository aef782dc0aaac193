package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stetig/internal/store"
	"stetig/internal/worker"
)

// Environment variables of the program as a test runs it: files that hold what
// its clock and the database's say. The program itself knows neither.
const (
	ownClockFile    = "STETIG_TEST_CLOCK"
	sharedClockFile = "STETIG_TEST_DATABASE_CLOCK"
)

// runWithClocks is main with clocks that a test sets, and a worker that looks often.
func runWithClocks() {
	program := &Program{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: fileClock(os.Getenv(ownClockFile)), DatabaseNow: fileClock(os.Getenv(sharedClockFile)),
		Pace: worker.Pace{Look: 20 * time.Millisecond, Beat: 20 * time.Millisecond},
	}
	os.Exit(program.Run(context.Background(), os.Args[1:]))
}

func fileClock(path string) func() time.Time {
	return func() time.Time {
		text, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		return instant(string(text))
	}
}

// replica is a server that a test kills and starts again, and its clock.
type replica struct {
	*child
	desk
	clock string
}

// replicas are several servers on one database.
type replicas struct {
	database, token string
	shared          string   // file of the database's clock
	flags           []string // further ones
	now             time.Time
	all             []*replica
	chance          *rand.Rand
}

func newReplicas(t *testing.T, database string, count int, seed uint64, flags ...string) *replicas {
	t.Helper()
	folder := t.TempDir()
	r := &replicas{
		database: database, shared: filepath.Join(folder, "database"), flags: flags, now: instant(journeyDay).UTC(),
		chance: rand.New(rand.NewPCG(seed, 0)),
		token:  token(t, instant(journeyDay), "--email", "lead@example.org", "--workspace", "Stadtwerke", "--admin", "--database", database),
	}
	for i := range count {
		r.all = append(r.all, &replica{clock: filepath.Join(folder, fmt.Sprint("server", i))})
	}
	r.setClocks(t, r.now)
	for _, one := range r.all {
		r.launch(t, one)
	}
	return r
}

func (r *replicas) launch(t *testing.T, one *replica) {
	t.Helper()
	c, address := launch(t, []string{ownClockFile + "=" + one.clock, sharedClockFile + "=" + r.shared},
		append([]string{"serve", "--listen", "127.0.0.1:0", "--synchronous", "NORMAL", "--database", r.database}, r.flags...)...)
	one.child = c
	one.desk = desk{server: &server{base: "http://" + address, http: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}, token: r.token}
	one.desk = deskOf(t, one.desk.server, r.token)
}

// kill ends a server as a power cut would, and starts another in its place.
func (r *replicas) kill(t *testing.T, one *replica) {
	t.Helper()
	if err := one.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = one.await(t)
	r.launch(t, one)
}

// setClocks has every clock tell a time.
func (r *replicas) setClocks(t *testing.T, now time.Time) {
	t.Helper()
	r.now = now
	setClock(t, r.shared, now)
	for _, one := range r.all {
		setClock(t, one.clock, now)
	}
}

func setClock(t *testing.T, path string, now time.Time) {
	t.Helper()
	next := path + ".next"
	if err := os.WriteFile(next, []byte(now.UTC().Format(time.RFC3339)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, path); err != nil { // so that nobody reads half a time
		t.Fatal(err)
	}
}

// rest waits until the servers have made what reports are due. Claims of those
// that were killed have to run out first.
func (r *replicas) rest(t *testing.T) {
	t.Helper()
	r.setClocks(t, r.now.Add(2*time.Minute))
	due := r.now.Truncate(time.Minute).Format(time.RFC3339)
	eventually(t, "the reports due at "+due+" are made", func() bool {
		for _, run := range r.all[0].read(t, "/api/v1/admin/jobs?job=reports&limit=200")["items"].([]any) {
			if run.(object)["due_at"] == due {
				return run.(object)["outcome"] == "done"
			}
		}
		return false
	})
}

// TestWeeklyReportsUnderKills has servers killed at random, and clocks moved either
// way, over both nights on which summer time changes: each week gets one report.
func TestWeeklyReportsUnderKills(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		servers := 3
		if dialect := databaseName(database); dialect == store.SQLite {
			servers = 1
		}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		r := newReplicas(t, database, servers, seed)
		// While summer time begins there is no 02:30, while it ends there are two.
		settings := r.all[0].desk
		path := "/api/v1/workspaces/" + settings.workspace
		version := settings.ask(t, http.MethodGet, path, nil).want(t, http.StatusOK).header.Get("ETag")
		settings.ask(t, http.MethodPatch, path, object{"report_day": "sunday", "report_time": "02:30"}, "If-Match", version).want(t, http.StatusOK)

		moments := []string{
			"2027-03-21T01:29:59Z", "2027-03-28T00:59:59Z", "2027-03-28T01:29:00Z", "2027-03-28T02:10:00Z", "2027-04-19T12:00:00Z",
			"2027-10-30T23:00:00Z", "2027-10-31T00:29:30Z", "2027-10-31T01:30:30Z", "2027-10-31T03:00:00Z", "2027-11-07T01:30:00Z",
		}
		for i, moment := range moments {
			r.setClocks(t, instant(moment))
			for range 1 + r.chance.IntN(2) {
				r.disturb(t, r.all[r.chance.IntN(len(r.all))])
			}
			if i%3 == 2 {
				r.rest(t)
				r.check(t)
			}
		}
		r.rest(t)
		r.check(t)
	})
}

func databaseName(database string) string {
	if filepath.IsAbs(database) {
		return store.SQLite
	}
	return store.Postgres
}

// disturb does something bad to the servers, or to one of them.
func (r *replicas) disturb(t *testing.T, one *replica) {
	t.Helper()
	switch r.chance.IntN(5) {
	case 0:
		r.kill(t, one)
	case 1: // in the middle of making reports, perhaps
		r.setClocks(t, r.now.Add(time.Minute))
		time.AfterFunc(time.Duration(r.chance.IntN(60))*time.Millisecond, func() { _ = one.Process.Kill() })
		_ = one.await(t)
		r.launch(t, one)
	case 2: // every clock runs ahead, and is set right
		now := r.now
		r.setClocks(t, now.AddDate(0, 0, 7*(1+r.chance.IntN(9))))
		r.rest(t)
		r.setClocks(t, now)
	case 3: // every clock is set back, and right
		now := r.now
		r.setClocks(t, now.AddDate(0, 0, -1-r.chance.IntN(20)))
		r.rest(t)
		r.setClocks(t, now)
	case 4: // one clock is wrong
		setClock(t, one.clock, r.now.AddDate(0, r.chance.IntN(13)-6, 1))
		r.kill(t, one)
		setClock(t, one.clock, r.now)
	}
}

// check compares the reports that there are with the weeks that have ended, by a
// calendar that knows no clocks.
func (r *replicas) check(t *testing.T) {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for sunday := instant("2027-02-14T00:00:00+01:00").In(berlin); ; sunday = sunday.AddDate(0, 0, 7) {
		due := time.Date(sunday.Year(), sunday.Month(), sunday.Day(), 2, 30, 0, 0, berlin)
		if sunday.Format(time.DateOnly) == "2027-03-28" {
			due = instant("2027-03-28T03:30:00+02:00")
		}
		if sunday.Format(time.DateOnly) == "2027-10-31" {
			due = instant("2027-10-31T02:30:00+02:00")
		}
		if due.After(r.now) {
			break
		}
		year, week := sunday.AddDate(0, 0, -7).ISOWeek() // the one before the week of the Sunday
		want = append(want, fmt.Sprintf("%d-W%02d", year, week))
	}
	var got []string
	for _, report := range r.all[0].list(t, "reports") {
		got = append(got, text(report["week"]))
	}
	slices.Reverse(got)
	same(t, "weeks that have a report at "+r.now.String(), want, got)
}
