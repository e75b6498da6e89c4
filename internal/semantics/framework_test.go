package semantics

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// framework is the withdrawal framework of 2019 in its abridged form: a ceasefire and a full
// withdrawal that start together, a political plan between them, and one side's reading.
func framework(t *testing.T) *agreement.Agreement {
	t.Helper()
	plan, ceasefire := agreement.CommitmentRef(0), agreement.CommitmentRef(1)
	withdrawal, meet := agreement.CommitmentRef(2), agreement.CommitmentRef(3)
	a := &agreement.Agreement{
		ID: "framework",
		Commitments: []agreement.Commitment{
			{ID: "afghan-plan", After: agreement.Happened(meet)},
			{ID: "ceasefire"},
			{ID: "full-withdrawal", After: agreement.All(
				agreement.Started(ceasefire), agreement.Happened(plan))},
			{ID: "meet-kabul"},
		},
		Exchanges: []agreement.Exchange{{ID: "all-at-once",
			Sides: [][]agreement.Ref{{withdrawal}, {ceasefire}}}},
		Readings: []agreement.Reading{{ID: "line", After: []agreement.AddedWait{
			{Commitment: meet, Guard: agreement.Happened(withdrawal)}}}},
	}
	if err := agreementtest.Validate(a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheTextAloneCanHappenAndTheTextWithAReadingCannot(t *testing.T) {
	for _, test := range []struct {
		readings []int
		want     []bool
	}{
		{nil, []bool{true, true, true, true}},
		{[]int{0}, []bool{false, false, false, false}},
	} {
		w := NewWorld(framework(t).Under(test.readings))
		can, err := w.CanHappen(Cooperation{}, most)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(Happening{test.want, test.want}, can); diff != "" {
			t.Errorf("under %v: %s", test.readings, diff)
		}
	}
}
