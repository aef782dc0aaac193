package ical

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"

	goical "github.com/emersion/go-ical"

	"stetig/internal/plan"
)

// Options are what all events of a feed share.
type Options struct {
	InstanceID string // of the installation; fixed for ever, part of every UID
	Language   string // "de" or "en"

	// Sequence and Stamp are the feed's own: they move when one of its options
	// alters the text of events (its language). Sequence is added to each
	// event's; of the two stamps the later counts.
	Sequence int
	Stamp    time.Time
}

// ErrUnencodable says that an event lacks what every VEVENT needs, or lies
// outside the years that iCalendar can write.
var ErrUnencodable = errors.New("event cannot be written as iCalendar")

// UID returns the event's identity in every calendar, for ever.
func (e Event) UID(o Options) string {
	return fmt.Sprintf("%s-%s@%s.stetig", e.Kind, oneLine(e.ID), oneLine(o.InstanceID))
}

// Encode returns the event as a VEVENT (RFC 5545 §3.6.1), its lines folded and
// ended by CRLF. The same event under the same options gives the same bytes. An
// event without an id, a stamp or a day in the years 1 to 9999 is an ErrUnencodable.
func (e Event) Encode(o Options) ([]byte, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	vevent := goical.NewEvent()
	vevent.Props = make(goical.Props, 16) // room for all that follows
	vevent.Props.SetText(goical.PropUID, e.UID(o))
	setStamp(vevent.Props, later(e.Stamp, o.Stamp))
	setPlain(vevent.Props, goical.PropSequence, strconv.Itoa(e.Sequence+o.Sequence))
	e.setTime(vevent.Props)
	vevent.Props.SetText(goical.PropSummary, e.Summary(o.Language))
	vevent.Props.SetText(goical.PropDescription, e.Description(o.Language))
	if categories := e.categories(o.Language); len(categories) > 0 {
		prop := goical.NewProp(goical.PropCategories)
		prop.SetTextList(categories)
		vevent.Props.Set(prop)
	}
	if link := e.URL(); link != "" {
		setPlain(vevent.Props, goical.PropURL, link)
	}
	setAvailability(vevent.Props, e.status())
	return encodeEvent(vevent)
}

func (e Event) check() error {
	begin, end := e.span()
	switch {
	case e.ID == "":
		return fmt.Errorf("%w: no id", ErrUnencodable)
	case e.Stamp.IsZero():
		return fmt.Errorf("%w: %s %s has no stamp", ErrUnencodable, e.Kind, e.ID)
	case begin.Year() < 1 || end.Year() > 9999 || !end.After(begin):
		return fmt.Errorf("%w: %s %s stands from %v to %v", ErrUnencodable, e.Kind, e.ID, begin, end)
	}
	return nil
}

// span returns when the event begins and ends, in UTC; of an all-day event the
// midnights of its first day and of the day after its last.
func (e Event) span() (begin, end time.Time) {
	if e.AllDay() {
		return utcMidnight(e.Days.From), utcMidnight(e.Days.To + 1)
	}
	begin = wholeSecond(e.Start)
	return begin, begin.Add(EntryDuration)
}

func utcMidnight(day plan.Day) time.Time { return time.Unix(int64(day.Wall()), 0).UTC() }

// setTime writes timed events in UTC: every reader agrees on them and no
// VTIMEZONE is needed. The end is always there, and never as a duration, which
// readers count differently in the nights when clocks change.
func (e Event) setTime(props goical.Props) {
	set := props.SetDateTime
	if e.AllDay() {
		set = props.SetDate // the end is exclusive
	}
	begin, end := e.span()
	set(goical.PropDateTimeStart, begin)
	set(goical.PropDateTimeEnd, end)
}

// status says what is certain: an entry is tentative until it is approved. A gap is a fact.
func (e Event) status() goical.EventStatus {
	switch {
	case e.Kind == Gap:
		return goical.EventConfirmed
	case e.State == plan.Cancelled:
		return goical.EventCancelled
	case e.State.Ready():
		return goical.EventConfirmed
	}
	return goical.EventTentative
}

// setAvailability says that the event blocks nobody's time, in the standard's
// words and in those Outlook listens to ([MS-OXCICAL] §2.1.3.1.1.20.31).
func setAvailability(props goical.Props, status goical.EventStatus) {
	props.SetText(goical.PropStatus, string(status))
	props.SetText(goical.PropTransparency, "TRANSPARENT")
	setPlain(props, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
}

// setStamp writes the last change. Without a METHOD that is the meaning of
// DTSTAMP as well (RFC 5545 §3.8.7.2).
func setStamp(props goical.Props, at time.Time) {
	props.SetDateTime(goical.PropDateTimeStamp, wholeSecond(at))
	props.SetDateTime(goical.PropLastModified, wholeSecond(at))
}

// setPlain sets a value that is written as it stands, without parameters.
func setPlain(props goical.Props, name, value string) {
	prop := goical.NewProp(name)
	prop.Value = value
	props.Set(prop)
}

// setEscaped sets a text where SetText would add a VALUE parameter, which naive
// readers of X- properties stumble over.
func setEscaped(props goical.Props, name, text string) {
	prop := goical.NewProp(name)
	prop.SetText(text)
	prop.Params.Del(goical.ParamValue)
	props.Set(prop)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

const (
	beginEvent  = "BEGIN:VEVENT\r\n"
	endCalendar = "END:VCALENDAR\r\n"
)

// encodeEvent returns the folded lines of one VEVENT. go-ical encodes whole
// calendars only; so it is given one, whose frame is then taken off.
func encodeEvent(vevent *goical.Event) ([]byte, error) {
	frame := goical.NewCalendar()
	setPlain(frame.Props, goical.PropVersion, "2.0")
	setPlain(frame.Props, goical.PropProductID, "-")
	_, lines, err := encodeCalendar(frame, vevent)
	if err != nil {
		return nil, err
	}
	return fold(make([]byte, 0, len(lines)+len(lines)/24), lines), nil
}

// encodeCalendar encodes a calendar around one event and returns the lines
// before the event and those of the event, unfolded.
func encodeCalendar(calendar *goical.Calendar, vevent *goical.Event) (head, event []byte, err error) {
	calendar.Children = []*goical.Component{vevent.Component}
	var buf bytes.Buffer
	buf.Grow(1024) // of most events
	if err := goical.NewEncoder(&buf).Encode(calendar); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrUnencodable, err)
	}
	// No value can hold a line break, so the first such line is the event's own.
	at := bytes.Index(buf.Bytes(), []byte("\r\n"+beginEvent)) + len("\r\n")
	return buf.Bytes()[:at], buf.Bytes()[at : buf.Len()-len(endCalendar)], nil
}
