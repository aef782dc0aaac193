package plan_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
)

func TestAbsencesAreValidated(t *testing.T) {
	t.Parallel()
	may := plan.Span{From: plan.Date(2027, time.May, 3), To: plan.Date(2027, time.May, 7)}
	for name, tc := range map[string]struct {
		absence plan.Absence
		wrong   []string
	}{
		"plain":            {plan.Absence{MemberID: "anna", Span: may}, nil},
		"one day":          {plan.Absence{MemberID: "anna", Span: plan.Span{From: may.From, To: may.From}, DeputyID: "ben", Reason: "Messe"}, nil},
		"ends too early":   {plan.Absence{MemberID: "anna", Span: plan.Span{From: may.To, To: may.From}}, []string{"ends_on"}},
		"too long":         {plan.Absence{MemberID: "anna", Span: plan.Span{From: may.From, To: may.From + plan.MaxPlanDays}}, []string{"ends_on"}},
		"one's own deputy": {plan.Absence{MemberID: "anna", DeputyID: "anna", Span: may}, []string{"deputy_id"}},
		"a novel":          {plan.Absence{MemberID: "anna", Span: may, Reason: strings.Repeat("a", plan.MaxNote+1)}, []string{"reason"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var refusal *plan.Error
			var wrong []string
			if errors.As(tc.absence.Validate(), &refusal) {
				for _, field := range refusal.Fields {
					wrong = append(wrong, field.Field)
				}
			}
			if diff := cmp.Diff(tc.wrong, wrong); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
