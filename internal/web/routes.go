package web

import (
	"net/http"

	"lockstep/internal/pages"
)

// A role is who may use a route.
type role uint8

const (
	anybody  role = iota // whoever can reach the server
	reader               // may look at the pages
	recorder             // may add to the ledger
)

// A route is one row of the table.
type route struct {
	method, pattern string
	needs           role
	serve           http.Handler
}

// routes is the table from which the router is built. The pages come first, in the order of the
// navigation.
func (s *Server) routes() []route {
	var table []route
	for _, p := range pages.All() {
		table = append(table, route{http.MethodGet, exact(p.Path), reader, s.page(p)})
	}
	return append(table,
		route{http.MethodGet, "/static/{file}", anybody, s.assets},
		route{http.MethodGet, "/healthz", anybody, http.HandlerFunc(s.healthy)},
		route{http.MethodGet, "/readyz", anybody, http.HandlerFunc(s.ready)},
	)
}

// exact keeps the front page from answering for every path that nobody knows.
func exact(path string) string {
	if path == "/" {
		return "/{$}"
	}
	return path
}

// Handler is the router with what holds for every request around it.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.method+" "+r.pattern, s.allow(r.needs, r.serve))
	}
	mux.Handle("/", http.HandlerFunc(s.nothingHere))
	return s.guarded(mux)
}

// allow lets those in who have the role. Without accounts whoever reaches the server has all.
func (s *Server) allow(_ role, next http.Handler) http.Handler { return next }

// healthy says that the program runs.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
}

// ready says whether requests should be sent here: not while the server is about to end.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	select {
	case <-s.draining:
		w.WriteHeader(http.StatusServiceUnavailable)
		w.Write([]byte("ending\n"))
	default:
		w.Write([]byte("ready\n"))
	}
}
