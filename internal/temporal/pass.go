package temporal

import (
	"math"
	"slices"

	"lockstep/internal/calendar"
)

// A tightness is a bound as a number that grows as the bound gets tighter: the day itself for an
// earliest day, its negative for a latest one. Both directions can then be solved alike.
type tightness int32

// A bound is open where nothing is known, and shut where no day is left: what can never come,
// or what a contradiction has pushed beyond the calendar.
const (
	open tightness = math.MinInt32
	shut tightness = math.MaxInt32
)

// A pass works out the bounds of one direction, component by component.
type pass struct {
	net    *network
	parts  *components
	toward direction
	sign   tightness // a day times sign is its tightness
	bound  []tightness
	never  []bool // by moment: it waits for itself in a circle, or for what does
	work   scratch
}

// A scratch is what the passes over strong components need by moment. It is made when the first
// component with more than one moment is met.
type scratch struct {
	waiting []int32     // waits in the component that have not come yet
	sofar   []tightness // the bound by those that have
	first   []int32     // of a choice: where its part of outside begins
	last    []int32     // and ends
	known   []tightness // the bound when the component was last worked out
	cause   []int32     // the link over which the bound came, or none
	marks   []int32
	queue   worklist

	// These are not by moment.
	outside []tightness // what comes to choices from outside the component
	inputs  []tightness // of the choice that was asked last
	steps   int         // taken in the component
}

// reserve makes room for n moments, once.
func (s *scratch) reserve(n int) {
	if s.waiting != nil {
		return
	}
	s.waiting, s.first, s.last = make([]int32, n), make([]int32, n), make([]int32, n)
	s.cause, s.marks = make([]int32, n), make([]int32, n)
	s.sofar, s.known = make([]tightness, n), make([]tightness, n)
	s.queue.waiting = make([]bool, n)
}

func newPass(net *network, parts *components, toward direction) *pass {
	p := &pass{net: net, parts: parts, toward: toward, sign: 1}
	if toward == latestDays {
		p.sign = -1
	}
	p.bound = make([]tightness, len(net.moments))
	p.never = make([]bool, len(net.moments))
	for m := range net.moments {
		p.bound[m] = open
		if net.moments[m].pinned {
			p.bound[m] = p.own(int32(m))
		}
	}
	return p
}

// run solves every component.
func (p *pass) run() {
	p.eachComponent(func(members []int32, loop bool) {
		if loop {
			p.solveLoop(members)
		} else {
			p.solveOne(members[0])
		}
	})
}

// eachComponent calls solve for every component, those first from which bounds come.
func (p *pass) eachComponent(solve func(members []int32, loop bool)) {
	n := p.parts.count()
	for i := range n {
		component := i
		if p.toward == latestDays {
			component = n - 1 - i
		}
		solve(p.parts.members(component), p.parts.loop[component])
	}
}

// day is the bound of m as a day, None where none is known.
func (p *pass) day(m int32) calendar.Day {
	if b := p.bound[m]; b != open && b != shut {
		return calendar.Day(p.sign * b)
	}
	return calendar.None
}

// own is the bound that m has of itself.
func (p *pass) own(m int32) tightness {
	moment := &p.net.moments[m]
	switch {
	case p.toward == earliestDays && moment.low != calendar.None:
		return tightness(moment.low)
	case p.toward == latestDays && moment.high != noLimit:
		return -tightness(moment.high)
	}
	return open
}

// solveOne bounds a moment that stands in no loop by what is already solved.
func (p *pass) solveOne(m int32) {
	switch {
	case p.net.loops[m] || p.net.moments[m].pinned:
	case p.isChoice(m):
		p.bound[m] = p.choose(m)
	default:
		p.bound[m] = p.gather(m, func(int32) bool { return true })
	}
	if p.toward == earliestDays {
		p.never[m] = p.bound[m] == shut
	}
}

// gather is the tightest bound that m has of itself or receives from the sources to count.
func (p *pass) gather(m int32, counts func(source int32) bool) tightness {
	bound := p.own(m)
	for i, source := range p.net.inputs(p.toward, m) {
		if l := &p.net.links[i]; counts(source) && !p.cut(l) {
			bound = max(bound, p.carried(l, source))
		}
	}
	return bound
}

// isChoice reports whether m takes one of its forward inputs and not the tightest of them.
func (p *pass) isChoice(m int32) bool {
	if p.toward == earliestDays {
		return p.net.moments[m].need > 0
	}
	return p.net.moments[m].last
}

// choose is the bound of a choice: of its inputs the loosest, or of an at-least the k-th.
func (p *pass) choose(m int32) tightness {
	inputs := p.work.inputs[:0]
	for i, source := range p.net.inputs(p.toward, m) {
		if l := &p.net.links[i]; p.toward.forward(l) {
			inputs = append(inputs, p.carried(l, source))
		}
	}
	p.work.inputs = inputs
	return nth(inputs, p.needs(m))
}

// needs is how many inputs a choice takes.
func (p *pass) needs(m int32) int { return max(1, int(p.net.moments[m].need)) }

// nth is the n-th smallest of bounds, shut where there are fewer. It reorders them.
func nth(bounds []tightness, n int) tightness {
	switch {
	case n > len(bounds):
		return shut
	case n == 1:
		return slices.Min(bounds)
	}
	slices.Sort(bounds)
	return bounds[n-1]
}

// carried is the bound that comes over l from source. What can never come has no deadline that
// others would have to keep.
func (p *pass) carried(l *link, source int32) tightness {
	bound := p.bound[source]
	if p.never[source] && !p.toward.forward(l) && p.toward == earliestDays {
		return open
	}
	return p.over(l, bound)
}

// over is a bound after it has come over l.
func (p *pass) over(l *link, bound tightness) tightness {
	if bound == open || bound == shut {
		return bound
	}
	day := p.net.carry(p.toward, l, calendar.Day(p.sign*bound))
	return p.sign * tightness(day)
}

// cut reports whether l is part of a circular wait. Its deadlines bind nobody in the circle.
func (p *pass) cut(l *link) bool {
	return p.toward == latestDays && !l.deadline && p.never[l.from] && p.never[l.to] &&
		p.parts.of[l.from] == p.parts.of[l.to]
}

// outside reports whether m is not in the component.
func (p *pass) outside(component int32) func(m int32) bool {
	return func(m int32) bool { return p.parts.of[m] != component }
}
