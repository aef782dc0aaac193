package auth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"stetig/internal/plan"
)

func newPasswords(tb testing.TB) *Passwords {
	tb.Helper()
	p, err := NewPasswords()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestPasswordsAreKnownByTheirHash(t *testing.T) {
	t.Parallel()
	p, ctx := newPasswords(t), context.Background()
	hash, err := p.Hash(ctx, "Käsekuchen im Büro")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %q is not made as OWASP asks", hash)
	}
	for name, c := range map[string]struct {
		password, hash    string
		matches, outdated bool
	}{
		"right":                     {"Käsekuchen im Büro", hash, true, false},
		"typed with loose accents":  {"Ka\u0308sekuchen im Bu\u0308ro", hash, true, false},
		"wrong":                     {"Käsekuchen im büro", hash, false, false},
		"empty":                     {"", hash, false, false},
		"nobody's":                  {"Käsekuchen im Büro", "", false, false},
		"of an older server":        {"Apfelstrudel", older(t, "Apfelstrudel"), true, true},
		"wrong, of an older server": {"Apfelkuchen", older(t, "Apfelstrudel"), false, true},
	} {
		matches, outdated, err := p.Check(ctx, c.password, c.hash)
		if err != nil || matches != c.matches || outdated != c.outdated {
			t.Errorf("%s: matches %t, outdated %t, %v; want %t, %t", name, matches, outdated, err, c.matches, c.outdated)
		}
	}
	if _, _, err := p.Check(ctx, "a", "no hash"); err == nil {
		t.Error("what is no hash was taken for one")
	}
}

// An account that is not there costs what any other does.
func TestTheDecoyCostsWhatAHashCosts(t *testing.T) {
	t.Parallel()
	_, params, err := argon2id.CheckHash("", newPasswords(t).decoy)
	if err != nil || *params != *current() {
		t.Errorf("the decoy is made with %+v (%v), hashes with %+v", params, err, current())
	}
}

func older(tb testing.TB, password string) string {
	tb.Helper()
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 8 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		tb.Fatal(err)
	}
	return hash
}

func TestPasswordsWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	p := newPasswords(t)
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if _, err := p.Hash(ctx, "Käsekuchen"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("hashing did not wait: %v", err)
	}
	if _, _, err := p.Check(ctx, "Käsekuchen", ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("checking did not wait: %v", err)
	}
}

func TestCheckNewPassword(t *testing.T) {
	t.Parallel()
	for password, good := range map[string]bool{
		"vier Wörter und ein Punkt": true,
		"zwölf zeichen":             true,
		"elf zeichen":               false,
		"aaaaaaaaaaaaaaaa":          false,
		"abababababababab":          false,
		"Anna@Example.org":          false,
		strings.Repeat("äöüß ", 51): true,
		strings.Repeat("äöüß ", 52): false,
		"":                          false,
	} {
		var problems plan.Problems
		CheckNewPassword(&problems, "password", password, "Anna Muster", "anna@example.org")
		if (problems.Err() == nil) != good {
			t.Errorf("%q: %v", password, problems.Err())
		}
	}
}
