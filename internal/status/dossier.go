package status

import (
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
	"lockstep/internal/status/figures"
)

// A dossier is what the events about one commitment say of how it stands.
type dossier struct {
	strongest [subjectMatters]ledger.Rests // of the events that count, by what they are about
	any       ledger.Rests                 // of all events that count
	uncounted []*entry                     // acts that are told of and do not count
	claims    ledger.Rests                 // the strongest of them
	trusted   bool                         // some claims count, since that was asked for
	partly    *entry                       // the latest word on how much was done
	// partlyCounts: that word counts; one that does not takes the place of none that does.
	partlyCounts bool
	last         []*entry // the last word of every teller, in order
	conduct      *entry   // the last word of all about whether it is kept
	settled      *entry   // the last finding by one who is named to judge
}

// A subjectMatter is what an event says something of.
type subjectMatter uint8

const (
	itsStart subjectMatter = iota
	itsEnd
	itsBeingKept
	itsBreach // alleged
	itsFinding
	itsSuspension
	itsStop
	itsRest
	subjectMatters
)

// matterOf is what an event says something of, given what it counts as.
func matterOf(e *entry, counts bool) subjectMatter {
	switch e.kind {
	case ledger.Begun, ledger.Partly:
		return itsStart
	case ledger.Done:
		return itsEnd
	case ledger.CompliedWith, ledger.ViolationNotFound:
		return itsBeingKept
	case ledger.ViolationAlleged:
		return itsBreach
	case ledger.ViolationFound:
		if e.judged && counts {
			return itsFinding
		}
		return itsBreach
	case ledger.Suspended:
		return itsSuspension
	case ledger.Waived, ledger.Terminated:
		return itsStop
	}
	return itsRest
}

// A word is the last thing that a teller said in the dossier of that turn.
type word struct {
	turn int32
	at   int32 // position in dossier.last
}

// read makes a dossier of the events about a commitment or a condition. It is good until the next
// call.
func (s *sitting) read(events []*entry) dossier {
	d := dossier{last: s.last[:0], uncounted: s.uncounted[:0]}
	s.turn++
	for _, e := range events {
		d.add(e, s.counts(e))
		if !isWord(e.kind) {
			continue
		}
		if w := &s.words[e.teller]; w.turn == s.turn {
			d.last[w.at] = e
		} else {
			*w = word{s.turn, int32(len(d.last))}
			d.last = append(d.last, e)
		}
	}
	s.last, s.uncounted = d.last, d.uncounted
	return d
}

// isWord reports whether an event says how the matter stands, so that tellers can differ on it.
func isWord(kind ledger.Kind) bool {
	return kind >= ledger.Begun && kind <= ledger.ViolationNotFound ||
		kind == ledger.HoldsTrue || kind == ledger.Lapses
}

// add takes in one event.
func (d *dossier) add(e *entry, counts bool) {
	rests, matter := e.rests, matterOf(e, counts)
	if e.kind == ledger.Partly && (counts || !d.partlyCounts) {
		d.partly, d.partlyCounts = e, counts
	}
	if matter == itsBeingKept || matter == itsBreach || matter == itsFinding ||
		e.kind == ledger.HoldsTrue || e.kind == ledger.Lapses {
		d.conduct = e
		if e.byName && counts {
			d.settled = e
		}
	}
	if (!counts || !e.judged) && matter != itsBreach {
		if matter <= itsBeingKept {
			d.uncounted = append(d.uncounted, e)
		}
		return
	}
	d.trusted = d.trusted || rests == ledger.Claimed && matter <= itsBeingKept
	d.forget(matter)
	d.strongest[matter] = max(d.strongest[matter], rests)
	d.any = max(d.any, rests)
}

// forget drops what an event about conduct puts out of date.
func (d *dossier) forget(matter subjectMatter) {
	switch matter {
	case itsBeingKept:
		d.strongest[itsBreach], d.strongest[itsFinding] = 0, 0
	case itsBreach:
		d.strongest[itsBeingKept] = 0
	case itsFinding:
		d.strongest[itsBeingKept], d.strongest[itsBreach] = 0, 0
	}
}

// dropSettled leaves out what does not count and need not, since other events that do say the
// same.
func (d *dossier) dropSettled(state *course.Course) {
	d.uncounted = slices.DeleteFunc(d.uncounted, func(e *entry) bool {
		switch matterOf(e, false) {
		case itsStart:
			// One that begins by itself has begun without anybody's word.
			return state.Begun && max(d.strongest[itsStart], d.strongest[itsEnd]) > 0
		case itsEnd:
			return state.Life == course.Done
		}
		return state.Conduct == course.Complied
	})
	for _, e := range d.uncounted {
		d.claims = max(d.claims, e.rests)
	}
}

