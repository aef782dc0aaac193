package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestReports(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.LatestReport(team.ID); return err })
		reports := make(map[int]store.StoredReport)
		for _, week := range []int{202653, 202701, 202652, 202702} { // the last two made up for
			r := store.StoredReport{
				ID: newID(), WorkspaceID: team.ID, Week: week, MadeAt: made, Late: week == 202652 || week == 202702,
				Body: []byte("{ \"b\": 1,\n\t\"a\":\u00e4 }"), // given back as it is, whatever it is
			}
			write(t, s, func(tx *store.Tx) error { return tx.CreateReport(&r) })
			reports[week] = r
		}
		got := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.StoredReport, string, error) { return tx.Reports(team.ID, p) })
		bare := func(week int) store.StoredReport { // a list leaves bodies out
			r := reports[week]
			r.Body = nil
			return r
		}
		same(t, "reports", got, []store.StoredReport{bare(202702), bare(202701), bare(202653), bare(202652)})
		for name, c := range map[string]struct {
			get  func(*store.Tx) (store.StoredReport, error)
			want int
		}{
			"latest":  {func(tx *store.Tx) (store.StoredReport, error) { return tx.LatestReport(team.ID) }, 202702},
			"ahead":   {func(tx *store.Tx) (store.StoredReport, error) { return tx.LatestReportAhead(team.ID) }, 202701},
			"of week": {func(tx *store.Tx) (store.StoredReport, error) { return tx.ReportOfWeek(team.ID, 202652) }, 202652},
			"by id":   {func(tx *store.Tx) (store.StoredReport, error) { return tx.Report(team.ID, reports[202653].ID) }, 202653},
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := c.get(tx)
				same(t, name, got, reports[c.want])
				return err
			})
		}
		again := reports[202701]
		again.ID = newID()
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateReport(&again) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.ReportOfWeek(team.ID, 202703); return err })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Report(newID(), reports[202653].ID); return err })
	})
}

func TestHistory(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		subject := newID()
		var lines []store.AuditRow
		for i := range 5 {
			line := store.AuditRow{
				ID: newID(), WorkspaceID: team.ID, At: made.Add(time.Duration(i/2) * time.Second), MemberID: team.owner.ID,
				SubjectKind: "entry", SubjectID: subject, Action: fmt.Sprint("change ", i),
				Changes: []store.Change{{Field: "title", From: "\"alt\" \\ 😀", To: "neu"}, {Field: "state", To: "planned"}},
			}
			lines = append([]store.AuditRow{line}, lines...)
			write(t, s, func(tx *store.Tx) error { return tx.AddAudit(line) })
		}
		other := store.AuditRow{ID: newID(), WorkspaceID: team.ID, At: made.Add(time.Hour), SubjectKind: "plan", SubjectID: subject, Action: "created"}
		write(t, s, func(tx *store.Tx) error { return tx.AddAudit(other) })
		history := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.AuditRow, string, error) {
			return tx.History(team.ID, "entry", subject, p)
		})
		same(t, "history", history, lines)
		audit := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.AuditRow, string, error) {
			return tx.Audit(team.ID, store.AuditFilter{}, p)
		})
		same(t, "audit", audit, append([]store.AuditRow{other}, lines...))
		lost := other
		lost.ID, lost.MemberID = newID(), newID()
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.AddAudit(lost) })
	})
}

func TestWhatWasSaidStaysSaid(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		gap := newGap(team.channel, continuity.Cadence, continuity.Notice, 1)
		saveGaps(t, s, &gap)
		write(t, s, func(tx *store.Tx) error {
			line := store.AuditRow{ID: newID(), WorkspaceID: team.ID, At: made, SubjectKind: "plan", SubjectID: newID(), Action: "created"}
			if err := tx.AddAudit(line); err != nil {
				return err
			}
			if err := tx.AddGapEvents(team.ID, []continuity.Event{{GapID: gap.ID, At: made, Kind: continuity.EventOpened, Seen: gap.Finding}}); err != nil {
				return err
			}
			if err := tx.AddServerAudit(store.ServerAuditRow{ID: newID(), At: made, SubjectKind: "workspace", SubjectID: team.ID, Action: "created"}); err != nil {
				return err
			}
			return tx.CreateReport(&store.StoredReport{ID: newID(), WorkspaceID: team.ID, Week: 202701, MadeAt: made, Body: []byte("{}")})
		})
		for _, table := range []string{"audit", "server_audit", "gap_events", "reports"} {
			for _, statement := range []string{"DELETE FROM " + table, "UPDATE " + table + " SET workspace_id = workspace_id"} {
				if err := s.Write(context.Background(), func(tx *store.Tx) error { return tx.Exec(statement) }); err == nil {
					t.Errorf("%s was carried out", statement)
				}
			}
		}
	})
}

