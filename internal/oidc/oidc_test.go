package oidc

import (
	"errors"
	"net/url"
	"testing"
	"time"

	"lockstep/internal/oidc/oidctest"
)

func now() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

// known is a provider of a test and this program's view of it.
func known(t *testing.T) (*oidctest.Provider, *Provider) {
	t.Helper()
	there := oidctest.Start(t, now)
	p, err := New(Config{Issuer: there.URL, Client: there.Client, Secret: there.Secret,
		Redirect: "http://127.0.0.1:8080/signin/back", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return there, p
}

func TestWhoComesBackIsNamed(t *testing.T) {
	there, p := known(t)
	address, attempt, err := p.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	back := there.SignIn(address, "4711")
	if got, err := p.Finish(t.Context(), attempt, back); got != "4711" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := p.Finish(t.Context(), attempt, back); !errors.Is(err, ErrRefused) {
		t.Errorf("a code that was used gives %q, %v", got, err)
	}
}

func TestWhatIsSignedWronglyIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(map[string]any){
		"another nonce":            func(c map[string]any) { c["nonce"] = "other" },
		"no nonce":                 func(c map[string]any) { delete(c, "nonce") },
		"another program":          func(c map[string]any) { c["aud"] = "other" },
		"no program":               func(c map[string]any) { delete(c, "aud") },
		"two, and for neither":     func(c map[string]any) { c["aud"] = []string{"lockstep", "other"} },
		"two, and for the other":   func(c map[string]any) { c["aud"] = []string{"lockstep", "other"}; c["azp"] = "other" },
		"asked for by another one": func(c map[string]any) { c["azp"] = "other" },
		"another issuer":           func(c map[string]any) { c["iss"] = "https://id.example.org" },
		"run out":                  func(c map[string]any) { c["exp"] = now().Add(-time.Hour).Unix() },
		"without an end":           func(c map[string]any) { delete(c, "exp") },
		"of nobody":                func(c map[string]any) { c["sub"] = "" },
	} {
		there, p := known(t)
		there.Spoil = spoil
		address, attempt, err := p.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.Finish(t.Context(), attempt, there.SignIn(address, "4711")); !errors.Is(err,
			ErrRefused) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestWhoDoesNotAnswerThisAttemptIsRefused(t *testing.T) {
	there, p := known(t)
	for name, change := range map[string]func(*Attempt, url.Values){
		"another state":        func(_ *Attempt, q url.Values) { q.Set("state", "other") },
		"no state":             func(_ *Attempt, q url.Values) { q.Del("state") },
		"no attempt":           func(a *Attempt, q url.Values) { *a = Attempt{}; q.Set("state", "") },
		"another proof":        func(a *Attempt, _ url.Values) { a.Proof = "x" + a.Proof },
		"another code":         func(_ *Attempt, q url.Values) { q.Set("code", "other") },
		"no code":              func(_ *Attempt, q url.Values) { q.Del("code") },
		"another provider":     func(_ *Attempt, q url.Values) { q.Set("iss", "https://id.example.org") },
		"the provider says so": func(_ *Attempt, q url.Values) { q.Set("error", "access_denied") },
		"another one's nonce":  func(a *Attempt, _ url.Values) { a.Nonce = "other" },
	} {
		address, attempt, err := p.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		back := there.SignIn(address, "4711")
		change(&attempt, back)
		if got, err := p.Finish(t.Context(), attempt, back); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	there.Forge = true
	address, attempt, err := p.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.Finish(t.Context(), attempt, there.SignIn(address, "4711")); !errors.Is(err,
		ErrRefused) {
		t.Errorf("signed by somebody else: %q, %v", got, err)
	}
}

func TestOnlySafeProvidersAreTaken(t *testing.T) {
	const here = "https://lockstep.example.org/signin/back"
	for issuer, want := range map[string]bool{"https://id.example.org": true,
		"http://127.0.0.1:5556/dex": true, "http://localhost:1": true, "http://id.example.org": false,
		"": false, "id.example.org": false, "https://user:word@id.example.org": false,
		"ftp://id.example.org": false} {
		if _, err := New(Config{Issuer: issuer, Client: "c", Redirect: here}); (err == nil) != want {
			t.Errorf("%q: %v", issuer, err)
		}
	}
	for _, c := range []Config{{Issuer: "https://id.example.org", Redirect: here},
		{Issuer: "https://id.example.org", Client: "c", Redirect: "http://lockstep.example.org/"}} {
		if _, err := New(c); !errors.Is(err, ErrConfig) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestAProviderThatIsDownIsAskedAgain(t *testing.T) {
	there, _ := known(t)
	p, err := New(Config{Issuer: "http://127.0.0.1:1", Client: "c", Redirect: "http://127.0.0.1/"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Begin(t.Context()); err == nil {
		t.Error("nobody was there, and somebody was sent to them")
	}
	p.config.Issuer = there.URL
	if _, _, err := p.Begin(t.Context()); err != nil {
		t.Error(err)
	}
}
