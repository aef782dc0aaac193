package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

func TestWhatHappensIsToldInOrder(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r, other := receive(t), receive(t)
		h.hook(t, r, plan.EntryCreated, plan.EntryChanged, plan.EntryDeleted, plan.EntryRestored)
		h.hook(t, other, plan.ReportMade)
		ctx := t.Context()
		id := h.entries(t, 1)[0]
		title, text := "Ganz geheimer Titel", "Ganz geheimer Text"
		if _, err := h.ChangeEntry(ctx, h.by, h.ID, id, nil, app.EntryPatch{Title: &title, Copy: &text}); err != nil {
			t.Fatal(err)
		}
		if err := h.DeleteEntry(ctx, h.by, h.ID, id, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := h.RestoreEntry(ctx, h.by, h.ID, id); err != nil {
			t.Fatal(err)
		}
		bad := strings.Repeat("x", 100_000) // refused, so nothing is told of it
		if _, err := h.ChangeEntry(ctx, h.by, h.ID, id, nil, app.EntryPatch{Title: &bad}); err == nil {
			t.Fatal("a title without end was taken")
		}
		h.wait(8 * 24 * time.Hour)
		if made, err := h.MakeDueReports(ctx); err != nil || made == 0 {
			t.Fatal(made, err)
		}
		h.deliver(t)
		var told []string
		for i, m := range r.got {
			told = append(told, string(m.Type))
			link := "https://plan.example.org/w/" + h.ID + "/entries/" + id
			want := app.WebhookSubject{Kind: "entry", ID: id, Path: "/api/v1/workspaces/" + h.ID + "/entries/" + id, Link: &link}
			equal(t, "subject", want, m.Subject)
			if m.Version != 1 || m.Sequence != int64(i+1) || m.WorkspaceID != h.ID || !m.Time.Equal(loadtest.Now()) || m.ID == "" {
				t.Errorf("message %s", m.raw)
			}
			if strings.Contains(m.raw, "geheim") || strings.Contains(m.raw, r.secret) {
				t.Errorf("too much is told: %s", m.raw)
			}
		}
		equal(t, "told", []string{"entry.created", "entry.changed", "entry.deleted", "entry.restored"}, told)
		equal(t, "fields", map[string]any{"fields": []any{"title", "copy"}}, r.got[1].Data)
		if len(other.got) == 0 || other.got[0].Type != plan.ReportMade || other.got[0].Data["week"] == "" {
			t.Errorf("of reports: %+v", other.got)
		}
	})
}

func TestGapsAreTold(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		h.hook(t, r, plan.GapOpened, plan.GapChanged, plan.GapAccepted, plan.GapClosed)
		h.wait(40 * 24 * time.Hour)
		if _, err := h.ScanDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		open, _, err := h.Gaps(t.Context(), h.by, h.ID, app.GapFilter{}, app.Page{Limit: 500})
		if err != nil || len(open) == 0 {
			t.Fatalf("%d gaps, %v", len(open), err)
		}
		h.deliver(t)
		opened := map[string]bool{}
		for _, m := range r.got {
			if m.Type == plan.GapOpened {
				opened[m.Subject.ID] = true
			}
			if m.Subject.Kind != "gap" || m.Data["reason"] == "" {
				t.Errorf("told: %s", m.raw)
			}
		}
		for _, gap := range open {
			if gap.OpenedAt.Equal(h.clock()) && !opened[gap.ID] {
				t.Errorf("nobody was told of gap %s", gap.ID)
			}
		}
		if len(opened) == 0 {
			t.Error("no gap was told of")
		}
	})
}

