package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stetig/internal/holiday"
	"stetig/internal/plan"
)

func TestCompanyIsSound(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		checkMembers(t, m, set)
		checkChannels(t, set)
		checkPlans(t, set)
		checkThemes(t, set)
		for _, e := range set.Entries {
			checkEntry(t, m, set, e)
		}
		checkIDs(t, set)
	})
}

func checkMembers(t *testing.T, m moment, set Dataset) {
	t.Helper()
	roles, gone, external, emails := map[plan.Role]int{}, 0, 0, map[string]bool{}
	for _, member := range set.Members {
		if !member.Role.Valid() || !strings.HasSuffix(member.Email, "@example.org") || emails[member.Email] || member.UserID == "" {
			t.Errorf("member %+v", member)
		}
		emails[member.Email] = true
		if !member.IsActive() {
			gone++
			if !member.DeactivatedAt.Before(m.now) || member.DeactivatedAt.Before(member.CreatedAt) {
				t.Errorf("%s is deactivated at %v", member.Name, member.DeactivatedAt)
			}
		}
		if member.External && member.IsActive() {
			external++
		}
		roles[member.Role]++
	}
	for _, role := range plan.Roles {
		if roles[role] == 0 {
			t.Errorf("nobody is %s", role)
		}
	}
	if external == 0 {
		t.Error("nobody is external")
	}
	if gone != 1 || set.Members[0].Role != plan.Lead || !set.Members[0].IsActive() {
		t.Errorf("%d members are deactivated, the first is %s; want 1 and an active lead", gone, set.Members[0].Role)
	}
}

func checkChannels(t *testing.T, set Dataset) {
	t.Helper()
	color := regexp.MustCompile(`^#[0-9a-f]{6}$`)
	for i, c := range set.Channels {
		if _, err := c.Zone(); err != nil || c.Status != plan.Active || !color.MatchString(c.Color) || c.Position != i+1 {
			t.Errorf("channel %+v: %v", c, err)
		}
		if c.OwnerID == "" || c.DeputyID == "" || c.OwnerID == c.DeputyID {
			t.Errorf("%s belongs to %q and %q", c.Name, c.OwnerID, c.DeputyID)
		}
	}
	for _, p := range set.Pauses {
		if p.Span.Days() == 0 || p.Reason == "" {
			t.Errorf("pause %+v", p)
		}
	}
}

func checkPlans(t *testing.T, set Dataset) {
	t.Helper()
	for i, p := range set.Plans {
		if err := p.Cadence.Validate(); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		if p.Span.Days() == 0 || p.Span.Days() > plan.MaxPlanDays || p.LeadTime < 1 || p.Name == "" {
			t.Errorf("plan %+v", p)
		}
		for _, q := range set.Plans[:i] {
			if p.ChannelID == q.ChannelID && p.Span.Overlaps(q.Span) {
				t.Errorf("%s and %s overlap", p.Name, q.Name)
			}
		}
	}
}

// What later rules look at is there to be seen, whatever the day.
func TestTheDemoHasOfEverything(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		channels := map[string]plan.Channel{}
		for _, c := range set.Channels {
			channels[c.ID] = c
		}
		curated, onHoliday, withEffort := 0, 0, 0
		for _, e := range set.Entries {
			if e.Curated {
				curated++
			}
			if e.Effort != nil {
				withEffort++
			}
			c := channels[e.ChannelID]
			day, dated := e.Day(m.zone)
			isHoliday := len(holiday.In(c.Region, plan.Span{From: day, To: day})) > 0
			if isHoliday && dated && c.WarnOnHolidays && e.State.Pending() && day > m.today() {
				onHoliday++
			}
		}
		if curated == 0 || onHoliday == 0 || withEffort == 0 {
			t.Errorf("%d entries are curated, %d on a holiday of which is warned, %d have an effort; want some of each", curated, onHoliday, withEffort)
		}
		mixed := slices.ContainsFunc(set.Plans, func(p plan.Plan) bool { return p.CompanyShare != nil })
		company := slices.ContainsFunc(set.Topics, func(t plan.Topic) bool { return t.Company })
		if !mixed || !company {
			t.Errorf("a plan bounds its mix: %v; a topic is about the company: %v", mixed, company)
		}
	})
}

