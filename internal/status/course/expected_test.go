package course_test

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/status/course"
	"lockstep/internal/status/statustest"
	"lockstep/internal/temporal"
)

// TestExpectedIsWhatDatesSays: before anything has happened, a deadline that can be expected is
// the one that package temporal counts.
func TestExpectedIsWhatDatesSays(t *testing.T) {
	opt := agreementtest.Options{World: true, Dates: true, Decisions: []agreement.Rule{
		agreement.Consensus}, Exchanges: []agreement.Mode{agreement.Simultaneous}}
	compared := 0
	for seed := range uint64(9000) {
		a := agreementtest.Random(seed, opt)
		a.Signed = statustest.Beginning + 1000
		if choosesEarliest(a) {
			continue
		}
		state := course.New(a).Run(nil, statustest.Beginning)
		expected := state.Expected()
		for c, dates := range temporal.Compute(a, nil) {
			if expected[c] != dates.Due {
				t.Fatalf("seed %d, %s: dates says %s, expected %s", seed, dates.ID, dates.Due, expected[c])
			}
			if dates.Due != state.Due(int32(c)) {
				compared++
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d deadlines hang on others", compared)
	}
}

// choosesEarliest reports whether a time of a is the earliest of several: of these, status counts
// the ones that have happened, and dates all of them.
func choosesEarliest(a *agreement.Agreement) bool {
	found := false
	var look func(t *agreement.Time)
	look = func(t *agreement.Time) {
		if t != nil {
			found = found || t.Op == agreement.TimeEarliest
			for i := range t.Args {
				look(&t.Args[i])
			}
		}
	}
	for i := range a.Commitments {
		look(a.Commitments[i].Due)
		look(a.Commitments[i].StartBy)
	}
	for i := range a.Clocks {
		look(a.Clocks[i].At)
	}
	return found
}
