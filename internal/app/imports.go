package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"stetig/internal/plan"
	"stetig/internal/sheet"
	"stetig/internal/store"
)

// Import reads a sheet and makes an entry of every good row, in one transaction
// or, in a dry run, tells what it would do. Rows imported before are left
// alone, so that the same file twice adds nothing. Editors may.
//
// Topics that are named and missing are made. An owner who is no member is kept
// aside; a channel that is missing makes the row a bad one.
func (a *App) Import(ctx context.Context, by Actor, ws string, data []byte, options ImportOptions) (ImportResult, error) {
	roles, err := rolesOf(options.Columns)
	if err != nil {
		return ImportResult{}, err
	}
	read, err := sheet.ReadAs(bytes.NewReader(data), roles)
	if result, is := withoutDates(err); is && options.Mode == DryRun {
		return result, a.MayImport(ctx, by, ws, DryRun)
	}
	if err != nil {
		return ImportResult{}, err
	}
	var result ImportResult
	if options.Mode == DryRun {
		err = a.read(ctx, by, ws, ImportEntries, func(v *view) error {
			in, err := v.prepareImport(read, options)
			if err == nil {
				result = in.result
			}
			return err
		})
		return result, err
	}
	err = a.change(ctx, by, ws, ImportEntries, func(c *change) error {
		in, err := c.prepareImport(read, options)
		if err != nil {
			return err
		}
		if options.Mode == AllOrNothing && len(in.result.Problems) > 0 {
			result = in.result
			return errBadRows
		}
		if err := c.applyImport(in); err != nil {
			return err
		}
		in.result.Applied = true
		c.audit("import", newID(), "imported", []store.Change{
			{Field: "file", To: lengthOf(options.Name)}, {Field: "created", To: fmt.Sprint(in.result.Created)},
		})
		result = in.result
		return nil
	})
	if errors.Is(err, errBadRows) {
		err = nil // the result says so
	}
	if err == nil && result.Applied {
		a.learnFrom(ctx, result.Created)
	}
	return result, err
}

// manyCreated is from how many new entries on the database is to learn of them at once.
const manyCreated = 1000

// learnFrom has the database look at what was imported, so that what is asked next
// is found as fast as ever. The import stands where that fails.
func (a *App) learnFrom(ctx context.Context, created int) {
	if created < manyCreated {
		return
	}
	if err := a.store.Write(ctx, (*store.Tx).AnalyzeEntries); err != nil {
		a.log.WarnContext(ctx, "the database did not look at the import", "error", err)
	}
}

// errBadRows undoes an import of all or nothing, with the claim of its key.
var errBadRows = errors.New("bad rows refuse the import")

// importing is an import on its way: what each channel gets.
type importing struct {
	result    ImportResult
	channels  map[string]*channelImport // by id
	newTopics []plan.Topic              // those that are made
	preview   *importPreview
}

type channelImport struct {
	channel plan.Channel
	rows    []store.ImportedEntry
}

// prepareImport decides for every row what becomes of it, and writes nothing.
func (v *view) prepareImport(read *sheet.Sheet, options ImportOptions) (*importing, error) {
	in := &importing{channels: map[string]*channelImport{}}
	in.result.Mode, in.result.Columns = options.Mode, importColumns(read.Columns)
	in.result.Rows = len(read.Rows) + read.BadRows()
	for _, p := range read.Problems {
		in.result.Problems = append(in.result.Problems, ImportProblem(p))
	}
	for _, n := range read.Notes {
		in.result.Notes = append(in.result.Notes, n.Said())
	}
	reader, err := v.newRowReader(read, options)
	if err != nil {
		return nil, err
	}
	in.preview = newImportPreview(read, reader, options)
	for _, row := range read.Rows {
		channel, imported, problem := reader.read(row)
		in.preview.see(row.Line, imported.Entry, problem)
		if problem != nil {
			in.result.Problems = append(in.result.Problems, *problem)
			continue
		}
		into := in.channels[channel.ID]
		if into == nil {
			into = &channelImport{channel: channel}
			in.channels[channel.ID] = into
		}
		into.rows = append(into.rows, imported)
	}
	in.result.Notes = append(in.result.Notes, reader.notes()...)
	slices.SortStableFunc(in.result.Problems, func(p, q ImportProblem) int { return p.Line - q.Line })
	if err := v.dropKnown(in, reader); err != nil {
		return nil, err
	}
	in.newTopics = in.used(reader.newTopics)
	if n := len(in.newTopics); n > 0 {
		in.result.Notes = append(in.result.Notes, plan.Textf("New topics, added to the pool: %d.", n))
	}
	in.result.Preview = in.preview.rows
	return in, nil
}

