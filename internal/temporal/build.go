package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A builder turns an agreement into a network.
type builder struct {
	*resolution
	net      *network
	waits    *agreement.Waits
	start    []int32 // by commitment: the moment of its start, one for all that start jointly
	done     []int32 // by commitment: of its being done, or in force where it is continuing
	joint    []bool  // by commitment: it starts in one step with others
	clocks   []clockMoments
	others   map[other]int32
	owner    owner // whose waits are being added
	nothing  int32 // the moment of which nothing is known
	unending int32 // the moment that never comes
}

// An other is something apart from commitments and clocks that has a moment of its own.
type other struct {
	of      agreement.Ref
	started bool  // of an exchange: all have started, not all have happened
	asking  int32 // of an exchange: the joint step that asks and is part of it, or none
}

// An owner is the commitment whose waits are being added, or a clock.
type owner struct {
	start int32
	joint bool
	clock bool // it is not a commitment but a clock
}

// none stands for no moment.
const none int32 = -1

// build makes the network of r's agreement.
func build(r *resolution) *builder {
	b := &builder{
		resolution: r,
		net:        &network{shifts: newShifts(r.a.Count)},
		waits:      agreement.NewWaits(r.a),
		others:     map[other]int32{},
	}
	b.net.moments = make([]moment, 0, 2*len(r.a.Commitments)+len(r.a.Clocks)+2)
	b.net.links = make([]link, 0, 3*len(r.a.Commitments))
	b.nothing = b.add(moment{pinned: true})
	b.unending = b.add(moment{need: 1})
	b.addStarts()
	b.addDones()
	b.addClocks()
	for c := range r.a.Commitments {
		b.addWaits(int32(c))
		b.addDeadlines(int32(c))
	}
	b.net.seal()
	return b
}

// add makes a moment without bounds of its own.
func (b *builder) add(m moment) int32 {
	m.low, m.high = calendar.None, noLimit
	b.net.moments = append(b.net.moments, m)
	return int32(len(b.net.moments) - 1)
}

// link makes a link with the shift of these steps.
func (b *builder) link(l link, steps []step) {
	l.shift = b.net.shifts.number(steps)
	b.net.links = append(b.net.links, l)
}

// addStarts makes the moment of each commitment's start.
func (b *builder) addStarts() {
	n := len(b.a.Commitments)
	b.start, b.joint = make([]int32, n), make([]bool, n)
	for c := range b.start {
		b.start[c] = none
	}
	for _, group := range b.groups {
		start := b.add(moment{})
		for _, c := range group {
			b.start[c], b.joint[c] = start, len(group) > 1
		}
	}
	for c := range b.start {
		if b.start[c] == none {
			b.start[c] = b.add(moment{})
		}
		if day, given := b.begun[int32(c)]; given {
			b.fix(b.start[c], day)
		}
	}
}

// addDones makes the moment on which each commitment is done. A continuing one is in force from
// its start.
func (b *builder) addDones() {
	b.done = make([]int32, len(b.a.Commitments))
	for c := range b.done {
		b.done[c] = b.start[c]
		if b.a.Commitments[c].IsContinuing() {
			continue
		}
		b.done[c] = b.add(moment{})
		if day, given := b.supposed.day(agreement.CommitmentRef(c)); given {
			b.fix(b.done[c], day)
		}
	}
}

// fix holds a moment on a day that is supposed.
func (b *builder) fix(at int32, day calendar.Day) {
	b.net.moments[at].low = day
	b.net.moments[at].fixed = true
}

// addWaits adds what commitment c waits for and how long it takes. A supposed one has stopped
// waiting.
func (b *builder) addWaits(c int32) {
	commitment, start, done := &b.a.Commitments[c], b.start[c], b.done[c]
	if !b.net.moments[start].fixed {
		b.owner = owner{start: start, joint: b.joint[c]}
		b.waits.EachClause(c, func(g *agreement.Guard) { b.require(start, g) })
		for _, t := range []*agreement.Time{commitment.Starts, commitment.NotBefore} {
			// The clauses hold a plain event already.
			if t != nil && t.Op != agreement.TimeEvent {
				b.waitFor(start, t, nil)
			}
		}
	}
	if done != start && !b.net.moments[done].fixed {
		b.link(link{from: start, to: done}, takes(commitment))
	}
}

// takes is the shortest time from a commitment's start to its being done.
func takes(c *agreement.Commitment) []step {
	if c.Takes == nil {
		return nil
	}
	return []step{{span: c.Takes.Low}}
}

// addDeadlines adds the last day of commitment c's start and the one of its being done.
func (b *builder) addDeadlines(c int32) {
	commitment := &b.a.Commitments[c]
	b.owner = owner{start: none}
	if commitment.StartBy != nil {
		b.limit(b.start[c], commitment.StartBy, nil)
	}
	if commitment.Due != nil {
		b.limit(b.done[c], commitment.Due, nil)
	}
}

// event is the day of an event where it is known, otherwise its moment, in a wait or in a
// deadline.
func (b *builder) event(event *agreement.Time, deadline bool) (at int32, day calendar.Day) {
	switch event.Of.Kind {
	case agreement.KindCommitment:
		return b.commitmentEvent(event.Verb, event.Of.Index), calendar.None
	case agreement.KindClock:
		return b.clockEvent(event.Of.Index, deadline)
	case agreement.KindDecision, agreement.KindCondition, agreement.KindIssue:
		if day, given := b.given(event); given {
			return none, day
		}
		return b.unknownEvent(event.Of), calendar.None
	case agreement.KindExchange:
		return b.exchangeEvent(event.Verb, event.Of), calendar.None
	}
	return b.nothing, calendar.None
}

func (b *builder) commitmentEvent(verb agreement.Verb, c int32) int32 {
	switch verb {
	case agreement.VerbStarted:
		return b.start[c]
	case agreement.VerbHappened, agreement.VerbDone:
		return b.done[c]
	}
	return b.nothing
}

// unknownEvent is the moment of a decision, condition or issue without a day.
func (b *builder) unknownEvent(of agreement.Ref) int32 {
	key := other{of: of}
	at, ok := b.others[key]
	if !ok {
		at = b.add(moment{pinned: true, assumes: b.sets.of(of)})
		b.others[key] = at
	}
	return at
}

// exchangeEvent is the moment on which every member of an exchange has happened, or started. A
// joint step that asks for an exchange does not wait for what it starts itself.
func (b *builder) exchangeEvent(verb agreement.Verb, of agreement.Ref) int32 {
	key := other{of: of, started: verb == agreement.VerbStarted, asking: none}
	if b.owner.joint {
		key.asking = b.owner.start
	}
	if at, ok := b.others[key]; ok {
		return at
	}
	at := b.add(moment{})
	b.others[key] = at
	for _, member := range b.a.Exchanges[of.Index].Members() {
		if from := b.commitmentEvent(verb, member.Index); from != key.asking {
			b.link(link{from: from, to: at}, nil)
		}
	}
	return at
}
