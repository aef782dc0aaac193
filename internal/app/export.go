package app

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"stetig/internal/plan"
	"stetig/internal/sheet"
	"stetig/internal/store"
)

// Export writes entries as CSV that Import reads again without loss. Everybody in
// the workspace may; a refusal comes before the first byte.
//
// All of it shows one moment: it is read in one transaction, which lasts until w
// has taken the last row. No more than a page of entries is in memory. A door
// whose reader may be slow, or stop reading, gives a file as w, not the reader.
func (a *App) Export(ctx context.Context, by Actor, ws string, filter ExportFilter, w io.Writer) error {
	return a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		workspace, err := v.Workspace(ws)
		if err != nil {
			return err
		}
		names, err := v.sheetNames()
		if err != nil {
			return err
		}
		wanted := store.EntryFilter{ChannelIDs: filter.ChannelIDs, From: filter.From, To: filter.To}
		extras, err := v.ExtraHeadings(ws, wanted)
		if err != nil {
			return err
		}
		out, err := sheet.NewWriter(w, extras, sheet.WriteOptions{Language: cmp.Or(filter.Language, workspace.Language), BOM: true})
		if err != nil {
			return fmt.Errorf("writing the export: %w", err)
		}
		err = eachPage(func(page store.Page) (string, error) {
			entries, next, err := v.Entries(ws, wanted, page)
			if err != nil {
				return "", err
			}
			for i := range entries {
				row := names.row(&entries[i])
				if err := out.Write(&row); err != nil {
					return "", fmt.Errorf("writing the export: %w", err)
				}
			}
			return next, nil
		})
		if err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return fmt.Errorf("writing the export: %w", err)
		}
		return nil
	})
}

// sheetNames are the names under which ids appear in a sheet.
type sheetNames struct {
	channels map[string]string
	zones    map[string]*time.Location
	members  map[string]string // e-mail address
	topics   map[string]plan.Topic
}

func (v *view) sheetNames() (sheetNames, error) {
	names := sheetNames{channels: map[string]string{}, zones: map[string]*time.Location{}, members: map[string]string{}, topics: map[string]plan.Topic{}}
	err := eachPage(func(page store.Page) (string, error) {
		channels, next, err := v.Channels(v.ws, store.ChannelFilter{}, page)
		for _, channel := range channels {
			zone, err := channel.Zone()
			if err != nil {
				return "", err
			}
			names.channels[channel.ID], names.zones[channel.ID] = channel.Name, zone
		}
		return next, err
	})
	if err != nil {
		return names, err
	}
	err = eachPage(func(page store.Page) (string, error) {
		members, next, err := v.Members(v.ws, store.MemberFilter{}, page)
		for _, member := range members {
			names.members[member.ID] = cmp.Or(member.Email, member.Name) // who was removed has no address
		}
		return next, err
	})
	if err != nil {
		return names, err
	}
	for _, deleted := range []bool{false, true} {
		err = eachPage(func(page store.Page) (string, error) {
			topics, next, err := v.Topics(v.ws, store.TopicFilter{Deleted: deleted}, page)
			for _, topic := range topics {
				names.topics[topic.ID] = topic
			}
			return next, err
		})
		if err != nil {
			return names, err
		}
	}
	return names, nil
}

func (n sheetNames) row(e *plan.Entry) sheet.Row {
	topic, zone := n.topics[e.TopicID], n.zones[e.ChannelID]
	row := sheet.Row{
		ID: e.ID, Channel: n.channels[e.ChannelID], Field: topic.Field, Topic: topic.Name,
		Title: e.Title, Format: e.Format, Owner: n.members[e.OwnerID], State: e.State,
		Link: e.Link, Copy: e.Copy, Checklist: e.Checklist, Extra: e.Extra,
		Curated: &e.Curated, SourceURL: e.SourceURL, Effort: e.Effort,
	}
	switch {
	case !e.PublishAt.IsZero():
		row.Moment = momentOf(e.PublishAt, zone)
	case e.PublishOn != nil:
		row.Moment = sheet.On(*e.PublishOn)
	}
	if !e.PublishedAt.IsZero() {
		row.Published = momentOf(e.PublishedAt, zone)
	}
	return row
}

// momentOf writes an instant as people read it, by its day and time on the
// channel's clock, and as an instant in the hour that the clock shows twice.
func momentOf(at time.Time, zone *time.Location) sheet.Moment {
	wall := plan.WallOf(at, zone)
	if !wall.In(zone).Equal(at) {
		return sheet.At(at)
	}
	return sheet.OnAt(wall.Day(), wall.SecondOfDay())
}
