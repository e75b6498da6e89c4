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
	nodes []visit
	comp  []int32
	open  []int32 // discovered, component not yet known
	trail []int32 // from the root of the search to the node at hand
	clock int32
	count int32
}

// visit is what the search knows of one node; kept together, since it is read
// together and a million nodes do not fit a cache.
type visit struct {
	seen   int32 // order of discovery, from 1; 0 is undiscovered
	low    int32 // earliest discovery that is reached from here and still open
	next   int32 // offset of the next edge to follow
	closed bool  // the component is known
}

func number(g *Digraph) (comp []int32, count int32) {
	n := g.Len()
	s := &search{g: g, nodes: make([]visit, n), comp: make([]int32, n)}
	for v := range int32(n) {
		if s.nodes[v].seen == 0 {
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
	s.nodes[v] = visit{seen: s.clock, low: s.clock, next: s.g.start[v]}
	s.open = append(s.open, v)
	s.trail = append(s.trail, v)
}

// step follows edges of the node at hand until one leads to a new node, or
// leaves the node when there is none.
func (s *search) step() {
	v := s.trail[len(s.trail)-1]
	at, end := &s.nodes[v], s.g.start[v+1]
	for at.next < end {
		w := s.g.heads[at.next]
		at.next++
		switch to := &s.nodes[w]; {
		case to.seen == 0:
			s.enter(w)
			return
		case !to.closed:
			at.low = min(at.low, to.seen)
		}
	}
	s.leave(v)
}

func (s *search) leave(v int32) {
	s.trail = s.trail[:len(s.trail)-1]
	at := &s.nodes[v]
	if len(s.trail) > 0 {
		up := &s.nodes[s.trail[len(s.trail)-1]]
		up.low = min(up.low, at.low)
	}
	if at.low != at.seen {
		return
	}
	for {
		w := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.comp[w] = s.count
		s.nodes[w].closed = true
		if w == v {
			break
		}
	}
	s.count++
}
