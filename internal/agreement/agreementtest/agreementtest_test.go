package agreementtest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
)

func TestWhatIsDrawnIsValid(t *testing.T) {
	for name, opt := range map[string]Options{
		"plain": {}, "monotone": Monotone(), "everything": Everything(),
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			a := Draw(t, opt)
			if err := Validate(a); err != nil {
				t.Fatal(err)
			}
			if n := len(a.Commitments); n < 1 || n > 8 {
				t.Fatalf("%d commitments", n)
			}
		}))
	}
}

func TestReadingsLeaveADrawnAgreementValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Draw(t, Everything())
		var all []int
		for i := range a.Readings {
			all = append(all, i)
		}
		if err := Validate(a.Under(all)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestTheSameSeedGivesTheSameAgreement(t *testing.T) {
	for seed := range uint64(50) {
		one, other := Random(seed, Everything()), Random(seed, Everything())
		if diff := cmp.Diff(one, other); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		if err := Validate(one); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestPlainAgreementsAreValid(t *testing.T) {
	for seed := range uint64(200) {
		for name, a := range map[string]*agreement.Agreement{
			"plain": Plain(seed), "on top": OnTop(seed),
		} {
			if err := Validate(a); err != nil {
				t.Fatalf("seed %d, %s: %v", seed, name, err)
			}
		}
	}
}

func TestTheNumberOfCommitmentsIsAsAsked(t *testing.T) {
	for seed := range uint64(50) {
		a := Random(seed, Options{Least: 12, Most: 14})
		if n := len(a.Commitments); n < 12 || n > 14 {
			t.Fatalf("seed %d: %d commitments", seed, n)
		}
	}
	if n := len(Random(1, Options{Least: 30}).Commitments); n != 30 {
		t.Errorf("at least 30 gave %d", n)
	}
}

func TestAMonotoneDrawHasNothingThatUndoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opt := Everything()
		opt.Monotone = true
		a := Draw(t, opt)
		for i := range a.Commitments {
			c := &a.Commitments[i]
			if !c.While.IsZero() || !c.Unless.IsZero() || c.Until != nil {
				t.Fatalf("%s has while, unless or until", c.ID)
			}
			waits := agreement.All(c.After, c.Provided)
			onlyMonotone(t, &waits)
		}
		if len(a.Powers)+len(a.Branches) > 0 {
			t.Fatal("there are powers or branches")
		}
		for _, e := range a.Exchanges {
			if e.Mode > agreement.StepForStep {
				t.Fatalf("%s is paced", e.ID)
			}
		}
	})
}

func onlyMonotone(t *rapid.T, g *agreement.Guard) {
	if g.Op == agreement.OpNot || g.Op == agreement.OpCompare {
		t.Fatalf("op %d", g.Op)
	}
	if g.Verb == agreement.VerbKept || g.Verb == agreement.VerbBreached {
		t.Fatalf("verb %s", g.Verb)
	}
	for i := range g.Args {
		onlyMonotone(t, &g.Args[i])
	}
}

// About half of what is drawn waits for itself somewhere, whoever makes the choices.
func TestCircularWaitsAriseOften(t *testing.T) {
	for name, opt := range map[string]Options{"plain": {}, "monotone": Monotone()} {
		t.Run(name, func(t *testing.T) { stuckOften(t, opt) })
	}
}

func stuckOften(t *testing.T, opt Options) {
	seeded, drawn, runs := 0, 0, 0
	for seed := range uint64(400) {
		seeded += count(stuck(Random(seed, opt)))
	}
	rapid.Check(t, func(t *rapid.T) {
		runs++
		drawn += count(stuck(Draw(t, opt)))
	})
	t.Logf("%d of 400 by seed, %d of %d by rapid", seeded, drawn, runs)
	if seeded < 140 || seeded > 260 {
		t.Errorf("%d of 400 agreements wait for themselves", seeded)
	}
	if 4*drawn < runs || 4*drawn > 3*runs {
		t.Errorf("%d of %d drawn agreements wait for themselves", drawn, runs)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// stuck reports whether some commitment can never happen although everything else comes about.
// It treats started as done, which is enough to count.
func stuck(a *agreement.Agreement) bool {
	waits, happened := agreement.NewWaits(a), make([]bool, len(a.Commitments))
	for changed := true; changed; {
		changed = false
		for c := range a.Commitments {
			g := waits.Guard(int32(c))
			if !happened[c] && comesTrue(a, &g, happened) {
				happened[c], changed = true, true
			}
		}
	}
	for _, h := range happened {
		if !h {
			return true
		}
	}
	return false
}

func comesTrue(a *agreement.Agreement, g *agreement.Guard, happened []bool) bool {
	if g.Op == agreement.OpAtom {
		return happens(a, g.Of, happened)
	}
	holding := 0
	for i := range g.Args {
		holding += count(comesTrue(a, &g.Args[i], happened))
	}
	return holding >= g.Need()
}

func happens(a *agreement.Agreement, of agreement.Ref, happened []bool) bool {
	switch of.Kind {
	case agreement.KindCommitment:
		return happened[of.Index]
	case agreement.KindExchange:
		for _, m := range a.Exchanges[of.Index].Members() {
			if !happened[m.Index] {
				return false
			}
		}
	}
	return true
}

func TestALadderCanBeClimbed(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 5}, {2, 9}, {3, 8}, {6, 12}, {11, 100}} {
		a := Ladder(size[0], size[1], false)
		if err := Validate(a); err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		if len(a.Commitments) != size[0]*size[1] {
			t.Errorf("%v: %d commitments", size, len(a.Commitments))
		}
		if stuck(a) {
			t.Errorf("%v waits for itself", size)
		}
		planted := Ladder(size[0], size[1], true)
		if err := Validate(planted); err != nil {
			t.Fatalf("%v planted: %v", size, err)
		}
		if !stuck(planted) {
			t.Errorf("%v does not wait for itself where a loop was planted", size)
		}
	}
}

func TestALadderPairsPartiesAtEveryFourthStep(t *testing.T) {
	a := Ladder(5, 9, false)
	var got []string
	for _, e := range a.Exchanges {
		got = append(got, strings.Join(a.IDs(e.Members()), "+"))
	}
	want := []string{"p0-s4+p1-s4", "p2-s4+p3-s4", "p0-s8+p1-s8", "p2-s8+p3-s8"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
