package temporal

// A dependency is a graph in which nodes hang on others.
type dependency interface {
	size() int
	// follow is the i-th node that a node hangs on, none where there is no node for that i;
	// more is false from the i on where no further ones come.
	follow(node, i int32) (next int32, more bool)
}

// components are the strong components of a graph: the largest sets of nodes of which each hangs
// on each other. A component stands after all that it hangs on.
type components struct {
	of    []int32 // by node: its component
	nodes []int32 // component by component
	first []int32 // by component: where its nodes begin; one more at the end
	loop  []bool  // by component: its nodes hang on one another, or one on itself
}

// count is the number of components.
func (c *components) count() int { return len(c.first) - 1 }

// members is the nodes of a component.
func (c *components) members(component int) []int32 {
	return c.nodes[c.first[component]:c.first[component+1]]
}

// A tarjan is the state of the search for strong components (Tarjan, "Depth-first search and
// linear graph algorithms", SIAM Journal on Computing 1, 1972) with a stack of its own, so that
// a long chain cannot exhaust the goroutine's.
type tarjan struct {
	graph   dependency
	found   *components
	entered []int32 // by node: when it was entered, 0: not yet
	lowest  []int32 // by node: the earliest entered one that it leads back to
	clock   int32
	open    []int32 // entered and not yet in a component
	own     []bool  // by node: it hangs on itself
	path    []tarjanStep
}

// A tarjanStep is a node on the current path and how many of its edges have been followed.
type tarjanStep struct {
	node, followed int32
}

// componentsOf finds the strong components of g.
func componentsOf(g dependency) *components {
	size := g.size()
	t := &tarjan{
		graph: g,
		found: &components{
			of:    make([]int32, size),
			nodes: make([]int32, 0, size),
			first: make([]int32, 1, size+1),
		},
		entered: make([]int32, size),
		lowest:  make([]int32, size),
		own:     make([]bool, size),
	}
	for node := range int32(size) {
		if t.entered[node] == 0 {
			t.search(node)
		}
	}
	return t.found
}

func (t *tarjan) search(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		top := &t.path[len(t.path)-1]
		node := top.node
		next, more := t.graph.follow(node, top.followed)
		if !more {
			t.leave(node)
			continue
		}
		top.followed++
		switch {
		case next == none:
		case t.entered[next] == 0:
			t.enter(next)
		case t.found.of[next] == none:
			t.own[node] = t.own[node] || next == node
			t.lowest[node] = min(t.lowest[node], t.entered[next])
		}
	}
}

func (t *tarjan) enter(node int32) {
	t.clock++
	t.entered[node], t.lowest[node] = t.clock, t.clock
	t.found.of[node] = none
	t.open = append(t.open, node)
	t.path = append(t.path, tarjanStep{node: node})
}

// leave ends the search below node, which closes a component where nothing leads further back.
func (t *tarjan) leave(node int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		above := t.path[len(t.path)-1].node
		t.lowest[above] = min(t.lowest[above], t.lowest[node])
	}
	if t.lowest[node] != t.entered[node] {
		return
	}
	component := int32(t.found.count())
	for last := none; last != node; {
		last = t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.found.of[last] = component
		t.found.nodes = append(t.found.nodes, last)
	}
	size := int32(len(t.found.nodes)) - t.found.first[component]
	t.found.first = append(t.found.first, int32(len(t.found.nodes)))
	t.found.loop = append(t.found.loop, size > 1 || t.own[node])
}
