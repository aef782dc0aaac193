package app_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/notify/notifytest"
	"stetig/internal/store"
)

// fullMailbox refuses every recipient for now.
func fullMailbox(step, _ string) *smtp.SMTPError {
	if step != "rcpt" {
		return nil
	}
	return &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 2, 2}, Message: "anna@example.org has no room"}
}

func TestMailIsTriedAgainLessAndLessOften(t *testing.T) {
	eachMailroom(t, notifytest.Options{Refuse: fullMailbox}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID)
		id := m.all(t)[0].ID
		var pauses []string
		for o := m.outgoing(t, id); o.GivenUpAt.IsZero(); o = m.outgoing(t, id) {
			m.deliver(t)
			after := m.outgoing(t, id)
			if after.Attempts != o.Attempts+1 || after.Outcome != "the mail server refused the recipient: 452 4.2.2" || !after.ClaimedUntil.IsZero() {
				t.Fatalf("after an attempt: %+v", after)
			}
			if !after.GivenUpAt.IsZero() {
				break
			}
			pause := after.DueAt.Sub(m.clock())
			pauses = append(pauses, pause.String())
			m.wait(pause - time.Second)
			m.deliver(t)
			if early := m.outgoing(t, id); early.Attempts != after.Attempts {
				t.Fatalf("tried a second too early: %+v", early)
			}
			m.wait(time.Second)
		}
		want := "1m0s 2m0s 4m0s 8m0s 16m0s 32m0s 1h4m0s 2h8m0s 4h0m0s 4h0m0s 4h0m0s 4h0m0s 4h0m0s"
		if diff := cmp.Diff(want, strings.Join(pauses, " ")); diff != "" {
			t.Errorf("pauses (-want +got):\n%s", diff)
		}
		m.givenUp(t, id, 14, "the mail server refused the recipient: 452 4.2.2")
		if got, want := m.MailFigures(), (app.MailFigures{Failed: 14, GivenUp: 1}); got != want {
			t.Errorf("figures: %+v, want %+v", got, want)
		}
		m.wait(240 * time.Hour)
		m.deliver(t)
		if after := m.outgoing(t, id); after.Attempts != 14 {
			t.Errorf("tried again after it was given up: %+v", after)
		}
	})
}

// givenUp fails unless a mail was given up where people can see it: in the audit
// logs of its workspace and the server, and in the log.
func (m *mailroom) givenUp(t *testing.T, id string, attempts int, outcome string) {
	t.Helper()
	if o := m.outgoing(t, id); o.State() != store.OutgoingGivenUp || o.Attempts != attempts || o.Outcome != outcome {
		t.Errorf("outbox: %+v", o)
	}
	m.write(t, func(tx *store.Tx) error {
		want := []store.Change{{Field: "kind", To: "mention"}, {Field: "attempts", To: fmt.Sprint(attempts)}, {Field: "outcome", To: outcome}}
		lines, _, err := tx.Audit(m.ID, store.AuditFilter{SubjectKind: "mail", SubjectID: id, Action: "given_up"}, store.Page{})
		if err != nil {
			return err
		}
		if len(lines) != 1 || cmp.Diff(want, lines[0].Changes) != "" {
			t.Errorf("the workspace's audit log: %+v", lines)
		}
		all, _, err := tx.ServerAudit(store.ServerAuditFilter{Action: "given_up"}, store.Page{})
		if len(all) != 1 || all[0].SubjectID != id || cmp.Diff(want, all[0].Changes) != "" {
			t.Errorf("the server's audit log: %+v", all)
		}
		return err
	})
	log := m.log.String()
	if strings.Count(log, "level=ERROR") != 1 || !strings.Contains(log, "mail was given up") || strings.Contains(log, "@example.org") {
		t.Errorf("log:\n%s", log)
	}
}

