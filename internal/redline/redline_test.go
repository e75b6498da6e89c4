package redline

import (
	"slices"
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/story"
)

// The names of the framework below, in the order of its slices.
var (
	kabul, taliban, us, president = agreement.PartyRef(0), agreement.PartyRef(1),
		agreement.PartyRef(2), agreement.PartyRef(3)
	afghanPlan, ceasefire, leaveBases, noSafeHaven, withdrawal = agreement.CommitmentRef(0),
		agreement.CommitmentRef(1), agreement.CommitmentRef(2), agreement.CommitmentRef(3),
		agreement.CommitmentRef(4)
	approve  = agreement.DecisionRef(0)
	approval = agreement.ClockRef(0)
)

// framework is a withdrawal in return for a plan and a ceasefire; together puts the last two
// into one exchange.
func framework(together bool) *agreement.Agreement {
	list := func(refs ...agreement.Ref) []agreement.Ref { return refs }
	event := agreement.When(agreement.VerbTaken, approve)
	starts := agreement.When(agreement.VerbHappened, approval)
	a := &agreement.Agreement{ID: "framework", Zone: "UTC",
		Parties: []agreement.Party{{ID: "kabul"}, {ID: "taliban"}, {ID: "us", Name: "United States"},
			{ID: "us-president"}},
		Clocks:    []agreement.Clock{{ID: "approval", At: &event}},
		Decisions: []agreement.Decision{{ID: "us-approve", By: list(president), Rule: agreement.Single}},
		Levels:    []agreement.Level{{ID: "troops", Baseline: new(14000.0)}},
		Commitments: []agreement.Commitment{
			{ID: "afghan-plan", By: list(kabul, taliban)},
			{ID: "ceasefire", By: list(kabul, taliban)},
			{ID: "leave-bases", By: list(us), Text: "Withdraw from five bases", Starts: &starts,
				Changes: []agreement.Change{{Level: agreement.LevelRef(0), Number: -5400, By: true}}},
			{ID: "no-safe-haven", By: list(taliban), Kind: agreement.Continuing},
			{ID: "withdrawal", By: list(us), After: agreement.All(agreement.Happened(afghanPlan),
				agreement.Happened(noSafeHaven)),
				Changes: []agreement.Change{{Level: agreement.LevelRef(0), Number: 0}}},
		},
	}
	if together {
		a.Exchanges = []agreement.Exchange{{ID: "all-at-once", Mode: agreement.Simultaneous,
			Sides: [][]agreement.Ref{{ceasefire}, {withdrawal}}}}
	}
	return a
}

func below(number float64) agreement.Guard {
	return agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
		Left: agreement.Operand{Level: agreement.LevelRef(0)}, Op: agreement.Less,
		Right: agreement.Operand{Number: number}}}
}

func TestStories(t *testing.T) {
	left := agreement.Done(withdrawal)
	for _, test := range []struct {
		name     string
		together bool
		never    agreement.Guard
		want     string // the story; "-" where there is none
	}{
		{"early exit", false, agreement.All(left, agreement.Not(agreement.Started(ceasefire))),
			"no-safe-haven comes into force, by taliban; afghan-plan is done, by kabul and taliban; " +
				"withdrawal is done, by United States"},
		{"together", true, agreement.All(left, agreement.Not(agreement.Started(ceasefire))), "-"},
		{"not done", true, agreement.All(left, agreement.Not(agreement.Done(ceasefire))),
			"no-safe-haven comes into force, by taliban; afghan-plan is done, by kabul and taliban; " +
				"ceasefire and withdrawal start together; withdrawal is done"},
		{"bases", false, agreement.All(agreement.Happened(leaveBases),
			agreement.Not(agreement.Happened(noSafeHaven))),
			"us-president agrees to us-approve; " +
				"leave-bases (Withdraw from five bases) is done, by United States"},
		{"unapproved", false, agreement.All(agreement.Started(leaveBases),
			agreement.Not(agreement.Happened(approval))), "-"},
		{"level", false, agreement.All(below(9000), agreement.Not(agreement.Happened(afghanPlan))),
			"us-president agrees to us-approve; " +
				"leave-bases (Withdraw from five bases) is done, by United States"},
		{"level ruled out", false, agreement.All(below(8000),
			agreement.Not(agreement.Happened(afghanPlan))), "-"},
		{"below nothing", false, below(-5000),
			"afghan-plan is done, by kabul and taliban; no-safe-haven comes into force, by taliban; " +
				"withdrawal is done, by United States; us-president agrees to us-approve; " +
				"leave-bases (Withdraw from five bases) is done, by United States"},
		{"from the beginning", false, agreement.Not(left), ""},
		{"always", false, agreement.Guard{}, ""},
		{"never", false, agreement.Not(agreement.Guard{}), "-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := framework(test.together)
			answer := Question{Agreement: a, Net: possible.Compile(a)}.Ask(&test.never)
			got := strings.Join(story.Tell(a, answer.Story), "; ")
			if answer.Verdict != Reached {
				got = "-"
			}
			if got != test.want || answer.Verdict == Undecided {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if answer.Verdict == Reached && !answer.Shortest {
				t.Error("the story is not proven to be the shortest")
			}
		})
	}
}

