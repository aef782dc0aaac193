package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestParseGroupRole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]app.GroupRole{
		"redaktion=editor@Musterwerk":           {Group: "redaktion", Role: plan.Editor, Workspace: "Musterwerk"},
		" Team A = viewer @ Müller & Söhne ":    {Group: "Team A", Role: plan.Viewer, Workspace: "Müller & Söhne"},
		"cn=redaktion,ou=x=lead@a=editor@b":     {Group: "cn=redaktion,ou=x", Role: plan.Lead, Workspace: "a=editor@b"},
		"/stetig/leitung=lead@info@example.org": {Group: "/stetig/leitung", Role: plan.Lead, Workspace: "info@example.org"},
		"":                                      {},
		"redaktion":                             {},
		"redaktion=editor":                      {},
		"redaktion=editor@":                     {},
		"=editor@Musterwerk":                    {},
		"redaktion=chef@Musterwerk":             {},
		"redaktion=Editor@Musterwerk":           {},
	} {
		got, err := app.ParseGroupRole(text)
		wantSame(t, text, got, want)
		if (err == nil) != (want != app.GroupRole{}) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestMembershipsFollowGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "alle=viewer@Musterwerk", "redaktion=editor@Musterwerk", "extern=contributor@"+d.workspace(t).ID)
		var member string
		var rights int
		for _, step := range []struct {
			name   string
			groups []string
			want   string
			code   plan.Code
			raised bool
		}{
			{"a newcomer, by the highest", []string{"alle", "redaktion", "extern"}, "Ben Beispiel editor", "", true},
			{"again", []string{"redaktion"}, "Ben Beispiel editor", "", false},
			{"down", []string{"alle", "extern"}, "Ben Beispiel contributor", "", true},
			{"further down", []string{"alle", "other"}, "Ben Beispiel viewer", "", true},
			{"out", []string{"other"}, "-Ben Beispiel viewer", plan.CodeForbidden, true},
			{"still out", nil, "-Ben Beispiel viewer", plan.CodeForbidden, false},
			{"in again, and up", []string{"redaktion"}, "Ben Beispiel editor", "", true},
		} {
			d.now = d.now.Add(time.Hour)
			in, err := d.SignInByIdentity(office, ben(step.groups...))
			mustBe(t, step.name, err, step.code)
			wantSame(t, step.name, d.members(t), []string{"Anna Muster lead", step.want})
			found, id := d.memberCalled(t, "Ben Beispiel")
			if !found.ByGroup || member != "" && id != member {
				t.Errorf("%s: member %+v, before %s", step.name, found, member)
			}
			user := readUser(t, s, found.UserID)
			if raised := user.Rights > rights && rights > 0; raised != step.raised && rights > 0 {
				t.Errorf("%s: rights went from %d to %d", step.name, rights, user.Rights)
			}
			if err == nil && in.Rights != user.Rights {
				t.Errorf("%s: the session has rights %d, the user %d", step.name, in.Rights, user.Rights)
			}
			member, rights = id, user.Rights
		}
	})
}

func (d *door) memberCalled(t *testing.T, name string) (plan.Member, string) {
	t.Helper()
	members, _, err := d.Members(context.Background(), d.actor(t, d.anna), d.workspace(t).ID, app.MemberFilter{}, app.Page{Limit: 100})
	must(t, err)
	for _, m := range members {
		if m.Name == name {
			return m, m.ID
		}
	}
	t.Fatalf("nobody is called %s", name)
	return plan.Member{}, ""
}

// A session of before does not outlive the group that it came by.
func TestGroupsEndSessionsToo(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "redaktion=editor@Musterwerk")
		in, err := d.SignInByIdentity(office, ben("redaktion"))
		must(t, err)
		ws := d.workspace(t).ID
		if _, err := d.Member(office, d.actor(t, in), ws, "x"); plan.CodeOf(err) != plan.CodeNotFound || !strings.Contains(err.Error(), "member") {
			t.Fatalf("an editor is told %v", err)
		}
		_, err = d.SignInByIdentity(office, ben())
		mustBe(t, "without a group", err, plan.CodeForbidden)
		_, err = d.AuthenticateSession(office, in.SessionID)
		mustBe(t, "a session of before", err, plan.CodeUnauthenticated)
	})
}

func TestMembershipsByHandDoNotFollowGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "leitung=lead@Musterwerk", "alle=viewer@Musterwerk")
		_, err := d.MakeUser(office, app.UserDraft{Email: "ben@example.org", Name: "Ben", Role: plan.Contributor})
		must(t, err)
		for _, groups := range [][]string{{"leitung"}, {"alle"}, nil} {
			_, err := d.SignInByIdentity(office, ben(groups...))
			must(t, err)
			wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "Ben contributor"})
		}
	})
}

// Whom a lead has put out by hand, no group brings in again; whom a lead has let
// in again, no group puts out.
func TestALeadsHandIsStrongerThanGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "redaktion=editor@Musterwerk")
		_, err := d.SignInByIdentity(office, ben("redaktion"))
		must(t, err)
		_, id := d.memberCalled(t, "Ben Beispiel")
		ws, by := d.workspace(t).ID, d.actor(t, d.anna)
		gone, back := true, false
		_, err = d.ChangeMember(office, by, ws, id, nil, app.MemberPatch{Deactivated: &gone})
		must(t, err)
		_, err = d.SignInByIdentity(office, ben("redaktion"))
		mustBe(t, "put out by hand", err, plan.CodeForbidden)
		_, err = d.ChangeMember(office, by, ws, id, nil, app.MemberPatch{Deactivated: &back})
		must(t, err)
		_, err = d.SignInByIdentity(office, ben())
		mustBe(t, "let in by hand", err, "")
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "Ben Beispiel editor"})
	})
}

func TestTheLastLeadStaysWhateverTheGroupsSay(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		log := d.withGroups(t, "leitung=lead@Musterwerk", "alle=viewer@Musterwerk")
		_, err := d.SignInByIdentity(office, ben("leitung"))
		must(t, err)
		_, anna := d.memberCalled(t, "Anna Muster")
		viewer := plan.Viewer
		_, err = d.ChangeMember(office, d.actor(t, d.anna), d.workspace(t).ID, anna, nil, app.MemberPatch{Role: &viewer})
		must(t, err)
		for _, groups := range [][]string{{"alle"}, nil} {
			_, err = d.SignInByIdentity(office, ben(groups...))
			must(t, err)
			wantSame(t, "members", d.members(t), []string{"Anna Muster viewer", "Ben Beispiel lead"})
		}
		if n := strings.Count(log.String(), "last active lead"); n != 2 {
			t.Errorf("the log says so %d times: %s", n, log)
		}
	})
}

// Who goes with their group leaves what they own unowned, as if a lead had
// deactivated them; who comes back has it again.
func TestGapsFollowGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "redaktion=editor@Musterwerk")
		_, err := d.SignInByIdentity(office, ben("redaktion"))
		must(t, err)
		_, id := d.memberCalled(t, "Ben Beispiel")
		ws, by := d.workspace(t).ID, d.actor(t, d.anna)
		channel, err := d.CreateChannel(office, by, ws, app.ChannelDraft{Name: "Werkblog", Platform: "blog", Status: plan.Active})
		must(t, err)
		_, err = d.CreatePlan(office, by, ws, app.PlanDraft{
			ChannelID: channel.ID, OwnerID: id, Name: "2027", Span: plan.Span{From: plan.Date(2027, 1, 1), To: plan.Date(2027, 12, 31)},
			Cadence: plan.Cadence{Quota: 1, Per: plan.PerWeek},
		})
		must(t, err)
		unowned := func() int {
			gaps, _, err := d.Gaps(office, by, ws, app.GapFilter{Rules: []continuity.Rule{continuity.Unowned}, States: []continuity.GapState{continuity.Open}}, app.Page{Limit: 100})
			must(t, err)
			return len(gaps)
		}
		before := unowned()
		_, err = d.SignInByIdentity(office, ben())
		mustBe(t, "without a group", err, plan.CodeForbidden)
		if during := unowned(); during != before+1 {
			t.Errorf("%d gaps are open for want of an owner, before %d", during, before)
		}
		_, err = d.SignInByIdentity(office, ben("redaktion"))
		must(t, err)
		if after := unowned(); after != before {
			t.Errorf("%d gaps are open for want of an owner, at first %d", after, before)
		}
		lines, _, err := d.Audit(office, by, ws, app.AuditFilter{SubjectKind: "member", SubjectID: id}, app.Page{Limit: 100})
		must(t, err)
		var told []string
		for _, line := range lines {
			if line.MemberID != "" {
				t.Errorf("%s is told as %s's doing", line.Action, line.MemberID)
			}
			told = append(told, line.Action)
		}
		wantSame(t, "audit", told, []string{"changed", "changed", "created"})
	})
}

