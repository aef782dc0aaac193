package store

import (
	"fmt"

	"stetig/internal/plan"
)

type topicRow struct {
	ID          string
	WorkspaceID string
	Field       string
	FieldKey    string
	Name        string
	NameKey     string
	Description string
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	DeletedAt   moment
	Version     int
	SearchText  string
	Company     bool
}

func (topicRow) TableName() string { return "topics" }

func rowOfTopic(t *plan.Topic) topicRow {
	return topicRow{
		ID: t.ID, WorkspaceID: t.WorkspaceID, Field: t.Field, FieldKey: foldKey(t.Field), Name: t.Name, NameKey: foldKey(t.Name),
		Description: t.Description, CreatedAt: unixOf(t.CreatedAt), UpdatedAt: unixOf(t.UpdatedAt),
		DeletedAt: momentOf(t.DeletedAt), Version: t.Version,
		Company: t.Company, SearchText: searchText(t.Name, t.Field, t.Description),
	}
}

func (r topicRow) topic() plan.Topic {
	return plan.Topic{
		ID: r.ID, WorkspaceID: r.WorkspaceID, Field: r.Field, Name: r.Name, Description: r.Description, Company: r.Company,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), DeletedAt: r.DeletedAt.time(), Version: r.Version,
	}
}

func topicRefusals() refusals {
	return refusals{
		duplicate: "There is a topic of this name in the field already; choose another name.",
		missing:   "There is no such workspace.",
	}
}

// CreateTopic stores a new topic and sets its version to 1. Names are unique in a
// field, whatever their case (plan.CodeConflict); a deleted topic's is free.
func (tx *Tx) CreateTopic(t *plan.Topic) error {
	t.Version = 1
	row := rowOfTopic(t)
	tx.learn(row.WorkspaceID, row.SearchText)
	return tx.create("topic", &row, topicRefusals())
}

// UpdateTopic stores a changed topic and raises its version. DeletedAt deletes it
// or brings it back. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateTopic(t *plan.Topic) error {
	row := rowOfTopic(t)
	tx.learn(row.WorkspaceID, row.SearchText)
	row.Version++
	if err := tx.update(identity{"topic", t.WorkspaceID, t.ID, t.Version}, &row, topicRefusals()); err != nil {
		return err
	}
	t.Version = row.Version
	return nil
}

// Topic returns a topic, or plan.CodeNotFound. A deleted one is found only with withDeleted.
func (tx *Tx) Topic(ws, id string, withDeleted bool) (plan.Topic, error) {
	query := tx.db.Where("workspace_id = ? AND id = ?", ws, id)
	if !withDeleted {
		query = query.Where("deleted_at IS NULL")
	}
	row, err := take[topicRow](query, "topic")
	return row.topic(), err
}

// TopicFilter narrows a list of topics; its zero value is all that are not deleted.
type TopicFilter struct {
	Field   *string // nil: every field
	Search  string  // words, each of which stands in a word of name, field or description (see andWords), whatever case and accents
	Deleted bool    // the deleted ones instead
}

// Topics lists topics by field, then name.
func (tx *Tx) Topics(ws string, filter TopicFilter, page Page) ([]plan.Topic, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if filter.Deleted {
		query = query.Where("deleted_at IS NOT NULL")
	} else {
		query = query.Where("deleted_at IS NULL")
	}
	if filter.Field != nil {
		query = query.Where("field_key = ?", foldKey(*filter.Field))
	}
	if filter.Search != "" {
		words, err := sought(filter.Search)
		if err != nil || len(words) == 0 { // a search without a word finds nothing
			return nil, "", err
		}
		found, err := tx.foundTopics(ws, words)
		if err != nil {
			return nil, "", err
		}
		query = query.Where(found.String(), found.args...)
	}
	var field, name, id string
	if more, err := page.after("topics", &field, &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(field_key, name_key, id) > (?, ?, ?)", field, name, id)
	}
	rows, next, err := list(query.Order("field_key, name_key, id"), "topics", page,
		func(r topicRow) []any { return []any{r.FieldKey, r.NameKey, r.ID} })
	return convert(rows, topicRow.topic), next, err
}

// CompanyTopics returns the ids of a workspace's topics that are centred on the
// company, deleted ones too: entries keep them.
func (tx *Tx) CompanyTopics(ws string) (map[string]bool, error) {
	var ids []string
	if err := tx.db.Model(&topicRow{}).Where("workspace_id = ? AND company", ws).Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("read the topics about the company: %w", err)
	}
	found := make(map[string]bool, len(ids))
	for _, id := range ids {
		found[id] = true
	}
	return found, nil
}
