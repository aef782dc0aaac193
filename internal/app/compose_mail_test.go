package app_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/auth"
	"stetig/internal/notify/notifytest"
	"stetig/internal/store"
)

// What was to be told and is no longer so is not sent, and the outbox says why.
func TestNothingIsSentOfWhatIsNoLongerSo(t *testing.T) {
	for name, tc := range map[string]struct {
		prepare func(t *testing.T, m *mailroom)
		want    string
	}{
		"a comment that was deleted": {func(t *testing.T, m *mailroom) {
			anna, entry := m.member(t, "Anna", "anna@example.org", ""), m.entry(t)
			comment := m.comment(t, entry.ID, "Bitte lesen", anna.ID)
			if err := m.DeleteComment(t.Context(), m.by, m.ID, entry.ID, comment.ID, nil); err != nil {
				t.Fatal(err)
			}
		}, "the comment was deleted"},
		"a comment that names another now": {func(t *testing.T, m *mailroom) {
			anna, entry := m.member(t, "Anna", "anna@example.org", ""), m.entry(t)
			comment := m.comment(t, entry.ID, "Bitte lesen", anna.ID)
			if _, err := m.ChangeComment(t.Context(), m.by, m.ID, entry.ID, comment.ID, nil, app.CommentPatch{Mentions: &[]string{}}); err != nil {
				t.Fatal(err)
			}
		}, "the comment no longer mentions the member"},
		"a comment on an entry that was deleted": {func(t *testing.T, m *mailroom) {
			anna, entry := m.member(t, "Anna", "anna@example.org", ""), m.entry(t)
			m.comment(t, entry.ID, "Bitte lesen", anna.ID)
			if err := m.DeleteEntry(t.Context(), m.by, m.ID, entry.ID, nil); err != nil {
				t.Fatal(err)
			}
		}, "the entry was deleted"},
		"a member who was deactivated": {func(t *testing.T, m *mailroom) {
			anna := m.member(t, "Anna", "anna@example.org", "")
			m.comment(t, m.entry(t).ID, "Bitte lesen", anna.ID)
			gone := true
			if _, err := m.ChangeMember(t.Context(), m.by, m.ID, anna.ID, nil, app.MemberPatch{Deactivated: &gone}); err != nil {
				t.Fatal(err)
			}
		}, "the member is no longer active"},
		"a user who was deactivated": {func(t *testing.T, m *mailroom) {
			anna := m.member(t, "Anna", "anna@example.org", "")
			m.comment(t, m.entry(t).ID, "Bitte lesen", anna.ID)
			m.deactivate(t, "anna@example.org")
		}, "the member may no longer sign in"},
		"an invitation that was revoked": {func(t *testing.T, m *mailroom) {
			i := m.invite(t, "ben@example.org")
			m.post(t, "invitation", i.ID, "")
			i.RevokedAt = m.clock()
			m.write(t, func(tx *store.Tx) error { return tx.UpdateInvitation(&i) })
		}, "the invitation was revoked"},
		"an invitation that was accepted": {func(t *testing.T, m *mailroom) {
			i := m.invite(t, "ben@example.org")
			m.post(t, "invitation", i.ID, "")
			i.AcceptedAt, i.AcceptedBy = m.clock(), m.Lead.ID
			m.write(t, func(tx *store.Tx) error { return tx.UpdateInvitation(&i) })
		}, "the invitation was accepted"},
		"an invitation that is gone": {func(t *testing.T, m *mailroom) { m.post(t, "invitation", m.ID, "") },
			"the invitation is gone"},
		"an address nobody has": {func(t *testing.T, m *mailroom) { m.post(t, "password_reset", "", "nobody@example.org") },
			"nobody who may sign in has this address"},
		"an address of somebody who may not sign in": {func(t *testing.T, m *mailroom) {
			m.member(t, "Anna", "anna@example.org", "")
			m.deactivate(t, "anna@example.org")
			m.post(t, "password_reset", "", "anna@example.org")
		}, "nobody who may sign in has this address"},
		"a channel that another owns": {func(t *testing.T, m *mailroom) {
			anna := m.member(t, "Anna", "anna@example.org", "")
			m.post(t, "ownership", m.Workspace.Channels[0].ID, anna.ID)
		}, "the member is no longer asked to own the channel"},
		"a channel whose owner has said yes": {func(t *testing.T, m *mailroom) {
			m.owned(t, m.Lead.ID, m.clock())
			m.post(t, "ownership", m.Workspace.Channels[0].ID, m.Lead.ID)
		}, "the member owns the channel already"},
		"a channel that is gone": {func(t *testing.T, m *mailroom) { m.post(t, "ownership", m.ID, m.Lead.ID) },
			"the channel is gone"},
	} {
		t.Run(name, func(t *testing.T) {
			eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
				tc.prepare(t, m)
				m.deliver(t)
				all := m.all(t)
				if len(all) != 1 || all[0].State() != store.OutgoingDropped || all[0].Outcome != tc.want {
					t.Errorf("outbox: %+v, want %q", all, tc.want)
				}
				if mails := m.server.Mails(); len(mails) > 0 {
					t.Errorf("sent: %+v", mails)
				}
				if got := m.MailFigures(); got != (app.MailFigures{NothingToSend: 1}) {
					t.Errorf("figures: %+v", got)
				}
			})
		})
	}
}

