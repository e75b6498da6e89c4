package lasting

import (
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/semantics"
)

// twin is the slow obvious answer: every state of the whole agreement, no step hurried, no part
// cut out. It reports whether one can be reached, after something was suspended or breached, from
// which no end can be reached.
type twin struct {
	world      *semantics.World
	asked      []bool
	contingent []bool
	states     []semantics.State
	next       [][]int
}

const mostTwin = 1200

// newTwin visits every state; ok is false where there are too many.
func newTwin(a *agreement.Agreement) (t *twin, ok bool) {
	t = &twin{world: semantics.NewWorld(a), asked: AsksConduct(a)}
	calm, err := t.world.Reachable(semantics.Cooperation{}, mostTwin)
	if err != nil {
		return nil, false
	}
	t.contingent = semantics.Contingent(calm)
	t.states = []semantics.State{t.world.Initial()}
	known := map[string]int{t.states[0].Key(): 0}
	for i := 0; i < len(t.states); i++ {
		if len(t.states) > mostTwin {
			return nil, false
		}
		t.next = append(t.next, nil)
		for _, m := range t.world.Moves(t.states[i], anything) {
			if t.isIdle(m) {
				continue
			}
			next := t.world.Apply(t.states[i], m)
			at, seen := known[next.Key()]
			if !seen {
				at = len(t.states)
				known[next.Key()], t.states = at, append(t.states, next)
			}
			t.next[i] = append(t.next[i], at)
		}
	}
	return t, true
}

// isIdle reports whether m says something of conduct that no guard asks about.
func (t *twin) isIdle(m semantics.Move) bool {
	switch m.Kind {
	case semantics.Allege, semantics.Find, semantics.FindNot, semantics.Comply:
		return !t.asked[m.Of.Index]
	}
	return false
}

// reaching are the states from which one that is good can be reached.
func (t *twin) reaching(good func(semantics.State) bool) []bool {
	can := make([]bool, len(t.states))
	for i, s := range t.states {
		can[i] = good(s)
	}
	for changed := true; changed; {
		changed = false
		for i := len(can) - 1; i >= 0; i-- {
			for _, next := range t.next[i] {
				if can[next] && !can[i] {
					can[i], changed = true, true
				}
			}
		}
	}
	return can
}

// afterTrouble are the states that come with or after a suspension or breach of one of these
// commitments.
func (t *twin) afterTrouble(of []bool) []bool {
	after := make([]bool, len(t.states))
	for i, s := range t.states {
		for c := range s.Commitments {
			after[i] = after[i] || of[c] && t.isTroubled(s, int32(c))
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range after {
			for _, next := range t.next[i] {
				if after[i] && !after[next] {
					after[next], changed = true, true
				}
			}
		}
	}
	return after
}

func (t *twin) isTroubled(s semantics.State, c int32) bool {
	return t.world.Suspended(s, c) || t.asked[c] && s.Commitments[c].Conduct == semantics.Breached
}

// parts says of the commitments, part by part, which have to do with each other.
func (t *twin) parts() [][]bool {
	var parts [][]bool
	a := t.world.Agreement
	for _, part := range a.IndependentParts(func(int32) bool { return true }) {
		in := make([]bool, len(a.Commitments))
		for c := range part.Agreement.Commitments {
			in[part.Whole(agreement.CommitmentRef(c)).Index] = true
		}
		parts = append(parts, in)
	}
	return parts
}

// open reports whether the agreement can stay open for ever, and which commitments can. What
// goes wrong says nothing about what has nothing to do with it.
func (t *twin) open() (any bool, each []bool) { return t.openIn(t.parts()) }

func (t *twin) openIn(parts [][]bool) (any bool, each []bool) {
	each = make([]bool, len(t.contingent))
	for _, part := range parts {
		after := t.afterTrouble(part)
		left := func(good func(semantics.State) bool) bool {
			can := t.reaching(good)
			for i := range after {
				if after[i] && !can[i] {
					return true
				}
			}
			return false
		}
		closed := func(s semantics.State, c int) bool {
			return t.world.Closed(s, int32(c), t.contingent[c])
		}
		for c := range each {
			each[c] = each[c] || part[c] && left(func(s semantics.State) bool { return closed(s, c) })
		}
		any = any || left(func(s semantics.State) bool {
			for c := range part {
				if part[c] && !closed(s, c) {
					return false
				}
			}
			return true
		})
	}
	return any, each
}

// holds fails unless the way is a story that can be told, in which something is suspended or
// breached, and none of its commitments can be closed after it.
func holds(t *testing.T, seed uint64, a *agreement.Agreement, way *Way, contingent []bool) {
	t.Helper()
	w, wrong := semantics.NewWorld(a), false
	end := w.Initial()
	for i, m := range way.Story {
		if err := w.Allows(end, m, anything); err != nil {
			t.Fatalf("seed %d: step %d of %v: %v", seed, i+1, way.Story, err)
		}
		end = w.Apply(end, m)
		wrong = wrong || w.Troubled(end, AsksConduct(a))
	}
	if !wrong {
		t.Fatalf("seed %d: nothing goes wrong in %v", seed, way.Story)
	}
	later, err := w.ReachableFrom(end, anything, 3000)
	if err != nil {
		return
	}
	for _, s := range later {
		if way.Together && !w.Ended(s, contingent) {
			continue
		}
		for _, c := range way.Open {
			if w.Closed(s, c, contingent[c]) {
				t.Fatalf("seed %d: %s is told to stay open for ever but can be closed after %v",
					seed, a.Commitments[c].ID, way.Story)
			}
		}
	}
}

// compare holds the answer for a against all states.
func compare(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	twin, ok := newTwin(a)
	if !ok {
		return false
	}
	twin.noteWrongs(n)
	answer := Question{Agreement: a}.Ask()
	if len(answer.Undecided) > 0 {
		n.Count("not decided", 1)
		return true
	}
	want, each := twin.open()
	if got := len(answer.Ways) > 0; got != want {
		t.Fatalf("seed %d: open for ever %v, want %v (%d states)", seed, got, want, len(twin.states))
	}
	told := make([]bool, len(each))
	for i := range answer.Ways {
		way := &answer.Ways[i]
		holds(t, seed, a, way, twin.contingent)
		n.Count("stories replayed", 1)
		if way.Together {
			n.Count("only not all together", 1)
			continue
		}
		for _, c := range way.Open {
			told[c] = true
		}
	}
	if !slices.Equal(told, each) {
		t.Fatalf("seed %d: %v can stay open for ever, want %v", seed, told, each)
	}
	n.Count("open for ever", min(1, len(answer.Ways)))
	return true
}

// noteWrongs tells the census what is suspended or breached in some state.
func (t *twin) noteWrongs(n *agreementtest.Census) {
	for _, s := range t.states {
		for c, course := range s.Commitments {
			if t.asked[c] && course.Conduct == semantics.Breached {
				n.Has("breaches")
			}
			if t.world.Suspended(s, int32(c)) {
				n.Has("suspensions")
			}
		}
	}
}

func readings(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// small draws agreements in which much can be suspended and breached.
func small(seed uint64) *agreement.Agreement {
	opt := agreementtest.Everything()
	opt.Dates, opt.Goals = false, false
	opt.Least = 1 + int(seed%8)
	opt.Most = opt.Least
	opt.World = seed/8%4 == 0
	opt.Levels, opt.Branches = seed/8%5 == 0, seed/8%3 == 0
	if seed/8%2 == 0 {
		opt.Decisions = nil
	}
	a := agreementtest.Random(seed, opt)
	return a.Under(readings(len(a.Readings)))
}

// TestNotTogether: one is closed only while a condition is not known to fail, the other only
// while it is not known to hold.
func TestNotTogether(t *testing.T) {
	holds := agreement.Holds(agreement.ConditionRef(0))
	a := &agreement.Agreement{
		ID: "a", Conditions: []agreement.Condition{{ID: "k"}},
		Commitments: []agreement.Commitment{
			{ID: "x", Kind: agreement.Continuing, While: holds},
			{ID: "y", Kind: agreement.Continuing, While: agreement.Not(holds)},
		},
	}
	answer := Question{Agreement: a}.Ask()
	if len(answer.Ways) != 1 || !answer.Ways[0].Together || len(answer.Undecided) > 0 {
		t.Fatalf("%+v", answer)
	}
	if lapsed := answer.Ways[0].Lapsed; len(lapsed) == 0 {
		t.Errorf("a while that fails on the way is not told: %+v", answer.Ways[0])
	}
	n := agreementtest.NewCensus()
	if !compare(t, n, 0, a) {
		t.Error("it is too large")
	}
}

// TestALargePartIsSaidNotToBeDecided: no state of it is looked at.
func TestALargePartIsSaidNotToBeDecided(t *testing.T) {
	a := agreementtest.Ladder(8, 2000, false)
	last := &a.Commitments[len(a.Commitments)-1]
	last.While = agreement.Not(agreement.Breached(agreement.CommitmentRef(0)))
	answer := Question{Agreement: a}.Ask()
	if len(answer.Ways) > 0 || len(answer.Undecided) != 1 ||
		len(answer.Undecided[0].Commitments) != len(a.Commitments) {
		t.Errorf("%d ways, %d undecided", len(answer.Ways), len(answer.Undecided))
	}
}

// TestPlainAgreementsAreSearchedBackward holds the backward search against all states.
func TestPlainAgreementsAreSearchedBackward(t *testing.T) {
	agreementtest.Proof{
		Analysis: "never-ends: searched backward", Usual: 1200,
		Draw: func(seed uint64) *agreement.Agreement {
			a := agreementtest.Plain(seed)
			if newPlain(a) == nil {
				panic("a plain agreement is not plain")
			}
			return a
		},
		Compare: compare,
		Must: []string{"any", "at least", "powers", "suspensions", "breaches", "open for ever",
			"stories replayed"},
		Without: []string{"not decided"},
	}.Run(t)
}

// TestStayingOpenForEverIsThatOfTheInterpreter: exchanges, choices, decisions, powers, branches,
// levels, suspensions and breaches, each commitment for itself.
func TestStayingOpenForEverIsThatOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "never-ends: state by state", Usual: 600, Draw: small, Compare: compare,
		Must: []string{"simultaneous", "step-for-step", "paced", "any", "at least", "decisions",
			"weights", "shares", "powers", "suspensions", "breaches", "open for ever", "stories replayed"},
		Without: []string{"not decided"},
	}.Run(t)
}
