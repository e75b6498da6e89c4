package blockers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
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

// bodies has three members in an alliance, one judge, and a goal behind each kind of refusal.
func bodies(change func(*agreement.Agreement)) *agreement.Agreement {
	party := agreement.PartyRef
	a := &agreement.Agreement{ID: "bodies", Zone: "UTC",
		Parties: []agreement.Party{{ID: "de"}, {ID: "fr"}, {ID: "judge"},
			{ID: "nato", Members: []agreement.Ref{party(0), party(1), party(4)}}, {ID: "us"}},
		Conditions: []agreement.Condition{{ID: "calm"}},
		Decisions:  []agreement.Decision{{ID: "reduce", By: []agreement.Ref{party(3)}}},
		Issues:     []agreement.Issue{{ID: "terms"}},
		Commitments: []agreement.Commitment{{ID: "leave", By: []agreement.Ref{party(4)},
			After: agreement.Happened(agreement.DecisionRef(0))},
			{ID: "stay", By: []agreement.Ref{party(3)}}},
	}
	change(a)
	return a
}

func TestWhoCanStopWhat(t *testing.T) {
	de, fr, judge, us := agreement.PartyRef(0), agreement.PartyRef(1), agreement.PartyRef(2),
		agreement.PartyRef(4)
	leave, stay := agreement.CommitmentRef(0), agreement.CommitmentRef(1)
	provided := func(r agreement.Ref) func(*agreement.Agreement) {
		return func(a *agreement.Agreement) {
			a.Commitments[0].After = agreement.Happened(r)
			a.Conditions[0].Judges = []agreement.Ref{de, judge}
			a.Issues[0].Between = []agreement.Ref{fr, us}
		}
	}
	rule := func(rule agreement.Rule) func(*agreement.Agreement) {
		return func(a *agreement.Agreement) { a.Decisions[0].Rule, a.Decisions[0].K = rule, 1 }
	}
	for _, test := range []struct {
		name   string
		goal   agreement.Ref
		change func(*agreement.Agreement)
		want   string
	}{
		{"consensus", leave, rule(agreement.Consensus), "[de] [fr] [us]"},
		{"silence", leave, rule(agreement.Silence), "[de] [fr] [us]"},
		{"majority", leave, rule(agreement.Majority), "[de fr] [us]"},
		{"at least one", leave, rule(agreement.AtLeastOf), "[us]"},
		{"single", leave, rule(agreement.Single), "[nato] [us]"},
		{"stated", leave, func(a *agreement.Agreement) {
			a.Decisions[0].BlockersStated, a.Decisions[0].Blockers = true, []agreement.Ref{judge}
		}, "[judge] [us]"},
		{"an alliance's own act", stay, func(*agreement.Agreement) {}, "[nato]"},
		{"any judge", leave, provided(agreement.ConditionRef(0)), "[de judge] [us]"},
		{"jointly", leave, func(a *agreement.Agreement) {
			provided(agreement.ConditionRef(0))(a)
			a.Conditions[0].Jointly = true
		}, "[de] [judge] [us]"},
		{"issue", leave, provided(agreement.IssueRef(0)), "[fr] [us]"},
		{"joint step", stay, func(a *agreement.Agreement) {
			rule(agreement.Majority)(a)
			a.Exchanges = []agreement.Exchange{{ID: "x", Sides: [][]agreement.Ref{{leave}, {stay}}}}
		}, "[de fr] [nato] [us]"},
		{"nobody", agreement.ConditionRef(0), func(*agreement.Agreement) {}, ""},
		{"itself", leave, provided(leave), "unreachable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := bodies(test.change)
			goal := Goal{"goal", agreement.Happened(test.goal)}
			answer := Ask(a, possible.Compile(a), Question{Goals: []Goal{goal}, Size: 3})[0]
			var told []string
			for _, group := range answer.Blockers {
				told = append(told, fmt.Sprint(a.IDs(group)))
			}
			got := strings.Join(told, " ")
			if !answer.Reachable {
				got = "unreachable"
			}
			if got != test.want || !answer.Complete {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestWorkThatIsNotEnoughIsSaidSo: what is found blocks all the same, and nothing is called
// complete.
func TestWorkThatIsNotEnoughIsSaidSo(t *testing.T) {
	a := crowd(300, 24, 3)
	net := possible.Compile(a)
	goals := Goals(a)[290:]
	whole := Ask(a, net, Question{Goals: goals, Size: 3})
	some := Ask(a, net, Question{Goals: goals, Size: 3, Needs: true, Work: 40_000})
	for i := range goals {
		if some[i].Complete && some[i].NeedsComplete {
			t.Errorf("%s: it is called complete", goals[i].Name)
		}
		if !whole[i].Complete {
			t.Errorf("%s: the whole work is not enough", goals[i].Name)
		}
		for _, group := range some[i].Blockers {
			if !slices.ContainsFunc(whole[i].Blockers, func(g []agreement.Ref) bool {
				return slices.Equal(g, group)
			}) {
				t.Errorf("%s: %v does not block it", goals[i].Name, a.IDs(group))
			}
		}
	}
}

// TestWithout: an act that does not come about takes others with it.
func TestWithout(t *testing.T) {
	a := bodies(func(*agreement.Agreement) {})
	for _, test := range []struct {
		without agreement.Ref
		lost    []string
	}{
		{agreement.DecisionRef(0), []string{"leave"}},
		{agreement.PartyRef(3), []string{"stay"}},
		{agreement.CommitmentRef(1), []string{"stay"}},
		{agreement.PartyRef(2), nil},
	} {
		_, lost := Without(a, possible.Compile(a), []agreement.Ref{test.without})
		if got := a.IDs(lost); !slices.Equal(got, test.lost) {
			t.Errorf("without %s: lost %v, want %v", a.IDOf(test.without), got, test.lost)
		}
	}
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
