package app

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/sheet"
	"stetig/internal/store"
)

// unknownOwner is the heading under which an owner who is no member is kept aside.
const unknownOwner = "Owner (no member)"

// rowReader turns rows of a sheet into entries of a workspace.
type rowReader struct {
	view      *view
	byDate    bool                    // no row tells its state: what has passed is published
	fallback  string                  // channel of rows that name none, "" for none
	channels  map[string]plan.Channel // by name key, and by id
	zones     map[string]*time.Location
	members   map[string]string // id by e-mail and by name key
	topics    map[string]string // id by field and name key
	newTopics []plan.Topic
	seen      map[string]int               // how often a row's content came before
	exported  map[string]map[string]string // by channel: keys of rows that carry an id, with the id
	strangers map[string]bool
	stateless int
	headings  map[sheet.Role]string // as the file calls its columns
}

func (v *view) newRowReader(read *sheet.Sheet, options ImportOptions) (*rowReader, error) {
	r := &rowReader{
		view: v, byDate: !read.TellsStates(), fallback: options.ChannelID,
		channels: map[string]plan.Channel{}, zones: map[string]*time.Location{},
		members: map[string]string{}, topics: map[string]string{},
		seen: map[string]int{}, exported: map[string]map[string]string{}, strangers: map[string]bool{},
		headings: map[sheet.Role]string{},
	}
	for _, column := range read.Columns {
		r.headings[column.Role] = column.Heading
	}
	return r, errors.Join(r.loadChannels(), r.loadMembers(), r.loadTopics())
}

func (r *rowReader) loadChannels() error {
	return eachPage(func(page store.Page) (string, error) {
		channels, next, err := r.view.Channels(r.view.ws, store.ChannelFilter{}, page)
		for _, channel := range channels {
			zone, err := channel.Zone()
			if err != nil {
				return "", err
			}
			r.zones[channel.ID] = zone
			r.channels[channel.ID] = channel
			r.channels[nameKey(channel.Name)] = channel
		}
		return next, err
	})
}

func (r *rowReader) loadMembers() error {
	removed := false // former members have no names of their own
	return eachPage(func(page store.Page) (string, error) {
		members, next, err := r.view.Members(r.view.ws, store.MemberFilter{Removed: &removed}, page)
		for _, member := range members {
			r.members[nameKey(member.Name)] = member.ID
		}
		for _, member := range members {
			r.members[nameKey(member.Email)] = member.ID
		}
		return next, err
	})
}

func (r *rowReader) loadTopics() error {
	return eachPage(func(page store.Page) (string, error) {
		topics, next, err := r.view.Topics(r.view.ws, store.TopicFilter{}, page)
		for _, topic := range topics {
			r.topics[topicKey(topic.Field, topic.Name)] = topic.ID
			if key := topicKey("", topic.Name); r.topics[key] == "" {
				r.topics[key] = topic.ID // a sheet without fields means any topic of that name
			}
		}
		return next, err
	})
}

// nameKey makes names comparable as people compare them.
func nameKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func topicKey(field, name string) string { return nameKey(field) + "\x00" + nameKey(name) }

// read returns the entry of a row and its channel, or what is wrong with it.
func (r *rowReader) read(row sheet.Row) (plan.Channel, store.ImportedEntry, *ImportProblem) {
	channel, problem := r.channelOf(row)
	if problem != nil {
		return plan.Channel{}, store.ImportedEntry{}, problem
	}
	if len(row.ID) > plan.MaxName {
		return plan.Channel{}, store.ImportedEntry{}, &ImportProblem{Line: row.Line, Column: r.heading(sheet.ID), Reason: plan.Textf("is longer than %d characters", plan.MaxName)}
	}
	topic := plan.Topic{Field: row.Field, Name: row.Topic}
	if err := topic.Validate(); row.Topic != "" && err != nil {
		return plan.Channel{}, store.ImportedEntry{}, r.problem(row.Line, err)
	}
	zone := r.zones[channel.ID]
	e := r.entry(row, channel, zone)
	if day, dated := e.Day(zone); dated && e.State == plan.Published && day > plan.DayOf(r.view.now, zone) {
		return plan.Channel{}, store.ImportedEntry{}, &ImportProblem{Line: row.Line, Column: r.heading(sheet.State), Reason: plan.Textf("says it was published, but its day is still to come")}
	}
	if err := e.Validate(zone); err != nil {
		return plan.Channel{}, store.ImportedEntry{}, r.problem(row.Line, err)
	}
	return channel, store.ImportedEntry{Entry: &e, Key: r.key(row, channel.ID)}, nil
}