// A webhook that fails waits, in order, and keeps no other waiting.
func TestAFailingWebhookStallsNoOther(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		down, up := receive(t), receive(t)
		down.answers(always(503))
		failing := h.hook(t, down, plan.EntryCreated)
		h.hook(t, up, plan.EntryCreated)
		ids := h.entries(t, 5)
		h.deliver(t)
		equal(t, "the other", ids, up.subjects())
		equal(t, "deliveries", map[app.DeliveryState]int{"failed": 1, "waiting": 4}, h.deliveries(t, failing.ID))
		if w := h.webhook(t, failing.ID); w.LastStatus != 503 || w.LastOutcome != "it answers with 503" || !w.FailingSince.Equal(h.clock()) {
			t.Errorf("webhook %+v", w)
		}
		down.answers(nil)
		h.deliver(t)
		if len(down.got) != 0 {
			t.Error("it is tried again at once")
		}
		ids = append(ids, h.entries(t, 2)...)
		h.wait(time.Minute)
		h.deliver(t)
		equal(t, "in order", ids, down.subjects())
		if w := h.webhook(t, failing.ID); w.LastStatus != 204 || w.LastOutcome != "" || !w.FailingSince.IsZero() {
			t.Errorf("webhook %+v", w)
		}
		if f := h.WebhookFigures(); f.Delivered != 14 || f.Failed != 1 || f.Open != 0 {
			t.Errorf("figures %+v", f)
		}
	})
}

// What is refused for a day is given up; the rest goes on behind it.
func TestOnePoisonedDeliveryIsGivenUp(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		hook := h.hook(t, r, plan.EntryCreated)
		ids := h.entries(t, 3)
		r.answers(func(m message) int {
			if m.Subject.ID == ids[0] {
				return 500
			}
			return 200
		})
		begun := h.clock()
		for tries := 1; h.deliveries(t, hook.ID)["dead"] == 0; tries++ {
			if tries > 20 {
				t.Fatal("it is tried for ever")
			}
			h.deliver(t)
			h.wait(4 * time.Hour)
		}
		if len(r.got) != 0 {
			t.Error("others were sent past it")
		}
		if took := h.clock().Sub(begun); took < 24*time.Hour {
			t.Errorf("it was given up after %s", took)
		}
		h.deliver(t)
		equal(t, "the rest", ids[1:], r.subjects())
		equal(t, "states", map[app.DeliveryState]int{"dead": 1, "delivered": 2}, h.deliveries(t, hook.ID))
		if w := h.webhook(t, hook.ID); !w.DisabledAt.IsZero() {
			t.Errorf("disabled: %+v", w)
		}
		// Its time is a day, tried after a minute, then after twice as long each time.
		dead, _, err := h.Deliveries(t.Context(), h.by, h.ID, hook.ID, "dead", app.Page{})
		if err != nil || dead[0].Attempts != 14 {
			t.Fatalf("%+v, %v", dead, err)
		}
		r.answers(nil)
		if _, err := h.ResendDelivery(t.Context(), h.by, h.ID, hook.ID, dead[0].Message.ID); err != nil {
			t.Fatal(err)
		}
		h.deliver(t)
		equal(t, "after it was sent again", append(slices.Clone(ids[1:]), ids[0]), r.subjects())
	})
}

func TestWebhooksAreDisabled(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		failing, gone := receive(t), receive(t)
		failing.answers(always(500))
		gone.answers(always(410))
		first, second := h.hook(t, failing, plan.EntryCreated), h.hook(t, gone, plan.EntryCreated)
		h.entries(t, 3)
		h.deliver(t)
		if w := h.webhook(t, second.ID); w.DisabledWhy != plan.DisabledGone || w.DisabledAt.IsZero() {
			t.Errorf("gone: %+v", w)
		}
		equal(t, "of what is gone", map[app.DeliveryState]int{"dead": 3}, h.deliveries(t, second.ID))
		for days := 0; h.webhook(t, first.ID).DisabledAt.IsZero(); days++ {
			if days > 6 {
				t.Fatal("it fails for ever")
			}
			if days >= 5 && h.clock().Sub(loadtest.Now()) < 5*24*time.Hour {
				t.Fatal("disabled too early")
			}
			for range 6 {
				h.wait(4 * time.Hour)
				h.deliver(t)
			}
		}
		if w := h.webhook(t, first.ID); w.DisabledWhy != plan.DisabledFailed || w.DisabledAt.Sub(loadtest.Now()) < 5*24*time.Hour {
			t.Errorf("failing: %+v", w)
		}
		equal(t, "of what failed", map[app.DeliveryState]int{"dead": 3}, h.deliveries(t, first.ID))
		lines, _, err := h.Audit(t.Context(), h.by, h.ID, app.AuditFilter{SubjectKind: "webhook", Action: "disabled"}, app.Page{})
		if err != nil || len(lines) != 2 {
			t.Errorf("%d lines in the audit log, %v", len(lines), err)
		}
		if f := h.WebhookFigures(); f.Disabled != 2 {
			t.Errorf("figures %+v", f)
		}
		if !strings.Contains(h.log.String(), "a webhook was disabled") {
			t.Error("the log does not say so")
		}
		h.entries(t, 1)
		enabled := true
		if _, err := h.ChangeWebhook(t.Context(), h.by, h.ID, first.ID, nil, app.WebhookPatch{Enabled: &enabled}); err != nil {
			t.Fatal(err)
		}
		failing.answers(nil)
		now := h.entries(t, 1)
		h.wait(time.Hour)
		h.deliver(t)
		equal(t, "enabled again, of what happens from then on", now, failing.subjects())
	})
}

