package web

import (
	"net/http"

	"lockstep/internal/accounts"
	"lockstep/internal/pages"
)

// A need is what somebody must be allowed to do to use a route.
type need uint8

// nothing is needed for what whoever reaches the server may have.
const nothing need = 0

// to is the need of a right.
func to(right accounts.Right) need { return need(right) + 1 }

// A route is one row of the table.
type route struct {
	method, pattern string
	needs           need
	serve           http.Handler
}

// routes is the table from which the router is built. The pages come first, in the order of the
// navigation.
func (s *Server) routes() []route {
	var table []route
	for _, p := range pages.All() {
		table = append(table, route{http.MethodGet, exact(p.Path), to(accounts.ToRead), s.page(p)})
	}
	table = append(table, s.programs()...)
	table = append(table, s.own()...)
	table = append(table, s.byProvider()...)
	enter, record := to(accounts.ToEnter), to(accounts.ToRecord)
	table = append(table,
		route{http.MethodGet, pages.Record.Path, enter, s.page(pages.Record)},
		route{http.MethodPost, pages.Record.Path, enter, http.HandlerFunc(s.record)},
		route{http.MethodPost, apiVersion + "events", enter, http.HandlerFunc(s.enterEvent)},
		route{http.MethodGet, pages.Import.Path, record, http.HandlerFunc(s.importPage)},
		route{http.MethodPost, pages.Import.Path, record, http.HandlerFunc(s.sendFile)},
		route{http.MethodPost, pages.Import.Path + "/take", record, http.HandlerFunc(s.take)},
		route{http.MethodGet, "/changes", to(accounts.ToRead), http.HandlerFunc(s.changes)},
	)
	return append(table,
		route{http.MethodGet, "/charts/{file}", to(accounts.ToRead), http.HandlerFunc(s.chart)},
		route{http.MethodGet, "/print.css", to(accounts.ToRead), http.HandlerFunc(s.printSheet)},
		route{http.MethodGet, "/static/{file}", nothing, s.assets},
		route{http.MethodGet, "/healthz", nothing, http.HandlerFunc(s.healthy)},
		route{http.MethodGet, "/readyz", nothing, http.HandlerFunc(s.ready)},
		route{http.MethodGet, "/signin", nothing, http.HandlerFunc(s.signInPage)},
		route{http.MethodPost, "/signin", nothing, http.HandlerFunc(s.signIn)},
		route{http.MethodPost, "/signout", nothing, http.HandlerFunc(s.signOut)},
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
	s.offers = s.offered()
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.method+" "+r.pattern, s.allow(r.needs, s.measured.around(r)))
	}
	mux.Handle("/", http.HandlerFunc(s.nothingHere))
	return s.guarded(s.known(mux))
}

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

// A Row is one row of the table of routes, for whoever looks at it from outside.
type Row struct {
	Pattern string // the method and the path
	Needs   string // the right that it takes, "" where none
}

// Table is the table of routes.
func (s *Server) Table() []Row {
	var rows []Row
	for _, r := range s.routes() {
		row := Row{Pattern: r.method + " " + r.pattern}
		if r.needs != nothing {
			row.Needs = accounts.Right(r.needs - 1).String()
		}
		rows = append(rows, row)
	}
	return rows
}
