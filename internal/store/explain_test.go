package store_test

import (
	"regexp"
	"strings"
	"testing"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// What is asked often, or of a workspace of any size, goes through the index
// made for it. SQLite's plans do not depend on what is stored; PostgreSQL's do,
// so of it only that an index can serve is asked.
func TestHotQueriesUseAnIndex(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		year := newPlan(team.channel, 20_000, 20_364)
		feed := newFeed(team, "token")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreatePlan(&year); err != nil {
				return err
			}
			return tx.CreateFeed(&feed)
		})
		timed(t, s, &team.owner)
		from, to := plan.Day(20_000), plan.Day(20_030)
		yes, no := true, false
		cursor, cursorGaps := cursorOfEntries(t, s, team, store.ByDate), cursorOfGaps(t, s, team)
		cursorByTitle := cursorOfEntries(t, s, team, store.ByTitle)
		live := []continuity.GapState{continuity.Open, continuity.Accepted}
		for name, c := range map[string]struct {
			ask  func(*store.Tx) error
			want []string // indexes SQLite uses
		}{
			"month": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{From: &from, To: &to}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)"}},
			"month of a channel": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{ChannelIDs: []string{team.channel.ID}, From: &from, To: &to}, store.Page{})
				return err
			}, []string{"entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)"}},
			"a member's month": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{OwnerIDs: []string{team.owner.ID}, From: &from, To: &to}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)"}},
			"a member's entries": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{OwnerIDs: []string{team.owner.ID, "x"}}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=?)"}},
			"next page": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{}, store.Page{Cursor: cursor})
				return err
			}, []string{"entries_by_day (workspace_id=? AND (local_day,local_time,id)>(?,?,?))"}},
			"backlog": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Undated: &yes}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day=?)"}},
			"latest first": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByDateBackwards}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=?)"}},
			"last changed": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByChangeBackwards}, store.Page{})
				return err
			}, []string{"entries_by_change (workspace_id=?)"}},
			"by title": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByTitle, TopicIDs: []string{"x"}}, store.Page{})
				return err
			}, []string{"entries_by_title (workspace_id=?)"}},
			"next page by title": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByTitle}, store.Page{Cursor: cursorByTitle})
				return err
			}, []string{"entries_by_title (workspace_id=? AND (title_key,id)>(?,?))"}},
			"a month by title": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByTitle, From: &from, To: &to}, store.Page{})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)"}},
			"words by title": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Sort: store.ByTitle, Search: "zeppelin"}, store.Page{})
				return err
			}, []string{"entries_by_title (workspace_id=?)"}},
			"to come": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{States: []plan.State{plan.Planned, plan.InReview}}, store.Page{})
				return err
			}, []string{"entries_pending_by_day (workspace_id=?)"}},
			"to approve": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Awaits: &store.Approver{MemberID: team.owner.ID, OfAll: true}, Sort: store.ByTitle}, store.Page{})
				return err
			}, []string{"entries_pending_by_day (workspace_id=?)"}},
			"how many": {func(tx *store.Tx) error {
				_, err := tx.CountEntries(team.ID, store.EntryFilter{})
				return err
			}, []string{"entries_by_day (workspace_id=?)"}},
			"how many of states": {func(tx *store.Tx) error {
				_, err := tx.CountEntries(team.ID, store.EntryFilter{States: []plan.State{plan.Published, plan.Idea}, Sort: store.ByTitle})
				return err
			}, []string{"COVERING INDEX entries_by_week (workspace_id=?)"}},
			"how many to come": {func(tx *store.Tx) error {
				_, err := tx.CountEntries(team.ID, store.EntryFilter{States: []plan.State{plan.Drafting}})
				return err
			}, []string{"entries_pending_by_day (workspace_id=?)"}},
			"how many of a member": {func(tx *store.Tx) error {
				_, err := tx.CountEntries(team.ID, store.EntryFilter{OwnerIDs: []string{team.owner.ID}})
				return err
			}, []string{"entries_by_owner (workspace_id=? AND owner_id=?)"}},
			"a member's views": {func(tx *store.Tx) error {
				_, _, err := tx.SavedViews(team.ID, team.owner.ID, store.Page{})
				return err
			}, []string{"saved_views_by_member (workspace_id=? AND member_id=?)", "saved_views_shared (workspace_id=? AND shared=?)"}},
			"a bulk": {func(tx *store.Tx) error {
				_, _, err := tx.Bulk(team.ID, "x")
				if plan.CodeOf(err) == plan.CodeNotFound {
					return nil
				}
				return err
			}, []string{"bulks_2 (workspace_id=? AND id=?)"}},
			"one entry": {func(tx *store.Tx) error {
				_, err := tx.Entry(team.ID, "x", true)
				if plan.CodeOf(err) == plan.CodeNotFound {
					return nil
				}
				return err
			}, []string{"entries_1 (id=?)"}},
			"import keys": {func(tx *store.Tx) error {
				_, err := tx.ImportKeys(team.ID, team.channel.ID, []string{"a", "b"})
				return err
			}, []string{"entries_imported (workspace_id=? AND channel_id=? AND import_key=?)"}},
			"snapshot": {func(tx *store.Tx) error {
				_, err := tx.Snapshot(team.ID, team.channel.ID, made)
				return err
			}, []string{
				"entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)",
				"entries_pending (workspace_id=? AND channel_id=? AND local_day<?)",
				"entries_published (workspace_id=? AND channel_id=? AND local_day<?)",
				"plans_by_channel (workspace_id=? AND channel_id=?)", "pauses_by_channel (workspace_id=? AND channel_id=?)",
				"absences_by_last_day (workspace_id=? AND ends_on>?)",
			}},
			"absences of a span": {func(tx *store.Tx) error {
				_, _, err := tx.Absences(team.ID, store.AbsenceFilter{Overlaps: &year.Span}, store.Page{})
				return err
			}, []string{"absences_by_start (workspace_id=? AND starts_on<?)"}},
			"a member's absences": {func(tx *store.Tx) error {
				_, _, err := tx.Absences(team.ID, store.AbsenceFilter{MemberIDs: []string{team.owner.ID}, Overlaps: &year.Span}, store.Page{})
				return err
			}, []string{"absences_by_member (workspace_id=? AND member_id=? AND starts_on<?)"}},
			"due channels": {func(tx *store.Tx) error {
				_, _, err := tx.ChannelsDue(made, store.Page{})
				return err
			}, []string{"channels_due (scan_due_at<?)"}},
			"live gaps": {func(tx *store.Tx) error {
				_, _, err := tx.Gaps(team.ID, store.GapFilter{States: live}, store.Page{})
				return err
			}, []string{"gaps_live (workspace_id=?)"}},
			"gaps": {func(tx *store.Tx) error {
				_, _, err := tx.Gaps(team.ID, store.GapFilter{}, store.Page{})
				return err
			}, []string{"gaps_by_severity (workspace_id=?)"}},
			"next page of gaps": {func(tx *store.Tx) error {
				_, _, err := tx.Gaps(team.ID, store.GapFilter{}, store.Page{Cursor: cursorGaps})
				return err
			}, []string{"gaps_by_severity (workspace_id=? AND (severity,starts_on)>(?,?))"}},
			"gaps of a year": {func(tx *store.Tx) error {
				_, err := tx.GapMarks(team.ID, year.Span, []continuity.Rule{continuity.Cadence}, live)
				return err
			}, []string{"COVERING INDEX gaps_by_last_day (workspace_id=? AND ends_on>?)"}},
			"gaps of a channel": {func(tx *store.Tx) error {
				_, err := tx.GapsOfChannel(team.ID, team.channel.ID)
				return err
			}, []string{"gaps_by_fingerprint (workspace_id=? AND channel_id=?)"}},
			"gaps of a member": {func(tx *store.Tx) error {
				_, err := tx.GapsOfMember(team.ID, team.owner.ID)
				return err
			}, []string{"gaps_of_members (workspace_id=? AND subject_id=?)"}},
			"due members": {func(tx *store.Tx) error {
				_, _, err := tx.MembersDue(made, store.Page{})
				return err
			}, []string{"members_due (scan_due_at<?)"}},
			"a member's work": {func(tx *store.Tx) error {
				_, err := tx.Workload(team.ID, team.owner.ID, made)
				return err
			}, []string{
				"entries_by_owner (workspace_id=? AND owner_id=? AND local_day>? AND local_day<?)",
				"entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)",
			}},
			"a channel's work": {func(tx *store.Tx) error {
				_, err := tx.ChannelLoads(team.ID, team.channel.ID, made)
				return err
			}, []string{"members_with_time (workspace_id=?)", "entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)"}},
			"everybody's work": {func(tx *store.Tx) error {
				_, err := tx.Workloads(team.ID, year.Span)
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)"}},
			"history of a gap": {func(tx *store.Tx) error {
				_, err := tx.GapEvents(team.ID, "x")
				return err
			}, []string{"gap_events_by_gap (workspace_id=? AND gap_id=?)"}},
			"year of channels": {func(tx *store.Tx) error {
				_, _, err := tx.Channels(team.ID, store.ChannelFilter{}, store.Page{})
				return err
			}, []string{"channels_by_position (workspace_id=?)"}},
			"plans of a year": {func(tx *store.Tx) error {
				_, _, err := tx.Plans(team.ID, store.PlanFilter{Overlaps: &year.Span}, store.Page{})
				return err
			}, []string{"plans_by_start (workspace_id=? AND starts_on<?)"}},
			"themes of a year": {func(tx *store.Tx) error {
				_, _, err := tx.Themes(team.ID, store.ThemeFilter{Overlaps: &year.Span}, store.Page{})
				return err
			}, []string{"themes_by_start (workspace_id=? AND starts_on<?)"}},
			"history of an entry": {func(tx *store.Tx) error {
				_, _, err := tx.History(team.ID, "entry", "x", store.Page{})
				return err
			}, []string{"audit_by_subject (workspace_id=? AND subject_kind=? AND subject_id=?)"}},
			"audit log": {func(tx *store.Tx) error {
				_, _, err := tx.Audit(team.ID, store.AuditFilter{}, store.Page{})
				return err
			}, []string{"audit_by_time (workspace_id=?)"}},
			"audit log of days": {func(tx *store.Tx) error {
				_, _, err := tx.Audit(team.ID, store.AuditFilter{From: made, To: made}, store.Page{})
				return err
			}, []string{"audit_by_time (workspace_id=? AND at>? AND at<?)"}},
			"audit log of a member": {func(tx *store.Tx) error {
				_, _, err := tx.Audit(team.ID, store.AuditFilter{MemberID: "x"}, store.Page{})
				return err
			}, []string{"audit_by_member (workspace_id=? AND member_id=?)"}},
			"audit log of an action": {func(tx *store.Tx) error {
				_, _, err := tx.Audit(team.ID, store.AuditFilter{Action: "refused", From: made}, store.Page{})
				return err
			}, []string{"audit_by_action (workspace_id=? AND action=? AND at>?)"}},
			"audit log of a kind": {func(tx *store.Tx) error {
				_, _, err := tx.Audit(team.ID, store.AuditFilter{SubjectKind: "gap"}, store.Page{})
				return err
			}, []string{"audit_by_kind (workspace_id=? AND subject_kind=?)"}},
			"server's audit log": {func(tx *store.Tx) error {
				_, _, err := tx.ServerAudit(store.ServerAuditFilter{From: made}, store.Page{})
				return err
			}, []string{"server_audit_by_time (at>?)"}},
			"server's audit log of a user": {func(tx *store.Tx) error {
				_, _, err := tx.ServerAudit(store.ServerAuditFilter{UserID: "x", Action: "signed_in", From: made}, store.Page{})
				return err
			}, []string{"server_audit_by_user (user_id=? AND at>?)"}},
			"server's audit log of an action": {func(tx *store.Tx) error {
				_, _, err := tx.ServerAudit(store.ServerAuditFilter{Action: "revoked"}, store.Page{})
				return err
			}, []string{"server_audit_by_action (action=?"}},
			"tokens of a user": {func(tx *store.Tx) error {
				_, _, err := tx.TokensOf("x", "", store.Page{})
				return err
			}, []string{"tokens_by_user (user_id=?)"}},
			"tokens of a workspace": {func(tx *store.Tx) error {
				_, _, err := tx.WorkspaceTokens(team.ID, store.Page{})
				return err
			}, []string{"tokens_by_workspace (workspace_id=?)", "members_by_user (workspace_id=? AND user_id=?)"}},
			"member of a user": {func(tx *store.Tx) error {
				_, _, err := tx.WorkspacesOf("x", store.Page{})
				return err
			}, []string{"members_of_user (user_id=?)"}},
			"feed by token": {func(tx *store.Tx) error {
				_, err := tx.FeedByToken(feed.TokenHash)
				return err
			}, []string{"feeds_by_token (token_hash=?)"}},
			"shared link by token": {func(tx *store.Tx) error {
				_, err := tx.SharedLinkByToken(feed.TokenHash)
				if plan.CodeOf(err) == plan.CodeNotFound {
					err = nil
				}
				return err
			}, []string{"shared_links_by_token (token_hash=?)"}},
			"shared links of a member": {func(tx *store.Tx) error {
				_, _, err := tx.SharedLinks(team.ID, team.owner.ID, store.Page{})
				return err
			}, []string{"shared_links_by_creator (workspace_id=? AND created_by=?)"}},
			"users": {func(tx *store.Tx) error {
				_, _, err := tx.Users(store.UserFilter{}, store.Page{})
				return err
			}, []string{"users_by_email (email_key>?)", "members_of_user (user_id=?)"}},
			"administrators": {func(tx *store.Tx) error {
				_, _, err := tx.Users(store.UserFilter{Admin: &yes, Active: &yes}, store.Page{})
				return err
			}, []string{"users_administrators (email_key>?)"}},
			"deactivated users": {func(tx *store.Tx) error {
				_, _, err := tx.Users(store.UserFilter{Active: &no}, store.Page{})
				return err
			}, []string{"users_deactivated (email_key>?)"}},
			"users found": {func(tx *store.Tx) error {
				_, _, err := tx.Users(store.UserFilter{Search: "Jana example"}, store.Page{})
				return err
			}, []string{"PRIMARY KEY (word>? AND word<?)"}},
			"requests": {func(tx *store.Tx) error {
				_, _, err := tx.OwnershipRequests("x", "", store.Page{})
				return err
			}, []string{"members_of_user (user_id=?)", "channels_asked (workspace_id=? AND owner_id=?)"}},
			"what is kept of a user": {func(tx *store.Tx) error {
				for _, kind := range store.KeptOfUser() {
					if _, err := tx.CountKept(kind, store.KeptBy{UserID: "x"}); err != nil {
						return err
					}
				}
				_, err := tx.MembershipsOf("x")
				return err
			}, []string{"tokens_by_user (user_id=?)", "sessions_by_user (user_id=?)", "identities_by_user (user_id=?)", "server_audit_by_user (user_id=?)"}},
			"what is kept of a member": {func(tx *store.Tx) error {
				for _, kind := range store.KeptOfMember() {
					if _, err := tx.CountKept(kind, store.KeptBy{WorkspaceID: team.ID, MemberID: "x"}); err != nil {
						return err
					}
				}
				return nil
			}, []string{
				"absences_by_member (workspace_id=? AND member_id=?)", "comments_by_author (workspace_id=? AND author_id=?)",
				"comment_mentions_of_member (workspace_id=? AND member_id=?)", "entries_by_owner (workspace_id=? AND owner_id=?)",
				"channels_by_owner (workspace_id=? AND owner_id=?)", "plans_by_owner (workspace_id=? AND owner_id=?)",
				"feeds_by_creator (workspace_id=? AND created_by=?)", "audit_by_member (workspace_id=? AND member_id=?)",
			}},
			"token": {func(tx *store.Tx) error {
				_, _, err := tx.TokenByHash([]byte("x"))
				if plan.CodeOf(err) == plan.CodeNotFound {
					return nil
				}
				return err
			}, []string{"tokens_by_hash (hash=?)"}},
			"feed's entries": {func(tx *store.Tx) error {
				_, err := tx.FeedEntries(team.ID, store.FeedEntryFilter{From: from})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)", "plans_by_channel (workspace_id=? AND channel_id=? AND starts_on<?)"}},
			"a channel's feed": {func(tx *store.Tx) error {
				_, err := tx.FeedEntries(team.ID, store.FeedEntryFilter{From: from, ChannelIDs: []string{team.channel.ID}, CancelledSince: made})
				return err
			}, []string{"entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)"}},
			"feed of channels": {func(tx *store.Tx) error {
				_, err := tx.FeedEntries(team.ID, store.FeedEntryFilter{From: from, ChannelIDs: []string{team.channel.ID, "x"}})
				return err
			}, []string{"entries_by_channel (workspace_id=? AND channel_id=? AND local_day>? AND local_day<?)"}},
			"next page of a channel": {func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{ChannelIDs: []string{team.channel.ID}}, store.Page{Cursor: cursor})
				return err
			}, []string{"entries_by_channel (workspace_id=? AND channel_id=? AND (local_day,local_time,id)>(?,?,?))"}},
			"feed's cancelled entries": {func(tx *store.Tx) error {
				_, err := tx.FeedEntries(team.ID, store.FeedEntryFilter{From: from, CancelledSince: made})
				return err
			}, []string{"entries_by_day (workspace_id=? AND local_day>? AND local_day<?)", "entries_deleted (workspace_id=? AND deleted_at>?)"}},
		} {
			plans := strings.Join(s.Plans(t, c.ask), "\n")
			if plans == "" {
				t.Errorf("%s: no query was seen", name)
			}
			if scan := scans(plans); scan != "" {
				t.Errorf("%s reads a whole table (%s):\n%s", name, scan, plans)
			}
			for _, index := range c.want {
				if s.Dialect() == store.SQLite && !strings.Contains(strings.ReplaceAll(plans, "sqlite_autoindex_", ""), index) {
					t.Errorf("%s does not use %s:\n%s", name, index, plans)
				}
			}
		}
	})
}

