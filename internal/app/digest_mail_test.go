package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/continuity"
	"stetig/internal/notify/notifytest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// digests has a program lay due digests into the outbox, and send them.
func (m *mailroom) digests(t *testing.T) (posted int) {
	t.Helper()
	posted, err := m.PostDueDigests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m.deliver(t)
	return posted
}

// until lets time pass up to a moment.
func (m *mailroom) until(t *testing.T, text string) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	m.wait(at.Sub(m.clock()))
}

// gap stores an open gap of somebody's, of a severity since now.
func (m *mailroom) gap(t *testing.T, ws loadtest.Workspace, owner string, severity continuity.Severity) continuity.Gap {
	t.Helper()
	channel := ws.Channels[0]
	day := plan.DayOf(m.clock(), time.UTC) + 3
	g := continuity.Gap{
		ID: uuid.Must(uuid.NewV7()).String(), WorkspaceID: ws.ID, State: continuity.Open, OpenedAt: m.clock(), LastSeen: day, CreatedAt: m.clock(), UpdatedAt: m.clock(),
		Finding: continuity.Finding{
			Rule: continuity.Silence, ChannelID: channel.ID, OwnerID: owner, Severity: severity, Span: plan.Span{From: day, To: day + 20}, Expected: 7, Fingerprint: uuid.NewString(),
		},
	}
	m.write(t, func(tx *store.Tx) error {
		if err := tx.SaveGap(&g); err != nil {
			return err
		}
		return tx.AddGapEvents(ws.ID, []continuity.Event{{GapID: g.ID, At: m.clock(), Kind: continuity.EventOpened, To: continuity.Open, Seen: g.Finding}})
	})
	return g
}

// worsens makes a gap critical.
func (m *mailroom) worsens(t *testing.T, g continuity.Gap) {
	t.Helper()
	m.write(t, func(tx *store.Tx) error {
		now, err := tx.Gap(g.WorkspaceID, g.ID)
		if err != nil {
			return err
		}
		now.Severity, now.UpdatedAt = continuity.Critical, m.clock()
		if err := tx.SaveGap(&now); err != nil {
			return err
		}
		return tx.AddGapEvents(g.WorkspaceID, []continuity.Event{
			{GapID: g.ID, At: m.clock(), Kind: continuity.EventMoved, From: continuity.Open, To: continuity.Open, Seen: now.Finding},
		})
	})
}

// settles looks once for everybody, as a server does when it is started.
func (m *mailroom) settles(t *testing.T) {
	t.Helper()
	if m.digests(t) != 0 {
		t.Fatalf("a digest before its hour: %+v", m.all(t))
	}
}

// A digest tells what has become critical since the last one, once; nothing where
// there is nothing, and nobody else's.
func TestADigestTellsWhatHasBecomeCritical(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna, ben := m.member(t, "Anna", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "")
		m.settles(t)
		for range 3 { // days on which there is nothing
			m.wait(24 * time.Hour)
			if posted := m.digests(t); posted != 0 || len(m.all(t)) != 0 {
				t.Fatalf("%d posted, outbox %+v", posted, m.all(t))
			}
		}
		mild := m.gap(t, m.Workspace, anna.ID, continuity.Warning)
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.until(t, "2027-03-05T06:59:00Z")
		if m.digests(t) != 0 {
			t.Error("a minute too early")
		}
		m.until(t, "2027-03-05T07:00:00Z") // eight in Berlin
		if posted := m.digests(t); posted != 1 {
			t.Fatalf("%d posted", posted)
		}
		m.digests(t)
		mails := m.server.Mails()
		if len(mails) != 1 || mails[0].To != anna.Email || mails[0].Subject() != "Eine Lücke ist dringend geworden" || !strings.Contains(mails[0].Text, "gaps?gap=") {
			t.Fatalf("mails: %+v", mails)
		}
		m.worsens(t, mild)
		m.wait(24 * time.Hour)
		m.digests(t)
		if mails = m.server.Mails(); len(mails) != 2 || !strings.Contains(mails[1].HTML, mild.ID) || strings.Count(mails[1].Text, "gaps?gap=") != 1 {
			t.Errorf("when another has become critical: %+v", mails)
		}
		if mails[0].Header.Get("Message-ID") == mails[1].Header.Get("Message-ID") || !strings.HasPrefix(mails[1].Header.Get("Message-ID"), "<daily-digest.") {
			t.Errorf("ids %q", mails[1].Header.Get("Message-ID"))
		}
		m.wait(24 * time.Hour)
		m.digests(t)
		if got := len(m.server.Mails()); got != 2 {
			t.Errorf("%d mails once there is nothing new", got)
		}
		_ = ben
	})
}

