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

// TestPeakIsThatOfAllReachableStates: 10,000 monotone agreements of up to eight commitments,
// every state of every one.
func TestPeakIsThatOfAllReachableStates(t *testing.T) {
	compared, exposed, has := 0, 0, features{}
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
		has.count(a)
		for i := range got {
			if !got[i].Exact {
				t.Fatalf("seed %d: not exact: %q", seed, got[i].Reasons)
			}
			if got[i].Peak > 0 {
				exposed++
			}
		}
	}
	t.Logf("%d agreements, %d exposed parties, with %v", compared, exposed, has)
	if exposed < 5000 {
		t.Errorf("only %d parties stand exposed at all", exposed)
	}
	for _, name := range []string{"simultaneous", "step-for-step", "any", "at least", "decisions",
		"weights", "shares"} {
		if has[name] < 1000 {
			t.Errorf("only %d agreements have %s", has[name], name)
		}
	}
}

// features counts agreements by what they have.
type features map[string]int

func (f features) count(a *agreement.Agreement) {
	has := map[string]bool{"decisions": len(a.Decisions) > 0}
	for i := range a.Exchanges {
		has["simultaneous"] = has["simultaneous"] || a.Exchanges[i].Mode == agreement.Simultaneous
		has["step-for-step"] = has["step-for-step"] || a.Exchanges[i].Mode == agreement.StepForStep
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		has["weights"] = has["weights"] || c.Weight != 1
		has["shares"] = has["shares"] || c.Lost != 1
		for _, g := range []agreement.Guard{c.After, c.Provided} {
			choices(&g, has)
		}
	}
	for name, is := range has {
		if is {
			f[name]++
		}
	}
}

func choices(g *agreement.Guard, has map[string]bool) {
	has["any"] = has["any"] || g.Op == agreement.OpAny
	has["at least"] = has["at least"] || g.Op == agreement.OpAtLeast
	for i := range g.Args {
		choices(&g.Args[i], has)
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
