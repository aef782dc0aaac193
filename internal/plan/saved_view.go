package plan

import (
	"encoding/json"
	"slices"
	"time"
)

// Screen is a way to look at a workspace's plan.
type Screen string

// Screens lists every screen of which a view can be saved.
var Screens = []Screen{"year", "quarter", "month", "week", "timeline", "list", "board", "gaps", "search"}

// MaxSettings is how large the settings of a saved view may be, in bytes of JSON.
const MaxSettings = 8 << 10

// SavedView is how somebody looks at a plan, to come back to: a screen with its
// filters, columns and order.
type SavedView struct {
	ID          string
	WorkspaceID string
	MemberID    string // whose it is
	Name        string
	Screen      Screen
	Settings    json.RawMessage // an object, known to nobody but who shows the screen
	Shared      bool            // every member sees it
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (s *SavedView) Validate() error {
	var problems Problems
	problems.name("name", s.Name)
	if !slices.Contains(Screens, s.Screen) {
		problems.Add("screen", "must be year, quarter, month, week, timeline, list, board or gaps")
	}
	var object map[string]json.RawMessage
	switch {
	case len(s.Settings) > MaxSettings:
		problems.Add("settings", "are %d bytes of JSON; at most %d are kept", len(s.Settings), MaxSettings)
	case json.Unmarshal(s.Settings, &object) != nil || object == nil:
		problems.Add("settings", "must be a JSON object")
	}
	return problems.Err()
}