// After a day on which nothing arrived, all that was given up is sent again at once,
// in the order in which it happened, behind what waits.
func TestAllThatWasGivenUpIsSentAgain(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r, other := receive(t), receive(t)
		hook := h.hook(t, r, plan.EntryCreated)
		h.hook(t, other, plan.EntryCreated)
		var ids []string
		for _, count := range []int{1, 2, 3} {
			h.wait(time.Second)
			ids = append(ids, h.entries(t, count)...)
		}
		off, on := false, true
		for _, enabled := range []*bool{&off, &on} {
			if resent, err := h.ResendDeliveries(t.Context(), h.by, h.ID, hook.ID); (plan.CodeOf(err) == plan.CodeConflict) != (enabled == &on) || resent != 0 {
				t.Errorf("%d, %v", resent, err)
			}
			if _, err := h.ChangeWebhook(t.Context(), h.by, h.ID, hook.ID, nil, app.WebhookPatch{Enabled: enabled}); err != nil {
				t.Fatal(err)
			}
		}
		// One of them once more by itself, then in vain again: its place is the one that it had.
		first, _, err := h.Deliveries(t.Context(), h.by, h.ID, hook.ID, "dead", app.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.ResendDelivery(t.Context(), h.by, h.ID, hook.ID, first[len(first)-1].Message.ID); err != nil {
			t.Fatal(err)
		}
		for _, enabled := range []*bool{&off, &on} {
			if _, err := h.ChangeWebhook(t.Context(), h.by, h.ID, hook.ID, nil, app.WebhookPatch{Enabled: enabled}); err != nil {
				t.Fatal(err)
			}
		}
		ids = append(h.entries(t, 1), ids...)
		if resent, err := h.ResendDeliveries(t.Context(), h.by, h.ID, hook.ID); err != nil || resent != 6 {
			t.Fatalf("%d, %v", resent, err)
		}
		h.deliver(t)
		equal(t, "received", ids, r.subjects())
		for i, m := range r.got {
			if i > 0 && m.Sequence <= r.got[i-1].Sequence {
				t.Errorf("sequence %d behind %d", m.Sequence, r.got[i-1].Sequence)
			}
		}
		equal(t, "the other", 7, len(other.subjects()))
		if resent, err := h.ResendDeliveries(t.Context(), h.by, h.ID, hook.ID); err != nil || resent != 0 {
			t.Errorf("once more: %d, %v", resent, err)
		}
	})
}

