package exposure

import (
	"errors"
	"math"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/semantics"
)

// peaks are the largest exposures over all states, by party.
func peaks(a *agreement.Agreement, states []semantics.State) []float64 {
	best := make([]float64, len(a.Parties))
	for p := range a.Parties {
		worth := values(a, p)
		for _, s := range states {
			sum := 0.0
			for c, course := range s.Commitments {
				if course.Life == semantics.Done {
					sum += worth[c]
				}
			}
			best[p] = max(best[p], sum)
		}
	}
	return best
}

// worldFirst is the state in which all that the world can do has been done: in a monotone
// agreement nothing that can be reached is missed by starting from there.
func worldFirst(w *semantics.World) semantics.State {
	s := w.Initial()
	for {
		moves := slices.DeleteFunc(w.Moves(s, semantics.Cooperation{}), func(m semantics.Move) bool {
			return m.Of.Kind == agreement.KindCommitment
		})
		if len(moves) == 0 {
			return s
		}
		s = w.Apply(s, moves[0])
	}
}

// isReached reports whether some state has exactly these commitments done.
func isReached(states []semantics.State, e *Exposure) bool {
	return slices.ContainsFunc(states, func(s semantics.State) bool {
		for c, course := range s.Commitments {
			in := slices.Contains(e.Given, int32(c)) || slices.Contains(e.Received, int32(c)) ||
				slices.Contains(e.Others, int32(c))
			if in != (course.Life == semantics.Done) {
				return false
			}
		}
		return true
	})
}

// agree fails the test where the fast way and the states part ways.
func agree(t *testing.T, seed uint64, a *agreement.Agreement, got []Exposure, states []semantics.State) {
	t.Helper()
	want := peaks(a, states)
	for i := range got {
		e := &got[i]
		if e.Exact && math.Abs(e.Peak-want[e.Party]) > 1e-9 {
			t.Fatalf("seed %d, %s: peak %v, reference %v", seed, a.Parties[e.Party].ID, e.Peak,
				want[e.Party])
		}
		if e.Lower > want[e.Party]+1e-9 || e.Upper < want[e.Party]-1e-9 {
			t.Fatalf("seed %d, %s: %v is not between %v and %v", seed, a.Parties[e.Party].ID,
				want[e.Party], e.Lower, e.Upper)
		}
		if !isReached(states, e) {
			t.Fatalf("seed %d, %s: the worst state cannot be reached: %v %v %v", seed,
				a.Parties[e.Party].ID, e.Given, e.Received, e.Others)
		}
	}
}

// TestPeakIsThatOfAllReachableStates: monotone agreements of up to eight commitments, every state
// of every one.
func TestPeakIsThatOfAllReachableStates(t *testing.T) {
	agreementtest.Proof{
		Analysis: "exposure", Usual: 5000,
		Draw: func(seed uint64) *agreement.Agreement {
			return agreementtest.Random(seed, agreementtest.Monotone())
		},
		Compare: comparePeaks,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "parties exposed"},
	}.Run(t)
}

func comparePeaks(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	w := semantics.NewWorld(a)
	states, err := w.ReachableFrom(worldFirst(w), semantics.Cooperation{}, mostStates)
	if errors.Is(err, semantics.ErrTooMany) {
		return false
	}
	got := Compute(a, Options{})
	agree(t, seed, a, got, states)
	for i := range got {
		if !got[i].Exact {
			t.Fatalf("seed %d: not exact: %q", seed, got[i].Reasons)
		}
		n.Count("parties", 1)
		if got[i].Peak > 0 {
			n.Count("parties exposed", 1)
		}
	}
	return true
}

// mostStates bounds how many states of an agreement are looked at.
const mostStates = 400

// TestBoundsHoldWhereNotAllIsMonotone: unless, while, negation, levels, pacing, branches and what
// ends a commitment, with and without readings. Conditions may be found not to hold. Every other
// bound is what a small budget leaves.
func TestBoundsHoldWhereNotAllIsMonotone(t *testing.T) {
	agreementtest.Proof{
		Analysis: "exposure: bounds where not all is monotone", Usual: 1500,
		Draw: func(seed uint64) *agreement.Agreement {
			opt := agreementtest.Everything()
			opt.Powers, opt.Dates, opt.Decisions = false, false, nil
			a := agreementtest.Random(seed, opt)
			return a.Under(upTo(int(seed%2) * len(a.Readings)))
		},
		Compare: compareBounds,
		Must: []string{"simultaneous", "step-for-step", "paced", "any", "at least", "branches",
			"weights", "shares", "parties exposed", "parties with a wide interval"},
	}.Run(t)
}

