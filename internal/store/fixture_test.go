package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// made is when everything in these tests was made.
var made = time.Date(2026, time.November, 20, 9, 30, 0, 0, time.UTC)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func berlin(tb testing.TB) *time.Location {
	tb.Helper()
	zone, err := plan.LoadZone("Europe/Berlin")
	if err != nil {
		tb.Fatal(err)
	}
	return zone
}

// write runs fn in a transaction that must succeed.
func write(tb testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	tb.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		tb.Fatalf("write: %v", err)
	}
}

// read runs fn in a reading transaction that must succeed.
func read(tb testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	tb.Helper()
	if err := s.Read(context.Background(), fn); err != nil {
		tb.Fatalf("read: %v", err)
	}
}

// refused runs fn in a transaction that must fail with the code.
func refused(tb testing.TB, s *store.Store, want plan.Code, fn func(tx *store.Tx) error) {
	tb.Helper()
	err := s.Write(context.Background(), fn)
	if got := plan.CodeOf(err); got != want || err == nil {
		tb.Errorf("refused with code %q (%v), want %q", got, err, want)
	}
}

// same fails where got is not want.
func same(tb testing.TB, what string, got, want any) {
	tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// team is a workspace with a member and a channel.
type team struct {
	plan.Workspace
	owner   plan.Member
	channel plan.Channel
}

func newWorkspace(name string) plan.Workspace {
	return plan.Workspace{
		ID: newID(), Name: name, TimeZone: "Europe/Berlin", Language: "de", ReportDay: time.Monday, ReportMinute: 360,
		CreatedAt: made, UpdatedAt: made,
	}
}

func newMember(ws, name string) plan.Member {
	return plan.Member{
		ID: newID(), WorkspaceID: ws, Name: name, Email: "post@example.org", Role: plan.Editor, CreatedAt: made, UpdatedAt: made,
	}
}

func newChannel(ws, name string) plan.Channel {
	return plan.Channel{
		ID: newID(), WorkspaceID: ws, Name: name, Platform: "blog", Status: plan.Active, TimeZone: "Europe/Berlin",
		Grace: plan.DefaultGrace, Color: "#336699", Link: "https://example.org/", CreatedAt: made, UpdatedAt: made,
	}
}

func newPlan(c plan.Channel, from, to plan.Day) plan.Plan {
	return plan.Plan{
		ID: newID(), WorkspaceID: c.WorkspaceID, ChannelID: c.ID, Name: "Jahresplan", Span: plan.Span{From: from, To: to},
		Cadence: plan.Cadence{Quota: 2, Per: plan.PerWeek}, LeadTime: plan.DefaultLeadTime, CreatedAt: made, UpdatedAt: made,
	}
}

func newEntry(c plan.Channel, title string, state plan.State) plan.Entry {
	return plan.Entry{
		ID: newID(), WorkspaceID: c.WorkspaceID, ChannelID: c.ID, Title: title, State: state,
		CreatedAt: made, UpdatedAt: made, RenderedAt: made,
	}
}

func on(e plan.Entry, day plan.Day) plan.Entry {
	e.PublishOn = &day
	return e
}

func at(e plan.Entry, t time.Time) plan.Entry {
	e.PublishAt = t.UTC()
	return e
}

// newTeam stores a workspace with a member and an active channel of theirs.
func newTeam(tb testing.TB, s *store.Store, name string) team {
	tb.Helper()
	t := team{Workspace: newWorkspace(name)}
	t.owner = newMember(t.ID, "Änne Öztürk")
	t.channel = newChannel(t.ID, "Blog")
	t.channel.OwnerID, t.channel.OwnerAcceptedAt = t.owner.ID, made
	write(tb, s, func(tx *store.Tx) error {
		if err := tx.CreateWorkspace(&t.Workspace); err != nil {
			return err
		}
		if err := tx.CreateMember(&t.owner); err != nil {
			return err
		}
		return tx.CreateChannel(&t.channel)
	})
	return t
}

// store entries of a channel in Berlin.
func storeEntries(tb testing.TB, s *store.Store, entries ...*plan.Entry) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) error { return tx.CreateEntries(entries, berlin(tb)) })
}
