// Package oidctest is a small provider of OpenID Connect for tests, on this machine and with keys
// of its own. It lets in whoever a test says, and it can be told to be wrong in the ways in which
// a provider, or somebody who pretends to be one, can be.
//
// Invariant: what it signs is right unless a test spoils it. It refuses a code that was used, and a
// proof key that does not fit. Only tests import it.
package oidctest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// A Provider is one that runs.
type Provider struct {
	*httptest.Server
	Client, Secret string

	t     *testing.T
	key   *rsa.PrivateKey
	mu    sync.Mutex
	codes map[string]asked
	// Spoil, where it is not nil, changes what is signed of somebody.
	Spoil func(claims map[string]any)
	// Forge has it sign with a key that nobody knows of.
	Forge bool
}

// asked is what belongs to a code that was given out.
type asked struct{ subject, nonce, challenge, redirect string }

// Start starts a provider for a test. The clock of what it signs is the test's.
func Start(t *testing.T, now func() time.Time) *Provider {
	t.Helper()
	p := &Provider{Client: "lockstep", Secret: "a secret of this test", t: t, key: newKey(t),
		codes: map[string]asked{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.describe)
	mux.HandleFunc("GET /keys", p.keys)
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		p.token(w, r, now())
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func newKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// SignIn does what the provider does with somebody who is sent to an address and signs in there: it
// gives the query with which they are sent back.
func (p *Provider) SignIn(address, subject string) url.Values {
	p.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	q := u.Query()
	if q.Get("client_id") != p.Client || q.Get("code_challenge_method") != "S256" ||
		q.Get("response_type") != "code" || len(q.Get("state")) < 40 || len(q.Get("nonce")) < 40 {
		p.t.Fatalf("somebody is sent with %v", q)
	}
	code := rand.Text()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.codes[code] = asked{subject, q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri")}
	return url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {p.URL}}
}

func (p *Provider) describe(w http.ResponseWriter, _ *http.Request) {
	p.write(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize",
		"token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256"}})
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	e := big.NewInt(int64(p.key.E)).Bytes()
	p.write(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "use": "sig", "alg": "RS256",
		"kid": "one", "n": encode(p.key.N.Bytes()), "e": encode(e)}}})
}

// token gives what is signed for a code, once.
func (p *Provider) token(w http.ResponseWriter, r *http.Request, now time.Time) {
	p.mu.Lock()
	code := r.FormValue("code")
	given, known := p.codes[code]
	delete(p.codes, code)
	p.mu.Unlock()
	client, secret, basic := r.BasicAuth()
	if !basic {
		client, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	proof := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	decoded, _ := url.QueryUnescape(secret)
	if !known || client != p.Client || secret != p.Secret && decoded != p.Secret ||
		encode(proof[:]) != given.challenge || r.FormValue("redirect_uri") != given.redirect {
		w.WriteHeader(http.StatusBadRequest)
		p.write(w, map[string]any{"error": "invalid_grant"})
		return
	}
	claims := map[string]any{"iss": p.URL, "sub": given.subject, "aud": p.Client, "nonce": given.nonce,
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix()}
	if p.Spoil != nil {
		p.Spoil(claims)
	}
	p.write(w, map[string]any{"access_token": "unused", "token_type": "Bearer",
		"id_token": p.sign(claims)})
}

// sign signs claims as a token (RFC 7519) with RSA and SHA-256.
func (p *Provider) sign(claims map[string]any) string {
	text, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	body := encode([]byte(`{"alg":"RS256","kid":"one"}`)) + "." + encode(text)
	sum, key := sha256.Sum256([]byte(body)), p.key
	if p.Forge {
		key = newKey(p.t)
	}
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		p.t.Error(err)
	}
	return body + "." + encode(signature)
}

func (p *Provider) write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		p.t.Error(err)
	}
}

func encode(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }
