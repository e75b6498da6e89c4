package graph

import "slices"

// ShortestCycle returns a shortest cycle whose nodes all lie in within, in the
// order of its edges, beginning with its smallest node and without repeating it
// at the end. Among shortest cycles it is the one that comes first in that
// form. It is nil when within holds no cycle.
//
// A first pass, linear but for a binary search per edge, always finds some cycle
// where there is one. Then a breadth-first search from every node, cut at the
// best length so far, looks for a better one; it may look at budget edges. When
// that is not enough, proven is false and the cycle may not be the shortest.
func ShortestCycle(g *Digraph, within []int32, budget int) (cycle []int32, proven bool) {
	names := slices.Clone(within)
	slices.Sort(names)
	names = slices.Compact(names)
	h := newHunt(induced(g, names))
	h.firstPass()
	if h.best == nil {
		return nil, true
	}
	proven = h.improve(budget)
	for i, v := range h.best {
		h.best[i] = names[v]
	}
	return h.best, proven
}

// induced returns the subgraph of the given nodes (ascending), renumbered in
// their order. Names outside the graph become nodes without edges.
func induced(g *Digraph, names []int32) *Digraph {
	var edges []Edge
	for i, v := range names {
		if v < 0 || int(v) >= g.Len() {
			continue
		}
		for _, w := range g.Out(v) {
			if j, ok := slices.BinarySearch(names, w); ok {
				edges = append(edges, Edge{int32(i), int32(j)})
			}
		}
	}
	return New(len(names), edges)
}

// hunt is the search for a shortest cycle. Every cycle is looked for from its
// smallest node, and only among larger nodes of the same component.
type hunt struct {
	g     *Digraph
	comp  []int32
	best  []int32
	met   []int32 // the round in which a node was last met, so nothing is cleared
	from  []int32
	depth []int32
	queue []int32
	round int32
	work  int // edges looked at
}

func newHunt(g *Digraph) *hunt {
	n := g.Len()
	return &hunt{
		g:     g,
		comp:  ComponentOf(g),
		met:   make([]int32, n),
		from:  make([]int32, n),
		depth: make([]int32, n),
	}
}

// firstPass looks for a shortest cycle through the smallest node of every
// component, which reads each component once.
func (h *hunt) firstPass() {
	done := make([]bool, h.g.Len())
	for v := range int32(h.g.Len()) {
		if c := h.comp[v]; !done[c] {
			done[c] = true
			h.through(v, h.limit(v), h.g.Size()+1)
		}
	}
}

// improve looks for better cycles from every node, as far as budget allows, and
// reports whether it allowed all of it.
func (h *hunt) improve(budget int) bool {
	h.work = 0
	for v := range int32(h.g.Len()) {
		if h.limit(v) == 0 {
			return true
		}
		if !h.through(v, h.limit(v), budget) {
			return false
		}
	}
	return true
}

// limit is the greatest length of a cycle from v that would be better than the
// best: as long if v is smaller, else shorter.
func (h *hunt) limit(v int32) int32 {
	switch {
	case h.best == nil:
		return int32(h.g.Len())
	case v < h.best[0]:
		return int32(len(h.best))
	}
	return int32(len(h.best)) - 1
}

// through looks for a cycle of at most limit nodes of which v is the smallest. As
// successors are met in ascending order, the first one found is the first in
// order too. It returns false when the work exceeds budget.
func (h *hunt) through(v, limit int32, budget int) bool {
	h.round++
	h.meet(v, v, 0)
	for at := 0; at < len(h.queue); at++ {
		u := h.queue[at]
		if h.depth[u]+1 > limit {
			break
		}
		for _, w := range h.g.Out(u) {
			if h.work++; h.work > budget {
				h.queue = h.queue[:0]
				return false
			}
			if w == v {
				h.keep(u)
				h.queue = h.queue[:0]
				return true
			}
			if w > v && h.met[w] != h.round && h.comp[w] == h.comp[v] {
				h.meet(w, u, h.depth[u]+1)
			}
		}
	}
	h.queue = h.queue[:0]
	return true
}

func (h *hunt) meet(w, from, depth int32) {
	h.met[w], h.from[w], h.depth[w] = h.round, from, depth
	h.queue = append(h.queue, w)
}

// keep takes the path that the search found to u as the best cycle.
func (h *hunt) keep(u int32) {
	h.best = h.best[:0]
	for h.from[u] != u {
		h.best = append(h.best, u)
		u = h.from[u]
	}
	h.best = append(h.best, u)
	slices.Reverse(h.best)
}
