package plan_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/plan"
)

func TestFourEyesOfAPlanComeBeforeTheChannels(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for name, c := range map[string]struct {
		channel bool
		plan    *plan.Plan
		want    bool
	}{
		"channel without":             {false, nil, false},
		"channel with":                {true, nil, true},
		"plan that inherits":          {true, &plan.Plan{}, true},
		"plan that inherits none":     {false, &plan.Plan{}, false},
		"plan with, channel without":  {false, &plan.Plan{FourEyes: &yes}, true},
		"plan without, channel with":  {true, &plan.Plan{FourEyes: &no}, false},
		"plan with, channel with too": {true, &plan.Plan{FourEyes: &yes}, true},
	} {
		if got := (plan.Standing{Channel: plan.Channel{FourEyes: c.channel}, Plan: c.plan}).FourEyes(); got != c.want {
			t.Errorf("%s: four eyes %v, want %v", name, got, c.want)
		}
	}
}

func TestMayApprove(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fourEyes  bool
		entry     plan.Entry
		ofPlan    string
		ofChannel string
		approves  bool // whether the role of "me" does
		want      bool
	}{
		"an editor":                                {false, plan.Entry{OwnerID: "you"}, "", "", true, true},
		"an editor of their own":                   {false, plan.Entry{OwnerID: "me"}, "", "", true, true},
		"an editor, another is named":              {false, plan.Entry{ApproverID: "you"}, "", "", true, true},
		"a contributor":                            {false, plan.Entry{OwnerID: "you"}, "", "", false, false},
		"a contributor who is named":               {false, plan.Entry{ApproverID: "me"}, "", "", false, true},
		"four eyes: an editor":                     {true, plan.Entry{OwnerID: "you", CreatedBy: "me"}, "", "", true, true},
		"four eyes: the owner":                     {true, plan.Entry{OwnerID: "me"}, "", "", true, false},
		"four eyes: the plan's owner":              {true, plan.Entry{}, "me", "you", true, false},
		"four eyes: the channel's, not the plan's": {true, plan.Entry{}, "you", "me", true, true},
		"four eyes: the channel's owner":           {true, plan.Entry{}, "", "me", true, false},
		"four eyes: nobody's, who made it":         {true, plan.Entry{CreatedBy: "me"}, "", "", true, false},
		"four eyes: nobody's, another":             {true, plan.Entry{CreatedBy: "you"}, "", "", true, true},
		"four eyes: a contributor":                 {true, plan.Entry{OwnerID: "you"}, "", "", false, false},
		"four eyes: a contributor who is named":    {true, plan.Entry{OwnerID: "you", ApproverID: "me"}, "", "", false, true},
		"four eyes: an editor, another is named":   {true, plan.Entry{OwnerID: "you", ApproverID: "they"}, "", "", true, false},
		"four eyes: the owner is named":            {true, plan.Entry{OwnerID: "me", ApproverID: "me"}, "", "", true, false},
	} {
		s := plan.Standing{Channel: plan.Channel{FourEyes: c.fourEyes, OwnerID: c.ofChannel, OwnerAcceptedAt: time.Unix(1, 0)}}
		if c.ofPlan != "" {
			s.Plan = &plan.Plan{OwnerID: c.ofPlan}
		}
		if got := s.MayApprove("me", c.approves, c.entry); got != c.want {
			t.Errorf("%s: may approve %v, want %v", name, got, c.want)
		}
	}
}

// With four eyes nobody approves what they have; and four eyes only ever take
// rights away.
func TestFourEyesAreTwoPeoples(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.SampledFrom([]string{"ada", "bob", "eve"})
		maybe := rapid.SampledFrom([]string{"", "ada", "bob", "eve"})
		e := plan.Entry{OwnerID: maybe.Draw(t, "owner"), ApproverID: maybe.Draw(t, "approver"), CreatedBy: who.Draw(t, "author")}
		free := plan.Standing{Channel: plan.Channel{OwnerID: maybe.Draw(t, "channel's owner"), OwnerAcceptedAt: time.Unix(1, 0)}}
		if rapid.Bool().Draw(t, "planned") {
			free.Plan = &plan.Plan{OwnerID: maybe.Draw(t, "plan's owner")}
		}
		guarded := free
		guarded.Channel.FourEyes = true
		me, approves := who.Draw(t, "me"), rapid.Bool().Draw(t, "my role approves")
		may := guarded.MayApprove(me, approves, e)
		if may && (me == guarded.FirstEyes(e) || me == guarded.Owner(e) || e.ApproverID != "" && e.ApproverID != me) {
			t.Fatalf("%s approves %+v", me, e)
		}
		if may && !free.MayApprove(me, approves, e) {
			t.Fatalf("%s may more with four eyes: %+v", me, e)
		}
		if free.MayApprove(me, approves, e) != (approves || e.ApproverID == me) {
			t.Fatalf("without four eyes, %s may not what their role may: %+v", me, e)
		}
	})
}

func TestCommentValidate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		comment plan.Comment
		want    plan.Code
	}{
		"a text":        {plan.Comment{Text: "**gut**"}, ""},
		"the longest":   {plan.Comment{Text: strings.Repeat("ü", plan.MaxComment)}, ""},
		"too long":      {plan.Comment{Text: strings.Repeat("ü", plan.MaxComment+1)}, plan.CodeInvalid},
		"empty":         {plan.Comment{}, plan.CodeInvalid},
		"blank":         {plan.Comment{Text: " \n"}, plan.CodeInvalid},
		"NUL":           {plan.Comment{Text: "a\x00"}, plan.CodeInvalid},
		"many mentions": {plan.Comment{Text: "a", Mentions: make([]string, plan.MaxMentions)}, ""},
		"too many":      {plan.Comment{Text: "a", Mentions: make([]string, plan.MaxMentions+1)}, plan.CodeInvalid},
	} {
		if got := plan.CodeOf(c.comment.Validate()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
