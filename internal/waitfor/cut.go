package waitfor

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// cutBudget bounds the gates opened in search of the smallest cuts of one circle.
const cutBudget = 10_000_000

// A puzzle is one circle as a network of its own: gates for its commitments, its joint steps,
// and each wait that could be dropped. Opening a wait's gate is dropping it.
type puzzle struct {
	graph   *Graph
	circle  *Circle
	gates   possible.Gates
	start   map[int32]int32 // commitment → gate
	joint   map[int32]int32 // group → gate
	drops   []Drop          // sorted; position i is gate dropGate[i]
	gateOf  map[Drop]int32
	solver  *possible.Solver
	inside  map[[2]int32]bool // waiter and clause number of every wait inside the circle
	clauses []clause          // clauses that matter, for the certificates
	spent   int
}

// A clause of a waiter with its unsatisfied waits.
type clause struct {
	waiter int32
	waits  []Wait
	gate   int32
}

// findCuts finds every smallest set of waits whose dropping frees the circle.
func (g *Graph) findCuts(c *Circle) {
	p := newPuzzle(g, c)
	for size := 1; size <= len(p.drops); size++ {
		found, complete := p.cutsOf(size)
		if len(found) > 0 {
			c.Cuts, c.Proven = found, complete
			return
		}
		if !complete {
			break
		}
	}
	c.Cuts = []Cut{p.greedy()}
}

func newPuzzle(g *Graph, c *Circle) *puzzle {
	p := &puzzle{graph: g, circle: c, start: map[int32]int32{}, joint: map[int32]int32{},
		gateOf: map[Drop]int32{}, inside: map[[2]int32]bool{}}
	for _, x := range c.Subjects {
		p.addCommitment(x)
	}
	for _, w := range c.Waits {
		p.inside[[2]int32{w.Waiter, w.Clause}] = true
	}
	for _, x := range p.circle.Subjects {
		p.addClauses(x)
	}
	for drop := range p.gateOf {
		p.drops = append(p.drops, drop)
	}
	slices.SortFunc(p.drops, g.compareDrops)
	p.gates.Build()
	p.solver = p.gates.NewSolver()
	return p
}

// compareDrops orders waits by the ids of waiter and name.
func (g *Graph) compareDrops(x, y Drop) int {
	return cmp.Or(cmp.Compare(x.Waiter, y.Waiter),
		cmp.Compare(g.agreement.IDOf(x.Name), g.agreement.IDOf(y.Name)))
}

// addCommitment makes the gate of x's start, fed by its joint step if it has one.
func (p *puzzle) addCommitment(x int32) {
	p.start[x] = p.gates.Add(0)
	group, grouped := p.graph.net.GroupOf(x)
	if !grouped {
		return
	}
	if _, made := p.joint[group]; !made {
		p.joint[group] = p.gates.Add(0)
	}
	p.gates.Require(p.joint[group], p.start[x])
}

// at is the gate at which x's guards apply.
func (p *puzzle) at(x int32) int32 {
	if group, grouped := p.graph.net.GroupOf(x); grouped {
		return p.joint[group]
	}
	return p.start[x]
}

// addClauses adds those clauses of x that wait for something inside the circle.
func (p *puzzle) addClauses(x int32) {
	number := int32(0)
	g := p.graph
	g.net.Waits().EachClause(x, func(guard *agreement.Guard) {
		number++
		if g.fixpoint.Satisfied(guard, g.given(x)) || !p.inside[[2]int32{x, number}] {
			return
		}
		if input, given := p.input(x, guard); !given {
			p.gates.Require(input, p.at(x))
			p.clauses = append(p.clauses, clause{x, p.waitsOf(x, number), input})
		}
	})
}

// waitsOf are all unsatisfied waits of the clause, those for outsiders included.
func (p *puzzle) waitsOf(x, number int32) []Wait {
	var waits []Wait
	for _, w := range p.graph.waitsOf(x) {
		if w.Clause == number {
			waits = append(waits, w)
		}
	}
	return waits
}

// waitsOf are the waits of x, found by halving.
func (g *Graph) waitsOf(x int32) []Wait {
	compare := func(w Wait, x int32) int { return cmp.Compare(w.Waiter, x) }
	from, _ := slices.BinarySearchFunc(g.waits, x, compare)
	to, _ := slices.BinarySearchFunc(g.waits, x+1, compare)
	return g.waits[from:to]
}

// input is the gate that opens when guard comes true for x, or given if it is so already.
func (p *puzzle) input(x int32, guard *agreement.Guard) (gate int32, given bool) {
	if p.graph.fixpoint.Satisfied(guard, p.graph.given(x)) {
		return 0, true
	}
	switch guard.Op {
	case agreement.OpAtom:
		return p.wait(x, guard), false
	case agreement.OpReached:
		reached := guard.At.Guard()
		return p.input(x, &reached)
	}
	gate = p.gates.Add(guard.Need())
	for i := range guard.Args {
		if input, given := p.input(x, &guard.Args[i]); !given {
			p.gates.Feed(input, gate)
		} else {
			p.gates.Feed(p.sure(), gate)
		}
	}
	return gate, false
}

// sure is a gate that is always open.
func (p *puzzle) sure() int32 { return p.gates.Add(0) }

// wait is the gate of one atom in x's guards: open when its thing happens, or when it is
// dropped.
func (p *puzzle) wait(x int32, atom *agreement.Guard) int32 {
	drop := Drop{x, atom.Of}
	if _, known := p.gateOf[drop]; !known {
		p.gateOf[drop] = p.gates.Add(1)
	}
	gate := p.gates.Add(1)
	p.gates.Feed(p.gateOf[drop], gate)
	if thing, ok := p.thing(x, atom); ok {
		p.gates.Feed(thing, gate)
	}
	return gate
}

// thing is the gate of what the atom hangs on; ok is false where that is a stuck outsider.
func (p *puzzle) thing(x int32, atom *agreement.Guard) (gate int32, ok bool) {
	if atom.Of.Kind == agreement.KindCommitment {
		gate, ok = p.start[atom.Of.Index]
		return gate, ok
	}
	through := possible.LookThrough(p.graph.agreement, atom)
	return p.behind(x, &through)
}

// behind is the gate of what stands behind a clock or an exchange, without waits of its own.
func (p *puzzle) behind(x int32, guard *agreement.Guard) (gate int32, ok bool) {
	if p.graph.fixpoint.Satisfied(guard, p.graph.given(x)) {
		return p.sure(), true
	}
	if guard.Op == agreement.OpAtom {
		gate, ok = p.start[guard.Of.Index]
		return gate, ok && guard.Of.Kind == agreement.KindCommitment
	}
	gate = p.gates.Add(guard.Need())
	for i := range guard.Args {
		if input, ok := p.behind(x, &guard.Args[i]); ok {
			p.gates.Feed(input, gate)
		}
	}
	return gate, true
}

// free reports whether dropping the given waits lets every commitment of the circle start. The
// solver keeps the resulting state for certificate.
func (p *puzzle) free(cut Cut) bool {
	p.solver.Reset()
	opened := make([]int32, len(cut))
	for i, drop := range cut {
		opened[i] = p.gateOf[drop]
	}
	p.solver.Solve(opened, nil)
	p.spent += 3 * p.gates.Len()
	for _, gate := range p.start {
		if !p.solver.Open(gate) {
			return false
		}
	}
	return true
}
