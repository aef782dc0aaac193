package app

import (
	"time"

	"stetig/internal/letter"
	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/internal/store"
)

// postReport lays the mails about a report that was made into the outbox, one for
// each member who wants it. A report that was made up late is told to nobody, for
// the one of the week that is due comes with it; nor is one that has nothing to tell.
func (a *App) postReport(tx *store.Tx, ws, reportID string, told *report.Report, now time.Time) error {
	if !a.MailConfigured() && !a.isShell || told.Late || told.IsEmpty() {
		return nil
	}
	readers, err := tx.ReportReaders(ws)
	if err != nil {
		return err
	}
	for _, memberID := range readers {
		if err := post(tx, mailReport, ws, reportID, memberID, now); err != nil {
			return err
		}
	}
	return nil
}

// weeklyReport writes the mail about a weekly report.
func (w *mailWriter) weeklyReport() (writtenMail, error) {
	member, why, err := w.member()
	if err != nil || why != "" {
		return writtenMail{nothing: why}, err
	}
	news, err := w.MemberNews(w.WorkspaceID, w.Recipient)
	switch {
	case err != nil:
		return writtenMail{}, err
	case member.UserID == "":
		return nothing("the member has no account")
	case !news.WantsReport(member.Role):
		return nothing("the member no longer wants the report")
	}
	stored, err := w.Report(w.WorkspaceID, w.SubjectID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("the report was withdrawn")
	case err != nil:
		return writtenMail{}, err
	}
	told, err := report.Decode(stored.Body)
	if err != nil {
		return writtenMail{}, err
	}
	unsubscribe, err := w.unsubscribeAddress(plan.WeeklyNews, member.UserID, member.ID)
	if err != nil {
		return writtenMail{}, err
	}
	written, err := w.to(member.reader, reportLetter{told, report.MailOptions{
		ReportURL: w.link("w", w.WorkspaceID, "reports", w.SubjectID),
		GapsURL:   w.link("w", w.WorkspaceID, "gaps"), SettingsURL: w.link("w", w.WorkspaceID, "settings?part=news"),
		UnsubscribeURL: unsubscribe,
	}})
	id := "weekly-report." + w.SubjectID + "." + member.ID
	return written.asNews(id, unsubscribe), err
}

// reportLetter is a report as a letter.
type reportLetter struct {
	report.Report
	report.MailOptions
}

// In writes the report as a mail in a language.
func (l reportLetter) In(lang string) (letter.Letter, error) {
	written, err := l.Mail(lang, l.MailOptions)
	return letter.Letter(written), err
}
