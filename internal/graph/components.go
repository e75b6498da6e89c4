package graph

// Components returns the strongly connected components that hold a cycle: those
// of more than one node and single nodes with a self-loop. Members are in
// ascending order, components by their smallest member. Linear time.
func Components(g *Digraph) [][]int32 {
	comp, count := number(g)
	size := make([]int32, count)
	for _, c := range comp {
		size[c]++
	}
	cyclic := func(v int32) bool { return size[comp[v]] > 1 || g.Has(v, v) }
	total := 0
	for v := range int32(len(comp)) {
		if cyclic(v) {
			total++
		}
	}
	return gather(comp, size, cyclic, make([]int32, 0, total))
}

// gather lists the members of the components whose nodes are wanted. All lists
// share the room given, which must hold every wanted node.
func gather(comp, size []int32, wanted func(int32) bool, room []int32) [][]int32 {
	var lists [][]int32
	place := make([]int32, len(size)) // list number + 1 of a component met before
	for v := range int32(len(comp)) {
		if !wanted(v) {
			continue
		}
		c := comp[v]
		if place[c] == 0 {
			from := len(room)
			room = room[:from+int(size[c])]
			lists = append(lists, room[from:from:len(room)])
			place[c] = int32(len(lists))
		}
		at := place[c] - 1
		lists[at] = append(lists[at], v)
	}
	return lists
}

// ComponentOf returns for every node the number of its strongly connected
// component. Numbers run from 0 in reverse topological order: an edge between
// two components leads from the higher number to the lower.
func ComponentOf(g *Digraph) []int32 {
	comp, _ := number(g)
	return comp
}

// search is the state of Tarjan's algorithm (Depth-first search and linear graph
// algorithms, SIAM J. Comput. 1, 1972), with the recursion kept in trail.
type search struct {
	g     *Digraph
	seen  []int32 // order of discovery, from 1; 0 is undiscovered
	low   []int32
	next  []int32 // offset of the next edge to follow
	comp  []int32
	open  []int32 // discovered, component not yet known
	trail []int32 // from the root of the search to the node at hand
	clock int32
	count int32
}

func number(g *Digraph) (comp []int32, count int32) {
	n := g.Len()
	s := &search{
		g:    g,
		seen: make([]int32, n),
		low:  make([]int32, n),
		next: make([]int32, n),
		comp: make([]int32, n),
	}
	for v := range int32(n) {
		if s.seen[v] == 0 {
			s.enter(v)
			for len(s.trail) > 0 {
				s.step()
			}
		}
	}
	return s.comp, s.count
}

func (s *search) enter(v int32) {
	s.clock++
	s.seen[v], s.low[v] = s.clock, s.clock
	s.next[v] = s.g.start[v]
	s.comp[v] = -1
	s.open = append(s.open, v)
	s.trail = append(s.trail, v)
}

// step follows edges of the node at hand until one leads to a new node, or
// leaves the node when there is none.
func (s *search) step() {
	v := s.trail[len(s.trail)-1]
	for s.next[v] < s.g.start[v+1] {
		w := s.g.heads[s.next[v]]
		s.next[v]++
		if s.seen[w] == 0 {
			s.enter(w)
			return
		}
		if s.comp[w] < 0 {
			s.low[v] = min(s.low[v], s.seen[w])
		}
	}
	s.leave(v)
}

func (s *search) leave(v int32) {
	s.trail = s.trail[:len(s.trail)-1]
	if len(s.trail) > 0 {
		up := s.trail[len(s.trail)-1]
		s.low[up] = min(s.low[up], s.low[v])
	}
	if s.low[v] != s.seen[v] {
		return
	}
	for {
		w := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.comp[w] = s.count
		if w == v {
			break
		}
	}
	s.count++
}
