package possible

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
)

// A Step is one thing that comes about on the way to something.
type Step struct {
	Event Event
	Of    agreement.Ref
}

// A Trace is a way in which something comes about in a fixpoint: of what could open a gate, what
// opened first.
type Trace struct {
	Steps   []Step  // each after what it needs
	Choice  bool    // something on it could also have come about in another way
	Members []int32 // commitments that start or are done on it, those that start together too
}

// IsLarge reports whether ways in f may be too long to be compared with each other.
func (f *Fixpoint) IsLarge() bool { return f.net.gates.Len() > LargeCircuit }

// Trace is a way in which all of the guards come about, each of which f satisfies; it works only
// on what [Net.Without] has made. It takes time in proportion to the way and, once for each
// network, to that.
func (f *Fixpoint) Trace(goals []agreement.Guard) *Trace {
	t := &tracing{f: f, inputs: f.net.inputs(), trace: &Trace{},
		next: make([]int32, f.net.gates.Len()), end: make([]int32, f.net.gates.Len())}
	for i := range goals {
		t.goal(&goals[i])
	}
	return t.trace
}

type tracing struct {
	f         *Fixpoint
	inputs    rows
	trace     *Trace
	next, end []int32 // by gate: its part of uses, one more than where that begins; 0: not seen
	uses      []int32
	path      []int32
}

// goal traces the parts of g that came about, as many as it needs.
func (t *tracing) goal(g *agreement.Guard) {
	switch g.Op {
	case agreement.OpAtom:
		if gate := t.f.net.opening(g); gate != None {
			t.gate(gate)
		}
	case agreement.OpReached:
		events := g.At.Guard()
		t.goal(&events)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		need := g.Need()
		t.trace.Choice = t.trace.Choice || need < len(g.Args)
		for i := range g.Args {
			if need > 0 && t.f.Satisfied(&g.Args[i], nil) {
				need--
				t.goal(&g.Args[i])
			}
		}
	}
}

// opening is the gate that opens when the atom comes true.
func (n *Net) opening(atom *agreement.Guard) int32 {
	if atom.Of.Kind == agreement.KindCommitment {
		return n.commitmentGate(atom)
	}
	return n.shutting(atom)
}

// gate traces what the gate needed, each thing after what it needs itself.
func (t *tracing) gate(goal int32) {
	for t.enter(goal); len(t.path) > 0; {
		gate := t.path[len(t.path)-1]
		if t.next[gate] > t.end[gate] {
			t.path = t.path[:len(t.path)-1]
			t.tell(gate)
			continue
		}
		t.next[gate]++
		t.enter(t.uses[t.next[gate]-2])
	}
}

func (t *tracing) enter(gate int32) {
	if t.next[gate] == 0 {
		t.next[gate] = int32(len(t.uses)) + 1
		t.use(gate)
		t.end[gate] = int32(len(t.uses))
		t.path = append(t.path, gate)
	}
}

// use adds the inputs that opened the gate: as many as it needs, those that opened first.
func (t *tracing) use(gate int32) {
	need, inputs := max(int(t.f.net.gates.need[gate]), 0), t.inputs.of(gate)
	if need == len(inputs) {
		t.uses = append(t.uses, inputs...)
		return
	}
	t.trace.Choice = t.trace.Choice || need > 0
	open, turn := slices.Clone(inputs), t.f.solver.turn
	open = slices.DeleteFunc(open, func(input int32) bool { return !t.f.solver.open[input] })
	slices.SortFunc(open, func(g, h int32) int { return cmp.Compare(turn[g], turn[h]) })
	t.uses = append(t.uses, open[:need]...)
}

func (t *tracing) tell(gate int32) {
	event, of := t.f.net.event(gate)
	switch event {
	case NoEvent:
		return
	case Starts, Done:
		t.trace.Members = append(t.trace.Members, of.Index)
	case Together:
		group := t.f.net.groups[gate-t.f.net.joint]
		t.trace.Members = append(t.trace.Members, group...)
	}
	t.trace.Steps = append(t.trace.Steps, Step{event, of})
}

// IsFavoured reports whether one of the commitments was read in favour of what could happen.
func (n *Net) IsFavoured(commitments []int32) bool {
	favoured := slices.Concat(n.loose, n.paced())
	if len(favoured) == 0 {
		return false
	}
	is := make([]bool, len(n.continuing))
	for _, c := range favoured {
		is[c] = true
	}
	return slices.ContainsFunc(commitments, func(c int32) bool { return is[c] })
}
