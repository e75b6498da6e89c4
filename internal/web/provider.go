package web

import (
	"errors"
	"net/http"
	"net/url"

	"lockstep/internal/accounts"
	"lockstep/internal/oidc"
	"lockstep/internal/pages"
)

// The paths of signing in by a provider. People come back to BackPath, which is registered there.
const (
	providerPath = "/signin/provider"
	BackPath     = "/signin/back"
)

// The keys under which a session holds an attempt to sign in by a provider.
const (
	attemptState = "attempt-state"
	attemptNonce = "attempt-nonce"
	attemptProof = "attempt-proof"
	attemptNext  = "attempt-next"
)

// byProvider are the routes of signing in by a provider, none where there is none.
func (s *Server) byProvider() []route {
	if s.sharing == nil || s.sharing.Provider == nil {
		return nil
	}
	return []route{
		{http.MethodGet, providerPath, nothing, http.HandlerFunc(s.toProvider)},
		{http.MethodGet, BackPath, nothing, http.HandlerFunc(s.fromProvider)},
	}
}

// toProvider sends somebody to the provider. What belongs to the attempt stays in their session.
func (s *Server) toProvider(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get("next"))
	address, attempt, err := s.sharing.Provider.Begin(r.Context())
	if err != nil {
		s.log.Error("the provider of sign-in cannot be asked", "why", err)
		s.showSignIn(w, pages.SignIn{Next: next, Failed: "the provider cannot be reached"},
			http.StatusBadGateway)
		return
	}
	for key, text := range map[string]string{attemptState: attempt.State, attemptNonce: attempt.Nonce,
		attemptProof: attempt.Proof, attemptNext: next} {
		s.sessions.Put(r.Context(), key, text)
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// fromProvider lets in who comes back, if the provider says who it is and a steward has linked that
// with an account. An attempt is used once, whatever comes of it.
func (s *Server) fromProvider(w http.ResponseWriter, r *http.Request) {
	take := func(key string) string { return s.sessions.PopString(r.Context(), key) }
	attempt := oidc.Attempt{State: take(attemptState), Nonce: take(attemptNonce),
		Proof: take(attemptProof)}
	next := localPath(take(attemptNext))
	provider := s.sharing.Provider
	subject, err := provider.Finish(r.Context(), attempt, r.URL.Query())
	if err != nil {
		s.log.Warn("a sign-in by the provider failed", "from", s.place(r), "why", err)
		s.showSignIn(w, pages.SignIn{Next: next, Failed: failureOf(err)}, http.StatusUnauthorized)
		return
	}
	who := accounts.Identity{Issuer: provider.Issuer(), Subject: subject}
	person, err := s.sharing.Accounts.ByIdentity(r.Context(), who)
	if errors.Is(err, accounts.ErrSignIn) {
		s.log.Warn("somebody without an account signed in at the provider", "from", s.place(r),
			"subject", subject)
		s.showSignIn(w, pages.SignIn{Next: next, Failed: "no account here is yours. A steward can link " +
			"one with the subject that the provider knows you by, which is " + subject},
			http.StatusForbidden)
		return
	}
	s.letIn(w, r, next, person, err)
}

// failureOf is what somebody is told who could not sign in by the provider.
func failureOf(err error) string {
	if errors.Is(err, oidc.ErrRefused) {
		return oidc.ErrRefused.Error()
	}
	return "the provider cannot be reached"
}

// providerLink is how the page of signing in leads to the provider: its name and the address; ""
// where there is none.
func (s *Server) providerLink(next string) (name, address string) {
	if s.sharing == nil || s.sharing.Provider == nil {
		return "", ""
	}
	name = s.sharing.ProviderName
	if u, err := url.Parse(s.sharing.Provider.Issuer()); name == "" && err == nil {
		name = u.Host
	}
	return name, providerPath + "?" + url.Values{"next": {next}}.Encode()
}
