package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A resolution holds every due day, start-by day and clock of an agreement as far as they can
// be resolved from the calendar, from what is supposed and from one another. Its nodes are the
// due days of the commitments, then their start-by days, then the clocks.
type resolution struct {
	a        *agreement.Agreement
	supposed Supposed
	sets     *idSets
	groups   [][]int32              // the commitments that start in one joint step
	begun    map[int32]calendar.Day // by commitment: when it is supposed to have started
	refersTo adjacency              // by node: the nodes that its time refers to
	loop     []bool                 // by node: its time refers back to itself
	spans    []span                 // by node, with the high ends of ranges
	clocks   []clockSpan
}

// A clockSpan is what is known of a clock.
type clockSpan struct {
	hangs   bool // on a commitment, so that the network has to find its day
	follows bool // on a commitment, supposed ones included
	soonest span // unless it hangs: when it starts, by the low ends of ranges
}

// resolve works out all due days, start-by days and clocks of a. Days that refer to one another
// in a circle are None.
func resolve(a *agreement.Agreement, supposed Supposed, sets *idSets) *resolution {
	n := 2*len(a.Commitments) + len(a.Clocks)
	r := &resolution{
		a: a, supposed: supposed, sets: sets,
		groups: a.JointGroups(),
		begun:  map[int32]calendar.Day{},
		loop:   make([]bool, n),
		spans:  make([]span, n),
		clocks: make([]clockSpan, len(a.Clocks)),
	}
	r.begin()
	r.findReferences()
	parts := componentsOf(r)
	for i := range parts.count() {
		for _, node := range parts.members(i) {
			r.loop[node] = parts.loop[i]
		}
		for _, node := range parts.members(i) {
			r.finish(node)
		}
	}
	return r
}

// size is the number of nodes.
func (r *resolution) size() int { return len(r.spans) }

// follow makes the nodes a dependency.
func (r *resolution) follow(node, i int32) (next int32, more bool) {
	if to := r.refersTo.at(node); int(i) < len(to) {
		return to[i], true
	}
	return none, false
}

// findReferences lists for each node those that its time refers to.
func (r *resolution) findReferences() {
	r.refersTo.first = make([]int32, 1, r.size()+1)
	for node := range int32(r.size()) {
		if t := r.timeOf(node); t != nil {
			t.EachEvent(func(event *agreement.Time) {
				if to := r.node(event); to != none {
					r.refersTo.links = append(r.refersTo.links, to)
				}
			})
		}
		r.refersTo.first = append(r.refersTo.first, int32(len(r.refersTo.links)))
	}
}

// begin says when what is supposed to be done has started: no later than on that day and, for
// want of better knowledge, on it. Of those that start jointly the first one says when.
func (r *resolution) begin() {
	for ref := range r.supposed {
		if day, given := r.supposed.day(ref); given && ref.Kind == agreement.KindCommitment {
			r.begun[ref.Index] = day
		}
	}
	if len(r.begun) == 0 {
		return
	}
	for _, group := range r.groups {
		first := noLimit
		for _, c := range group {
			if day, given := r.begun[c]; given {
				first = min(first, day)
			}
		}
		for _, c := range group {
			if first != noLimit {
				r.begun[c] = first
			}
		}
	}
}

// given is the day of an event as far as it is supposed.
func (r *resolution) given(event *agreement.Time) (calendar.Day, bool) {
	if event.Of.Kind != agreement.KindCommitment {
		return r.supposed.day(event.Of)
	}
	c := event.Of.Index
	switch {
	case event.Verb == agreement.VerbStarted, r.isEnd(event) && r.a.Commitments[c].IsContinuing():
		day, given := r.begun[c]
		return day, given
	case r.isEnd(event):
		return r.supposed.day(event.Of)
	}
	return calendar.None, false
}

