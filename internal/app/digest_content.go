package app

import (
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// digestLines is how many gaps, and how many entries, a digest tells of a
// workspace; the rest is counted.
const digestLines = 20

// digestContent is what a digest has to tell.
type digestContent []digestPart

// digestPart is what it tells of one workspace.
type digestPart struct {
	workspace plan.Workspace
	critical  []continuity.Gap // that the member has and that have become critical
	waiting   []waitingEntry   // that are for the member to approve
	view      *view
}

// waitingEntry is an entry that waits for an approval.
type waitingEntry struct {
	plan.Entry
	day     plan.Day
	isDated bool
	owner   string // a member's id; "": nobody
	isNew   bool   // it waits since the last digest
	presses bool   // its lead time has begun, and its day is not over
}

// isNews reports whether there is reason for a mail: something has become
// critical, waits anew, or waits and presses. What waits and has time is told with
// these, but not day after day for itself.
func (c digestContent) isNews() bool {
	return slices.ContainsFunc(c, func(p digestPart) bool {
		return len(p.critical) > 0 || slices.ContainsFunc(p.waiting, func(e waitingEntry) bool { return e.isNew || e.presses })
	})
}

// digestOf looks for what a digest has to tell: of every workspace that the user is
// in and wants to be told of, in the order of their names.
func (a *App) digestOf(tx *store.Tx, digest store.Digest) (content digestContent, err error) {
	err = eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.WorkspacesOf(digest.UserID, page)
		for _, w := range workspaces {
			part, err := a.digestPartOf(tx, w, digest)
			if err != nil {
				return "", err
			}
			if len(part.critical)+len(part.waiting) > 0 {
				content = append(content, part)
			}
		}
		return next, err
	})
	return content, err
}

func (a *App) digestPartOf(tx *store.Tx, w plan.Workspace, digest store.Digest) (part digestPart, err error) {
	member, err := tx.MemberOfUser(w.ID, digest.UserID)
	if err != nil || !member.IsActive() {
		return part, ignoreNotFound(err)
	}
	news, err := tx.MemberNews(w.ID, member.ID)
	if err != nil || !news.DailyDigest {
		return part, err
	}
	v := &view{Tx: tx, ws: w.ID, now: digest.Until, member: member}
	part = digestPart{workspace: w, view: v}
	if part.critical, err = v.newlyCritical(digest); err != nil {
		return part, err
	}
	part.waiting, err = v.awaitingMember(digest)
	return part, err
}

// newlyCritical returns the open gaps of the member that have become critical, or
// theirs, in the time that a digest tells of.
func (v *view) newlyCritical(digest store.Digest) (found []continuity.Gap, err error) {
	filter := store.GapFilter{
		States: []continuity.GapState{continuity.Open}, Severities: []continuity.Severity{continuity.Critical},
		OwnerIDs: []string{v.member.ID}, ChangedFrom: digest.From,
	}
	err = eachPage(func(page store.Page) (string, error) {
		gaps, next, err := v.Gaps(v.ws, filter, page)
		for _, gap := range gaps {
			history, err := v.GapEvents(v.ws, gap.ID)
			if err != nil {
				return "", err
			}
			since := pressesSince(history, v.member.ID)
			if !since.Before(digest.From) && since.Before(digest.Until) {
				found = append(found, gap)
			}
		}
		return next, err
	})
	return found, err
}

// pressesSince tells since when a gap has been open, critical and a member's, by
// its history, oldest first; zero where it is not.
func pressesSince(history []continuity.Event, memberID string) (since time.Time) {
	for _, e := range history {
		presses := e.To == continuity.Open && e.Seen.Severity == continuity.Critical && e.Seen.OwnerID == memberID
		switch {
		case !presses:
			since = time.Time{}
		case since.IsZero():
			since = e.At
		}
	}
	return since
}

// awaitingMember returns what is in review and for the member to approve, by its
// day. What is theirs is left out: they know.
func (v *view) awaitingMember(digest store.Digest) (found []waitingEntry, err error) {
	if !may(v.member.Role, WriteOwnEntries) {
		return nil, nil
	}
	filter := store.EntryFilter{Awaits: &store.Approver{MemberID: v.member.ID, OfAll: may(v.member.Role, ApproveEntries)}}
	err = eachPage(func(page store.Page) (string, error) {
		entries, next, err := v.Entries(v.ws, filter, page)
		for _, e := range entries {
			waiting, isTheirs, err := v.waiting(e, digest)
			if err != nil {
				return "", err
			}
			if !isTheirs {
				found = append(found, waiting)
			}
		}
		return next, err
	})
	return found, err
}

func (v *view) waiting(e plan.Entry, digest store.Digest) (w waitingEntry, isTheirs bool, err error) {
	stands, err := v.standing(e)
	if err != nil || stands.FirstEyes(e) == v.member.ID {
		return w, true, err
	}
	zone, err := stands.Channel.Zone()
	if err != nil {
		return w, false, err
	}
	w = waitingEntry{Entry: e, owner: stands.Owner(e)}
	w.day, w.isDated = e.Day(zone)
	lead := plan.DefaultLeadTime
	if stands.Plan != nil {
		lead = stands.Plan.LeadTime
	}
	left := int(w.day - plan.DayOf(v.now, zone))
	w.presses = w.isDated && 0 <= left && left <= lead
	if e.UpdatedAt.Before(digest.From) {
		return w, false, nil
	}
	since, err := v.waitsSince(e)
	w.isNew = !since.Before(digest.From) && since.Before(digest.Until)
	return w, false, err
}

// waitsSince tells since when an entry has been in review and, where the member is
// named to approve it, they are; zero where the log does not tell.
func (v *view) waitsSince(e plan.Entry) (since time.Time, err error) {
	lines, _, err := v.History(v.ws, "entry", e.ID, store.Page{})
	for _, line := range lines {
		for _, change := range line.Changes {
			isNamed := change.Field == "approver_id" && change.To == v.member.ID
			if (isNamed || change.Field == "state" && change.To == string(plan.InReview)) && line.At.After(since) {
				since = line.At
			}
		}
	}
	return since, err
}
