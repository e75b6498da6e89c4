package waitfor

import (
	"testing"

	"lockstep/internal/agreement"
)

// TestAJoinIsOfferedOnlyWhereItKeepsTheMeaning: two commitments wait for each other's start.
func TestAJoinIsOfferedOnlyWhereItKeepsTheMeaning(t *testing.T) {
	x, y := agreement.CommitmentRef(0), agreement.CommitmentRef(1)
	both := []agreement.Ref{x, y}
	for _, test := range []struct {
		name   string
		change func(*agreement.Agreement)
		join   bool
	}{
		{"plain", func(*agreement.Agreement) {}, true},
		{"turns", func(a *agreement.Agreement) {
			a.Exchanges = []agreement.Exchange{{ID: "e", Mode: agreement.StepForStep,
				Sides: [][]agreement.Ref{{x}, {y}}}}
		}, false},
		{"both on one side", func(a *agreement.Agreement) {
			a.Branches = []agreement.Branch{{ID: "b", If: agreement.Happened(
				agreement.ConditionRef(0)), Then: both}}
		}, true},
		{"one on a side", func(a *agreement.Agreement) {
			a.Branches = []agreement.Branch{{ID: "b", If: agreement.Happened(
				agreement.ConditionRef(0)), Then: both[:1]}}
		}, false},
		{"a branch on one of them", func(a *agreement.Agreement) {
			a.Branches = []agreement.Branch{{ID: "b", If: agreement.Started(x), Then: both}}
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := &agreement.Agreement{Conditions: []agreement.Condition{{ID: "calm"}},
				Commitments: []agreement.Commitment{{ID: "x", After: agreement.Started(y)},
					{ID: "y", After: agreement.Started(x)}}}
			test.change(a)
			circles := Of(a).Circles()
			if len(circles) != 1 || (circles[0].Join != nil) != test.join {
				t.Errorf("%v: want a join: %v", circles, test.join)
			}
		})
	}
}
