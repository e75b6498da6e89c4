package semantics

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
)

// most is how many states a test explores before it gives an agreement up.
const most = 3000

// small draws an agreement and the states that can be reached in it, if they are few enough.
func small(t *rapid.T, opt agreementtest.Options, c Cooperation) (*World, []State) {
	opt.Most = 6
	w := NewWorld(agreementtest.Draw(t, opt))
	states, err := w.Reachable(c, most)
	if errors.Is(err, ErrTooMany) {
		t.Skip(err)
	}
	return w, states
}

// drawRefusing draws who refuses.
func drawRefusing(t *rapid.T, w *World) Cooperation {
	var c Cooperation
	for i := range w.Agreement.Parties {
		if rapid.Bool().Draw(t, "refuses") {
			c.Refusing = append(c.Refusing, agreement.PartyRef(i))
		}
	}
	return c
}

func TestInAMonotoneWorldWhatHasHappenedStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, states := small(t, agreementtest.Monotone(), Cooperation{})
		for _, s := range states {
			for _, m := range w.Moves(s, Cooperation{}) {
				next := w.Apply(s, m)
				if !includes(Happened(next), Happened(s)) {
					t.Fatalf("%s undoes something", w.Tell(m))
				}
				for i := range w.Agreement.Commitments {
					after := &w.Agreement.Commitments[i].After
					if w.Holds(s, after) == True && w.Holds(next, after) != True {
						t.Fatalf("%s makes a guard false again", w.Tell(m))
					}
				}
			}
		}
	})
}

// includes reports whether all that happens in other happens in can.
func includes(can, other Happening) bool {
	for i := range can.Starts {
		if other.Starts[i] && !can.Starts[i] || other.Happens[i] && !can.Happens[i] {
			return false
		}
	}
	return true
}

func TestOrderCannotCauseADeadlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opt := agreementtest.Monotone()
		opt.Most, opt.Dates = 6, true
		w := NewWorld(agreementtest.Draw(t, opt))
		c := drawRefusing(t, w)
		can, err := w.CanHappen(c, most)
		if errors.Is(err, ErrTooMany) {
			t.Skip(err)
		}
		for range 3 {
			end, story := w.Run(w.Initial(), c, most, func(n int) int {
				return rapid.IntRange(0, n-1).Draw(t, "choice")
			})
			if diff := cmp.Diff(can, Happened(end)); diff != "" {
				t.Fatalf("after %d moves: %s", len(story), diff)
			}
		}
	})
}

func TestWhoRefusesMakesNothingPossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, states := small(t, agreementtest.Monotone(), Cooperation{})
		can, err := w.CanHappen(drawRefusing(t, w), most)
		if err != nil && !errors.Is(err, ErrTooMany) {
			t.Fatal(err)
		}
		if err == nil && !includes(Happened(states...), can) {
			t.Fatal("a refusal makes something possible")
		}
	})
}

func TestSimultaneousMembersShareTheirStart(t *testing.T) {
	opt := agreementtest.Monotone()
	opt.Exchanges = []agreement.Mode{agreement.Simultaneous}
	rapid.Check(t, func(t *rapid.T) {
		w, states := small(t, opt, Cooperation{})
		for _, group := range w.Agreement.JointGroups() {
			for _, s := range states {
				for _, member := range group {
					if s.Commitments[member].Begun != s.Commitments[group[0]].Begun {
						t.Fatalf("%v do not start together", group)
					}
				}
			}
		}
	})
}

func TestARefusedMemberKeepsTheGroupFromStarting(t *testing.T) {
	opt := agreementtest.Monotone()
	opt.Exchanges = []agreement.Mode{agreement.Simultaneous}
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld(agreementtest.Draw(t, opt))
		c := drawRefusing(t, w)
		end, _ := w.Run(w.Initial(), c, most, func(n int) int { return n - 1 })
		for _, group := range w.Agreement.JointGroups() {
			refused := slices.ContainsFunc(group, func(member int32) bool {
				return c.anyRefuses(w.Agreement.Commitments[member].By)
			})
			if refused && end.Commitments[group[0]].Begun {
				t.Fatalf("%v start although a member refuses", group)
			}
		}
	})
}

