package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
)

// What a delegate may say, for their own party alone.
var (
	delegatePositions = []string{"agreed-by", "silence-broken-by", "reserved-by"}
	delegateReplies   = []string{"begun", "partly", "done", "complied-with"} // as claims
)

// assessments are the kinds by which an assessor rates a commitment or a condition.
var assessments = []string{"partly", "done", "complied-with", "violation-alleged",
	"violation-found", "violation-not-found", "holds", "lapses"}

// signed writes into the fields of an event who enters it, and refuses what they may not say.
func (s *Server) signed(p accounts.Person, fields map[string]string) []ledger.Refusal {
	if s.sharing == nil {
		return nil
	}
	fields["recorder"] = p.Name
	var refused []ledger.Refusal
	if !p.May(accounts.ToRecord) {
		switch {
		case p.May(accounts.ToAct):
			refused = s.asDelegate(p, fields)
		case p.May(accounts.ToAssess):
			refused = asAssessor(p, fields)
		}
	}
	return append(refused, s.ownOnly(p, fields)...)
}

func refusal(field, reason string) ledger.Refusal {
	return ledger.Refusal{Field: field, Reason: reason}
}

// asDelegate holds an event to what the delegate of a party may say: their party's position on a
// decision, and what it claims to have done.
func (s *Server) asDelegate(p accounts.Person, fields map[string]string) []ledger.Refusal {
	if fields["actor"] == "" {
		fields["actor"] = p.Party
	}
	var refused []ledger.Refusal
	if !p.MayActFor(fields["actor"]) {
		refused = append(refused, refusal("actor", "you act for "+p.Party+" and for nobody else"))
	}
	kind := fields["kind"]
	switch {
	case fields["corrects"] != "" || fields["retracts"] != "": // held to their own below
		refused = append(refused, s.sameTime(fields)...)
	case slices.Contains(delegateReplies, kind):
		if fields["rests-on"] == "" {
			fields["rests-on"] = ledger.Claimed.String()
		}
		if fields["rests-on"] != ledger.Claimed.String() {
			refused = append(refused, refusal("rests-on", "what a party says of its own acts is claimed"))
		}
	case slices.Contains(delegatePositions, kind):
		refused = append(refused, s.speaking(p, fields)...)
	default:
		refused = append(refused, refusal("kind", "a delegate gives the party's position on a decision "+
			"(agreed-by, silence-broken-by, reserved-by) or says what it has done"))
	}
	return refused
}

// speaking holds a position to a decision in which the party has a voice, and to the minute at
// which it is given: who could name another one could break a silence that has run out.
func (s *Server) speaking(p accounts.Person, fields map[string]string) []ledger.Refusal {
	edition := s.desk.Now()
	now, today := s.now().In(edition.Agreement.Location()), s.today(edition)
	var refused []ledger.Refusal
	if at := fields["at"]; at != "" && at != today.String() {
		refused = append(refused, refusal("at", "a position is given when you give it, which is now: "+
			"leave the day out"))
	}
	fields["at"] = now.Format("2006-01-02T15:04Z07:00")
	cut := ledger.Everything
	cut.AsOf = today
	report := edition.Answers(cut).Report()
	for i := range report.Decisions {
		d := &report.Decisions[i]
		if d.ID == fields["subject"] && len(pages.VoicesOf(edition.Agreement, d, p.Party)) == 0 {
			refused = append(refused, refusal("subject", p.Party+" has no voice in "+d.ID))
		}
	}
	return refused
}

// sameTime keeps a delegate from moving, by a correction, when a position was given.
func (s *Server) sameTime(fields map[string]string) []ledger.Refusal {
	if fields["corrects"] == "" || !slices.Contains(delegatePositions, fields["kind"]) {
		return nil
	}
	events := s.desk.Now().Events
	i := slices.IndexFunc(events, func(e ledger.Event) bool { return e.ID == fields["corrects"] })
	if i < 0 {
		return nil // refused for that
	}
	given := events[i].At.String()
	if events[i].Time != "" {
		given += "T" + events[i].Time
	}
	if fields["at"] == given {
		return nil
	}
	return []ledger.Refusal{
		refusal("at", "it was said "+given+", and a correction does not change that")}
}

// asAssessor holds an event to a rating in the assessor's own name.
func asAssessor(p accounts.Person, fields map[string]string) []ledger.Refusal {
	if fields["assessor"] == "" {
		fields["assessor"] = p.Name
	}
	var refused []ledger.Refusal
	if fields["assessor"] != p.Name {
		refused = append(refused, refusal("assessor", "you rate in your own name, "+p.Name))
	}
	if fields["retracts"] == "" && !slices.Contains(assessments, fields["kind"]) {
		refused = append(refused, refusal("kind", "an assessor rates: what happened is for a recorder"))
	}
	return refused
}

// ownOnly keeps those who may not record from changing what others have entered.
func (s *Server) ownOnly(p accounts.Person, fields map[string]string) []ledger.Refusal {
	if p.May(accounts.ToRecord) {
		return nil
	}
	var refused []ledger.Refusal
	for _, field := range []string{"corrects", "retracts"} {
		if id := fields[field]; id != "" && s.recorderOf(p, id) != p.Name {
			refused = append(refused, refusal(field, "you can change only what you have entered yourself"))
		}
	}
	return refused
}

// recorderOf is who entered an event, "" where that is not known or not for who asks.
func (s *Server) recorderOf(p accounts.Person, id string) string {
	events := s.desk.For(clearanceOf(p)).Events
	for i := range events {
		if events[i].ID == id {
			return events[i].Recorder
		}
	}
	return ""
}

// enterEvent takes an event as JSON from a program: an object of fields by name, where a member of
// an object is written with a dot, as the columns of CSV are ("value.best").
func (s *Server) enterEvent(w http.ResponseWriter, r *http.Request) {
	fields := map[string]string{}
	if err := json.NewDecoder(r.Body).Decode(&fields); err != nil {
		problem(w, http.StatusBadRequest, "send one object of texts by field, such as "+
			`{"kind": "done", "subject": "five-bases", "at": "2020-07-13"}: `+err.Error())
		return
	}
	known := append(pages.FieldNames(), "id")
	for name := range fields {
		if !slices.Contains(known, name) {
			problem(w, http.StatusUnprocessableEntity, "there is no field "+name)
			return
		}
	}
	id := fields["id"]
	delete(fields, "id")
	refused := s.signed(personOf(r), fields)
	var done desk.Recorded
	err := error(&ledger.RefusedError{Refused: refused})
	if len(refused) == 0 {
		done, err = s.desk.Record(r.Context(), clearanceOf(personOf(r)), fields, id)
	}
	s.tellProgram(w, done, err)
}

// tellProgram says what became of an event.
func (s *Server) tellProgram(w http.ResponseWriter, done desk.Recorded, err error) {
	var refused *ledger.RefusedError
	switch {
	case errors.Is(err, desk.ErrReadOnly):
		problem(w, http.StatusConflict, "this project has no ledger to record in")
	case errors.As(err, &refused):
		problem(w, http.StatusUnprocessableEntity, refused.Error())
	case errors.Is(err, ledger.ErrFull):
		problem(w, http.StatusInsufficientStorage, err.Error())
	case err != nil:
		panic(err)
	default:
		w.Header().Set("Location", "/evidence/"+done.ID)
		w.WriteHeader(http.StatusCreated)
		writeJSON(w, map[string]any{"id": done.ID})
	}
}