func TestMailThatIsRefusedForGoodIsGivenUpAtOnce(t *testing.T) {
	gone := func(step, about string) *smtp.SMTPError {
		if step == "rcpt" && about == "anna@example.org" {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no anna@example.org here"}
		}
		return nil
	}
	eachMailroom(t, notifytest.Options{Refuse: gone}, func(t *testing.T, m *mailroom) {
		anna, ben := m.member(t, "Anna", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID, ben.ID)
		m.deliver(t)
		for _, o := range m.all(t) {
			if o.Recipient == anna.ID {
				m.givenUp(t, o.ID, 1, "the mail server refused the recipient: 550 5.1.1")
			}
		}
		if mails := m.server.Mails(); len(mails) != 1 || mails[0].To != "ben@example.org" {
			t.Errorf("the other mail: %+v", mails)
		}
	})
}

func TestMailWaitsForAServerThatIsDown(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", net.JoinHostPort(notifytest.Host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	down := &notifytest.Server{Port: listener.Addr().(*net.TCPAddr).Port}
	m := onSQLite(t, down)
	anna, ben := m.member(t, "Anna", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "")
	m.comment(t, m.entry(t).ID, "x", anna.ID, ben.ID)
	m.deliver(t)
	tried := 0
	for _, o := range m.all(t) {
		tried += o.Attempts
		if o.State() == store.OutgoingFailed && !strings.HasPrefix(o.Outcome, "the mail server refuses connections on port ") {
			t.Errorf("outcome %q", o.Outcome)
		}
	}
	if got := m.MailFigures(); tried != 1 || got != (app.MailFigures{Failed: 1, Open: 2, Oldest: m.clock()}) {
		t.Errorf("%d attempts, figures %+v; nothing else is tried while the server is down", tried, got)
	}
	up := notifytest.Start(t, notifytest.Options{Address: listener.Addr().String()})
	m.wait(time.Minute)
	m.deliver(t)
	if mails := up.Mails(); len(mails) != 2 {
		t.Errorf("when it is back: %+v", mails)
	}
}

// Two programs on one database share the work, and no mail is sent twice.
func TestTwoProgramsSendEachMailOnce(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		var mentioned []string
		for i := range 24 {
			mentioned = append(mentioned, m.member(t, fmt.Sprint("Mitglied ", i), fmt.Sprintf("m%d@example.org", i), "").ID)
		}
		m.comment(t, m.entry(t).ID, "An alle.", mentioned...)
		steps := []func() error{}
		for _, a := range []*app.App{m.App, m.another(t), m.another(t)} {
			steps = append(steps, func() error { return a.DeliverMail(context.Background()) })
		}
		for i, err := range atOnce(steps...) {
			if err != nil {
				t.Errorf("program %d: %v", i, err)
			}
		}
		got := map[string]int{}
		for _, mail := range m.server.Mails() {
			got[mail.To]++
		}
		for to, n := range got {
			if n != 1 {
				t.Errorf("%s got %d mails", to, n)
			}
		}
		if len(got) != 24 {
			t.Errorf("%d of 24 got mail", len(got))
		}
	})
}

// A program that dies between claiming a mail and noting how it went does not
// lose it: once the claim has run out, another sends it.
func TestADyingProgramLosesNoMail(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID)
		m.write(t, func(tx *store.Tx) error {
			_, _, err := tx.ClaimOutgoing(m.clock(), m.clock().Add(5*time.Minute))
			return err
		})
		m.wait(5*time.Minute - time.Second)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 0 {
			t.Fatalf("sent while another has it: %+v", mails)
		}
		m.wait(time.Second)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 1 || m.all(t)[0].Attempts != 2 {
			t.Errorf("sent %d, outbox %+v", len(mails), m.all(t))
		}
	})
}

