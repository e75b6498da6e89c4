package unilateralmove

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/check/checktest"
	"lockstep/internal/semantics"
)

// governing is a monotone agreement in which decisions govern commitments and levels.
func governing(seed uint64) *agreement.Agreement {
	opt := agreementtest.Monotone()
	opt.Levels, opt.Goals = true, false
	a := agreementtest.Random(seed, opt)
	r := rand.New(rand.NewPCG(seed, 11))
	for i := range a.Decisions {
		governs := &a.Decisions[i].Governs
		*governs = []agreement.Ref{agreement.CommitmentRef(r.IntN(len(a.Commitments)))}
		if r.IntN(2) == 0 {
			*governs = append(*governs, agreement.LevelRef(r.IntN(len(a.Levels))))
		}
	}
	return a
}

// TestMovesAreThoseOfTheInterpreter: every state in which something governed has changed and its
// decision is not taken.
func TestMovesAreThoseOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "unilateral-move", Usual: 200, Draw: governing, Compare: compareMoves,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "moves", "nothing to report"},
	}.Run(t)
}

func compareMoves(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	const mostStates = 1200
	states, err := semantics.NewWorld(a).Reachable(semantics.Cooperation{}, mostStates)
	if err != nil {
		return false
	}
	var want []string
	for d := range a.Decisions {
		for _, governed := range a.Decisions[d].Governs {
			if movers := movedBefore(a, states, d, governed); len(movers) > 0 {
				subjects := append([]string{a.Decisions[d].ID, a.IDOf(governed)}, movers...)
				want = append(want, asSet(subjects))
			}
		}
	}
	var got []string
	for _, f := range checktest.Findings(a, Check) {
		if f.Severity != check.Error {
			t.Fatalf("seed %d: %s", seed, f.Summary)
		}
		got = append(got, asSet(f.Subjects))
	}
	checktest.Same(t, seed, got, want)
	n.Count("moves", len(got))
	if len(got) == 0 {
		n.Count("nothing to report", 1)
	}
	return true
}

// movedBefore are the commitments that have changed what is governed in some state in which the
// decision is not taken.
func movedBefore(
	a *agreement.Agreement, states []semantics.State, decision int, governed agreement.Ref,
) []string {
	var movers []string
	for c := range a.Commitments {
		isMover := slices.ContainsFunc(states, func(s semantics.State) bool {
			return s.Decisions[decision].Stage != semantics.Taken &&
				hasMoved(a, s.Commitments[c], c, governed)
		})
		if isMover {
			movers = append(movers, a.Commitments[c].ID)
		}
	}
	return movers
}

// hasMoved reports whether commitment c, which has come that far, has changed what is governed:
// by starting where it is governed itself, and by moving a level once it is done or in force.
func hasMoved(
	a *agreement.Agreement, course semantics.Course, c int, governed agreement.Ref,
) bool {
	if governed.Kind == agreement.KindCommitment {
		return int(governed.Index) == c && course.Begun
	}
	changes := slices.ContainsFunc(a.Commitments[c].Changes, func(x agreement.Change) bool {
		return x.Level == governed
	})
	return changes && (course.Life == semantics.Done || course.Life == semantics.InForce)
}

// asSet is a list of names, sorted and each once.
func asSet(names []string) string {
	slices.Sort(names)
	return fmt.Sprint(slices.Compact(names))
}
