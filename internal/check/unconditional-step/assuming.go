package unconditionalstep

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

// An assumption gathers the clocks, conditions, decisions and issues that steps wait for,
// directly or through other steps. Steps that wait for one another, by waits that are not all
// needed, hang on the same (R. Tarjan, "Depth-first search and linear graph algorithms", 1972).
type assumption struct {
	pass  *check.Pass
	known map[int32][]string
	own   map[int32][]string // of the open steps: what is gathered so far
	at    map[int32]int      // where an open step stands
	open  []int32            // the steps that are being looked at
}

func newAssumption(p *check.Pass) *assumption {
	return &assumption{
		pass: p, known: map[int32][]string{}, own: map[int32][]string{}, at: map[int32]int{},
	}
}

func (a *assumption) of(i int32) []string {
	if _, known := a.known[i]; !known {
		a.visit(i)
	}
	return a.known[i]
}

// visit gathers what step i waits for and says where the first of the open steps stands that
// it waits for too.
func (a *assumption) visit(i int32) (low int) {
	here := len(a.open)
	low, a.at[i] = here, here
	a.open = append(a.open, i)
	var ids []string
	a.pass.Net().Waits().EachClause(i, func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			if atom.Of.Kind != agreement.KindCommitment {
				ids = append(ids, a.name(atom.Of)...)
				return
			}
			low = min(low, a.meet(atom.Of.Index))
			ids = append(ids, a.known[atom.Of.Index]...)
		})
	})
	a.own[i] = ids
	if low == here {
		a.close(here)
	}
	return low
}

// meet looks at a step that another waits for.
func (a *assumption) meet(i int32) (low int) {
	if at, open := a.at[i]; open {
		return at
	}
	if _, known := a.known[i]; known {
		return len(a.open)
	}
	return a.visit(i)
}

// close settles the open steps from here on: all of them wait for one another.
func (a *assumption) close(here int) {
	var ids []string
	for _, i := range a.open[here:] {
		ids = append(ids, a.own[i]...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, i := range a.open[here:] {
		a.known[i] = ids
		delete(a.own, i)
		delete(a.at, i)
	}
	a.open = a.open[:here]
}

// name is what is assumed of something that is not a step, if anything.
func (a *assumption) name(r agreement.Ref) []string {
	switch r.Kind {
	case agreement.KindClock:
		if a.pass.Agreement.Clocks[r.Index].At != nil {
			return nil
		}
	case agreement.KindCondition, agreement.KindDecision, agreement.KindIssue:
	default:
		return nil
	}
	return []string{a.pass.Agreement.IDOf(r)}
}
