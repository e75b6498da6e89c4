package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// An Exclusion says why a commitment can never start although nothing that it waits for is
// impossible by itself: either two things must be so at the moment of its start that are never
// so together (Clash), or what it needs lies on different sides of branches (Branches, with Vain
// saying for each way that they can turn out what it waits for in vain).
type Exclusion struct {
	Clash    *[2]Needed
	Branches []agreement.Ref
	Vain     []Vain

	matters []matter
}

// A Vain is what a commitment waits for in vain when branches turn out in one way.
type Vain struct {
	Holds  []bool // by Exclusion.Branches: whether what the branch asks holds
	Itself bool   // the commitment does not come into being at all
	For    []agreement.Ref
}

// bar keeps the start of c shut, for that reason. Call [Gates.Refree] before the next Solve.
func (n *Net) bar(c int32, why Exclusion) {
	if n.excluded == nil {
		n.excluded = map[int32]Exclusion{}
	}
	if _, known := n.excluded[c]; !known {
		n.excluded[c] = why
		n.gates.Block(n.startGate(c))
	}
}

// excludeClashes bars what asks for two things that are never so at once. What starts in one
// joint step is asked in one state, in which all of it has started.
func (n *Net) excludeClashes() {
	sides := n.sidesOf()
	looked := map[int32]bool{}
	for _, c := range n.loose {
		together := []int32{c}
		if g := n.groupOf[c]; g >= 0 {
			together = n.groups[g]
		}
		if looked[together[0]] {
			continue
		}
		looked[together[0]] = true
		if clash := n.clash(together, sides); clash != nil {
			for _, member := range together {
				n.bar(member, Exclusion{Clash: clash})
			}
		}
	}
}

// A sideOf is a guard that must have been settled for a commitment to come into being.
type sideOf struct {
	guard *agreement.Guard
	is    bool
}

func (n *Net) sidesOf() map[int32][]sideOf {
	sides := map[int32][]sideOf{}
	for i := range n.agreement.Branches {
		b := &n.agreement.Branches[i]
		for _, members := range []struct {
			list []agreement.Ref
			is   bool
		}{{b.Then, true}, {b.Else, false}} {
			for _, c := range members.list {
				if !n.freed(c, b) {
					sides[c.Index] = append(sides[c.Index], sideOf{&b.If, members.is})
				}
			}
		}
	}
	return sides
}

// clash is why those that start together cannot, nil where nothing speaks against it.
func (n *Net) clash(together []int32, sides map[int32][]sideOf) *[2]Needed {
	f := n.newFacts()
	for _, c := range together {
		if n.groupOf[c] >= 0 {
			started := agreement.Started(agreement.CommitmentRef(int(c)))
			f.learn(&started, true)
		}
	}
	for _, c := range together {
		f.lasts = true
		for _, side := range sides[c] {
			f.learn(side.guard, side.is)
		}
		f.lasts = false
		commitment := &n.agreement.Commitments[c]
		f.learn(&commitment.After, true)
		f.learn(&commitment.Provided, true)
		f.learnEvents(commitment.Starts)
		f.learnEvents(commitment.NotBefore)
		f.learnUnless(&commitment.Unless)
	}
	f.settle()
	return f.clash
}

// Excluded says why commitment c can never start although nothing that it waits for is impossible
// by itself, if that is so.
func (n *Net) Excluded(c int32) (why Exclusion, excluded bool) {
	why, excluded = n.excluded[c]
	if !excluded || why.Clash != nil {
		return why, excluded
	}
	for i := range why.matters { // one by one, where one is enough
		if one := n.explain(c, why.matters[i:i+1]); one.Vain != nil {
			return one, true
		}
	}
	return n.explain(c, why.matters), true
}

// explain works out what c waits for in vain; Vain stays empty where it can start after all.
func (n *Net) explain(c int32, matters []matter) (why Exclusion) {
	for _, m := range matters {
		why.Branches = append(why.Branches,
			agreement.Ref{Kind: agreement.KindBranch, Index: m.branches[0]})
	}
	for combination := 1<<len(matters) - 1; combination >= 0; combination-- {
		shut, possible := combined(matters, combination)
		if !possible {
			continue
		}
		vain, starts := n.inVain(c, shut)
		if starts {
			return Exclusion{}
		}
		for i := range matters {
			first := &n.agreement.Branches[matters[i].branches[0]]
			vain.Holds = append(vain.Holds, combination>>i&1 == 1 != denies(&first.If))
		}
		why.Vain = append(why.Vain, vain)
	}
	return why
}

// denies reports whether an odd number of negations stands before the rest of g.
func denies(g *agreement.Guard) bool {
	return g.Op == agreement.OpNot && !denies(&g.Args[0])
}

// inVain is what c, and what starts with it, wait for in vain while those gates are shut.
func (n *Net) inVain(c int32, shut map[int32]bool) (vain Vain, starts bool) {
	f := &Fixpoint{net: n, solver: n.gates.NewSolver()}
	barred := n.gates.need[n.startGate(c)]
	f.solver.Solve(nil, func(gate int32) bool { return !shut[gate] })
	vain.Itself = shut[n.startGate(c)]
	together := []int32{c}
	if g := n.groupOf[c]; g >= 0 {
		together = n.groups[g]
	}
	for _, member := range together {
		n.waits.EachClause(member, func(clause *agreement.Guard) {
			if !f.Satisfied(clause, n.givenTo(c)) {
				clause.EachAtom(func(atom *agreement.Guard) {
					if !f.Satisfied(atom, n.givenTo(c)) {
						vain.For = append(vain.For, atom.Of)
					}
				})
			}
		})
	}
	slices.SortFunc(vain.For, agreement.Ref.Compare)
	vain.For = slices.Compact(vain.For)
	return vain, barred > 0 && !vain.Itself && len(vain.For) == 0
}

// givenTo says which atoms come true by the joint step of c itself.
func (n *Net) givenTo(c int32) func(*agreement.Guard) bool {
	group := n.groupOf[c]
	if group < 0 {
		return nil
	}
	return func(atom *agreement.Guard) bool {
		return atom.Of.Kind == agreement.KindCommitment && n.startsWith(atom, group)
	}
}
