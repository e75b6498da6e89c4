package ledger

import (
	"cmp"
	"iter"
)

// A Web is events with what changes what among them looked up once, so that they can be cut again
// and again. The events must not change as long as it is used.
type Web struct {
	events  []Event
	knots   int     // how many events change others or are changed, present or not
	knotOf  []int32 // by event: its number among these, -1 where it is none
	changes []change
}

// A change is a correction or retraction.
type change struct {
	event  int32 // its position
	target int32 // the knot that it changes
}

// NewWeb makes a web of events, in linear time.
func NewWeb(events []Event) *Web {
	w := &Web{events: events}
	numbers := map[string]int32{}
	number := func(id string) int32 {
		n, known := numbers[id]
		if !known {
			n = int32(len(numbers))
			numbers[id] = n
		}
		return n
	}
	for i := range events {
		if target := events[i].target(); target != "" {
			number(events[i].ID)
			w.changes = append(w.changes, change{int32(i), number(target)})
		}
	}
	w.knots = len(numbers)
	if w.knots == 0 {
		return w
	}
	w.knotOf = make([]int32, len(events))
	for i := range events {
		w.knotOf[i] = -1
		if n, known := numbers[events[i].ID]; known {
			w.knotOf[i] = n
		}
	}
	return w
}

// Counting gives the positions of the events that [View] has, in the order in which they were
// given.
func (w *Web) Counting(cut Cut) iter.Seq[int] {
	return func(yield func(int) bool) {
		fates := w.fates(cut)
		for i := range w.events {
			e := &w.events[i]
			counts := cut.happened(e) && cut.learned(e) && e.Kind != Retracted &&
				(w.knots == 0 || w.knotOf[i] < 0 || fates[w.knotOf[i]] == standing)
			if counts && !yield(i) {
				return
			}
		}
	}
}

// Changed gives the positions of the events within a cut that do not count there any more: those
// in whose place something else stands, and those that were taken back. An event may be both.
func (w *Web) Changed(cut Cut) (corrected, retracted []int) {
	if w.knots == 0 {
		return nil, nil
	}
	fates := w.fates(cut)
	for i := range w.events {
		e := &w.events[i]
		if w.knotOf[i] < 0 || e.Kind == Retracted || !cut.happened(e) || !cut.learned(e) {
			continue
		}
		if fates[w.knotOf[i]]&replaced != 0 {
			corrected = append(corrected, i)
		}
		if fates[w.knotOf[i]]&takenBack != 0 {
			retracted = append(retracted, i)
		}
	}
	return corrected, retracted
}

// A fate is what became of an event through those that correct or retract it: bits.
type fate uint8

const standing fate = 0

const (
	replaced  fate = 1 << iota // something stands in its place
	takenBack                  // it was wrong to say it
)

// fates is what the corrections and retractions that were learned within the cut did to events,
// by knot.
//
// Each changes one event, so they form trees that lead from the latest change to the event that
// is changed; they are gone through from the leaves. What goes round in a circle, which Check
// refuses, has no leaf and changes nothing.
func (w *Web) fates(cut Cut) []fate {
	by := make([]*change, w.knots)  // the change that a knot is, where it was learned
	waits := make([]int32, w.knots) // how many changes of it are still to be gone through
	for i := range w.changes {
		if c := &w.changes[i]; cut.learned(&w.events[c.event]) {
			by[w.knotOf[c.event]] = c
			waits[c.target]++
		}
	}
	var ready []*change
	for knot, c := range by {
		if c != nil && waits[knot] == 0 {
			ready = append(ready, c)
		}
	}
	fates := make([]fate, w.knots)
	for len(ready) > 0 {
		c := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		fates[c.target] |= w.events[c.event].effect(fates[w.knotOf[c.event]])
		if waits[c.target]--; waits[c.target] == 0 && by[c.target] != nil {
			ready = append(ready, by[c.target])
		}
	}
	return fates
}

// target is the event that e changes, "" where it changes none.
func (e *Event) target() string { return cmp.Or(e.Corrects, e.Retracts) }

// effect is what e, whose own fate is known, does to the event that it changes. A correction
// that was replaced has its effect through what replaced it.
func (e *Event) effect(own fate) fate {
	switch {
	case e.Corrects != "" && own != takenBack:
		return replaced
	case e.Corrects == "" && own == standing:
		return takenBack
	}
	return standing
}
