package semantics

import (
	"errors"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func TestEvidenceBeatsOrder(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].After = agreement.Happened(b1)
		a.Commitments[2].After = agreement.Happened(b1)
	})
	s := observed(t, w, w.InitialOn(day(3, 1)), start(a0), finish(c2), start(d3))
	stands(t, w, s, a0, StandsUnderway)
	stands(t, w, s, c2, StandsDone)
	isTrue(t, w, s, agreement.Started(c2), True)
	inOrder := s.clone()
	inOrder.Commitments[0].OutOfOrder = false
	if inOrder.Key() == s.Key() {
		t.Error("the key does not tell what came out of order")
	}
	for of, want := range map[agreement.Ref]bool{a0: true, c2: true, d3: false} {
		if got := s.Commitments[of.Index].OutOfOrder; got != want {
			t.Errorf("%s out of order: %v", w.Agreement.IDOf(of), got)
		}
	}
	if s.Commitments[2].Began != day(3, 1) || s.Commitments[2].Ended != day(3, 1) {
		t.Errorf("began %s, ended %s", s.Commitments[2].Began, s.Commitments[2].Ended)
	}
}

func TestAnObservedStartIsThatOfTheOneCommitmentAlone(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)}, nil)
	s := observed(t, w, w.Initial(), start(a0))
	stands(t, w, s, b1, StandsOpen)
	if s.Commitments[0].OutOfOrder {
		t.Error("the joint step was possible")
	}
	stands(t, w, after(t, w, s, start(b1)), b1, StandsUnderway)
}

func TestAnEndIsInOrderWhereItsStartWas(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) { a.Commitments[1].Provided = agreement.Holds(holds0) })
	s := observed(t, w, w.Initial(), hold(), start(a0), lapse(), finish(a0))
	if s.Commitments[0].OutOfOrder {
		t.Error("it started when the joint step was possible")
	}
}

func TestWhatIsVoidCanStillBeObservedAsDone(t *testing.T) {
	w := sketch(t, nil)
	waive := Move{Kind: Affect, Of: a0, Effect: agreement.Waive}
	s := observed(t, w, w.Initial(), waive)
	stands(t, w, s, a0, StandsVoid)
	s = observed(t, w, s, finish(a0))
	stands(t, w, s, a0, StandsDone)
	stands(t, w, observed(t, w, s, waive), a0, StandsDone)
}

func TestObservingWhatThereIsNotIsAnError(t *testing.T) {
	w := sketch(t, nil)
	for _, m := range []Move{
		{Kind: Start, Of: agreement.CommitmentRef(9)}, {Kind: Start, Of: holds0},
		{Kind: Start, Of: agreement.CommitmentRef(-1)}, {Kind: 99}, {Kind: Hold},
	} {
		if _, err := w.Observe(w.Initial(), m); !errors.Is(err, errSubject) {
			t.Errorf("%v: %v", m, err)
		}
		refuses(t, w, w.Initial(), m, errSubject)
	}
}

// branched is the sketch with a branch: a where the guard holds, b where it does not.
func branched(t *testing.T, guard agreement.Guard) *World {
	t.Helper()
	return sketch(t, func(a *agreement.Agreement) {
		a.Branches = []agreement.Branch{{ID: "branch", If: guard,
			Then: []agreement.Ref{a0}, Else: []agreement.Ref{b1}}}
	})
}

func TestABranchIsUndecidedUntilItsMatterIsReportedToHoldOrToLapse(t *testing.T) {
	w := branched(t, agreement.Holds(holds0))
	s := w.Initial()
	for _, of := range []agreement.Ref{a0, b1} {
		if w.Exists(s, of.Index) {
			t.Errorf("%s exists before the branch is decided", w.Agreement.IDOf(of))
		}
		refuses(t, w, s, start(of), errBranch)
	}
	held := after(t, w, s, hold())
	stands(t, w, held, a0, StandsOpen)
	stands(t, w, held, b1, StandsVoid)
	lapsed := after(t, w, s, lapse())
	stands(t, w, lapsed, a0, StandsVoid)
	stands(t, w, lapsed, b1, StandsOpen)
	stands(t, w, after(t, w, held, lapse()), a0, StandsOpen) // decided once
}

func TestABranchOnADecisionIsUndecidedUntilItIsTakenOrDropped(t *testing.T) {
	w := branched(t, agreement.Taken(taken0))
	s := w.Initial()
	refuses(t, w, s, start(b1), errBranch)
	s = observed(t, w, s, Move{Kind: Drop, Of: taken0})
	after(t, w, s, start(b1))
}

