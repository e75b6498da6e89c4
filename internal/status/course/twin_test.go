package course_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/semantics"
	"lockstep/internal/status/course"
	"lockstep/internal/status/statustest"
)

// everything is what may occur in the agreements of these tests.
func everything() agreementtest.Options {
	opt := agreementtest.Everything()
	opt.Most = 6
	return opt
}

// hold holds the fast run against the slow fold and says where they part.
func hold(a *agreement.Agreement, below func(int) int) []string {
	if below(2) == 1 {
		readings := make([]int, len(a.Readings))
		for i := range readings {
			readings[i] = i
		}
		a = a.Under(readings)
	}
	statustest.Sign(a, below)
	observations := statustest.Observations(a, below)
	asOf := statustest.Day(below)
	slow := statustest.Fold(a, observations, asOf)
	fast := course.New(a).Run(observations, asOf)
	var wrong []string
	check := func(what string, want, got any) {
		if fmt.Sprint(want) != fmt.Sprint(got) {
			wrong = append(wrong, fmt.Sprintf("%s: want %v, got %v", what, want, got))
		}
	}
	for c := range a.Commitments {
		compareCommitment(slow, fast, int32(c), check)
	}
	facts := func(what string, slow []semantics.Fact, fast []course.Fact) {
		for i := range slow {
			check(what, fmt.Sprint(slow[i].Is, slow[i].Since),
				fmt.Sprint(semantics.Truth(fast[i].Is), fast[i].Since))
		}
	}
	facts("clock", slow.State.Clocks, fast.Clocks)
	facts("condition", slow.State.Conditions, fast.Conditions)
	facts("issue", slow.State.Issues, fast.Issues)
	for i, d := range slow.State.Decisions {
		check("stage", d.Stage, min(fast.Decisions[i].Stage, course.Broken))
		check("taken", d.Taken, fast.Decisions[i].Taken)
	}
	for i, side := range slow.State.Branches {
		check("branch", side, semantics.Truth(fast.Branches[i]))
	}
	if len(wrong) > 0 {
		wrong = append(wrong, fmt.Sprintf("as of %s after %+v", asOf, observations))
	}
	return wrong
}

func compareCommitment(
	slow *statustest.Folded, fast *course.State, c int32, check func(string, any, any),
) {
	id := slow.World.Agreement.Commitments[c].ID
	s, f := slow.State.Commitments[c], fast.Commitments[c]
	check(id, slow.Word(c), fast.Standing(c))
	check(id+" due", slow.Due(c), fast.Due(c))
	check(id+" out of order", s.OutOfOrder, f.OutOfOrder)
	check(id+" moved", s.Moved, f.Moved)
	check(id+" days", [...]calendar.Day{s.Began, s.Ended, s.Found},
		[...]calendar.Day{f.Began, f.Ended, f.Found})
	check(id+" exists", slow.World.Exists(slow.State, c), fast.Exists(c))
	if waits := slow.Word(c) == "waiting"; waits && len(fast.Missing(c)) == 0 {
		check(id, "something that it waits for", "nothing")
	}
}

// TestRunIsTheFoldOverTheReference: the fast run comes to the same as observing with the
// reference interpreter, one after the other.
func TestRunIsTheFoldOverTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		below := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		for _, wrong := range hold(agreementtest.Draw(t, everything()), below) {
			t.Error(wrong)
		}
	})
}

// TestRunIsTheFoldOnThousandsOfAgreements is the same over seeds, whose choices are spread evenly.
func TestRunIsTheFoldOnThousandsOfAgreements(t *testing.T) {
	seeds := uint64(4000)
	if testing.Short() {
		seeds = 400
	}
	for seed := range seeds {
		a := agreementtest.Random(seed, everything())
		wrong := hold(a, rand.New(rand.NewPCG(seed, 2)).IntN)
		if len(wrong) > 0 {
			t.Fatalf("seed %d: %q", seed, wrong)
		}
	}
}
