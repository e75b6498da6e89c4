package possible

import "lockstep/internal/agreement"

// A Within finds what some commitments can do among themselves, again and again for other sets
// of them, each time at the cost of that set and of the clocks, conditions, decisions and issues
// alone.
type Within struct {
	net     *Net
	solver  *Solver
	free    []int32 // gates of need 0 that are no commitment's start
	inside  []bool  // by commitment
	chosen  []int32
	allowed func(agreement.Ref) bool
}

// Within prepares n for such questions.
func (n *Net) Within() *Within {
	w := &Within{net: n, solver: n.gates.NewSolver(),
		inside: make([]bool, len(n.agreement.Commitments))}
	for _, gate := range n.gates.free {
		if gate >= n.done {
			w.free = append(w.free, gate)
		}
	}
	return w
}

// Solve finds what can happen when only the given commitments are performed and, of the other
// things with names, only those come about for which allowed is true.
func (w *Within) Solve(commitments []int32, allowed func(agreement.Ref) bool) {
	w.solver.Reset()
	for _, c := range w.chosen {
		w.inside[c] = false
	}
	w.chosen, w.allowed = commitments, allowed
	for _, c := range commitments {
		w.inside[c] = true
	}
	w.solver.SolveFrom(w.free, w.allow)
	w.solver.SolveFrom(w.startable(commitments), w.allow)
}

// startable are the starts that wait for nothing.
func (w *Within) startable(commitments []int32) []int32 {
	var gates []int32
	for _, c := range commitments {
		if gate := w.net.started + c; w.net.gates.need[gate] <= 0 {
			gates = append(gates, gate)
		}
	}
	return gates
}

func (w *Within) allow(gate int32) bool {
	return !w.net.isWithheld(gate, func(r agreement.Ref) bool {
		if r.Kind == agreement.KindCommitment {
			return !w.inside[r.Index]
		}
		return !w.allowed(r)
	})
}

// Starts reports whether commitment c starts.
func (w *Within) Starts(c int32) bool { return w.solver.open[w.net.started+c] }
