package web

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
)

// page serves a page.
func (s *Server) page(p *pages.Page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.show(w, r, p)
	})
}

// show draws a page for a request.
func (s *Server) show(w http.ResponseWriter, r *http.Request, p *pages.Page) {
	ask := s.ask(r)
	s.complete(r, p, ask)
	code := http.StatusOK
	if ask.Form.Wrong() {
		code = http.StatusBadRequest
	}
	s.write(w, r, code, p, ask)
}

// edition is the newest state of the project as it is for who asks.
func (s *Server) edition(r *http.Request) *desk.Edition {
	return s.desk.For(clearanceOf(personOf(r)))
}

// partialHeader says to programs that something was withheld from who asks.
const partialHeader = "Lockstep-Partial"

// declare says in the head of an answer whether something was withheld from it.
func declare(w http.ResponseWriter, e *desk.Edition) {
	if e.Partial {
		w.Header().Set(partialHeader, "true")
	}
}

// clearanceOf is what somebody may see: the one place that turns a role into it.
func clearanceOf(p accounts.Person) ledger.Clearance {
	c := ledger.Clearance{}
	switch {
	case p.May(accounts.ToSeeAll):
		return ledger.Uncut
	case p.May(accounts.ToSeeCommission):
		c.Rank = ledger.RankCommission
	}
	if p.Role == accounts.Delegate {
		c.Party = p.Party
	}
	return c
}

// ask is what a request asks a page.
func (s *Server) ask(r *http.Request) *pages.Ask {
	edition, query := s.edition(r), readable(r.URL.Query())
	today := s.today(edition)
	cut, form := pages.ReadCut(edition, query, today)
	return &pages.Ask{
		Answers: edition.Answers(cut), Clearance: clearanceOf(personOf(r)),
		Form: form, Path: r.URL.Path, ID: r.PathValue("id"), Query: query,
		Today: today, Now: s.now(), Assets: s.assets.addresses, Who: s.whoShown(r),
		Offered: s.offers[personOf(r).Role], Account: s.accountOf(r),
		MayRecord: edition.Sealed && personOf(r).May(accounts.ToRecord),
		ActsFor:   actsFor(edition, personOf(r)),
	}
}

// readable is a query with a mark for every byte that is no text, since pages show what was asked.
func readable(query url.Values) url.Values {
	clean := url.Values{}
	for name, values := range query {
		for _, text := range values {
			clean.Add(strings.ToValidUTF8(name, "\ufffd"), strings.ToValidUTF8(text, "\ufffd"))
		}
	}
	return clean
}

// actsFor is the party for which a person may speak, "" where there is none or no ledger.
func actsFor(e *desk.Edition, p accounts.Person) string {
	if !e.Sealed || !p.May(accounts.ToAct) {
		return ""
	}
	return p.Party
}

// write sends a page, drawn now or for somebody who asked the same.
func (s *Server) write(
	w http.ResponseWriter, r *http.Request, code int, p *pages.Page, ask *pages.Ask,
) {
	draw := func() *made { return draw(code, p, ask) }
	key, may := p.Key(ask)
	var drawn *made
	if may {
		drawn = s.kept.get(ask.Answers.Edition, key, draw)
	} else {
		drawn = draw()
	}
	if drawn.missing != nil {
		http.Error(w, "There is nothing here: "+drawn.missing.Error()+".", http.StatusNotFound)
		return
	}
	declare(w, ask.Answers.Edition)
	drawn.send(w, r)
}

// draw draws a page.
func draw(code int, p *pages.Page, ask *pages.Ask) *made {
	var page bytes.Buffer
	err := p.Write(&page, ask)
	var missing *pages.NotFoundError
	switch {
	case errors.As(err, &missing):
		return &made{missing: missing}
	case err != nil:
		panic(err)
	}
	return madeOf(code, "text/html; charset=utf-8", page.Bytes())
}

// printSheet serves what every printed sheet of a page says of it.
func (s *Server) printSheet(w http.ResponseWriter, r *http.Request) {
	sheet := pages.PrintSheet(s.ask(r))
	madeOf(http.StatusOK, "text/css; charset=utf-8", []byte(sheet)).send(w, r)
}

// nothingHere answers for what no route knows.
func (s *Server) nothingHere(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "There is nothing here.", http.StatusNotFound)
}
