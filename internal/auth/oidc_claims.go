package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// maxSubject bounds a subject, in bytes (OpenID Connect Core 1.0 §2).
const maxSubject = 255

// Identity is who somebody is to a provider.
type Identity struct {
	Issuer  string
	Subject string // never given to anybody else by the issuer
	Email   string // shown to be theirs, as the provider says
	Name    string // "" where the provider tells none
	Groups  []string
}

// claims is what a provider says of somebody (OpenID Connect Core 1.0 §5.1).
type claims struct {
	email      string
	isVerified *bool // nil: nothing is said; true also where the provider is trusted to send no others
	name       string
	groups     []string
	saysGroups bool
}

// claims returns what the provider says in the ID token and, where something is
// missing there, at its userinfo endpoint (§5.3).
func (p *Provider) claims(ctx context.Context, found *discovered, token *oauth2.Token, idToken *oidc.IDToken) (claims, error) {
	said, err := readClaims(idToken, p.options.GroupsClaim)
	if err != nil {
		return claims{}, &ProviderError{Reason: TokenInvalid, cause: err}
	}
	isWhole := said.email != "" && (said.isVerified != nil || p.options.TrustEmail) && (said.saysGroups || p.options.GroupsClaim == "")
	if !isWhole && found.provider.UserInfoEndpoint() != "" && token.AccessToken != "" {
		more, err := found.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
		switch {
		case err != nil:
			return claims{}, &ProviderError{Reason: Unreachable, cause: errors.New("the userinfo endpoint does not answer as it should")}
		case more.Subject != idToken.Subject: // §5.3.2
			return claims{}, &ProviderError{Reason: TokenInvalid, cause: errors.New("the userinfo endpoint tells of somebody else")}
		}
		told, err := readClaims(more, p.options.GroupsClaim)
		if err != nil {
			return claims{}, &ProviderError{Reason: TokenInvalid, cause: err}
		}
		said.complete(told)
	}
	if said.isVerified == nil && p.options.TrustEmail {
		yes := true
		said.isVerified = &yes
	}
	return said, nil
}

// complete takes from other what is missing. An address and whether it is
// verified belong together.
func (c *claims) complete(other claims) {
	if other.email != "" && (c.email == "" || c.isVerified == nil && strings.EqualFold(c.email, other.email)) {
		c.email, c.isVerified = other.email, other.isVerified
	}
	c.name = cmp.Or(c.name, other.name)
	if !c.saysGroups {
		c.groups, c.saysGroups = other.groups, other.saysGroups
	}
}

func readClaims(from interface{ Claims(v any) error }, groupsClaim string) (claims, error) {
	var raw map[string]json.RawMessage
	if err := from.Claims(&raw); err != nil {
		return claims{}, fmt.Errorf("read the claims: %w", err)
	}
	said := claims{email: textOf(raw["email"]), isVerified: flagOf(raw["email_verified"])}
	said.name = cmp.Or(textOf(raw["name"]), strings.TrimSpace(textOf(raw["given_name"])+" "+textOf(raw["family_name"])), textOf(raw["preferred_username"]))
	said.groups, said.saysGroups = textsOf(raw[groupsClaim])
	var elsewhere map[string]json.RawMessage // §5.6.2
	if _ = json.Unmarshal(raw["_claim_names"], &elsewhere); groupsClaim != "" && elsewhere[groupsClaim] != nil {
		return claims{}, errors.New("the provider sends no groups but a place to ask for them, as some do for who is in very many; let it send only those that count here")
	}
	return said, nil
}

func (c claims) identity(issuer, subject string) (Identity, error) {
	switch {
	case subject == "" || len(subject) > maxSubject || !isPlain(subject):
		return Identity{}, &ProviderError{Reason: TokenInvalid, cause: errors.New("the subject is no subject")}
	case c.email == "":
		return Identity{}, &ProviderError{Reason: EmailMissing}
	case c.isVerified == nil || !*c.isVerified:
		return Identity{}, &ProviderError{Reason: EmailUnverified}
	}
	return Identity{Issuer: issuer, Subject: subject, Email: c.email, Name: c.name, Groups: c.groups}, nil
}

func isPlain(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

// textOf reads a claim that is a text, "" for any other.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) != nil || !isPlain(text) {
		return ""
	}
	return strings.TrimSpace(text)
}

// flagOf reads a claim that is true or false; some providers write it as text.
func flagOf(raw json.RawMessage) *bool {
	var flag bool
	switch strings.Trim(string(raw), `"`) {
	case "true":
		flag = true
	case "false", "null":
	case "":
		return nil
	}
	return &flag
}

// textsOf reads a claim that is a list of texts, or one.
func textsOf(raw json.RawMessage) (texts []string, said bool) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, false
	}
	if one := textOf(raw); one != "" {
		return []string{one}, true
	}
	var many []json.RawMessage
	_ = json.Unmarshal(raw, &many) // of anything else nobody is in a group
	for _, each := range many {
		if one := textOf(each); one != "" {
			texts = append(texts, one)
		}
	}
	return texts, true
}
