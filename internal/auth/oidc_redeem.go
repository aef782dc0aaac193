package auth

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Reason says in a word why a provider brought nobody in.
type Reason string

// The reasons.
const (
	Unreachable     Reason = "provider_unreachable"
	CodeRefused     Reason = "code_refused"
	TokenInvalid    Reason = "token_invalid"
	TokenExpired    Reason = "token_expired"
	NonceWrong      Reason = "nonce_wrong"
	EmailMissing    Reason = "email_missing"
	EmailUnverified Reason = "email_unverified"
)

// ProviderError says why a provider brought nobody in. Its text is for the
// server's log, never for the browser.
type ProviderError struct {
	Reason Reason
	cause  error // nil: the reason says it all
}

func (e *ProviderError) Error() string {
	if e.cause == nil {
		return string(e.Reason)
	}
	return fmt.Sprintf("%s: %.300s", e.Reason, e.cause) // what a provider says may be long
}

// Unwrap returns what it came from.
func (e *ProviderError) Unwrap() error { return e.cause }

// Redeem gives a code back to the provider that it has sent along with somebody
// for an attempt, and returns who that is. It checks the ID token (OpenID Connect
// Core 1.0 §3.1.3.7): signature, issuer, audience, authorized party, expiry, nonce
// and, where there is one, the access token's hash. The error is a *ProviderError.
func (p *Provider) Redeem(ctx context.Context, a Attempt, code string) (Identity, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := found.config.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Identity{}, refusedCode(err)
	}
	idToken, err := p.verify(ctx, found, token, a.Nonce)
	if err != nil {
		return Identity{}, err
	}
	claims, err := p.claims(ctx, found, token, idToken)
	if err != nil {
		return Identity{}, err
	}
	return claims.identity(p.options.Issuer, idToken.Subject)
}

// refusedCode tells a provider that says no from one that says nothing. What it
// says beyond its error code stays out: nobody knows what is in it.
func refusedCode(err error) error {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) {
		return &ProviderError{Reason: Unreachable, cause: fmt.Errorf("redeem a code: %w", err)}
	}
	status := 0
	if answer.Response != nil {
		status = answer.Response.StatusCode
	}
	reason := CodeRefused
	if status >= http.StatusInternalServerError {
		reason = Unreachable
	}
	return &ProviderError{Reason: reason, cause: fmt.Errorf("the provider answers with status %d, error %.100q", status, answer.ErrorCode)}
}

func (p *Provider) verify(ctx context.Context, found *discovered, token *oauth2.Token, nonce string) (*oidc.IDToken, error) {
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return nil, &ProviderError{Reason: TokenInvalid, cause: errors.New("the provider sends no ID token")}
	}
	idToken, err := found.verifier.Verify(ctx, raw)
	if expired := new(oidc.TokenExpiredError); errors.As(err, &expired) {
		return nil, &ProviderError{Reason: TokenExpired, cause: err}
	}
	if err != nil {
		return nil, &ProviderError{Reason: TokenInvalid, cause: err}
	}
	if subtle.ConstantTimeCompare([]byte(idToken.Nonce), []byte(nonce)) == 0 || nonce == "" {
		return nil, &ProviderError{Reason: NonceWrong}
	}
	var said struct {
		AuthorizedParty string `json:"azp"`
	}
	if err := idToken.Claims(&said); err != nil {
		return nil, &ProviderError{Reason: TokenInvalid, cause: err}
	}
	if said.AuthorizedParty != "" && said.AuthorizedParty != p.options.ClientID {
		return nil, &ProviderError{Reason: TokenInvalid, cause: errors.New("the ID token was made for another client (azp)")}
	}
	if idToken.AccessTokenHash != "" {
		if err := idToken.VerifyAccessToken(token.AccessToken); err != nil {
			return nil, &ProviderError{Reason: TokenInvalid, cause: err}
		}
	}
	return idToken, nil
}
