package temporal

import (
	"container/heap"
	"slices"
)

// settle bounds the members of a component by their waits alone, the smallest day first, so
// that a choice is only ever satisfied by what comes without it (Knuth 1977). What is left over
// waits for itself in a circle and can never come.
func (p *pass) settle(members []int32) {
	s := &settling{pass: p, component: p.parts.of[members[0]]}
	for _, m := range members {
		p.bound[m] = shut
		if p.net.loops[m] {
			p.bound[m] = open
		}
	}
	p.work.outside = p.work.outside[:0]
	for _, m := range members {
		s.prepare(m)
	}
	for len(s.ready) > 0 {
		next := heap.Pop(&s.ready).(arrival)
		if p.bound[next.moment] == shut {
			p.bound[next.moment] = next.bound
			s.arrive(next.moment)
		}
	}
	for _, m := range members {
		p.never[m] = p.bound[m] == shut
	}
}

// A settling is the state of settle.
type settling struct {
	*pass
	component int32
	ready     arrivals
}

// comes reports whether source will arrive in this settling: it is a member, and not left
// without a bound by a contradiction.
func (s *settling) comes(source int32) bool {
	return s.parts.of[source] == s.component && !s.net.loops[source]
}

// prepare notes what m waits for.
func (s *settling) prepare(m int32) {
	if s.isChoice(m) {
		s.prepareChoice(m)
		return
	}
	s.work.waiting[m] = 0
	for i, source := range s.net.inputs(s.toward, m) {
		l := &s.net.links[i]
		if s.toward.forward(l) && !l.joint && s.comes(source) {
			s.work.waiting[m]++
		}
	}
	bound := s.gather(m, func(source int32) bool { return s.parts.of[source] != s.component })
	if s.work.known[m] != shut {
		bound = max(bound, s.work.known[m])
	}
	s.work.sofar[m] = bound
	if s.work.waiting[m] == 0 {
		s.offer(m, bound)
	}
}

// prepareChoice notes how many members a choice waits for and, sorted, the bounds of what has
// come to it without them.
func (s *settling) prepareChoice(m int32) {
	first := int32(len(s.work.outside))
	for i, source := range s.net.inputs(s.toward, m) {
		if !s.comes(source) {
			s.work.outside = append(s.work.outside, s.carried(&s.net.links[i], source))
		}
	}
	slices.Sort(s.work.outside[first:])
	s.work.first[m], s.work.last[m] = first, int32(len(s.work.outside))
	s.work.waiting[m] = s.net.moments[m].need
	s.work.sofar[m] = shut
	s.offerChoice(m, open)
}

// offerChoice offers a choice the day on which enough has come to it, after those of its members
// that came until now, and of the rest the first ones that come from outside.
func (s *settling) offerChoice(m int32, now tightness) {
	missing := s.work.waiting[m]
	rest := s.work.outside[s.work.first[m]:s.work.last[m]]
	bound := now
	if missing > 0 {
		bound = max(now, nthSorted(rest, int(missing)))
	}
	if bound < s.work.sofar[m] {
		s.work.sofar[m] = bound
		s.offer(m, bound)
	}
}

// nthSorted is the n-th of sorted bounds, shut where there are fewer.
func nthSorted(bounds []tightness, n int) tightness {
	if n > len(bounds) {
		return shut
	}
	return bounds[n-1]
}

// offer notes the day on which the waits of m are over.
func (s *settling) offer(m int32, bound tightness) {
	if bound != shut {
		heap.Push(&s.ready, arrival{bound, m})
	}
}

// arrive hands the day of m on to those in the component that wait for it.
func (s *settling) arrive(m int32) {
	for i, target := range s.net.outputs(s.toward, m) {
		l := &s.net.links[i]
		if !s.toward.forward(l) || l.joint || !s.comes(target) || s.bound[target] != shut {
			continue
		}
		s.work.waiting[target]--
		if s.isChoice(target) {
			s.offerChoice(target, s.bound[m])
			continue
		}
		s.work.sofar[target] = max(s.work.sofar[target], s.carried(l, m))
		if s.work.waiting[target] == 0 {
			s.offer(target, s.work.sofar[target])
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
