package neverstarts

import (
	"fmt"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/possible"
)

// excludedBy says why c can never start although nothing that it waits for is impossible.
func excludedBy(p *check.Pass, c int32, why *possible.Exclusion) string {
	it := "It"
	if with := others(p, c); len(with) > 0 {
		it = "Together with " + check.List(with) + " it"
	}
	if why.Clash != nil {
		return fmt.Sprintf("%s could start only while %s and %s, which is never the case at one "+
			"time.", it, needed(p, &why.Clash[0]), needed(p, &why.Clash[1]))
	}
	told := it + " would need both outcomes of branch " + branch(p, why.Branches[0]) +
		", and only one of them comes about."
	if len(why.Branches) > 1 {
		told = it + " would need outcomes of branches that never come about together."
	}
	for i := range why.Vain {
		told += " " + vain(p, why, &why.Vain[i])
	}
	return told
}

func branch(p *check.Pass, r agreement.Ref) string { return p.Agreement.Branches[r.Index].ID }

// vain says what is missing when the branches turn out in one way.
func vain(p *check.Pass, why *possible.Exclusion, v *possible.Vain) string {
	var ways []string
	for i, holds := range v.Holds {
		way := "what " + branch(p, why.Branches[i]) + " asks for holds"
		if !holds {
			way = "what " + branch(p, why.Branches[i]) + " asks for does not hold"
		}
		ways = append(ways, way)
	}
	told := "Where " + check.List(ways) + ", "
	if v.Itself {
		return told + "it does not come into being."
	}
	return told + "it waits for " + check.List(p.Agreement.IDs(v.For)) + " in vain."
}

// needed tells what must be so, or must not.
func needed(p *check.Pass, n *possible.Needed) string {
	id, word := p.Agreement.IDOf(n.Atom.Of), [2]string{"is done", "is not done"}
	if n.Atom.Op != agreement.OpAtom {
		return map[bool]string{false: "all that is asked of it holds",
			true: "what its unless names does not hold"}[n.Not]
	}
	switch verb := n.Atom.Verb; {
	case verb == agreement.VerbKept:
		word = [2]string{"is kept", "is not kept"}
	case verb == agreement.VerbBreached:
		word = [2]string{"is breached", "is not breached"}
	case n.Atom.Of.Kind == agreement.KindCommitment && verb == agreement.VerbStarted,
		n.Atom.Of.Kind == agreement.KindClock:
		word = [2]string{"has started", "has not started"}
	case n.Atom.Of.Kind == agreement.KindCommitment && continuing(p, n.Atom.Of):
		word = [2]string{"is in force", "is not in force"}
	case n.Atom.Of.Kind == agreement.KindCondition:
		word = [2]string{"holds", "does not hold"}
	case n.Atom.Of.Kind == agreement.KindDecision:
		word = [2]string{"is taken", "is not taken"}
	case n.Atom.Of.Kind == agreement.KindIssue:
		word = [2]string{"is agreed", "is not agreed"}
	}
	if n.Not {
		return id + " " + word[1]
	}
	return id + " " + word[0]
}

func continuing(p *check.Pass, c agreement.Ref) bool {
	return p.Agreement.Commitments[c.Index].IsContinuing()
}
