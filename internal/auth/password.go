package auth

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"stetig/internal/plan"
)

// Bounds of a password, in characters. There is no rule about kinds of
// characters (NIST SP 800-63B §3.1.1.2).
const (
	MinPassword = 12
	MaxPassword = 256
)

// differentCharacters is how many characters of a password differ at least.
const differentCharacters = 5

// current are the parameters of new hashes: OWASP's Password Storage Cheat Sheet,
// argon2id with 19 MiB, two passes, one lane.
func current() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// Passwords hashes and checks passwords, no more at a time than the machine has
// room for. It is safe for concurrent use.
type Passwords struct {
	slots chan struct{}
	decoy string // stands in for the hash of an account that is not there
}

// NewPasswords returns Passwords with the current parameters.
func NewPasswords() (*Passwords, error) {
	decoy, err := argon2id.CreateHash(newSecret("").Text, current())
	if err != nil {
		return nil, fmt.Errorf("hash a password: %w", err)
	}
	return &Passwords{slots: make(chan struct{}, runtime.GOMAXPROCS(0)), decoy: decoy}, nil
}

// Hash returns a password's argon2id hash (RFC 9106) in PHC form. It waits for
// its turn; ctx ends the waiting.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	hash, err := argon2id.CreateHash(normalPassword(password), current())
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// Check reports whether a password has a hash, and whether the hash was made
// with other parameters than new ones are. An empty hash, of an account that has
// none or is not there, is never matched and takes as long.
func (p *Passwords) Check(ctx context.Context, password, hash string) (matches, outdated bool, err error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return false, false, err
	}
	defer leave()
	against := hash
	if hash == "" {
		against = p.decoy
	}
	matches, params, err := argon2id.CheckHash(normalPassword(password), against)
	if err != nil {
		return false, false, fmt.Errorf("check a password: %w", err)
	}
	if hash == "" {
		return false, false, nil
	}
	return matches, *params != *current(), nil
}

func (p *Passwords) enter(ctx context.Context) (leave func(), err error) {
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// normalPassword makes the same of what looks the same, whatever keyboard typed it.
func normalPassword(password string) string { return norm.NFKC.String(password) }

// CheckNewPassword adds to problems, under a field's name, what is wrong with a
// new password. known are words that others know of its user: name and address.
func CheckNewPassword(problems *plan.Problems, field, password string, known ...string) {
	normal := normalPassword(password)
	length := utf8.RuneCountInString(normal)
	different := map[rune]bool{}
	for _, r := range normal {
		different[r] = true
	}
	switch {
	case length < MinPassword:
		problems.Add(field, "must have at least %d characters; a few words in a row are easy to remember", MinPassword)
	case length > MaxPassword:
		problems.Add(field, "must have at most %d characters", MaxPassword)
	case len(different) < differentCharacters:
		problems.Add(field, "repeats the same few characters")
	default:
		for _, word := range known {
			if word != "" && strings.EqualFold(normal, normalPassword(word)) {
				problems.Add(field, "is what others know of you; choose another")
				return
			}
		}
	}
}
