package blockers

import (
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// drawn is a monotone agreement of up to eight commitments in which some judges judge jointly.
func drawn(seed uint64) *agreement.Agreement {
	a := agreementtest.Random(seed, agreementtest.Monotone())
	for i := range a.Conditions {
		a.Conditions[i].Jointly = seed%2 == 0
	}
	return a
}

// allGoals are the goals stated and, beside them, every commitment.
func allGoals(a *agreement.Agreement) []Goal {
	without := *a
	without.Goals = nil
	goals := Goals(&without)
	if len(a.Goals) > 0 {
		goals = append(goals, Goals(a)...)
	}
	return goals
}

// outcomes runs the interpreter once for every set of refusing parties and says which goals come
// about; a set is a mask of parties. In a monotone agreement every run ends alike.
func outcomes(a *agreement.Agreement, goals []Goal) [][]bool {
	w := semantics.NewWorld(a)
	reached := make([][]bool, 1<<len(a.Parties))
	for refusing := range reached {
		end := runs(w, semantics.Cooperation{Refusing: parties(a, refusing)})
		for i := range goals {
			holds := w.Holds(end, &goals[i].Reach) == semantics.True
			reached[refusing] = append(reached[refusing], holds)
		}
	}
	return reached
}

func parties(a *agreement.Agreement, mask int) []agreement.Ref {
	var members []agreement.Ref
	for i := range a.Parties {
		if mask>>i&1 == 1 {
			members = append(members, agreement.PartyRef(i))
		}
	}
	return members
}

// runs makes moves until none is left.
func runs(w *semantics.World, c semantics.Cooperation) semantics.State {
	s := w.Initial()
	for {
		moves := w.Moves(s, c)
		if len(moves) == 0 {
			return s
		}
		for _, m := range moves {
			if w.Allows(s, m, c) == nil {
				s = w.Apply(s, m)
			}
		}
	}
}

// bruteBlockers are the minimal sets of at most size parties whose refusal the goal does not
// survive.
func bruteBlockers(a *agreement.Agreement, reached [][]bool, goal, size int) [][]agreement.Ref {
	var minimal []int
	if !reached[0][goal] {
		return nil
	}
	for n := 1; n <= size; n++ {
		for mask := range reached {
			if len(parties(a, mask)) == n && !reached[mask][goal] &&
				!slices.ContainsFunc(minimal, func(m int) bool { return m&mask == m }) {
				minimal = append(minimal, mask)
			}
		}
	}
	return inOrder(a, minimal)
}

func inOrder(a *agreement.Agreement, masks []int) [][]agreement.Ref {
	var groups [][]agreement.Ref
	for _, mask := range masks {
		groups = append(groups, parties(a, mask))
	}
	slices.SortFunc(groups, func(g, h []agreement.Ref) int {
		return slices.CompareFunc(g, h, agreement.Ref.Compare)
	})
	return groups
}

// held are the features that the agreements must hold to say something.
func held() []string {
	return []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
		"shares"}
}

// TestBlockersAreThoseOfTheInterpreter: every subset of parties refuses; both ways to search are
// held against it.
func TestBlockersAreThoseOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "blockers", Usual: 10_000, Draw: drawn, Compare: compareBlockers,
		Must: append(held(), "goals that somebody can stop"),
	}.Run(t)
}

func compareBlockers(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	goals := allGoals(a)
	reached := outcomes(a, goals)
	net := possible.Compile(a)
	q := Question{Goals: goals, Size: 3}
	swept := newPanel(a, net, withWork(q))
	together := swept.begin(a, q)
	swept.sweep(together, q.Size)
	for i, goal := range goals {
		want := bruteBlockers(a, reached, i, q.Size)
		alone := Ask(a, net, Question{Goals: []Goal{goal}, Size: q.Size})[0]
		for how, got := range map[string]Answer{"swept": together[i], "searched": alone} {
			if got.Reachable != reached[0][i] || !got.Complete ||
				!slices.EqualFunc(got.Blockers, want, slices.Equal) {
				t.Fatalf("seed %d: %s, %s: reachable %v, blockers %v, want %v and %v", seed, goal.Name,
					how, got.Reachable, got.Blockers, reached[0][i], want)
			}
		}
		n.Count("goals that somebody can stop", min(1, len(want)))
		if len(want) > 0 && !slices.ContainsFunc(want, isAlone) {
			n.Count("stopped only by several together", 1)
		}
	}
	return true
}

func isAlone(group []agreement.Ref) bool { return len(group) == 1 }

func withWork(q Question) Question {
	q.Work = DefaultWork
	return q
}

// bruteNeeds are the minimal sets of parties that bring the goal about whatever the others
// refuse, leaving out parties on which nothing hangs.
func bruteNeeds(a *agreement.Agreement, reached [][]bool, goal int) [][]agreement.Ref {
	var minimal []int
	everyone := len(reached) - 1
	for n := 0; n <= len(a.Parties); n++ {
		for mask := range reached {
			if len(parties(a, mask)) == n && reached[everyone&^mask][goal] &&
				!slices.ContainsFunc(minimal, func(m int) bool { return m&mask == m }) {
				minimal = append(minimal, mask)
			}
		}
	}
	return inOrder(a, minimal)
}

