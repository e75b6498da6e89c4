package unconditionalstep

import (
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/semantics"
)

// TestUnconditionalIsWhatStartsThoughAllOthersRefuse: against the reference interpreter.
func TestUnconditionalIsWhatStartsThoughAllOthersRefuse(t *testing.T) {
	found, compared := 0, 0
	for seed := range uint64(4000) {
		opt := agreementtest.Monotone()
		opt.World, opt.Decisions = false, nil
		a := agreementtest.Random(seed, opt)
		if slices.ContainsFunc(a.Commitments, func(c agreement.Commitment) bool {
			return len(c.By) == 0
		}) {
			continue
		}
		findings := check.Run(a, []*check.Check{Check}, check.Options{})
		for i := range a.Commitments {
			got := slices.ContainsFunc(findings, func(f check.Finding) bool {
				return f.Subjects[0] == a.Commitments[i].ID
			})
			if want := startsAlone(seed, a, i); got != want {
				t.Fatalf("seed %d: %s: found %v, want %v", seed, a.Commitments[i].ID, got, want)
			}
			compared++
			if got {
				found++
			}
		}
	}
	if compared < 5000 || found < 1000 {
		t.Errorf("only %d commitments compared, %d of them unconditional", compared, found)
	}
}

// startsAlone runs the interpreter with everyone refusing who is not among c's performers.
func startsAlone(seed uint64, a *agreement.Agreement, c int) bool {
	var others []agreement.Ref
	for p := range a.Parties {
		if ref := agreement.PartyRef(p); !slices.Contains(a.Commitments[c].By, ref) {
			others = append(others, ref)
		}
	}
	w := semantics.NewWorld(a)
	random := rand.New(rand.NewPCG(seed, 5))
	end, _ := w.Run(w.Initial(), semantics.Cooperation{Refusing: others}, 1000, random.IntN)
	return end.Commitments[c].Begun
}