// Three programs at once post each digest once, and clocks that run ahead or back
// neither double one nor end them.
func TestADigestComesOnceWhateverClocksDo(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.settles(t)
		programs := []*app.App{m.App, m.another(t), m.another(t)}
		all := func() {
			var steps []func() error
			for _, a := range programs {
				steps = append(steps, func() error {
					_, err := a.PostDueDigests(context.Background())
					return err
				}, func() error { return a.DeliverMail(context.Background()) })
			}
			for _, err := range atOnce(steps...) {
				if err != nil {
					t.Error(err)
				}
			}
			m.deliver(t)
		}
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.until(t, "2027-03-02T07:00:00Z")
		all()
		m.wait(-time.Hour)
		all()
		m.wait(time.Hour)
		all()
		if got := len(m.server.Mails()); got != 1 {
			t.Fatalf("%d mails after the clock went back by an hour: %+v", got, m.all(t))
		}
		m.wait(400 * 24 * time.Hour) // and comes back
		all()
		m.until(t, "2027-03-02T12:00:00Z")
		all()
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.until(t, "2027-03-03T07:00:00Z")
		all()
		if got := len(m.server.Mails()); got != 2 {
			t.Errorf("%d mails after a clock ran ahead for a while: %+v", got, m.all(t))
		}
	})
}

// What waits for somebody's approval is told to them once, and again when it
// presses; not what is their own, and to nobody who may not approve.
func TestADigestTellsWhatWaitsForApproval(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "en")
		m.settles(t)
		on := plan.Date(2027, time.March, 20)
		entry, err := m.CreateEntry(t.Context(), m.by, m.ID, app.EntryDraft{ChannelID: m.Workspace.Channels[0].ID, Title: "Größe zählt", State: plan.InReview, PublishOn: &on, OwnerID: m.Lead.ID})
		if err != nil {
			t.Fatal(err)
		}
		day := func(text string) []notifytest.Mail {
			m.until(t, text)
			m.digests(t)
			return slices.DeleteFunc(m.server.Mails(), func(mail notifytest.Mail) bool { return mail.To != anna.Email })
		}
		mails := day("2027-03-02T07:00:00Z")
		if len(mails) != 1 || mails[0].Subject() != "One entry waits for your approval" ||
			!strings.Contains(strings.Join(strings.Fields(mails[0].Text), " "), "Größe zählt, Saturday, 20 March, by Änne Beispiel (new)") || !strings.Contains(mails[0].HTML, "/entries/"+entry.ID) {
			t.Fatalf("mails: %+v", mails)
		}
		if mails = day("2027-03-05T07:00:00Z"); len(mails) != 1 {
			t.Errorf("told again while there is time: %d", len(mails))
		}
		if mails = day("2027-03-13T07:00:00Z"); len(mails) != 2 || strings.Contains(mails[1].Text, "(new)") {
			t.Errorf("told once its lead time has begun: %d", len(mails))
		}
		if mails = day("2027-03-20T07:00:00Z"); len(mails) != 3 {
			t.Errorf("told on its day: %d", len(mails))
		}
		if mails = day("2027-03-21T07:00:00Z"); len(mails) != 3 {
			t.Errorf("told once its day is over: %d", len(mails))
		}
		later := plan.Date(2027, time.March, 25)
		if _, err := m.ChangeEntry(t.Context(), m.by, m.ID, entry.ID, nil, app.EntryPatch{PublishOn: &later}); err != nil {
			t.Fatal(err)
		}
		if mails = day("2027-03-22T07:00:00Z"); len(mails) != 4 {
			t.Errorf("told on a new day that is near: %d", len(mails))
		}
		if _, err := m.ApproveEntry(t.Context(), actorOf(anna), m.ID, entry.ID, nil); err != nil {
			t.Fatal(err)
		}
		if mails = day("2027-03-23T07:00:00Z"); len(mails) != 4 {
			t.Errorf("told after it was approved: %d", len(mails))
		}
	})
}

