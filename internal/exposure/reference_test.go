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

// TestPeakIsThatOfAllReachableStates: monotone agreements, every state of every one.
func TestPeakIsThatOfAllReachableStates(t *testing.T) {
	compared, exposed, any := 0, 0, 0
	for seed := uint64(0); compared < 10_000; seed++ {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		w := semantics.NewWorld(a)
		states, err := w.ReachableFrom(worldFirst(w), semantics.Cooperation{}, 400)
		if errors.Is(err, semantics.ErrTooMany) {
			continue
		}
		got := Compute(a, Options{})
		agree(t, seed, a, got, states)
		compared++
		for i := range got {
			if !got[i].Exact {
				t.Fatalf("seed %d: not exact: %q", seed, got[i].Reasons)
			}
			if got[i].Peak > 0 {
				exposed++
			}
			any += len(got[i].UnderWay)
		}
	}
	if exposed < 5000 {
		t.Errorf("only %d parties stand exposed at all", exposed)
	}
}

// TestBoundsHoldWhereNotAllIsMonotone: unless, while, negation, levels, pacing, branches and what
// ends a commitment. Conditions may be found not to hold.
func TestBoundsHoldWhereNotAllIsMonotone(t *testing.T) {
	compared, doubted, apart := 0, 0, 0
	for seed := range uint64(4000) {
		opt := agreementtest.Everything()
		opt.Readings, opt.Powers, opt.Dates, opt.Decisions = false, false, false, nil
		opt.Most = 5
		a := agreementtest.Random(seed, opt)
		w := semantics.NewWorld(a)
		states, err := w.Reachable(semantics.Cooperation{Lapses: true}, 400)
		if errors.Is(err, semantics.ErrTooMany) {
			continue
		}
		agree(t, seed, a, Compute(a, Options{}), states)
		hurried := Compute(a, Options{Scenes: 12})
		agree(t, seed, a, hurried, states)
		compared++
		for i := range hurried {
			if !hurried[i].Exact {
				apart++
			}
		}
		doubted += min(1, len(newWeb(a).doubts))
	}
	t.Log(compared, doubted, apart)
}
