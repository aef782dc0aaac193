package auth_test

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/auth"
	"stetig/internal/auth/providertest"
)

const redirect = "http://127.0.0.1:1/oidc/callback" // nobody listens there: the browser is ours

// door is a server's side of the provider, with a clock that can be put forward.
type door struct {
	*auth.Provider
	at *providertest.Provider

	mu    sync.Mutex
	ahead time.Duration // of the machine's clock, which the provider goes by
}

func newDoor(t *testing.T, change func(*auth.ProviderOptions)) *door {
	t.Helper()
	d := &door{at: providertest.New(t, redirect)}
	options := auth.ProviderOptions{
		Issuer: d.at.Issuer, ClientID: providertest.ClientID, ClientSecret: providertest.ClientSecret,
		RedirectURL: redirect, GroupsClaim: "groups", Now: d.now,
	}
	if change != nil {
		change(&options)
	}
	d.Provider = auth.NewProvider(options)
	d.at.SignedIn(anna())
	return d
}

func (d *door) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.ahead)
}

func (d *door) wait(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ahead += by
}

func anna() *providertest.User {
	return &providertest.User{Subject: "4711", Email: "anna@example.org", Verified: true, Name: "Anna Muster", Groups: []string{"redaktion", "alle"}}
}

// code goes to the provider for an attempt and returns the code that it sends back.
func (d *door) code(t *testing.T, a auth.Attempt) string {
	t.Helper()
	address, err := d.Address(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	back := d.at.Visit(t, address)
	if !strings.HasPrefix(back.String(), redirect+"?") || back.Query().Get("state") != a.State || back.Query().Get("code") == "" {
		t.Fatalf("the provider sends back to %s", back)
	}
	return back.Query().Get("code")
}

// enter goes to the provider and comes back.
func (d *door) enter(t *testing.T) (auth.Identity, error) {
	t.Helper()
	a := auth.NewAttempt()
	return d.Redeem(t.Context(), a, d.code(t, a))
}

func wantReason(t *testing.T, err error, want auth.Reason) {
	t.Helper()
	var refused *auth.ProviderError
	if !errors.As(err, &refused) || refused.Reason != want {
		t.Errorf("answered %v, want %s", err, want)
	}
}

func TestTheProviderTellsWhoItIs(t *testing.T) {
	t.Parallel()
	want := auth.Identity{Subject: "4711", Email: "anna@example.org", Name: "Anna Muster", Groups: []string{"redaktion", "alle"}}
	for _, c := range []struct {
		name   string
		change func(*auth.ProviderOptions)
		lean   bool
		forge  func(map[string]any)
		want   func(*auth.Identity)
	}{
		{name: "with a secret"},
		{name: "a public client", change: func(o *auth.ProviderOptions) { o.ClientID, o.ClientSecret = providertest.PublicClient, "" }},
		{name: "told at the userinfo endpoint alone", lean: true},
		{name: "nobody wants the groups", change: func(o *auth.ProviderOptions) { o.GroupsClaim = "" }, want: func(i *auth.Identity) { i.Groups = nil }},
		{name: "groups under another name", change: func(o *auth.ProviderOptions) { o.GroupsClaim = "roles" },
			forge: func(c map[string]any) { c["roles"] = []any{"leitung", 7, "redaktion"} },
			want:  func(i *auth.Identity) { i.Groups = []string{"leitung", "redaktion"} }},
		{name: "one group as a text", forge: func(c map[string]any) { c["groups"] = "leitung" }, want: func(i *auth.Identity) { i.Groups = []string{"leitung"} }},
		{name: "groups that are none", forge: func(c map[string]any) { c["groups"] = map[string]any{"a": 1} }, want: func(i *auth.Identity) { i.Groups = nil }},
		{name: "verified as a text", forge: func(c map[string]any) { c["email_verified"] = "true" }},
		{name: "no word of verifying, trusted", change: func(o *auth.ProviderOptions) { o.TrustEmail = true }, forge: func(c map[string]any) { delete(c, "email_verified") }},
		{name: "a name in parts", forge: func(c map[string]any) { delete(c, "name"); c["given_name"], c["family_name"] = "Anna", "Muster" }},
		{name: "for several, and for us", forge: func(c map[string]any) {
			c["aud"], c["azp"] = []string{"other", providertest.ClientID}, providertest.ClientID
		}},
		{name: "no hash of the access token", forge: func(c map[string]any) { delete(c, "at_hash") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDoor(t, c.change)
			d.at.Lean(c.lean)
			d.at.Forge(c.forge)
			want := want
			want.Issuer = d.at.Issuer
			if c.want != nil {
				c.want(&want)
			}
			got, err := d.enter(t)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("identity (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheProviderIsNotBelievedBlindly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		forge  func(map[string]any)
		change func(*auth.ProviderOptions)
		want   auth.Reason
	}{
		{name: "another nonce", forge: func(c map[string]any) { c["nonce"] = "of another attempt" }, want: auth.NonceWrong},
		{name: "no nonce", forge: func(c map[string]any) { delete(c, "nonce") }, want: auth.NonceWrong},
		{name: "another issuer", forge: func(c map[string]any) { c["iss"] = "https://login.example.org" }, want: auth.TokenInvalid},
		{name: "for another client", forge: func(c map[string]any) { c["aud"] = "other" }, want: auth.TokenInvalid},
		{name: "made for another client", forge: func(c map[string]any) { c["aud"], c["azp"] = []string{"other", providertest.ClientID}, "other" }, want: auth.TokenInvalid},
		{name: "expired", forge: func(c map[string]any) { c["exp"] = time.Now().Add(-time.Minute).Unix() }, want: auth.TokenExpired},
		{name: "no expiry", forge: func(c map[string]any) { delete(c, "exp") }, want: auth.TokenExpired},
		{name: "the hash of another access token", forge: func(c map[string]any) { c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" }, want: auth.TokenInvalid},
		{name: "nobody", forge: func(c map[string]any) { c["sub"] = "" }, want: auth.TokenInvalid},
		{name: "a subject that is too long", forge: func(c map[string]any) { c["sub"] = strings.Repeat("x", 256) }, want: auth.TokenInvalid},
		{name: "a subject with a zero byte", forge: func(c map[string]any) { c["sub"] = "4711\x00" }, want: auth.TokenInvalid},
		{name: "unverified", forge: func(c map[string]any) { c["email_verified"] = false }, want: auth.EmailUnverified},
		{name: "unverified as a text", forge: func(c map[string]any) { c["email_verified"] = "false" }, want: auth.EmailUnverified},
		{name: "verified as something else", forge: func(c map[string]any) { c["email_verified"] = "perhaps" }, want: auth.EmailUnverified},
		{
			name: "unverified, though trusted", forge: func(c map[string]any) { c["email_verified"] = false },
			change: func(o *auth.ProviderOptions) { o.TrustEmail = true }, want: auth.EmailUnverified,
		},
		{name: "userinfo of somebody else", forge: func(c map[string]any) { c["sub"] = "4712"; delete(c, "email") }, want: auth.TokenInvalid},
		{name: "groups kept elsewhere", forge: func(c map[string]any) {
			delete(c, "groups")
			c["_claim_names"] = map[string]any{"groups": "src1"}
			c["_claim_sources"] = map[string]any{"src1": map[string]any{"endpoint": "https://graph.example.org/"}}
		}, want: auth.TokenInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDoor(t, c.change)
			d.at.Forge(c.forge)
			_, err := d.enter(t)
			wantReason(t, err, c.want)
		})
	}
}

func TestAnIDTokenOfAnotherSignerIsRefused(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	d := newDoor(t, nil)
	d.at.SignWith(key)
	d.at.Forge(func(map[string]any) {})
	_, err = d.enter(t)
	wantReason(t, err, auth.TokenInvalid)
}

func TestAddressesWithoutVerificationAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*providertest.User){
		"unverified": func(u *providertest.User) { u.Verified = false },
		"none":       func(u *providertest.User) { u.Email = "" },
	} {
		for _, lean := range []bool{false, true} {
			d := newDoor(t, nil)
			d.at.Lean(lean)
			user := anna()
			change(user)
			d.at.SignedIn(user)
			_, err := d.enter(t)
			want := auth.EmailUnverified
			if name == "none" {
				want = auth.EmailMissing
			}
			wantReason(t, err, want)
		}
	}
}

func TestACodeIsGoodForItsAttemptOnly(t *testing.T) {
	t.Parallel()
	d := newDoor(t, nil)
	mine, other := auth.NewAttempt(), auth.NewAttempt()
	swapped := mine
	swapped.Verifier = other.Verifier
	_, err := d.Redeem(t.Context(), swapped, d.code(t, mine))
	wantReason(t, err, auth.CodeRefused) // by the provider: PKCE

	code := d.code(t, mine)
	if _, err := d.Redeem(t.Context(), mine, code); err != nil {
		t.Fatal(err)
	}
	_, err = d.Redeem(t.Context(), mine, code)
	wantReason(t, err, auth.CodeRefused)

	swapped = mine
	swapped.Nonce = other.Nonce
	_, err = d.Redeem(t.Context(), swapped, d.code(t, mine))
	wantReason(t, err, auth.NonceWrong)
	swapped.Nonce = ""
	_, err = d.Redeem(t.Context(), swapped, d.code(t, mine))
	wantReason(t, err, auth.NonceWrong)

	for _, code := range []string{"", "nothing", "%00"} {
		_, err = d.Redeem(t.Context(), mine, code)
		wantReason(t, err, auth.CodeRefused)
	}
}

func TestTheProviderIsAskedAsOneShould(t *testing.T) {
	t.Parallel()
	d := newDoor(t, nil)
	a := auth.NewAttempt()
	address, err := d.Address(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	got := asked.Query()
	challenge := got.Get("code_challenge")
	got.Del("code_challenge")
	want := url.Values{
		"client_id": {providertest.ClientID}, "response_type": {"code"}, "redirect_uri": {redirect},
		"scope": {"openid profile email"}, "state": {a.State}, "nonce": {a.Nonce}, "code_challenge_method": {"S256"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if challenge == "" || challenge == a.Verifier || strings.Contains(address, a.Verifier) {
		t.Errorf("the verifier shows in %s", address)
	}
	if a.State == a.Nonce || a == auth.NewAttempt() || len(a.State) < 43 || len(a.Verifier) < 43 {
		t.Errorf("attempt %+v can be guessed", a)
	}
	if _, err := d.enter(t); err != nil {
		t.Fatal(err)
	}
	if n := len(d.at.Asked("/.well-known/openid-configuration")); n != 1 {
		t.Errorf("asked the provider about itself %d times", n)
	}
}

func TestAWrongSecretIsRefused(t *testing.T) {
	t.Parallel()
	d := newDoor(t, func(o *auth.ProviderOptions) { o.ClientSecret = "geraten" })
	_, err := d.enter(t)
	wantReason(t, err, auth.CodeRefused)
	if strings.Contains(err.Error(), "geraten") {
		t.Errorf("the secret stands in %q", err)
	}
	if n := len(d.at.Asked("/oauth/token")); n != 1 {
		t.Errorf("sent the code %d times", n)
	}
}
