package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"lockstep/internal/accounts"
	"lockstep/internal/oidc"
)

// Sharing says how a dashboard is shared among people with accounts. Without it whoever reaches
// the server is [accounts.Alone], so nobody but this machine must reach it.
type Sharing struct {
	Accounts *accounts.Accounts
	// Encrypted is true where browsers reach the server over TLS: its own, or a proxy's in front.
	Encrypted bool
	// Proxied is true where a proxy in front adds the reader's address to X-Forwarded-For.
	Proxied bool
	// Provider is whom people can sign in by instead of a password, and its name as people know it;
	// nil where there is none.
	Provider     *oidc.Provider
	ProviderName string
}

// The bounds on a session.
const (
	sessionLifetime = 12 * time.Hour
	sessionIdle     = 2 * time.Hour
)

// The keys of what a session holds.
const (
	sessionName  = "name"
	sessionBegan = "began" // milliseconds since 1970, UTC
)

// Share lets in those who have accounts, and nobody else. It is called before Handler.
func (s *Server) Share(how Sharing) {
	s.sharing = &how
	s.sessions = scs.New()
	s.sessions.Store = how.Accounts.Sessions()
	s.sessions.HashTokenInStore = true
	s.sessions.Lifetime, s.sessions.IdleTimeout = sessionLifetime, sessionIdle
	s.sessions.Cookie.Name = "lockstep"
	if s.sessions.Cookie.Secure = how.Encrypted; how.Encrypted {
		s.sessions.Cookie.Name = "__Host-lockstep" // no other host of the domain can set it
	}
	s.sessions.Cookie.HttpOnly, s.sessions.Cookie.SameSite = true, http.SameSiteLaxMode
	s.sessions.ErrorFunc = func(_ http.ResponseWriter, _ *http.Request, err error) { panic(err) }
}

// personKey is under what a request's context holds who asks.
type personKey struct{}

// personOf is who asks.
func personOf(r *http.Request) accounts.Person {
	person, _ := r.Context().Value(personKey{}).(accounts.Person)
	return person
}

// whoShown is how a page names who looks at it, "" where nobody is asked who they are.
func (s *Server) whoShown(r *http.Request) string {
	person := personOf(r)
	if s.sharing == nil {
		return ""
	}
	if person.Role == accounts.Delegate {
		return person.Display + ", delegate of " + person.Party
	}
	return person.Display + ", " + person.Role.String()
}

// accountOf is the name of the account that asks, "" where nobody is asked who they are.
func (s *Server) accountOf(r *http.Request) string {
	if s.sharing == nil {
		return ""
	}
	return personOf(r).Name
}

// known finds out who asks, before anything else is done for them.
func (s *Server) known(next http.Handler) http.Handler {
	as := func(r *http.Request, person accounts.Person) *http.Request {
		return r.WithContext(context.WithValue(r.Context(), personKey{}, person))
	}
	if s.sharing == nil {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !isLoopback(hostOf(r.Host)) {
				http.Error(w, "This dashboard is for this machine alone.", http.StatusMisdirectedRequest)
				return
			}
			next.ServeHTTP(w, as(r, accounts.Alone))
		})
	}
	return s.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.sharing.Encrypted { // and is to stay so (RFC 6797)
			w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		}
		person, err := s.recognise(r)
		if err != nil && !errors.Is(err, accounts.ErrSignIn) {
			panic(err)
		}
		next.ServeHTTP(w, as(r, person))
	}))
}

// hostOf is the host that a browser asked for. A page elsewhere can make its own name lead to
// this machine, but the name stays in the request.
func hostOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// recognise gives who asks by their token or session.
func (s *Server) recognise(r *http.Request) (accounts.Person, error) {
	if token, given := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); given {
		return s.sharing.Accounts.ByToken(r.Context(), token)
	}
	if _, token, given := r.BasicAuth(); given { // calendars know no other way
		return s.sharing.Accounts.ByToken(r.Context(), token)
	}
	name := s.sessions.GetString(r.Context(), sessionName)
	if name == "" {
		return accounts.Person{}, nil
	}
	began := time.UnixMilli(s.sessions.GetInt64(r.Context(), sessionBegan))
	return s.sharing.Accounts.Present(r.Context(), name, began)
}

// counts reports whether who asks is still who they were when they asked.
func (s *Server) counts(r *http.Request) bool {
	if s.sharing == nil {
		return true
	}
	person, err := s.recognise(r)
	return err == nil && person == personOf(r)
}

// allow lets those in who have the right, sends readers who have not signed in to where they can,
// and tells everybody else why not.
func (s *Server) allow(needs need, next http.Handler) http.Handler {
	if needs == nothing {
		return next
	}
	right := accounts.Right(needs - 1)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		person := personOf(r)
		switch {
		case person.May(right):
			if s.sharing != nil {
				w.Header().Set("Cache-Control", "private, no-cache")
			}
			next.ServeHTTP(w, r)
		case person.Role != accounts.Nobody:
			http.Error(w, "You are signed in as "+person.Role.String()+", which is not enough to "+
				right.String()+".", http.StatusForbidden)
		case r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, apiPath):
			http.Redirect(w, r, "/signin?"+url.Values{"next": {r.URL.RequestURI()}}.Encode(),
				http.StatusSeeOther)
		default:
			w.Header().Set("WWW-Authenticate", `Bearer realm="lockstep"`)
			http.Error(w, "Sign in first, or send a token.", http.StatusUnauthorized)
		}
	})
}

// apiPath is where everything for programs lies.
const apiPath = "/api/"
