package auth

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// discoverAgainAfter is how long a provider that could not be reached is left
// alone, so that many who want in at once do not each wait for it.
const discoverAgainAfter = 5 * time.Second

// ProviderOptions configures NewProvider.
type ProviderOptions struct {
	Issuer       string           // as the provider writes it, to the last slash
	ClientID     string           // under which the provider knows this server
	ClientSecret string           // "": a public client
	RedirectURL  string           // where the provider sends people back to
	Scopes       []string         // asked for beside openid; nil: profile and email
	GroupsClaim  string           // the claim with the groups of somebody; "": nobody wants to know them
	TrustEmail   bool             // an address without a word whether it is verified counts as verified
	Now          func() time.Time // to know what has expired
}

// Provider is the OpenID Connect provider through which people sign in (OpenID
// Connect Core 1.0, the authorization code flow §3.1, with PKCE, RFC 7636). What
// it must know of the provider it asks when it is first needed, so a provider
// that is down keeps nothing else from running. It is safe for concurrent use.
type Provider struct {
	options ProviderOptions
	client  *http.Client
	turn    chan struct{} // held by the one who asks the provider about itself
	found   *discovered   // nil: not asked yet, or in vain
	failed  error         // why it was in vain
	again   time.Time     // not asked again before
}

// discovered is what a provider tells about itself (OpenID Connect Discovery 1.0).
type discovered struct {
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	config   oauth2.Config
}

// NewProvider returns a Provider without asking it anything yet.
func NewProvider(o ProviderOptions) *Provider {
	if o.Scopes == nil {
		o.Scopes = []string{"profile", "email"}
	}
	if !slices.Contains(o.Scopes, oidc.ScopeOpenID) {
		o.Scopes = append([]string{oidc.ScopeOpenID}, o.Scopes...)
	}
	return &Provider{options: o, client: providerClient(o.Issuer), turn: make(chan struct{}, 1)}
}

// Issuer returns the provider's name for itself.
func (p *Provider) Issuer() string { return p.options.Issuer }

// Attempt is what a browser keeps between being sent to the provider and coming
// back. Each serves once.
type Attempt struct {
	State    string // comes back with the answer, so nobody else's is taken for it
	Nonce    string // comes back in the ID token, so no earlier one is taken for it
	Verifier string // shows that the code was given to us (PKCE)
}

// NewAttempt makes an attempt of 256 random bits each.
func NewAttempt() Attempt {
	return Attempt{State: newSecret("").Text, Nonce: newSecret("").Text, Verifier: oauth2.GenerateVerifier()}
}

// Address returns where the provider asks somebody who they are. The error is a
// *ProviderError where the provider cannot be reached.
func (p *Provider) Address(ctx context.Context, a Attempt) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return found.config.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// discover returns what the provider tells about itself, asked for once; after a
// failure again, but not at once.
func (p *Provider) discover(ctx context.Context) (*discovered, error) {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if p.found != nil {
		return p.found, nil
	}
	if p.failed != nil && p.options.Now().Before(p.again) {
		return nil, p.failed
	}
	found, err := p.ask(context.WithoutCancel(ctx)) // others wait for it too; the client's timeout ends it
	if err != nil {
		p.failed, p.again = &ProviderError{Reason: Unreachable, cause: err}, p.options.Now().Add(discoverAgainAfter)
		return nil, p.failed
	}
	p.found, p.failed = found, nil
	return found, nil
}

func (p *Provider) ask(ctx context.Context) (*discovered, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.options.Issuer)
	if err != nil {
		return nil, fmt.Errorf("ask the provider about itself: %w", err)
	}
	var told struct {
		Authorization string   `json:"authorization_endpoint"`
		Token         string   `json:"token_endpoint"`
		Keys          string   `json:"jwks_uri"`
		UserInfo      string   `json:"userinfo_endpoint"`
		AuthMethods   []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := provider.Claims(&told); err != nil {
		return nil, fmt.Errorf("read what the provider tells about itself: %w", err)
	}
	for _, address := range []string{told.Authorization, told.Token, told.Keys} {
		if !p.mayUse(address) {
			return nil, fmt.Errorf("the provider names an address that is missing or less secure than its own: %q", address)
		}
	}
	if told.UserInfo != "" && !p.mayUse(told.UserInfo) {
		return nil, fmt.Errorf("the provider names an address that is less secure than its own: %q", told.UserInfo)
	}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = p.authStyle(told.AuthMethods)
	return &discovered{
		provider: provider,
		verifier: provider.Verifier(&oidc.Config{ClientID: p.options.ClientID, Now: p.options.Now}),
		config: oauth2.Config{
			ClientID: p.options.ClientID, ClientSecret: p.options.ClientSecret,
			Endpoint: endpoint, RedirectURL: p.options.RedirectURL, Scopes: p.options.Scopes,
		},
	}, nil
}

// mayUse reports whether an address is as well protected as the issuer's.
func (p *Provider) mayUse(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && !isSecure(p.options.Issuer))
}

// authStyle is how the client proves itself when it redeems a code. It is not
// tried out: a provider may take the second try of a code for a stolen one.
func (p *Provider) authStyle(methods []string) oauth2.AuthStyle {
	const inHeader = "client_secret_basic" // what counts where nothing is said (Discovery §3)
	if p.options.ClientSecret != "" && (len(methods) == 0 || slices.Contains(methods, inHeader)) {
		return oauth2.AuthStyleInHeader
	}
	return oauth2.AuthStyleInParams
}
