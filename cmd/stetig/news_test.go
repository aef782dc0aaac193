package main

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/notify/notifytest"
	"stetig/internal/store"
)

// TestNewsUnderKills has servers killed while a week's report is made and mailed:
// whoever wants it gets every report, under one Message-ID each, and none is left
// behind.
func TestNewsUnderKills(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		servers := 3
		if databaseName(database) == store.SQLite {
			servers = 1
		}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		mailServer := notifytest.Start(t, notifytest.Options{})
		r := newReplicas(t, database, servers, seed, append(smtpFlags(mailServer), "--base-url", "https://plan.example.org")...)
		r.all[0].make(t, "channels", object{"name": "Blog", "status": "active"})
		const weeks = 4
		for week := range weeks {
			r.setClocks(t, instant("2027-03-01T05:00:00Z").AddDate(0, 0, 7*week))
			one := r.all[r.chance.IntN(len(r.all))]
			time.AfterFunc(time.Duration(r.chance.IntN(120))*time.Millisecond, func() { _ = one.Process.Kill() })
			_ = one.await(t)
			r.launch(t, one)
			r.rest(t)
			r.setClocks(t, r.now.Add(6*time.Minute)) // claims on mails have run out
			eventually(t, "every mail is sent", func() bool { return r.sent(t) })
		}
		onTime := 0
		for _, report := range r.all[0].list(t, "reports") {
			if report["late"] == false {
				onTime++
			}
		}
		ids := map[string]bool{}
		for _, mail := range mailServer.Mails() {
			if id := mail.Header.Get("Message-ID"); strings.HasPrefix(id, "<weekly-report.") {
				ids[id] = true
			}
			if mail.To != "lead@example.org" || mail.Header.Get("List-Unsubscribe") == "" {
				t.Errorf("sent to %s: %v", mail.To, mail.Header)
			}
		}
		if onTime != weeks || len(ids) != weeks {
			t.Errorf("%d reports in their time, %d of them mailed", onTime, len(ids))
		}
	})
}

// TestAReportMadeByHandIsMailed makes a report from the shell: whoever wants it is
// mailed by the server. From a machine whose clock runs ahead none is made.
func TestAReportMadeByHandIsMailed(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, func(t *testing.T, database string) {
		mailServer := notifytest.Start(t, notifytest.Options{})
		r := newReplicas(t, database, 1, 0, append(smtpFlags(mailServer), "--base-url", "https://plan.example.org")...)
		r.all[0].make(t, "channels", object{"name": "Blog", "status": "active"})
		due := instant("2027-02-15T06:00:00+01:00")
		commandBy(due, due.Add(-time.Hour), "report", "--make", "--database", database).refused(t, "clock is 1h0m0s ahead of the database's")
		command(due, "report", "--make", "--database", database).done(t)
		r.setClocks(t, due.Add(time.Minute))
		eventually(t, "the report is mailed", func() bool { return len(mailServer.Mails()) > 0 })
		if id := mailServer.Mails()[0].Header.Get("Message-ID"); !strings.HasPrefix(id, "<weekly-report.") {
			t.Errorf("mailed: %s", id)
		}
	})
}

// sent reports whether all that was posted is sent.
func (r *replicas) sent(t *testing.T) bool {
	t.Helper()
	mails := r.all[0].ask(t, http.MethodGet, "/api/v1/admin/mail?limit=200", nil).want(t, http.StatusOK).object(t)["items"].([]any)
	for _, mail := range mails {
		if mail.(object)["state"] != "sent" {
			return false
		}
	}
	return len(mails) > 0
}