// TestWhatIsNotDecidedIsSaidSo: dates, and combinations without end.
func TestWhatIsNotDecidedIsSaidSo(t *testing.T) {
	a := framework(false)
	early := agreement.All(agreement.Done(withdrawal), agreement.Not(agreement.Reached(
		agreement.OnDay(1))))
	var parts []agreement.Guard
	for range 40 {
		parts = append(parts, agreement.Not(agreement.Happened(ceasefire)))
	}
	endless := agreement.AtLeast(20, parts...)
	for name, never := range map[string]agreement.Guard{"early": early, "endless": endless} {
		answer := Question{Agreement: a, Net: possible.Compile(a)}.Ask(&never)
		if answer.Verdict != Undecided || answer.Why == "" {
			t.Errorf("%s: %+v", name, answer)
		}
	}
}

// TestTheOrderOfARedLineDoesNotMatter: its parts turned round give the same verdict and a story
// of the same length.
func TestTheOrderOfARedLineDoesNotMatter(t *testing.T) {
	a := framework(false)
	parts := []agreement.Guard{agreement.Done(withdrawal), below(9000),
		agreement.Not(agreement.Happened(ceasefire)), agreement.Not(agreement.Happened(leaveBases))}
	q := Question{Agreement: a, Net: possible.Compile(a)}
	forwards := agreement.All(parts...)
	slices.Reverse(parts)
	backwards := agreement.All(parts...)
	x, y := q.Ask(&forwards), q.Ask(&backwards)
	if x.Verdict != Reached || y.Verdict != Reached || len(x.Story) != len(y.Story) {
		t.Errorf("%+v\n%+v", x, y)
	}
}

// BenchmarkRedLine: one red line of 100,000 commitments, the network compiled already or not.
func BenchmarkRedLine(b *testing.B) {
	a := agreementtest.Ladder(8, 12_500, false)
	net := possible.Compile(a)
	step := func(q, j int) agreement.Ref { return agreement.CommitmentRef(q*12_500 + j) }
	for name, line := range map[string]agreement.Guard{
		"ruled-out": agreement.All(agreement.Happened(step(0, 12_499)),
			agreement.Not(agreement.Happened(step(0, 6000)))),
		"near": agreement.All(agreement.Happened(step(0, 20)),
			agreement.Not(agreement.Happened(step(5, 20)))),
		"far": agreement.All(agreement.Happened(step(0, 12_499)),
			agreement.Not(agreement.Happened(step(5, 12_499)))),
	} {
		ask := func(b *testing.B, net *possible.Net) {
			answer := Question{Agreement: a, Net: net}.Ask(&line)
			if answer.Verdict == Undecided {
				b.Fatal("undecided")
			}
			b.ReportMetric(float64(len(answer.Story)), "steps")
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ask(b, net)
			}
		})
		b.Run(name+"/with-compiling", func(b *testing.B) {
			for b.Loop() {
				ask(b, possible.Compile(a))
			}
		})
	}
}
