package closure

import "slices"

// A Graph says what must be taken along when something is taken. Nodes are numbered from 0.
// Build it once; afterwards any number of callers may ask it at the same time.
type Graph struct {
	n       int
	tail    []int32 // arc k: tail[k] needs head[k]
	head    []int32
	choices []choice

	users   rows // per node: the arcs that need it
	offers  rows // per node: the choices that it is among, as often as it is
	chooses rows // per node: its choices
	reach   []bool
}

// A choice says that node of needs a number of the nodes among at least, of which one can be
// named more than once. Price is what a unit of it costs in the relaxation, in grains.
type choice struct {
	of, need int32
	among    []int32
	price    int64
}

// AddMany makes n nodes and returns the number of the first.
func (g *Graph) AddMany(n int) int32 {
	first := g.n
	g.n += n
	return int32(first)
}

// Len is the number of nodes.
func (g *Graph) Len() int { return g.n }

// Need makes node need another one.
func (g *Graph) Need(node, other int32) {
	g.tail, g.head = append(g.tail, node), append(g.head, other)
}

// NeedSome makes node need k at least of among. All of them, or one of one, are plain needs; a
// k that among cannot give keeps the node out for good.
func (g *Graph) NeedSome(node int32, k int, among []int32) {
	among = slices.Clone(among)
	slices.Sort(among)
	if k == 1 {
		among = slices.Compact(among)
	}
	switch {
	case k <= 0:
	case k == len(among):
		for _, other := range slices.Compact(among) {
			g.Need(node, other)
		}
	default:
		g.choices = append(g.choices, choice{of: node, need: int32(k), among: among})
	}
}

// Build ends the making of the graph. What follows from the needs as they stand is added to
// them, which changes no founded set and makes every search shorter.
func (g *Graph) Build() {
	p := part{id: make([]int32, g.n), tail: g.tail, head: g.head, choices: g.choices,
		flow: make([]int64, len(g.tail))}
	p.straighten()
	p.shareNeeds()
	g.tail, g.head, g.choices = p.tail, p.head, p.choices
	g.index()
	g.reach = g.Founded(nil)
}

func (g *Graph) index() {
	g.users = rowsOf(g.n, len(g.head), func(k int) int32 { return g.head[k] })
	g.chooses = rowsOf(g.n, len(g.choices), func(k int) int32 { return g.choices[k].of })
	g.offers = offersOf(g.n, g.choices)
}

// rows are lists of numbers, one list for every node, in one flat array.
type rows struct{ first, list []int32 }

func (r *rows) of(node int32) []int32 { return r.list[r.first[node]:r.first[node+1]] }

// rowsOf puts the numbers 0 to m-1 into the rows of the nodes that nodeOf says, by counting.
func rowsOf(n, m int, nodeOf func(int) int32) rows {
	r := rows{make([]int32, n+1), make([]int32, m)}
	for k := range m {
		r.first[nodeOf(k)+1]++
	}
	next := r.sum()
	for k := range m {
		node := nodeOf(k)
		r.list[next[node]] = int32(k)
		next[node]++
	}
	return r
}

// sum turns counts into offsets and returns a copy of them to fill the rows by.
func (r *rows) sum() []int32 {
	for v := 1; v < len(r.first); v++ {
		r.first[v] += r.first[v-1]
	}
	return slices.Clone(r.first)
}

// offersOf are, per node, the choices that it is among.
func offersOf(n int, choices []choice) rows {
	r := rows{first: make([]int32, n+1)}
	for _, c := range choices {
		for _, v := range c.among {
			r.first[v+1]++
		}
	}
	next := r.sum()
	r.list = make([]int32, r.first[n])
	for k, c := range choices {
		for _, v := range c.among {
			r.list[next[v]] = int32(k)
			next[v]++
		}
	}
	return r
}

// Founded reports of every node whether it can be taken step by step, using only nodes for which
// allowed is true; a nil allowed allows all. Linear time.
func (g *Graph) Founded(allowed []bool) []bool {
	in := make([]bool, g.n)
	for _, v := range g.Order(allowed) {
		in[v] = true
	}
	return in
}

// Order lists the nodes that can be taken step by step, using only nodes for which allowed is
// true (nil: all), each after what it needs.
func (g *Graph) Order(allowed []bool) []int32 {
	order := make([]int32, 0, g.n)
	ready := func(v int32) {
		if allowed == nil || allowed[v] {
			order = append(order, v)
		}
	}
	f := g.begin(ready)
	for i := 0; i < len(order); i++ {
		f.take(order[i], ready)
	}
	return order
}

// OrderBy is Order in which, of the nodes that can be taken next, the one of the lowest rank is,
// and of equal ones the one of the lowest number.
func (g *Graph) OrderBy(rank []int64, allowed []bool) []int32 {
	next := &heap{rank: rank}
	ready := func(v int32) {
		if allowed == nil || allowed[v] {
			next.push(v)
		}
	}
	f, order := g.begin(ready), make([]int32, 0, g.n)
	for len(next.nodes) > 0 {
		v := next.pop()
		order = append(order, v)
		f.take(v, ready)
	}
	return order
}

// A frontier counts what nodes and choices still lack.
type frontier struct {
	graph      *Graph
	left, need []int32
}

// begin calls ready for the nodes that lack nothing from the beginning.
func (g *Graph) begin(ready func(int32)) *frontier {
	f := &frontier{graph: g}
	f.left, f.need = g.missing()
	for v, left := range f.left {
		if left == 0 {
			ready(int32(v))
		}
	}
	return f
}

// take takes v and calls ready for the nodes that lack nothing any more.
func (f *frontier) take(v int32, ready func(int32)) {
	g := f.graph
	for _, k := range g.users.of(v) {
		f.provide(g.tail[k], ready)
	}
	for _, k := range g.offers.of(v) {
		if f.need[k]--; f.need[k] == 0 {
			f.provide(g.choices[k].of, ready)
		}
	}
}

func (f *frontier) provide(v int32, ready func(int32)) {
	if f.left[v]--; f.left[v] == 0 {
		ready(v)
	}
}

// missing counts what every node and every choice lacks in the beginning.
func (g *Graph) missing() (left, need []int32) {
	left, need = make([]int32, g.n), make([]int32, len(g.choices))
	for _, v := range g.tail {
		left[v]++
	}
	for k := range g.choices {
		left[g.choices[k].of]++
		need[k] = g.choices[k].need
	}
	return left, need
}

// Reaches reports whether the node can be taken at all.
func (g *Graph) Reaches(node int32) bool { return g.reach[node] }
