package ical_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// year returns the events of n entries, one a day from the given day on, every
// second one without a time.
func year(t testing.TB, first plan.Day, n int) []ical.Event {
	t.Helper()
	events := make([]ical.Event, n)
	for i := range events {
		day := first + plan.Day(i)
		id, title := fmt.Sprintf("0190b6a2-%04d", i), fmt.Sprintf("Grüße aus der Fertigung, Teil %d", i)
		if i%2 == 0 {
			events[i] = entryOn(t, id, day, title)
		} else {
			events[i] = entryAt(t, id, day.String()+"T10:00:00", title)
		}
		events[i].Link = "https://www.example.com/blog/fertigung"
	}
	return events
}

func summaries(t testing.TB, feed []byte) []string {
	t.Helper()
	var titles []string
	for _, event := range decode(t, feed) {
		title, err := event.Props.Text("SUMMARY")
		if err != nil {
			t.Fatal(err)
		}
		titles = append(titles, title)
	}
	return titles
}

func TestRenderLeavesOutOldestPast(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	c.Today = plan.Date(2027, time.March, 1)
	events := year(t, c.Today-50, 100) // fifty are over
	whole := render(t, c, events...)
	var all []string
	for _, e := range events {
		all = append(all, e.Summary("de"))
	}
	tests := map[string]struct{ limit, trimmed int }{
		"all fit":               {len(whole.Body), 0},
		"one byte too many":     {len(whole.Body) - 1, 1},
		"a quarter too many":    {len(whole.Body) * 3 / 4, 26},
		"never what is ahead":   {1000, 50},
		"no room for its frame": {1, 50},
	}
	for name, test := range tests {
		c.MaxBytes = test.limit
		got := render(t, c, events...)
		if got.Trimmed != test.trimmed || got.Events != 100-test.trimmed {
			t.Errorf("%s: %d left out, %d kept, want %d left out", name, got.Trimmed, got.Events, test.trimmed)
		}
		if diff := cmp.Diff(all[got.Trimmed:], summaries(t, got.Body)); diff != "" {
			t.Errorf("%s: not the oldest are left out (-want +got):\n%s", name, diff)
		}
		if len(got.Body) > test.limit && test.trimmed < 50 {
			t.Errorf("%s: %d bytes, though there is more to leave out", name, len(got.Body))
		}
	}
}

func TestRenderKeepsToDefaultSize(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	events := year(t, c.Today-1000, 1500)
	for i := range events {
		events[i].Excerpt = strings.Repeat("Schritt für Schritt ", 30)
	}
	got := render(t, c, events...)
	if len(got.Body) > ical.DefaultMaxBytes || len(got.Body) < ical.DefaultMaxBytes-2000 {
		t.Errorf("%d bytes, want as many as fit into %d", len(got.Body), ical.DefaultMaxBytes)
	}
	if got.Trimmed == 0 || got.Events+got.Trimmed != 1500 {
		t.Errorf("%d kept and %d left out of 1500", got.Events, got.Trimmed)
	}
}

// TestPastEndsWithTheDay looks at events around the midnight on which today begins.
func TestPastEndsWithTheDay(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	c.Today, c.MaxBytes = plan.Date(2027, time.March, 29), 1 // the clocks changed the night before
	events := []ical.Event{
		entryAt(t, "1", "2027-03-28T23:30:00", "vorbei"),
		entryAt(t, "2", "2027-03-28T23:30:01", "noch nicht vorbei"),
		entryOn(t, "3", c.Today-1, "gestern"),
		entryOn(t, "4", c.Today, "heute"),
	}
	long := gapEvents()[0]
	long.Days = plan.Span{From: c.Today - 30, To: c.Today}
	got := summaries(t, render(t, c, append(events, long)...).Body)
	want := []string{long.Summary("de"), events[1].Summary("de"), events[3].Summary("de")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestRenderIsDeterministic(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	events := slices.Concat(year(t, c.Today-20, 60), gapEvents(), clockChangeEvents(t))
	want := render(t, c, events...)
	wantZip, err := want.Gzip()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		mixed := slices.Clone(events)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
		random.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got := render(t, c, mixed...)
		gotZip, err := got.Gzip()
		if err != nil || !bytes.Equal(got.Body, want.Body) || got.ETag != want.ETag || !bytes.Equal(gotZip, wantZip) {
			rt.Errorf("another order gives other bytes (%v)", err)
		}
	})
}

func TestRendererEncodesOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	renderer, err := ical.NewRenderer(10)
	if err != nil {
		t.Fatal(err)
	}
	c := calendar(t)
	event := entryOn(t, "1", c.Today, "vorher")
	texts := []struct {
		alter func(*ical.Event, *ical.Calendar)
		want  string
	}{
		{func(*ical.Event, *ical.Calendar) {}, "LinkedIn: vorher (geplant)"},
		{func(e *ical.Event, _ *ical.Calendar) { e.Title = "nachher" }, "LinkedIn: nachher (geplant)"},
		{func(e *ical.Event, _ *ical.Calendar) { e.Channel = "Blog" }, "Blog: nachher (geplant)"},
		{func(e *ical.Event, _ *ical.Calendar) { e.State = plan.Approved }, "Blog: nachher (freigegeben)"},
		{func(_ *ical.Event, c *ical.Calendar) { c.Language = "en" }, "Blog: nachher (approved)"},
		{func(e *ical.Event, _ *ical.Calendar) { e.Title = "vorher" }, "Blog: vorher (approved)"},
	}
	for _, step := range texts {
		step.alter(&event, &c)
		for range 2 {
			rendering, err := renderer.Render(c, []ical.Event{event})
			if err != nil {
				t.Fatal(err)
			}
			if got := summaries(t, rendering.Body); len(got) != 1 || got[0] != step.want {
				t.Errorf("%q, want %q", got, step.want)
			}
		}
	}
}

func TestRendererIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	renderer, err := ical.NewRenderer(20) // fewer than there are events: they push each other out
	if err != nil {
		t.Fatal(err)
	}
	c := calendar(t)
	events := year(t, c.Today, 50)
	want := render(t, c, events...)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				got, err := renderer.Render(c, events)
				if err != nil || got.ETag != want.ETag {
					t.Errorf("rendered %s (%v), want %s", got.ETag, err, want.ETag)
				}
				if _, err := want.Gzip(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestRenderRefuses(t *testing.T) {
	t.Parallel()
	renderer, err := ical.NewRenderer(1)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := renderer.Render(calendar(t), []ical.Event{{Kind: ical.Entry}}); !errors.Is(err, ical.ErrUnencodable) || got.Body != nil {
		t.Errorf("rendered %q (%v)", got.Body, err)
	}
	if _, err := ical.NewRenderer(0); err == nil {
		t.Error("a renderer that can keep nothing was made")
	}
}

func TestGzipGivesBodyBack(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	rendering := render(t, c, year(t, c.Today, 100)...)
	compressed, err := rendering.Gzip()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(reader)
	if err != nil || !bytes.Equal(got, rendering.Body) {
		t.Errorf("%d bytes came back (%v), want %d", len(got), err, len(rendering.Body))
	}
	if !reader.ModTime.IsZero() || reader.Name != "" {
		t.Errorf("the header holds %q of %v", reader.Name, reader.ModTime)
	}
	if len(compressed)*3 > len(rendering.Body) {
		t.Errorf("%d bytes became %d", len(rendering.Body), len(compressed))
	}
}

func TestETag(t *testing.T) {
	t.Parallel()
	if got, want := ical.ETag([]byte("abc")), `"ba7816bf8f01cfea414140de5dae2223"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func BenchmarkRender(b *testing.B) {
	c := calendar(b)
	events := year(b, c.Today, 500)
	b.Run("500 events cold", func(b *testing.B) {
		for b.Loop() {
			render(b, c, events...)
		}
	})
	b.Run("499 of 500 kept", func(b *testing.B) {
		renderer, err := ical.NewRenderer(1000)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			events[250].Sequence++
			if _, err := renderer.Render(c, events); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gzip", func(b *testing.B) {
		body := render(b, c, events...).Body
		for b.Loop() {
			if _, err := ical.Compress(body); err != nil {
				b.Fatal(err)
			}
		}
	})
}