func TestIdempotency(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		anna, ben := newUser("anna@example.org"), newUser("ben@example.org")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateUser(&anna); err != nil {
				return err
			}
			return tx.CreateUser(&ben)
		})
		key := store.IdempotencyKey{UserID: anna.ID, Key: "k1", RequestHash: "abc", At: made}
		claim := func(k store.IdempotencyKey) func(*store.Tx) error {
			return func(tx *store.Tx) error { return tx.ClaimIdempotency(k) }
		}
		look := func(user, name string) (row store.IdempotencyRow, found bool) {
			read(t, s, func(tx *store.Tx) (err error) {
				row, found, err = tx.Idempotency(user, name)
				return err
			})
			return row, found
		}
		if _, found := look(anna.ID, "k1"); found {
			t.Error("found a key before it was claimed")
		}
		write(t, s, claim(key))
		refused(t, s, plan.CodeConflict, claim(key))
		write(t, s, claim(store.IdempotencyKey{UserID: ben.ID, Key: "k1", RequestHash: "x", At: made.Add(time.Hour)}))
		refused(t, s, plan.CodeConflict, claim(store.IdempotencyKey{UserID: newID(), Key: "k", At: made}))
		row, found := look(anna.ID, "k1")
		same(t, "claimed", row, store.IdempotencyRow{IdempotencyKey: key})
		same(t, "found", found, true)

		header := map[string]string{"ETag": `"1"`, "Location": "/x"}
		body := []byte{0, 1, 255, '{'}
		write(t, s, func(tx *store.Tx) error { return tx.SaveIdempotencyResponse(anna.ID, "k1", 201, header, body) })
		row, _ = look(anna.ID, "k1")
		same(t, "answered", row, store.IdempotencyRow{IdempotencyKey: key, Status: 201, Headers: header, Body: body})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			return tx.SaveIdempotencyResponse(anna.ID, "k2", 201, nil, nil)
		})
		write(t, s, func(tx *store.Tx) error {
			gone, err := tx.PurgeIdempotency(made.Add(time.Second))
			same(t, "purged", gone, int64(1))
			return err
		})
		if _, found := look(anna.ID, "k1"); found {
			t.Error("a key outlived its purge")
		}
		if _, found := look(ben.ID, "k1"); !found {
			t.Error("a younger key was purged")
		}
	})
}

func TestDeletePurge(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		topics := []plan.Topic{newTopic(team.ID, "", "unbenutzt"), newTopic(team.ID, "", "im Eintrag"), newTopic(team.ID, "", "im Thema"), newTopic(team.ID, "", "bleibt")}
		for i := range 3 {
			topics[i].DeletedAt = made
		}
		oldPlan, freshPlan := newPlan(team.channel, 0, 9), newPlan(team.channel, 0, 9)
		oldPlan.DeletedAt, freshPlan.DeletedAt = made, made.Add(time.Hour)
		theme := func(p plan.Plan, topic plan.Topic) plan.Theme {
			return plan.Theme{ID: newID(), WorkspaceID: team.ID, PlanID: p.ID, TopicID: topic.ID, CreatedAt: made, UpdatedAt: made}
		}
		gone, kept := theme(oldPlan, topics[3]), theme(freshPlan, topics[2])
		old, fresh, alive := newEntry(team.channel, "alt", plan.Idea), newEntry(team.channel, "frisch", plan.Idea), newEntry(team.channel, "lebt", plan.Idea)
		old.DeletedAt, old.TopicID = made, topics[0].ID
		fresh.DeletedAt = made.Add(time.Hour)
		alive.TopicID = topics[1].ID
		write(t, s, func(tx *store.Tx) error {
			for i := range topics {
				if err := tx.CreateTopic(&topics[i]); err != nil {
					return err
				}
			}
			for _, p := range []*plan.Plan{&oldPlan, &freshPlan} {
				if err := tx.CreatePlan(p); err != nil {
					return err
				}
			}
			for _, th := range []*plan.Theme{&gone, &kept} {
				if err := tx.CreateTheme(th); err != nil {
					return err
				}
			}
			return nil
		})
		storeEntries(t, s, &old, &fresh, &alive)
		write(t, s, func(tx *store.Tx) error {
			n, err := tx.DeletePurge(made.Add(time.Second))
			same(t, "rows", n, int64(4)) // an entry, a theme, a plan, a topic
			return err
		})
		for name, get := range map[string]func(*store.Tx) error{
			"entry": func(tx *store.Tx) error { _, err := tx.Entry(team.ID, old.ID, true); return err },
			"plan":  func(tx *store.Tx) error { _, err := tx.Plan(team.ID, oldPlan.ID, true); return err },
			"theme": func(tx *store.Tx) error { _, err := tx.Theme(team.ID, gone.ID); return err },
			"topic": func(tx *store.Tx) error { _, err := tx.Topic(team.ID, topics[0].ID, true); return err },
		} {
			t.Log(name)
			refused(t, s, plan.CodeNotFound, get)
		}
		read(t, s, func(tx *store.Tx) error {
			for _, id := range []string{fresh.ID, alive.ID} {
				if _, err := tx.Entry(team.ID, id, true); err != nil {
					return err
				}
			}
			for _, topic := range topics[1:] {
				if _, err := tx.Topic(team.ID, topic.ID, true); err != nil {
					return err
				}
			}
			_, err := tx.Theme(team.ID, kept.ID)
			return err
		})
	})
}
