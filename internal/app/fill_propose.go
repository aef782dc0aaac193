package app

import (
	"cmp"
	"errors"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/holiday"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// ideasOffered is how many ideas of the backlog a filling offers. All of them are
// listed as entries.
const ideasOffered = 5

// proposeFilling decides what fills a gap, and what that was before: an idea, or
// nothing. It writes nothing, and refuses what could not be written.
func (a *App) proposeFilling(v *view, gap continuity.Gap, draft FillDraft) (f Filling, before plan.Entry, err error) {
	channel, err := v.Channel(v.ws, gap.ChannelID)
	if err != nil {
		return f, before, err
	}
	assessed, err := a.assess(v, channel, gap.Span.From)
	if err != nil {
		return f, before, err
	}
	vacancy, err := assessed.Vacancy(gap, holidaysOf(channel, gap.Span), v.now)
	if errors.Is(err, continuity.ErrNoDayLeft) {
		err = plan.Errorf(plan.CodeConflict, "No day is left on which an entry could fill this gap: its days have passed, or lie in a pause or on holidays.")
	}
	if err != nil {
		return f, before, err
	}
	if before, err = v.ideaOf(gap, draft.IdeaID); err != nil {
		return f, before, err
	}
	f = Filling{PlanID: vacancy.PlanID, IsSlot: vacancy.IsSlot, Gap: gap}
	e := v.entryAt(gap.ChannelID, vacancy, before)
	if err := v.suggestTopic(&f, &e, vacancy.Day, draft); err != nil {
		return f, before, err
	}
	v.suggestOwner(&f, &e, assessed.Keeper(vacancy.Day), draft)
	if err := v.suggestTitle(&e, draft); err != nil {
		return f, before, err
	}
	if _, err := v.checkEntry(&e, before); err != nil {
		return f, before, err
	}
	f.Entry = SeenEntry{Entry: e}
	return f, before, nil
}

// holidaysOf returns the public holidays of a channel's region in some days.
func holidaysOf(channel plan.Channel, days plan.Span) []plan.Day {
	found := holiday.In(channel.Region, days)
	holidays := make([]plan.Day, len(found))
	for i, h := range found {
		holidays[i] = h.Day
	}
	return holidays
}

// ideaOf returns the idea that is to be taken over, which is of the gap's channel.
func (v *view) ideaOf(gap continuity.Gap, id string) (plan.Entry, error) {
	if id == "" {
		return plan.Entry{}, nil
	}
	var problems plan.Problems
	idea, err := v.Entry(v.ws, id, false)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		problems.Add("idea_id", "is no entry of this workspace")
	case err != nil:
		return idea, err
	case idea.ChannelID != gap.ChannelID:
		problems.Add("idea_id", "is an idea for another channel; move it to this one first")
	case idea.State != plan.Idea:
		problems.Add("idea_id", "is no idea any more: it is %s", idea.State)
	}
	return idea, problems.Err()
}

// entryAt is the new entry, or the idea, planned where the vacancy is.
func (v *view) entryAt(channelID string, vacancy continuity.Vacancy, idea plan.Entry) plan.Entry {
	e := idea
	if e.ID == "" {
		e = plan.Entry{WorkspaceID: v.ws, ChannelID: channelID, CreatedBy: v.member.ID, CreatedAt: v.now, UpdatedAt: v.now, RenderedAt: v.now}
	}
	e.State = plan.Planned
	e.PublishAt, e.PublishOn = vacancy.Instant, nil
	if !vacancy.Timed {
		day := vacancy.Day
		e.PublishOn = &day
	}
	return e
}

// suggestTopic gives an entry the topic that was asked for, else the idea's, else
// that of a theme of its day, else that of the oldest idea of the backlog that
// has one; and offers the backlog.
func (v *view) suggestTopic(f *Filling, e *plan.Entry, day plan.Day, draft FillDraft) error {
	theme, err := v.themeOn(f.PlanID, day)
	if err != nil {
		return err
	}
	if f.Ideas, err = v.backlogFor(e.ChannelID, theme); err != nil {
		return err
	}
	backlog := ""
	for _, idea := range f.Ideas {
		backlog = cmp.Or(backlog, idea.TopicID)
	}
	switch {
	case draft.TopicID != nil:
		e.TopicID, f.TopicOf = *draft.TopicID, FromAsked
	case e.TopicID != "":
		f.TopicOf = FromIdea
	case theme != "":
		e.TopicID, f.TopicOf = theme, FromTheme
	case backlog != "" && e.ID == "":
		e.TopicID, f.TopicOf = backlog, FromBacklog
	default:
		f.TopicOf = FromNowhere
	}
	return nil
}

