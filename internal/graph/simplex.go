package graph

import (
	"cmp"
	"container/heap"
	"math"
)

// span keeps two places apart and pulls them together: at[to]-at[from] is at
// least least, and each unit beyond costs weight.
type span struct {
	from, to int
	least    int
	weight   int
}

// simplex finds places that obey all spans at the least cost, by the network
// simplex method of Gansner, Koutsofios, North and Vo (A technique for drawing
// directed graphs, IEEE TSE 19, 1993). A tree of tight spans holds the places
// together; a tree span whose lengthening would save cost is let go and another
// one made tight. Shifting the part below a tree span changes the cost by the sum
// of its places' pulls, so those sums are all that is kept.
type simplex struct {
	spans  []span
	touch  [][]int // spans at each place
	at     []int
	pull   []int // change of cost when the place moves up by one
	inTree []bool
	parent []int // tree span towards the root, -1 at the root
	order  []int // tree in preorder
	first  []int // number in order
	last   []int // number of the last one below
	sum    []int // pulls of the place and all below
	work   int   // places looked at
}

// solve returns places 0.. that obey all spans. The spans must not form a cycle.
// When solveWork is spent it stops where it is: the places then obey the spans but
// may cost more than needed.
func solve(n int, spans []span) []int {
	if n == 0 {
		return nil
	}
	return newSimplex(n, spans).run()
}

// solveWork bounds the places looked at in one run: about a tenth of a second.
const solveWork = 5_000_000

// run exchanges tree spans until none is worth letting go, and returns the places,
// which stay those of the simplex.
func (s *simplex) run() []int {
	s.work = 0
	s.survey(0)
	for next := 0; s.work < solveWork; {
		leave := s.leaving(&next)
		if leave < 0 {
			break
		}
		s.exchange(leave)
	}
	s.fromZero()
	return s.at
}

// weigh changes the weight of span k, after which the next run begins where the
// last one ended.
func (s *simplex) weigh(k, weight int) {
	e := &s.spans[k]
	s.pull[e.to] += weight - e.weight
	s.pull[e.from] -= weight - e.weight
	e.weight = weight
}

// newSimplex starts with places as low as the spans allow, but for what a tree of
// tight spans asks for. n must not be 0.
func newSimplex(n int, spans []span) *simplex {
	s := &simplex{
		spans:  connected(n, spans),
		touch:  make([][]int, n),
		at:     make([]int, n),
		pull:   make([]int, n),
		parent: make([]int, n),
		first:  make([]int, n),
		last:   make([]int, n),
		sum:    make([]int, n),
		order:  make([]int, n),
	}
	s.inTree = make([]bool, len(s.spans))
	for i, e := range s.spans {
		s.touch[e.from] = append(s.touch[e.from], i)
		s.touch[e.to] = append(s.touch[e.to], i)
		s.pull[e.to] += e.weight
		s.pull[e.from] -= e.weight
	}
	s.settle()
	s.grow()
	s.parent[0] = -1
	return s
}

// connected adds weightless spans from place 0 to every part that the spans leave
// apart from it.
func connected(n int, spans []span) []span {
	all := append([]span(nil), spans...)
	group := newGroups(n)
	for _, e := range spans {
		group.join(e.from, e.to)
	}
	for v := range n {
		if group.of(v) != group.of(0) {
			group.join(0, v)
			all = append(all, span{from: 0, to: v})
		}
	}
	return all
}

// settle gives every place the lowest value its spans allow.
func (s *simplex) settle() {
	waits := make([]int, len(s.at))
	for _, e := range s.spans {
		waits[e.to]++
	}
	var ready []int
	for v, w := range waits {
		if w == 0 {
			ready = append(ready, v)
		}
	}
	for i := 0; i < len(ready); i++ {
		v := ready[i]
		for _, k := range s.touch[v] {
			e := s.spans[k]
			if e.from != v {
				continue
			}
			s.at[e.to] = max(s.at[e.to], s.at[v]+e.least)
			if waits[e.to]--; waits[e.to] == 0 {
				ready = append(ready, e.to)
			}
		}
	}
}

func (s *simplex) slack(k int) int {
	e := s.spans[k]
	return s.at[e.to] - s.at[e.from] - e.least
}

// grow makes a spanning tree of tight spans: it shifts what it has so far until the
// span with the least slack that leads out of it is tight, and takes that in. The
// shift is put down only at the end, so that each step costs little.
func (s *simplex) grow() {
	in := make([]bool, len(s.at))
	var up, down frontier // spans that lead out of the tree upward and downward
	shift := 0
	join := func(v int) {
		in[v] = true
		s.at[v] -= shift
		for _, k := range s.touch[v] {
			switch e := s.spans[k]; {
			case e.from == v && !in[e.to]:
				heap.Push(&up, offer{s.at[e.to] - s.at[v] - e.least, k})
			case e.to == v && !in[e.from]:
				heap.Push(&down, offer{s.at[v] - s.at[e.from] - e.least, k})
			}
		}
	}
	join(0)
	for range len(s.at) - 1 {
		k, by := s.nearest(&up, &down, shift, in)
		shift += by
		s.inTree[k] = true
		if e := s.spans[k]; in[e.from] {
			join(e.to)
		} else {
			join(e.from)
		}
	}
}

