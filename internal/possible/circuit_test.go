package possible

import (
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// TestLanesAreFixpointsOneByOne: 64 sets of withheld things at once give what each gives alone.
func TestLanesAreFixpointsOneByOne(t *testing.T) {
	for seed := range uint64(400) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		net, random := Compile(a), rand.New(rand.NewPCG(seed, 6))
		circuit := net.Circuit(Asked{})
		lanes, f := circuit.Lanes(), net.Fixpoint()
		withheld := make([]map[agreement.Ref]bool, 64)
		for lane := range withheld {
			withheld[lane] = drawWithheld(a, random)
			for r := range withheld[lane] {
				if r.Kind == agreement.KindCommitment {
					lanes.Shut(circuit.Start(r.Index), 1<<lane)
				} else {
					lanes.Shut(circuit.World(r), 1<<lane)
				}
			}
		}
		lanes.Solve(^uint64(0))
		for lane := range withheld {
			f.Solve(func(r agreement.Ref) bool { return withheld[lane][r] })
			for c := range int32(len(a.Commitments)) {
				happens := f.Done(c) || a.Commitments[c].IsContinuing() && f.Starts(c)
				// A decision that asks for more electors than there are never opens in a circuit.
				if got := lanes.Open(circuit.Happens(c))>>lane&1 == 1; got != happens {
					t.Fatalf("seed %d, lane %d: %s happens: %v, want %v", seed, lane,
						a.Commitments[c].ID, got, happens)
				}
			}
		}
	}
}

func drawWithheld(a *agreement.Agreement, random *rand.Rand) map[agreement.Ref]bool {
	withheld := map[agreement.Ref]bool{}
	for _, kind := range []struct {
		kind agreement.Kind
		n    int
	}{
		{agreement.KindCommitment, len(a.Commitments)}, {agreement.KindClock, len(a.Clocks)},
		{agreement.KindCondition, len(a.Conditions)}, {agreement.KindIssue, len(a.Issues)},
		{agreement.KindDecision, len(a.Decisions)},
	} {
		for i := range kind.n {
			if random.IntN(6) == 0 {
				withheld[agreement.Ref{Kind: kind.kind, Index: int32(i)}] = true
			}
		}
	}
	return withheld
}

// TestAWayIsFounded: what Derive gives opens gate by gate, from nothing but itself, and is there
// exactly where the goal can be reached.
func TestAWayIsFounded(t *testing.T) {
	ways := 0
	for seed := range uint64(2000) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		for i := range a.Goals {
			net := Compile(a)
			circuit := net.Circuit(Asked{Goals: []agreement.Guard{a.Goals[i].Reach}})
			way, found := circuit.Derive(Way{Goals: []int32{circuit.Goal(0)},
				Cost: func(int32) float64 { return 1 }})
			if reach := net.Fixpoint().Satisfied(&a.Goals[i].Reach, nil); reach != found {
				t.Fatalf("seed %d: %s: derived %v, want %v", seed, a.Goals[i].ID, found, reach)
			}
			for k, gate := range way {
				have := 0
				for _, input := range circuit.in.of(gate) {
					if slices.Contains(way[:k], input) {
						have++
					}
				}
				if have < int(circuit.need[gate]) {
					t.Fatalf("seed %d: gate %d of %v opens before its inputs", seed, gate, way)
				}
				ways++
			}
		}
	}
	if ways < 1000 {
		t.Errorf("only %d gates were derived", ways)
	}
}

// TestAnyOfLoopsDoNotHoldThemselvesUp: six commitments stand in two circles of any-of waits. A
// closure of the clauses holds all six; one of them alone can be reached from nothing.
func TestAnyOfLoopsDoNotHoldThemselvesUp(t *testing.T) {
	a := &agreement.Agreement{Parties: []agreement.Party{{ID: "p"}}}
	wait := func(names ...int) agreement.Guard {
		var parts []agreement.Guard
		for _, i := range names {
			parts = append(parts, agreement.Happened(agreement.CommitmentRef(i)))
		}
		return agreement.Any(parts...)
	}
	after := []agreement.Guard{{}, wait(2, 3), wait(1, 3), wait(1, 2), wait(5), wait(4, 1)}
	for i, id := range []string{"a", "b", "c", "d", "e", "f"} {
		a.Commitments = append(a.Commitments, agreement.Commitment{ID: id, After: after[i],
			By: []agreement.Ref{agreement.PartyRef(0)}, Weight: 1, Lost: 1})
	}
	net := Compile(a)
	circuit := net.Circuit(Asked{})
	lanes := circuit.Lanes()
	lanes.Solve(1)
	for c := range int32(6) {
		want := c == 0
		if net.Fixpoint().Starts(c) != want || lanes.Open(circuit.Happens(c)) == 1 != want {
			t.Errorf("%s: want %v", a.Commitments[c].ID, want)
		}
	}
}

// TestShortestIsTheCheapestOfAllWays: every set of steps is tried.
func TestShortestIsTheCheapestOfAllWays(t *testing.T) {
	chosen := 0
	for seed := range uint64(3000) {
		opt := agreementtest.Monotone()
		opt.Decisions, opt.Most = nil, 6
		a := agreementtest.Random(seed, opt)
		for i := range a.Goals {
			circuit := Compile(a).Circuit(Asked{Goals: []agreement.Guard{a.Goals[i].Reach}})
			way := Way{Goals: []int32{circuit.Goal(0)}, Cost: func(gate int32) float64 {
				return steps(circuit, gate)
			}}
			gates, proven, found := circuit.Shortest(way, 100_000)
			least, possible := cheapest(circuit, way)
			cost := 0.0
			for _, gate := range gates {
				cost += way.Cost(gate)
			}
			if found != possible || found && (!proven || cost != least) {
				t.Fatalf("seed %d: %s takes %v (proven %v), want %v (%v)", seed, a.Goals[i].ID,
					cost, proven, least, possible)
			}
			if derived, _ := circuit.Derive(way); len(derived) > 0 {
				chosen += min(1, int(priceOf(way, derived)-cost))
			}
		}
	}
	if chosen < 10 {
		t.Errorf("only %d times did it matter what was chosen", chosen)
	}
}

func priceOf(way Way, gates []int32) (sum float64) {
	for _, gate := range gates {
		sum += way.Cost(gate)
	}
	return sum
}

// steps counts what somebody has to do.
func steps(c *Circuit, gate int32) float64 {
	if event, _ := c.Event(gate); event == NoEvent || event == Wills {
		return 0
	}
	return 1
}

// cheapest tries every set of gates that cost something.
func cheapest(c *Circuit, way Way) (least float64, found bool) {
	if way.Goals[0] == None {
		return 0, false
	}
	var paid []int32
	for gate := range int32(c.Len()) {
		if way.Cost(gate) > 0 {
			paid = append(paid, gate)
		}
	}
	for mask := range 1 << len(paid) {
		inside, cost := slices.Repeat([]bool{true}, c.Len()), 0.0
		for i, gate := range paid {
			inside[gate] = mask>>i&1 == 1
			cost += float64(mask >> i & 1)
		}
		if c.opening(nil, inside)[way.Goals[0]] && (!found || cost < least) {
			least, found = cost, true
		}
	}
	return least, found
}