// themeOn returns the topic of the theme that lies on a plan's day, "" for none;
// of several that of the shortest, for it says most.
func (v *view) themeOn(planID string, day plan.Day) (string, error) {
	if planID == "" {
		return "", nil
	}
	on := plan.Span{From: day, To: day}
	shortest := plan.Theme{Span: plan.Span{From: plan.FirstDay, To: plan.LastDay}}
	err := eachPage(func(page store.Page) (string, error) {
		themes, next, err := v.Themes(v.ws, store.ThemeFilter{PlanIDs: []string{planID}, Overlaps: &on}, page)
		for _, theme := range themes {
			if theme.Span.Days() < shortest.Span.Days() {
				shortest = theme
			}
		}
		return next, err
	})
	if err != nil || shortest.TopicID == "" {
		return "", err
	}
	_, err = v.Topic(v.ws, shortest.TopicID, false)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return "", nil // the topic is gone; the theme still shows its name
	}
	return shortest.TopicID, err
}

// backlogFor returns undated ideas of a channel, those of a topic first.
func (v *view) backlogFor(channelID, topicID string) ([]plan.Entry, error) {
	undated := true
	filter := store.EntryFilter{ChannelIDs: []string{channelID}, States: []plan.State{plan.Idea}, Undated: &undated}
	var found []plan.Entry
	if topicID != "" {
		of := filter
		of.TopicIDs = []string{topicID}
		ideas, _, err := v.Entries(v.ws, of, store.Page{Limit: ideasOffered})
		if err != nil {
			return nil, err
		}
		found = ideas
	}
	ideas, _, err := v.Entries(v.ws, filter, store.Page{Limit: ideasOffered})
	if err != nil {
		return nil, err
	}
	for _, idea := range ideas {
		if (topicID == "" || idea.TopicID != topicID) && len(found) < ideasOffered {
			found = append(found, idea)
		}
	}
	return found, nil
}

// suggestOwner leaves an entry to whom it falls by itself, so that it follows the
// plan, but for who is away on that day, or where it would be nobody's.
func (v *view) suggestOwner(f *Filling, e *plan.Entry, k continuity.Keeper, draft FillDraft) {
	mayName := may(v.member.Role, WriteEntries)
	switch {
	case draft.OwnerID != nil && *draft.OwnerID != "":
		e.OwnerID, f.OwnerOf, f.Keeper = *draft.OwnerID, FromAsked, *draft.OwnerID
		return
	case draft.OwnerID != nil:
		e.OwnerID = ""
	case e.OwnerID != "":
		f.OwnerOf, f.Keeper = FromIdea, e.OwnerID
		return
	case k.DeputyID != "" && (mayName || k.DeputyID == v.member.ID):
		e.OwnerID, f.OwnerOf, f.Keeper = k.DeputyID, FromDeputy, k.DeputyID
		return
	case k.OwnerID == "":
		e.OwnerID, f.OwnerOf, f.Keeper = v.member.ID, FromFiller, v.member.ID
		return
	}
	f.Keeper, f.IsAway, f.OwnerOf = k.OwnerID, k.IsAway && k.DeputyID == "", FromPlan
	switch {
	case k.OwnerID == "":
		f.OwnerOf = FromNowhere
	case k.OfChannel:
		f.OwnerOf = FromChannel
	}
}

// suggestTitle calls a new entry after its topic; without one, what it is.
func (v *view) suggestTitle(e *plan.Entry, draft FillDraft) error {
	if title := strings.TrimSpace(draft.Title); title != "" {
		e.Title = title
	}
	if e.Title == "" && e.TopicID != "" {
		topic, err := v.Topic(v.ws, e.TopicID, false)
		if err != nil && plan.CodeOf(err) != plan.CodeNotFound { // checkEntry says that there is none
			return err
		}
		e.Title = topic.Name
	}
	if e.Title != "" {
		return nil
	}
	workspace, err := v.Workspace(v.ws)
	e.Title = "Neuer Beitrag"
	if workspace.Language == "en" {
		e.Title = "New entry"
	}
	return err
}
