package redline

import (
	"math/rand/v2"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// TestBreachesAreMirrored: red lines over what happened and was breached in agreements with
// powers are decided without looking at any state, and as the interpreter decides them.
func TestBreachesAreMirrored(t *testing.T) {
	agreementtest.Proof{
		Analysis: "red lines: breaches, by fixpoint", Usual: 2400, Draw: agreementtest.Plain,
		Compare: trial{1, breachLine}.compare, // one state is not enough to decide it by states
		Must: []string{"any", "at least", "powers", "suspensions", "breaches", "crossed",
			"never crossed", "by a proven shortest story"},
		Without: []string{"not decided"},
	}.Run(t)
}

// breachLine is a combination of outcomes and of their absence.
func breachLine(r *rand.Rand, a *agreement.Agreement) agreement.Guard {
	literal := func() agreement.Guard {
		of := agreement.CommitmentRef(r.IntN(len(a.Commitments)))
		g := agreement.Guard{Op: agreement.OpAtom, Of: of,
			Verb: []agreement.Verb{agreement.VerbStarted, agreement.VerbBreached,
				agreement.VerbDone}[r.IntN(3)]}
		if g.Verb == agreement.VerbDone && a.Commitments[of.Index].IsContinuing() {
			g.Verb = agreement.VerbBreached
		}
		if r.IntN(2) == 0 {
			return agreement.Not(g)
		}
		return g
	}
	switch r.IntN(3) {
	case 0:
		return agreement.All(literal(), literal())
	case 1:
		return agreement.All(literal(), literal(), agreement.Any(literal(), literal()))
	}
	return agreement.AtLeast(2, literal(), literal(), literal())
}
