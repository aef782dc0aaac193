package app

import (
	"cmp"
	"context"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Invited is what an invitation says to whoever holds its link.
type Invited struct {
	WorkspaceName string
	Language      string // of the workspace
	Zone          *time.Location
	InvitedBy     string // name of the member who invites
	Email         string
	Name          string // "" where the inviter named none
	Role          plan.Role
	External      bool
	ExpiresAt     time.Time
}

// Invitation says what the invitation is about that a secret stands for.
// CodeNotFound where it is unknown, expired, revoked or used, all with one text.
func (a *App) Invitation(ctx context.Context, secret string) (invited Invited, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		invitation, inviter, err := goodInvitation(tx, secret, a.now())
		if err != nil {
			return err
		}
		workspace, err := tx.Workspace(invitation.WorkspaceID)
		if err != nil {
			return err
		}
		zone, err := plan.LoadZone(workspace.TimeZone)
		invited = Invited{
			WorkspaceName: workspace.Name, Language: workspace.Language, Zone: zone, InvitedBy: inviter.Name,
			Email: invitation.Email, Name: invitation.Name, Role: invitation.Role, External: invitation.External, ExpiresAt: invitation.ExpiresAt,
		}
		return err
	})
	return invited, err
}

// AcceptInvitation makes the user who asks a member, as an invitation to their
// address says, and returns the workspace. Another address is CodeConflict, a
// link that is not good CodeNotFound.
func (a *App) AcceptInvitation(ctx context.Context, by Actor, secret string) (ws string, err error) {
	if err := a.mayChangeUser(ctx, by); err != nil {
		return "", err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		j, err := holdInvitation(ctx, tx, secret, a.now())
		if err != nil {
			return err
		}
		ws = j.invitation.WorkspaceID
		user, err := tx.User(by.UserID)
		if err != nil {
			return err
		}
		if strings.ToLower(user.Email) != j.invitation.Email {
			return plan.Errorf(plan.CodeConflict, "This invitation is for another address than yours. Sign out, then open it again.")
		}
		return j.accept(by, user)
	})
	return ws, err
}

// AcceptInvitationAsNew makes a user with a name and a password, a member as an
// invitation says, and signs them in. Their address counts as shown to be theirs
// only where the invitation was mailed there. CodeConflict where the address has
// an account: its owner signs in, then accepts.
func (a *App) AcceptInvitationAsNew(ctx context.Context, secret, name, password string) (signedIn SignedIn, err error) {
	invited, err := a.Invitation(ctx, secret)
	if err != nil {
		return SignedIn{}, err
	}
	hash, err := a.newAccount(ctx, name, password, invited.Email)
	if err != nil {
		return SignedIn{}, err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		j, err := holdInvitation(ctx, tx, secret, a.now())
		if err != nil {
			return err
		}
		user, err := j.newcomer(strings.TrimSpace(name), hash)
		if err != nil {
			return err
		}
		if err := j.accept(Actor{UserID: user.ID}, user); err != nil {
			return err
		}
		if user, err = tx.User(user.ID); err != nil { // with the rights it has now
			return err
		}
		signedIn, err = enter(ctx, tx, user, methodLink, j.now)
		return err
	})
	return signedIn, err
}

// newAccount checks name and password of a user to be made, and hashes the password.
func (a *App) newAccount(ctx context.Context, name, password, email string) (hash string, err error) {
	var problems plan.Problems
	problems.Name("name", name)
	hash, err = a.newPassword(ctx, password, strings.TrimSpace(name), email)
	addFields(&problems, err, "", "")
	return hash, cmp.Or(problems.Err(), err)
}

// joining is an invitation on its way to being accepted.
type joining struct {
	*store.Tx
	ctx        context.Context
	invitation store.Invitation
	now        time.Time
}

// holdInvitation returns a good invitation and holds its workspace's row until the
// end, so that it is accepted once.
func holdInvitation(ctx context.Context, tx *store.Tx, secret string, now time.Time) (*joining, error) {
	seen, _, err := goodInvitation(tx, secret, now)
	if err != nil {
		return nil, err
	}
	if err := tx.BumpWorkspace(seen.WorkspaceID); err != nil {
		return nil, err
	}
	invitation, _, err := goodInvitation(tx, secret, now)
	return &joining{Tx: tx, ctx: ctx, invitation: invitation, now: now}, err
}

