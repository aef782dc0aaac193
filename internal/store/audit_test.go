package store_test

import (
	"fmt"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestAuditIsFiltered(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, others := newTeam(t, s, "Werk"), newTeam(t, s, "Fremd")
		add := func(ws, member, kind, subject, action string, at time.Time) store.AuditRow {
			line := store.AuditRow{
				ID: newID(), WorkspaceID: ws, At: at, MemberID: member, TokenID: "t1", Address: "2001:db8::7",
				SubjectKind: kind, SubjectID: subject, Action: action, Changes: []store.Change{{Field: "state", To: "planned"}},
			}
			write(t, s, func(tx *store.Tx) error { return tx.AddAudit(line) })
			return line
		}
		first := add(team.ID, team.owner.ID, "entry", "e1", "created", made)
		second := add(team.ID, "", "entry", "e2", "changed", made)
		third := add(team.ID, team.owner.ID, "plan", "e1", "changed", made.Add(time.Second))
		add(others.ID, others.owner.ID, "entry", "e1", "created", made)
		for name, c := range map[string]struct {
			filter store.AuditFilter
			want   []store.AuditRow
		}{
			"all":               {store.AuditFilter{}, []store.AuditRow{third, second, first}},
			"member":            {store.AuditFilter{MemberID: team.owner.ID}, []store.AuditRow{third, first}},
			"another's member":  {store.AuditFilter{MemberID: others.owner.ID}, nil},
			"kind":              {store.AuditFilter{SubjectKind: "entry"}, []store.AuditRow{second, first}},
			"subject":           {store.AuditFilter{SubjectKind: "entry", SubjectID: "e1"}, []store.AuditRow{first}},
			"action":            {store.AuditFilter{Action: "changed"}, []store.AuditRow{third, second}},
			"from is inclusive": {store.AuditFilter{From: made.Add(time.Second)}, []store.AuditRow{third}},
			"to is not":         {store.AuditFilter{To: made.Add(time.Second)}, []store.AuditRow{second, first}},
			"everything at once": {store.AuditFilter{
				MemberID: team.owner.ID, SubjectKind: "plan", SubjectID: "e1", Action: "changed", From: made, To: made.Add(time.Minute),
			}, []store.AuditRow{third}},
		} {
			got := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.AuditRow, string, error) {
				return tx.Audit(team.ID, c.filter, p)
			})
			if len(got)+len(c.want) > 0 {
				same(t, name, got, c.want)
			}
		}
	})
}

func TestServerAudit(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, u := newTeam(t, s, "Werk"), newUser("anna@example.org")
		write(t, s, func(tx *store.Tx) error { return tx.CreateUser(&u) })
		var lines []store.ServerAuditRow // the latest first
		for i := range 5 {
			line := store.ServerAuditRow{
				ID: newID(), At: made.Add(time.Duration(i/2) * time.Second), SubjectKind: "token", SubjectID: fmt.Sprint(i), Action: "created",
			}
			if i%2 == 0 {
				line.UserID, line.TokenID, line.Address, line.WorkspaceID = u.ID, "t1", "192.0.2.7", team.ID
				line.Action, line.Changes = "revoked", []store.Change{{Field: "access", From: "write"}}
			}
			write(t, s, func(tx *store.Tx) error { return tx.AddServerAudit(line) })
			lines = append([]store.ServerAuditRow{line}, lines...)
		}
		for name, c := range map[string]struct {
			filter store.ServerAuditFilter
			want   []store.ServerAuditRow
		}{
			"all":    {store.ServerAuditFilter{}, lines},
			"user":   {store.ServerAuditFilter{UserID: u.ID}, []store.ServerAuditRow{lines[0], lines[2], lines[4]}},
			"action": {store.ServerAuditFilter{Action: "created"}, []store.ServerAuditRow{lines[1], lines[3]}},
			"span":   {store.ServerAuditFilter{From: made.Add(time.Second), To: made.Add(2 * time.Second)}, []store.ServerAuditRow{lines[1], lines[2]}},
			"both":   {store.ServerAuditFilter{UserID: u.ID, Action: "revoked", To: made.Add(time.Second)}, []store.ServerAuditRow{lines[4]}},
		} {
			got := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.ServerAuditRow, string, error) {
				return tx.ServerAudit(c.filter, p)
			})
			same(t, name, got, c.want)
		}
		lost := lines[0]
		lost.ID, lost.UserID = newID(), newID()
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.AddServerAudit(lost) })
	})
}

func TestTokenLists(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, others, u := newTeam(t, s, "Werk"), newTeam(t, s, "Fremd"), newUser("anna@example.org")
		member := newMember(team.ID, "Anna")
		member.UserID = u.ID
		abroad := newMember(others.ID, "Anna")
		abroad.UserID = u.ID
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&u); err != nil {
				return err
			}
			if err := tx.CreateMember(&abroad); err != nil {
				return err
			}
			return tx.CreateMember(&member)
		})
		add := func(ws string, ends, revoked time.Time) store.Token {
			token := store.Token{ID: newID(), UserID: u.ID, WorkspaceID: ws, Name: "x", Access: "read", ExpiresAt: ends, RevokedAt: revoked, CreatedAt: made}
			token.Hash = []byte(token.ID)
			write(t, s, func(tx *store.Tx) error { return tx.CreateToken(&token) })
			return token
		}
		all, here := add("", time.Time{}, time.Time{}), add(team.ID, made.Add(time.Hour), time.Time{})
		there, late := add(others.ID, time.Time{}, time.Time{}), add(team.ID, made, time.Time{})
		add(team.ID, time.Time{}, made) // revoked
		list := func(ws string) []store.Token {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.Token, string, error) { return tx.TokensOf(u.ID, ws, p) })
		}
		same(t, "all of a user's", list(""), []store.Token{late, there, here, all})
		same(t, "a user's in one workspace", list(team.ID), []store.Token{late, here})
		ofTeam := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.MemberToken, string, error) {
			return tx.WorkspaceTokens(team.ID, p)
		})
		same(t, "a workspace's", ofTeam, []store.MemberToken{{Token: late, MemberID: member.ID}, {Token: here, MemberID: member.ID}})
		read(t, s, func(tx *store.Tx) error {
			live, err := tx.LiveTokens(u.ID, made)
			same(t, "good ones", live, 3)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Token(there.ID)
			same(t, "token", got, there)
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Token(newID()); return err })
	})
}