func TestTheLeadOfASideIsNeverAboveTheTolerance(t *testing.T) {
	opt := agreementtest.Options{Weights: true, Levels: true,
		Exchanges: []agreement.Mode{agreement.Commensurate, agreement.Proportional}}
	rapid.Check(t, func(t *rapid.T) {
		w, states := small(t, opt, Cooperation{})
		for _, s := range states {
			for i := range w.Agreement.Exchanges {
				if lead, tolerance := w.Lead(s, i); lead > tolerance+slip {
					t.Fatalf("lead %v, tolerance %v", lead, tolerance)
				}
			}
		}
	})
}

func TestMovesArePureAndTheirConsequencesComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld(agreementtest.Draw(t, agreementtest.Everything()))
		s := w.Initial()
		if rapid.Bool().Draw(t, "dates") {
			s = w.InitialOn(day(1, 1))
		}
		for range 40 {
			moves := w.Moves(s, whatever)
			if len(moves) == 0 {
				return
			}
			m := rapid.SampledFrom(moves).Draw(t, "move")
			before := s.Key()
			next := w.Apply(s, m)
			if s.Key() != before {
				t.Fatalf("%s changes the state before it", w.Tell(m))
			}
			if more := w.following(next); len(more) > 0 {
				t.Fatalf("something more follows from %s", w.Tell(m))
			}
			for i := range next.Commitments {
				standingFits(t, w, next, int32(i))
			}
			s = next
		}
	})
}

// standingFits checks that only what is continuing stands as only the continuing can.
func standingFits(t *rapid.T, w *World, s State, c int32) {
	continuing := w.Agreement.Commitments[c].IsContinuing()
	switch standing := w.Standing(s, c); standing {
	case StandsUnknown, StandsKept, StandsInDoubt:
		if !continuing {
			t.Fatalf("a once-commitment stands as %s", standing)
		}
	case StandsDone, StandsUnderway:
		if continuing {
			t.Fatalf("a continuing commitment stands as %s", standing)
		}
	}
}

func TestAStoryThatWasRunCanBeReplayed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld(agreementtest.Draw(t, agreementtest.Everything()))
		end, story := w.Run(w.Initial(), whatever, 20, func(n int) int {
			return rapid.IntRange(0, n-1).Draw(t, "choice")
		})
		replayed, err := w.Replay(whatever, story)
		if err != nil || replayed.Key() != end.Key() {
			t.Fatalf("replayed otherwise: %v", err)
		}
	})
}

func TestReplaySaysWhichStepIsNotAllowedAndWhy(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Commitments[1].After = agreement.Done(a0) })
	s, err := w.Replay(Cooperation{}, []Move{start(a0), start(b1), finish(a0)})
	const want = "step 2, start b: what it comes after has not happened"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	stands(t, w, s, a0, StandsUnderway)
}

func TestExploringTooManyStatesIsAnError(t *testing.T) {
	w := sketch(t, nil)
	if _, err := w.CanHappen(Cooperation{}, 10); !errors.Is(err, ErrTooMany) {
		t.Errorf("got %v", err)
	}
	states, err := w.Reachable(Cooperation{}, 100000)
	// Four acts of three stages, three things of the world, eight sets of consenting parties.
	if want := 81 * 8 * 8; err != nil || len(states) != want {
		t.Errorf("%d states, want %d, %v", len(states), want, err)
	}
}

func TestALadderIsClimbedUnlessALoopIsPlanted(t *testing.T) {
	for _, planted := range []bool{false, true} {
		w := NewWorld(agreementtest.Ladder(3, 5, planted))
		end, _ := w.Run(w.Initial(), Cooperation{}, most, func(int) int { return 0 })
		if all := !slices.Contains(Happened(end).Happens, false); all == planted {
			t.Errorf("planted %v: everything happens: %v", planted, all)
		}
	}
}