func (r *rowReader) channelOf(row sheet.Row) (plan.Channel, *ImportProblem) {
	named := nameKey(row.Channel)
	if named == "" {
		named = r.fallback
	}
	channel, known := r.channels[named]
	switch {
	case named == "":
		return plan.Channel{}, &ImportProblem{Line: row.Line, Column: r.heading(sheet.Channel), Reason: plan.Textf("names no channel; add it to the row, or choose one for all rows without")}
	case !known && row.Channel != "":
		return plan.Channel{}, &ImportProblem{Line: row.Line, Column: r.heading(sheet.Channel), Reason: plan.Textf("there is no channel %q in this workspace; create it first", row.Channel)}
	case !known:
		return plan.Channel{}, &ImportProblem{Line: row.Line, Column: r.heading(sheet.Channel), Reason: plan.Textf("the channel chosen for rows without one does not exist")}
	}
	return channel, nil
}

func (r *rowReader) entry(row sheet.Row, channel plan.Channel, zone *time.Location) plan.Entry {
	now := r.view.now
	e := plan.Entry{
		ID: newID(), WorkspaceID: r.view.ws, ChannelID: channel.ID, CreatedBy: r.view.member.ID,
		Title: row.Title, Copy: row.Copy, Link: row.Link, Format: row.Format, State: row.State,
		Checklist: row.Checklist, SourceURL: row.SourceURL, Effort: row.Effort, Extra: maps.Clone(row.Extra), CreatedAt: now, UpdatedAt: now, RenderedAt: now,
	}
	e.Curated = row.SourceURL != ""
	set(&e.Curated, row.Curated)
	e.OwnerID = r.ownerOf(row, &e)
	e.TopicID = r.topicOf(row)
	if day, at, timed := row.In(zone); timed {
		e.PublishAt = at
	} else if !row.IsNone() {
		e.PublishOn = &day
	}
	if e.State == "" {
		e.State = r.stateOf(row, &e, zone)
	}
	if e.State == plan.Published {
		setPublication(&e, row, zone)
	}
	return e
}

// setPublication takes over when the row says the entry appeared; a row that
// tells only when it should have is believed.
func setPublication(e *plan.Entry, row sheet.Row, zone *time.Location) {
	day, at, timed := row.Published.In(zone)
	switch {
	case timed:
		e.PublishedAt = at
	case !row.Published.IsNone():
		e.PublishAt, e.PublishOn = time.Time{}, &day
	default:
		e.PublishedAt = e.PublishAt
	}
}

// stateOf decides for a row that tells no state. In a sheet that tells none at
// all, what has passed is published; else it is planned, or an idea without a date.
func (r *rowReader) stateOf(row sheet.Row, e *plan.Entry, zone *time.Location) plan.State {
	due, dated := e.Due(zone)
	switch {
	case !row.Published.IsNone():
		return plan.Published
	case !dated:
		return plan.Idea
	}
	r.stateless++
	if r.byDate && !due.After(r.view.now) {
		return plan.Published
	}
	return plan.Planned
}

