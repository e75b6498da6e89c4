package temporal

import (
	"slices"

	"lockstep/internal/calendar"
)

// solveLoop bounds the moments of a component that can push each other: bounds are pushed until
// none moves. Where contradictions come to light, their moments are left without a bound and the
// others are worked out anew.
func (p *pass) solveLoop(members []int32) {
	p.work.reserve(len(p.net.moments))
	if p.toward == earliestDays {
		p.probe(members)
	}
	for again := true; again; {
		before := p.contradicting(members)
		p.comeToRest(members)
		again = p.contradicting(members) > before
	}
}

// probeDay is any day; what contradicts itself does so wherever it is counted from.
const probeDay calendar.Day = 10957 // 2000-01-01

// probe finds the contradictions among members, whether or not something ties them to the
// calendar, by letting none of them come before one day.
func (p *pass) probe(members []int32) {
	for _, m := range members {
		p.work.known[m] = tightness(probeDay)
	}
	p.settle(members)
	p.tighten(members, true)
}

// contradicting counts the members that stand in a contradiction, and takes their bounds away.
func (p *pass) contradicting(members []int32) int {
	n := 0
	for _, m := range members {
		if p.net.loops[m] {
			p.bound[m] = open
			n++
		}
	}
	return n
}

// Choices can make a component come to rest very slowly. What has not done so after some steps
// for each member counts as endless.
const (
	stepsPerMember = 64
	stepsAtLeast   = 100_000
)

// comeToRest pushes the bounds of a component until none moves or a contradiction is found.
// Earliest days are each time worked out from the waits first, so that nothing supports itself.
func (p *pass) comeToRest(members []int32) {
	p.work.steps = 0
	for _, m := range members {
		p.work.known[m] = open
	}
	if p.toward == latestDays {
		p.begin(members)
	}
	for {
		if p.toward == earliestDays {
			p.settle(members)
		}
		p.work.steps += len(members) + p.tighten(members, false)
		endless := p.work.steps > stepsPerMember*len(members)+stepsAtLeast
		if !p.learn(members, endless) {
			return
		}
	}
}

// learn keeps the bounds of the members and reports whether working them out again may give
// tighter ones: there are choices among them, no contradiction, and some bound has moved. What
// still moves is a contradiction if it is endless.
func (p *pass) learn(members []int32, endless bool) bool {
	choices, moved, contradiction := false, false, endless
	for _, m := range members {
		choices = choices || p.isChoice(m)
		if p.bound[m] != p.work.known[m] {
			moved = true
			p.net.loops[m] = p.net.loops[m] || endless
		}
		p.work.known[m] = p.bound[m]
		contradiction = contradiction || p.net.loops[m]
	}
	return choices && moved && !contradiction
}

// begin gives each member of a component the bound that comes from outside it.
func (p *pass) begin(members []int32) {
	outside := p.outside(p.parts.of[members[0]])
	for _, m := range members {
		p.bound[m] = open
	}
	for _, m := range members {
		if !p.isChoice(m) && !p.net.loops[m] {
			p.bound[m] = p.gather(m, outside)
		}
	}
	for _, m := range members {
		if p.isChoice(m) {
			p.bound[m] = p.choose(m)
		}
	}
}

// A tightening pushes bounds round a component from a queue. In the worst case it takes as many
// steps as the algorithm of Bellman and Ford, members times links; loops that never come to
// rest are found long before.
type tightening struct {
	*pass
	members   []int32
	component int32
	steps     int
	asked     int  // inputs of choices
	frozen    bool // choices keep the bound that they have
}

// tighten pushes the bounds of a component until none moves. Moments whose bounds would never
// come to rest are marked in net.loops and their bound is shut. It returns how many bounds moved.
func (p *pass) tighten(members []int32, frozen bool) int {
	t := &tightening{
		pass: p, members: members, component: p.parts.of[members[0]], frozen: frozen,
	}
	for _, m := range members {
		p.work.cause[m] = none
		p.work.queue.push(m)
	}
	for m, ok := p.work.queue.pop(); ok; m, ok = p.work.queue.pop() {
		if t.isChoice(m) {
			t.ask(m)
		}
		t.pushFrom(m)
	}
	return t.steps
}

// Choices are asked for a while only, and then again when the rest has come to rest. To leave
// them as they are is sound, since bounds only ever grow tighter.
const (
	askedPerMember = 16
	askedAtLeast   = 1024
)

