package waitfor

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/graph"
	"lockstep/internal/possible"
)

// A Wait is one commitment waiting for something: Waiter's guards name Name, and through it the
// commitment Target, which cannot happen.
type Wait struct {
	Waiter  int32
	Name    agreement.Ref // as written: a commitment, or the clock or exchange it hides behind
	Target  int32
	Reading int16 // 0: the text; n: added by the reading at position n-1
	Clause  int32 // number of the clause within the waiter's waits
	Where   agreement.Place
}

// A Graph is the wait graph of what cannot happen.
type Graph struct {
	agreement *agreement.Agreement
	net       *possible.Net
	fixpoint  *possible.Fixpoint

	stuck  []int32 // commitments that can never start, sorted
	waits  []Wait  // sorted by waiter, clause, name, target
	groups []int32 // groups among them, sorted
	nodeOf map[int32]int32
	from   []int32 // the node of each wait's waiter
	edges  *graph.Digraph
}

// Of builds the wait graph of an agreement whose readings are already applied.
func Of(a *agreement.Agreement) *Graph {
	net := possible.Compile(a)
	return From(a, net, net.Fixpoint())
}

// From builds the wait graph from a fixpoint that has been computed already.
func From(a *agreement.Agreement, net *possible.Net, f *possible.Fixpoint) *Graph {
	g := &Graph{agreement: a, net: net, fixpoint: f, stuck: f.Stuck()}
	g.nodeOf = make(map[int32]int32, len(g.stuck))
	for i, c := range g.stuck {
		g.nodeOf[c] = int32(i)
		g.addWaits(c)
		if group, grouped := net.GroupOf(c); grouped {
			g.groups = append(g.groups, group)
		}
	}
	slices.Sort(g.groups)
	g.groups = slices.Compact(g.groups)
	g.connect()
	return g
}

// Stuck lists the commitments that can never start.
func (g *Graph) Stuck() []int32 { return g.stuck }

// Waits lists what the stuck commitments wait for in vain.
func (g *Graph) Waits() []Wait { return g.waits }

// addWaits gathers the unsatisfied clauses of commitment c, seen from its joint step if it has
// one.
func (g *Graph) addWaits(c int32) {
	number := int32(0)
	first := len(g.waits)
	g.net.Waits().EachClause(c, func(clause *agreement.Guard) {
		number++
		if !g.fixpoint.Satisfied(clause, g.given(c)) {
			clause.EachAtom(func(atom *agreement.Guard) { g.addAtom(c, number, atom, atom) })
		}
	})
	added := g.waits[first:]
	slices.SortStableFunc(added, compareWaits)
	g.waits = g.waits[:first+len(slices.Compact(added))]
}

func compareWaits(v, w Wait) int {
	return cmp.Or(cmp.Compare(v.Waiter, w.Waiter), cmp.Compare(v.Clause, w.Clause),
		v.Name.Compare(w.Name), cmp.Compare(v.Target, w.Target),
		cmp.Compare(v.Reading, w.Reading), v.Where.Compare(w.Where))
}

// given says which atoms come true by the joint step of c itself.
func (g *Graph) given(c int32) func(*agreement.Guard) bool {
	group, grouped := g.net.GroupOf(c)
	if !grouped {
		return nil
	}
	return func(atom *agreement.Guard) bool {
		if atom.Of.Kind != agreement.KindCommitment {
			return false
		}
		other, also := g.net.GroupOf(atom.Of.Index)
		return also && other == group && possible.AtStart(g.agreement, atom)
	}
}

// addAtom adds a wait for each stuck commitment that the atom, written as name, hangs on.
func (g *Graph) addAtom(c, clause int32, name, atom *agreement.Guard) {
	if atom.Of.Kind != agreement.KindCommitment {
		if g.fixpoint.Satisfied(atom, g.given(c)) {
			return // a clock that can start holds nobody up
		}
		through := possible.LookThrough(g.agreement, atom)
		if through.Op != agreement.OpAtom || through.Of != atom.Of {
			through.EachAtom(func(part *agreement.Guard) { g.addAtom(c, clause, name, part) })
		}
		return
	}
	if g.fixpoint.Satisfied(atom, g.given(c)) {
		return
	}
	g.waits = append(g.waits, Wait{
		Waiter: c, Name: name.Of, Target: atom.Of.Index, Reading: name.Reading,
		Clause: clause, Where: name.Where,
	})
}

// connect lays the waits out as edges: commitments first, then the groups.
func (g *Graph) connect() {
	edges := make([]graph.Edge, 0, len(g.waits)+len(g.groups))
	for _, w := range g.waits {
		from := g.waiterNode(w.Waiter)
		g.from = append(g.from, from)
		edges = append(edges, graph.Edge{From: from, To: g.nodeOf[w.Target]})
	}
	for _, c := range g.stuck {
		if node := g.waiterNode(c); node != g.nodeOf[c] {
			edges = append(edges, graph.Edge{From: g.nodeOf[c], To: node})
		}
	}
	g.edges = graph.New(len(g.stuck)+len(g.groups), edges)
}

// waiterNode is the node at which c's guards apply: its joint step, or itself.
func (g *Graph) waiterNode(c int32) int32 {
	group, grouped := g.net.GroupOf(c)
	if !grouped {
		return g.nodeOf[c]
	}
	i, _ := slices.BinarySearch(g.groups, group)
	return int32(len(g.stuck) + i)
}
