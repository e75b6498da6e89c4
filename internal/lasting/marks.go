package lasting

// A set of small numbers.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) has(i int) bool { return s[i/64]>>(i%64)&1 != 0 }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

// join adds all of t and reports whether that was more.
func (s set) join(t set) bool {
	grown := false
	for i := range s {
		if more := t[i] &^ s[i]; more != 0 {
			s[i] |= more
			grown = true
		}
	}
	return grown
}

// marks are what is known of the visited states.
type marks struct {
	commitments int
	can         []set  // by state: which commitments can yet be closed; the last: all at once
	after       []bool // by state: something was suspended or breached before, or is now
}

// leftOpen are the commitments that can never be closed any more from state i on.
func (m *marks) leftOpen(i int) []int32 {
	var open []int32
	for c := range m.commitments {
		if !m.can[i].has(c) {
			open = append(open, int32(c))
		}
	}
	return open
}

// mark works out what is known of the states: what can be closed goes back along the moves, and
// that something went wrong goes forward.
func (e *explorer) mark(contingent []bool) *marks {
	n := len(contingent)
	m := &marks{n, make([]set, len(e.nodes)), make([]bool, len(e.nodes))}
	for i := range e.nodes {
		m.can[i] = newSet(n + 1)
		all := true
		for c := range n {
			if e.world.Closed(e.nodes[i].state, int32(c), contingent[c]) {
				m.can[i].add(c)
			} else {
				all = false
			}
		}
		if all {
			m.can[i].add(n)
		}
		m.after[i] = e.world.Troubled(e.nodes[i].state, e.asked)
	}
	e.goBack(m)
	e.goForward(m)
	return m
}

func (e *explorer) goBack(m *marks) {
	var left []int32
	for i := range e.nodes {
		left = append(left, int32(i))
	}
	for len(left) > 0 {
		i := left[len(left)-1]
		left = left[:len(left)-1]
		for _, before := range e.nodes[i].before {
			if m.can[before].join(m.can[i]) {
				left = append(left, before)
			}
		}
	}
}

func (e *explorer) goForward(m *marks) {
	after := make([][]int32, len(e.nodes))
	var left []int32
	for i := range e.nodes {
		for _, before := range e.nodes[i].before {
			after[before] = append(after[before], int32(i))
		}
		if m.after[i] {
			left = append(left, int32(i))
		}
	}
	for len(left) > 0 {
		i := left[len(left)-1]
		left = left[:len(left)-1]
		for _, next := range after[i] {
			if !m.after[next] {
				m.after[next] = true
				left = append(left, next)
			}
		}
	}
}
