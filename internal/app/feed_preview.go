package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/ical"
	"stetig/internal/plan"
)

// FeedPreview is what a feed would show.
type FeedPreview struct {
	Events  int
	LeftOut int        // past ones, for the feed's size
	Span    *plan.Span // of all its events, also those left out; nil: there are none
	Bytes   int
	Next    []FeedPreviewEvent // from today on
}

// FeedPreviewEvent is an event of a feed.
type FeedPreviewEvent struct {
	IsGap   bool
	ID      string
	Title   string
	Channel string // name
	Span    plan.Span
	At      time.Time // zero: all day
	State   plan.State
	Rule    continuity.Rule
}

// previewedEvents is how many events of a feed are previewed.
const previewedEvents = 20

// PreviewFeed tells what a feed would show. Nothing is written. Everybody who
// may subscribe may ask. site is as in ServeFeed.
func (a *App) PreviewFeed(ctx context.Context, by Actor, ws string, draft FeedDraft, site string) (preview FeedPreview, err error) {
	err = a.read(ctx, by, ws, Subscribe, func(v *view) error {
		w, err := v.Workspace(ws)
		if err != nil {
			return err
		}
		zone, err := plan.LoadZone(w.TimeZone)
		if err != nil {
			return err
		}
		feed := draft.feed(w)
		if err := v.checkFeed(&feed); err != nil {
			return err
		}
		feed.RenderedAt = v.now
		calendar, events, err := v.calendarOf(feed, zone, cmp.Or(a.baseURL, site))
		if err != nil {
			return err
		}
		preview, err = previewOf(calendar, events, zone)
		return err
	})
	return preview, err
}

func previewOf(calendar ical.Calendar, events []ical.Event, zone *time.Location) (preview FeedPreview, err error) {
	renderer, err := ical.NewRenderer(1) // what is tried out shall not take the place of what is asked for every hour
	if err != nil {
		return FeedPreview{}, err
	}
	rendering, err := renderer.Render(calendar, events)
	if err != nil {
		return FeedPreview{}, fmt.Errorf("rendering a preview: %w", err)
	}
	preview = FeedPreview{Events: rendering.Events, LeftOut: rendering.Trimmed, Bytes: len(rendering.Body)}
	for _, event := range events {
		shown := previewEvent(event, zone)
		if preview.Span == nil {
			preview.Span = &plan.Span{From: shown.Span.From, To: shown.Span.To}
		}
		preview.Span.From, preview.Span.To = min(preview.Span.From, shown.Span.From), max(preview.Span.To, shown.Span.To)
		if shown.Span.To >= calendar.Today {
			preview.Next = append(preview.Next, shown)
		}
	}
	slices.SortFunc(preview.Next, func(p, q FeedPreviewEvent) int {
		return cmp.Or(cmp.Compare(p.Span.From, q.Span.From), p.At.Compare(q.At), cmp.Compare(p.ID, q.ID))
	})
	preview.Next = preview.Next[:min(len(preview.Next), previewedEvents)]
	return preview, nil
}

func previewEvent(event ical.Event, zone *time.Location) FeedPreviewEvent {
	shown := FeedPreviewEvent{
		IsGap: event.Kind == ical.Gap, ID: event.ID, Title: event.Title, Channel: event.Channel, Span: event.Days,
		At: event.Start, State: event.State, Rule: event.Rule,
	}
	if !event.Start.IsZero() {
		day := plan.DayOf(event.Start, zone)
		shown.Span = plan.Span{From: day, To: day}
	}
	return shown
}