func checkThemes(t *testing.T, set Dataset) {
	t.Helper()
	for _, theme := range set.Themes {
		p := set.Plans[slices.IndexFunc(set.Plans, func(p plan.Plan) bool { return p.ID == theme.PlanID })]
		if theme.Span.Days() == 0 || theme.Span.Cut(p.Span) != theme.Span {
			t.Errorf("theme %q of %s lies at %v", theme.Title, p.Name, theme.Span)
		}
	}
	for _, topic := range set.Topics {
		if topic.Field == "" || topic.Name == "" {
			t.Errorf("topic %+v", topic)
		}
	}
}

func checkEntry(t *testing.T, m moment, set Dataset, e plan.Entry) {
	t.Helper()
	day, dated := e.Day(m.zone)
	inPlan := slices.ContainsFunc(set.Plans, func(p plan.Plan) bool { return p.ChannelID == e.ChannelID && p.Span.Holds(day) })
	switch {
	case !e.State.Valid() || e.Format == "" || e.TopicID == "" || e.CreatedBy == "":
		t.Errorf("entry %+v", e)
	case e.State.NeedsDate() && !dated:
		t.Errorf("%q is %s without a date", e.Title, e.State)
	case !e.PublishAt.IsZero() && e.PublishOn != nil:
		t.Errorf("%q has a time and a day alone", e.Title)
	case dated && !inPlan:
		t.Errorf("%q is on %s, outside its channel's plans", e.Title, day)
	case e.PublishedAt.After(m.now) || e.State == plan.Published && day > m.today():
		t.Errorf("%q was published at %v, after now", e.Title, e.PublishedAt)
	case e.State != plan.Published && (!e.PublishedAt.IsZero() || e.Link != ""):
		t.Errorf("%q is %s and has appeared", e.Title, e.State)
	case e.PublishAt.Nanosecond() != 0 || e.PublishedAt.Nanosecond() != 0:
		t.Errorf("%q has parts of a second", e.Title)
	}
}

// checkIDs holds that ids are unique, that every reference leads somewhere and
// that nothing belongs to another workspace.
func checkIDs(t *testing.T, set Dataset) {
	t.Helper()
	known := map[string]bool{"": true}
	own := func(workspaceID, id string) {
		if known[id] || workspaceID != set.Workspace.ID {
			t.Errorf("id %q, of workspace %q, is taken or astray", id, workspaceID)
		}
		known[id] = true
	}
	refer := func(ids ...string) {
		for _, id := range ids {
			if !known[id] {
				t.Errorf("id %q leads nowhere", id)
			}
		}
	}
	own(set.Workspace.ID, set.Workspace.ID)
	for _, m := range set.Members {
		own(m.WorkspaceID, m.ID)
	}
	for _, topic := range set.Topics {
		own(topic.WorkspaceID, topic.ID)
	}
	for _, c := range set.Channels {
		own(c.WorkspaceID, c.ID)
		refer(c.OwnerID, c.DeputyID)
	}
	for _, p := range set.Plans {
		own(p.WorkspaceID, p.ID)
		refer(p.ChannelID, p.OwnerID, p.DeputyID)
	}
	for _, p := range set.Pauses {
		own(p.WorkspaceID, p.ID)
		refer(p.ChannelID)
	}
	for _, theme := range set.Themes {
		own(theme.WorkspaceID, theme.ID)
		refer(theme.PlanID, theme.TopicID)
	}
	for _, e := range set.Entries {
		own(e.WorkspaceID, e.ID)
		refer(e.ChannelID, e.TopicID, e.OwnerID, e.CreatedBy)
	}
}

func TestPlansAreOfThisYearAndTheNext(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	for _, test := range []struct {
		name  string
		today plan.Day
		want  []string
	}{
		{"first day of the year", plan.Date(2027, time.January, 1), []string{"Blog 2026, viertes Quartal", "Blog 2027", "Blog 2028"}},
		{"last day of the first quarter", plan.Date(2027, time.March, 31), []string{"Blog 2026, viertes Quartal", "Blog 2027", "Blog 2028"}},
		{"second quarter", plan.Date(2027, time.April, 1), []string{"Blog 2027", "Blog 2028"}},
		{"last day of the year", plan.Date(2027, time.December, 31), []string{"Blog 2027", "Blog 2028"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			set := Company(test.today, zone, plan.WallAt(test.today, 36000).In(zone), counter())
			var got []string
			for _, p := range set.Plans {
				if p.ChannelID == set.Channels[0].ID {
					got = append(got, p.Name)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("plans of the blog: %q, want %q", got, test.want)
			}
		})
	}
}
