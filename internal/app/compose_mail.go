package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stetig/internal/letter"
	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// writtenMail is a mail as it has to read now, or why there is none.
type writtenMail struct {
	mail    notify.Mail
	nothing string // why nothing is to be sent, without names; "" where something is
}

// mailWriter writes one mail of the outbox, in a transaction.
type mailWriter struct {
	*store.Tx
	store.Outgoing
	now  time.Time
	base string // what links begin with
}

// reader is who a mail goes to.
type reader struct {
	name, email, language string
	isStranger            bool // a member whose address was never shown to be theirs
}

// strangersAddress bounds what members are told at an address that may be
// somebody else's: a lead can enter any.
var strangersAddress = limit{"mail to a stranger's address", 10, 24 * time.Hour / 10} // a value, never changed

// composeMail writes a mail from what is true now; one-time links in it are made
// now, and those of earlier attempts end.
func (a *App) composeMail(ctx context.Context, o store.Outgoing) (written writtenMail, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		w := &mailWriter{Tx: tx, Outgoing: o, now: a.now(), base: a.baseURL}
		switch o.Kind {
		case mailInvitation:
			written, err = w.invitation()
		case mailReset:
			written, err = w.passwordReset()
		case mailMention:
			written, err = w.mention()
		case mailOwnership:
			written, err = w.ownership()
		case mailReport:
			written, err = w.weeklyReport()
		case mailDigest:
			written, err = w.dailyDigest(a)
		default:
			err = fmt.Errorf("nobody here writes mail of the kind %q", o.Kind)
		}
		return err
	})
	return written, err
}

func nothing(why string) (writtenMail, error) { return writtenMail{nothing: why}, nil }

// to writes a letter and addresses it; to an address that may be somebody else's,
// only so many.
func (w *mailWriter) to(r reader, l interface {
	In(lang string) (letter.Letter, error)
}) (writtenMail, error) {
	if r.isStranger && w.Attempts <= 1 {
		wait, err := strangersAddress.take(w.Tx, strings.ToLower(r.email), w.now)
		if err != nil {
			return writtenMail{}, err
		}
		if wait > 0 {
			return nothing("the member never showed that the address is theirs, and was told much already")
		}
	}
	written, err := l.In(r.language)
	return w.addressed(r, written), err
}

// addressed is a letter as a mail. Mails with a secret differ with each attempt, and
// so must their ids: a mail server that keeps the first of two with the same id
// would keep the one whose link has ended.
func (w *mailWriter) addressed(r reader, l letter.Letter) writtenMail {
	id := w.ID
	if w.Kind == mailInvitation || w.Kind == mailReset {
		id += "." + strconv.Itoa(w.Attempts)
	}
	return writtenMail{mail: notify.Mail{
		ID: id, To: r.email, Name: r.name, Subject: l.Subject, Text: l.Text, HTML: l.HTML, At: w.now,
	}}
}

// asNews is a mail that somebody is sent until they end it at an address, under an
// id that says what it tells of.
func (m writtenMail) asNews(id, unsubscribe string) writtenMail {
	m.mail.ID, m.mail.Unsubscribe = id, unsubscribe
	return m
}

func (w *mailWriter) link(parts ...string) string { return w.base + "/" + strings.Join(parts, "/") }

// toldMember is a member who is to be told something, as a reader.
type toldMember struct {
	plan.Member
	workspace plan.Workspace
	reader    reader
}

// member returns the active member who is to be told, or why they are not.
func (w *mailWriter) member() (m toldMember, why string, err error) {
	if m.workspace, err = w.Workspace(w.WorkspaceID); err != nil {
		return m, "", err
	}
	m.Member, err = w.Member(w.WorkspaceID, w.Recipient)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound, err == nil && !m.IsActive():
		return m, "the member is no longer active", nil
	case err != nil:
		return m, "", err
	}
	r := reader{name: m.Name, email: m.Email, language: cmp.Or(m.workspace.Language, defaultLanguage), isStranger: true}
	if m.UserID != "" {
		user, err := w.User(m.UserID)
		switch {
		case err != nil:
			return m, "", err
		case !user.IsActive():
			return m, "the member may no longer sign in", nil
		}
		r.email, r.language, r.isStranger = user.Email, cmp.Or(user.Language, r.language), user.VerifiedAt.IsZero()
	}
	if r.email == "" {
		return m, "the member has no e-mail address", nil
	}
	m.reader = r
	return m, "", nil
}

// nameOf returns a member's name, "" where it is forgotten.
func (w *mailWriter) nameOf(memberID string) (string, error) {
	m, err := w.Member(w.WorkspaceID, memberID)
	return m.Name, ignoreNotFound(err)
}

func (w *mailWriter) mention() (writtenMail, error) {
	member, why, err := w.member()
	if err != nil || why != "" {
		return writtenMail{nothing: why}, err
	}
	comment, err := w.Comment(w.WorkspaceID, w.SubjectID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("the comment was deleted")
	case err != nil:
		return writtenMail{}, err
	case !slices.Contains(comment.Mentions, w.Recipient):
		return nothing("the comment no longer mentions the member")
	}
	entry, err := w.Entry(w.WorkspaceID, comment.EntryID, false)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("the entry was deleted")
	case err != nil:
		return writtenMail{}, err
	}
	channel, err := w.Channel(w.WorkspaceID, entry.ChannelID)
	if err != nil {
		return writtenMail{}, err
	}
	author, err := w.nameOf(comment.AuthorID)
	if err != nil {
		return writtenMail{}, err
	}
	return w.to(member.reader, letter.Mention{
		Name: member.Name, Author: author, Entry: entry.Title, Channel: channel.Name, Workspace: member.workspace.Name, Comment: comment.Text,
		Link: w.link("w", w.WorkspaceID, "entries", entry.ID),
	})
}

func (w *mailWriter) ownership() (writtenMail, error) {
	member, why, err := w.member()
	if err != nil || why != "" {
		return writtenMail{nothing: why}, err
	}
	channel, err := w.Channel(w.WorkspaceID, w.SubjectID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("the channel is gone")
	case err != nil:
		return writtenMail{}, err
	case channel.OwnerID != w.Recipient:
		return nothing("the member is no longer asked to own the channel")
	case !channel.OwnerAcceptedAt.IsZero():
		return nothing("the member owns the channel already")
	}
	by, err := w.whoAsked()
	if err != nil {
		return writtenMail{}, err
	}
	return w.to(member.reader, letter.Ownership{
		Name: member.Name, By: by, Channel: channel.Name, Workspace: member.workspace.Name,
		Link: w.link("w", w.WorkspaceID, "channels", channel.ID),
	})
}

// whoAsked returns the name of who made the recipient the channel's owner, as
// the latest lines of the audit log tell; "" where they do not.
func (w *mailWriter) whoAsked() (string, error) {
	lines, _, err := w.History(w.WorkspaceID, "channel", w.SubjectID, store.Page{})
	if err != nil {
		return "", err
	}
	for _, line := range lines {
		for _, change := range line.Changes {
			if change.Field == "owner_id" && change.To == w.Recipient {
				return w.nameOf(line.MemberID)
			}
		}
		if line.Action == actionCreated {
			return w.nameOf(line.MemberID)
		}
	}
	return "", nil
}
