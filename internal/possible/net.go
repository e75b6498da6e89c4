package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// A Net is an agreement compiled to gates.
type Net struct {
	gates      Gates
	agreement  *agreement.Agreement
	waits      *agreement.Waits
	continuing []bool // by commitment

	started, done, exchanges, clocks, conditions, decisions, issues int32 // first gate of each
	groups                                                          [][]int32
	groupOf                                                         []int32 // -1: none
	joint                                                           int32   // first joint step

	loose    []int32 // commitments that are not monotone, in order
	favoured bool    // something was just read in favour of what could happen
	fedBy    *fedBy
	excluded map[int32]Exclusion // what cannot start although nothing it waits for is impossible
}

// Compile turns an agreement, with its readings already applied (see Agreement.Under), into a
// network. Time and memory are linear in its size.
func Compile(a *agreement.Agreement) *Net {
	n := &Net{agreement: a, waits: agreement.NewWaits(a), groups: a.JointGroups(),
		fedBy: &fedBy{}}
	n.layOut()
	n.compileExchanges()
	n.compileClocks()
	n.compileCommitments()
	n.gates.Build()
	n.exclude()
	return n
}

// layOut numbers the gates that stand for things with names.
func (n *Net) layOut() {
	a := n.agreement
	n.gates.need = make([]int32, 0, 3*len(a.Commitments))
	n.gates.feeds = make([]feed, 0, 6*len(a.Commitments))
	n.continuing = make([]bool, len(a.Commitments))
	for i := range a.Commitments {
		n.continuing[i] = a.Commitments[i].IsContinuing()
	}
	n.started = n.gates.AddMany(len(a.Commitments))
	n.done = n.gates.AddMany(len(a.Commitments))
	n.exchanges = n.gates.AddMany(len(a.Exchanges))
	n.clocks = n.gates.AddMany(len(a.Clocks))
	n.conditions = n.gates.AddMany(len(a.Conditions))
	n.decisions = n.gates.AddMany(len(a.Decisions))
	n.issues = n.gates.AddMany(len(a.Issues))
	n.joint = n.gates.AddMany(len(n.groups))
	n.groupOf = slices.Repeat([]int32{-1}, len(a.Commitments))
	for g, members := range n.groups {
		for _, c := range members {
			n.groupOf[c] = int32(g)
		}
	}
}

// compileExchanges: an exchange has happened once every member has.
func (n *Net) compileExchanges() {
	for i := range n.agreement.Exchanges {
		for _, m := range n.agreement.Exchanges[i].Members() {
			member := agreement.Happened(m)
			n.require(&member, n.exchanges+int32(i), -1)
		}
	}
}

// compileClocks: a clock without a time may start at any moment, one with an event starts then.
func (n *Net) compileClocks() {
	for i := range n.agreement.Clocks {
		if at := n.agreement.Clocks[i].At; at != nil {
			g := at.Guard()
			n.require(&g, n.clocks+int32(i), -1)
		}
	}
}

// compileCommitments feeds the start of each commitment from its waits, or from the joint step
// of its exchange.
func (n *Net) compileCommitments() {
	var gate, group int32
	require := func(g *agreement.Guard) { n.require(g, gate, group) } // one for all: no garbage
	for c := range n.agreement.Commitments {
		gate, group = n.started+int32(c), n.groupOf[c]
		n.compileDone(int32(c))
		if group >= 0 {
			n.gates.Require(n.joint+group, gate)
			gate = n.joint + group
		}
		n.favoured = n.Stoppable(int32(c))
		if n.waits.EachClause(int32(c), require); n.favoured {
			n.loose = append(n.loose, int32(c))
		}
	}
}

// compileDone: what has started can be done, unless it is continuing and never is.
func (n *Net) compileDone(c int32) {
	if n.continuing[c] {
		n.gates.Block(n.done + c)
		return
	}
	n.gates.Require(n.started+c, n.done+c)
}

// require makes the gate wait for the clause g. In the joint step of a group (-1: none) its
// members count as started.
func (n *Net) require(g *agreement.Guard, gate, group int32) {
	if g.Op == agreement.OpAll {
		for i := range g.Args {
			n.require(&g.Args[i], gate, group)
		}
		return
	}
	if input, given := n.input(g, group); !given {
		n.gates.Require(input, gate)
	}
}

