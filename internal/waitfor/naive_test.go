package waitfor

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// naive is the slow, obvious twin: it walks guards again and again until nothing changes.
type naive struct {
	a       *agreement.Agreement
	waits   *agreement.Waits
	group   map[int32][]int32
	started map[int32]bool
	dropped map[Drop]bool
	skip    func(c int32, clause int32) bool // clauses taken as satisfied
}

func newNaive(a *agreement.Agreement) *naive {
	n := &naive{a: a, waits: agreement.NewWaits(a), group: map[int32][]int32{},
		started: map[int32]bool{}, dropped: map[Drop]bool{},
		skip: func(int32, int32) bool { return false }}
	for _, g := range a.JointGroups() {
		for _, c := range g {
			n.group[c] = g
		}
	}
	return n
}

// members are those that start with c.
func (n *naive) members(c int32) []int32 {
	if g := n.group[c]; g != nil {
		return g
	}
	return []int32{c}
}

func (n *naive) run(among []int32) {
	for changed := true; changed; {
		changed = false
		for _, c := range among {
			if !n.started[c] && n.jointStart(c, among) {
				n.started[c], changed = true, true
			}
		}
	}
}

// jointStart: every member's guards hold where all members have started.
func (n *naive) jointStart(c int32, among []int32) bool {
	for _, m := range n.members(c) {
		if !slices.Contains(among, m) {
			continue
		}
		clause := int32(0)
		fine := true
		n.waits.EachClause(m, func(g *agreement.Guard) {
			clause++
			fine = fine && (n.skip(m, clause) || n.holds(m, g))
		})
		if !fine {
			return false
		}
	}
	return true
}

func (n *naive) holds(waiter int32, g *agreement.Guard) bool {
	switch g.Op {
	case agreement.OpAtom:
		return n.dropped[Drop{waiter, g.Of}] || n.atom(waiter, g)
	case agreement.OpReached:
		reached := g.At.Guard()
		return n.holds(waiter, &reached)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		need := g.Need()
		for i := range g.Args {
			if n.holds(waiter, &g.Args[i]) {
				need--
			}
		}
		return need <= 0
	}
	return true
}

func (n *naive) atom(waiter int32, g *agreement.Guard) bool {
	switch g.Of.Kind {
	case agreement.KindCommitment:
		if possible.AtStart(n.a, g) && slices.Contains(n.group[waiter], g.Of.Index) {
			return true
		}
		return n.started[g.Of.Index]
	case agreement.KindClock:
		if at := n.a.Clocks[g.Of.Index].At; at != nil {
			g := at.Guard()
			return n.bare(waiter, &g)
		}
	case agreement.KindExchange:
		for _, m := range n.a.Exchanges[g.Of.Index].Members() {
			member := agreement.Happened(m)
			if !n.bare(waiter, &member) {
				return false
			}
		}
	}
	return true
}

// bare evaluates what stands behind a clock or an exchange, where nothing can be dropped.
func (n *naive) bare(waiter int32, g *agreement.Guard) bool {
	kept := n.dropped
	n.dropped = nil
	defer func() { n.dropped = kept }()
	return n.holds(waiter, g)
}

// freeing lists every smallest set of waits whose dropping frees the circle, by trying them all.
func freeing(g *Graph, c *Circle, most int) []Cut {
	inside := map[[2]int32]bool{}
	for _, w := range c.Waits {
		inside[[2]int32{w.Waiter, w.Clause}] = true
	}
	var candidates []Drop
	for _, w := range g.waits {
		if d := (Drop{w.Waiter, w.Name}); inside[[2]int32{w.Waiter, w.Clause}] &&
			!slices.Contains(candidates, d) {
			candidates = append(candidates, d)
		}
	}
	slices.SortFunc(candidates, g.compareDrops)
	for size := 1; size <= most; size++ {
		var found []Cut
		eachSubset(candidates, size, func(cut Cut) {
			if frees(g, c, cut, inside) {
				found = append(found, slices.Clone(cut))
			}
		})
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func frees(g *Graph, c *Circle, cut Cut, inside map[[2]int32]bool) bool {
	n := newNaive(g.agreement)
	for x := range g.agreement.Commitments {
		if g.fixpoint.Starts(int32(x)) {
			n.started[int32(x)] = true
		}
	}
	n.skip = func(x, clause int32) bool { return !inside[[2]int32{x, clause}] }
	for _, d := range cut {
		n.dropped[d] = true
	}
	n.run(c.Subjects)
	return !slices.ContainsFunc(c.Subjects, func(x int32) bool { return !n.started[x] })
}

func eachSubset(from []Drop, size int, visit func(Cut)) {
	var extend func(start int, cut Cut)
	extend = func(start int, cut Cut) {
		if len(cut) == size {
			visit(cut)
			return
		}
		for i := start; i < len(from); i++ {
			extend(i+1, append(cut[:len(cut):len(cut)], from[i]))
		}
	}
	extend(0, nil)
}
