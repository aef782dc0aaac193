package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/notify"
	"stetig/internal/notify/notifytest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// actorOf is a member as they come with a session.
func actorOf(m plan.Member) app.Actor { return app.Actor{UserID: m.UserID} }

// wants has a member say what they want of the weekly report.
func (m *mailroom) wants(t *testing.T, who plan.Member, choice plan.NewsChoice) {
	t.Helper()
	if _, err := m.ChangeWorkspaceNews(t.Context(), actorOf(who), m.ID, nil, app.WorkspaceNewsPatch{WeeklyReport: &choice}); err != nil {
		t.Fatal(err)
	}
}

// report makes the reports that are due.
func (m *mailroom) report(t *testing.T) (made int) {
	t.Helper()
	made, err := m.MakeDueReports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func recipients(m *mailroom) (to []string) {
	for _, mail := range m.server.Mails() {
		to = append(to, mail.To)
	}
	slices.Sort(to)
	return to
}

func (m *mailroom) leadsAddress(t *testing.T) (email string) {
	t.Helper()
	m.write(t, func(tx *store.Tx) error {
		user, err := tx.User(m.Lead.UserID)
		email = user.Email
		return err
	})
	return email
}

// Three programs make a week's report and send it at once: whoever wants it gets
// one mail, and nobody else any.
func TestTheWeeklyReportIsMailedOnce(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		wants, never := m.member(t, "Anna", "anna@example.org", "en"), m.member(t, "Ben", "ben@example.org", "")
		gone, out := m.member(t, "Cem", "cem@example.org", ""), m.member(t, "Dora", "dora@example.org", "")
		for _, who := range []plan.Member{wants, gone, out} {
			m.wants(t, who, plan.NewsYes)
		}
		away := true
		if _, err := m.ChangeMember(t.Context(), m.by, m.ID, gone.ID, nil, app.MemberPatch{Deactivated: &away}); err != nil {
			t.Fatal(err)
		}
		if err := m.RemoveMember(t.Context(), m.by, m.ID, out.ID, nil); err != nil {
			t.Fatal(err)
		}
		programs := []*app.App{m.App, m.another(t), m.another(t)}
		var steps []func() error
		for _, a := range programs {
			steps = append(steps, func() error {
				if _, err := a.MakeDueReports(context.Background()); err != nil {
					return err
				}
				return a.DeliverMail(context.Background())
			})
		}
		for i, err := range atOnce(steps...) {
			if err != nil {
				t.Errorf("program %d: %v", i, err)
			}
		}
		m.deliver(t)
		want := []string{wants.Email, m.leadsAddress(t)}
		slices.Sort(want)
		equal(t, "recipients", want, recipients(m))
		if slices.Contains(recipients(m), never.Email) {
			t.Error("an editor who never asked got it")
		}
		for _, mail := range m.server.Mails() {
			m.looksLikeAReport(t, mail, wants)
		}
		for _, o := range m.all(t) {
			if o.State() != store.OutgoingSent || o.Kind != "weekly_report" {
				t.Errorf("outbox: %+v", o)
			}
		}
	})
}

// looksLikeAReport checks one of its mails, in English for one member.
func (m *mailroom) looksLikeAReport(t *testing.T, mail notifytest.Mail, english plan.Member) {
	t.Helper()
	latest, err := m.Report(t.Context(), m.by, m.ID, "latest")
	if err != nil {
		t.Fatal(err)
	}
	language, member := "de", m.Lead.ID
	if mail.To == english.Email {
		language, member = "en", english.ID
	}
	headline := latest.Report.Headline(language)
	flat := strings.Join(strings.Fields(mail.Text), " ")
	if !strings.Contains(flat, headline) || !strings.Contains(mail.HTML, `lang="`+language+`"`) {
		t.Errorf("%s: the headline %q is not in the text, or the page not in %s:\n%s", mail.To, headline, language, mail.Text)
	}
	if got, want := mail.Header.Get("Message-ID"), "<weekly-report."+latest.ID+"."+member+"@example.org>"; got != want {
		t.Errorf("Message-ID %s, want %s", got, want)
	}
	unsubscribe := strings.Trim(mail.Header.Get("List-Unsubscribe"), "<>")
	if !strings.HasPrefix(unsubscribe, "https://plan.example.org/unsubscribe/") || mail.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
		t.Errorf("List-Unsubscribe %q, List-Unsubscribe-Post %q", unsubscribe, mail.Header.Get("List-Unsubscribe-Post"))
	}
	for _, link := range []string{unsubscribe, "https://plan.example.org/w/" + m.ID + "/reports/" + latest.ID, "https://plan.example.org/w/" + m.ID + "/settings?part=news"} {
		if !strings.Contains(mail.Text, link) || !strings.Contains(mail.HTML, `"`+link+`"`) {
			t.Errorf("%s is not in both parts", link)
		}
	}
}

// Reports that are made up for come with the one that is due; only that is mailed.
func TestReportsMadeUpForAreNotMailed(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		m.wait(21 * 24 * time.Hour)
		if made := m.report(t); made != 4 {
			t.Fatalf("%d reports made", made)
		}
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Subject(), "KW 11") {
			t.Errorf("mails: %+v", mails)
		}
		if m.report(t) != 0 {
			t.Error("made again")
		}
	})
}

// dying hands a mail over and ends before anybody learns of it.
type dying struct{ *notify.Sender }

func (d dying) Send(ctx context.Context, mail notify.Mail) error {
	if err := d.Sender.Send(ctx, mail); err != nil {
		return err
	}
	panic("the power is cut")
}

