package closure

import (
	"math"
	"slices"
)

// A Set is a founded closed set of nodes.
type Set struct {
	Nodes  []int32 // ascending
	Weight int64
	Upper  int64 // no founded closed set weighs more
	Work   int64 // steps that it took to find
}

// Exact reports whether the set is proven to be heaviest.
func (s *Set) Exact() bool { return s.Upper <= s.Weight }

// Heaviest finds a founded closed set of greatest weight, the empty one included, within a
// budget of steps; a step is about one look at one arc. Of sets that weigh the same it prefers
// one in which nothing is taken without need. It uses a single goroutine.
func (g *Graph) Heaviest(weight []int64, budget int64) Set {
	p, gratis := g.whole(weight)
	s, best := &solver{budget: budget, enough: math.MaxInt64}, Set{Upper: math.MaxInt64}
	for {
		a := s.each(answer{found: true}, []*part{p.copied()}, -1)
		slices.Sort(a.set)
		g.offer(&best, a, gratis, weight)
		if best.Exact() || s.work >= budget || !p.forbid(a.set) {
			break
		}
	}
	best.Work = s.work
	return best
}

// copied is p with prices and flow of its own.
func (p *part) copied() *part {
	q := *p
	q.flow = slices.Clone(p.flow)
	q.choices = slices.Clone(p.choices)
	return &q
}

// offer keeps what of an answer can be taken step by step, if it is the heaviest so far.
func (g *Graph) offer(best *Set, a answer, gratis []bool, weight []int64) {
	allowed := slices.Clone(gratis)
	for _, v := range a.set {
		allowed[v] = true
	}
	nodes, sum := g.Order(allowed), int64(0)
	for _, v := range nodes {
		sum += weight[v]
	}
	if sum > best.Weight || best.Nodes == nil {
		slices.Sort(nodes)
		best.Nodes, best.Weight = nodes, sum
	}
	gain := int64(0)
	for v, free := range gratis {
		if free {
			gain += weight[v]
		}
	}
	best.Upper = min(best.Upper, max(a.upper+gain, best.Weight))
}
