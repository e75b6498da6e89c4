package temporal

import "container/heap"

// settle bounds the members of a component by their waits alone, the smallest day first, so
// that a choice is only ever satisfied by what comes without it (Knuth 1977). What is left over
// waits for itself in a circle and can never come.
func (p *pass) settle(members []int32) {
	component := p.parts.of[members[0]]
	inside, outside := p.inside(component), p.outside(component)
	var ready arrivals
	for _, m := range members {
		p.bound[m] = shut
		if p.net.loops[m] {
			p.bound[m] = open
		}
	}
	for _, m := range members {
		p.work.waiting[m] = p.waitsFor(m, inside)
		p.work.sofar[m] = p.firstBound(m, outside)
		if p.work.waiting[m] == 0 && p.work.sofar[m] != shut {
			ready = append(ready, arrival{p.work.sofar[m], m})
		}
	}
	heap.Init(&ready)
	for len(ready) > 0 {
		next := heap.Pop(&ready).(arrival)
		if p.bound[next.moment] == shut {
			p.bound[next.moment] = next.bound
			p.arrive(next.moment, inside, &ready)
		}
	}
	for _, m := range members {
		p.never[m] = p.bound[m] == shut
	}
}

// waitsFor counts the waits of m on members of its component; a choice waits for none of them
// in particular.
func (p *pass) waitsFor(m int32, inside func(int32) bool) int32 {
	if p.isChoice(m) {
		return 0
	}
	var n int32
	for i, source := range p.net.inputs(p.toward, m) {
		l := &p.net.links[i]
		if p.toward.forward(l) && !l.joint && inside(source) && !p.net.loops[source] {
			n++
		}
	}
	return n
}

// firstBound is the bound of m by what is outside its component and what was learnt before.
func (p *pass) firstBound(m int32, outside func(int32) bool) tightness {
	if p.isChoice(m) {
		return p.choose(m)
	}
	bound := p.gather(m, outside)
	if p.work.known[m] != shut {
		bound = max(bound, p.work.known[m])
	}
	return bound
}

// arrive hands the day of m on to those in the component that wait for it.
func (p *pass) arrive(m int32, inside func(int32) bool, ready *arrivals) {
	for i, target := range p.net.outputs(p.toward, m) {
		l := &p.net.links[i]
		if !p.toward.forward(l) || !inside(target) || p.bound[target] != shut {
			continue
		}
		if p.isChoice(target) {
			if bound := p.choose(target); bound < p.work.sofar[target] {
				p.work.sofar[target] = bound
				heap.Push(ready, arrival{bound, target})
			}
			continue
		}
		p.work.sofar[target] = max(p.work.sofar[target], p.carried(l, m))
		p.work.waiting[target]--
		if p.work.waiting[target] == 0 && p.work.sofar[target] != shut {
			heap.Push(ready, arrival{p.work.sofar[target], target})
		}
	}
}

// An arrival is a moment and the day on which its waits are over.
type arrival struct {
	bound  tightness
	moment int32
}

// arrivals is a heap, the smallest day first.
type arrivals []arrival

func (a arrivals) Len() int { return len(a) }

func (a arrivals) Less(i, j int) bool {
	if a[i].bound != a[j].bound {
		return a[i].bound < a[j].bound
	}
	return a[i].moment < a[j].moment
}

func (a arrivals) Swap(i, j int) { a[i], a[j] = a[j], a[i] }

// Push adds an arrival.
func (a *arrivals) Push(x any) { *a = append(*a, x.(arrival)) }

// Pop takes the last arrival off.
func (a *arrivals) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
