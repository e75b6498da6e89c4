package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	connect "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// A Config says which provider people sign in by, and as what this program is known there.
type Config struct {
	Issuer   string // its address, as its tokens name it
	Client   string // the id of this program there
	Secret   string // its secret there; "" where it has none
	Redirect string // the address at which people come back, as registered there
	// Now is the clock by which what the provider signs runs out; nil is the system's.
	Now func() time.Time
	// HTTP is how the provider is reached; nil is a client that waits a while and no longer.
	HTTP *http.Client
}

// ErrConfig is the error of a configuration that cannot be safe or is not whole.
var ErrConfig = errors.New("a provider is named by its https address, the id of this program " +
	"there and the https address of this dashboard; http is for this machine alone")

// patience is how long the provider may take for one answer.
const patience = 10 * time.Second

// A Provider is whom people sign in by. What it says of itself is asked of it when it is first
// needed, so that a provider that is down keeps nobody from starting.
type Provider struct {
	config Config

	mu       sync.Mutex
	oauth    *oauth2.Config // nil until it was asked
	verifier *connect.IDTokenVerifier
}

// New makes a provider. The error is ErrConfig.
func New(config Config) (*Provider, error) {
	if config.Client == "" || !isSafe(config.Issuer) || !isSafe(config.Redirect) {
		return nil, ErrConfig
	}
	if config.HTTP == nil {
		config.HTTP = &http.Client{Timeout: patience}
	}
	return &Provider{config: config}, nil
}

// isSafe reports whether an address is one of https, or of this machine.
func isSafe(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	return u.Scheme == "https" || u.Scheme == "http" && local
}

// Issuer is the address of the provider.
func (p *Provider) Issuer() string { return p.config.Issuer }

// ready asks the provider what it says of itself (OpenID Connect Discovery 1.0), once.
func (p *Provider) ready(ctx context.Context) (*oauth2.Config, *connect.IDTokenVerifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.oauth != nil {
		return p.oauth, p.verifier, nil
	}
	// Keys are fetched later with this context, so it must not end with the request.
	lasting := connect.ClientContext(context.WithoutCancel(ctx), p.config.HTTP)
	found, err := connect.NewProvider(lasting, p.config.Issuer)
	if err != nil {
		return nil, nil, fmt.Errorf("asking the provider of sign-in: %w", err)
	}
	p.oauth = &oauth2.Config{ClientID: p.config.Client, ClientSecret: p.config.Secret,
		Endpoint: found.Endpoint(), RedirectURL: p.config.Redirect,
		Scopes: []string{connect.ScopeOpenID}}
	p.verifier = found.VerifierContext(lasting, &connect.Config{ClientID: p.config.Client,
		Now: p.config.Now})
	return p.oauth, p.verifier, nil
}

// An Attempt is what belongs to one attempt to sign in. It is kept with the browser, shown to
// nobody, and used once.
type Attempt struct{ State, Nonce, Proof string }

// Begin gives the address to which a browser is sent, and the attempt that belongs to it. The error
// says why the provider cannot be asked.
func (p *Provider) Begin(ctx context.Context) (string, Attempt, error) {
	oauth, _, err := p.ready(ctx)
	if err != nil {
		return "", Attempt{}, err
	}
	a := Attempt{oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()}
	return oauth.AuthCodeURL(a.State, connect.Nonce(a.Nonce),
		oauth2.S256ChallengeOption(a.Proof)), a, nil
}

// ErrRefused is the error of somebody who came back and is not to be believed. What it wraps is for
// a log.
var ErrRefused = errors.New("the provider did not confirm who this is")

// Finish says how the provider names the person who came back with this query: the subject, which
// it never gives to anybody else. The error is ErrRefused unless everything is as it must be.
func (p *Provider) Finish(ctx context.Context, a Attempt, query url.Values) (string, error) {
	if a.State == "" || subtle.ConstantTimeCompare([]byte(a.State), []byte(query.Get("state"))) != 1 {
		return "", refused("it is not an answer to this attempt")
	}
	if word := query.Get("error"); word != "" {
		return "", refused(fmt.Sprintf("it says %.100q", word))
	}
	if issuer := query.Get("iss"); issuer != "" && issuer != p.config.Issuer {
		return "", refused("another provider answers (RFC 9207)")
	}
	oauth, verifier, err := p.ready(ctx)
	if err != nil {
		return "", err
	}
	reached := connect.ClientContext(ctx, p.config.HTTP)
	token, err := oauth.Exchange(reached, query.Get("code"), oauth2.VerifierOption(a.Proof))
	if err != nil {
		return "", refused(err.Error())
	}
	raw, _ := token.Extra("id_token").(string)
	said, err := verifier.Verify(reached, raw)
	if err != nil {
		return "", refused(err.Error())
	}
	return p.believed(said, a)
}

// believed is the subject of what the provider signed, if that is for this program and attempt
// (OpenID Connect Core 1.0, section 3.1.3.7).
func (p *Provider) believed(said *connect.IDToken, a Attempt) (string, error) {
	var claims struct {
		Party string `json:"azp"`
	}
	if err := said.Claims(&claims); err != nil {
		return "", refused(err.Error())
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(said.Nonce), []byte(a.Nonce)) != 1:
		return "", refused("the nonce is not that of this attempt")
	case !slices.Contains(said.Audience, p.config.Client),
		claims.Party != "" && claims.Party != p.config.Client,
		len(said.Audience) > 1 && claims.Party == "":
		return "", refused("it is for another program")
	case said.Subject == "":
		return "", refused("it names nobody")
	}
	return said.Subject, nil
}

func refused(why string) error { return fmt.Errorf("%w: %s", ErrRefused, why) }