// TestNeedsAreThoseOfTheInterpreter: every subset of parties stands alone.
func TestNeedsAreThoseOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "blockers --needs", Usual: 1200, Draw: drawn, Compare: compareNeeds,
		Must: append(held(), "goals brought about by one of several groups"),
	}.Run(t)
}

func compareNeeds(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	goals := allGoals(a)
	reached := outcomes(a, goals)
	answers := Ask(a, possible.Compile(a), Question{Goals: goals, Needs: true})
	for i, got := range answers {
		var want [][]agreement.Ref
		if reached[0][i] {
			want = bruteNeeds(a, reached, i)
		}
		if !got.NeedsComplete || !slices.EqualFunc(got.Needs, want, slices.Equal) {
			t.Fatalf("seed %d: %s needs %v, want %v", seed, got.Goal, got.Needs, want)
		}
		n.Count("goals brought about by one of several groups", min(1, max(0, len(want)-1)))
	}
	return true
}

// TestWithoutIsWhatTheOthersCanDo: some refuse in any case. What can still happen, what is lost,
// and who of the others can stop the goals that are left.
func TestWithoutIsWhatTheOthersCanDo(t *testing.T) {
	agreementtest.Proof{
		Analysis: "blockers --without", Usual: 1200, Draw: drawn, Compare: compareWithout,
		Must: append(held(), "something lost", "something left"),
	}.Run(t)
}

func compareWithout(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	goals := allGoals(a)
	reached := outcomes(a, goals)
	away := 1 + rand.New(rand.NewPCG(seed, 5)).IntN(len(reached)-1)
	without, net := parties(a, away), possible.Compile(a)
	still, lost := Without(a, net, without)
	var wantStill, wantLost []agreement.Ref
	for c := range a.Commitments { // the first goals are the commitments
		switch of := agreement.CommitmentRef(c); {
		case reached[away][c]:
			wantStill = append(wantStill, of)
		case reached[0][c]:
			wantLost = append(wantLost, of)
		}
	}
	if !slices.Equal(still, wantStill) || !slices.Equal(lost, wantLost) {
		t.Fatalf("seed %d: without %v %v is left and %v lost, want %v and %v", seed, without, still,
			lost, wantStill, wantLost)
	}
	n.Count("something lost", min(1, len(lost)))
	n.Count("something left", min(1, len(still)))
	with := make([][]bool, len(reached)) // who refuses beside those that do in any case
	for refusing := range with {
		with[refusing] = reached[refusing|away]
	}
	for i, got := range Ask(a, net, Question{Goals: goals, Size: 3, Without: without}) {
		want := bruteBlockers(a, with, i, 3)
		if got.Reachable != reached[away][i] || !slices.EqualFunc(got.Blockers, want, slices.Equal) {
			t.Fatalf("seed %d: without %v %s: reachable %v, blockers %v, want %v and %v", seed, without,
				got.Goal, got.Reachable, got.Blockers, reached[away][i], want)
		}
	}
	return true
}

// TestAloneIsOneRefusal: what one actor stops alone is what the interpreter does not reach when
// only that actor refuses, and each thing it does so through is enough.
func TestAloneIsOneRefusal(t *testing.T) {
	agreementtest.Proof{
		Analysis: "blockers: one alone", Usual: 2000, Draw: drawn, Compare: compareAlone,
		Must: append(held(), "actors that alone stop others", "things they do it through"),
	}.Run(t)
}

func compareAlone(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	net := possible.Compile(a)
	alone := Alone(a, net)
	w := semantics.NewWorld(a)
	can := semantics.Happened(runs(w, semantics.Cooperation{}))
	for i := range a.Parties {
		actor := agreement.PartyRef(i)
		cannot := semantics.Happened(runs(w, semantics.Cooperation{Refusing: parties(a, 1<<i)}))
		var want []int32
		for c := range a.Commitments {
			if can.Happens[c] && !cannot.Happens[c] &&
				!slices.Contains(a.Commitments[c].By, actor) {
				want = append(want, int32(c))
			}
		}
		at := slices.IndexFunc(alone, func(h Hold) bool { return h.Actor == actor })
		if at < 0 && len(want) == 0 {
			continue
		}
		if at < 0 || !slices.Equal(alone[at].Commitments, want) {
			t.Fatalf("seed %d: %s: %v, want %v", seed, a.IDOf(actor), alone, want)
		}
		n.Count("actors that alone stop others", 1)
		for _, thing := range alone[at].Through {
			n.Count("things they do it through", 1)
			isEnough(t, seed, a, net, thing, want)
		}
	}
	return true
}

// isEnough fails the test unless one of the commitments does not come about when the thing is
// withheld.
func isEnough(
	t *testing.T, seed uint64, a *agreement.Agreement, net *possible.Net, thing agreement.Ref,
	commitments []int32,
) {
	t.Helper()
	f := net.Withholding(func(r agreement.Ref) bool { return r == thing })
	if !slices.ContainsFunc(commitments, func(c int32) bool {
		return !f.Done(c) && (!a.Commitments[c].IsContinuing() || !f.Starts(c))
	}) {
		t.Fatalf("seed %d: nothing is stopped through %v", seed, thing)
	}
}