func (m *mailroom) deactivate(t *testing.T, email string) {
	t.Helper()
	m.write(t, func(tx *store.Tx) error {
		user, err := tx.UserByEmail(email)
		if err != nil {
			return err
		}
		user.DeactivatedAt = m.clock()
		return tx.UpdateUser(&user)
	})
}

// owned makes somebody the channel's owner, who has said yes at a moment; zero: not yet.
func (m *mailroom) owned(t *testing.T, member string, accepted time.Time) {
	t.Helper()
	m.write(t, func(tx *store.Tx) error {
		channel, err := tx.Channel(m.ID, m.Workspace.Channels[0].ID)
		if err != nil {
			return err
		}
		channel.OwnerID, channel.OwnerAcceptedAt = member, accepted
		return tx.UpdateChannel(&channel)
	})
}

func TestMentionsAreSent(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna, ben := m.member(t, "Anna Ä.", "anna@example.org", ""), m.member(t, "Ben", "ben@example.org", "en")
		silent := m.member(t, "Ohne Adresse", "x@example.org", "")
		m.write(t, func(tx *store.Tx) error {
			silent.Email, silent.UserID = "", ""
			return tx.UpdateMember(&silent)
		})
		entry := m.entry(t)
		comment := m.comment(t, entry.ID, "Bitte **prüfen**.", anna.ID, ben.ID, m.Lead.ID, silent.ID)
		m.deliver(t)
		text := "Doch nicht."
		again := []string{anna.ID, ben.ID, m.Lead.ID}
		if _, err := m.ChangeComment(t.Context(), m.by, m.ID, entry.ID, comment.ID, nil, app.CommentPatch{Text: &text, Mentions: &again}); err != nil {
			t.Fatal(err)
		}
		m.deliver(t)
		mails := map[string]notifytest.Mail{}
		for _, mail := range m.server.Mails() {
			if _, twice := mails[mail.To]; twice {
				t.Errorf("%s got two", mail.To)
			}
			mails[mail.To] = mail
		}
		if len(mails) != 2 {
			t.Fatalf("%d got mail, want Anna and Ben", len(mails))
		}
		link := "https://plan.example.org/w/" + m.ID + "/entries/" + entry.ID
		for to, words := range map[string][]string{
			"anna@example.org": {"Guten Tag Anna Ä.,", m.Lead.Name + " hat Sie in einem Kommentar", entry.Title[:12], "> Bitte **prüfen**.", link},
			"ben@example.org":  {"Hello Ben,", m.Lead.Name + " mentioned you", "> Bitte **prüfen**.", link},
		} {
			mail := mails[to]
			for _, want := range words {
				if !strings.Contains(mail.Text, want) {
					t.Errorf("%s: no %q in\n%s", to, want, mail.Text)
				}
			}
		}
		for _, o := range m.all(t) {
			if o.State() != store.OutgoingSent || o.Attempts != 1 {
				t.Errorf("outbox: %+v", o)
			}
			if mail := mails["anna@example.org"]; o.Recipient == anna.ID && mail.Header.Get("Message-Id") != "<"+o.ID+"@example.org>" {
				t.Errorf("Message-ID %s of %s", mail.Header.Get("Message-Id"), o.ID)
			}
		}
		if log := m.log.String(); strings.Contains(log, "@example.org") || strings.Contains(log, "prüfen") || !strings.Contains(log, "mail sent") {
			t.Errorf("log:\n%s", log)
		}
	})
}

