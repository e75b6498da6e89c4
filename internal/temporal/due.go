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
	visits   []visit
	days     []calendar.Day // by node, with the high ends of ranges
	clocks   []clockDay
}

// A clockDay is what is known of a clock.
type clockDay struct {
	hangs     bool         // on a commitment, so that the network has to find its day
	low, high calendar.Day // otherwise: the days between which it starts, low ends of ranges
	unknown   idSet        // otherwise: what keeps low and high apart
}

// A visit says how far a walk has come with a node.
type visit uint8

const (
	unseen visit = iota
	entered
	finished
)

// resolve works out all due days, start-by days and clocks of a. Days that refer to one another
// in a circle are None.
func resolve(a *agreement.Agreement, supposed Supposed, sets *idSets) *resolution {
	n := 2*len(a.Commitments) + len(a.Clocks)
	r := &resolution{
		a: a, supposed: supposed, sets: sets,
		visits: make([]visit, n),
		days:   make([]calendar.Day, n),
		clocks: make([]clockDay, len(a.Clocks)),
	}
	var stack []int32
	for node := range int32(n) {
		if r.visits[node] == unseen {
			stack = r.walk(append(stack[:0], node))
		}
	}
	return r
}

// walk finishes what is on the stack, and before it all that it refers to.
func (r *resolution) walk(stack []int32) []int32 {
	for len(stack) > 0 {
		node := stack[len(stack)-1]
		switch r.visits[node] {
		case unseen:
			r.visits[node] = entered
			stack = r.pushReferred(node, stack)
			continue
		case entered:
			r.finish(node)
			r.visits[node] = finished
		}
		stack = stack[:len(stack)-1]
	}
	return stack
}

