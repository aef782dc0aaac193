// Package loadtest fills a store with workspaces of a size, for benchmarks and
// for tests of what must not grow with a workspace. What it makes depends on the
// shape alone, ids aside.
package loadtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Now is when the workspaces are looked at: Monday, 1 March 2027, 12:00 in Berlin.
func Now() time.Time { return time.Date(lastYear, time.March, 1, 11, 0, 0, 0, time.UTC) }

// lastYear is the calendar year of every channel's last plan.
const lastYear = 2027

// Shape is the size of a workspace. Every channel has a plan for each of its
// years, of which the last is that of Now, and in each as many entries, spread
// evenly: published ones before Now, pending ones after it.
type Shape struct {
	Channels int
	Years    int
	PerYear  int  // entries of a channel in a year, at most 1440
	Slots    bool // plans promise slots on working days, not a weekly quota
}

// cadence promises about as much as there is, so that some weeks are short.
func (s Shape) cadence() plan.Cadence {
	if s.Slots {
		return plan.Cadence{Rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", TimeOfDay: 10 * 3600, Tolerance: plan.DefaultTolerance}
	}
	return plan.Cadence{Quota: max(1, (s.PerYear+51)/52), Per: plan.PerWeek}
}

// Workspace is what Fill made. Its lead owns all channels.
type Workspace struct {
	plan.Workspace
	Lead     plan.Member
	Token    string // of the lead, for the API
	Channels []plan.Channel
}

// Fill makes a workspace of a shape. Its channels have not been scanned.
func Fill(tb testing.TB, s *store.Store, shape Shape) Workspace {
	tb.Helper()
	zone, err := plan.LoadZone("Europe/Berlin")
	if err != nil {
		tb.Fatal(err)
	}
	w, topic := settle(tb, s)
	for i := range shape.Channels {
		channel := plan.Channel{
			ID: newID(), WorkspaceID: w.ID, Name: fmt.Sprintf("Kanal %03d", i+1), Platform: "blog", Status: plan.Active,
			TimeZone: "Europe/Berlin", Grace: plan.DefaultGrace, OwnerID: w.Lead.ID, OwnerAcceptedAt: w.CreatedAt, Color: "#336699", Position: i + 1,
			CreatedAt: w.CreatedAt, UpdatedAt: w.CreatedAt,
		}
		w.Channels = append(w.Channels, channel)
		write(tb, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&channel); err != nil {
				return err
			}
			for year := lastYear - shape.Years + 1; year <= lastYear; year++ {
				if err := fillYear(tx, channel, topic, year, shape, zone); err != nil {
					return err
				}
			}
			return nil
		})
	}
	write(tb, s, (*store.Tx).AnalyzeEntries) // as a database has that is not new
	return w
}

