package ledger

import (
	"cmp"
	"iter"
	"slices"

	"lockstep/internal/calendar"
)

// A Cut bounds the evidence by its three times. A zero or None bound cuts nothing; the zero Cut
// has the day 1970-01-01 in it, so start from [Everything].
type Cut struct {
	AsOf       calendar.Day // what happened later is left out
	KnownAt    calendar.Day // what could be known only later is left out
	RecordedBy Instant      // what was entered later, or never, is left out
}

// Everything is the cut that leaves nothing out.
var Everything = Cut{AsOf: calendar.None, KnownAt: calendar.None}

// View is the events that count under a cut, by At, Known and id.
//
// An event counts that is within all three bounds and that no event within KnownAt and
// RecordedBy has replaced or taken back. When a correction or retraction happened is no matter:
// it applies from the day on which it is known. A correction that is itself corrected still
// stands in the way of what it replaced, and one that is taken back does not. A correction of an
// event outside the cut stands for itself. Several corrections of one event all stand, since
// nothing says which is right. A retraction is not in the result, only its effect is.
//
// The events given are not changed. Linear in their number, but for sorting.
func View(events []Event, cut Cut) []Event {
	var counting []*Event // sorted in place of the events, which are large
	for i := range Counting(events, cut) {
		counting = append(counting, &events[i])
	}
	slices.SortFunc(counting, func(x, y *Event) int { return compare(x, y) })
	view := make([]Event, len(counting))
	for i, e := range counting {
		view[i] = *e
	}
	return view
}

// Counting gives the positions of the events that [View] has, in the order in which they are given.
func Counting(events []Event, cut Cut) iter.Seq[int] {
	return func(yield func(int) bool) {
		c := newChanges(events, cut)
		for i := range events {
			e := &events[i]
			counts := cut.happened(e) && cut.learned(e) && e.Kind != Retracted && !c.settled(e.ID)
			if counts && !yield(i) {
				return
			}
		}
	}
}

// Compare orders events by At, Known and id.
func Compare(x, y Event) int { return compare(&x, &y) }

func compare(x, y *Event) int {
	return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Known, y.Known), cmp.Compare(x.ID, y.ID))
}

func (c Cut) happened(e *Event) bool { return c.AsOf == calendar.None || e.At <= c.AsOf }

// learned reports whether e was known and recorded within the cut.
func (c Cut) learned(e *Event) bool {
	return (c.KnownAt == calendar.None || e.Known <= c.KnownAt) &&
		(c.RecordedBy == 0 || e.Recorded != 0 && e.Recorded <= c.RecordedBy)
}

// A fate is what became of an event through those that correct or retract it: bits.
type fate uint8

const standing fate = 0

const (
	replaced  fate = 1 << iota // something stands in its place
	takenBack                  // it was wrong to say it
)

// changes is what corrections and retractions did to events, by id.
type changes map[string]fate

// settled reports whether an event no longer counts.
func (c changes) settled(id string) bool { return len(c) > 0 && c[id] != standing }

// newChanges applies the corrections and retractions that were learned within the cut.
//
// Each changes one event, so they form trees that lead from the latest change to the event that
// is changed; they are gone through from the leaves. What goes round in a circle, which Check
// refuses, has no leaf and changes nothing.
func newChanges(events []Event, cut Cut) changes {
	by := map[string]*Event{} // the changes by their own id
	waits := map[string]int{} // how many changes of an event are still to be gone through
	for i := range events {
		if e := &events[i]; e.target() != "" && cut.learned(e) {
			by[e.ID] = e
			waits[e.target()]++
		}
	}
	var ready []*Event
	for id, e := range by {
		if waits[id] == 0 {
			ready = append(ready, e)
		}
	}
	fates := changes{}
	for len(ready) > 0 {
		e := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		target := e.target()
		fates[target] |= e.effect(fates[e.ID])
		if waits[target]--; waits[target] == 0 && by[target] != nil {
			ready = append(ready, by[target])
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
