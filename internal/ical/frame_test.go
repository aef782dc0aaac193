package ical_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"stetig/internal/ical"
)

// TestFeedHoldsNothingElse guards what calendar programs stumble over.
func TestFeedHoldsNothingElse(t *testing.T) {
	t.Parallel()
	feeds := map[string][]byte{
		"plan":    render(t, calendar(t), plannedEvents(t)...).Body,
		"hostile": render(t, hostileCalendar(t), hostileEvents(t)...).Body,
		"empty":   render(t, ical.Calendar{}).Body,
	}
	for name, feed := range feeds {
		lines := strings.Split(string(bytes.ReplaceAll(feed, []byte("\r\n "), nil)), "\r\n")
		count := map[string]int{}
		for _, line := range lines {
			property, _, _ := strings.Cut(line, ":")
			count[property]++
			for _, barred := range []string{"METHOD", "VALARM", "DURATION", "TZID", "RRULE", "ATTENDEE", "ORGANIZER", "VTIMEZONE"} {
				if property == barred || strings.HasPrefix(property, barred+";") || line == "BEGIN:"+barred {
					t.Errorf("%s: holds %q", name, line)
				}
			}
		}
		for _, each := range []string{"DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "X-MICROSOFT-CDO-BUSYSTATUS"} {
			if events := strings.Count(string(feed), "BEGIN:VEVENT\r\n"); count[each] != events {
				t.Errorf("%s: %d %s in %d events", name, count[each], each, events)
			}
		}
	}
}

func TestCalendarWithoutAnything(t *testing.T) {
	t.Parallel()
	feed := string(render(t, ical.Calendar{}).Body)
	for _, line := range []string{"X-WR-CALNAME:Stetig\r\n", "NAME:Stetig\r\n", "X-WR-TIMEZONE:UTC\r\n", "DTSTAMP:20000101T000000Z\r\n", "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"} {
		if !strings.Contains(feed, line) {
			t.Errorf("lacks %q:\n%s", line, feed)
		}
	}
	if strings.Contains(feed, "COLOR") {
		t.Errorf("has a colour that nobody chose:\n%s", feed)
	}
}

// TestServerZoneStaysIn: "Local" would name a zone nobody else knows.
func TestServerZoneStaysIn(t *testing.T) {
	t.Parallel()
	c := calendar(t)
	for _, zone := range []*time.Location{time.Local, time.FixedZone("A\r\nB", 60)} {
		c.Zone = zone
		if feed := string(render(t, c).Body); zone.String() != "UTC" && strings.Contains(feed, "X-WR-TIMEZONE") {
			t.Errorf("%q is shown:\n%s", zone, feed)
		}
	}
}
