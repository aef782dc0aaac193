package pages

import (
	"fmt"
	"net/url"
)

// Why somebody is to come in through the identity provider, and has not.
const (
	SignInProviderDown   SignInReason = iota + 100 // it does not answer
	SignInProviderDenied                           // it, or they there, said no
	SignInProviderAgain                            // what came back is not, or no longer, good
	SignInUnverified                               // it has not verified their address
	SignInNotInvited                               // nobody has let them in here
	SignInNoPasswords                              // they came with a password, which is not taken
)

// providerProblem says why the identity provider has brought nobody in; "" for
// other reasons.
func (w words) providerProblem(reason SignInReason, provider string) string {
	switch reason {
	case SignInProviderDown:
		return fmt.Sprintf(w.ProviderDown, provider)
	case SignInProviderDenied:
		return fmt.Sprintf(w.ProviderDenied, provider)
	case SignInProviderAgain:
		return w.ProviderAgain
	case SignInUnverified:
		return fmt.Sprintf(w.ProviderUnverified, provider)
	case SignInNotInvited:
		return w.NotInvited
	case SignInNoPasswords:
		return w.NoPasswords
	}
	return ""
}

// providerStart is where the way to the identity provider begins.
func providerStart(next string) string {
	if next == "" {
		return "/oidc/start"
	}
	return "/oidc/start?" + url.Values{"next": {next}}.Encode()
}