func TestABranchOnAnActIsUndecidedUntilItIsDoneOrVoid(t *testing.T) {
	w := branched(t, agreement.Not(agreement.Done(c2)))
	s := w.Initial()
	refuses(t, w, s, start(a0), errBranch)
	stands(t, w, after(t, w, s, start(c2), finish(c2)), b1, StandsOpen)
	void := observed(t, w, s, Move{Kind: Affect, Of: c2, Effect: agreement.Terminate})
	stands(t, w, void, a0, StandsOpen)
}

func TestNothingOfTheWorldHappensByItself(t *testing.T) {
	w := sketch(t, nil)
	s := w.Initial()
	for _, test := range []struct {
		of   agreement.Ref
		want Truth
		move Move
	}{
		{clock0, False, Move{Kind: StartClock, Of: clock0}},
		{holds0, Unknown, hold()},
		{agreement.IssueRef(0), False, Move{Kind: Conclude, Of: agreement.IssueRef(0)}},
	} {
		isTrue(t, w, s, agreement.Happened(test.of), test.want)
		isTrue(t, w, after(t, w, s, test.move), agreement.Happened(test.of), True)
	}
}

func TestAConditionIsWithheldWhenAnyWhoControlItRefuses(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Conditions[0].ControlledBy = []agreement.Ref{us, them}
	})
	for refusing, want := range map[agreement.Ref]error{them: errWithheld, others: nil} {
		c := Cooperation{Refusing: []agreement.Ref{refusing}}
		if err := w.Allows(w.Initial(), hold(), c); err != want {
			t.Errorf("%s refuses: %v", w.Agreement.IDOf(refusing), err)
		}
	}
}

func TestAConditionIsFoundByItsJudgesJointlyOrByAnyOfThem(t *testing.T) {
	for _, test := range []struct {
		jointly  bool
		refusing []agreement.Ref
		want     error
	}{
		{true, []agreement.Ref{them}, errWithheld},
		{true, []agreement.Ref{others}, nil},
		{false, []agreement.Ref{them}, nil},
		{false, []agreement.Ref{us, them}, errWithheld},
	} {
		w := sketch(t, func(a *agreement.Agreement) {
			a.Conditions[0].Judges, a.Conditions[0].Jointly = []agreement.Ref{us, them}, test.jointly
		})
		c := Cooperation{Refusing: test.refusing}
		if err := w.Allows(w.Initial(), hold(), c); err != test.want {
			t.Errorf("jointly %v, %v refuse: %v", test.jointly, w.Agreement.IDs(test.refusing), err)
		}
	}
}

func TestAnIssueIsAgreedOnlyByAllItIsBetween(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Issues[0].Between = []agreement.Ref{us, them}
	})
	conclude := Move{Kind: Conclude, Of: agreement.IssueRef(0)}
	for refusing, want := range map[agreement.Ref]error{them: errWithheld, others: nil} {
		c := Cooperation{Refusing: []agreement.Ref{refusing}}
		if err := w.Allows(w.Initial(), conclude, c); err != want {
			t.Errorf("%s refuses: %v", w.Agreement.IDOf(refusing), err)
		}
	}
}

func TestAClockStartsOnItsDayOrWithItsEvent(t *testing.T) {
	at := func(time *agreement.Time) *World {
		return sketch(t, func(a *agreement.Agreement) { a.Clocks[0].At = time })
	}
	onItsDay := at(onDay(day(3, 2)))
	s := onItsDay.InitialOn(day(3, 1))
	isTrue(t, onItsDay, s, agreement.Happened(clock0), False)
	refuses(t, onItsDay, s, Move{Kind: StartClock, Of: clock0}, errBySelf)
	isTrue(t, onItsDay, days(t, onItsDay, s, 1), agreement.Happened(clock0), True)
	isTrue(t, onItsDay, onItsDay.Initial(), agreement.Happened(clock0), True)

	withEvent := at(daysAfter(agreement.VerbDone, a0, 2))
	s = after(t, withEvent, withEvent.InitialOn(day(3, 1)), start(a0), finish(a0))
	isTrue(t, withEvent, days(t, withEvent, s, 1), agreement.Happened(clock0), False)
	s = days(t, withEvent, s, 2)
	if s.Clocks[0] != (Fact{True, day(3, 3)}) {
		t.Errorf("the clock is %v", s.Clocks[0])
	}
	withoutDates := after(t, withEvent, withEvent.Initial(), start(a0), finish(a0))
	if withoutDates.Clocks[0] != (Fact{True, calendar.None}) {
		t.Errorf("without dates the clock is %v", withoutDates.Clocks[0])
	}
}

