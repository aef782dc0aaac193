package store

import (
	"fmt"

	"stetig/internal/plan"
)

type commentRow struct {
	ID          string
	WorkspaceID string
	EntryID     string
	AuthorID    string
	Text        string
	Rejection   bool
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	EditedAt    moment
	DeletedAt   moment
	Version     int
}

func (commentRow) TableName() string { return "comments" }

type mentionRow struct {
	WorkspaceID string
	CommentID   string
	Position    int
	MemberID    string
}

func (mentionRow) TableName() string { return "comment_mentions" }

func rowOfComment(c *plan.Comment) commentRow {
	return commentRow{
		ID: c.ID, WorkspaceID: c.WorkspaceID, EntryID: c.EntryID, AuthorID: c.AuthorID, Text: c.Text, Rejection: c.Rejection,
		CreatedAt: unixOf(c.CreatedAt), EditedAt: momentOf(c.EditedAt), DeletedAt: momentOf(c.DeletedAt), Version: c.Version,
	}
}

func (r commentRow) comment(mentions []string) plan.Comment {
	return plan.Comment{
		ID: r.ID, WorkspaceID: r.WorkspaceID, EntryID: r.EntryID, AuthorID: r.AuthorID, Text: r.Text, Mentions: mentions, Rejection: r.Rejection,
		CreatedAt: timeOf(r.CreatedAt), EditedAt: r.EditedAt.time(), DeletedAt: r.DeletedAt.time(), Version: r.Version,
	}
}

func commentRefusals() refusals {
	return refusals{
		duplicate: "This comment exists already, or mentions a member twice.",
		missing:   "The entry, the author or a mentioned member is not in this workspace.",
	}
}

// CreateComment stores a new comment and sets its version to 1. The caller has
// found its entry in the workspace.
func (tx *Tx) CreateComment(c *plan.Comment) error {
	c.Version = 1
	row := rowOfComment(c)
	if err := tx.create("comment", &row, commentRefusals()); err != nil {
		return err
	}
	return tx.saveMentions(c)
}

// UpdateComment stores a changed comment, all but its entry and author, and
// raises its version. DeletedAt deletes it. plan.CodeStale where the stored
// version is another.
func (tx *Tx) UpdateComment(c *plan.Comment) error {
	row := rowOfComment(c)
	row.Version++
	key := identity{"comment", c.WorkspaceID, c.ID, c.Version}
	if err := tx.update(key, &row, commentRefusals(), "EntryID", "AuthorID", "Rejection"); err != nil {
		return err
	}
	c.Version = row.Version
	if err := tx.exec(`DELETE FROM comment_mentions WHERE workspace_id = ? AND comment_id = ?`, c.WorkspaceID, c.ID); err != nil {
		return fmt.Errorf("replace the mentions of a comment: %w", err)
	}
	return tx.saveMentions(c)
}

func (tx *Tx) saveMentions(c *plan.Comment) error {
	if len(c.Mentions) == 0 {
		return nil
	}
	rows := make([]mentionRow, len(c.Mentions))
	for i, id := range c.Mentions {
		rows[i] = mentionRow{WorkspaceID: c.WorkspaceID, CommentID: c.ID, Position: i, MemberID: id}
	}
	return tx.create("comment's mentions", &rows, commentRefusals())
}

// Comment returns a comment that is not deleted, or plan.CodeNotFound.
func (tx *Tx) Comment(ws, id string) (plan.Comment, error) {
	row, err := take[commentRow](tx.db.Where("workspace_id = ? AND id = ? AND deleted_at IS NULL", ws, id), "comment")
	if err != nil {
		return plan.Comment{}, err
	}
	comments, err := tx.withMentions(ws, []commentRow{row})
	if err != nil {
		return plan.Comment{}, err
	}
	return comments[0], nil
}

// Comments lists the comments of an entry that are not deleted, the oldest first.
func (tx *Tx) Comments(ws, entryID string, page Page) ([]plan.Comment, string, error) {
	query := tx.db.Where("workspace_id = ? AND entry_id = ? AND deleted_at IS NULL", ws, entryID)
	var at int64
	var id string
	if more, err := page.after("comments", &at, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(created_at, id) > (?, ?)", at, id)
	}
	rows, next, err := list(query.Order("created_at, id"), "comments", page,
		func(r commentRow) []any { return []any{r.CreatedAt, r.ID} })
	if err != nil {
		return nil, "", err
	}
	comments, err := tx.withMentions(ws, rows)
	return comments, next, err
}

// CommentTexts returns the texts of those of the comments that are not deleted.
func (tx *Tx) CommentTexts(ws string, ids []string) (map[string]string, error) {
	texts := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return texts, nil
	}
	var rows []commentRow
	err := tx.db.Where("workspace_id = ? AND id IN ? AND deleted_at IS NULL", ws, ids).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the texts of comments: %w", err)
	}
	for _, row := range rows {
		texts[row.ID] = row.Text
	}
	return texts, nil
}

func (tx *Tx) withMentions(ws string, rows []commentRow) ([]plan.Comment, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := convert(rows, func(r commentRow) string { return r.ID })
	var named []mentionRow
	if err := tx.db.Where("workspace_id = ? AND comment_id IN ?", ws, ids).Order("comment_id, position").Find(&named).Error; err != nil {
		return nil, fmt.Errorf("read the mentions of comments: %w", err)
	}
	mentions := make(map[string][]string)
	for _, n := range named {
		mentions[n.CommentID] = append(mentions[n.CommentID], n.MemberID)
	}
	return convert(rows, func(r commentRow) plan.Comment { return r.comment(mentions[r.ID]) }), nil
}