// used leaves of topics those that an entry to be made is about.
func (in *importing) used(topics []plan.Topic) []plan.Topic {
	used := map[string]bool{}
	for _, into := range in.channels {
		for _, row := range into.rows {
			used[row.Entry.TopicID] = true
		}
	}
	return slices.DeleteFunc(topics, func(t plan.Topic) bool { return !used[t.ID] })
}

// dropKnown leaves out rows whose entry is there already, and says how many of
// those tell another story than it: an import adds and changes nothing.
func (v *view) dropKnown(in *importing, reader *rowReader) error {
	for id, into := range in.channels {
		keys := make([]string, len(into.rows))
		for i, row := range into.rows {
			keys[i] = row.Key
		}
		known, err := v.ImportKeys(v.ws, id, keys)
		if err != nil {
			return err
		}
		exported, err := v.existing(reader.exported[id])
		if err != nil {
			return err
		}
		fresh := into.rows[:0]
		for _, row := range into.rows {
			stored, isExported := exported[row.Key]
			switch {
			case isExported && (differs(row.Entry, stored) || reader.differs(row.Entry, stored)):
				in.result.Differing++
				in.result.Unchanged++
				in.preview.settle(row.Entry, RowDiffering)
			case isExported || known[row.Key] != "":
				in.result.Unchanged++
				in.preview.settle(row.Entry, RowUnchanged)
			default:
				fresh = append(fresh, row)
			}
		}
		into.rows = fresh
		in.result.Created += len(fresh)
	}
	if differing := in.result.Differing; differing > 0 {
		in.result.Notes = append(in.result.Notes, plan.Textf("Rows that differ from the entry that is there: %d. They were left alone, for an import adds entries and changes none; change those in Stetig.", differing))
	}
	return nil
}

// differs reports whether a row says something else than the entry it came from.
func differs(row *plan.Entry, stored plan.Entry) bool {
	return row.Title != stored.Title || row.State != stored.State || row.Copy != stored.Copy || row.Link != stored.Link ||
		!slices.Equal(row.Checklist, stored.Checklist) ||
		!row.PublishAt.Equal(stored.PublishAt) || !row.PublishedAt.Equal(stored.PublishedAt) ||
		formatOptionalDay(row.PublishOn) != formatOptionalDay(stored.PublishOn)
}

// differs reports whether a row says something else of what sheets have not
// always held. A file without such a column says nothing of it.
func (r *rowReader) differs(row *plan.Entry, stored plan.Entry) bool {
	return r.tells(sheet.Source) && row.Curated != stored.Curated ||
		r.tells(sheet.SourceURL) && row.SourceURL != stored.SourceURL ||
		r.tells(sheet.Effort) && effortText(row.Effort) != effortText(stored.Effort)
}

// existing returns, by key, the entries of those exported rows that still stand here.
func (v *view) existing(exported map[string]string) (map[string]plan.Entry, error) {
	found := make(map[string]plan.Entry, len(exported))
	for key, id := range exported {
		e, err := v.Entry(v.ws, id, false)
		switch {
		case plan.CodeOf(err) == plan.CodeNotFound:
		case err != nil:
			return nil, err
		default:
			found[key] = e
		}
	}
	return found, nil
}

// applyImport writes what was prepared, channel by channel.
func (c *change) applyImport(in *importing) error {
	for i := range in.newTopics {
		if err := c.view.CreateTopic(&in.newTopics[i]); err != nil {
			return err
		}
	}
	var events []store.Event
	for _, id := range slices.Sorted(maps.Keys(in.channels)) {
		into := in.channels[id]
		if len(into.rows) == 0 {
			continue
		}
		channel, err := c.lock(id)
		if err != nil {
			return err
		}
		zone, err := channel.Zone()
		if err != nil {
			return err
		}
		if err := c.view.ImportEntries(into.rows, zone); err != nil {
			return err
		}
		events = append(events, importedEvents(into.rows, c.now)...)
	}
	return c.Emit(c.ws, events, newID)
}
