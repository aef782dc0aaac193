// Package auth makes and checks the secrets by which somebody is known. It
// stores nothing and decides nothing about rights.
package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// tokenPrefix marks an API token, so that people and secret scanners know one when they see it.
const tokenPrefix = "sttg_"

const secretBytes = 32 // 256 bits

// Secret is a freshly made token. Text is shown once and never stored.
type Secret struct {
	Text string
	Hash []byte // SHA-256 of Text, what is stored; enough for 256 random bits
	Hint string // last four characters, to tell tokens apart in a list
}

// NewAPIToken makes a token for the API: "sttg_" and 256 random bits in base64url.
func NewAPIToken() Secret { return newSecret(tokenPrefix) }

// NewFeedToken makes a token for a feed's address: 256 random bits in base64url.
func NewFeedToken() Secret { return newSecret("") }

func newSecret(prefix string) Secret {
	var random [secretBytes]byte
	_, _ = rand.Read(random[:]) // never fails (crypto/rand)
	text := prefix + base64.RawURLEncoding.EncodeToString(random[:])
	hash := sha256.Sum256([]byte(text))
	return Secret{Text: text, Hash: hash[:], Hint: text[len(text)-4:]}
}

// HashAPIToken returns the hash under which a token is stored; wellFormed is
// false for a text that cannot be a token, which needs no look-up.
func HashAPIToken(text string) (hash []byte, wellFormed bool) {
	secret, prefixed := strings.CutPrefix(text, tokenPrefix)
	return hashOf(text), prefixed && isSecret(secret)
}

// HashFeedToken is HashAPIToken for the token in a feed's address.
func HashFeedToken(text string) (hash []byte, wellFormed bool) {
	return hashOf(text), isSecret(text)
}

func isSecret(text string) bool {
	random, err := base64.RawURLEncoding.Strict().DecodeString(text)
	return err == nil && len(random) == secretBytes
}

func hashOf(text string) []byte {
	hash := sha256.Sum256([]byte(text))
	return hash[:]
}

// NewLinkSecret makes the secret of a link that opens a page: 256 random bits in base64url.
func NewLinkSecret() Secret { return newSecret("") }

// HashLinkSecret is HashAPIToken for the secret of such a link.
func HashLinkSecret(text string) (hash []byte, wellFormed bool) {
	return hashOf(text), isSecret(text)
}

// webhookPrefix marks the secret of a webhook (Standard Webhooks 1.0).
const webhookPrefix = "whsec_"

// NewWebhookSecret makes a secret to sign what is sent to a webhook with: "whsec_"
// and 256 random bits in base64. It is stored as it is, since it is needed to sign.
func NewWebhookSecret() string {
	var random [secretBytes]byte
	_, _ = rand.Read(random[:]) // never fails (crypto/rand)
	return webhookPrefix + base64.StdEncoding.EncodeToString(random[:])
}
