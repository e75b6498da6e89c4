package family

import (
	"slices"
	"strings"
	"testing"
)

// every is each family at a few sizes.
func every() []*Plan {
	var plans []*Plan
	for _, n := range []int{1, 2, 9, 40, 200} {
		for seed := range uint64(5) {
			plans = append(plans, Random(n, 0.2, seed), Crowd(n, 7, seed))
		}
		plans = append(plans, Ladder(8, n, false), Ladder(3, n, true), Ladder(1, n, false))
	}
	return append(plans, Trap())
}

// TestPlansHoldTogether: acts, parties and clauses exist, and each clause stands once.
func TestPlansHoldTogether(t *testing.T) {
	for _, p := range every() {
		for i := range p.Acts {
			a := &p.Acts[i]
			if a.By >= p.Parties || a.To >= p.Parties || a.Weight < 0 {
				t.Fatalf("%s: act %d is %+v", p.Family, i, a)
			}
			for k, clause := range a.Waits {
				outside := func(x int) bool { return x < 0 || x >= len(p.Acts) }
				if len(clause) == 0 || slices.ContainsFunc(clause, outside) {
					t.Fatalf("%s: act %d waits for %v", p.Family, i, clause)
				}
				same := func(other []int) bool { return slices.Equal(clause, other) }
				if slices.ContainsFunc(a.Waits[:k], same) {
					t.Fatalf("%s: act %d waits for %v twice", p.Family, i, clause)
				}
			}
		}
		if p.Goal.Least < 1 || p.Goal.Least > len(p.Goal.Of) {
			t.Fatalf("%s: goal %+v", p.Family, p.Goal)
		}
	}
}

func TestTheSameArgumentsGiveTheSameText(t *testing.T) {
	for i, p := range every() {
		var one, other strings.Builder
		if p.Write(&one) != nil || every()[i].Write(&other) != nil || one.String() != other.String() {
			t.Fatalf("%s of %d differs", p.Family, len(p.Acts))
		}
	}
	if slices.EqualFunc(Random(50, 0.2, 1).Acts, Random(50, 0.2, 2).Acts,
		func(a, b Act) bool { return a.By == b.By && a.Weight == b.Weight }) {
		t.Error("the seed changes nothing")
	}
}

func TestWrite(t *testing.T) {
	var b strings.Builder
	if err := Trap().Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"agreement \"trap\" {", "party \"p1\" {",
		"  by     = p0\n  to     = p1\n", "  weight = 5\n  after  = [any(c0000002, c0000003)]\n",
		"goal \"end\" {\n  reach = at-least(1, c0000001)\n}"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, b.String())
		}
	}
}
