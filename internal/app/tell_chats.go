package app

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"time"

	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/internal/store"
)

// nothingToTell is why a chat room is not told what was withdrawn meanwhile.
const nothingToTell = "the report was withdrawn"

func isNothingToTell(failure *notify.Failure) bool {
	return failure != nil && failure.Cause == nothingToTell
}

// callChat tells a chat room a weekly report, written as it reads now.
func (a *App) callChat(ctx context.Context, w *store.StoredWebhook, d *store.Delivery) (status int, failure *notify.Failure, err error) {
	var told report.Report
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		stored, err := tx.Report(d.WorkspaceID, d.SubjectID)
		if err == nil {
			told, err = report.Decode(stored.Body)
		}
		return err
	})
	if plan.CodeOf(err) == plan.CodeNotFound {
		return 0, &notify.Failure{Cause: nothingToTell}, nil
	}
	if err != nil {
		return 0, nil, err
	}
	summary := told.Summary(w.Language)
	return a.sendToChat(ctx, w, d.ID, notify.ChatMessage{
		Title: summary.Title, Lines: summary.Lines, LinkLabel: summary.ReadOn, Link: a.pageOf(w.WorkspaceID, "reports", d.SubjectID),
	})
}

// pageOf is where people see something of a workspace; "" where nobody has said
// under which address they reach the server.
func (a *App) pageOf(ws string, path ...string) string {
	if a.baseURL == "" {
		return ""
	}
	link := a.baseURL + "/w/" + url.PathEscape(ws)
	for _, part := range path {
		link += "/" + url.PathEscape(part)
	}
	return link
}

func (a *App) sendToChat(ctx context.Context, w *store.StoredWebhook, id string, message notify.ChatMessage) (status int, failure *notify.Failure, err error) {
	body, err := message.In(w.Form)
	if err != nil {
		return 0, nil, err
	}
	status, failure = a.callOut(ctx, notify.Call{URL: w.URL, ID: id, At: a.now(), Body: body})
	return status, failure, nil
}

// noteChatGivenUp writes into the workspace's log that a chat room was not told a report.
func noteChatGivenUp(tx *store.Tx, w *store.StoredWebhook, d *store.Delivery, now time.Time) error {
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: w.WorkspaceID, At: now, SubjectKind: subjectChat, SubjectID: w.ID, Action: actionGivenUp,
		Changes: []store.Change{{Field: "report_id", To: d.SubjectID}, {Field: "attempts", To: strconv.Itoa(d.Attempts)}, {Field: "outcome", To: d.Outcome}},
	})
}

// ChatTrial is how a trial went.
type ChatTrial struct {
	Delivered bool
	Status    int    // HTTP status of the answer; 0 for none
	Outcome   string // why it did not arrive; "" where it did
}

// TryChat sends a trial to a chat room at once, and notes how it went. One that is
// disabled is tried, too. Leads may.
func (a *App) TryChat(ctx context.Context, by Actor, ws, id string) (trial ChatTrial, err error) {
	if a.caller == nil {
		return ChatTrial{}, errNoChats()
	}
	var w store.StoredWebhook
	var message notify.ChatMessage
	var wait time.Duration
	err = a.change(ctx, by, ws, ManageChats, func(c *change) error {
		if w, err = c.chat(id); err != nil {
			return err
		}
		workspace, err := c.Workspace(ws)
		if err != nil {
			return err
		}
		words := report.TrialSummary(cmp.Or(w.Language, defaultLanguage), workspace.Name)
		message = notify.ChatMessage{Title: words.Title, Lines: words.Lines, LinkLabel: words.ReadOn, Link: a.pageOf(ws)}
		if wait, err = pingLimit.take(c.Tx, ws, c.now); err != nil {
			return err
		}
		c.audit(subjectChat, id, "pinged", nil)
		return nil
	})
	if err == nil && wait > 0 {
		err = tooMany(wait)
	}
	if err != nil {
		return ChatTrial{}, err
	}
	status, failure, err := a.sendToChat(ctx, &w, newID(), message)
	if err != nil {
		return ChatTrial{}, err
	}
	trial = ChatTrial{Delivered: failure == nil, Status: status}
	if failure != nil {
		trial.Outcome = failure.Cause
	}
	return trial, a.noteTrial(ctx, ws, id, trial)
}

// noteTrial records how a trial went; whether the room is failing is for reports to say,
// unless it was reached.
func (a *App) noteTrial(ctx context.Context, ws, id string, trial ChatTrial) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	return a.store.Write(ctx, func(tx *store.Tx) error {
		w, err := tx.LockWebhook(ws, id)
		if err != nil {
			return ignoreNotFound(err) // deleted meanwhile
		}
		w.LastAt, w.LastStatus, w.LastOutcome = a.now(), trial.Status, trial.Outcome
		if trial.Delivered {
			w.FailingSince = time.Time{}
		}
		return tx.NoteWebhook(&w)
	})
}
