package waitfor

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// TestWhatIsDroppedFrees: both ways to find a cut without proof find one, and what is taken back
// was not needed.
func TestWhatIsDroppedFrees(t *testing.T) {
	compared := 0
	for seed := range uint64(4000) {
		g := Of(agreementtest.Random(seed, agreementtest.Monotone()))
		for _, c := range g.Circles() {
			for name, find := range map[string]func(*puzzle) Cut{"start by start": (*puzzle).startByStart,
				"loop by loop": (*puzzle).loopByLoop, "either": (*puzzle).greedy} {
				p := newPuzzle(g, &c)
				cut := find(p)
				if !p.free(cut) {
					t.Fatalf("seed %d, %s: circle %v is not freed by %v", seed, name, c.Subjects, cut)
				}
				if c.Proven && len(cut) < len(c.Cuts[0]) {
					t.Fatalf("seed %d, %s: %v is smaller than the smallest", seed, name, cut)
				}
				compared++
			}
		}
	}
	if compared < 2000 {
		t.Errorf("only %d cuts looked at", compared)
	}
}

// TestAMeshLosesOneWaitOfEveryPair: thousands of commitments, each of which waits for both its
// neighbours, are more than the search looks through. One wait of every pair has to go, and no more.
func TestAMeshLosesOneWaitOfEveryPair(t *testing.T) {
	const n = 5000
	a := &agreement.Agreement{}
	for i := range n {
		before, after := agreement.CommitmentRef((i+n-1)%n), agreement.CommitmentRef((i+1)%n)
		a.Commitments = append(a.Commitments, agreement.Commitment{ID: fmt.Sprintf("c%04d", i),
			After: agreement.All(agreement.Happened(before), agreement.Happened(after))})
	}
	circles := Of(a).Circles()
	if len(circles) != 1 || circles[0].Proven || len(circles[0].Cuts[0]) != n {
		t.Errorf("%d circles; want one with a cut of %d, not proven", len(circles), n)
	}
}
