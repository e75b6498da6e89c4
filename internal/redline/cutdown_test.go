package redline

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// TestALargePartIsCutDown: a red line over conduct at the end of many hundred commitments that
// nothing can hold up is decided, both ways.
func TestALargePartIsCutDown(t *testing.T) {
	a := agreementtest.Ladder(8, 100, false)
	add := func(c agreement.Commitment) agreement.Ref {
		c.Weight, c.Lost = 1, 1
		a.Commitments = append(a.Commitments, c)
		return agreement.CommitmentRef(len(a.Commitments) - 1)
	}
	end := agreement.Done(agreement.CommitmentRef(len(a.Commitments) - 1))
	peace := add(agreement.Commitment{ID: "q-peace", Kind: agreement.Continuing, After: end})
	kept := agreement.Guard{Op: agreement.OpAtom, Verb: agreement.VerbKept, Of: peace}
	answer := add(agreement.Commitment{ID: "q-reply", After: agreement.Breached(peace)})
	leave := add(agreement.Commitment{ID: "q-withdraw", After: end, While: kept})
	for _, c := range []struct {
		name string
		line agreement.Guard
		want Verdict
	}{
		{"left and broken", agreement.All(agreement.Done(leave), agreement.Breached(peace), kept), Never},
		{"answered", agreement.All(agreement.Done(leave), agreement.Started(answer)), Reached},
		{"answered and kept", agreement.All(kept, agreement.Started(answer)), Never},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := Question{Agreement: a, Net: possible.Compile(a)}
			got := q.Ask(&c.line)
			if got.Verdict != c.want {
				t.Fatalf("%v, want %v: %s", got.Verdict, c.want, got.Why)
			}
			if got.Verdict == Reached {
				w := semantics.NewWorld(a)
				end, err := w.Replay(q.cooperation(&c.line), got.Story)
				if err != nil || !Crossed(w, end, &c.line) {
					t.Errorf("after %d steps it is not crossed: %v", len(got.Story), err)
				}
			}
		})
	}
}
