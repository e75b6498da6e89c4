package temporal

// components are the strong components of a network: the largest sets of moments of which each
// can push the bounds of each other. They are ordered so that earliest days only ever go from a
// component to those after it; latest days go the other way.
type components struct {
	of      []int32 // by moment: its component
	moments []int32 // component by component
	first   []int32 // by component: where its moments begin; one more at the end
}

// members is the moments of a component.
func (c *components) members(component int32) []int32 {
	return c.moments[c.first[component]:c.first[component+1]]
}

// A tarjan is the state of the search for strong components (Tarjan, "Depth-first search and
// linear graph algorithms", SIAM Journal on Computing 1, 1972) with a stack of its own, so that
// a long chain cannot exhaust the goroutine's.
type tarjan struct {
	net      *network
	found    *components
	entered  []int32 // by moment: when it was entered, 0: not yet
	lowest   []int32 // by moment: the earliest entered one that it leads back to
	clock    int32
	open     []int32 // entered and not yet in a component
	path     []tarjanStep
	complete int32 // components found
}

// A tarjanStep is a moment on the current path and how many of its links have been followed.
type tarjanStep struct {
	moment, followed int32
}

// components finds the strong components of n.
func (n *network) components() *components {
	size := len(n.moments)
	t := &tarjan{
		net: n,
		found: &components{
			of:      make([]int32, size),
			moments: make([]int32, 0, size),
			first:   make([]int32, 0, size+1),
		},
		entered: make([]int32, size),
		lowest:  make([]int32, size),
	}
	for m := range int32(size) {
		if t.entered[m] == 0 {
			t.search(m)
		}
	}
	t.found.first = append(t.found.first, int32(size))
	return t.found
}

func (t *tarjan) search(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		top := &t.path[len(t.path)-1]
		m := top.moment
		next, more := t.follow(m, top.followed)
		if !more {
			t.leave(m)
			continue
		}
		top.followed++
		switch {
		case next < 0:
		case t.entered[next] == 0:
			t.enter(next)
		case t.found.of[next] < 0:
			t.lowest[m] = min(t.lowest[m], t.entered[next])
		}
	}
}

func (t *tarjan) enter(m int32) {
	t.clock++
	t.entered[m], t.lowest[m] = t.clock, t.clock
	t.found.of[m] = -1
	t.open = append(t.open, m)
	t.path = append(t.path, tarjanStep{moment: m})
}

// leave ends the search below m, which closes a component where nothing leads further back.
func (t *tarjan) leave(m int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		above := t.path[len(t.path)-1].moment
		t.lowest[above] = min(t.lowest[above], t.lowest[m])
	}
	if t.lowest[m] != t.entered[m] {
		return
	}
	t.found.first = append(t.found.first, int32(len(t.found.moments)))
	for {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.found.of[last] = t.complete
		t.found.moments = append(t.found.moments, last)
		if last == m {
			break
		}
	}
	t.complete++
}

// follow is the moment that the i-th link of m leads to, backwards in the direction of earliest
// days, since components are closed in the opposite order; -1 where that link is none of them.
func (t *tarjan) follow(m, i int32) (next int32, more bool) {
	into := t.net.into.at(m)
	if int(i) < len(into) {
		if l := &t.net.links[into[i]]; !l.deadline {
			return l.from, true
		}
		return -1, true
	}
	i -= int32(len(into))
	out := t.net.out.at(m)
	if int(i) >= len(out) {
		return 0, false
	}
	if l := &t.net.links[out[i]]; l.deadline && !t.net.moments[m].pinned {
		return l.to, true
	}
	return -1, true
}
