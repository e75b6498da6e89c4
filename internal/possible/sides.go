package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// A case is one side of the branches that ask the same: what it keeps shut.
type sideCase struct {
	shut     []int32 // gates
	possible bool    // its matter can turn out that way
}

// A matter is what one or several branches ask, with what follows when it turns out to be so
// (1) and when it does not (0).
type matter struct {
	guard    *agreement.Guard
	branches []int32
	sides    [2]sideCase
}

// mostTogether is up to how many matters every combination of their sides is looked at; beyond,
// each matter is looked at by itself, which may leave something impossible unnoticed.
const mostTogether = 6

// mostOpened bounds the gates opened in looking at matters one by one.
const mostOpened = 400_000_000

// exclude keeps shut what cannot happen although nothing that it waits for is impossible by
// itself: what must be so for it is never so at once, or lies on two sides of a branch.
func (n *Net) exclude() {
	n.excludeClashes()
	n.gates.Refree()
	matters := n.matters()
	matters = slices.DeleteFunc(matters, func(m matter) bool {
		return m.sides[0].possible && m.sides[1].possible &&
			(len(m.sides[0].shut) == 0 || len(m.sides[1].shut) == 0)
	})
	if len(matters) == 0 {
		return
	}
	all := n.Fixpoint()
	if len(matters) <= mostTogether {
		n.excludeBy(all, matters)
		return
	}
	for i := range matters {
		if i*2*n.gates.Len() > mostOpened {
			return
		}
		n.excludeBy(all, matters[i:i+1])
	}
}

// excludeBy keeps shut what starts on no combination of the sides of those matters.
func (n *Net) excludeBy(all *Fixpoint, matters []matter) {
	starts := make([]bool, len(n.agreement.Commitments))
	solver := n.gates.NewSolver()
	for combination := range 1 << len(matters) {
		shut, possible := combined(matters, combination)
		if !possible {
			continue
		}
		solver.Reset()
		solver.Solve(nil, func(gate int32) bool { return !shut[gate] })
		for c := range starts {
			starts[c] = starts[c] || solver.Open(n.started+int32(c))
		}
	}
	n.barRoots(all, starts, Exclusion{matters: matters})
}

// barRoots bars those that would start once all that can start has; what never starts besides
// waits for one of them.
func (n *Net) barRoots(all *Fixpoint, starts []bool, why Exclusion) {
	never, members := map[int32]bool{}, []int32{}
	for c := range starts {
		if !starts[c] && all.Starts(int32(c)) {
			never[n.startGate(int32(c))] = true
			members = append(members, int32(c))
		}
	}
	if len(members) == 0 {
		return
	}
	solver := n.gates.NewSolver()
	solver.Solve(nil, func(gate int32) bool { return !never[gate] })
	for _, c := range members {
		if solver.Missing(n.startGate(c)) <= 0 {
			n.bar(c, why)
		}
	}
	n.gates.Refree()
}

// combined are the gates that one combination of sides keeps shut.
func combined(matters []matter, combination int) (shut map[int32]bool, possible bool) {
	shut = map[int32]bool{}
	for i := range matters {
		side := &matters[i].sides[combination>>i&1]
		if !side.possible {
			return nil, false
		}
		for _, gate := range side.shut {
			shut[gate] = true
		}
	}
	return shut, true
}

// matters gathers what the branches ask, each once, also where one asks for the contrary of
// what another does.
func (n *Net) matters() []matter {
	var matters []matter
	for i := range n.agreement.Branches {
		b := &n.agreement.Branches[i]
		guard, side := &b.If, 1
		for guard.Op == agreement.OpNot {
			guard, side = &guard.Args[0], 1-side
		}
		k := slices.IndexFunc(matters, func(m matter) bool { return asksSame(m.guard, guard) })
		if k < 0 {
			k = len(matters)
			matters = append(matters, n.matter(guard))
		}
		m := &matters[k]
		m.branches = append(m.branches, int32(i))
		n.shutMembers(&m.sides[1-side], b, b.Then)
		n.shutMembers(&m.sides[side], b, b.Else)
	}
	return matters
}

// shutMembers: those of the one side do not come into being on the other, but for those that a
// reading frees.
func (n *Net) shutMembers(side *sideCase, b *agreement.Branch, members []agreement.Ref) {
	for _, c := range members {
		if !n.freed(c, b) {
			side.shut = append(side.shut, n.startGate(c.Index))
		}
	}
}

// freed reports whether a reading denies that c waits for something in the matter of the branch.
func (n *Net) freed(c agreement.Ref, b *agreement.Branch) bool {
	denied, freed := n.agreement.Commitments[c.Index].Denied, false
	if len(denied) > 0 {
		b.If.EachAtom(func(g *agreement.Guard) { freed = freed || slices.Contains(denied, g.Of) })
	}
	return freed
}

// matter works out what each outcome of what is asked keeps shut for good.
func (n *Net) matter(guard *agreement.Guard) matter {
	m := matter{guard: guard}
	for side := range m.sides {
		f := n.newFacts()
		f.lasts = true
		f.learn(guard, side == 1)
		m.sides[side].possible = f.clash == nil
		for k, is := range f.known {
			if gate := n.gateOf(k); !is.is && gate != None {
				m.sides[side].shut = append(m.sides[side].shut, gate)
			}
		}
		slices.Sort(m.sides[side].shut)
	}
	return m
}

// gateOf is the gate that stays shut while the fact is not so.
func (n *Net) gateOf(k fact) int32 {
	switch {
	case k.of.Kind == agreement.KindDecision:
		return n.decisions + k.of.Index
	case k.of.Kind == agreement.KindCommitment && k.aspect == begun:
		return n.startGate(k.of.Index)
	case k.of.Kind == agreement.KindCommitment && k.aspect == done:
		return n.done + k.of.Index
	}
	return None
}

// asksSame reports whether two guards ask the same in the same words.
func asksSame(g, h *agreement.Guard) bool {
	if g.Op != h.Op || g.Verb != h.Verb || g.Of != h.Of || g.K != h.K || len(g.Args) != len(h.Args) ||
		g.At != nil || h.At != nil || g.Compare != nil || h.Compare != nil {
		return false
	}
	for i := range g.Args {
		if !asksSame(&g.Args[i], &h.Args[i]) {
			return false
		}
	}
	return true
}

func (n *Net) newFacts() *facts {
	restores := slices.ContainsFunc(n.agreement.Powers,
		func(p agreement.Power) bool { return p.Does == agreement.Restore })
	return &facts{net: n, known: map[fact]answer{}, revoke: restores}
}