// What was given up long ago ends no webhook: what comes days later has its own
// time, and one attempt that fails is not the end of it.
func TestOneFailureAfterDaysDisablesNothing(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		hook := h.hook(t, r, plan.EntryCreated)
		r.answers(always(503))
		h.entries(t, 1)
		for h.deliveries(t, hook.ID)["dead"] == 0 {
			h.deliver(t)
			h.wait(4 * time.Hour)
		}
		h.wait(6 * 24 * time.Hour)
		ids := h.entries(t, 2)
		h.deliver(t)
		if w := h.webhook(t, hook.ID); !w.DisabledAt.IsZero() || w.FailingSince.IsZero() {
			t.Errorf("after one attempt: %+v", w)
		}
		r.answers(nil)
		h.wait(time.Minute)
		h.deliver(t)
		equal(t, "after the second", ids, r.subjects())
	})
}

// Several programs on one database send each delivery once, and in order.
func TestProgramsShareWebhooks(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		receivers := []*receiver{receive(t), receive(t), receive(t)}
		for _, r := range receivers {
			h.hook(t, r, plan.EntryCreated)
		}
		ids := h.entries(t, 60)
		steps := []func() error{}
		for _, a := range []*app.App{h.App, h.another(t), h.another(t)} {
			steps = append(steps, func() error { return a.DeliverWebhooks(context.Background()) })
		}
		for _, err := range atOnce(steps...) {
			if err != nil {
				t.Error(err)
			}
		}
		for _, r := range receivers {
			equal(t, "received", ids, r.subjects())
		}
	})
}

// A program that dies between claiming a webhook and noting how it went loses
// nothing: once the claim has run out, another sends, the same bytes.
func TestADyingProgramLosesNoDelivery(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		h.hook(t, r, plan.EntryCreated)
		ids := h.entries(t, 2)
		dying, cancel := context.WithCancel(t.Context())
		r.answers(func(message) int { cancel(); return 200 }) // it arrives, and nobody hears of it
		_ = h.DeliverWebhooks(dying)
		err := h.store.Write(t.Context(), func(tx *store.Tx) error {
			_, found, err := tx.ClaimWebhook(h.clock(), h.clock().Add(time.Minute))
			if !found {
				t.Error("there is nothing to claim")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		r.answers(nil)
		first := r.got[0].raw
		h.wait(59 * time.Second)
		h.deliver(t)
		equal(t, "while another has it", ids[:1], r.subjects())
		h.wait(time.Second)
		h.deliver(t)
		got := r.subjects()
		if last := got[len(got)-2:]; !slices.Equal(last, ids) && !slices.Equal(got, ids) {
			t.Errorf("received %v of %v", got, ids)
		}
		for _, m := range r.got {
			if m.Subject.ID == ids[0] && m.raw != first {
				t.Errorf("sent again, it reads %s, not %s", m.raw, first)
			}
		}
	})
}

func TestANewSecretOverlapsWithTheOld(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		hook := h.hook(t, r, plan.EntryCreated)
		signatures := func() int {
			h.entries(t, 1)
			h.deliver(t)
			return len(strings.Fields(r.signed[len(r.signed)-1]))
		}
		equal(t, "signatures", 1, signatures())
		if _, secret, err := h.RotateWebhookSecret(t.Context(), h.by, h.ID, hook.ID, nil); err != nil || secret == r.secret {
			t.Fatal("no new secret", err)
		}
		equal(t, "signatures after the change", 2, signatures())
		h.wait(24 * time.Hour)
		equal(t, "signatures a day later", 1, signatures())
	})
}

func TestOldDeliveriesAreForgotten(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := receive(t)
		hook := h.hook(t, r, plan.EntryCreated)
		h.entries(t, 2)
		h.deliver(t)
		h.entries(t, 1)
		off := false
		if _, err := h.ChangeWebhook(t.Context(), h.by, h.ID, hook.ID, nil, app.WebhookPatch{Enabled: &off}); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			after time.Duration
			want  map[app.DeliveryState]int
		}{
			{7 * 24 * time.Hour, map[app.DeliveryState]int{"delivered": 2, "dead": 1}},
			{time.Second, map[app.DeliveryState]int{"dead": 1}},
			{83 * 24 * time.Hour, map[app.DeliveryState]int{}},
		} {
			h.wait(step.after)
			if _, err := h.Tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
			equal(t, "kept", step.want, h.deliveries(t, hook.ID))
		}
	})
}
