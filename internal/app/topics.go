package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Topics lists the topics of a workspace's pool, by field and name.
func (a *App) Topics(ctx context.Context, by Actor, ws string, filter TopicFilter, page Page) (topics []plan.Topic, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		topics, next, err = v.Topics(ws, store.TopicFilter(filter), store.Page(page))
		return err
	})
	return topics, next, err
}

// Topic returns one topic, a deleted one too while it can be restored.
func (a *App) Topic(ctx context.Context, by Actor, ws, id string) (topic plan.Topic, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if topic, err = v.Topic(ws, id, true); err != nil {
			return err
		}
		return requirePresent("topic", topic.DeletedAt, v.now)
	})
	return topic, err
}

// CreateTopic adds a topic to the pool. Editors may. A second one of the same
// name in a field is CodeConflict.
func (a *App) CreateTopic(ctx context.Context, by Actor, ws string, draft TopicDraft) (topic plan.Topic, err error) {
	err = a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		topic = plan.Topic{
			ID: newID(), WorkspaceID: ws, Field: draft.Field, Name: draft.Name, Description: draft.Description, Company: draft.Company,
			CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := topic.Validate(); err != nil {
			return err
		}
		c.audit("topic", topic.ID, "created", topicDiff(plan.Topic{}, topic))
		return c.view.CreateTopic(&topic)
	})
	return topic, err
}

// ChangeTopic changes a topic. Editors may.
func (a *App) ChangeTopic(ctx context.Context, by Actor, ws, id string, match *int, patch TopicPatch) (topic plan.Topic, err error) {
	err = a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		hold := c.hold
		if patch.Company != nil { // the mix of any channel may be another
			hold = c.lockEverything
		}
		if err := hold(); err != nil {
			return err
		}
		before, err := c.view.Topic(ws, id, false)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		topic = before
		set(&topic.Field, patch.Field)
		set(&topic.Name, patch.Name)
		set(&topic.Description, patch.Description)
		set(&topic.Company, patch.Company)
		if err := topic.Validate(); err != nil {
			return err
		}
		diff := topicDiff(before, topic)
		if len(diff) == 0 {
			return nil
		}
		c.audit("topic", id, "changed", diff)
		return c.saveTopic(&topic)
	})
	return topic, err
}

// saveTopic stores a topic and has the entries about it rendered anew.
func (c *change) saveTopic(topic *plan.Topic) error {
	topic.UpdatedAt = c.now
	if err := c.UpdateTopic(topic); err != nil {
		return err
	}
	if err := c.touchRendered(store.Rendered{TopicID: topic.ID}); err != nil {
		return err
	}
	return c.BumpAllChannels(c.ws)
}

// DeleteTopic takes a topic out of the pool; for 30 days it can be restored.
// Editors may. Entries about it keep it until it is gone for good.
func (a *App) DeleteTopic(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		if err := c.hold(); err != nil {
			return err
		}
		topic, err := c.view.Topic(ws, id, false)
		if err != nil {
			return err
		}
		if err := matches(match, topic.Version); err != nil {
			return err
		}
		topic.DeletedAt = c.now
		c.audit("topic", id, "deleted", nil)
		return c.saveTopic(&topic)
	})
}

// RestoreTopic brings a deleted topic back. Editors may.
func (a *App) RestoreTopic(ctx context.Context, by Actor, ws, id string) (topic plan.Topic, err error) {
	err = a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		if err := c.hold(); err != nil {
			return err
		}
		if topic, err = c.view.Topic(ws, id, true); err != nil {
			return err
		}
		if err := requireUndoable("topic", topic.DeletedAt, c.now); err != nil {
			return err
		}
		topic.DeletedAt = time.Time{}
		c.audit("topic", id, "restored", nil)
		return c.saveTopic(&topic)
	})
	return topic, err
}

func topicDiff(before, after plan.Topic) []store.Change {
	var diff compare
	diff.text("field", before.Field, after.Field)
	diff.text("name", before.Name, after.Name)
	diff.length("description", before.Description, after.Description)
	diff.flag("company", before.Company, after.Company)
	return diff
}
