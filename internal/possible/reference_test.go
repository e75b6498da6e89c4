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
	agreementtest.Proof{
		Analysis: "what can happen: every state", Usual: 600,
		Draw: func(seed uint64) *agreement.Agreement {
			return agreementtest.Random(seed, agreementtest.Monotone())
		},
		Compare: func(
			t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
		) bool {
			can, err := semantics.NewWorld(a).CanHappen(semantics.Cooperation{}, mostStates)
			if errors.Is(err, semantics.ErrTooMany) {
				return false
			}
			f := Compile(a).Fixpoint()
			agree(t, seed, a, f, can)
			n.Count("stuck somewhere", min(1, len(f.Stuck())))
			return true
		},
		Must: append(held(), "stuck somewhere"),
	}.Run(t)
}

// mostStates bounds how many states of an agreement are looked at.
const mostStates = 1200

// held are the features that monotone agreements must hold to say something.
func held() []string {
	return []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
		"shares"}
}

// TestFixpointIsTheEndOfARun: in a monotone agreement every run ends alike, so one run of the
// interpreter is enough, and none is too large.
func TestFixpointIsTheEndOfARun(t *testing.T) {
	agreementtest.Proof{
		Analysis: "what can happen: the end of a run", Usual: 10_000,
		Draw: func(seed uint64) *agreement.Agreement {
			return agreementtest.Random(seed, agreementtest.Monotone())
		},
		Compare: func(
			t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
		) bool {
			w := semantics.NewWorld(a)
			random := rand.New(rand.NewPCG(seed, 2))
			end, _ := w.Run(w.Initial(), semantics.Cooperation{}, 1000, random.IntN)
			f := Compile(a).Fixpoint()
			agree(t, seed, a, f, semantics.Happened(end))
			n.Count("stuck somewhere", min(1, len(f.Stuck())))
			return true
		},
		Must: append(held(), "stuck somewhere"),
	}.Run(t)
}

// TestRefusalIsWithholding: a party that refuses withholds its acts, and with one the joint step
// that it belongs to.
func TestRefusalIsWithholding(t *testing.T) {
	opt := agreementtest.Monotone()
	opt.Decisions = nil
	agreementtest.Proof{
		Analysis: "what can happen: one party refuses", Usual: 5000,
		Draw: func(seed uint64) *agreement.Agreement { return agreementtest.Random(seed, opt) },
		Compare: func(
			t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
		) bool {
			refusing := agreement.PartyRef(int(seed) % len(a.Parties))
			w := semantics.NewWorld(a)
			random := rand.New(rand.NewPCG(seed, 3))
			cooperation := semantics.Cooperation{Refusing: []agreement.Ref{refusing}}
			end, _ := w.Run(w.Initial(), cooperation, 1000, random.IntN)
			f := Compile(a).Withholding(func(r agreement.Ref) bool {
				return withholds(a, refusing, r)
			})
			agree(t, seed, a, f, semantics.Happened(end))
			return true
		},
		Must: []string{"simultaneous", "step-for-step", "any", "at least"},
	}.Run(t)
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
	agreementtest.Proof{
		Analysis: "what can happen: never too little", Usual: 3000,
		Draw: func(seed uint64) *agreement.Agreement {
			opt := agreementtest.Everything()
			opt.Dates, opt.Levels = false, seed%2 == 0
			a := agreementtest.Random(seed, opt)
			if seed%3 == 0 {
				a = a.Under(allReadings(a))
			}
			return a
		},
		Compare: func(
			t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
		) bool {
			w := semantics.NewWorld(a)
			random := rand.New(rand.NewPCG(seed, 4))
			anything := semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}
			end, _ := w.Run(w.Initial(), anything, 120, random.IntN)
			can, net := semantics.Happened(end), Compile(a)
			f := net.Fixpoint()
			n.Count("something barred", min(1, len(net.excluded)))
			for c := range a.Commitments {
				if can.Starts[c] && !f.Starts(int32(c)) {
					t.Fatalf("seed %d: %s starts in the interpreter only", seed,
						a.Commitments[c].ID)
				}
			}
			return true
		},
		Must: append(held(), "paced", "powers", "branches"),
	}.Run(t)
}

// allReadings are the positions of every reading of a.
func allReadings(a *agreement.Agreement) (list []int) {
	for i := range a.Readings {
		list = append(list, i)
	}
	return list
}

// branched is a drawn agreement whose branches ask what keep makes of them; everything else in it
// is monotone.
func branched(
	seed uint64, keep func(*agreement.Agreement, *agreement.Branch),
) *agreement.Agreement {
	opt := agreementtest.Everything()
	opt.Dates, opt.Judgement, opt.Powers, opt.Levels = false, false, false, false
	opt.Decisions, opt.Most = nil, 5
	opt.Exchanges = []agreement.Mode{agreement.Simultaneous, agreement.StepForStep}
	a := agreementtest.Random(seed, opt)
	for i := range a.Branches {
		keep(a, &a.Branches[i])
	}
	return a
}

// TestReadingsDenyTheMatterOfABranch: what comes into being on the side that holds waits for what
// is left of the matter.
func TestReadingsDenyTheMatterOfABranch(t *testing.T) {
	freed := 0
	for seed := range uint64(3000) {
		a := branched(seed, func(_ *agreement.Agreement, b *agreement.Branch) { b.Else = nil })
		a = a.Under(allReadings(a))
		w := semantics.NewWorld(a)
		random := rand.New(rand.NewPCG(seed, 5))
		end, _ := w.Run(w.Initial(), semantics.Cooperation{}, 300, random.IntN)
		agree(t, seed, a, Compile(a).Fixpoint(), semantics.Happened(end))
		for i := range a.Branches {
			for _, c := range a.Branches[i].Then {
				freed += min(1, len(a.Commitments[c.Index].Denied))
			}
		}
	}
	if freed < 100 {
		t.Errorf("only %d commitments on branches were freed", freed)
	}
}

// TestSidesOfABranchExcludeEachOther: where branches ask for conditions, which may hold and may
// lapse, what the fixpoint leaves out is exactly what no state has.
func TestSidesOfABranchExcludeEachOther(t *testing.T) {
	compared, barred := 0, 0
	for seed := range uint64(3000) {
		a := branched(seed, func(a *agreement.Agreement, b *agreement.Branch) {
			if n := len(a.Conditions); n > 0 {
				b.If = agreement.Holds(agreement.ConditionRef(int(b.ID[1]) % n))
			}
		})
		if len(a.Conditions) == 0 || len(a.Branches) == 0 {
			continue
		}
		can, err := semantics.NewWorld(a).CanHappen(semantics.Cooperation{Lapses: true}, 1500)
		if errors.Is(err, semantics.ErrTooMany) {
			continue
		}
		net := Compile(a)
		f := net.Fixpoint()
		for c := range a.Commitments {
			if f.Starts(int32(c)) != can.Starts[c] {
				t.Fatalf("seed %d: %s starts: fast %v, reference %v", seed, a.Commitments[c].ID,
					f.Starts(int32(c)), can.Starts[c])
			}
		}
		compared++
		barred += min(1, len(net.excluded))
	}
	if compared < 600 || barred < 30 {
		t.Errorf("only %d agreements compared, %d of them with something barred", compared, barred)
	}
}