// scans returns the first line of a query plan that reads a table from end to end.
func scans(plans string) string {
	return regexp.MustCompile(`(?m)^ *(SCAN (e|g|f|c|t|entries|gaps|gap_events|channels|feeds|tokens|plans|pauses|absences|themes|audit|members|u|m|users|sessions|identities|links|shared_links|comments|comment_mentions|invitations)\b.*|.*Seq Scan on .*)$`).FindString(plans)
}

func TestScansAreSeen(t *testing.T) {
	t.Parallel()
	for plans, want := range map[string]bool{
		"SCAN e": true, "SEARCH c USING INDEX x (a=?)\nSCAN e USING INDEX y": true, "->  Seq Scan on entries e": true,
		"SEARCH e USING INDEX x (a=?)": false, "SCAN predecessor": false, "Index Scan using x on entries": false,
	} {
		if got := scans(plans) != ""; got != want {
			t.Errorf("%q: scan seen %v, want %v", plans, got, want)
		}
	}
}

func cursorOfEntries(tb testing.TB, s *store.Store, team team, order store.EntrySort) (cursor string) {
	tb.Helper()
	a, b := newEntry(team.channel, "a", plan.Idea), newEntry(team.channel, "b", plan.Idea)
	storeEntries(tb, s, &a, &b)
	read(tb, s, func(tx *store.Tx) (err error) {
		_, cursor, err = tx.Entries(team.ID, store.EntryFilter{Sort: order}, store.Page{Limit: 1})
		return err
	})
	return cursor
}

func cursorOfGaps(tb testing.TB, s *store.Store, team team) (cursor string) {
	tb.Helper()
	a, b := newGap(team.channel, continuity.Cadence, continuity.Missed, 1), newGap(team.channel, continuity.Cadence, continuity.Missed, 2)
	saveGaps(tb, s, &a, &b)
	read(tb, s, func(tx *store.Tx) (err error) {
		_, cursor, err = tx.Gaps(team.ID, store.GapFilter{}, store.Page{Limit: 1})
		return err
	})
	return cursor
}
