package main

import (
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHealthyServer(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		s := start(t, clockAt(demoDay), "--database", database)
		if got := s.get(t, "/healthz").want(t, http.StatusOK).object(t); got["status"] != "ok" {
			t.Errorf("/healthz: %v", got)
		}
		want := object{"status": "ok", "checks": object{"database": "ok", "migrations": "ok", "worker": "ok"}}
		if diff := cmp.Diff(want, s.get(t, "/readyz").object(t)); diff != "" {
			t.Errorf("/readyz (-want +got):\n%s", diff)
		}
		_, port, err := net.SplitHostPort(strings.TrimPrefix(s.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{"127.0.0.1:" + port, "localhost:" + port, ":" + port, "0.0.0.0:" + port, "[::]:" + port} {
			command(instant(demoDay), "healthcheck", "--listen", address).done(t)
		}
		s.stop(t)
		command(instant(demoDay), "healthcheck", "--listen", "127.0.0.1:"+port).refused(t, "no answer")
	})
}

func TestNotReadyWhileTheWorkerStands(t *testing.T) {
	t.Parallel()
	c := clockAt(demoDay)
	s := start(t, c, "--database", newDatabase(t))
	c.set("2027-02-10T11:00:00+01:00") // the scan should have run at a quarter past
	s.notReady(t, "worker")
	if !strings.Contains(s.log.String(), "has not run for more than") {
		t.Errorf("the log does not say why: %s", s.log)
	}
	if got := s.get(t, "/healthz"); got.status != http.StatusOK {
		t.Errorf("/healthz answers %d, so the process would be restarted in vain", got.status)
	}
}

func TestNotReadyOnAForeignSchema(t *testing.T) {
	t.Parallel()
	database := newDatabase(t)
	s := start(t, clockAt(demoDay), "--database", database)
	execute(t, database, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	s.notReady(t, "migrations")
	execute(t, database, `DELETE FROM goose_db_version WHERE version_id = 999`)
	s.get(t, "/readyz").want(t, http.StatusOK)
}

func TestNotReadyWithoutItsDatabase(t *testing.T) {
	t.Parallel()
	database := newDatabase(t)
	s := start(t, clockAt(demoDay), "--database", database)
	execute(t, database, `ALTER TABLE instance RENAME TO gone; ALTER TABLE goose_db_version RENAME TO gone_too`)
	got := s.get(t, "/readyz").want(t, http.StatusServiceUnavailable)
	if body := string(got.body); strings.Contains(body, "table") || strings.Contains(body, database) {
		t.Errorf("/readyz tells strangers too much: %s", body)
	}
}

// notReady fails unless exactly one check fails, for /readyz and for the command.
func (s *server) notReady(t *testing.T, failing string) {
	t.Helper()
	want := object{"database": "ok", "migrations": "ok", "worker": "ok"}
	want[failing] = "failing"
	got := s.get(t, "/readyz").want(t, http.StatusServiceUnavailable).object(t)
	if diff := cmp.Diff(object{"status": "failing", "checks": want}, got); diff != "" {
		t.Errorf("/readyz (-want +got):\n%s", diff)
	}
	command(instant(demoDay), "healthcheck", "--listen", strings.TrimPrefix(s.base, "http://")).
		refused(t, "not ready", failing)
}

// execute changes an SQLite file behind the program's back.
func execute(t testing.TB, database, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestMetricsTellRoutesAndJobs(t *testing.T) {
	t.Parallel()
	s := start(t, clockAt(demoDay), "--demo", "--database", newDatabase(t))
	token, feed := s.told(t, "Token"), s.path(t, s.told(t, "Feed"))
	d := deskOf(t, s, token)
	d.list(t, "gaps")
	s.get(t, feed).want(t, http.StatusOK)
	s.get(t, "/gibt-es-nicht").want(t, http.StatusNotFound)
	var body string
	eventually(t, "the worker has done every job once", func() bool {
		body = string(s.get(t, "/metrics").want(t, http.StatusOK).body)
		return strings.Contains(body, fmt.Sprintf(`success_timestamp_seconds{job="tidy"} %v`, float64(instant(demoDay).Unix())))
	})
	for _, want := range []string{
		`stetig_http_requests_total{method="GET",route="/feeds/:token/:file",status="200"} 1`,
		`stetig_http_requests_total{method="GET",route="/api/v1/workspaces/:workspace/gaps",status="200"} 1`,
		`stetig_http_requests_in_flight 1`,
		`stetig_job_runs_total{job="scan"} 1`,
		`stetig_job_failures_total{job="reports"} 0`,
		"go_goroutines ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %s", want)
		}
	}
	for _, secret := range []string{d.workspace, token, strings.Split(feed, "/")[2]} {
		if strings.Contains(body, secret) {
			t.Errorf("holds %s", secret)
		}
	}
}

func TestMetricsOnAnAddressOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := start(t, clockAt(demoDay), "--metrics-listen", "127.0.0.1:0", "--database", newDatabase(t))
	s.get(t, "/metrics").want(t, http.StatusNotFound)
	elsewhere := &server{base: "http://" + regexp.MustCompile(`serving metrics.* on=(\S+)`).FindStringSubmatch(s.log.String())[1], http: s.http}
	shown := string(elsewhere.get(t, "/metrics", "X-Forwarded-For", "203.0.113.7").want(t, http.StatusOK).body)
	for _, want := range []string{"go_goroutines ", `stetig_job_runs_total{job="scan"}`, `route="/readyz"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("lacks %s", want)
		}
	}
	elsewhere.get(t, "/readyz").want(t, http.StatusNotFound)
	s.stop(t)
	if connection, err := net.Dial("tcp", strings.TrimPrefix(elsewhere.base, "http://")); err == nil {
		connection.Close()
		t.Error("the metrics are served on when the server has ended")
	}

	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	command(instant(demoDay), "serve", "--listen", "127.0.0.1:0", "--metrics-listen", taken.Addr().String(), "--database", newDatabase(t)).
		refused(t, taken.Addr().String()+" is taken", "--metrics-listen")
}