// timeOf is the time that a node stands for, nil where none is stated.
func (r *resolution) timeOf(node int32) *agreement.Time {
	n := int32(len(r.a.Commitments))
	switch {
	case node < n:
		return r.a.Commitments[node].Due
	case node < 2*n:
		return r.a.Commitments[node-n].StartBy
	}
	return r.a.Clocks[node-2*n].At
}

// node is the node that an event's day is taken from, none where it is given or unknown.
func (r *resolution) node(event *agreement.Time) int32 {
	if _, given := r.given(event); given {
		return none
	}
	n := int32(len(r.a.Commitments))
	switch {
	case event.Of.Kind == agreement.KindClock:
		return 2*n + event.Of.Index
	case event.Of.Kind != agreement.KindCommitment:
		return none
	case event.Verb == agreement.VerbStarted:
		return n + event.Of.Index
	case r.isEnd(event):
		return event.Of.Index
	}
	return none
}

// finish resolves a node whose references are finished. What refers back to itself has no day.
func (r *resolution) finish(node int32) {
	r.spans[node] = anyDay
	if t := r.timeOf(node); t != nil && !r.loop[node] {
		r.spans[node] = r.span(t, highEnds)
	}
	index := node - 2*int32(len(r.a.Commitments))
	if index < 0 {
		return
	}
	ref := agreement.ClockRef(int(index))
	if day, given := r.supposed.day(ref); given {
		r.spans[node], r.clocks[index].soonest = oneDay(day), oneDay(day)
		return
	}
	r.finishClock(ref)
}

// due is the due day of commitment c, and what keeps it from being known.
func (r *resolution) due(c int32) (calendar.Day, idSet) {
	if due := r.spans[c]; due.known() {
		return due.low, 0
	}
	return calendar.None, r.spans[c].unknown
}

// finishClock finds out what is known of a clock that is not supposed.
func (r *resolution) finishClock(ref agreement.Ref) {
	clock, at := &r.clocks[ref.Index], r.a.Clocks[ref.Index].At
	clock.soonest = anyDay
	if at == nil {
		clock.soonest.unknown = r.sets.of(ref)
		r.spans[2*len(r.a.Commitments)+int(ref.Index)].unknown = clock.soonest.unknown
		return
	}
	at.EachEvent(func(event *agreement.Time) {
		clock.hangs = clock.hangs || r.hangs(event)
		clock.follows = clock.hangs || clock.follows || r.follows(event)
	})
	if !clock.hangs {
		clock.soonest = r.span(at, lowEnds)
	}
	own := r.sets.of(ref)
	clock.soonest = r.alsoUnknown(clock.soonest, own)
	node := 2*len(r.a.Commitments) + int(ref.Index)
	r.spans[node] = r.alsoUnknown(r.spans[node], own)
}

// alsoUnknown is what is known of a clock whose time hangs on something unknown: then the clock
// itself has not started, and is named beside what keeps it from starting.
func (r *resolution) alsoUnknown(of span, own idSet) span {
	if !of.known() && of.unknown != 0 {
		of.unknown = r.sets.union(of.unknown, own)
	}
	return of
}

// hangs reports whether an event's day is for the network to find: a commitment, or a clock
// that hangs on one or on itself.
func (r *resolution) hangs(event *agreement.Time) bool {
	node := r.node(event)
	if node == none || event.Of.Kind != agreement.KindClock {
		return node != none
	}
	return r.loop[node] || r.clocks[event.Of.Index].hangs
}

// follows reports whether an event is that of a supposed commitment, or of a clock that follows
// one.
func (r *resolution) follows(event *agreement.Time) bool {
	if event.Of.Kind == agreement.KindClock {
		return r.node(event) != none && r.clocks[event.Of.Index].follows
	}
	return event.Of.Kind == agreement.KindCommitment && r.isEnd(event)
}

// isEnd reports whether a commitment's event is its start or its being done.
func (r *resolution) isEnd(event *agreement.Time) bool {
	return event.Verb == agreement.VerbStarted || event.Verb == agreement.VerbHappened ||
		event.Verb == agreement.VerbDone
}
