package desk

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A Search says which events are looked for. What is empty, or None, asks for nothing.
type Search struct {
	Words       string // as package concordance reads them, of what an event says and names
	Kind        string // as the evidence format writes it
	Subject     string // id
	Source      string // name, or that of a source which the event's source repeats in the end
	Party       string // id of who acted or assessed
	RestsOn     string
	Reliability string // of the source, A to F
	Mode        string // as the evidence format writes it
	Fate        string // one of Fates; "" for what counts
	Contested   bool   // contradicted by another event, or by another figure
	From, Until calendar.Day
	ByKnown     bool // From and Until bound when it could be known, otherwise when it happened
}

// The fates of events besides that they count.
const (
	Correcting = "correcting" // it counts, and stands in the place of another one
	Corrected  = "corrected"  // another one stands in its place
	Retracted  = "retracted"  // it was taken back
)

// Fates are those that a search can ask for.
var Fates = []string{Correcting, Corrected, Retracted}

// Find are the events that are looked for: what has the words themselves before what has words
// that only begin so, and then the latest first.
func (x *Answers) Find(s Search) []*ledger.Event {
	looked := x.looking(s.Words)
	fits := map[string]fit{}
	var found []*ledger.Event
	for _, e := range x.ofFate(s.Fate) {
		if !x.fits(e, &s) {
			continue
		}
		if how := looked.in(e); how != absent {
			found, fits[e.ID] = append(found, e), how
		}
	}
	slices.SortStableFunc(found, func(e, f *ledger.Event) int {
		return cmp.Or(cmp.Compare(fits[f.ID], fits[e.ID]), cmp.Compare(f.At, e.At),
			cmp.Compare(f.Known, e.Known), cmp.Compare(e.ID, f.ID))
	})
	return found
}

// ofFate are the events of a fate.
func (x *Answers) ofFate(fate string) []*ledger.Event {
	var found []*ledger.Event
	view := x.Counting()
	switch fate {
	case Corrected, Retracted:
		corrected, retracted := ledger.NewWeb(x.Events).Changed(x.Cut)
		if fate == Retracted {
			corrected = retracted
		}
		for _, i := range corrected {
			found = append(found, &x.Events[i])
		}
		return found
	}
	for i := range view {
		if fate == "" || view[i].Corrects != "" {
			found = append(found, &view[i])
		}
	}
	return found
}

// fits reports whether an event is as a search says, but for the words.
func (x *Answers) fits(e *ledger.Event, s *Search) bool {
	when := e.At
	if s.ByKnown {
		when = e.Known
	}
	switch {
	case s.Kind != "" && e.Kind.String() != s.Kind,
		s.Subject != "" && e.Subject != s.Subject,
		s.Source != "" && e.Source != s.Source && x.Root(e.Source) != s.Source,
		s.Party != "" && e.Actor != s.Party && e.Assessor != s.Party,
		s.RestsOn != "" && e.RestsOn.String() != s.RestsOn,
		s.Reliability != "" && x.Reliability(e.Source) != s.Reliability,
		s.Mode != "" && ledger.ModeNames[e.Mode] != s.Mode,
		s.Contested && !x.Contested()[e.ID],
		s.From != calendar.None && when < s.From,
		s.Until != calendar.None && when > s.Until:
		return false
	}
	return true
}

// Reliability is that of a source, A to F: F where it is not rated, "" where there is none.
func (e *Edition) Reliability(source string) string {
	if i := sourceAt(e.Agreement, source); i >= 0 {
		return cmp.Or(e.Agreement.Sources[i].Reliability, "F")
	}
	return ""
}

// Contested are the ids of the events that others contradict, or other figures.
func (x *Answers) Contested() map[string]bool {
	return x.Kept("contested", func() any {
		r, ids := x.Report(), map[string]bool{}
		for i := range r.Conflicts {
			for _, id := range r.Conflicts[i].Events {
				ids[id] = true
			}
		}
		for i := range r.Disputes {
			for _, id := range r.Disputes[i].Events {
				ids[id] = true
			}
		}
		return ids
	}).(map[string]bool)
}

// Root is the source that a source repeats in the end: itself where it repeats none.
func (e *Edition) Root(name string) string {
	for range e.Agreement.Sources {
		i := sourceAt(e.Agreement, name)
		if i < 0 || e.Agreement.Sources[i].Repeats == "" {
			break
		}
		name = e.Agreement.Sources[i].Repeats
	}
	return name
}

// sourceAt is the position of a source, -1 where there is none of that name.
func sourceAt(a *agreement.Agreement, name string) int {
	i, found := slices.BinarySearchFunc(a.Sources, name,
		func(s agreement.Source, name string) int { return cmp.Compare(s.ID, name) })
	if !found {
		return -1
	}
	return i
}
