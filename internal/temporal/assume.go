package temporal

// assumptions is, by moment, the set of unknown moments that the bound of the pass depends on.
// It is nil where nothing is unknown.
func (p *pass) assumptions(sets *idSets) []idSet {
	depend := make([]idSet, len(p.net.moments))
	if len(sets.ids) == 0 {
		return depend
	}
	d := &dependence{pass: p, sets: sets, depend: depend}
	for m := range p.net.moments {
		depend[m] = p.net.moments[m].assumes
	}
	p.eachComponent(d.solve)
	return depend
}

// A dependence works out what the bounds of a pass depend on.
type dependence struct {
	*pass
	sets   *idSets
	depend []idSet
}

func (d *dependence) solve(members []int32) {
	for _, m := range members {
		d.depend[m] = d.sets.union(d.depend[m], d.direct(m))
	}
	if len(members) == 1 {
		return
	}
	d.work.make(len(d.net.moments))
	for _, m := range members {
		d.work.queue.push(m)
	}
	for m, ok := d.work.queue.pop(); ok; m, ok = d.work.queue.pop() {
		d.passOn(m)
	}
}

// passOn hands what m depends on to the others of its component.
func (d *dependence) passOn(m int32) {
	for i, target := range d.net.outputs(d.toward, m) {
		if d.parts.of[target] != d.parts.of[m] {
			continue
		}
		set := d.depend[target]
		switch {
		case d.settled(target):
		case d.isChoice(target):
			set = d.sets.union(set, d.direct(target))
		case d.counts(i, m):
			set = d.sets.union(set, d.depend[m])
		}
		if set != d.depend[target] {
			d.depend[target] = set
			d.work.queue.push(target)
		}
	}
}

// settled reports whether nothing unknown can change the bound of m any more: it has none to
// begin with, or is given.
func (d *dependence) settled(m int32) bool {
	return d.net.loops[m] || d.net.moments[m].pinned || d.toward == earliestDays && d.never[m]
}

// counts reports whether a bound comes over link i from source.
func (d *dependence) counts(i, source int32) bool {
	l := &d.net.links[i]
	return !d.cut(l) && !d.net.loops[source] &&
		!(d.toward == earliestDays && d.never[source])
}

// direct is what m depends on through its inputs.
func (d *dependence) direct(m int32) idSet {
	var set idSet
	if d.settled(m) {
		return set
	}
	least := shut
	if d.isChoice(m) {
		least = d.certainly(m)
	}
	for i, source := range d.net.inputs(d.toward, m) {
		if d.depend[source] == 0 || !d.counts(i, source) {
			continue
		}
		if !d.isChoice(m) || d.carried(&d.net.links[i], source) < least {
			set = d.sets.union(set, d.depend[source])
		}
	}
	return set
}

// certainly is the bound of a choice when all that is unknown comes as late as can be: inputs
// at or beyond it can make no difference.
func (d *dependence) certainly(m int32) tightness {
	inputs := d.work.inputs[:0]
	for i, source := range d.net.inputs(d.toward, m) {
		if d.depend[source] == 0 && d.toward.forward(&d.net.links[i]) {
			inputs = append(inputs, d.carried(&d.net.links[i], source))
		}
	}
	d.work.inputs = inputs
	return nth(inputs, d.needs(m))
}