// powered is the sketch with a power of us over a (once) and b (continuing).
func powered(t *testing.T, does agreement.Effect, change func(*agreement.Power)) *World {
	t.Helper()
	return sketch(t, func(a *agreement.Agreement) {
		a.Commitments[1].Kind = agreement.Continuing
		for i, effect := range []agreement.Effect{does, agreement.Resume, agreement.Restore} {
			power := agreement.Power{ID: []string{"p", "q", "r"}[i], Does: effect,
				By: []agreement.Ref{us}, On: []agreement.Ref{a0, b1}}
			if i == 0 && change != nil {
				change(&power)
			}
			a.Powers = append(a.Powers, power)
		}
	})
}

func TestAPowerSuspendsAndResumes(t *testing.T) {
	w := powered(t, agreement.Suspend, nil)
	s := after(t, w, w.Initial(), start(b1), use(0))
	stands(t, w, s, a0, StandsSuspended)
	stands(t, w, s, b1, StandsSuspended)
	refuses(t, w, s, start(a0), errSuspended)
	isTrue(t, w, s, agreement.Happened(b1), True) // suspended is not out of force
	refuses(t, w, s, use(0), errNoEffect)
	over := after(t, w, w.Initial(), start(a0), finish(a0))
	over = observed(t, w, over, Move{Kind: Affect, Of: b1, Effect: agreement.Terminate})
	refuses(t, w, over, use(0), errNoEffect) // nothing is left to suspend
	s = after(t, w, s, use(1))
	stands(t, w, s, a0, StandsOpen)
	stands(t, w, s, b1, StandsUnknown)
}

func TestAPowerTerminatesOrWaivesAndRestoreBringsBack(t *testing.T) {
	for _, does := range []agreement.Effect{agreement.Terminate, agreement.Waive} {
		w := powered(t, does, nil)
		s := after(t, w, w.Initial(), start(b1), use(0))
		stands(t, w, s, a0, StandsVoid)
		stands(t, w, s, b1, StandsVoid)
		isTrue(t, w, s, agreement.Happened(b1), False)
		s = after(t, w, s, use(2))
		stands(t, w, s, a0, StandsOpen)
		stands(t, w, s, b1, StandsUnknown)
		done := after(t, w, w.Initial(), start(a0), finish(a0), use(0), use(2))
		stands(t, w, done, a0, StandsDone)
	}
}

func TestAPowerExtendsDeadlines(t *testing.T) {
	w := powered(t, agreement.Extend, nil)
	w.Agreement.Commitments[0].Due = onDay(day(3, 10))
	s := after(t, w, w.InitialOn(day(3, 1)), Move{Kind: Use, Of: powerRef(0), Days: 7})
	if got := w.Due(s, 0); got != day(3, 17) {
		t.Errorf("due %s", got)
	}
	refuses(t, w, s, use(0), errNoEffect)
}

func TestAPowerIsUsedOnlyAsItSays(t *testing.T) {
	w := powered(t, agreement.Terminate, func(p *agreement.Power) {
		p.When = agreement.Breached(b1)
		p.Unless = agreement.Holds(holds0)
		p.Within = &calendar.Duration{Days: 3}
	})
	s := after(t, w, w.InitialOn(day(3, 1)), start(b1))
	refuses(t, w, s, use(0), errWhen)
	s = after(t, w, s, Move{Kind: Allege, Of: b1}, Move{Kind: Find, Of: b1})
	refuses(t, w, after(t, w, s, hold()), use(0), errWhen)
	after(t, w, days(t, w, s, 3), use(0))
	refuses(t, w, days(t, w, s, 4), use(0), errWithin)
	for _, c := range []Cooperation{{}, {Powers: true, Refusing: []agreement.Ref{us}}} {
		if w.Allows(s, use(0), c) == nil {
			t.Errorf("used in %v", c)
		}
	}
}

func TestAReadingThatDeniesTheMatterFreesFromTheBranch(t *testing.T) {
	deny := func(guard agreement.Guard, names ...agreement.Ref) *World {
		return sketch(t, func(a *agreement.Agreement) {
			a.Branches = []agreement.Branch{{ID: "branch", If: guard,
				Then: []agreement.Ref{a0}, Else: []agreement.Ref{b1}}}
			a.Commitments[0].Drop(names)
		})
	}
	w := deny(agreement.Holds(holds0), holds0)
	stands(t, w, w.Initial(), a0, StandsOpen)
	stands(t, w, after(t, w, w.Initial(), lapse()), a0, StandsOpen)
	w = deny(agreement.All(agreement.Holds(holds0), agreement.Started(c2)), holds0)
	refuses(t, w, w.Initial(), start(a0), errBranch)
	stands(t, w, after(t, w, w.Initial(), start(c2)), a0, StandsOpen)
}