func TestGroupsOfSeveralWorkspaces(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		by := d.actor(t, d.anna)
		second, err := d.CreateWorkspace(office, by, app.WorkspaceDraft{Name: "Fremdwerk"})
		must(t, err)
		for range 2 {
			_, err := d.CreateWorkspace(office, by, app.WorkspaceDraft{Name: "Zwilling"})
			must(t, err)
		}
		d.withGroups(t, "a=editor@musterwerk", "b=viewer@"+second.ID, "a=lead@Zwilling", "a=lead@Nirgendwo")
		in, err := d.SignInByIdentity(office, ben("a", "b"))
		must(t, err)
		me, err := d.Me(office, d.actor(t, in))
		must(t, err)
		roles := map[string]plan.Role{}
		for _, m := range me.Memberships {
			roles[m.WorkspaceName] = m.Role
		}
		wantSame(t, "memberships", roles, map[string]plan.Role{"Musterwerk": plan.Editor, "Fremdwerk": plan.Viewer})
		in, err = d.SignInByIdentity(office, ben("b"))
		must(t, err)
		me, err = d.Me(office, d.actor(t, in))
		must(t, err)
		if len(me.Memberships) != 1 || me.Memberships[0].WorkspaceID != second.ID {
			t.Errorf("memberships %+v", me.Memberships)
		}
	})
}

// Whose address a lead has added comes in through the provider without any group;
// whom a lead has put out before they ever came, stays out with all groups.
func TestWhomALeadHasAddedComesIn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.withGroups(t, "leitung=lead@Musterwerk")
		ws, by := d.workspace(t).ID, d.actor(t, d.anna)
		added, err := d.AddMember(office, by, ws, app.MemberDraft{Name: "Ben", Email: "Ben@Example.org", Role: plan.Contributor})
		must(t, err)
		if added.UserID != "" {
			t.Fatal("a member has a user that nobody has shown to be theirs")
		}
		gone := true
		_, err = d.ChangeMember(office, by, ws, added.ID, nil, app.MemberPatch{Deactivated: &gone})
		must(t, err)
		_, err = d.SignInByIdentity(office, ben("leitung"))
		mustBe(t, "put out before", err, plan.CodeForbidden)
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "-Ben contributor"})

		eva := app.Identity{Issuer: issuer, Subject: "eva-3", Email: "eva@example.org", Name: "Eva Neu"}
		_, err = d.SignInByIdentity(office, eva)
		mustBe(t, "not added yet", err, plan.CodeForbidden)
		_, err = d.AddMember(office, by, ws, app.MemberDraft{Name: "Frau Neu", Email: "eva@example.org", Role: plan.Editor})
		must(t, err)
		in, err := d.SignInByIdentity(office, eva)
		must(t, err)
		me, err := d.Me(office, d.actor(t, in))
		must(t, err)
		if len(me.Memberships) != 1 || me.Memberships[0].Role != plan.Editor || me.Name != "Eva Neu" {
			t.Errorf("came in as %+v", me)
		}
		wantSame(t, "members", d.members(t), []string{"Anna Muster lead", "-Ben contributor", "Frau Neu editor"})
	})
}