// TestBoundsHoldWhateverGoesWrong: powers may be used besides, and violations alleged and found.
func TestBoundsHoldWhateverGoesWrong(t *testing.T) {
	agreementtest.Proof{
		Analysis: "exposure: bounds with powers and breaches", Usual: 300,
		Draw: func(seed uint64) *agreement.Agreement {
			opt := agreementtest.Everything()
			opt.Dates, opt.Decisions = false, nil
			a := agreementtest.Random(seed, opt)
			return a.Under(upTo(int(seed%2) * len(a.Readings)))
		},
		Compare: func(
			t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
		) bool {
			anything := semantics.Cooperation{Lapses: true, Breaches: true, Powers: true}
			states, err := semantics.NewWorld(a).Reachable(anything, 3*mostStates)
			if errors.Is(err, semantics.ErrTooMany) {
				return false
			}
			got := Compute(a, Options{})
			agree(t, seed, a, got, states)
			for i := range got {
				n.Count("parties", 1)
				if got[i].Exact {
					n.Count("exactly", 1)
				}
			}
			return true
		},
		Must: []string{"simultaneous", "step-for-step", "paced", "any", "at least", "branches",
			"weights", "shares", "powers", "exactly"},
	}.Run(t)
}

// TestNobodyHasSaidSoInTheStepItself: what starts together with others cannot wait for one of them
// to be kept.
func TestNobodyHasSaidSoInTheStepItself(t *testing.T) {
	performer := []agreement.Ref{agreement.PartyRef(0)}
	kept := agreement.Guard{Op: agreement.OpAtom, Verb: agreement.VerbKept,
		Of: agreement.CommitmentRef(0)}
	a := &agreement.Agreement{
		Parties: []agreement.Party{{ID: "p"}},
		Commitments: []agreement.Commitment{
			{ID: "c", Kind: agreement.Continuing},
			{ID: "d", By: performer, After: kept, Weight: 1, Lost: 1},
		},
		Exchanges: []agreement.Exchange{{ID: "x", Sides: [][]agreement.Ref{
			{agreement.CommitmentRef(0)}, {agreement.CommitmentRef(1)}}}},
	}
	if e := Compute(a, Options{})[0]; !e.Exact || e.Peak != 0 {
		t.Errorf("together: %+v", e)
	}
}

// TestWhatIsFoundNotToBeViolatedIsKept: an act that can never be done may still be kept, once a
// violation of it was alleged and not found, and what waits for that can go ahead.
func TestWhatIsFoundNotToBeViolatedIsKept(t *testing.T) {
	act := agreement.CommitmentRef(0)
	a := &agreement.Agreement{
		Parties: []agreement.Party{{ID: "p"}},
		Commitments: []agreement.Commitment{
			{ID: "c", While: agreement.Done(act)},
			{ID: "d", By: []agreement.Ref{agreement.PartyRef(0)}, Weight: 1, Lost: 1,
				After: agreement.Guard{Op: agreement.OpAtom, Verb: agreement.VerbKept, Of: act}},
		},
	}
	if e := Compute(a, Options{})[0]; e.Upper < 1 || e.Lower > 0 {
		t.Errorf("%+v", e)
	}
}

func compareBounds(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	states, err := semantics.NewWorld(a).Reachable(semantics.Cooperation{Lapses: true}, mostStates)
	if errors.Is(err, semantics.ErrTooMany) {
		return false
	}
	whole := Compute(a, Options{})
	agree(t, seed, a, whole, states)
	hurried := Compute(a, Options{Scenes: 12})
	agree(t, seed, a, hurried, states)
	for i := range whole {
		n.Count("parties", 1)
		if whole[i].Upper > 0 {
			n.Count("parties exposed", 1)
		}
		if whole[i].Exact {
			n.Count("exactly", 1)
		}
		if !hurried[i].Exact {
			n.Count("parties with a wide interval", 1)
		}
	}
	return true
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
