package exposure

import (
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// held is an agreement with a loop that supports itself: the second act waits for any of the
// third and the fourth, and the third for the second.
func held() *agreement.Agreement {
	one, other := []agreement.Ref{agreement.PartyRef(0)}, []agreement.Ref{agreement.PartyRef(1)}
	act := agreement.CommitmentRef
	return &agreement.Agreement{ID: "held", Zone: "UTC",
		Parties: []agreement.Party{{ID: "one"}, {ID: "other"}},
		Commitments: []agreement.Commitment{
			{ID: "a", By: one, To: other, Weight: 1, Lost: 1},
			{ID: "b", By: one, To: other, Weight: 5, Lost: 1, After: agreement.Any(
				agreement.Happened(act(2)), agreement.Happened(act(3)))},
			{ID: "c", By: other, To: other, Weight: 1, Lost: 1,
				After: agreement.Happened(act(1))},
			{ID: "d", By: other, To: one, Weight: 9, Lost: 1},
		}}
}

// TestALoopThatSupportsItselfIsNoExposure: what a program that only looks at clauses calls 6 is 1,
// with the states of the interpreter as witness.
func TestALoopThatSupportsItselfIsNoExposure(t *testing.T) {
	a := held()
	e := Compute(a, Options{Parties: []int{0}})[0]
	if !e.Exact || e.Peak != 1 || !slices.Equal(e.Given, []int32{0}) || len(e.Others) > 0 {
		t.Errorf("peak %v (exact: %v), given %v, others %v", e.Peak, e.Exact, e.Given, e.Others)
	}
	states, err := semantics.NewWorld(a).Reachable(semantics.Cooperation{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	if want := peaks(a, states)[0]; want != 1 {
		t.Errorf("by the interpreter it is %v", want)
	}
	if over := Over(a, []Limit{{Party: 0, Weight: 1}}, Options{}); len(over) > 0 {
		t.Errorf("called over 1: %+v", over)
	}
}
