// Package graph holds directed graphs over the nodes 0 to n-1, and what Lockstep
// asks of them: which nodes go round in circles, by which shortest cycle, and
// where to put them on a page.
//
// A [Digraph] is built once and never changes. Its edges lie in two flat arrays
// (compressed sparse rows), the successors of every node in ascending order, so
// the order in which edges were handed over never shows in an answer, and a
// million nodes cost two allocations. Nothing here recurses: a chain of a
// million nodes is as safe as a short one.
//
// The package knows nothing of agreements. It refuses to name nodes, to weigh
// edges and to draw: names and meaning belong to the callers, ink to package
// draw. Edges that leave the range of the nodes are left out, not reported,
// since only the caller knows what they meant.
package graph

import "slices"

// Edge is an arrow between two nodes.
type Edge struct{ From, To int32 }

// Digraph is a directed graph in compressed sparse rows. Parallel edges and
// self-loops are kept. The zero value is the graph without nodes.
type Digraph struct {
	start []int32 // start[v] to start[v+1] bounds the successors of v
	heads []int32
}

// New builds the graph of the nodes 0 to n-1 and the given edges by two counting
// sorts, in time linear in nodes and edges. Edges with an end outside that range
// are left out; a negative n counts as 0.
func New(n int, edges []Edge) *Digraph {
	n = max(n, 0)
	byHead := &Digraph{start: make([]int32, n+1)}
	inside := func(e Edge) bool {
		return e.From >= 0 && int(e.From) < n && e.To >= 0 && int(e.To) < n
	}
	for _, e := range edges {
		if inside(e) {
			byHead.start[e.To+1]++
		}
	}
	next := byHead.sumStarts()
	byHead.heads = make([]int32, byHead.start[n])
	for _, e := range edges {
		if inside(e) {
			byHead.heads[next[e.To]] = e.From
			next[e.To]++
		}
	}
	return byHead.Reverse()
}

// sumStarts turns counts in start[v+1] into offsets and returns a copy of them
// to fill the rows by.
func (g *Digraph) sumStarts() []int32 {
	for v := 1; v < len(g.start); v++ {
		g.start[v] += g.start[v-1]
	}
	return slices.Clone(g.start)
}

// Len returns the number of nodes.
func (g *Digraph) Len() int { return max(len(g.start)-1, 0) }

// Size returns the number of edges, parallel ones counted each.
func (g *Digraph) Size() int { return len(g.heads) }

// Out returns the successors of v in ascending order. The slice is part of the
// graph and must not be changed.
func (g *Digraph) Out(v int32) []int32 {
	return g.heads[g.start[v]:g.start[v+1]]
}

// First returns the number of the first edge out of v, where edges are numbered
// by their tail and then by their head: edge First(v)+i runs from v to Out(v)[i].
func (g *Digraph) First(v int32) int { return int(g.start[v]) }

// Edges returns all edges, ordered by tail and then by head.
func (g *Digraph) Edges() []Edge {
	all := make([]Edge, 0, g.Size())
	for v := range int32(g.Len()) {
		for _, w := range g.Out(v) {
			all = append(all, Edge{v, w})
		}
	}
	return all
}

// Has reports whether there is an edge from v to w, by binary search.
func (g *Digraph) Has(v, w int32) bool {
	_, found := slices.BinarySearch(g.Out(v), w)
	return found
}

// Reverse returns the graph with every edge turned round.
func (g *Digraph) Reverse() *Digraph {
	r := &Digraph{start: make([]int32, g.Len()+1), heads: make([]int32, len(g.heads))}
	for _, w := range g.heads {
		r.start[w+1]++
	}
	next := r.sumStarts()
	for v := range int32(g.Len()) {
		for _, w := range g.Out(v) {
			r.heads[next[w]] = v
			next[w]++
		}
	}
	return r
}
