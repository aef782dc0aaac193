package app

import (
	"cmp"

	"stetig/internal/continuity"
	"stetig/internal/letter"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// dailyDigest writes the mail about a digest: what it has to tell when it is sent.
func (w *mailWriter) dailyDigest(a *App) (writtenMail, error) {
	digest, err := w.Digest(w.SubjectID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("what it was to tell is forgotten")
	case err != nil:
		return writtenMail{}, err
	}
	user, err := w.User(digest.UserID)
	if err != nil {
		return writtenMail{}, err
	}
	news, err := w.UserNews(user.ID)
	switch {
	case err != nil:
		return writtenMail{}, err
	case !user.IsActive():
		return nothing("the user may no longer sign in")
	case !news.DailyDigest:
		return nothing("the user no longer wants the digest")
	}
	content, err := a.digestOf(w.Tx, digest)
	switch {
	case err != nil:
		return writtenMail{}, err
	case !content.isNews():
		return nothing("what it was to tell is no longer so")
	}
	r := reader{name: user.Name, email: user.Email, language: cmp.Or(user.Language, content[0].workspace.Language, defaultLanguage), isStranger: user.VerifiedAt.IsZero()}
	l := letter.Digest{Name: r.name, Day: digest.Day, SettingsURL: w.link("w", content[0].workspace.ID, "settings?part=news")}
	if l.UnsubscribeURL, err = w.unsubscribeAddress(plan.DailyNews, user.ID, ""); err != nil {
		return writtenMail{}, err
	}
	for _, part := range content {
		told, err := w.digestPart(part, r.language)
		if err != nil {
			return writtenMail{}, err
		}
		l.Parts = append(l.Parts, told)
	}
	written, err := w.to(r, l)
	return written.asNews("daily-digest."+digest.ID, l.UnsubscribeURL), err
}

func (w *mailWriter) digestPart(part digestPart, language string) (letter.DigestPart, error) {
	ws := part.workspace.ID
	told := letter.DigestPart{
		Workspace: part.workspace.Name,
		GapsURL:   w.link("w", ws, "gaps"), WaitingURL: w.link("w", ws, "list?awaits=me"),
		MoreCritical: max(0, len(part.critical)-digestLines), MoreWaiting: max(0, len(part.waiting)-digestLines),
	}
	names, err := part.view.renderedNames()
	if err != nil {
		return told, err
	}
	for _, gap := range part.critical[:min(len(part.critical), digestLines)] {
		line, err := w.criticalLine(part.view, gap, names, language)
		if err != nil {
			return told, err
		}
		told.Critical = append(told.Critical, line)
	}
	for _, e := range part.waiting[:min(len(part.waiting), digestLines)] {
		line := letter.WaitingLine{
			Channel: names.channels[e.ChannelID].Name, Title: e.Title, Owner: names.members[e.owner].Name,
			IsNew: e.isNew, Presses: e.presses, URL: w.link("w", ws, "entries", e.ID),
		}
		if e.isDated {
			line.Day = &e.day
		}
		told.Waiting = append(told.Waiting, line)
	}
	return told, nil
}

func (w *mailWriter) criticalLine(v *view, gap continuity.Gap, names renderedNames, language string) (letter.CriticalLine, error) {
	named, err := v.nameGap(gap, names)
	return letter.CriticalLine{
		Channel: named.ChannelName, Text: report.Sentence(named, language), URL: w.link("w", v.ws, "gaps?gap="+gap.ID),
	}, err
}
