package waitfor

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/graph"
)

// A Circle is one circular wait.
type Circle struct {
	Subjects  []int32 // its commitments, and members whose guards supply its edges; sorted
	Loop      []Wait  // a shortest loop; each wait's target is the next one's waiter
	LoopNodes []int32 // the commitments of the loop, the first one again at the end
	Shortest  bool    // the loop is proven to be a shortest one
	Waits     []Wait  // every wait inside the circle
	Cuts      []Cut   // the smallest sets of waits whose dropping frees it, up to MostCuts
	Proven    bool    // the cuts are proven smallest, and all of them are there up to MostCuts
	Join      []int32 // commitments that would start together in one exchange; nil if none would

	nodes []int32
}

// MostCuts is how many of the smallest cuts are listed.
const MostCuts = 20

// A Cut is a set of waits to drop, each a waiter and a name in its guards.
type Cut []Drop

// A Drop is one wait to drop: every mention of Name in Waiter's waits counts as satisfied.
type Drop struct {
	Waiter int32
	Name   agreement.Ref
}

// Circles lists the circular waits, ordered by their first commitment.
func (g *Graph) Circles() []Circle {
	waitsOf := g.waitsByComponent()
	var circles []Circle
	for i, nodes := range graph.Components(g.edges) {
		c := Circle{nodes: nodes, Waits: waitsOf[i]}
		c.Subjects = g.subjects(&c)
		g.findLoop(&c)
		g.findCuts(&c)
		g.findJoin(&c)
		circles = append(circles, c)
	}
	slices.SortFunc(circles, func(x, y Circle) int { return slices.Compare(x.Subjects, y.Subjects) })
	return circles
}

// waitsByComponent sorts the waits whose two ends lie in the same component.
func (g *Graph) waitsByComponent() [][]Wait {
	components := graph.Components(g.edges)
	of := make([]int32, g.edges.Len())
	for i, nodes := range components {
		for _, v := range nodes {
			of[v] = int32(i + 1)
		}
	}
	waits := make([][]Wait, len(components))
	for i, w := range g.waits {
		if c := of[g.from[i]]; c > 0 && c == of[g.nodeOf[w.Target]] {
			waits[c-1] = append(waits[c-1], w)
		}
	}
	return waits
}

// subjects are the commitments of the circle and those whose guards supply its edges.
func (g *Graph) subjects(c *Circle) []int32 {
	var subjects []int32
	for _, v := range c.nodes {
		if int(v) < len(g.stuck) {
			subjects = append(subjects, g.stuck[v])
		}
	}
	for _, w := range c.Waits {
		subjects = append(subjects, w.Waiter)
	}
	slices.Sort(subjects)
	return slices.Compact(subjects)
}

// loopBudget bounds the edges looked at in search of a shortest loop.
const loopBudget = 20_000_000

// findLoop finds a shortest loop and tells it as waits. It begins so that a wait that a reading
// adds closes it, since the text comes first.
func (g *Graph) findLoop(c *Circle) {
	nodes, proven := graph.ShortestCycle(g.edges, c.nodes, loopBudget)
	c.Shortest = proven
	between := g.waitsBetween(c)
	for i, v := range nodes {
		// A member's step to its own exchange is no wait of its guards.
		if w, ok := between[[2]int32{v, nodes[(i+1)%len(nodes)]}]; ok {
			c.Loop = append(c.Loop, w)
		}
	}
	c.Loop = rotate(c.Loop)
	c.LoopNodes = g.tell(c.Loop)
}

// waitsBetween is the first wait behind each edge of the circle.
func (g *Graph) waitsBetween(c *Circle) map[[2]int32]Wait {
	between := make(map[[2]int32]Wait, len(c.Waits))
	for _, w := range c.Waits {
		edge := [2]int32{g.waiterNode(w.Waiter), g.nodeOf[w.Target]}
		if _, known := between[edge]; !known {
			between[edge] = w
		}
	}
	return between
}

