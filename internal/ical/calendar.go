package ical

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	goical "github.com/emersion/go-ical"

	"stetig/internal/plan"
)

// DefaultMaxBytes is how large a feed may be before past events are left out:
// importers are known to give up at a megabyte.
const DefaultMaxBytes = 900_000

// refreshInterval is how often programs are asked to look again (RFC 5545 §3.3.6).
const refreshInterval = "PT1H"

// Calendar is what a feed says about itself.
type Calendar struct {
	Options

	Name  string         // shown as the calendar's name
	Color string         // "#rrggbb", "" for none
	Zone  *time.Location // the plan's: a hint to readers, and where days begin; nil for UTC

	// Today is the day on which the feed is rendered, in Zone. What was over
	// before it may be left out when the feed is larger than MaxBytes.
	Today    plan.Day
	MaxBytes int // 0: DefaultMaxBytes
}

func (c Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// frame is what stands around the events of a feed, folded. A calendar without
// events gets a cancelled one in the past, saying that there are none: RFC 5545
// §3.6 wants a component, and some programs keep all old events when none comes.
type frame struct {
	head    []byte // up to the first event
	nothing []byte // the placeholder event of an empty feed
}

func (f frame) around(encoded [][]byte) []byte {
	if len(encoded) == 0 {
		encoded = [][]byte{f.nothing}
	}
	body := make([]byte, 0, f.size(encoded))
	body = append(body, f.head...)
	for _, event := range encoded {
		body = append(body, event...)
	}
	return append(body, endCalendar...)
}

// size is how many bytes the frame and the events are together.
func (f frame) size(encoded [][]byte) int {
	size := len(f.head) + len(endCalendar)
	for _, event := range encoded {
		size += len(event)
	}
	return size
}

func (c Calendar) frame() (frame, error) {
	calendar := goical.NewCalendar()
	props := calendar.Props
	props.SetText(goical.PropVersion, "2.0")
	props.SetText(goical.PropProductID, "-//Stetig//Stetig 1//"+in(c.Language, "DE", "EN"))
	props.SetText(goical.PropCalendarScale, "GREGORIAN")
	name := oneLine(c.Name)
	if name == "" {
		name = "Stetig"
	}
	props.SetText(goical.PropName, name)
	setEscaped(props, "X-WR-CALNAME", name)
	if zoneName.MatchString(c.zone().String()) {
		setPlain(props, "X-WR-TIMEZONE", c.zone().String())
	}
	if nearest := colorName(c.Color); nearest != "" {
		props.SetText(goical.PropColor, nearest)
		setPlain(props, "X-APPLE-CALENDAR-COLOR", strings.ToUpper(c.Color))
	}
	refresh := goical.NewProp(goical.PropRefreshInterval)
	refresh.Params.Set(goical.ParamValue, string(goical.ValueDuration)) // mandatory: RFC 7986 §5.7
	refresh.Value = refreshInterval
	props.Set(refresh)
	setPlain(props, "X-PUBLISHED-TTL", refreshInterval)

	head, nothing, err := encodeCalendar(calendar, c.placeholder())
	if err != nil {
		return frame{}, fmt.Errorf("calendar %q: %w", c.Name, err)
	}
	return frame{head: fold(nil, head), nothing: fold(nil, nothing)}, nil
}

// zoneName matches IANA names; "Local" would be the server's own zone.
var zoneName = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_+-]*/[A-Za-z0-9_+/-]+|UTC)$`)

// placeholderDay is where the placeholder stands: out of everybody's sight.
func placeholderDay() plan.Day { return plan.Date(2000, time.January, 1) }

// placeholder says that there are no entries. It is the same at all times; only
// the feed's own options alter it.
func (c Calendar) placeholder() *goical.Event {
	vevent := goical.NewEvent()
	vevent.Props.SetText(goical.PropUID, fmt.Sprintf("empty@%s.stetig", oneLine(c.InstanceID)))
	setStamp(vevent.Props, later(utcMidnight(placeholderDay()), c.Stamp))
	setPlain(vevent.Props, goical.PropSequence, fmt.Sprint(c.Sequence))
	Event{Days: plan.Span{From: placeholderDay(), To: placeholderDay()}}.setTime(vevent.Props)
	vevent.Props.SetText(goical.PropSummary, in(c.Language, "Keine Beiträge", "No entries"))
	setAvailability(vevent.Props, goical.EventCancelled)
	return vevent
}
