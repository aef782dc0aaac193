package auth_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"stetig/internal/auth"
)

func TestAProviderThatIsDownIsAskedAgain(t *testing.T) {
	t.Parallel()
	d := newDoor(t, nil)
	d.at.Down(true)
	const discovery = "/.well-known/openid-configuration"
	for range 3 {
		_, err := d.Address(t.Context(), auth.NewAttempt())
		wantReason(t, err, auth.Unreachable)
		_, err = d.Redeem(t.Context(), auth.NewAttempt(), "code")
		wantReason(t, err, auth.Unreachable)
	}
	// net/http asks once more where a connection that was kept breaks.
	if n := len(d.at.Asked(discovery)); n < 1 || n > 2 {
		t.Errorf("asked a provider that is down %d times", n)
	}
	d.at.Down(false)
	if _, err := d.Address(t.Context(), auth.NewAttempt()); err == nil {
		t.Error("a provider that was down is asked again at once")
	}
	d.wait(5 * time.Second)
	a := auth.NewAttempt()
	code := d.code(t, a)
	d.at.Down(true)
	_, err := d.Redeem(t.Context(), a, code)
	wantReason(t, err, auth.Unreachable)
	d.at.Down(false)
	if _, err := d.enter(t); err != nil {
		t.Error(err)
	}
}

func TestManyWaitForOneAnswerOfTheProvider(t *testing.T) {
	t.Parallel()
	d := newDoor(t, nil)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := d.Address(context.Background(), auth.NewAttempt()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(d.at.Asked("/.well-known/openid-configuration")); n != 1 {
		t.Errorf("asked the provider about itself %d times", n)
	}
}

func TestAProviderMustNameItselfAsItIsConfigured(t *testing.T) {
	t.Parallel()
	d := newDoor(t, func(o *auth.ProviderOptions) { o.Issuer += "/" })
	_, err := d.Address(t.Context(), auth.NewAttempt())
	wantReason(t, err, auth.Unreachable)
	if !strings.Contains(err.Error(), "did not match") {
		t.Errorf("says %q", err)
	}
}

func TestALongAnswerOfTheProviderIsCut(t *testing.T) {
	t.Parallel()
	d := newDoor(t, nil)
	d.at.Forge(func(c map[string]any) { c["padding"] = strings.Repeat("x", 2<<20) })
	_, err := d.enter(t)
	wantReason(t, err, auth.Unreachable)
	if len(err.Error()) > 400 {
		t.Errorf("the log gets %d bytes", len(err.Error()))
	}
}