// rotate turns the loop so that it ends with a wait of a reading, if it has one, and otherwise
// begins with its smallest waiter.
func rotate(loop []Wait) []Wait {
	best := 0
	for i := range loop {
		if before(loop, i, best) {
			best = i
		}
	}
	return append(slices.Clone(loop[best:]), loop[:best]...)
}

// before reports whether the loop is better begun at i than at j.
func before(loop []Wait, i, j int) bool {
	last := func(k int) bool { return loop[(k+len(loop)-1)%len(loop)].Reading > 0 }
	if last(i) != last(j) {
		return last(i)
	}
	return loop[i].Waiter < loop[j].Waiter
}

// tell lists the commitments along the loop. Where a wait leads to a member of an exchange and
// another member's guard waits on, both are told.
func (g *Graph) tell(loop []Wait) []int32 {
	var told []int32
	for i, w := range loop {
		previous := loop[(i+len(loop)-1)%len(loop)].Target
		if i > 0 && previous != w.Waiter {
			told = append(told, previous)
		}
		told = append(told, w.Waiter)
	}
	if n := len(loop); n > 0 && loop[n-1].Target != loop[0].Waiter {
		told = append(told, loop[n-1].Target)
	}
	return append(told, told[:min(1, len(told))]...)
}

// findJoin asks whether the circle's commitments would start together if their waits on each
// other were read as started. A commitment that another exchange already ties to something
// outside the circle cannot be put into this one; one that has its turn step for step would lose
// it; and one on a branch would make those that are on none, or on another side, wait for it.
func (g *Graph) findJoin(c *Circle) {
	if len(c.Subjects) < 2 || g.tiedOutside(c) || g.hasTurns(c) || g.branchesDiffer(c) {
		return
	}
	together := func(atom *agreement.Guard) bool {
		return atom.Of.Kind == agreement.KindCommitment && c.has(atom.Of.Index)
	}
	starts := true
	for _, x := range c.Subjects {
		g.net.Waits().EachClause(x, func(clause *agreement.Guard) {
			starts = starts && g.fixpoint.Satisfied(clause, together)
		})
	}
	if starts {
		c.Join = c.Subjects
	}
}

func (c *Circle) has(x int32) bool {
	_, inside := slices.BinarySearch(c.Subjects, x)
	return inside
}

// tiedOutside reports whether a subject starts together with something outside the circle.
func (g *Graph) tiedOutside(c *Circle) bool {
	for _, x := range c.Subjects {
		if group, grouped := g.net.GroupOf(x); grouped {
			if slices.ContainsFunc(g.net.Groups()[group], func(m int32) bool { return !c.has(m) }) {
				return true
			}
		}
	}
	return false
}

// hasTurns reports whether a subject has its turn in a step-for-step exchange.
func (g *Graph) hasTurns(c *Circle) bool {
	for i := range g.agreement.Exchanges {
		e := &g.agreement.Exchanges[i]
		if e.Mode == agreement.StepForStep &&
			slices.ContainsFunc(e.Members(), func(m agreement.Ref) bool { return c.has(m.Index) }) {
			return true
		}
	}
	return false
}

// branchesDiffer reports whether some side of a branch brings a part of the subjects into being,
// or hangs on one of them.
func (g *Graph) branchesDiffer(c *Circle) bool {
	differ := false
	for i := range g.agreement.Branches {
		b := &g.agreement.Branches[i]
		concerned := 0
		for _, side := range [][]agreement.Ref{b.Then, b.Else} {
			n := 0
			for _, m := range side {
				if c.has(m.Index) {
					n++
				}
			}
			differ = differ || n > 0 && n < len(c.Subjects)
			concerned += n
		}
		b.If.EachAtom(func(atom *agreement.Guard) {
			differ = differ || concerned > 0 && atom.Of.Kind == agreement.KindCommitment &&
				c.has(atom.Of.Index)
		})
	}
	return differ
}