// settle makes a workspace with its lead, a token and a topic.
func settle(tb testing.TB, s *store.Store) (Workspace, plan.Topic) {
	tb.Helper()
	made := Now().AddDate(-12, 0, 0)
	secret := auth.NewAPIToken()
	w := Workspace{Token: secret.Text}
	w.Workspace = plan.Workspace{
		ID: newID(), Name: "Werk", TimeZone: "Europe/Berlin", Language: "de", ReportDay: time.Monday, ReportMinute: 360,
		CreatedAt: Now().AddDate(0, 0, -7), UpdatedAt: made, // one report is due
	}
	user := store.User{ID: newID(), Email: newID() + "@example.org", Name: "Änne Beispiel", CreatedAt: made, UpdatedAt: made}
	w.Lead = plan.Member{
		ID: newID(), WorkspaceID: w.ID, UserID: user.ID, Name: user.Name, Email: user.Email, Role: plan.Lead,
		CreatedAt: made, UpdatedAt: made,
	}
	topic := plan.Topic{ID: newID(), WorkspaceID: w.ID, Field: "Handwerk", Name: "Reparieren statt wegwerfen", CreatedAt: made, UpdatedAt: made}
	write(tb, s, func(tx *store.Tx) error {
		for _, step := range []func() error{
			func() error { return tx.CreateUser(&user) },
			func() error { return tx.CreateWorkspace(&w.Workspace) },
			func() error { return tx.CreateMember(&w.Lead) },
			func() error { return tx.CreateTopic(&topic) },
			func() error {
				return tx.CreateToken(&store.Token{
					ID: newID(), UserID: user.ID, WorkspaceID: w.ID, Name: "load", Hash: secret.Hash, Hint: secret.Hint,
					Access: "write", CreatedAt: made, LastUsedAt: Now(),
				})
			},
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return w, topic
}

// fillYear makes a channel's plan of a calendar year and its entries.
func fillYear(tx *store.Tx, channel plan.Channel, topic plan.Topic, year int, shape Shape, zone *time.Location) error {
	span := plan.Span{From: plan.Date(year, time.January, 1), To: plan.Date(year, time.December, 31)}
	err := tx.CreatePlan(&plan.Plan{
		ID: newID(), WorkspaceID: channel.WorkspaceID, ChannelID: channel.ID, Name: fmt.Sprintf("Redaktionsplan %d", year),
		Span: span, Cadence: shape.cadence(), LeadTime: plan.DefaultLeadTime, MaxSilence: 10,
		CreatedAt: channel.CreatedAt, UpdatedAt: channel.CreatedAt,
	})
	if err != nil {
		return err
	}
	entries := make([]*plan.Entry, shape.PerYear)
	for i := range entries {
		day := span.From + plan.Day(i*span.Days()/shape.PerYear)
		entries[i] = newEntry(channel, topic, i, day, zone)
	}
	return tx.CreateEntries(entries, zone)
}

// newEntry makes the entry of a number in its year: some 400 bytes.
func newEntry(channel plan.Channel, topic plan.Topic, number int, day plan.Day, zone *time.Location) *plan.Entry {
	e := &plan.Entry{
		ID: newID(), WorkspaceID: channel.WorkspaceID, ChannelID: channel.ID, TopicID: topic.ID,
		Title:  fmt.Sprintf("%s: %s (%d)", subjects[number%len(subjects)], occasions[number%len(occasions)], number+1),
		Copy:   fmt.Sprintf("Was %s uns lehrt, zeigen wir an Beispielen aus der Werkstatt: drei Handgriffe, ein Fehler, den jede einmal macht, und eine Lösung für zu Hause. Teil %d der Reihe.", occasions[number%len(occasions)], number+1),
		Format: "article", State: plan.Planned, CreatedBy: channel.OwnerID,
		CreatedAt: channel.CreatedAt, UpdatedAt: channel.CreatedAt, RenderedAt: channel.CreatedAt,
	}
	// Several of one day follow each other by minutes, so that no two collide.
	e.PublishAt = plan.WallAt(day, 10*3600+number%60*60).In(zone).UTC()
	switch {
	case e.PublishAt.Before(Now()):
		e.State, e.PublishedAt = plan.Published, e.PublishAt
	case number%3 == 0:
		e.State = plan.Approved
	}
	return e
}

// Their numbers have no common divisor, so that pairs repeat late.
var (
	subjects = [...]string{
		"Frühjahrsputz im Maschinenraum", "Größer denken", "Straße der Ideen", "Übers Schweißen", "Zu Gast bei Azubis",
		"Energie sparen", "Öl und Späne", "Werkzeug des Monats", "Kundin im Gespräch", "Rückblick", "Ausblick",
	}
	occasions = [...]string{"die neue Halle", "ein alter Motor", "das Jubiläum", "die Messe", "der Sommer", "ein Umzug", "das Ehrenamt"}
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func write(tb testing.TB, s *store.Store, fn func(*store.Tx) error) {
	tb.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		tb.Fatalf("fill the workspace: %v", err)
	}
}
