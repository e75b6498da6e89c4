package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/duedays"
	"lockstep/internal/pages"
)

// An Answer is one thing that programs can ask for: the JSON that the command of that name writes
// with --json, under the cut that the address carries.
type Answer struct {
	Name   string // the last part of the path, "status" or "figures/{id}"
	Doc    string // one line
	Params []Param
	Shape  any // a value of the type that is answered, for its description
	Ask    func(*Question) (any, error)
}

// A Param is something an address may carry besides the cut.
type Param struct{ Name, Doc string }

// A Question is what a program asks.
type Question struct {
	Answers *desk.Answers
	ID      string     // of the thing that it is about, where the name has a place for one
	Query   url.Values // of the address
}

// AskedWrongly is the error of an answer that a program asked for in a way that cannot be right.
type AskedWrongly struct {
	Code int // of HTTP
	Err  error
}

// Error says what is wrong with the question.
func (e *AskedWrongly) Error() string { return e.Err.Error() }

// Unwrap gives what is wrong.
func (e *AskedWrongly) Unwrap() error { return e.Err }

// Offer lets programs ask for these, under /api/v1/. It is called before Handler.
func (s *Server) Offer(answers []Answer) { s.answers = answers }

// apiVersion is raised when something is taken away from answers; keys are only ever added.
const apiVersion = apiPath + "v1/"

// programs are the routes for programs.
func (s *Server) programs() []route {
	read := to(accounts.ToRead)
	table := []route{
		{http.MethodGet, apiVersion + "openapi.json", read, http.HandlerFunc(s.describe)},
		{http.MethodGet, "/calendar.ics", read, http.HandlerFunc(s.calendar)},
		{http.MethodGet, "/metrics", to(accounts.ToManage), s.measured.handler()},
	}
	for i := range s.answers {
		path := apiVersion + s.answers[i].Name
		table = append(table, route{http.MethodGet, path, read, s.answer(&s.answers[i])})
	}
	return table
}

// answer serves one answer as JSON.
func (s *Server) answer(a *Answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		edition := s.edition(r)
		declare(w, edition)
		cut, form := pages.ReadCut(edition, r.URL.Query(), s.today(edition))
		if form.Wrong() {
			problem(w, http.StatusBadRequest, wrongIn(form))
			return
		}
		q := &Question{edition.Answers(cut), r.PathValue("id"), r.URL.Query()}
		key := answerKey{q.Answers, a.Name, q.ID, q.Query.Encode()}
		told := s.kept.get(edition, key, func() *made { return a.told(q) })
		var wrongly *AskedWrongly
		if errors.As(told.missing, &wrongly) {
			problem(w, wrongly.Code, wrongly.Error())
			return
		}
		told.send(w, r)
	})
}

// An answerKey is all that an answer to a program hangs on.
type answerKey struct {
	answers         *desk.Answers // of one edition, one cut, and who may see what
	name, id, query string
}

// told is the answer to a question, as it is sent.
func (a *Answer) told(q *Question) *made {
	told, err := a.Ask(q)
	var wrongly *AskedWrongly
	switch {
	case errors.As(err, &wrongly):
		return &made{missing: wrongly}
	case err != nil:
		panic(err)
	}
	return madeOf(http.StatusOK, "application/json", jsonOf(told))
}

// wrongIn says which part of the cut could not be read.
func wrongIn(form pages.Form) string {
	switch {
	case form.AsOf.Wrong != "":
		return "asof: " + form.AsOf.Wrong
	case form.Known.Wrong != "":
		return "known: " + form.Known.Wrong
	}
	return "recorded: " + form.Recorded.Wrong
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	_, _ = w.Write(jsonOf(v)) // the reader has gone; there is nobody to tell
}

// jsonOf is JSON as the commands write it.
func jsonOf(v any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		panic(err) // the values are ours
	}
	return text.Bytes()
}

// problem tells a program what was wrong, as RFC 9457 has it.
func problem(w http.ResponseWriter, code int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"title": http.StatusText(code), "status": code, "detail": detail})
}

// calendar serves the due days as iCalendar.
func (s *Server) calendar(w http.ResponseWriter, r *http.Request) {
	edition := s.edition(r)
	cut, form := pages.ReadCut(edition, r.URL.Query(), s.today(edition))
	if form.Wrong() {
		problem(w, http.StatusBadRequest, wrongIn(form))
		return
	}
	declare(w, edition)
	title := cmp.Or(edition.Agreement.Title, edition.Agreement.ID)
	if edition.Partial {
		title += " (in part: something is withheld)"
	}
	x := edition.Answers(cut)
	key := answerKey{x, "calendar", "", ""}
	s.kept.get(edition, key, func() *made {
		var days bytes.Buffer
		if err := duedays.Write(&days, title, x.Report()); err != nil {
			panic(err) // into memory
		}
		return madeOf(http.StatusOK, "text/calendar; charset=utf-8", days.Bytes())
	}).send(w, r)
}
