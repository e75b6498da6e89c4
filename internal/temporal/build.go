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
	clocks   []int32 // by clock: its moment, none where its day is known
	others   map[other]int32
	owner    owner // whose waits are being added
	nothing  int32 // the moment of which nothing is known
	unending int32 // the moment that never comes
}

// An other is something apart from commitments and clocks that has a moment of its own.
type other struct {
	of      agreement.Ref
	started bool
}

// An owner is the commitment whose waits are being added.
type owner struct {
	start int32
	joint bool
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

// add makes a moment; bounds that are zero are taken to be not stated.
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
	for _, group := range b.a.JointGroups() {
		start := b.add(moment{})
		for _, c := range group {
			b.start[c], b.joint[c] = start, true
		}
	}
	for c := range b.start {
		if b.start[c] == none {
			b.start[c] = b.add(moment{})
		}
		b.fix(b.start[c], int32(c))
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
		b.fix(b.done[c], int32(c))
	}
}

// fix holds the moment on the day on which commitment c is supposed to be done, if it is. It
// started no later than that; of several that start jointly the first one says when.
func (b *builder) fix(at int32, c int32) {
	day, given := b.supposed.day(agreement.CommitmentRef(int(c)))
	if !given {
		return
	}
	m := &b.net.moments[at]
	if !m.fixed || day < m.low {
		m.low = day
	}
	m.fixed = true
}

// addClocks makes the moments of the clocks whose day is not known. One that hangs on a
// commitment comes neither before nor after its time.
func (b *builder) addClocks() {
	b.clocks = make([]int32, len(b.a.Clocks))
	for k := range b.a.Clocks {
		clock := &b.resolution.clocks[k]
		b.clocks[k] = none
		switch {
		case clock.hangs:
			b.clocks[k] = b.add(moment{})
		case clock.low != clock.high:
			b.clocks[k] = b.add(moment{pinned: true, assumes: clock.unknown})
			m := &b.net.moments[b.clocks[k]]
			m.low, m.high = clock.low, clock.high
		}
	}
	b.owner = owner{start: none}
	for k := range b.a.Clocks {
		if b.resolution.clocks[k].hangs {
			b.waitFor(b.clocks[k], b.a.Clocks[k].At, nil)
			b.limit(b.clocks[k], b.a.Clocks[k].At, nil)
		}
	}
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
	if commitment.StartBy != nil {
		b.limit(b.start[c], commitment.StartBy, nil)
	}
	if commitment.Due != nil {
		b.limit(b.done[c], commitment.Due, nil)
	}
}

// event is the day of an event where it is known, otherwise its moment.
func (b *builder) event(verb agreement.Verb, of agreement.Ref) (at int32, day calendar.Day) {
	switch of.Kind {
	case agreement.KindCommitment:
		return b.commitmentEvent(verb, of.Index), calendar.None
	case agreement.KindClock:
		if b.clocks[of.Index] == none {
			return none, b.resolution.clocks[of.Index].low
		}
		return b.clocks[of.Index], calendar.None
	case agreement.KindDecision, agreement.KindCondition, agreement.KindIssue:
		if day, given := b.supposed.day(of); given {
			return none, day
		}
		return b.unknownEvent(of), calendar.None
	case agreement.KindExchange:
		return b.exchangeEvent(verb, of), calendar.None
	}
	return b.nothing, calendar.None
}

func (b *builder) commitmentEvent(verb agreement.Verb, c int32) int32 {
	switch verb {
	case agreement.VerbStarted:
		return b.start[c]
	case agreement.VerbHappened:
		return b.done[c]
	case agreement.VerbDone:
		if b.a.Commitments[c].IsContinuing() {
			return b.unending
		}
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

// exchangeEvent is the moment on which every member of an exchange has happened, or started.
func (b *builder) exchangeEvent(verb agreement.Verb, of agreement.Ref) int32 {
	key := other{of: of, started: verb == agreement.VerbStarted}
	if at, ok := b.others[key]; ok {
		return at
	}
	at := b.add(moment{})
	b.others[key] = at
	for _, member := range b.a.Exchanges[of.Index].Members() {
		b.link(link{from: b.commitmentEvent(verb, member.Index), to: at}, nil)
	}
	return at
}