// What a program has handed over and could not note is handed over once more when
// its claim is over, under the same Message-ID, by which the mailbox can tell, and
// then no more.
func TestACrashBetweenSendingAndNotingIt(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		m.report(t)
		m.diesSending(t)
		if o := m.all(t)[0]; o.State() != store.OutgoingWaiting || o.Attempts != 1 {
			t.Fatalf("after the crash: %+v", o)
		}
		others := []*app.App{m.App, m.another(t), m.another(t)}
		deliver := func() {
			var steps []func() error
			for _, a := range others {
				steps = append(steps, func() error { return a.DeliverMail(context.Background()) })
			}
			for _, err := range atOnce(steps...) {
				if err != nil {
					t.Error(err)
				}
			}
		}
		deliver()
		if mails := m.server.Mails(); len(mails) != 1 {
			t.Fatalf("%d mails while the claim holds", len(mails))
		}
		m.wait(5 * time.Minute)
		deliver()
		m.wait(time.Hour)
		deliver()
		mails := m.server.Mails()
		if len(mails) != 2 || mails[0].Header.Get("Message-ID") != mails[1].Header.Get("Message-ID") || mails[0].Text == "" {
			t.Fatalf("%d mails: %+v", len(mails), mails)
		}
		if o := m.all(t)[0]; o.State() != store.OutgoingSent || o.Attempts != 2 {
			t.Errorf("in the end: %+v", o)
		}
	})
}

// diesSending has a program die as soon as a mail was taken.
func (m *mailroom) diesSending(t *testing.T) {
	t.Helper()
	a, err := app.New(m.store, app.Options{Now: m.clock, Mailer: dying{m.sender(t)}, BaseURL: "https://plan.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("it did not die")
		}
	}()
	_ = a.DeliverMail(t.Context())
}

// Whoever has the address from a mail ends what it is one of, once and for all; the
// address does nothing when it is only looked at, and dies with the membership.
func TestUnsubscribing(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		m.report(t)
		m.deliver(t)
		if len(m.server.Mails()) != 1 {
			t.Fatalf("log:\n%s", m.log)
		}
		token := tokenIn(t, m.server.Mails()[0])
		for range 2 {
			s, err := m.Subscription(t.Context(), token)
			equal(t, "looked at", app.Subscription{Kind: plan.WeeklyNews, Workspace: "Werk", Language: "de", Wanted: true}, s)
			if err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			s, err := m.Unsubscribe(t.Context(), token)
			if err != nil || s.Wanted {
				t.Fatalf("%+v, %v", s, err)
			}
		}
		m.wait(7 * 24 * time.Hour)
		m.report(t)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 1 {
			t.Errorf("%d mails in all", len(mails))
		}
		m.write(t, func(tx *store.Tx) error {
			lines, _, err := tx.Audit(m.ID, store.AuditFilter{Action: "news_changed"}, store.Page{})
			if err == nil && (len(lines) != 1 || lines[0].MemberID != m.Lead.ID || lines[0].Changes[0] != (store.Change{Field: "weekly_report", From: "by_role", To: "no"})) {
				t.Errorf("audit log: %+v", lines)
			}
			return err
		})
		for _, bad := range []string{"", "x", strings.Repeat("A", 43), token + "A"} {
			if _, err := m.Unsubscribe(t.Context(), bad); plan.CodeOf(err) != plan.CodeNotFound {
				t.Errorf("%q: %v", bad, err)
			}
		}
		m.wait(366 * 24 * time.Hour)
		if _, err := m.Subscription(t.Context(), token); plan.CodeOf(err) != plan.CodeNotFound {
			t.Errorf("a year later: %v", err)
		}
	})
}

// tokenIn is the secret in a mail's address to unsubscribe.
func tokenIn(t *testing.T, mail notifytest.Mail) string {
	t.Helper()
	_, token, found := strings.Cut(strings.Trim(mail.Header.Get("List-Unsubscribe"), "<>"), "/unsubscribe/")
	if !found {
		t.Fatalf("no address to unsubscribe: %+v", mail.Header)
	}
	return token
}

// Who has changed their mind, or may not know any more, while a mail waits is not sent it.
func TestNewsThatNobodyWantsAnyMore(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna, ben := m.member(t, "Anna", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "")
		m.wants(t, anna, plan.NewsYes)
		m.wants(t, ben, plan.NewsYes)
		m.report(t)
		m.wants(t, anna, plan.NewsNo)
		away := true
		if _, err := m.ChangeMember(t.Context(), m.by, m.ID, ben.ID, nil, app.MemberPatch{Deactivated: &away}); err != nil {
			t.Fatal(err)
		}
		m.deliver(t)
		equal(t, "recipients", []string{m.leadsAddress(t)}, recipients(m))
		outcomes := map[string]string{}
		for _, o := range m.all(t) {
			outcomes[o.Recipient] = o.Outcome
		}
		equal(t, "outcomes", map[string]string{
			anna.ID: "the member no longer wants the report", ben.ID: "the member is no longer active", m.Lead.ID: "",
		}, outcomes)
	})
}

// A report that a wrong clock has made, and that is taken back, is not mailed any more.
func TestAWithdrawnReportIsNotMailed(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		m.report(t)
		m.deliver(t)
		m.wait(14 * 24 * time.Hour)
		m.report(t) // by a clock that runs ahead: those of two weeks, of which the last is posted
		m.wait(-14 * 24 * time.Hour)
		m.report(t)
		m.wait(time.Hour)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 1 {
			t.Errorf("mails: %+v", mails)
		}
		m.wait(15 * 24 * time.Hour)
		m.deliver(t)
		m.report(t)
		m.deliver(t)
		if mails := m.server.Mails(); len(mails) != 2 {
			t.Errorf("%d mails when it is due: %+v", len(mails), m.all(t))
		}
	})
}
