package app_test

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/notify/notifytest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// A lead can add any address; nobody has us write to it without end.
func TestStrangersAreNotFloodedWithMail(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		added, err := m.AddMember(t.Context(), m.by, m.ID, app.MemberDraft{Name: "Unbekannt", Email: "Stranger@Example.com", Role: plan.Viewer})
		if err != nil {
			t.Fatal(err)
		}
		unproven, known := m.member(t, "Ohne Nachweis", "unproven@example.org", ""), m.member(t, "Anna", "anna@example.org", "")
		m.write(t, func(tx *store.Tx) error {
			user, err := tx.UserByEmail("anna@example.org")
			if err != nil {
				return err
			}
			user.VerifiedAt = m.clock()
			return tx.UpdateUser(&user)
		})
		entry := m.entry(t)
		got := func() map[string]int {
			m.deliver(t)
			counts := map[string]int{}
			for _, mail := range m.server.Mails() {
				counts[strings.ToLower(mail.To)]++
			}
			return counts
		}
		for range 12 {
			m.comment(t, entry.ID, "Kauft jetzt", added.ID, unproven.ID, known.ID)
		}
		if got := got(); got["stranger@example.com"] != 10 || got["unproven@example.org"] != 10 || got["anna@example.org"] != 12 {
			t.Errorf("at once they got %v, want 10, 10 and for Anna, whose address is known to be hers, 12", got)
		}
		m.write(t, func(tx *store.Tx) error { // reports are no way past it
			return tx.SaveMemberNews(&plan.MemberNews{WorkspaceID: m.ID, MemberID: unproven.ID, WeeklyReport: plan.NewsYes}, m.clock())
		})
		if made, err := m.MakeDueReports(t.Context()); err != nil || made == 0 {
			t.Fatal(made, err)
		}
		if got := got(); got["unproven@example.org"] != 10 {
			t.Errorf("with the report they got %v, want 10", got)
		}
		m.wait(24 * time.Hour)
		m.comment(t, entry.ID, "Und jetzt?", added.ID)
		if got := got(); got["stranger@example.com"] != 11 {
			t.Errorf("a day later they had %v, want 11", got)
		}
		for _, o := range m.all(t) {
			if why := "the member never showed that the address is theirs, and was told much already"; !o.DroppedAt.IsZero() && o.Outcome != why {
				t.Errorf("outcome %q, want %q", o.Outcome, why)
			}
		}
	})
}
