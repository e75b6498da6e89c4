package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A clockMoments is what stands for a clock in the network: one moment in what waits for it and
// one in the deadlines counted from it, none where its day is known. They differ where the clock
// follows a supposed commitment: its day is then given for deadlines, while what waits for the
// clock still says until when the commitment had to be done.
type clockMoments struct {
	waits, deadlines int32
}

// addClocks makes the moments of the clocks.
func (b *builder) addClocks() {
	b.clocks = make([]clockMoments, len(b.a.Clocks))
	for k := range b.clocks {
		b.clocks[k] = b.clockMoments(int32(k))
	}
	b.owner = owner{start: none, clock: true}
	for k := range b.clocks {
		if b.resolution.clocks[k].follows {
			b.addClock(int32(k))
		}
	}
}

// clockMoments makes the moments of clock k, but for one that shares that of an event.
func (b *builder) clockMoments(k int32) clockMoments {
	clock := &b.resolution.clocks[k]
	m := clockMoments{none, none}
	if soonest := clock.soonest; !clock.hangs && !soonest.known() {
		m.deadlines = b.add(moment{pinned: true, assumes: soonest.unknown})
		pinned := &b.net.moments[m.deadlines]
		pinned.low, pinned.high = soonest.low, b.latestOf(k).high
	}
	switch {
	case !clock.follows:
		m.waits = m.deadlines
	case b.a.Clocks[k].At.Op != agreement.TimeEvent:
		m.waits = b.add(moment{})
	}
	if clock.hangs {
		m.deadlines = m.waits
	}
	return m
}

// addClock binds a clock that follows a commitment to its time: it comes neither before nor
// after it. One that starts with a plain event has the event's moment.
func (b *builder) addClock(k int32) {
	at := b.a.Clocks[k].At
	if at.Op == agreement.TimeEvent {
		b.shareMoment(k)
		return
	}
	at.EachEvent(func(event *agreement.Time) {
		if event.Of.Kind == agreement.KindClock {
			b.shareMoment(event.Of.Index)
		}
	})
	b.waitFor(b.clocks[k].waits, at, nil)
	if b.resolution.clocks[k].hangs {
		b.limit(b.clocks[k].waits, at, nil)
	}
}

// shareMoment gives clock k, where it follows a commitment and has no moment yet, that of the
// event with which it starts, and so every clock on the way there. Clocks that start with one
// another never do.
func (b *builder) shareMoment(k int32) {
	var path []int32
	for b.clocks[k].waits == none && b.resolution.clocks[k].follows {
		path = append(path, k)
		b.clocks[k].waits = b.unending
		event := b.a.Clocks[k].At
		if event.Of.Kind != agreement.KindClock {
			b.clocks[k].waits = b.commitmentEvent(event.Verb, event.Of.Index)
			break
		}
		k = event.Of.Index
	}
	for _, clock := range path {
		b.clocks[clock].waits = b.clocks[k].waits
		if b.resolution.clocks[clock].hangs {
			b.clocks[clock].deadlines = b.clocks[k].waits
		}
	}
}

// clockEvent is the day of clock k where it is known, otherwise its moment, in a wait or in a
// deadline.
func (b *builder) clockEvent(k int32, deadline bool) (at int32, day calendar.Day) {
	at, on := b.clocks[k].waits, b.resolution.clocks[k].soonest.low
	if deadline {
		at, on = b.clocks[k].deadlines, b.latestOf(k).high
	}
	if at == none {
		return none, on
	}
	return at, calendar.None
}

// latestOf is what is known of clock k by the high ends of ranges.
func (b *builder) latestOf(k int32) span {
	return b.resolution.spans[2*len(b.a.Commitments)+int(k)]
}