// Who has a mail, and when it is tried again, goes by the database's clock: a program
// whose own is wrong takes no mail from others and keeps none from them.
func TestMailGoesByTheDatabasesClock(t *testing.T) {
	var refuses atomic.Bool
	later := func(step, _ string) *smtp.SMTPError {
		if refuses.Load() && step == "rcpt" {
			return &smtp.SMTPError{Code: 451, Message: "later"}
		}
		return nil
	}
	eachMailroom(t, notifytest.Options{Refuse: later}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		ahead := m.anotherBy(t, func() time.Time { return m.clock().Add(time.Hour) })
		deliver := func(a *app.App) {
			t.Helper()
			if err := a.DeliverMail(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		m.comment(t, m.entry(t).ID, "x", anna.ID)
		m.write(t, func(tx *store.Tx) error { // a third is just sending it
			_, _, err := tx.ClaimOutgoing(m.clock(), m.clock().Add(5*time.Minute))
			return err
		})
		deliver(ahead)
		if mails := m.server.Mails(); len(mails) != 0 {
			t.Fatalf("sent what another is sending: %+v", mails)
		}
		m.wait(5 * time.Minute)
		refuses.Store(true)
		deliver(ahead)
		if o := m.all(t)[0]; o.State() != store.OutgoingFailed || !o.DueAt.Equal(m.clock().Add(2*time.Minute)) {
			t.Fatalf("put off by a clock ahead: %+v", o)
		}
		refuses.Store(false)
		m.wait(2 * time.Minute)
		deliver(m.App)
		if mails := m.server.Mails(); len(mails) != 1 {
			t.Errorf("sent: %+v, outbox %+v", mails, m.all(t))
		}
		if err := ahead.AskPasswordReset(t.Context(), "anna@example.org"); err != nil {
			t.Fatal(err)
		}
		deliver(m.App)
		if mails := m.server.Mails(); len(mails) != 2 {
			t.Errorf("what a program ahead has posted waits: %+v", m.all(t)[0])
		}
	})
}

// When the database's clock ran ahead and is set right, no mail waits for that time to come.
func TestMailDoesNotWaitForAClockThatRanAhead(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna, ben := m.member(t, "Anna", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID, ben.ID)
		m.wait(48 * time.Hour)
		m.write(t, func(tx *store.Tx) error {
			if _, _, err := tx.ClaimOutgoing(m.clock(), m.clock().Add(5*time.Minute)); err != nil { // and its program dies
				return err
			}
			o, _, err := tx.ClaimOutgoing(m.clock(), m.clock().Add(5*time.Minute))
			if err != nil {
				return err
			}
			o.DueAt, o.Outcome = m.clock().Add(4*time.Hour), "refused"
			_, err = tx.SettleOutgoing(&o)
			return err
		})
		m.wait(-48 * time.Hour)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 2 {
			t.Errorf("sent %d, outbox %+v", len(mails), m.all(t))
		}
	})
}

// What a program cannot write, because another that is newer posted it, waits and
// holds nothing up.
func TestMailThatCannotBeWrittenHoldsNothingUp(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		odd := m.post(t, "fireworks", "", "")
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID)
		m.deliver(t)
		if o := m.outgoing(t, odd); o.State() != store.OutgoingFailed || !strings.Contains(o.Outcome, "could not be written") || len(m.server.Mails()) != 1 {
			t.Errorf("outbox %+v, sent %d", o, len(m.server.Mails()))
		}
	})
}

// When the program is stopped in the middle of a mail, that is noted as an
// attempt that failed, and the mail is sent by the next program.
func TestStoppingInTheMiddleOfAMail(t *testing.T) {
	var halt atomic.Pointer[context.CancelFunc]
	stopping := func(step, _ string) *smtp.SMTPError {
		if stop := halt.Swap(nil); stop != nil && step == "mail" {
			(*stop)()
			return &smtp.SMTPError{Code: 451, Message: "later"}
		}
		return nil
	}
	t.Parallel()
	m := onSQLite(t, notifytest.Start(t, notifytest.Options{Refuse: stopping}))
	anna := m.member(t, "Anna", "anna@example.org", "")
	m.comment(t, m.entry(t).ID, "x", anna.ID)
	ctx, cancel := context.WithCancel(t.Context())
	halt.Store(&cancel)
	_ = m.DeliverMail(ctx) // broken off, which is no news
	if o := m.all(t)[0]; o.State() != store.OutgoingFailed || !o.ClaimedUntil.IsZero() {
		t.Errorf("outbox: %+v", o)
	}
	m.wait(time.Minute)
	m.deliver(t)
	if mails := m.server.Mails(); len(mails) != 1 {
		t.Errorf("sent: %+v", mails)
	}
}