// ownerOf finds the member a row names, by e-mail address or name. Somebody
// else's name is kept aside with the entry.
func (r *rowReader) ownerOf(row sheet.Row, e *plan.Entry) string {
	if row.Owner == "" {
		return ""
	}
	if id, known := r.members[nameKey(row.Owner)]; known {
		return id
	}
	r.strangers[row.Owner] = true
	if e.Extra == nil {
		e.Extra = map[string]string{}
	}
	e.Extra[unknownOwner] = row.Owner
	return ""
}

// topicOf finds the topic a row names, or makes it.
func (r *rowReader) topicOf(row sheet.Row) string {
	if row.Topic == "" {
		return ""
	}
	key := topicKey(row.Field, row.Topic)
	if id, known := r.topics[key]; known {
		return id
	}
	now := r.view.now
	topic := plan.Topic{ID: newID(), WorkspaceID: r.view.ws, Field: row.Field, Name: row.Topic, CreatedAt: now, UpdatedAt: now}
	r.newTopics = append(r.newTopics, topic)
	r.topics[key] = topic.ID
	return topic.ID
}

// isNew reports whether a topic is one that a row before or this one named first.
func (r *rowReader) isNew(topicID string) bool {
	return slices.ContainsFunc(r.newTopics, func(t plan.Topic) bool { return t.ID == topicID })
}

// key tells a row from all others of its channel, the same in every import of
// the same file: by its id or, where it has none, by date, title and how many
// rows before it say the same.
func (r *rowReader) key(row sheet.Row, channelID string) string {
	if row.ID != "" {
		key := "id:" + row.ID
		if r.exported[channelID] == nil {
			r.exported[channelID] = map[string]string{}
		}
		r.exported[channelID][key] = row.ID
		return key
	}
	content := contentOf(row)
	place := channelID + content
	r.seen[place]++
	hash := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", content, r.seen[place]))
	return "row:" + hex.EncodeToString(hash[:])
}

func contentOf(row sheet.Row) string {
	day, second, instant := "", -1, ""
	if row.Day != nil {
		day = row.Day.String()
	}
	if row.Second != nil {
		second = *row.Second
	}
	if row.Instant != nil {
		instant = row.Instant.UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("%s\x00%d\x00%s\x00%s", day, second, instant, row.Title)
}

// notes tells what was decided about the rows.
func (r *rowReader) notes() []plan.Text {
	var notes []plan.Text
	if n := len(r.strangers); n > 0 {
		notes = append(notes, plan.Textf("Owners who are no members of this workspace: %d. Their names are kept aside under %q, and the entries fall to the owner of their plan or channel.", n, unknownOwner))
	}
	switch {
	case r.stateless == 0:
	case r.byDate:
		notes = append(notes, plan.Textf("No row tells a state: what has passed counts as published, the rest as planned."))
	default:
		notes = append(notes, plan.Textf("Rows without a state, which count as planned: %d.", r.stateless))
	}
	return notes
}

// tells reports whether the file has a column of the role.
func (r *rowReader) tells(role sheet.Role) bool {
	_, has := r.headings[role]
	return has
}

// heading returns what the file calls a column, or what we call it where the
// file has none.
func (r *rowReader) heading(role sheet.Role) string {
	return cmp.Or(r.headings[role], string(role))
}

// roleOf tells which column a field of an entry or topic comes from.
func roleOf(field string) sheet.Role {
	switch field {
	case "publish_at", "publish_on":
		return sheet.Date
	case "name":
		return sheet.Topic
	}
	return sheet.Role(field) // title, copy, format, link, state, published_at, field, source_url, effort_hours
}

// problem says in one reason what makes a row's entry invalid.
func (r *rowReader) problem(line int, err error) *ImportProblem {
	problem := &ImportProblem{Line: line, Reason: plan.Textf("%v", err)}
	var refusal *plan.Error
	if errors.As(err, &refusal) && len(refusal.Fields) > 0 {
		field := refusal.Fields[0]
		problem.Column, problem.Reason = r.heading(roleOf(field.Field)), field.Message
	}
	return problem
}