// ask works out the bound of a choice anew. It has no single cause.
func (t *tightening) ask(m int32) {
	if t.frozen || t.net.loops[m] {
		return
	}
	if bound := t.choose(m); bound > t.bound[m] {
		t.tie(m, bound)
		t.count()
	}
	t.asked += len(t.work.inputs)
	t.frozen = t.asked > askedPerMember*len(t.members)+askedAtLeast
}

// pushFrom pushes on the bound of m.
func (t *tightening) pushFrom(m int32) {
	if t.bound[m] == open || t.toward == earliestDays && t.never[m] {
		return
	}
	for i, target := range t.net.outputs(t.toward, m) {
		switch {
		case t.parts.of[target] != t.component || t.net.loops[target]:
		case t.isChoice(target):
			if !t.frozen {
				t.work.queue.push(target)
			}
		case t.push(i, m, target):
			t.work.queue.push(target)
			t.count()
		}
	}
}

// push tightens the bound of target, if it can, by what link i carries from m.
func (t *tightening) push(i, m, target int32) bool {
	l := &t.net.links[i]
	if t.cut(l) {
		return false
	}
	bound := t.carried(l, m)
	if bound <= t.bound[target] {
		return false
	}
	t.work.cause[target] = i
	t.tie(target, bound)
	return true
}

// tie gives m a tighter bound; one at the end of the calendar comes from a loop.
func (t *tightening) tie(m int32, bound tightness) {
	if t.atEnd(bound) {
		t.net.loops[m] = true
		bound = shut
	}
	t.bound[m] = bound
}

// century is a hundred years in days. What a loop pushes into the first or last one of the
// calendar it would push beyond, did the calendar not end there.
const century = 36525

func (p *pass) atEnd(bound tightness) bool {
	if p.toward == earliestDays {
		return bound >= tightness(calendar.Last-century)
	}
	return bound >= -tightness(calendar.First+century)
}

// count looks for loops every so many steps, so that the search stays cheap.
func (t *tightening) count() {
	t.steps++
	if t.steps%(len(t.members)+64) == 0 {
		t.breakLoops()
	}
}

// breakLoops looks for moments whose bound goes back to itself over the links that caused it.
func (t *tightening) breakLoops() {
	marks := t.work.marks
	for _, m := range t.members {
		marks[m] = 0
	}
	for i, m := range t.members {
		walk := int32(i + 1)
		for marks[m] == 0 && t.work.cause[m] != none {
			marks[m] = walk
			m = t.origin(m)
		}
		if marks[m] == walk {
			t.goRound(m)
		}
	}
}

// origin is where the bound of m came from.
func (t *tightening) origin(m int32) int32 {
	l := &t.net.links[t.work.cause[m]]
	if t.toward.forward(l) {
		return l.from
	}
	return l.to
}

// linksAtMost is how many links are followed round a loop before it counts as endless. Month
// ends can make a loop of months and days come to rest after many turns.
const linksAtMost = 2_000_000

// goRound follows the loop that leads to m until its bound rests or is known never to.
func (t *tightening) goRound(m int32) {
	loop, plain := t.loopOf(m)
	bound := t.bound[m]
	if bound == shut {
		return
	}
	for followed := 0; ; followed += len(loop) {
		next := t.turn(loop, bound)
		if next <= bound {
			break
		}
		if plain || followed > linksAtMost {
			next = shut
		}
		bound = next
		if t.atEnd(bound) {
			break
		}
	}
	if bound > t.bound[m] {
		t.tie(m, bound)
		t.work.queue.push(m)
	}
}

// loopOf lists the links that lead from m round to m, in that order, and forgets that they are
// causes. The loop is plain where no link of it has months.
func (t *tightening) loopOf(m int32) (loop []int32, plain bool) {
	plain = true
	for at := m; t.work.cause[at] != none; {
		cause := t.work.cause[at]
		loop = append(loop, cause)
		shift := t.net.links[cause].shift
		plain = plain && t.net.shifts.table[shift].plain
		from := t.origin(at)
		t.work.cause[at] = none
		at = from
	}
	slices.Reverse(loop)
	return loop, plain
}

// turn carries a bound over the links of a loop.
func (t *tightening) turn(loop []int32, bound tightness) tightness {
	for _, i := range loop {
		day := t.net.carry(t.toward, &t.net.links[i], calendar.Day(t.sign*bound))
		bound = t.sign * tightness(day)
	}
	return bound
}
