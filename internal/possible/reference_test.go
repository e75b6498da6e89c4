package possible

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/semantics"
)

// agree fails the test where the fixpoint and the reference interpreter part ways on c.
func agree(t *testing.T, seed uint64, a *agreement.Agreement, f *Fixpoint,
	can semantics.Happening) {
	t.Helper()
	for c := range a.Commitments {
		if f.Starts(int32(c)) != can.Starts[c] {
			t.Fatalf("seed %d: %s starts: fast %v, reference %v", seed, a.Commitments[c].ID,
				f.Starts(int32(c)), can.Starts[c])
		}
		happens := f.Done(int32(c)) || a.Commitments[c].IsContinuing() && f.Starts(int32(c))
		if happens != can.Happens[c] {
			t.Fatalf("seed %d: %s happens: fast %v, reference %v", seed, a.Commitments[c].ID,
				happens, can.Happens[c])
		}
	}
}

// TestFixpointIsEveryReachableState: all states of small agreements, one by one.
func TestFixpointIsEveryReachableState(t *testing.T) {
	compared, stuck := 0, 0
	for seed := range uint64(3000) {
		opt := agreementtest.Monotone()
		opt.Most = 5
		a := agreementtest.Random(seed, opt)
		can, err := semantics.NewWorld(a).CanHappen(semantics.Cooperation{}, 400)
		if errors.Is(err, semantics.ErrTooMany) {
			continue
		}
		f := Compile(a).Fixpoint()
		agree(t, seed, a, f, can)
		compared++
		stuck += min(1, len(f.Stuck()))
	}
	if compared < 2000 || stuck < 300 {
		t.Errorf("only %d agreements explored in full, %d of them stuck somewhere", compared, stuck)
	}
}

// TestFixpointIsTheEndOfARun: in a monotone agreement every run ends alike, so one run of the
// interpreter is enough, and larger agreements can be compared.
func TestFixpointIsTheEndOfARun(t *testing.T) {
	for seed := range uint64(6000) {
		a := agreementtest.Random(seed, agreementtest.Monotone())
		w := semantics.NewWorld(a)
		random := rand.New(rand.NewPCG(seed, 2))
		end, _ := w.Run(w.Initial(), semantics.Cooperation{}, 1000, random.IntN)
		agree(t, seed, a, Compile(a).Fixpoint(), semantics.Happened(end))
	}
}

// TestRefusalIsWithholding: a party that refuses withholds its acts, and with one the joint step
// that it belongs to.
func TestRefusalIsWithholding(t *testing.T) {
	for seed := range uint64(6000) {
		opt := agreementtest.Monotone()
		opt.Decisions = nil
		a := agreementtest.Random(seed, opt)
		refusing := agreement.PartyRef(int(seed) % len(a.Parties))
		w := semantics.NewWorld(a)
		random := rand.New(rand.NewPCG(seed, 3))
		cooperation := semantics.Cooperation{Refusing: []agreement.Ref{refusing}}
		end, _ := w.Run(w.Initial(), cooperation, 1000, random.IntN)
		f := Compile(a).Withholding(func(r agreement.Ref) bool { return withholds(a, refusing, r) })
		agree(t, seed, a, f, semantics.Happened(end))
	}
}

func withholds(a *agreement.Agreement, refusing, r agreement.Ref) bool {
	of := func(parties []agreement.Ref) bool { return slices.Contains(parties, refusing) }
	switch r.Kind {
	case agreement.KindCommitment:
		return of(a.Commitments[r.Index].By)
	case agreement.KindCondition:
		c := &a.Conditions[r.Index]
		return of(c.ControlledBy) || of(c.Judges) && (c.Jointly || len(c.Judges) == 1)
	case agreement.KindIssue:
		return of(a.Issues[r.Index].Between)
	}
	return false
}

// TestNothingPossibleIsCalledImpossible: where guards are not monotone the fixpoint may promise
// too much, and never too little.
func TestNothingPossibleIsCalledImpossible(t *testing.T) {
	for seed := range uint64(3000) {
		opt := agreementtest.Everything()
		opt.Dates, opt.Readings = false, false
		a := agreementtest.Random(seed, opt)
		w := semantics.NewWorld(a)
		random := rand.New(rand.NewPCG(seed, 4))
		anything := semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}
		end, _ := w.Run(w.Initial(), anything, 300, random.IntN)
		can, f := semantics.Happened(end), Compile(a).Fixpoint()
		for c := range a.Commitments {
			if can.Starts[c] && !f.Starts(int32(c)) {
				t.Fatalf("seed %d: %s starts in the interpreter only", seed, a.Commitments[c].ID)
			}
		}
	}
}