func TestWithoutAMailerNothingIsPosted(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		a, err := app.New(m.store, app.Options{Now: m.clock})
		if err != nil {
			t.Fatal(err)
		}
		anna := m.member(t, "Anna", "anna@example.org", "")
		if _, err := a.AddComment(t.Context(), m.by, m.ID, m.entry(t).ID, app.CommentDraft{Text: "x", Mentions: []string{anna.ID}}); err != nil {
			t.Fatal(err)
		}
		if a.MailConfigured() || !m.MailConfigured() || len(m.all(t)) != 0 {
			t.Errorf("configured %t and %t, posted %+v", a.MailConfigured(), m.MailConfigured(), m.all(t))
		}
	})
}

// secretIn returns the secret of the one-time link in a mail.
func secretIn(t *testing.T, mail notifytest.Mail, page string) []byte {
	t.Helper()
	found := regexp.MustCompile(`(?m)^https://plan\.example\.org/` + page + `/([\w-]{43})$`).FindStringSubmatch(mail.Text)
	if found == nil {
		t.Fatalf("no link to /%s in\n%s", page, mail.Text)
	}
	if !strings.Contains(mail.HTML, found[0]) {
		t.Errorf("another link in the HTML:\n%s", mail.HTML)
	}
	hash, _ := auth.HashLinkSecret(found[1])
	return hash
}

func TestPasswordResetsAreSent(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		m.member(t, "Anna", "anna@example.org", "")
		links := func() (links []store.Link) {
			for _, mail := range m.server.Mails() {
				if mail.To != "anna@example.org" {
					t.Errorf("to %s", mail.To)
				}
				m.write(t, func(tx *store.Tx) error {
					link, err := tx.LinkByHash(secretIn(t, mail, "password"))
					links = append(links, link)
					return err
				})
			}
			return links
		}
		first := m.post(t, "password_reset", "", " ANNA@example.org")
		m.wait(10 * time.Minute)
		m.deliver(t)
		link := links()[0]
		if link.Purpose != store.LinkPassword || !link.Mailed || !link.UsedAt.IsZero() || !link.ExpiresAt.Equal(m.clock().Add(30*time.Minute)) {
			t.Errorf("link: %+v", link)
		}
		if mail := m.server.Mails()[0]; !strings.Contains(mail.Text, "30 Minuten") || mail.Header.Get("Message-Id") != "<"+first+".1@example.org>" {
			t.Errorf("mail: %s", mail.Raw)
		}
		m.wait(time.Minute)
		m.post(t, "password_reset", "", "anna@example.org")
		m.deliver(t)
		if all := links(); len(all) != 2 || all[0].UsedAt.IsZero() || !all[1].UsedAt.IsZero() {
			t.Errorf("of two links: %+v; the first should be spent", all)
		}
	})
}

