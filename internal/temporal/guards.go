package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// require makes moment m wait for a guard. Negations and comparisons bound nothing.
func (b *builder) require(m int32, g *agreement.Guard) {
	switch g.Op {
	case agreement.OpAtom:
		event := agreement.When(g.Verb, g.Of)
		b.waitForEvent(m, &event, nil)
	case agreement.OpReached:
		b.waitFor(m, g.At, nil)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		b.requireParts(m, g)
	}
}

// requireParts makes m wait for as many of a guard's parts as it needs.
func (b *builder) requireParts(m int32, g *agreement.Guard) {
	need := g.Need()
	switch {
	case need <= 0:
	case need == len(g.Args):
		for i := range g.Args {
			b.require(m, &g.Args[i])
		}
	default:
		choice := b.add(moment{need: int32(need)})
		for i := range g.Args {
			b.link(link{from: b.arm(&g.Args[i]), to: choice}, nil)
		}
		b.link(link{from: choice, to: m}, nil)
	}
}

// arm is the moment from which one part of a choice holds.
func (b *builder) arm(g *agreement.Guard) int32 {
	if g.Op == agreement.OpAtom && g.Of.Kind == agreement.KindCommitment {
		if at := b.commitmentEvent(g.Verb, g.Of.Index); !b.isOwn(at) {
			return at
		}
	}
	arm := b.add(moment{})
	b.require(arm, g)
	return arm
}

// isOwn reports whether a moment is the joint step that the owner is itself part of.
func (b *builder) isOwn(at int32) bool { return b.owner.joint && at == b.owner.start }

// waitFor makes m come no earlier than time t carried through steps.
func (b *builder) waitFor(m int32, t *agreement.Time, steps []step) {
	switch t.Op {
	case agreement.TimeDay:
		b.raise(m, t.Day, steps)
	case agreement.TimeEvent:
		b.waitForEvent(m, t, steps)
	case agreement.TimePlus, agreement.TimeBefore:
		b.waitFor(m, &t.Args[0], preceded(t, lowEnds, steps))
	case agreement.TimeLatest:
		for i := range t.Args {
			b.waitFor(m, &t.Args[i], steps)
		}
	case agreement.TimeEarliest:
		b.waitForFirst(m, t, steps)
	}
}

// preceded is what t adds to its own part, and then steps. Ranges count with the end e.
func preceded(t *agreement.Time, e ends, steps []step) []step {
	own := step{span: e.of(t.Span)}
	if t.Op == agreement.TimeBefore {
		own = step{before: true}
	}
	return append([]step{own}, steps...)
}

// waitForFirst makes m wait for the first of several times.
func (b *builder) waitForFirst(m int32, t *agreement.Time, steps []step) {
	if len(t.Args) == 1 {
		b.waitFor(m, &t.Args[0], steps)
		return
	}
	choice := b.add(moment{need: 1})
	for i := range t.Args {
		arm := b.add(moment{})
		b.waitFor(arm, &t.Args[i], steps)
		b.link(link{from: arm, to: choice}, nil)
	}
	b.link(link{from: choice, to: m}, nil)
}

func (b *builder) waitForEvent(m int32, event *agreement.Time, steps []step) {
	at, day := b.event(event, false)
	if day != calendar.None {
		if !b.owner.clock { // even for the day before it, the event must have come
			b.raise(m, day, nil)
		}
		b.raise(m, day, steps)
		return
	}
	b.waitForMoment(m, at, steps)
}

// waitForMoment makes m wait for another moment. Those who start in one joint step wait for its
// start by taking part in it; to start some days after it is then impossible.
func (b *builder) waitForMoment(m, at int32, steps []step) {
	switch {
	case at == b.nothing:
	case !b.isOwn(at):
		b.link(link{from: at, to: m, exact: b.owner.clock}, steps)
	case b.net.shifts.add(b.net.shifts.number(steps), probeDay) <= probeDay:
	case m == b.owner.start:
		b.link(link{from: at, to: m, joint: true}, steps)
	default:
		b.link(link{from: b.unending, to: m}, nil)
	}
}

// raise makes m come no earlier than a day carried through steps.
func (b *builder) raise(m int32, day calendar.Day, steps []step) {
	moment := &b.net.moments[m]
	moment.low = max(moment.low, b.net.shifts.add(b.net.shifts.number(steps), day))
}

// limit makes m come no later than time t carried through steps.
func (b *builder) limit(m int32, t *agreement.Time, steps []step) {
	switch t.Op {
	case agreement.TimeDay:
		b.lower(m, t.Day, steps)
	case agreement.TimeEvent:
		b.limitByEvent(m, t, steps)
	case agreement.TimePlus, agreement.TimeBefore:
		b.limit(m, &t.Args[0], preceded(t, highEnds, steps))
	case agreement.TimeEarliest:
		for i := range t.Args {
			b.limit(m, &t.Args[i], steps)
		}
	case agreement.TimeLatest:
		b.limitByLast(m, t, steps)
	}
}

// limitByLast makes m come no later than the last of several times.
func (b *builder) limitByLast(m int32, t *agreement.Time, steps []step) {
	if len(t.Args) == 1 {
		b.limit(m, &t.Args[0], steps)
		return
	}
	choice := b.add(moment{last: true})
	for i := range t.Args {
		arm := b.add(moment{})
		b.limit(arm, &t.Args[i], steps)
		b.link(link{from: arm, to: choice, deadline: true}, nil)
	}
	b.link(link{from: choice, to: m, deadline: true}, nil)
}

func (b *builder) limitByEvent(m int32, event *agreement.Time, steps []step) {
	at, day := b.event(event, true)
	if day == calendar.None && b.net.moments[at].fixed {
		day = b.net.moments[at].low
	}
	switch {
	case day != calendar.None:
		b.lower(m, day, steps)
	case at != b.nothing && at != b.unending:
		b.link(link{from: at, to: m, deadline: true}, steps)
	}
}

// lower makes m come no later than a day carried through steps.
func (b *builder) lower(m int32, day calendar.Day, steps []step) {
	moment := &b.net.moments[m]
	moment.high = min(moment.high, b.net.shifts.add(b.net.shifts.number(steps), day))
}
