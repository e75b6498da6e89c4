package unconditionalstep

import (
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

// TestStepsThatWaitForOneAnotherAssumeTheSame: which of them comes first makes no difference.
func TestStepsThatWaitForOneAnotherAssumeTheSame(t *testing.T) {
	p, q := agreement.CommitmentRef(0), agreement.CommitmentRef(1)
	calm, quiet := agreement.ConditionRef(0), agreement.ConditionRef(1)
	either := func(x, y agreement.Ref) agreement.Guard {
		return agreement.Any(agreement.Happened(x), agreement.Happened(y))
	}
	a := &agreement.Agreement{
		ID:         "t",
		Parties:    []agreement.Party{{ID: "us", AtTable: true}},
		Conditions: []agreement.Condition{{ID: "calm"}, {ID: "quiet"}},
		Commitments: []agreement.Commitment{
			{ID: "p", After: either(q, calm)},
			{ID: "q", After: either(p, quiet)},
			{ID: "r", After: agreement.Happened(p)},
		},
	}
	for i := range a.Commitments {
		a.Commitments[i].By = []agreement.Ref{agreement.PartyRef(0)}
	}
	found := check.Run(a, []*check.Check{Check}, check.Options{})
	if len(found) != 3 {
		t.Fatalf("%d findings", len(found))
	}
	for _, f := range found {
		if !slices.Equal(f.Assuming, []string{"calm", "quiet"}) {
			t.Errorf("%s assumes %q", f.Subjects[0], f.Assuming)
		}
	}
}
