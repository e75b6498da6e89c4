package possible

// Gates is a network of threshold gates under construction and, after Build, ready to solve.
// A gate of need n opens once n of the gates that feed it have opened; need 0 opens by itself.
type Gates struct {
	need  []int32
	feeds []feed
	first []int32 // after Build: the feeds of gate g go to to[first[g]:first[g+1]]
	to    []int32
	free  []int32 // gates of need 0
}

type feed struct{ from, to int32 }

// Add makes a gate that opens once need of its inputs have, and returns its number.
func (g *Gates) Add(need int) int32 {
	g.need = append(g.need, int32(need))
	return int32(len(g.need) - 1)
}

// AddMany makes n gates of need 0 and returns the number of the first.
func (g *Gates) AddMany(n int) int32 {
	first := int32(len(g.need))
	g.need = append(g.need, make([]int32, n)...)
	return first
}

// Feed lets gate from count towards gate to. It does not raise the need of to.
func (g *Gates) Feed(from, to int32) { g.feeds = append(g.feeds, feed{from, to}) }

// Require is Feed for an input without which to cannot open: it raises the need of to by one.
func (g *Gates) Require(from, to int32) {
	g.need[to]++
	g.Feed(from, to)
}

// Block makes gate never open.
func (g *Gates) Block(gate int32) { g.need[gate] = 1 << 30 }

// Len is the number of gates.
func (g *Gates) Len() int { return len(g.need) }

// Build sorts the feeds by their source (a counting sort); call it once, before Solve.
func (g *Gates) Build() {
	n := len(g.need)
	g.first = make([]int32, n+1)
	for _, f := range g.feeds {
		g.first[f.from+1]++
	}
	for i := range n {
		g.first[i+1] += g.first[i]
	}
	g.to = make([]int32, len(g.feeds))
	next := append([]int32(nil), g.first[:n]...)
	for _, f := range g.feeds {
		g.to[next[f.from]] = f.to
		next[f.from]++
	}
	g.feeds = nil
	g.Refree()
}

// Refree finds anew which gates open by themselves; call it when gates were blocked after Build.
func (g *Gates) Refree() {
	g.free = g.free[:0]
	for i, need := range g.need {
		if need <= 0 {
			g.free = append(g.free, int32(i))
		}
	}
}

// A Solver finds least fixpoints of one network, again and again without new memory.
type Solver struct {
	gates   *Gates
	left    []int32 // inputs still missing
	open    []bool
	queue   []int32
	touched []int32 // gates whose state differs from the beginning, up to its capacity
	all     bool    // there are more than that
	turn    []int32 // by gate, where it is kept: as which it opened
	opened  int32   // how many did
}

// NewSolver prepares a solver; the network must have been built.
func (g *Gates) NewSolver() *Solver {
	return &Solver{
		gates: g,
		left:  append([]int32(nil), g.need...),
		open:  make([]bool, len(g.need)),
		queue: make([]int32, 0, len(g.need)),

		touched: make([]int32, 0, len(g.need)/8+16),
	}
}

// Solve opens every gate that can open when those of need 0 and the given ones are open from
// the start. A gate for which allow is false stays shut; a nil allow allows all.
func (s *Solver) Solve(opened []int32, allow func(int32) bool) {
	s.SolveFrom(s.gates.free, allow)
	s.SolveFrom(opened, allow)
}

// SolveFrom goes on from the present state with the given gates open as well.
func (s *Solver) SolveFrom(opened []int32, allow func(int32) bool) {
	for _, gate := range opened {
		s.push(gate, allow)
	}
	for len(s.queue) > 0 {
		gate := s.queue[len(s.queue)-1]
		s.queue = s.queue[:len(s.queue)-1]
		for _, next := range s.gates.to[s.gates.first[gate]:s.gates.first[gate+1]] {
			s.touch(next)
			if s.left[next]--; s.left[next] == 0 {
				s.push(next, allow)
			}
		}
	}
}

func (s *Solver) push(gate int32, allow func(int32) bool) {
	if s.open[gate] || allow != nil && !allow(gate) {
		return
	}
	s.open[gate] = true
	if s.turn != nil {
		s.turn[gate] = s.opened
		s.opened++
	}
	s.touch(gate)
	s.queue = append(s.queue, gate)
}

// touch notes that the state of a gate is not that of the beginning. Where most are, setting back
// all of them is quicker than keeping a list.
func (s *Solver) touch(gate int32) {
	if len(s.touched) < cap(s.touched) {
		s.touched = append(s.touched, gate)
	} else {
		s.all = true
	}
}

// Open reports whether the gate has opened.
func (s *Solver) Open(gate int32) bool { return s.open[gate] }

// Missing is how many inputs the gate still lacks.
func (s *Solver) Missing(gate int32) int32 { return s.left[gate] }

// Reset undoes what Solve did, in time proportional to it or, where that was much, to the network.
func (s *Solver) Reset() {
	if s.all {
		copy(s.left, s.gates.need)
		clear(s.open)
		s.touched, s.all = s.touched[:0], false
		return
	}
	for _, gate := range s.touched {
		s.left[gate] = s.gates.need[gate]
		s.open[gate] = false
	}
	s.touched = s.touched[:0]
}
