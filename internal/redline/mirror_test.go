package redline

import (
	"math/rand/v2"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// TestBreachesAreMirrored: red lines over what happened and was breached in agreements with
// powers are decided without looking at any state, and as the interpreter decides them.
func TestBreachesAreMirrored(t *testing.T) {
	var n tally
	for seed := range uint64(3000) {
		a := agreementtest.Plain(seed)
		r := rand.New(rand.NewPCG(seed, 9))
		line := breachLine(r, a)
		n.compareLine(t, seed, a, line)
	}
	if n.compared < 2000 || n.reached < 700 || n.undecided > 0 || n.unproven*4 > n.reached {
		t.Errorf("%+v", n)
	}
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

// compareLine holds the answer for the red line against the interpreter; one state is not enough
// to decide it by looking at states.
func (n *tally) compareLine(
	t *testing.T, seed uint64, a *agreement.Agreement, line agreement.Guard,
) {
	t.Helper()
	q := Question{Agreement: a, Net: possible.Compile(a), States: 1}
	got, w, may := q.Ask(&line), semantics.NewWorld(a), q.cooperation(&line)
	if got.Verdict == Reached {
		end, err := w.Replay(may, got.Story)
		if err != nil || !Crossed(w, end, &line) {
			t.Fatalf("seed %d: the story %v does not cross %v: %v", seed, got.Story, line, err)
		}
	}
	steps, found, ok := nearest(w, &line, may)
	n.count(t, seed, got, steps, found, ok)
}
