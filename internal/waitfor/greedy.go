package waitfor

import (
	"container/heap"
	"slices"
)

// greedy finds one cut without proof that it is smallest: the smaller of two, one found loop by
// loop where that is quick, the other by letting start, again and again, what lacks the least. It
// then takes back what was not needed, as far as the budget goes.
func (p *puzzle) greedy() Cut {
	cut := p.startByStart()
	if len(cut)*p.gates.Len() < cutBudget {
		if other := p.loopByLoop(); len(other) < len(cut) {
			cut = other
		}
	}
	for i := len(cut) - 1; i >= 0 && p.spent < 3*cutBudget; i-- {
		if shorter := slices.Delete(slices.Clone(cut), i, i+1); p.free(shorter) {
			cut = shorter
		}
	}
	return cut
}

// loopByLoop drops one wait of every loop that still stands until none does. Past the budget it
// drops whatever still stands.
func (p *puzzle) loopByLoop() Cut {
	var cut Cut
	for before := -1; !p.free(cut) && len(cut) > before; {
		before = len(cut)
		for _, loop := range p.certificates() {
			if p.spent < 2*cutBudget && len(loop) > 0 {
				loop = loop[:1]
			}
			for _, drop := range loop {
				cut = p.with(cut, drop)
			}
		}
	}
	return cut
}

// A lineup holds the gates at which guards apply, those that lack the fewest clauses first. What
// stands in it may be out of date: whenever something starts, those that wait for it are put in
// once more.
type lineup []lacking

// A lacking is such a gate and how many of its clauses were not met when it was put in.
type lacking struct{ gate, clauses int32 }

func (l lineup) Len() int      { return len(l) }
func (l lineup) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l lineup) Less(i, j int) bool {
	return l[i].clauses < l[j].clauses || l[i].clauses == l[j].clauses && l[i].gate < l[j].gate
}

// Push puts one in; Pop takes the last one out, as package heap wants it.
func (l *lineup) Push(x any) { *l = append(*l, x.(lacking)) }

// Pop takes out the last one.
func (l *lineup) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

// A starter lets one commitment of a circle, or one joint step, start after the other.
type starter struct {
	*puzzle
	clausesAt map[int32][]int32 // by gate: positions in puzzle.clauses
	waitersOf map[int32][]int32 // by commitment: gates at which something waits for it
	startsAt  map[int32][]int32 // by gate: the commitments that start there
	line      lineup
	seen      map[int32]bool // commitments whose start has been told to those that wait
	cut       Cut
}

// startByStart drops what the next one lacks, the one first that lacks the least: a cut in the
// time that it takes to look at every wait a few times.
func (p *puzzle) startByStart() Cut {
	s := &starter{puzzle: p, clausesAt: map[int32][]int32{}, waitersOf: map[int32][]int32{},
		startsAt: map[int32][]int32{}, seen: map[int32]bool{}}
	p.solver.Reset()
	p.solver.Solve(nil, nil)
	for i, c := range p.clauses {
		s.clausesAt[p.at(c.waiter)] = append(s.clausesAt[p.at(c.waiter)], int32(i))
	}
	for _, w := range p.circle.Waits {
		s.waitersOf[w.Target] = append(s.waitersOf[w.Target], p.at(w.Waiter))
	}
	for _, x := range p.circle.Subjects {
		s.startsAt[p.at(x)] = append(s.startsAt[p.at(x)], x)
	}
	for _, x := range p.circle.Subjects {
		s.put(p.at(x))
	}
	for len(s.line) > 0 {
		if next := heap.Pop(&s.line).(lacking); !p.solver.Open(next.gate) {
			s.start(next.gate)
		}
	}
	slices.SortFunc(s.cut, p.graph.compareDrops)
	return s.cut
}

// put lines a gate up that is not open yet.
func (s *starter) put(gate int32) {
	if s.solver.Open(gate) {
		return
	}
	lacks := int32(0)
	for _, i := range s.clausesAt[gate] {
		if !s.solver.Open(s.clauses[i].gate) {
			lacks++
		}
	}
	heap.Push(&s.line, lacking{gate, lacks})
}

// start drops what the clauses at the gate still need, and tells those that wait.
func (s *starter) start(gate int32) {
	for _, i := range s.clausesAt[gate] {
		c := &s.clauses[i]
		for _, drop := range s.distinct(c.waits) {
			if s.solver.Open(c.gate) {
				break
			}
			s.cut = append(s.cut, drop)
			s.solver.SolveFrom([]int32{s.gateOf[drop]}, nil)
		}
	}
	s.tell(gate)
}

// tell puts those in anew that wait for what has started, and for what that has let start.
func (s *starter) tell(gate int32) {
	for gates := []int32{gate}; len(gates) > 0; {
		last := gates[len(gates)-1]
		gates = gates[:len(gates)-1]
		for _, x := range s.startsAt[last] {
			if s.seen[x] {
				continue
			}
			s.seen[x] = true
			for _, waiter := range s.waitersOf[x] {
				if s.solver.Open(waiter) {
					gates = append(gates, waiter)
				} else {
					s.put(waiter)
				}
			}
		}
	}
}
