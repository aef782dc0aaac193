// Package providertest runs a real OpenID Connect provider on loopback, for
// tests of what signs people in through one.
package providertest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/zitadel/oidc/v3/pkg/op"
)

// The clients that the provider knows.
const (
	ClientID     = "stetig"        // confidential, proves itself with ClientSecret
	ClientSecret = "geheim & süß?" // needs escaping where it is sent
	PublicClient = "stetig-public" // has no secret
)

// User is somebody whom the provider knows.
type User struct {
	Subject  string
	Email    string
	Verified bool
	Name     string
	Groups   []string
}

// Provider is a running provider. Its zero knobs are those of one that works well.
type Provider struct {
	Issuer string

	server *httptest.Server
	store  *storage

	mu      sync.Mutex
	user    *User
	isDown  bool
	lean    bool
	forge   func(claims map[string]any)
	signer  *rsa.PrivateKey
	visited []*http.Request
}

// signingKey is made once for all: making one takes long.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// New starts a provider that sends people back to a redirect address. It ends
// with the test.
func New(tb testing.TB, redirect string) *Provider {
	tb.Helper()
	key, err := signingKey()
	if err != nil {
		tb.Fatal(err)
	}
	p := &Provider{signer: key}
	p.store = newStorage(p, key, redirect)
	mux := http.NewServeMux()
	p.server = httptest.NewServer(p.watch(mux))
	tb.Cleanup(p.server.Close)
	p.Issuer = p.server.URL
	provider, err := op.NewProvider(
		&op.Config{CryptoKey: sha256.Sum256([]byte("test")), CodeMethodS256: true}, p.store, op.StaticIssuer(p.Issuer),
		op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)),
	)
	if err != nil {
		tb.Fatal(err)
	}
	mux.Handle("/", p.tampered(provider))
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) { p.login(w, r, op.AuthCallbackURL(provider)) })
	return p
}

// SignedIn says who is at the provider's door; nil for somebody who says no there.
func (p *Provider) SignedIn(user *User) {
	p.set(func() { p.user = user })
}

// Down takes the provider off the net, or brings it back.
func (p *Provider) Down(isDown bool) { p.set(func() { p.isDown = isDown }) }

// Lean has addresses, names and groups told at the userinfo endpoint alone.
func (p *Provider) Lean(lean bool) { p.set(func() { p.lean = lean }) }

// Forge changes the claims of ID tokens before they are signed; nil: not.
func (p *Provider) Forge(forge func(claims map[string]any)) { p.set(func() { p.forge = forge }) }

// SignWith has ID tokens signed with another key than the provider shows.
func (p *Provider) SignWith(key *rsa.PrivateKey) { p.set(func() { p.signer = key }) }

// Asked lists what was asked of the provider under a path, the first first.
func (p *Provider) Asked(path string) (requests []*http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.visited {
		if r.URL.Path == path {
			requests = append(requests, r)
		}
	}
	return requests
}

// Visit is a browser that goes where it was sent, until the provider sends it
// back; it returns the address it was sent back to.
func (p *Provider) Visit(tb testing.TB, address string) *url.URL {
	tb.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for range 5 {
		answer, err := client.Get(address)
		if err != nil {
			tb.Fatalf("ask the provider: %v", err)
		}
		_ = answer.Body.Close()
		next, err := answer.Location()
		if err != nil {
			tb.Fatalf("the provider answers %s with %d and leads nowhere", answer.Request.URL.Path, answer.StatusCode)
		}
		if next.Host != p.server.Listener.Addr().String() {
			return next
		}
		address = next.String()
	}
	tb.Fatal("the provider leads in circles")
	return nil
}

func (p *Provider) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// watch notes requests, and drops their connections while the provider is down.
func (p *Provider) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.visited = append(p.visited, r.Clone(r.Context()))
		isDown := p.isDown
		p.mu.Unlock()
		if isDown {
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}