// restsOn is what a standing rests on: the strongest of the events that bring it about. Where
// somebody tells of more than counts, it is that.
func (d *dossier) restsOn(standing course.Standing, state *course.Course) ledger.Rests {
	rests := ledger.RestsOnNothing
	switch standing {
	case course.StandsDone:
		rests = d.strongest[itsEnd]
	case course.StandsBreached:
		rests = d.strongest[itsFinding]
	case course.StandsInDoubt:
		rests = d.strongest[itsBreach]
	case course.StandsKept:
		rests = d.strongest[itsBeingKept]
	case course.StandsVoid:
		rests = d.strongest[itsStop]
	case course.StandsSuspended:
		if state.Halted {
			rests = d.strongest[itsSuspension]
		}
	}
	switch {
	case rests != ledger.RestsOnNothing:
		return rests
	case d.claims != ledger.RestsOnNothing:
		return d.claims
	}
	return d.any
}

// partlyDone is how much was done, as far as anybody says.
func (d *dossier) partlyDone() *Partly {
	if d.partly == nil {
		return nil
	}
	e := d.partly
	return &Partly{e.id, e.at, valueOf(e.more), unitOf(e.more), e.rests.String(), d.partlyCounts}
}

func unitOf(e *ledger.Event) string {
	if e == nil {
		return ""
	}
	return e.Unit
}

func valueOf(e *ledger.Event) *Value {
	if e == nil || e.Value == nil {
		return nil
	}
	return &Value{e.Value.Low, e.Value.Best, e.Value.High}
}

// ratings are the last words of those who are named as assessors, by name.
func (s *sitting) ratings(last []*entry) []Rating {
	ratings := []Rating{}
	for _, e := range last {
		if event := e.more; event != nil && event.Assessor != "" {
			ratings = append(ratings, Rating{
				Assessor: event.Assessor, Says: e.kind.String(), At: e.at, Value: valueOf(event),
				Unit: event.Unit, RestsOn: e.rests.String(), Source: event.Source, Event: e.id,
				Note: event.Note,
			})
		}
	}
	slices.SortFunc(ratings, func(x, y Rating) int { return strings.Compare(x.Assessor, y.Assessor) })
	return ratings
}

// dispute are the words that contradict one another as of the same time, in order. They are good
// until the next call.
//
// That an act is done holds from then on: whoever says later, or of the same time, that it is
// done in part or violated contradicts it. That a commitment is kept, or that a condition holds,
// is said of a time: it is contradicted by what others say of the same one, as long as nothing is
// said of a later one and nobody who is named to judge has found.
func (s *sitting) dispute(d *dossier, continuing bool) []*entry {
	words := s.disputed[:0]
	if !continuing {
		words = d.disputedEnd(words)
	}
	if e := d.conduct; e != nil && e != d.settled {
		against := false
		for _, other := range d.last {
			if opposed(e, other) && other.teller != e.teller && meet(e, other) {
				words = append(words, other)
				against = true
			}
		}
		if against {
			words = append(words, e)
		}
	}
	s.disputed = words
	slices.SortFunc(words, (*entry).compare)
	return slices.Compact(words)
}

// disputedEnd adds the words of those who say that an act is done and of those who deny it. No two
// of the last words are of one teller.
func (d *dossier) disputedEnd(words []*entry) []*entry {
	earliest, latest := calendar.Last, calendar.None // done; denied
	for _, e := range d.last {
		if e.kind == ledger.Done {
			earliest = min(earliest, e.at)
		} else if d.denies(e) {
			latest = max(latest, e.until())
		}
	}
	if latest < earliest {
		return words
	}
	for _, e := range d.last {
		if e.kind == ledger.Done && e.at <= latest ||
			d.denies(e) && e.until() >= earliest {
			words = append(words, e)
		}
	}
	return words
}

// denies reports whether a word denies that an act is done: unless one who is named to judge has
// looked at it since and not found it.
func (d *dossier) denies(e *entry) bool {
	cleared := d.settled != nil && d.settled.kind == ledger.ViolationNotFound
	switch e.kind {
	case ledger.Partly, ledger.ViolationFound:
		return true
	case ledger.ViolationAlleged:
		return !cleared || d.settled.at < e.at
	}
	return false
}

// opposed reports whether one word says that a matter is so and the other that it is not.
func opposed(x, y *entry) bool { return side(x.kind)*side(y.kind) < 0 }

func side(kind ledger.Kind) int {
	switch kind {
	case ledger.CompliedWith, ledger.ViolationNotFound, ledger.HoldsTrue:
		return 1
	case ledger.ViolationAlleged, ledger.ViolationFound, ledger.Lapses:
		return -1
	}
	return 0
}

// until is the last day of the time of which an event speaks.
func (e *entry) until() calendar.Day {
	return figures.End(e.at, e.precision)
}

// meet reports whether two words are about times that overlap.
func meet(x, y *entry) bool {
	return x.at <= y.until() && y.at <= x.until()
}
