package demo

import (
	"time"

	"stetig/internal/plan"
)

// outlet is a channel as invented here: what it promises, how it lives up to it
// and what it talks about.
type outlet struct {
	name     string
	platform string
	color    string
	link     string
	owner    person
	deputy   person
	region   string // of its readers, as package holiday names it; "": nowhere in particular
	warns    bool   // of entries on public holidays there

	cadence    string        // as plan.ParseCadence reads it
	tolerance  time.Duration // of slots; 0: the default
	leadTime   int           // days
	maxSilence int           // days, 0: not asked
	noNextYear bool          // nobody has made a plan for next year yet
	nextOwner  person        // of next year's plan; nobody: the channel's
	company    *plan.Share   // of its entries, on topics about the company; nil: not asked
	curated    *plan.Share   // of its entries, others' work; nil: not asked

	habit  habit
	breaks []closure
	story  story
	lines  func() []line // what to write about
	ideas  func() []line // a backlog without dates
}

// habit is when and in what form a channel usually publishes.
type habit struct {
	days    []int        // of a week: days after Monday; of a month: days after its first, from where the weekday is looked for
	weekday time.Weekday // of a month
	times   []string     // of day, by lot
	loose   bool         // far ahead, and now and then in the past, an entry has a day but no time
	formats []string
	archive string // below the company's site; "" where entries get no link
}

// story is what goes well and what slips on a channel, in days from today.
type story struct {
	slips     float64   // share of past entries that never came
	late      float64   // share of past entries that came a day late
	missedAgo int       // so many promises ago nothing came at all; 0: no such
	short     []stretch // ahead: one promise that begins in each lacks an entry
	current   bool      // so does the one that runs today, or the next
	dryAfter  int       // from the first promise that begins so many days ahead on there is nothing; 0: not so
	far       bool      // planned as far ahead as there is time for it, see keepBudget
	overdue   int       // the latest entry at least so many days past never appeared; 0: no such
	notReady  int       // of the next entries, so many are not approved in time
	orphans   int       // of those ahead, so many belong to somebody who has left
}

// stretch is a run of days ahead, counted from today, both inclusive.
type stretch struct{ from, to int }

// planFurthest is how many days ahead the channels that plan far ahead do so at most.
const planFurthest = 65 * 7

// homeRegion is where the company and most of its readers are: Lower Saxony.
const homeRegion = "DE-NI"

func outlets() []outlet {
	return []outlet{blog(), newsletter(), linkedIn(), instagram(), mastodon(), youTube()}
}

func blog() outlet {
	return outlet{
		name: "Blog", platform: "blog", color: "#1d4ed8", link: companySite + "/blog",
		owner: tjark, deputy: wiebke,
		region: homeRegion, warns: true,
		cadence: "1/week", leadTime: 14, maxSilence: 20,
		habit: habit{
			days: []int{2}, times: []string{"09:00", "09:00", "11:00"}, loose: true,
			formats: []string{"article"}, archive: "/blog/",
		},
		breaks: []closure{companyHolidays, christmas},
		story:  story{late: 0.06, missedAgo: 4, short: []stretch{{15, 42}, {50, 95}}, far: true, notReady: 1},
		lines:  blogLines, ideas: blogIdeas,
	}
}

func newsletter() outlet {
	return outlet{
		name: "Newsletter", platform: "newsletter", color: "#0f766e", link: companySite + "/newsletter",
		owner: wiebke, deputy: tjark,
		region:  "DE",
		cadence: "2/month", leadTime: 10, maxSilence: 30,
		habit: habit{
			days: []int{1, 15}, weekday: time.Thursday, times: []string{"08:30"},
			formats: []string{"newsletter"}, archive: "/newsletter/",
		},
		lines: newsletterLines, ideas: newsletterIdeas,
	}
}

func linkedIn() outlet {
	return outlet{
		name: "LinkedIn", platform: "linkedin", color: "#b45309", link: companySite + "/linkedin",
		owner: ayse, deputy: friederike,
		region: homeRegion, warns: true, company: &plan.Share{AtMost: 30},
		cadence: "FREQ=WEEKLY;BYDAY=TU,TH@10:00", leadTime: 5,
		habit: habit{
			times:   []string{"10:00", "10:00", "09:30", "10:00", "11:15"},
			formats: []string{"text", "carousel", "document", "text", "video"},
		},
		breaks: []closure{companyHolidays, christmas},
		story: story{
			slips: 0.05, late: 0.05, short: []stretch{{0, 5}, {16, 42}, {55, 90}},
			far: true, overdue: 3, notReady: 1, orphans: 3,
		},
		lines: linkedInLines, ideas: linkedInIdeas,
	}
}

func instagram() outlet {
	return outlet{
		name: "Instagram", platform: "instagram", color: "#be185d", link: companySite + "/instagram",
		owner: friederike, deputy: ayse,
		region:  homeRegion,
		cadence: "2/week", leadTime: 7, maxSilence: 10, nextOwner: svenja,
		habit: habit{
			days: []int{1, 4}, times: []string{"17:30", "12:00", "18:00"}, loose: true,
			formats: []string{"reel", "carousel", "photo", "story"},
		},
		story: story{slips: 0.04, late: 0.03, current: true, dryAfter: 28, overdue: 9, notReady: 2},
		lines: instagramLines, ideas: instagramIdeas,
	}
}

func mastodon() outlet {
	return outlet{
		name: "Mastodon", platform: "mastodon", color: "#6d28d9", link: companySite + "/mastodon",
		owner: jonas, deputy: tjark,
		curated: &plan.Share{AtLeast: 10, AtMost: 50},
		cadence: "2/month", leadTime: 3, noNextYear: true,
		habit: habit{
			days: []int{7, 21}, weekday: time.Friday, times: []string{"13:00", "08:00"}, loose: true,
			formats: []string{"text", "photo"},
		},
		breaks: []closure{christmas},
		story:  story{slips: 0.06},
		lines:  mastodonLines, ideas: mastodonIdeas,
	}
}

func youTube() outlet {
	return outlet{
		name: "YouTube", platform: "youtube", color: "#b91c1c", link: companySite + "/videos",
		owner: friederike, deputy: jonas,
		region:  "DE",
		cadence: "FREQ=MONTHLY;BYDAY=2WE@17:00", tolerance: 72 * time.Hour, leadTime: 21, maxSilence: 45,
		habit: habit{
			times:   []string{"17:00"},
			formats: []string{"video"}, archive: "/videos/",
		},
		story: story{missedAgo: 2, short: []stretch{{43, 120}}, notReady: 1},
		lines: youTubeLines, ideas: youTubeIdeas,
	}
}
