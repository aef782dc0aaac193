package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"stetig/internal/plan"
)

// ref is a reference to another row, or a text that may be missing: "" is NULL.
type ref string

// Value implements driver.Valuer.
func (r ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan implements sql.Scanner.
func (r *ref) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*r = ""
	case string:
		*r = ref(v)
	case []byte:
		*r = ref(v)
	default:
		return fmt.Errorf("a reference cannot be a %T", value)
	}
	return nil
}

// moment is a time that may be missing, in UTC seconds since 1970: 0 is NULL.
type moment int64

func momentOf(t time.Time) moment { return moment(unixOf(t)) }

func (m moment) time() time.Time { return timeOf(int64(m)) }

// Value implements driver.Valuer.
func (m moment) Value() (driver.Value, error) {
	if m == 0 {
		return nil, nil
	}
	return int64(m), nil
}

// Scan implements sql.Scanner.
func (m *moment) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*m = 0
	case int64:
		*m = moment(v)
	default:
		return fmt.Errorf("a time cannot be a %T", value)
	}
	return nil
}

// unixOf returns UTC seconds since 1970, 0 for the zero time.
func unixOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// timeOf is the inverse of unixOf; times are in UTC.
func timeOf(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// secondsOf and durationOf keep durations as whole seconds.
func secondsOf(d time.Duration) int64        { return int64(d / time.Second) }
func durationOf(seconds int64) time.Duration { return time.Duration(seconds) * time.Second }

// nullSeconds and durationOrNil keep durations that may be missing.
func nullSeconds(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	seconds := secondsOf(*d)
	return &seconds
}

func durationOrNil(seconds *int64) *time.Duration {
	if seconds == nil {
		return nil
	}
	d := durationOf(*seconds)
	return &d
}

// dayOf reads a day that may be missing.
func dayOf(d *int32) *plan.Day {
	if d == nil {
		return nil
	}
	day := plan.Day(*d)
	return &day
}

// nullDay writes a day that may be missing.
func nullDay(d *plan.Day) *int32 {
	if d == nil {
		return nil
	}
	n := int32(*d)
	return &n
}

// foldKey is what texts are compared, ordered and searched by: lower case, and
// accents apart from their letters, so that ä stands behind a and before b. Made
// here and not by the database, so that both databases agree.
func foldKey(text string) string {
	return norm.NFD.String(strings.ToLower(strings.TrimSpace(text)))
}

// jsonOf writes a value that always can be written: maps and slices of text.
func jsonOf(value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("write JSON: %w", err)
	}
	return string(text), nil
}

// fromJSON reads what jsonOf wrote; "" leaves the value alone.
func fromJSON(text string, into any) error {
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("read stored JSON: %w", err)
	}
	return nil
}