func TestInvitationsAreSent(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		i := m.invite(t, "ben@example.org")
		m.post(t, "invitation", i.ID, "")
		again := m.post(t, "invitation", i.ID, "") // sent anew before the first has gone out
		m.wait(time.Hour)
		m.deliver(t)
		mails := m.server.Mails()
		if len(mails) != 1 || mails[0].To != "ben@example.org" || m.outgoing(t, again).State() != store.OutgoingSent {
			t.Fatalf("sent: %+v", mails)
		}
		for _, want := range []string{"Guten Tag Ben Beispiel,", m.Lead.Name + " lädt Sie", "„Werk“", "Redaktion", "bis 8. März 2027, 13:00 Uhr (Europe/Berlin)"} {
			if !strings.Contains(mails[0].Text, want) {
				t.Errorf("no %q in\n%s", want, mails[0].Text)
			}
		}
		m.write(t, func(tx *store.Tx) error {
			got, err := tx.InvitationByHash(secretIn(t, mails[0], "invitation"))
			if got.ID != i.ID || !got.Mailed || !got.ExpiresAt.Equal(m.clock().AddDate(0, 0, 7)) || got.Version != 2 {
				t.Errorf("invitation: %+v", got)
			}
			return err
		})
		for _, o := range m.all(t) {
			if o.ID != again && (o.State() != store.OutgoingDropped || o.Outcome != "a later mail holds the invitation") {
				t.Errorf("outbox: %+v", o)
			}
		}
	})
}

func TestOwnershipRequestsAreSent(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "en")
		channel := m.Workspace.Channels[0]
		if _, err := m.ChangeChannel(t.Context(), m.by, m.ID, channel.ID, nil, app.ChannelPatch{OwnerID: &anna.ID}); err != nil {
			t.Fatal(err)
		}
		m.owned(t, anna.ID, time.Time{})
		m.post(t, "ownership", channel.ID, anna.ID)
		m.deliver(t)
		mails := m.server.Mails()
		if len(mails) == 0 || mails[0].To != "anna@example.org" {
			t.Fatalf("sent: %+v", mails)
		}
		for _, want := range []string{m.Lead.Name + " asks you to own the channel “" + channel.Name + "”", "https://plan.example.org/w/" + m.ID + "/channels/" + channel.ID} {
			if !strings.Contains(strings.Join(strings.Fields(mails[0].Text), " "), want) {
				t.Errorf("no %q in\n%s", want, mails[0].Text)
			}
		}
	})
}

// Old mail is forgotten: what was sent after 30 days, what was given up after 90.
func TestTidyForgetsOldMail(t *testing.T) {
	eachMailroom(t, notifytest.Options{}, func(t *testing.T, m *mailroom) {
		anna := m.member(t, "Anna", "anna@example.org", "")
		m.comment(t, m.entry(t).ID, "x", anna.ID)
		m.post(t, "password_reset", "", "nobody@example.org")
		m.deliver(t)
		given := m.post(t, "mention", "", "")
		m.write(t, func(tx *store.Tx) error {
			o, _, err := tx.ClaimOutgoing(m.clock(), m.clock())
			if err != nil {
				return err
			}
			o.GivenUpAt, o.Outcome = m.clock(), "refused"
			_, err = tx.SettleOutgoing(&o)
			return err
		})
		var left []int
		for _, pause := range []time.Duration{30 * 24 * time.Hour, time.Second, 60 * 24 * time.Hour} {
			m.wait(pause)
			if _, err := m.Tidy(context.Background()); err != nil {
				t.Fatal(err)
			}
			left = append(left, len(m.all(t)))
			if all := m.all(t); len(all) == 1 && all[0].ID != given {
				t.Errorf("left: %+v", all)
			}
		}
		if diff := cmp.Diff([]int{3, 1, 0}, left); diff != "" {
			t.Errorf("left (-want +got):\n%s", diff)
		}
	})
}
