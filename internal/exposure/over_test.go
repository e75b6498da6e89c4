package exposure

import (
	"testing"

	"lockstep/internal/agreement"
)

// TestALimitBetweenWholeWeightsIsNotRounded: five given is over a limit of four and a half.
func TestALimitBetweenWholeWeightsIsNotRounded(t *testing.T) {
	a := &agreement.Agreement{
		Parties: []agreement.Party{{ID: "p"}},
		Commitments: []agreement.Commitment{
			{ID: "c", By: []agreement.Ref{agreement.PartyRef(0)}, Weight: 5, Lost: 1},
		},
	}
	for limit, want := range map[float64]int{4: 1, 4.5: 1, 4.9999: 1, 5: 0, 5.5: 0} {
		if over := Over(a, []Limit{{Party: 0, Weight: limit}}, Options{}); len(over) != want {
			t.Errorf("limit %v: %d over it, want %d", limit, len(over), want)
		}
	}
}
