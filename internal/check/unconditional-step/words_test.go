package unconditionalstep

import (
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

// TestWhatMustNotComeAboutIsNotWaitedFor: the else of a branch asks that something should not be.
func TestWhatMustNotComeAboutIsNotWaitedFor(t *testing.T) {
	x, y := agreement.CommitmentRef(0), agreement.CommitmentRef(1)
	p := []agreement.Ref{agreement.PartyRef(0)}
	a := &agreement.Agreement{Parties: []agreement.Party{{ID: "p"}, {ID: "q"}},
		Commitments: []agreement.Commitment{
			{ID: "x", By: []agreement.Ref{agreement.PartyRef(1)}},
			{ID: "y", By: p},
			{ID: "z", By: p, After: agreement.Happened(y)},
		},
		Branches: []agreement.Branch{{ID: "b", If: agreement.Happened(x),
			Else: []agreement.Ref{y, agreement.CommitmentRef(2)}}}}
	told := map[string]string{}
	for _, f := range check.Run(a, []*check.Check{Check}, check.Options{}) {
		told[f.Subjects[0]] = f.Detail
	}
	for id, want := range map[string]string{
		"y": "It only asks that x should not come about",
		"z": "It also asks that x should not come about",
	} {
		if !strings.Contains(told[id], want) {
			t.Errorf("%s: %q, want %q", id, told[id], want)
		}
	}
}
