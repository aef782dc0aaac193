package store_test

import (
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestAbsences(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, strangers := newTeam(t, s, "Werk"), newTeam(t, s, "Fremd")
		today := plan.DayOf(made, berlin(t))
		var absences []plan.Absence
		for i, from := range []plan.Day{today + 100, today - 9, today - 3} {
			a := plan.Absence{
				ID: newID(), WorkspaceID: team.ID, MemberID: team.owner.ID, Span: plan.Span{From: from, To: from + 3},
				Reason: []string{"Urlaub", "", "Messe"}[i], CreatedAt: made, UpdatedAt: made,
			}
			write(t, s, func(tx *store.Tx) error { return tx.CreateAbsence(&a) })
			absences = append(absences, a)
		}
		list := func(ws string, filter store.AbsenceFilter) []plan.Absence {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Absence, string, error) { return tx.Absences(ws, filter, p) })
		}
		same(t, "absences", list(team.ID, store.AbsenceFilter{}), []plan.Absence{absences[1], absences[2], absences[0]})
		same(t, "of others", list(strangers.ID, store.AbsenceFilter{}), []plan.Absence{})
		same(t, "of nobody here", list(team.ID, store.AbsenceFilter{MemberIDs: []string{strangers.owner.ID}}), []plan.Absence{})
		span := plan.Span{From: today - 6, To: today - 3}
		same(t, "of a span", list(team.ID, store.AbsenceFilter{MemberIDs: []string{team.owner.ID}, Overlaps: &span}), []plan.Absence{absences[1], absences[2]})

		read(t, s, func(tx *store.Tx) error {
			snapshot, err := tx.Snapshot(team.ID, team.channel.ID, made)
			got := map[string]bool{}
			for _, a := range snapshot.Absences {
				got[a.ID] = true
			}
			same(t, "not over", got, map[string]bool{absences[0].ID: true, absences[2].ID: true})
			return err
		})

		stale := absences[0]
		absences[0].Span.To, absences[0].Reason = today+120, "länger"
		write(t, s, func(tx *store.Tx) error { return tx.UpdateAbsence(&absences[0]) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Absence(team.ID, absences[0].ID)
			same(t, "absence", got, absences[0])
			return err
		})
		same(t, "version", absences[0].Version, 2)
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateAbsence(&stale) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeleteAbsence(team.ID, absences[0].ID, 1) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeleteAbsence(strangers.ID, absences[0].ID, 2) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Absence(strangers.ID, absences[0].ID); return err })
		for _, change := range []func(*plan.Absence){
			func(a *plan.Absence) { a.MemberID = strangers.owner.ID },
			func(a *plan.Absence) { a.DeputyID = strangers.owner.ID },
		} {
			across := stale
			across.ID = newID()
			change(&across)
			refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateAbsence(&across) })
		}
		write(t, s, func(tx *store.Tx) error { return tx.DeleteAbsence(team.ID, absences[0].ID, 2) })
		same(t, "left", list(team.ID, store.AbsenceFilter{}), []plan.Absence{absences[1], absences[2]})
	})
}
