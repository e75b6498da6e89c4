package possible

import "lockstep/internal/agreement"

// A Fixpoint says what can happen.
type Fixpoint struct {
	net    *Net
	solver *Solver
}

// Fixpoint is the least fixpoint when everybody cooperates.
func (n *Net) Fixpoint() *Fixpoint { return n.Withholding(nil) }

// Withholding is the least fixpoint when the things for which withheld is true do not come
// about: acts that are refused (and with one, the joint step it belongs to), decisions that are
// not taken, conditions that do not hold, issues not agreed, clocks that do not start. A nil
// withheld withholds nothing.
func (n *Net) Withholding(withheld func(agreement.Ref) bool) *Fixpoint {
	f := &Fixpoint{net: n, solver: n.gates.NewSolver()}
	f.Solve(withheld)
	return f
}

// Solve finds the fixpoint anew for other withheld things, in the same memory.
func (f *Fixpoint) Solve(withheld func(agreement.Ref) bool) {
	f.solver.Reset()
	if withheld == nil {
		f.solver.Solve(nil, nil)
		return
	}
	f.solver.Solve(nil, func(gate int32) bool { return !f.net.isWithheld(gate, withheld) })
}

// isWithheld reports whether a gate is kept shut because its thing, or a member of its joint
// step, is withheld.
func (n *Net) isWithheld(gate int32, withheld func(agreement.Ref) bool) bool {
	if gate >= n.joint && gate < n.joint+int32(len(n.groups)) {
		for _, c := range n.groups[gate-n.joint] {
			if withheld(agreement.CommitmentRef(int(c))) {
				return true
			}
		}
		return false
	}
	ref, named := n.named(gate)
	return named && withheld(ref)
}

// named is the thing whose coming about the gate stands for.
func (n *Net) named(gate int32) (agreement.Ref, bool) {
	for _, r := range []struct {
		kind        agreement.Kind
		first, next int32
	}{
		{agreement.KindCommitment, n.started, n.done},
		{agreement.KindClock, n.clocks, n.conditions},
		{agreement.KindCondition, n.conditions, n.decisions},
		{agreement.KindDecision, n.decisions, n.issues},
		{agreement.KindIssue, n.issues, n.joint},
	} {
		if gate >= r.first && gate < r.next {
			return agreement.Ref{Kind: r.kind, Index: gate - r.first}, true
		}
	}
	return agreement.Ref{}, false
}

// Starts reports whether commitment c can start.
func (f *Fixpoint) Starts(c int32) bool { return f.solver.open[f.net.started+c] }

// Done reports whether commitment c can be done; a continuing one never is.
func (f *Fixpoint) Done(c int32) bool { return f.solver.open[f.net.done+c] }

// Stuck lists the commitments that can never start, in order.
func (f *Fixpoint) Stuck() []int32 {
	var stuck []int32
	for c := range f.net.agreement.Commitments {
		if !f.Starts(int32(c)) {
			stuck = append(stuck, int32(c))
		}
	}
	return stuck
}

// Satisfied reports whether g can come true, taking as given every atom for which given is
// true. A nil given takes none.
func (f *Fixpoint) Satisfied(g *agreement.Guard, given func(*agreement.Guard) bool) bool {
	switch g.Op {
	case agreement.OpAtom:
		return given != nil && given(g) || f.happens(g, given)
	case agreement.OpReached:
		reached := g.At.Guard()
		return f.Satisfied(&reached, given)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		need := g.Need()
		for i := range g.Args {
			if f.Satisfied(&g.Args[i], given) {
				need--
			}
		}
		return need <= 0
	}
	return true
}

// happens looks one atom up in the fixpoint.
func (f *Fixpoint) happens(g *agreement.Guard, given func(*agreement.Guard) bool) bool {
	n, open := f.net, f.solver.open
	i := g.Of.Index
	switch g.Of.Kind {
	case agreement.KindCommitment:
		return open[n.commitmentGate(g)]
	case agreement.KindClock, agreement.KindExchange:
		if through := LookThrough(n.agreement, g); given != nil && !same(&through, g) {
			return f.Satisfied(&through, given)
		}
		if g.Of.Kind == agreement.KindClock {
			return open[n.clocks+i]
		}
		return open[n.exchanges+i]
	case agreement.KindCondition:
		return open[n.conditions+i]
	case agreement.KindDecision:
		return open[n.decisions+i]
	case agreement.KindIssue:
		return open[n.issues+i]
	}
	return true
}

func same(g, h *agreement.Guard) bool {
	return g.Op == h.Op && g.Of == h.Of && g.Verb == h.Verb
}

// Waits are the waits that the network was compiled from.
func (n *Net) Waits() *agreement.Waits { return n.waits }

// Groups are the sets of commitments that start in one joint step.
func (n *Net) Groups() [][]int32 { return n.groups }

// GroupOf is the position in Groups of the set that c belongs to.
func (n *Net) GroupOf(c int32) (group int32, grouped bool) {
	return n.groupOf[c], n.groupOf[c] >= 0
}
