package providertest

import (
	"context"
	"crypto/rsa"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// storage is what the provider remembers. Everything it is never asked for here
// is missing and would panic.
type storage struct {
	op.Storage
	provider *Provider
	key      key
	redirect string

	mu       sync.Mutex
	requests map[string]*request // by id
	codes    map[string]string   // ids of requests
	tokens   map[string]User     // by id of the access token
}

// farAhead is when an access token ends: no test waits for it.
var farAhead = time.Date(2100, time.January, 1, 0, 0, 0, 0, time.UTC)

func newStorage(p *Provider, private *rsa.PrivateKey, redirect string) *storage {
	return &storage{
		provider: p, key: key{private}, redirect: redirect,
		requests: map[string]*request{}, codes: map[string]string{}, tokens: map[string]User{},
	}
}

// request is somebody's way through the provider.
type request struct {
	*oidc.AuthRequest
	id   string
	user *User // nil: not signed in yet
}

func (r *request) GetID() string                      { return r.id }
func (r *request) GetACR() string                     { return "" }
func (r *request) GetAMR() []string                   { return nil }
func (r *request) GetAudience() []string              { return []string{r.ClientID} }
func (r *request) GetAuthTime() time.Time             { return time.Time{} }
func (r *request) GetClientID() string                { return r.ClientID }
func (r *request) GetNonce() string                   { return r.Nonce }
func (r *request) GetRedirectURI() string             { return r.RedirectURI }
func (r *request) GetScopes() []string                { return r.Scopes }
func (r *request) GetState() string                   { return r.State }
func (r *request) GetSubject() string                 { return r.user.Subject }
func (r *request) Done() bool                         { return r.user != nil }
func (r *request) GetResponseType() oidc.ResponseType { return r.ResponseType }
func (r *request) GetResponseMode() oidc.ResponseMode { return r.ResponseMode }
func (r *request) GetCodeChallenge() *oidc.CodeChallenge {
	if r.CodeChallenge == "" {
		return nil
	}
	return &oidc.CodeChallenge{Challenge: r.CodeChallenge, Method: r.CodeChallengeMethod}
}

// login is the provider's own door: who is at it is let in at once, and nobody is
// an answer too.
func (p *Provider) login(w http.ResponseWriter, r *http.Request, callback func(context.Context, string) string) {
	p.mu.Lock()
	user := p.user
	p.mu.Unlock()
	id := r.URL.Query().Get("request")
	p.store.mu.Lock()
	defer p.store.mu.Unlock()
	pending := p.store.requests[id]
	if pending == nil {
		http.NotFound(w, r)
		return
	}
	if user == nil {
		back := url.Values{"error": {"access_denied"}, "error_description": {"<b>said no</b>"}, "state": {pending.State}}
		http.Redirect(w, r, pending.RedirectURI+"?"+back.Encode(), http.StatusFound)
		return
	}
	signedIn := *user
	pending.user = &signedIn
	http.Redirect(w, r, callback(op.ContextWithIssuer(r.Context(), p.Issuer), id), http.StatusFound)
}

func (s *storage) CreateAuthRequest(_ context.Context, asked *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	made := &request{AuthRequest: asked, id: uuid.NewString()}
	s.requests[made.id] = made
	return made, nil
}

func (s *storage) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.request(id)
}

// AuthRequestByCode finds a request once: a code is good for one answer.
func (s *storage) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.codes[code]
	delete(s.codes, code)
	return s.request(id)
}

func (s *storage) request(id string) (op.AuthRequest, error) {
	if found := s.requests[id]; found != nil {
		return found, nil
	}
	return nil, errors.New("there is no such request")
}

func (s *storage) SaveAuthCode(_ context.Context, id, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = id
	return nil
}

func (s *storage) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.requests, id)
	return nil
}

func (s *storage) CreateAccessToken(_ context.Context, asked op.TokenRequest) (string, time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := uuid.NewString()
	s.tokens[id] = *asked.(*request).user
	return id, farAhead, nil
}

func (s *storage) SigningKey(context.Context) (op.SigningKey, error) { return s.key, nil }
func (s *storage) KeySet(context.Context) ([]op.Key, error)          { return []op.Key{publicKey{s.key}}, nil }
func (s *storage) Health(context.Context) error                      { return nil }
func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

func (s *storage) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != ClientID && id != PublicClient {
		return nil, errors.New("there is no such client")
	}
	return client{id: id, redirect: s.redirect}, nil
}

func (s *storage) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != ClientID || secret != ClientSecret {
		return errors.New("this is not the client's secret")
	}
	return nil
}

func (s *storage) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}

// SetUserinfoFromRequest fills ID tokens.
func (s *storage) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, asked op.IDTokenRequest, _ []string) error {
	s.provider.mu.Lock()
	defer s.provider.mu.Unlock()
	user := *asked.(*request).user
	if s.provider.lean {
		user = User{Subject: user.Subject}
	}
	fill(info, user)
	return nil
}

// SetUserinfoFromToken fills what the userinfo endpoint answers.
func (s *storage) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, tokenID, _, _ string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	fill(info, s.tokens[tokenID])
	return nil
}

func fill(info *oidc.UserInfo, u User) {
	info.Subject = u.Subject
	info.Name, info.Email, info.EmailVerified = u.Name, u.Email, oidc.Bool(u.Verified)
	if u.Groups != nil {
		info.AppendClaims("groups", u.Groups)
	}
}
