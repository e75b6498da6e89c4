package blockers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
)

// crowd is a random agreement of that many commitments and parties, in which every commitment
// waits for one or two of the sixty before it, or for any of two or three of them.
func crowd(commitments, parties int, seed uint64) *agreement.Agreement {
	random := rand.New(rand.NewPCG(seed, 7))
	a := &agreement.Agreement{ID: "crowd", Zone: "UTC"}
	for i := range parties {
		a.Parties = append(a.Parties, agreement.Party{ID: fmt.Sprintf("p%03d", i)})
	}
	for i := range commitments {
		c := agreement.Commitment{ID: fmt.Sprintf("c%07d", i), Weight: 1, Lost: 1,
			By: []agreement.Ref{agreement.PartyRef(random.IntN(parties))}}
		before := func() agreement.Guard {
			return agreement.Happened(agreement.CommitmentRef(max(0, i-1-random.IntN(60))))
		}
		if i > 0 {
			c.After = agreement.Any(before(), before(), before())
			if random.IntN(8) == 0 {
				c.After = agreement.All(before(), agreement.Any(before(), before()))
			}
		}
		a.Commitments = append(a.Commitments, c)
	}
	return a
}

// BenchmarkOneGoal: all minimal groups of up to three among 64 actors, one goal on which 10,000
// commitments hang.
func BenchmarkOneGoal(b *testing.B) {
	for name, a := range map[string]*agreement.Agreement{
		"ladder": agreementtest.Ladder(64, 157, false),
		"crowd":  crowd(10_000, 64, 1),
	} {
		b.Run(name, func(b *testing.B) {
			last := len(a.Commitments) - 1
			goal := Goals(a)[last]
			for b.Loop() {
				net := possible.Compile(a)
				answer := Ask(a, net, Question{Goals: []Goal{goal}, Size: 3})[0]
				b.ReportMetric(float64(len(answer.Blockers)), "groups")
				if !answer.Complete {
					b.Fatal("the work was not enough")
				}
			}
		})
	}
}

// BenchmarkAllGoals: the same for every commitment at once.
func BenchmarkAllGoals(b *testing.B) {
	a := crowd(10_000, 64, 1)
	for b.Loop() {
		answers := Ask(a, possible.Compile(a), Question{Goals: Goals(a), Size: 3})
		if slices.ContainsFunc(answers, func(a Answer) bool { return !a.Complete }) {
			b.Fatal("the work was not enough")
		}
	}
}
