package web

import (
	"bytes"
	"errors"
	"net"
	"net/http"
	"strings"

	"lockstep/internal/accounts"
	"lockstep/internal/pages"
)

// signInPage shows the form, or leads on who has signed in already.
func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.URL.Query().Get("next"))
	if s.sharing == nil || personOf(r).Role != accounts.Nobody {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	s.showSignIn(w, pages.SignIn{Next: next}, http.StatusOK)
}

// signIn takes a name and a password. The session gets another token, so that one that somebody
// else planted in the browser before is worth nothing (session fixation).
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	next := localPath(r.FormValue("next"))
	if s.sharing == nil {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	name := strings.ToLower(strings.TrimSpace(r.FormValue("name")))
	person, err := s.sharing.Accounts.SignIn(r.Context(), name, r.FormValue("password"), s.place(r))
	if errors.Is(err, accounts.ErrSignIn) {
		s.log.Warn("a sign-in failed", "from", s.place(r))
		s.showSignIn(w, pages.SignIn{Next: next, Name: name, Failed: err.Error()},
			http.StatusUnauthorized)
		return
	}
	s.letIn(w, r, next, person, err)
}

// letIn begins a session of the person, unless they could not be looked up, and leads on.
func (s *Server) letIn(
	w http.ResponseWriter, r *http.Request, next string, person accounts.Person, err error,
) {
	if err == nil {
		err = s.enter(r, person)
	}
	if err != nil {
		panic(err)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// enter begins a session.
func (s *Server) enter(r *http.Request, person accounts.Person) error {
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionName, person.Name)
	s.sessions.Put(r.Context(), sessionBegan, s.now().UnixMilli())
	return nil
}

// signOut ends the session.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	if s.sharing != nil {
		if err := s.sessions.Destroy(r.Context()); err != nil {
			panic(err)
		}
	}
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
}

func (s *Server) showSignIn(w http.ResponseWriter, form pages.SignIn, code int) {
	form.Provider, form.ByProvider = s.providerLink(form.Next)
	form.Title, form.Assets = s.desk.Now().Agreement.ID, s.assets.addresses
	if title := s.desk.Now().Agreement.Title; title != "" {
		form.Title = title
	}
	var page bytes.Buffer
	if err := form.Write(&page); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	page.WriteTo(w)
}

// localPath is a path of this site, "/" for anything else that an address might hold.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") ||
		strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// place is the address on the network from which somebody asks.
func (s *Server) place(r *http.Request) string {
	if s.sharing != nil && s.sharing.Proxied {
		all := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := net.ParseIP(strings.TrimSpace(all[len(all)-1])); last != nil {
			return last.String()
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return "unknown"
	}
	return host
}
