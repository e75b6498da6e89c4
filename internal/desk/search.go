package desk

import (
	"cmp"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A Search says which events are looked for. What is empty, or None, asks for nothing.
type Search struct {
	Words       string // all of them must stand somewhere in the event, in any order and case
	Kind        string // as the evidence format writes it
	Subject     string // id
	Source      string // name, or that of a source which the event's source repeats in the end
	Party       string // id of who acted or assessed
	RestsOn     string
	From, Until calendar.Day // of when it happened
}

// Find are the events that count and are looked for, the latest first.
func (x *Answers) Find(s Search) []*ledger.Event {
	wanted := strings.Fields(fold(s.Words))
	view := x.Counting()
	var found []*ledger.Event
	for i := range view {
		if e := &view[i]; x.fits(e, &s) && x.says(e, wanted) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(e, f *ledger.Event) int {
		return cmp.Or(cmp.Compare(f.At, e.At), cmp.Compare(f.Known, e.Known),
			cmp.Compare(e.ID, f.ID))
	})
	return found
}

// fits reports whether an event is as a search says, but for the words.
func (x *Answers) fits(e *ledger.Event, s *Search) bool {
	switch {
	case s.Kind != "" && e.Kind.String() != s.Kind,
		s.Subject != "" && e.Subject != s.Subject,
		s.Source != "" && e.Source != s.Source && x.Root(e.Source) != s.Source,
		s.Party != "" && e.Actor != s.Party && e.Assessor != s.Party,
		s.RestsOn != "" && e.RestsOn.String() != s.RestsOn,
		s.From != calendar.None && e.At < s.From,
		s.Until != calendar.None && e.At > s.Until:
		return false
	}
	return true
}

// says reports whether all words stand in an event.
func (x *Answers) says(e *ledger.Event, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := x.folded()[e.ID]
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
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

// foldedTexts are the words of every event, by id, in which a search looks.
func foldedTexts(e *Edition) map[string]string {
	texts := make(map[string]string, len(e.Events))
	for i := range e.Events {
		texts[e.Events[i].ID] = foldedText(e.Agreement, &e.Events[i])
	}
	return texts
}

func foldedText(a *agreement.Agreement, e *ledger.Event) string {
	words := []string{e.ID, e.Kind.String(), e.Subject, subjectText(a, e.Subject), e.Actor,
		nameOf(a, e.Actor), e.Assessor, nameOf(a, e.Assessor), e.Unit, e.Basis, e.Source, e.Locator,
		e.Speaker, e.Note}
	if i := sourceAt(a, e.Source); i >= 0 {
		words = append(words, a.Sources[i].Publisher)
	}
	if e.Quote != nil {
		words = append(words, e.Quote.Exact)
	}
	return fold(strings.Join(words, "\n"))
}

// subjectText is the wording of what an event is about.
func subjectText(a *agreement.Agreement, id string) string {
	ref, found := a.Lookup(id)
	if !found {
		return ""
	}
	switch ref.Kind {
	case agreement.KindCommitment:
		return a.Commitments[ref.Index].Text
	case agreement.KindCondition:
		return a.Conditions[ref.Index].Text
	}
	return ""
}

func nameOf(a *agreement.Agreement, id string) string {
	ref, found := a.Lookup(id)
	if !found || ref.Kind != agreement.KindParty {
		return ""
	}
	return a.NameOf(ref)
}

// fold makes texts alike that differ in case only.
func fold(s string) string { return strings.ToLower(s) }
