package graph

import (
	"cmp"
	"slices"
)

// sequence puts the nodes in an order that few edges lead against. Edges that lie
// on no cycle all lead forward; within a component the order is that of Eades, Lin
// and Smyth (A fast and effective heuristic for the feedback arc set problem, Inf.
// Process. Lett. 47, 1993). The result is the place of each node in the order.
func sequence(g *Digraph) []int {
	comp := ComponentOf(g)
	rank := newRanking(g, comp).run()
	nodes := make([]int, g.Len())
	for v := range nodes {
		nodes[v] = v
	}
	slices.SortFunc(nodes, func(a, b int) int {
		return cmp.Or(cmp.Compare(comp[b], comp[a]), cmp.Compare(rank[a], rank[b]))
	})
	place := make([]int, g.Len())
	for i, v := range nodes {
		place[v] = i
	}
	return place
}

// ranking takes nodes away one by one: sinks to the end, sources to the front, and
// when there is neither, the node with the most edges out over edges in.
type ranking struct {
	out, in   *Digraph
	comp      []int32
	outs, ins []int // edges to and from nodes still there
	rank      []int
	gone      []bool
	ends      []int32 // sources and sinks not yet taken
	head      int
	tail      int
}

func newRanking(g *Digraph, comp []int32) *ranking {
	n := g.Len()
	r := &ranking{
		out:  g,
		in:   g.Reverse(),
		comp: comp,
		outs: make([]int, n),
		ins:  make([]int, n),
		rank: make([]int, n),
		gone: make([]bool, n),
		tail: n - 1,
	}
	for _, e := range g.Edges() {
		if comp[e.From] == comp[e.To] && e.From != e.To {
			r.outs[e.From]++
			r.ins[e.To]++
		}
	}
	return r
}

func (r *ranking) run() []int {
	for v := range int32(len(r.rank)) {
		if r.outs[v] == 0 || r.ins[v] == 0 {
			r.ends = append(r.ends, v)
		}
	}
	for r.head <= r.tail {
		if v := r.next(); !r.gone[v] {
			r.take(v)
		}
	}
	return r.rank
}

func (r *ranking) next() int32 {
	if len(r.ends) > 0 {
		v := r.ends[0]
		r.ends = r.ends[1:]
		return v
	}
	best := int32(-1)
	for v := range int32(len(r.rank)) {
		if !r.gone[v] && (best < 0 || r.outs[v]-r.ins[v] > r.outs[best]-r.ins[best]) {
			best = v
		}
	}
	return best
}

func (r *ranking) take(v int32) {
	r.gone[v] = true
	if r.outs[v] == 0 && r.ins[v] > 0 {
		r.rank[v] = r.tail
		r.tail--
	} else {
		r.rank[v] = r.head
		r.head++
	}
	r.forget(v, r.out, r.ins)
	r.forget(v, r.in, r.outs)
}

// forget takes v off the counts of its neighbours in g.
func (r *ranking) forget(v int32, g *Digraph, count []int) {
	for _, w := range g.Out(v) {
		if w == v || r.gone[w] || r.comp[w] != r.comp[v] {
			continue
		}
		if count[w]--; count[w] == 0 {
			r.ends = append(r.ends, w)
		}
	}
}
