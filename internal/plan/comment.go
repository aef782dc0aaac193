package plan

import (
	"strings"
	"time"
)

// Bounds of comments.
const (
	MaxComment  = 10_000 // characters
	MaxMentions = 50
)

// Comment is what a member says about an entry. It changes no figure, no gap and
// no feed.
type Comment struct {
	ID          string
	WorkspaceID string
	EntryID     string
	AuthorID    string   // the member who wrote it
	Text        string   // Markdown
	Mentions    []string // members' ids, each once, in the order they were named
	Rejection   bool     // it says why the entry was rejected
	CreatedAt   time.Time
	EditedAt    time.Time // zero: as it was written
	DeletedAt   time.Time // zero: not deleted
	Version     int
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
// Whether those mentioned are there is the workspace's to say.
func (c *Comment) Validate() error {
	var problems Problems
	if strings.TrimSpace(c.Text) == "" {
		problems.Add("text", "must not be empty")
	}
	problems.text("text", c.Text, MaxComment)
	if len(c.Mentions) > MaxMentions {
		problems.Add("mentions", "names %d members; at most %d can be mentioned", len(c.Mentions), MaxMentions)
	}
	return problems.Err()
}
