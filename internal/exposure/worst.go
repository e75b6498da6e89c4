package exposure

import (
	"math"

	"lockstep/internal/agreement"
	"lockstep/internal/closure"
)

// A worst is the state in which a party stands most exposed, as far as is known.
type worst struct {
	started, done []bool // by commitment
	assuming      []agreement.Ref
	upper         float64 // no reachable state has more
	exact         bool
	reasons       []string // why it may not be exact
}

// sum is the exposure in the state. Commitments are added up in their order, so that the same
// state always gives the same figure.
func (w *worst) sum(worth []float64) float64 {
	scale := scaleFor(worth)
	total := int64(0)
	for c, done := range w.done {
		if done {
			total += scale.grains(worth[c])
		}
	}
	return scale.figure(total)
}

// worst finds the worst state: a heaviest closed set of the web and, where something in it is
// not monotone, a story that leads there.
func (s *study) worst(worth []float64) worst {
	scale := scaleFor(worth)
	set, weight := s.web.heaviest(worth, scale, s.opt.Budget)
	w := s.web.state(set.Nodes, weight)
	w.upper, w.exact = scale.figure(set.Upper), set.Exact()
	if !w.exact {
		w.reasons = append(w.reasons, reasonBudget(s.opt.Budget))
	}
	doubted := s.web.doubted(w.started)
	if doubted == 0 {
		return w
	}
	return s.rehearse(w, worth, doubted)
}

// weights are what each node adds, in grains of the scale.
func (w *web) weights(worth []float64, scale scale) []int64 {
	weight := make([]int64, w.graph.Len())
	for c, x := range worth {
		if x != 0 {
			weight[w.done[c]] = scale.grains(x)
		}
	}
	return weight
}

// heaviest finds the heaviest closed set, worth being counted in whole grains of the scale.
func (w *web) heaviest(worth []float64, scale scale, budget int64) (closure.Set, []int64) {
	weight := w.weights(worth, scale)
	set := w.graph.Heaviest(weight, budget)
	set.Nodes = w.graph.Trim(set.Nodes, weight, w.isLate)
	return set, weight
}

// state is what a set of nodes means: what has started, what is done, what it needs of the world.
func (w *web) state(nodes []int32, weight []int64) worst {
	in := make([]bool, w.graph.Len())
	for _, v := range nodes {
		in[v] = true
	}
	n := len(w.started)
	state := worst{started: make([]bool, n), done: make([]bool, n)}
	for c := range n {
		continuing := w.agreement.Commitments[c].IsContinuing()
		state.started[c] = in[w.started[c]] || in[w.done[c]]
		state.done[c] = in[w.done[c]] && !continuing
	}
	for g, members := range w.groups {
		for _, c := range members {
			state.started[c] = state.started[c] || in[w.joint+int32(g)]
		}
	}
	for v := w.first[agreement.KindClock]; v < w.joint; v++ {
		if in[v] && w.isLate(v) {
			state.assuming = append(state.assuming, w.world(v))
		}
	}
	return state
}

// doubted are the doubts about what has started.
func (w *web) doubted(started []bool) doubt {
	all := doubt(0)
	for c, d := range w.doubts {
		if started[c] {
			all |= d
		}
	}
	return all
}

// A scale counts weights in whole grains: figures with up to nine decimals exactly, others to
// about a billionth of their sum.
type scale struct{ per float64 }

const mostGrains = 1 << 44

func scaleFor(worth []float64) scale {
	sum := 0.0
	for _, x := range worth {
		sum += math.Abs(x)
	}
	for per := 1.0; per <= 1e9 && sum*per < mostGrains; per *= 10 {
		if isWhole(worth, per) {
			return scale{per}
		}
	}
	return scale{math.Exp2(math.Floor(math.Log2(mostGrains / max(sum, 1e-300))))}
}

func isWhole(worth []float64, per float64) bool {
	for _, x := range worth {
		if d := math.Abs(x*per - math.Round(x*per)); d > 1e-9*max(1, math.Abs(x*per)) {
			return false
		}
	}
	return true
}

func (s scale) grains(x float64) int64 { return int64(math.Round(x * s.per)) }

// below is the largest number of grains that is no more than a limit, which need not be whole.
func (s scale) below(limit float64) int64 { return int64(math.Floor(limit*s.per + slip)) }

func (s scale) figure(grains int64) float64 { return float64(grains) / s.per }
