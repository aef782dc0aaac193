package providertest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
)

// tampered hands on what the provider answers, with the ID tokens changed and
// signed again where a test wants so.
func (p *Provider) tampered(provider http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		forge, signer := p.forge, p.signer
		p.mu.Unlock()
		if !strings.HasSuffix(r.URL.Path, "/token") || forge == nil {
			provider.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		provider.ServeHTTP(answer, r)
		body := answer.Body.Bytes()
		if answer.Code == http.StatusOK {
			body = forged(body, forge, signer)
		}
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		_, _ = w.Write(body)
	})
}

// forged is a token endpoint's answer with its ID token changed. It panics where
// it is none: the server then drops the connection, and the test fails.
func forged(body []byte, forge func(map[string]any), signer *rsa.PrivateKey) []byte {
	var answer map[string]any
	mustDo(json.Unmarshal(body, &answer))
	parts := strings.Split(answer["id_token"].(string), ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	mustDo(err)
	var claims map[string]any
	mustDo(json.Unmarshal(payload, &claims))
	forge(claims)
	payload, err = json.Marshal(claims)
	mustDo(err)
	signed := parts[0] + "." + base64.RawURLEncoding.EncodeToString(payload)
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, signer, crypto.SHA256, digest[:])
	mustDo(err)
	answer["id_token"] = signed + "." + base64.RawURLEncoding.EncodeToString(signature)
	body, err = json.Marshal(answer)
	mustDo(err)
	return body
}

func mustDo(err error) {
	if err != nil {
		panic(err)
	}
}
