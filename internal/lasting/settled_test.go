package lasting

import (
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/semantics"
)

// saleOnTop is a large agreement in which nothing goes wrong, and a sale that waits for its end:
// payment may be violated, delivery is suspended then and resumed by late payment, which may be
// let go. An unless keeps it from being searched backward.
func saleOnTop(steps int) *agreement.Agreement {
	a := agreementtest.Ladder(8, steps, false)
	last := agreement.Done(agreement.CommitmentRef(len(a.Commitments) - 1))
	add := func(c agreement.Commitment) agreement.Ref {
		c.Weight, c.Lost = 1, 1
		a.Commitments = append(a.Commitments, c)
		return agreement.CommitmentRef(len(a.Commitments) - 1)
	}
	pay := add(agreement.Commitment{ID: "pay", After: last})
	deliver := add(agreement.Commitment{ID: "z-deliver", After: last})
	late := add(agreement.Commitment{ID: "z-late", After: agreement.Breached(pay)})
	add(agreement.Commitment{ID: "z-other", After: last, Unless: agreement.Breached(pay)})
	power := func(id string, does agreement.Effect, when agreement.Guard, on agreement.Ref) {
		a.Powers = append(a.Powers, agreement.Power{ID: id, Does: does, When: when,
			On: []agreement.Ref{on}})
	}
	power("hold-back", agreement.Suspend, agreement.Breached(pay), deliver)
	power("let-go", agreement.Terminate, agreement.Breached(pay), late)
	power("release", agreement.Resume, agreement.Done(late), deliver)
	return a
}

// TestWhatIsSettledIsTakenForGranted: thousands of commitments that nothing can hold up are not
// searched, and what hangs on them is.
func TestWhatIsSettledIsTakenForGranted(t *testing.T) {
	a := saleOnTop(100)
	answer := Question{Agreement: a}.Ask()
	if len(answer.Undecided) > 0 {
		t.Fatalf("%+v undecided", answer.Undecided)
	}
	var open []string
	w := semantics.NewWorld(a)
	for _, way := range answer.Ways {
		for _, c := range way.Open {
			open = append(open, a.Commitments[c].ID)
		}
		if _, err := w.Replay(anything, way.Story); err != nil {
			t.Error(err)
		}
	}
	slices.Sort(open)
	if want := []string{"z-deliver", "z-other"}; !slices.Equal(open, want) {
		t.Errorf("open: %v, want %v", open, want)
	}
}

// BenchmarkSaleOnTop asks what can stay open for ever on top of a large agreement.
func BenchmarkSaleOnTop(b *testing.B) {
	for _, steps := range []int{125, 1250, 12_500} {
		a := saleOnTop(steps)
		b.Run(fmt.Sprint(len(a.Commitments)), func(b *testing.B) {
			for b.Loop() {
				if answer := (Question{Agreement: a}).Ask(); len(answer.Undecided) > 0 {
					b.Fatal("undecided")
				}
			}
		})
	}
}

// TestTakingForGrantedMakesNoDifference: what is left of drawn agreements without what is settled
// can stay open as before, and the story goes on from what is taken for granted.
func TestTakingForGrantedMakesNoDifference(t *testing.T) {
	agreementtest.Proof{
		Analysis: "never-ends: settled parts taken for granted", Usual: 150, Draw: agreementtest.OnTop,
		Compare: compareTaken,
		Must: []string{"something settled", "open for ever", "any", "at least", "decisions",
			"powers",
			"suspensions", "breaches"},
	}.Run(t)
}

func compareTaken(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	twin, ok := newTwin(a)
	if !ok {
		return false
	}
	twin.noteWrongs(n)
	any := false
	told := make([]bool, len(a.Commitments))
	for _, part := range a.IndependentParts(troubles(a, AsksConduct(a))) {
		answer, ok := Question{States: DefaultStates}.taken(part)
		if !ok {
			answer = Question{States: DefaultStates}.part(part)
		} else {
			n.Count("something settled", 1)
		}
		var found Answer
		found.add(part, answer)
		if len(found.Undecided) > 0 {
			t.Fatalf("seed %d: %+v", seed, found.Undecided)
		}
		for i := range found.Ways {
			any = true
			holds(t, seed, a, &found.Ways[i], twin.contingent)
			for _, c := range found.Ways[i].Open {
				told[c] = told[c] || !found.Ways[i].Together
			}
		}
	}
	want, each := twin.openIn(twin.withoutSettled())
	for c := range each {
		if each[c] != told[c] || want != any {
			t.Fatalf("seed %d: %v (%v) can stay open for ever, want %v (%v)", seed, told, any, each,
				want)
		}
	}
	if any {
		n.Count("open for ever", 1)
	}
	return true
}

// withoutSettled are the parts into which the agreement falls once what is settled is taken for
// granted: what goes wrong counts only for what it has to do with then.
func (t *twin) withoutSettled() [][]bool {
	a := t.world.Agreement
	rest := Settle(a).Rest()
	var parts [][]bool
	for _, part := range rest.IndependentParts(func(int32) bool { return true }) {
		in := make([]bool, len(a.Commitments))
		for c := range part.Agreement.Commitments {
			in[part.Whole(agreement.CommitmentRef(c)).Index] = true
		}
		parts = append(parts, in)
	}
	return parts
}