// input is the gate that opens when g comes true; given says that g needs nothing.
func (n *Net) input(g *agreement.Guard, group int32) (input int32, given bool) {
	switch g.Op {
	case agreement.OpAtom:
		return n.atom(g, group)
	case agreement.OpReached:
		reached := g.At.Guard()
		return n.input(&reached, group)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		return n.combination(g, group)
	}
	n.favoured = n.favoured || !g.IsZero()
	return 0, true // nothing asked, or not monotone: read in favour of what could happen
}

func (n *Net) combination(g *agreement.Guard, group int32) (input int32, given bool) {
	inputs := make([]int32, 0, 8)
	need := g.Need()
	for i := range g.Args {
		if input, given := n.input(&g.Args[i], group); given {
			need--
		} else {
			inputs = append(inputs, input)
		}
	}
	if need <= 0 {
		return 0, true
	}
	gate := n.gates.Add(need)
	for _, input := range inputs {
		n.gates.Feed(input, gate)
	}
	return gate, false
}

// atom is the gate of a named thing. Within a joint step, clocks and exchanges are looked
// through, since what they hang on may be the step itself.
func (n *Net) atom(g *agreement.Guard, group int32) (input int32, given bool) {
	i := g.Of.Index
	switch g.Of.Kind {
	case agreement.KindCommitment:
		n.favoured = n.favoured || g.Verb == agreement.VerbKept || g.Verb == agreement.VerbBreached
		if group >= 0 && n.startsWith(g, group) {
			return 0, true
		}
		return n.commitmentGate(g), false
	case agreement.KindClock, agreement.KindExchange:
		if through := LookThrough(n.agreement, g); group >= 0 && !same(&through, g) {
			return n.input(&through, group)
		}
		if g.Of.Kind == agreement.KindClock {
			return n.clocks + i, false
		}
		return n.exchanges + i, false
	case agreement.KindCondition:
		return n.conditions + i, false
	case agreement.KindDecision:
		return n.decisions + i, false
	case agreement.KindIssue:
		return n.issues + i, false
	}
	return 0, true
}

// startsWith reports whether the atom comes true by the joint step of the group.
func (n *Net) startsWith(g *agreement.Guard, group int32) bool {
	return n.groupOf[g.Of.Index] == group && n.atStart(g)
}

// commitmentGate is the start or the completion, whichever makes the atom true.
func (n *Net) commitmentGate(g *agreement.Guard) int32 {
	if n.atStart(g) {
		return n.started + g.Of.Index
	}
	return n.done + g.Of.Index
}

// atStart is AtStart without a look at the commitment itself, which is large.
func (n *Net) atStart(g *agreement.Guard) bool {
	return atStart(g.Verb, n.continuing[g.Of.Index])
}

// AtStart reports whether the atom on a commitment can come true as soon as that has started:
// started(x), a bare continuing x, and kept(x) or breached(x), which are about its running.
func AtStart(a *agreement.Agreement, atom *agreement.Guard) bool {
	return atStart(atom.Verb, a.Commitments[atom.Of.Index].IsContinuing())
}

func atStart(verb agreement.Verb, continuing bool) bool {
	switch verb {
	case agreement.VerbHappened:
		return continuing
	case agreement.VerbDone:
		return false
	}
	return true
}

// LookThrough is what an atom on a clock or an exchange hangs on: the event that starts the
// clock, the members of the exchange. Any other atom is itself. Clocks that hang on each other
// in a circle (which package lang refuses) ask for nothing.
func LookThrough(a *agreement.Agreement, atom *agreement.Guard) agreement.Guard {
	return lookThrough(a, *atom, 0)
}

func lookThrough(a *agreement.Agreement, g agreement.Guard, depth int) agreement.Guard {
	if depth > len(a.Clocks)+len(a.Exchanges) {
		return agreement.Guard{}
	}
	switch {
	case g.Op == agreement.OpAtom && g.Of.Kind == agreement.KindClock:
		if at := a.Clocks[g.Of.Index].At; at != nil {
			return lookThrough(a, at.Guard(), depth+1)
		}
	case g.Op == agreement.OpAtom && g.Of.Kind == agreement.KindExchange:
		return membersOf(a, g.Of)
	case len(g.Args) > 0:
		through := g
		through.Args = make([]agreement.Guard, len(g.Args))
		for i := range g.Args {
			through.Args[i] = lookThrough(a, g.Args[i], depth)
		}
		return through
	}
	return g
}

func membersOf(a *agreement.Agreement, exchange agreement.Ref) agreement.Guard {
	var parts []agreement.Guard
	for _, m := range a.Exchanges[exchange.Index].Members() {
		parts = append(parts, agreement.Happened(m))
	}
	return agreement.All(parts...)
}