// All of a person's workspaces are told of in one mail, at their hour and in their
// zone, but those they have left out; who ends it is told nothing more.
func TestOneDigestForAllWorkspaces(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		other := loadtest.Fill(t, m.store, loadtest.Shape{Channels: 1, Years: 1, PerYear: 12})
		there := plan.Member{ID: uuid.NewString(), WorkspaceID: other.ID, Name: "Anna", Email: anna.Email, UserID: anna.UserID, Role: plan.Viewer, CreatedAt: m.clock(), UpdatedAt: m.clock()}
		m.write(t, func(tx *store.Tx) error {
			if err := tx.CreateMember(&there); err != nil {
				return err
			}
			w, err := tx.Workspace(other.ID)
			if err != nil {
				return err
			}
			w.Name = "Zweitwerk"
			return tx.UpdateWorkspace(&w)
		})
		hour, zone := 17, "America/New_York"
		if _, err := m.ChangeMyNews(t.Context(), actorOf(anna), nil, app.MyNewsPatch{DigestHour: &hour, TimeZone: &zone}); err != nil {
			t.Fatal(err)
		}
		m.settles(t)
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.gap(t, other, there.ID, continuity.Critical)
		m.until(t, "2027-03-01T21:59:00Z")
		m.settles(t)
		m.until(t, "2027-03-01T22:00:00Z")
		m.digests(t)
		mails := m.server.Mails()
		if len(mails) != 1 || mails[0].Subject() != "2 Lücken sind dringend geworden" || !strings.Contains(mails[0].Text, "Werk\n====\n") || !strings.Contains(mails[0].Text, "Zweitwerk\n=========\n") {
			t.Fatalf("mails: %+v", mails)
		}
		left := false
		if _, err := m.ChangeWorkspaceNews(t.Context(), actorOf(anna), other.ID, nil, app.WorkspaceNewsPatch{DailyDigest: &left}); err != nil {
			t.Fatal(err)
		}
		m.gap(t, other, there.ID, continuity.Critical)
		m.wait(24 * time.Hour)
		m.digests(t)
		if got := len(m.server.Mails()); got != 1 {
			t.Errorf("%d mails about a workspace that was left out", got)
		}
		if s, err := m.Unsubscribe(t.Context(), tokenIn(t, mails[0])); err != nil || s.Kind != plan.DailyNews || s.Workspace != "" {
			t.Fatalf("%+v, %v", s, err)
		}
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.wait(24 * time.Hour)
		m.digests(t)
		if got := len(m.server.Mails()); got != 1 {
			t.Errorf("%d mails after the digest was ended", got)
		}
	})
}

// What is no longer so when the mail is sent is not told; a server that was down in
// the morning makes up for it, in one mail.
func TestADigestIsWrittenWhenItIsSent(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.settles(t)
		m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.until(t, "2027-03-04T15:00:00Z") // three mornings later
		g := m.gap(t, m.Workspace, anna.ID, continuity.Critical)
		m.wait(time.Minute)
		if posted, err := m.PostDueDigests(t.Context()); err != nil || posted != 1 {
			t.Fatalf("%d, %v", posted, err)
		}
		m.write(t, func(tx *store.Tx) error {
			now, err := tx.Gap(g.WorkspaceID, g.ID)
			if err != nil {
				return err
			}
			now.State, now.ClosedAt, now.UpdatedAt = continuity.Resolved, m.clock(), m.clock()
			return tx.SaveGap(&now)
		})
		m.deliver(t)
		mails := m.server.Mails()
		if len(mails) != 1 || mails[0].Subject() != "Eine Lücke ist dringend geworden" || strings.Contains(mails[0].Text, g.ID) {
			t.Errorf("mails: %+v", mails)
		}
	})
}
