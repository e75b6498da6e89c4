package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
)

// record takes the form of an event. What is refused comes back in the form, beside its field.
func (s *Server) record(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This is more than an event can be.", http.StatusRequestEntityTooLarge)
		return
	}
	fields := map[string]string{}
	for _, name := range pages.FieldNames() {
		if text := strings.TrimSpace(r.PostForm.Get(name)); text != "" {
			fields[name] = strings.ReplaceAll(text, "\r\n", "\n")
		}
	}
	proposed := r.PostForm.Get("proposed")
	if bounds := s.signed(personOf(r), fields); len(bounds) > 0 {
		fields["proposed"] = proposed
		s.showDraft(w, r, &pages.Draft{Fields: fields, Refused: bounds})
		return
	}
	var done desk.Recorded
	var err error
	tried := r.PostForm.Get(pages.TryOnly) != ""
	if by := clearanceOf(personOf(r)); tried {
		err = s.desk.Try(r.Context(), by, fields)
	} else {
		done, err = s.desk.Record(r.Context(), by, fields, proposed)
	}
	var refused *ledger.RefusedError
	switch {
	case err == nil && tried:
		fields["proposed"] = proposed
		s.showDraft(w, r, &pages.Draft{Fields: fields})
	case errors.Is(err, desk.ErrReadOnly):
		http.Error(w, "This project has no ledger to record in.", http.StatusConflict)
	case errors.As(err, &refused):
		fields["proposed"] = proposed
		s.showDraft(w, r, &pages.Draft{Fields: fields, Refused: refused.Refused})
	case errors.Is(err, ledger.ErrFull):
		http.Error(w, err.Error(), http.StatusInsufficientStorage)
	case err != nil:
		panic(err)
	default:
		http.Redirect(w, r, s.afterRecording(fields, done.ID), http.StatusSeeOther)
	}
}

// afterRecording is where to look at what was recorded: the page of what it is about.
func (s *Server) afterRecording(fields map[string]string, id string) string {
	a := s.desk.Now().Agreement
	at := "/"
	switch ref, _ := a.Lookup(fields["subject"]); ref.Kind {
	case agreement.KindCommitment:
		at = "/agreement/" + url.PathEscape(a.IDOf(ref))
	case agreement.KindDecision:
		at = "/decisions/" + url.PathEscape(a.IDOf(ref))
	case agreement.KindCondition:
		at = "/decisions"
	case agreement.KindLevel:
		at = "/levels/" + url.PathEscape(a.IDOf(ref))
	}
	return at + "?" + url.Values{"recorded-now": {id}}.Encode()
}

// showDraft draws the form again with what was typed and what is wrong.
func (s *Server) showDraft(w http.ResponseWriter, r *http.Request, draft *pages.Draft) {
	ask := s.ask(r)
	ask.Draft = draft
	code := http.StatusUnprocessableEntity
	if len(draft.Refused) == 0 {
		code = http.StatusOK
	}
	s.write(w, r, code, pages.Record, ask)
}