// pushReferred puts on the stack what the node's time refers to and nobody has seen yet.
func (r *resolution) pushReferred(node int32, stack []int32) []int32 {
	t := r.timeOf(node)
	if t == nil {
		return stack
	}
	t.EachEvent(func(event *agreement.Time) {
		if to := r.node(event); to >= 0 && r.visits[to] == unseen {
			stack = append(stack, to)
		}
	})
	return stack
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

// node is the node that an event's day is taken from, -1 where it is given or unknown.
func (r *resolution) node(event *agreement.Time) int32 {
	if _, given := r.supposed.day(event.Of); given {
		return -1
	}
	n := int32(len(r.a.Commitments))
	switch {
	case event.Of.Kind == agreement.KindClock:
		return 2*n + event.Of.Index
	case event.Of.Kind != agreement.KindCommitment:
		return -1
	case event.Verb == agreement.VerbStarted:
		return n + event.Of.Index
	case event.Verb == agreement.VerbHappened || event.Verb == agreement.VerbDone:
		return event.Of.Index
	}
	return -1
}

// finish resolves a node whose references are finished, except those that lead back to it.
func (r *resolution) finish(node int32) {
	t := r.timeOf(node)
	r.days[node] = calendar.None
	if t != nil {
		r.days[node] = r.day(t)
	}
	if clock := node - 2*int32(len(r.a.Commitments)); clock >= 0 {
		r.finishClock(clock)
	}
}

// due is the due day of commitment c.
func (r *resolution) due(c int32) calendar.Day { return r.days[c] }

// day is the day of t, None unless all that it needs is known.
func (r *resolution) day(t *agreement.Time) calendar.Day {
	switch t.Op {
	case agreement.TimeDay:
		return t.Day
	case agreement.TimeEvent:
		return r.eventDay(t)
	case agreement.TimePlus:
		return r.a.Count.Add(r.day(&t.Args[0]), t.Span.High)
	case agreement.TimeBefore:
		return dayBefore(r.day(&t.Args[0]))
	case agreement.TimeEarliest, agreement.TimeLatest:
		return r.choiceDay(t)
	}
	return calendar.None
}

func (r *resolution) eventDay(event *agreement.Time) calendar.Day {
	if day, given := r.supposed.day(event.Of); given {
		return day
	}
	node := r.node(event)
	if node < 0 || r.visits[node] != finished {
		return calendar.None
	}
	return r.days[node]
}

func (r *resolution) choiceDay(t *agreement.Time) calendar.Day {
	chosen := calendar.None
	for i := range t.Args {
		day := r.day(&t.Args[i])
		switch {
		case day == calendar.None:
			return calendar.None
		case i == 0, (day < chosen) == (t.Op == agreement.TimeEarliest):
			chosen = day
		}
	}
	return chosen
}

// dayBefore is the day before day, None for None.
func dayBefore(day calendar.Day) calendar.Day {
	if day == calendar.None {
		return calendar.None
	}
	return within(day - 1)
}

// finishClock finds out what is known of a clock.
func (r *resolution) finishClock(index int32) {
	clock := &r.clocks[index]
	clock.low, clock.high = calendar.None, noLimit
	ref := agreement.ClockRef(int(index))
	if day, given := r.supposed.day(ref); given {
		clock.low, clock.high = day, day
		return
	}
	at := r.a.Clocks[index].At
	if at == nil {
		clock.unknown = r.sets.of(ref)
		return
	}
	at.EachEvent(func(event *agreement.Time) { clock.hangs = clock.hangs || r.hangs(event) })
	if clock.hangs {
		return
	}
	clock.low, clock.high = r.span(at)
	if clock.low != clock.high {
		at.EachEvent(func(event *agreement.Time) {
			clock.unknown = r.sets.union(clock.unknown, r.unknown(event))
		})
	}
}

// hangs reports whether an event's day is for the network to find: a commitment, or a clock
// that hangs on one or on itself.
func (r *resolution) hangs(event *agreement.Time) bool {
	node := r.node(event)
	if node < 0 {
		return false
	}
	if event.Of.Kind != agreement.KindClock {
		return true
	}
	return r.visits[node] != finished || r.clocks[event.Of.Index].hangs
}

// unknown is the set of unknown moments behind an event that hangs on no commitment.
func (r *resolution) unknown(event *agreement.Time) idSet {
	if _, given := r.supposed.day(event.Of); given {
		return 0
	}
	if event.Of.Kind == agreement.KindClock {
		return r.clocks[event.Of.Index].unknown
	}
	return r.sets.of(event.Of)
}

// span is the first and last day on which t, which hangs on no commitment, may come: None and
// noLimit where nothing is known.
func (r *resolution) span(t *agreement.Time) (low, high calendar.Day) {
	switch t.Op {
	case agreement.TimeDay:
		return t.Day, t.Day
	case agreement.TimeEvent:
		return r.eventSpan(t)
	case agreement.TimePlus:
		low, high = r.span(&t.Args[0])
		if high != noLimit {
			high = r.a.Count.Add(high, t.Span.Low)
		}
		return r.a.Count.Add(low, t.Span.Low), high
	case agreement.TimeBefore:
		low, high = r.span(&t.Args[0])
		if high != noLimit {
			high = dayBefore(high)
		}
		return dayBefore(low), high
	case agreement.TimeEarliest, agreement.TimeLatest:
		return r.choiceSpan(t)
	}
	return calendar.None, noLimit
}

func (r *resolution) eventSpan(event *agreement.Time) (low, high calendar.Day) {
	if day, given := r.supposed.day(event.Of); given {
		return day, day
	}
	if event.Of.Kind == agreement.KindClock {
		clock := &r.clocks[event.Of.Index]
		return clock.low, clock.high
	}
	return calendar.None, noLimit
}

func (r *resolution) choiceSpan(t *agreement.Time) (low, high calendar.Day) {
	for i := range t.Args {
		argLow, argHigh := r.span(&t.Args[i])
		switch {
		case i == 0:
			low, high = argLow, argHigh
		case t.Op == agreement.TimeEarliest:
			low, high = min(low, argLow), min(high, argHigh)
		default:
			low, high = max(low, argLow), max(high, argHigh)
		}
	}
	return low, high
}
