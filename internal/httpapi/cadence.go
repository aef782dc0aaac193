package httpapi

import (
	"errors"
	"strings"
	"time"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// receiveCadence takes a cadence that was sent. Both kinds at once, neither, or
// a rule without a time are refused here, where it is known what was sent;
// whether it can be promised is the domain's to say.
func receiveCadence(sent api.Cadence) (plan.Cadence, error) {
	patch, err := cadencePatch(sent.Quota, as[string](sent.Per), sent.Rule, sent.Time, sent.ToleranceHours)
	if err != nil {
		return plan.Cadence{}, err
	}
	var problems plan.Problems
	hasQuota, hasSlots := sent.Quota != nil || sent.Per != nil, sent.Rule != nil || sent.Time != nil || sent.ToleranceHours != nil
	switch {
	case hasQuota && hasSlots:
		problems.Add("cadence", "must be either a quota (quota, per) or slots (rule, time, tolerance_hours), not both")
	case hasSlots && sent.Rule == nil:
		problems.Add("cadence.rule", "is needed")
	case hasSlots && sent.Time == nil:
		problems.Add("cadence.time", "is needed")
	case !hasSlots && sent.Quota == nil:
		problems.Add("cadence.quota", "is needed, unless there is a rule")
	case !hasSlots && sent.Per == nil:
		problems.Add("cadence.per", "is needed")
	}
	if err := problems.Err(); err != nil {
		return plan.Cadence{}, err
	}
	cadence := patch.Apply(plan.Cadence{})
	return cadence, inCadence(cadence.Validate())
}

// receiveCadencePatch takes a change of a cadence; nil where none was sent.
func receiveCadencePatch(sent *api.CadencePatch) (*app.CadencePatch, error) {
	if sent == nil {
		return nil, nil
	}
	return cadencePatch(sent.Quota, sent.Per, sent.Rule, sent.Time, sent.ToleranceHours)
}

func cadencePatch(quota *int, per, rule, clock *string, tolerance *int) (*app.CadencePatch, error) {
	patch := &app.CadencePatch{Quota: quota, Per: as[plan.Period](per), Tolerance: hours(tolerance)}
	if rule != nil {
		upper := strings.ToUpper(strings.TrimSpace(*rule))
		patch.Rule = &upper
	}
	if clock != nil {
		seconds, err := plan.ParseTimeOfDay(*clock)
		if err != nil {
			return nil, invalid("cadence.time", err)
		}
		patch.TimeOfDay = &seconds
	}
	return patch, nil
}

// invalid refuses a field for a reason.
func invalid(field string, reason error) error {
	var problems plan.Problems
	problems.Add(field, "%v", reason)
	return problems.Err()
}

// inCadence names the fields of a cadence as they were sent.
func inCadence(err error) error {
	var refusal *plan.Error
	if !errors.As(err, &refusal) {
		return err
	}
	named := *refusal
	named.Fields = make([]plan.FieldError, len(refusal.Fields))
	for i, f := range refusal.Fields {
		named.Fields[i] = plan.FieldError{Field: "cadence." + f.Field, Message: f.Message}
	}
	return &named
}

func sendCadence(c plan.Cadence) api.Cadence {
	if !c.IsSlots() {
		per := api.CadencePer(c.Per)
		return api.Cadence{Quota: &c.Quota, Per: &per}
	}
	clock, tolerance := plan.FormatTimeOfDay(c.TimeOfDay), int(c.Tolerance/time.Hour)
	return api.Cadence{Rule: &c.Rule, Time: &clock, ToleranceHours: &tolerance}
}

func sendSlot(p *continuity.PeriodStatus) api.Slot {
	slot := api.Slot{
		PlanID:   p.PlanID,
		From:     p.Span.From,
		To:       p.Span.To,
		Expected: p.Expected,
		Actual:   p.Actual,
		Kept:     p.Kept,
		EntryID:  orNull(p.EntryID),
		Ended:    p.Ended,
		Active:   p.Active,
		Dry:      p.Dry,
	}
	if p.At != 0 {
		at := p.At.String()
		slot.At = &at
	}
	return slot
}
