package app

import (
	"context"
	"fmt"

	"stetig/internal/store"
)

// KeptData says that something is kept about the user who asks.
type KeptData struct {
	Kind          string // as the export calls it
	Meaning       string // the same for people
	WorkspaceID   string // that keeps it; "": the server does
	WorkspaceName string
	Count         int
	Kept          string // for how long, for people
}

// How long things are kept, for people.
const (
	keptWithAccount   = "As long as the account."
	keptWithWorkspace = "As long as the workspace."
	keptForUndo       = "As long as the workspace; 30 days after it is deleted it is gone."
	keptForEver       = "For good: the log only ever grows."
)

// Kinds of data that are not a list.
const (
	keptAccount    = "account"
	keptMembership = "membership"
)

// keptMeanings say what each kind of data is, and how long it is kept.
func keptMeanings() map[string][2]string {
	signIns := fmt.Sprintf("Until %d days after its end.", int(signInsKept.Hours())/24)
	return map[string][2]string{
		keptAccount:             {"Your account: name, e-mail address, language, and a hash of your password if you have one.", keptWithAccount},
		"tokens":                {"API tokens of yours, by name and last use, with a hash of each.", keptWithAccount},
		"sessions":              {"Browsers in which you signed in: when, from which address, with what.", signIns},
		"identities":            {"What your identity provider calls you.", keptWithAccount},
		"links":                 {"Links for setting your password, by a hash of each.", signIns},
		"answers":               {"Requests you sent with an Idempotency-Key, with their answers.", "For a day."},
		"news":                  {"Whether and when you want the daily digest.", keptWithAccount},
		"digests":               {"When you were sent a daily digest, without what it said.", fmt.Sprintf("For %d days.", int(digestsKept.Hours())/24)},
		"unsubscribe_links":     {"Addresses in mails by which you can end news, by a hash of each.", "For a year."},
		keptMembership:          {"Your place in the workspace: name, e-mail address, role, the time you have for it and where you work.", keptWithWorkspace},
		"absences":              {"When you are or were away, and the reason you gave.", keptWithWorkspace},
		"absences_stood_in_for": {"Absences of others for which you stand in.", keptWithWorkspace},
		"comments":              {"Comments you wrote.", keptForUndo},
		"mentions":              {"Comments that mention you.", keptForUndo},
		"entries_owned":         {"Entries you own.", keptForUndo},
		"entries_made":          {"Entries you made.", keptForUndo},
		"entries_to_approve":    {"Entries that name you as approver.", keptForUndo},
		"channels_owned":        {"Channels you own or were asked to own.", keptWithWorkspace},
		"channels_stood_in_for": {"Channels whose deputy you are.", keptWithWorkspace},
		"plans_owned":           {"Plans you own.", keptForUndo},
		"plans_stood_in_for":    {"Plans whose deputy you are.", keptForUndo},
		"feeds":                 {"Calendar feeds you made, with their last fetch and a hash of each address.", keptWithWorkspace},
		"feeds_about":           {"Calendar feeds that show what you own.", keptWithWorkspace},
		"shared_links":          {"Links for people without an account you made, with when each was last opened.", keptWithWorkspace},
		"gaps_owned":            {"Gaps in what you own.", keptWithWorkspace},
		"gaps_accepted":         {"Gaps you accepted, with the reason you gave.", keptWithWorkspace},
		"invitations":           {"Invitations you made.", keptWithWorkspace},
		"views":                 {"Views of the plan you saved.", keptWithWorkspace},
		"news_of_workspace":     {"Whether you want the weekly report by mail, and the workspace in your digest.", keptWithWorkspace},
		"bulks":                 {"Changes of many entries you made, to undo them.", "For 30 days."},
		"audit":                 {"Lines of the audit log on what you did: when, from which address, by which token.", keptForEver},
	}
}

// MyData says what is kept about the user who asks, where, and for how long. A
// token for one workspace is told what that one keeps.
func (a *App) MyData(ctx context.Context, by Actor) (kept []KeptData, err error) {
	meanings := keptMeanings()
	add := func(kind string, in store.Membership, count int) {
		if count > 0 {
			kept = append(kept, KeptData{
				Kind: kind, Meaning: meanings[kind][0], Kept: meanings[kind][1],
				WorkspaceID: in.WorkspaceID, WorkspaceName: in.WorkspaceName, Count: count,
			})
		}
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		add(keptAccount, store.Membership{}, 1)
		for _, kind := range keptOfUser(by) {
			count, err := tx.CountKept(kind, store.KeptBy{UserID: by.UserID, WorkspaceID: by.WorkspaceID})
			if err != nil {
				return err
			}
			add(kind.Kind, store.Membership{}, count)
		}
		memberships, err := membershipsOf(tx, by)
		for _, m := range memberships {
			add(keptMembership, m, 1)
			for _, kind := range store.KeptOfMember() {
				count, err := tx.CountKept(kind, store.KeptBy{WorkspaceID: m.WorkspaceID, MemberID: m.ID})
				if err != nil {
					return err
				}
				add(kind.Kind, m, count)
			}
		}
		return err
	})
	return kept, err
}

// keptOfUser lists what the actor is told of what the server keeps: to a token for
// one workspace, only of the tokens for it.
func keptOfUser(by Actor) (kinds []store.Kept) {
	for _, kind := range store.KeptOfUser() {
		if by.WorkspaceID == "" || kind.Kind == "tokens" {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// membershipsOf lists where the actor is or was a member; to a token for one
// workspace that one, as long as they are one.
func membershipsOf(tx *store.Tx, by Actor) (memberships []store.Membership, err error) {
	all, err := tx.MembershipsOf(by.UserID)
	for _, m := range all {
		if by.WorkspaceID == "" || by.WorkspaceID == m.WorkspaceID && m.IsActive() {
			memberships = append(memberships, m)
		}
	}
	return memberships, err
}