// nearest takes the span with the least slack off the frontiers, and says by how
// much the tree must be shifted to make it tight.
func (s *simplex) nearest(up, down *frontier, shift int, in []bool) (k, by int) {
	for _, f := range []*frontier{up, down} {
		for len(*f) > 0 && s.within((*f)[0].span, in) {
			heap.Pop(f)
		}
	}
	rise, fall := math.MaxInt, math.MaxInt
	if len(*up) > 0 {
		rise = (*up)[0].slack - shift
	}
	if len(*down) > 0 {
		fall = (*down)[0].slack + shift
	}
	if rise <= fall {
		return heap.Pop(up).(offer).span, rise
	}
	return heap.Pop(down).(offer).span, -fall
}

func (s *simplex) within(k int, in []bool) bool {
	return in[s.spans[k].from] && in[s.spans[k].to]
}

// offer is a span that leads out of the tree, with its slack before any shift.
type offer struct{ slack, span int }

// frontier is a heap of offers, the least slack first.
type frontier []offer

func (f frontier) Len() int      { return len(f) }
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f frontier) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(f[i].slack, f[j].slack), cmp.Compare(f[i].span, f[j].span)) < 0
}
func (f *frontier) Push(x any) { *f = append(*f, x.(offer)) }
func (f *frontier) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// survey walks the tree below top, which keeps its room in the preorder, and sums
// the pulls below every place.
func (s *simplex) survey(top int) {
	from := s.first[top]
	end := from
	trail := []int{top}
	for len(trail) > 0 {
		v := trail[len(trail)-1]
		trail = trail[:len(trail)-1]
		s.first[v], s.last[v], s.sum[v] = end, end, s.pull[v]
		s.order[end] = v
		end++
		for _, k := range s.touch[v] {
			if s.inTree[k] && k != s.parent[v] {
				w := s.far(k, v)
				s.parent[w] = k
				trail = append(trail, w)
			}
		}
	}
	for i := end - 1; i > from; i-- {
		v := s.order[i]
		up := s.far(s.parent[v], v)
		s.sum[up] += s.sum[v]
		s.last[up] = max(s.last[up], s.last[v])
	}
	s.work += end - from
}

// far is the other end of span k.
func (s *simplex) far(k, v int) int { return s.spans[k].from + s.spans[k].to - v }

// above is the lowest place that has both v and w below it, or is one of them.
func (s *simplex) above(v, w int) int {
	for !s.below(w, v) {
		v = s.far(s.parent[v], v)
		s.work++
	}
	return v
}

func (s *simplex) below(v, top int) bool {
	return s.first[top] <= s.first[v] && s.first[v] <= s.last[top]
}

// leaving returns the place below a tree span that should be let go, or -1. The
// search goes on where the last one ended, so that no span is let go all the time.
func (s *simplex) leaving(next *int) int {
	best, found := 0, -1
	n := len(s.at)
	for i, seen := 0, 0; i < n && seen < 40; i++ {
		s.work++
		v := (*next + i) % n
		if s.parent[v] < 0 {
			continue
		}
		saves := s.sum[v]
		if s.spans[s.parent[v]].to != v {
			saves = -saves
		}
		if saves < 0 {
			seen++
		}
		if saves < best {
			best, found = saves, v
		}
	}
	if found >= 0 {
		*next = found + 1
	}
	return found
}

// exchange lets go of the tree span above v and makes tight the one with the
// least slack that leads the other way between the two sides.
func (s *simplex) exchange(v int) {
	leave := s.parent[v]
	upper := s.spans[leave].to == v // the part below v moves up
	enter, slack := -1, math.MaxInt
	for i := s.first[v]; i <= s.last[v]; i++ {
		for _, k := range s.touch[s.order[i]] {
			e := s.spans[k]
			far := e.to
			if !upper {
				far = e.from
			}
			if far == s.order[i] || s.below(far, v) {
				continue
			}
			if d := s.slack(k); d < slack || d == slack && k < enter {
				enter, slack = k, d
			}
		}
	}
	if enter < 0 {
		s.work = solveWork // nothing holds this side, which no set of spans here allows
		return
	}
	if !upper {
		slack = -slack
	}
	for i := s.first[v]; i <= s.last[v]; i++ {
		s.at[s.order[i]] += slack
	}
	top := s.above(s.spans[enter].from, s.spans[enter].to)
	s.inTree[leave], s.inTree[enter] = false, true
	s.work += s.last[v] - s.first[v]
	s.survey(top)
}

func (s *simplex) fromZero() {
	lowest := s.at[0]
	for _, x := range s.at {
		lowest = min(lowest, x)
	}
	for v := range s.at {
		s.at[v] -= lowest
	}
}

// groups is a union-find structure: which things hang together.
type groups struct{ up []int }

func newGroups(n int) groups {
	g := groups{up: make([]int, n)}
	for i := range g.up {
		g.up[i] = i
	}
	return g
}

func (g groups) of(v int) int {
	for g.up[v] != v {
		g.up[v] = g.up[g.up[v]]
		v = g.up[v]
	}
	return v
}

// join puts a and b into one group, named by its smallest member.
func (g groups) join(a, b int) {
	a, b = g.of(a), g.of(b)
	g.up[max(a, b)] = min(a, b)
}
