package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// Without is the least fixpoint in which none of these atoms comes true: the completion of a
// commitment, its start (and with it the joint step it belongs to), a clock, a condition, a
// decision, an issue. Atoms on exchanges and on clocks with a time are to be looked through
// first (see [LookThrough]).
func (n *Net) Without(atoms []agreement.Guard) *Fixpoint {
	var shut []int32
	for i := range atoms {
		shut = append(shut, n.shutting(&atoms[i]))
	}
	f := &Fixpoint{net: n, solver: n.gates.NewSolver()}
	f.solver.turn = make([]int32, n.gates.Len())
	f.solver.Solve(nil, func(gate int32) bool { return !slices.Contains(shut, gate) })
	return f
}

// shutting is the gate that must be kept shut for the atom not to come true.
func (n *Net) shutting(atom *agreement.Guard) int32 {
	i := atom.Of.Index
	switch atom.Of.Kind {
	case agreement.KindCommitment:
		if n.atStart(atom) {
			return n.startGate(i)
		}
		return n.done + i
	case agreement.KindClock:
		return n.clocks + i
	case agreement.KindCondition:
		return n.conditions + i
	case agreement.KindDecision:
		return n.decisions + i
	case agreement.KindIssue:
		return n.issues + i
	case agreement.KindExchange:
		return n.exchanges + i
	}
	return None
}

// Shutting is the gate that must be kept shut for the atom not to come true; see [Net.Without].
func (c *Circuit) Shutting(atom *agreement.Guard) int32 {
	if gate := c.net.shutting(atom); gate != None {
		return c.gate[gate]
	}
	return None
}

// Need is how many of its inputs a gate waits for.
func (c *Circuit) Need(gate int32) int { return max(int(c.need[gate]), 0) }

// Inputs are the gates that feed the gate.
func (c *Circuit) Inputs(gate int32) []int32 { return c.in.of(gate) }
