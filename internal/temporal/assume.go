package temporal

import "lockstep/internal/calendar"

// assumptions is, by moment, the set of unknown moments that the bound of the pass depends on.
func (p *pass) assumptions(sets *idSets) []idSet {
	d := &dependence{pass: p, sets: sets, on: make([]idSet, len(p.net.moments))}
	anyUnknown := false
	for m := range p.net.moments {
		d.on[m] = p.net.moments[m].assumes
		anyUnknown = anyUnknown || d.on[m] != 0
	}
	if !anyUnknown {
		return d.on
	}
	d.reach = append([]tightness(nil), p.bound...)
	for m, set := range d.on {
		if set != 0 {
			d.reach[m] = p.pinnedReach(int32(m))
		}
	}
	p.eachComponent(d.solve)
	return d.on
}

// A dependence works out what the bounds of a pass depend on.
type dependence struct {
	*pass
	sets  *idSets
	on    []idSet     // by moment: what its bound depends on
	reach []tightness // by moment: how tight that can make its bound
}

// pinnedReach is how tight the bound of an unknown moment can get: as far as the other bound.
func (p *pass) pinnedReach(m int32) tightness {
	moment := &p.net.moments[m]
	if p.toward == earliestDays && moment.high != noLimit {
		return tightness(moment.high)
	}
	if p.toward == latestDays && moment.low != calendar.None {
		return -tightness(moment.low)
	}
	return shut
}

func (d *dependence) solve(members []int32, loop bool) {
	if loop {
		d.solveLoop(members)
		return
	}
	m := members[0]
	d.on[m] = d.sets.union(d.on[m], d.direct(m))
	if d.on[m] != 0 && !d.settled(m) {
		d.reach[m] = d.farthest(m)
	}
}

// solveLoop takes the bounds of a loop to get as tight as any, those of choices as tight as
// their inputs allow.
func (d *dependence) solveLoop(members []int32) {
	d.work.reserve(len(d.net.moments))
	for _, m := range members {
		if !d.settled(m) {
			d.reach[m] = shut
		}
	}
	for _, m := range members {
		if d.isChoice(m) && !d.settled(m) {
			d.reach[m] = d.farthest(m)
		}
	}
	for _, m := range members {
		d.work.marks[m] = 0
		d.on[m] = d.sets.union(d.on[m], d.direct(m))
		d.work.queue.push(m)
	}
	for m, ok := d.work.queue.pop(); ok; m, ok = d.work.queue.pop() {
		d.passOn(m)
	}
	for _, m := range members {
		if d.on[m] == 0 {
			d.reach[m] = d.bound[m]
		}
	}
}

// passOn hands what m depends on to the others of its component, once. The marks are the sets
// handed on before.
func (d *dependence) passOn(m int32) {
	if d.isChoice(m) {
		d.on[m] = d.sets.union(d.on[m], d.direct(m))
	}
	if d.on[m] == idSet(d.work.marks[m]) {
		return
	}
	d.work.marks[m] = int32(d.on[m])
	for i, target := range d.net.outputs(d.toward, m) {
		switch {
		case d.parts.of[target] != d.parts.of[m] || d.settled(target):
		case d.isChoice(target):
			d.work.queue.push(target)
		case d.matters(i, m, target, shut):
			d.on[target] = d.sets.union(d.on[target], d.on[m])
			d.work.queue.push(target)
		}
	}
}

// settled reports whether nothing unknown can change the bound of m: it is given, or it has none
// and never will.
func (d *dependence) settled(m int32) bool {
	return d.net.loops[m] || d.net.moments[m].pinned || d.toward == earliestDays && d.never[m]
}

// direct is what m depends on through its inputs.
func (d *dependence) direct(m int32) idSet {
	var set idSet
	if d.settled(m) {
		return set
	}
	farthest := shut
	if d.isChoice(m) {
		farthest = d.farthest(m)
	}
	for i, source := range d.net.inputs(d.toward, m) {
		if d.matters(i, source, m, farthest) {
			set = d.sets.union(set, d.on[source])
		}
	}
	return set
}

// matters reports whether what source depends on can change the bound of target over link i:
// source can get tighter than target is, and is not beyond the farthest that target can reach.
func (d *dependence) matters(i, source, target int32, farthest tightness) bool {
	l := &d.net.links[i]
	return d.on[source] != 0 && !d.cut(l) && !d.net.loops[source] &&
		!(d.toward == earliestDays && d.never[source]) &&
		d.over(l, d.reach[source]) > d.bound[target] && d.carried(l, source) < farthest
}

// farthest is how tight the bound of m can get when all that is unknown comes.
func (d *dependence) farthest(m int32) tightness {
	inputs := d.work.inputs[:0]
	for i, source := range d.net.inputs(d.toward, m) {
		if l := &d.net.links[i]; !d.cut(l) {
			inputs = append(inputs, d.over(l, d.reach[source]))
		}
	}
	d.work.inputs = inputs
	if d.isChoice(m) {
		return nth(inputs, d.needs(m))
	}
	return nth(append(inputs, d.bound[m]), len(inputs)+1)
}
