package waitfor

import (
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// TestStuckIsWhatTheNaiveTwinNeverStarts: on thousands of random agreements.
func TestStuckIsWhatTheNaiveTwinNeverStarts(t *testing.T) {
	stuck := 0
	for seed := range uint64(6000) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		g, n := Of(a), newNaive(a)
		n.run(everyCommitment(a))
		for c := range a.Commitments {
			if g.fixpoint.Starts(int32(c)) != n.started[int32(c)] {
				t.Fatalf("seed %d: %s: fast %v, slow %v", seed, a.Commitments[c].ID,
					g.fixpoint.Starts(int32(c)), n.started[int32(c)])
			}
		}
		stuck += min(1, len(g.stuck))
	}
	if stuck < 1000 {
		t.Errorf("only %d of 6000 random agreements are stuck somewhere", stuck)
	}
}

func everyCommitment(a *agreement.Agreement) []int32 {
	all := make([]int32, len(a.Commitments))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// TestCutsAreAllTheSmallest: against trying every subset of waits.
func TestCutsAreAllTheSmallest(t *testing.T) {
	compared := 0
	for seed := range uint64(6000) {
		opt := agreementtest.Monotone()
		opt.Most = 6
		a := agreementtest.Random(seed, opt)
		g := Of(a)
		for _, c := range g.Circles() {
			want := freeing(g, &c, 4)
			if want == nil {
				continue
			}
			compared++
			if len(want) > MostCuts {
				want = want[:MostCuts]
			}
			if !c.Proven || !slices.EqualFunc(c.Cuts, want, slices.Equal[Cut]) {
				t.Fatalf("seed %d: circle %v: cuts %v (proven %v), want %v", seed, c.Subjects,
					c.Cuts, c.Proven, want)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d circles compared", compared)
	}
}

// TestLoopIsALoop: every step of the loop is a wait or a joint start, and it closes.
func TestLoopIsALoop(t *testing.T) {
	for seed := range uint64(3000) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		g := Of(a)
		for _, c := range g.Circles() {
			n := c.LoopNodes
			if len(n) < 2 || n[0] != n[len(n)-1] {
				t.Fatalf("seed %d: loop %v does not close", seed, n)
			}
			for i := range n[1:] {
				if !waitsFor(g, n[i], n[i+1]) {
					t.Fatalf("seed %d: loop %v: no wait from %d to %d", seed, n, n[i], n[i+1])
				}
			}
			for _, x := range n {
				if _, inside := slices.BinarySearch(c.Subjects, x); !inside {
					t.Fatalf("seed %d: loop %v leaves the subjects %v", seed, n, c.Subjects)
				}
			}
		}
	}
}

func waitsFor(g *Graph, x, y int32) bool {
	group, grouped := g.net.GroupOf(x)
	if other, also := g.net.GroupOf(y); grouped && also && group == other && x != y {
		return true
	}
	return slices.ContainsFunc(g.waits, func(w Wait) bool {
		return w.Waiter == x && w.Target == y
	})
}

// TestJoinStarts: put into one simultaneous exchange, with waits on each other read as started,
// the commitments of a join start.
func TestJoinStarts(t *testing.T) {
	joins := 0
	for seed := range uint64(4000) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		for _, c := range Of(a).Circles() {
			if c.Join == nil {
				continue
			}
			joins++
			n := newNaive(a)
			for _, x := range c.Join {
				n.group[x] = c.Join
				for _, y := range c.Join {
					n.dropped[Drop{x, agreement.CommitmentRef(int(y))}] = true
				}
			}
			n.run(everyCommitment(a))
			if !n.started[c.Join[0]] && !throughNames(a, c.Join) {
				t.Fatalf("seed %d: join %v does not start", seed, c.Join)
			}
		}
	}
	if joins < 200 {
		t.Errorf("only %d joins", joins)
	}
}

// throughNames reports whether the joined wait on each other through a clock or an exchange,
// which the naive twin cannot rewrite.
func throughNames(a *agreement.Agreement, join []int32) bool {
	waits, found := agreement.NewWaits(a), false
	for _, x := range join {
		waits.EachClause(x, func(g *agreement.Guard) {
			g.EachAtom(func(atom *agreement.Guard) {
				found = found || atom.Of.Kind == agreement.KindClock ||
					atom.Of.Kind == agreement.KindExchange
			})
		})
	}
	return found
}

// chain is an agreement of n commitments by one party in which each waits for the next, and the
// last for the first when closed.
func chain(n int, closed bool) *agreement.Agreement {
	a := &agreement.Agreement{ID: "chain", Parties: []agreement.Party{{ID: "p", AtTable: true}}}
	for i := range n {
		c := agreement.Commitment{ID: fmt.Sprintf("c%07d", i), Weight: 1, Lost: 1,
			By: []agreement.Ref{agreement.PartyRef(0)}}
		if i+1 < n || closed {
			c.After = agreement.Done(agreement.CommitmentRef((i + 1) % n))
		}
		a.Commitments = append(a.Commitments, c)
	}
	return a
}

// TestALongLoopHasTwentyCutsOfOne: the search stays linear on a loop of 50,000 commitments.
func TestALongLoopHasTwentyCutsOfOne(t *testing.T) {
	circles := Of(chain(50_000, true)).Circles()
	if len(circles) != 1 || len(circles[0].Subjects) != 50_000 {
		t.Fatalf("%d circles", len(circles))
	}
	if c := circles[0]; len(c.Cuts) != MostCuts || !c.Proven || len(c.LoopNodes) != 50_001 {
		t.Errorf("%d cuts, proven %v, loop of %d", len(c.Cuts), c.Proven, len(c.LoopNodes))
	}
}

func BenchmarkWaitGraph(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		a := agreementtest.Ladder(8, n/8, true)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Of(a).Circles()
			}
			agreementtest.ReportRate(b, n)
		})
	}
}