// newcomer returns the user who is made for an invitation. A user of the address
// who has no password gets this one, but only by mail: a link that somebody passed
// on opens nobody's account.
func (j *joining) newcomer(name, hash string) (store.User, error) {
	user, err := j.UserByEmail(j.invitation.Email)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return j.makeUser(name, hash)
	case err != nil:
		return store.User{}, err
	case user.Password != "" || !j.invitation.Mailed || !user.IsActive():
		return store.User{}, plan.Errorf(plan.CodeConflict, "This address has an account already. Sign in, then open the invitation again.")
	}
	if err := verifyAddress(j.ctx, j.Tx, &user, j.now); err != nil {
		return store.User{}, err
	}
	return user, setPassword(j.ctx, j.Tx, Actor{UserID: user.ID}, &user, hash, j.now)
}

func (j *joining) makeUser(name, hash string) (store.User, error) {
	user := store.User{ID: newID(), Email: j.invitation.Email, Name: name, Password: hash, CreatedAt: j.now, UpdatedAt: j.now}
	if j.invitation.Mailed {
		user.VerifiedAt = j.now
	}
	if err := j.CreateUser(&user); err != nil {
		return store.User{}, err
	}
	return user, noteUserChange(j.ctx, j.Tx, Actor{UserID: user.ID}, subjectUser, user.ID, actionCreated, nil, j.now)
}

// accept makes a user a member and uses the invitation up.
func (j *joining) accept(by Actor, user store.User) error {
	member, err := j.join(user)
	if err != nil {
		return err
	}
	// Now that this membership is theirs as the invitation says, so are others.
	if err := claimMemberships(j.ctx, j.Tx, user, j.now); err != nil {
		return err
	}
	i := &j.invitation
	i.AcceptedAt, i.AcceptedBy, i.UpdatedAt = j.now, member.ID, j.now
	if err := j.UpdateInvitation(i); err != nil {
		return err
	}
	return j.note(by, member.ID, subjectInvitation, i.ID, actionAccepted, nil)
}

// join makes a user a member as the invitation says. Who is one already stays
// what they are; a member who waits for the user becomes what the invitation says.
func (j *joining) join(user store.User) (plan.Member, error) {
	member, err := j.MemberOfUser(j.invitation.WorkspaceID, user.ID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		member, err = j.MemberByEmail(j.invitation.WorkspaceID, j.invitation.Email)
	}
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return j.makeMember(user)
	case err != nil:
		return plan.Member{}, err
	case !member.IsActive():
		return plan.Member{}, plan.Errorf(plan.CodeConflict, "You were deactivated in this workspace. Ask a lead to reactivate you.")
	case member.UserID == "":
		before := member
		member.Role, member.External = j.invitation.Role, j.invitation.External
		if diff := memberDiff(before, member); len(diff) > 0 {
			if err := j.note(Actor{UserID: user.ID}, member.ID, "member", member.ID, "changed", diff); err != nil {
				return plan.Member{}, err
			}
		}
		err = claimMembership(j.ctx, j.Tx, &member, user.ID, j.now)
	}
	return member, err
}

func (j *joining) makeMember(user store.User) (plan.Member, error) {
	i := j.invitation
	member := plan.Member{
		ID: newID(), WorkspaceID: i.WorkspaceID, UserID: user.ID, Name: user.Name, Email: i.Email, Role: i.Role, External: i.External,
		CreatedAt: j.now, UpdatedAt: j.now,
	}
	if err := member.Validate(); err != nil {
		return plan.Member{}, err
	}
	if err := j.CreateMember(&member); err != nil {
		return plan.Member{}, err
	}
	if err := j.RaiseRights(user.ID); err != nil {
		return plan.Member{}, err
	}
	var diff compare
	diff.text("role", "", string(member.Role))
	diff.flag("external", false, member.External)
	return member, j.note(Actor{UserID: user.ID}, member.ID, "member", member.ID, actionCreated, diff)
}

// note writes into the workspace's log what the invited did.
func (j *joining) note(by Actor, memberID, kind, id, action string, changes []store.Change) error {
	return j.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: j.invitation.WorkspaceID, At: j.now, MemberID: memberID, TokenID: by.TokenID, Address: originOf(j.ctx).Address,
		SubjectKind: kind, SubjectID: id, Action: action, Changes: changes,
	})
}
