package semantics

import (
	"errors"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func TestACommitmentIsWaitingThenOpenThenUnderwayThenDone(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Commitments[1].After = agreement.Happened(a0) })
	s := w.Initial()
	stands(t, w, s, b1, StandsWaiting)
	stands(t, w, s, a0, StandsOpen)
	s = after(t, w, s, start(a0))
	stands(t, w, s, a0, StandsUnderway)
	refuses(t, w, s, start(b1), errAfter)
	s = after(t, w, s, finish(a0))
	stands(t, w, s, a0, StandsDone)
	stands(t, w, s, b1, StandsOpen)
	after(t, w, s, start(b1), finish(b1))
}

func TestProvidedFalseOrUnknownKeepsWaiting(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Provided = agreement.Holds(holds0)
	})
	s := w.Initial()
	stands(t, w, s, a0, StandsWaiting) // unknown
	stands(t, w, after(t, w, s, lapse()), a0, StandsWaiting)
	stands(t, w, after(t, w, s, hold()), a0, StandsOpen)
}

func TestProvidedIsAskedWhenItStartsAndNotAgain(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Provided = agreement.Holds(holds0)
	})
	s := after(t, w, w.Initial(), hold(), start(a0), lapse())
	stands(t, w, s, a0, StandsUnderway)
	stands(t, w, after(t, w, s, finish(a0)), a0, StandsDone)
}

func TestWhileIsAskedForAsLongAsItRunsAndFalseSuspends(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].While = agreement.Holds(holds0)
	})
	before := after(t, w, w.Initial(), lapse())
	stands(t, w, before, a0, StandsOpen) // it is not asked before it runs
	stands(t, w, after(t, w, before, start(a0)), a0, StandsSuspended)
	s := after(t, w, w.Initial(), start(a0))
	stands(t, w, s, a0, StandsUnderway) // unknown suspends nothing
	s = after(t, w, s, lapse())
	stands(t, w, s, a0, StandsSuspended)
	refuses(t, w, s, finish(a0), errSuspended)
	s = after(t, w, s, hold())
	stands(t, w, s, a0, StandsUnderway)
	after(t, w, s, finish(a0))
}

func TestTheDeadlineMovesByTheTimeSuspended(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].While = agreement.Holds(holds0)
		a.Commitments[0].Due = onDay(day(3, 10))
	})
	s := after(t, w, w.InitialOn(day(3, 1)), start(a0), lapse())
	s = after(t, w, days(t, w, s, 5), hold())
	if got := w.Due(s, 0); got != day(3, 15) {
		t.Errorf("due %s after five days of suspension", got)
	}
	s = days(t, w, s, 9) // 15 March
	stands(t, w, s, a0, StandsUnderway)
	stands(t, w, days(t, w, s, 1), a0, StandsOverdue)
}

func TestOnlyTheDaysOfTheSuspensionMoveTheDeadline(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].While = agreement.Not(agreement.Reached(*onDay(day(3, 5))))
		a.Commitments[0].Due = onDay(day(3, 10))
	})
	s := days(t, w, after(t, w, w.InitialOn(day(3, 1)), start(a0)), 4) // 5 March
	stands(t, w, s, a0, StandsSuspended)
	for passed := range 3 {
		if got := w.Due(s, 0); got != day(3, 10+passed) {
			t.Errorf("due %s after %d days", got, passed)
		}
		s = days(t, w, s, 1)
	}
}

func TestUnlessBlocksTheStartAndVoidsWhatRuns(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		for i := range 3 {
			a.Commitments[i].Unless = agreement.Happened(holds0)
		}
		a.Commitments[1].Kind = agreement.Continuing
	})
	refuses(t, w, after(t, w, w.Initial(), hold()), start(a0), errUnless)
	s := after(t, w, w.Initial(), start(a0), start(b1), start(c2), finish(c2), hold())
	stands(t, w, s, a0, StandsVoid)
	stands(t, w, s, b1, StandsVoid)
	stands(t, w, s, c2, StandsDone) // what is done stays done
	unblocked := after(t, w, w.Initial(), hold(), lapse())
	after(t, w, unblocked, start(a0))
}

func TestOverdueOnceTheDueDayHasPassedAndNotBreached(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Commitments[0].Due = onDay(day(3, 10)) })
	s := w.InitialOn(day(3, 10)) // a deadline on a date includes that day
	stands(t, w, s, a0, StandsOpen)
	s = days(t, w, s, 1)
	stands(t, w, s, a0, StandsOverdue)
	isTrue(t, w, s, agreement.Breached(a0), False)
	s = after(t, w, s, start(a0))
	stands(t, w, s, a0, StandsOverdue)
	stands(t, w, after(t, w, s, finish(a0)), a0, StandsDone)
}

func TestWhatWaitsWhileItsDueDayPassesStaysWaiting(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Due = onDay(day(3, 10))
		a.Commitments[0].After = agreement.Happened(b1)
	})
	stands(t, w, w.InitialOn(day(3, 20)), a0, StandsWaiting)
}

func TestDueDoesNotMakeItWait(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Due = daysAfter(agreement.VerbDone, b1, 10)
	})
	s := w.InitialOn(day(3, 1))
	stands(t, w, s, a0, StandsOpen)
	if got := w.Due(s, 0); got != calendar.None {
		t.Errorf("due %s before its anchor has happened", got)
	}
	s = after(t, w, s, start(b1), finish(b1))
	if got := w.Due(s, 0); got != day(3, 11) {
		t.Errorf("due %s", got)
	}
}

func TestStartsAndNotBeforeAreLowerBounds(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Starts = onDay(day(3, 3))
		a.Commitments[0].NotBefore = daysAfter(agreement.VerbDone, b1, 4)
	})
	s := after(t, w, w.InitialOn(day(3, 1)), start(b1), finish(b1))
	for s.Today < day(3, 5) {
		refuses(t, w, s, start(a0), errEarly)
		s = days(t, w, s, 1)
	}
	after(t, w, days(t, w, s, 7), start(a0)) // later is fine
}

func TestWithoutDatesADayHasComeAndAnEventHasToHappen(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Starts = onDay(calendar.Last)
		a.Commitments[1].Starts = daysAfter(agreement.VerbDone, c2, 4)
	})
	stands(t, w, w.Initial(), a0, StandsOpen)
	stands(t, w, w.Initial(), b1, StandsWaiting)
	stands(t, w, after(t, w, w.Initial(), start(c2), finish(c2)), b1, StandsOpen)
}

func TestForChangesNothing(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].For = []agreement.Ref{b1}
	})
	stands(t, w, w.Initial(), a0, StandsOpen)
}

func TestWhatTakesTimeIsNotDoneBeforeItsLeast(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Takes = &calendar.Span{
			Low: calendar.Duration{Days: 3}, High: calendar.Duration{Days: 9}}
	})
	s := after(t, w, w.InitialOn(day(3, 1)), start(a0))
	refuses(t, w, days(t, w, s, 2), finish(a0), errEarly)
	after(t, w, days(t, w, s, 3), finish(a0))
	after(t, w, w.Initial(), start(a0), finish(a0))
}

func TestAContinuingCommitmentIsInForceUntilItsUntilAndNeverDone(t *testing.T) {
	for _, kind := range []agreement.CommitmentKind{agreement.Continuing, agreement.Prohibition} {
		w := sketch(t, func(a *agreement.Agreement) {
			a.Commitments[0].Kind = kind
			a.Commitments[0].Until = daysAfter(agreement.VerbStarted, a0, 5)
		})
		s := after(t, w, w.InitialOn(day(3, 1)), start(a0))
		isTrue(t, w, s, agreement.Happened(a0), True)
		refuses(t, w, s, finish(a0), errEndless)
		if _, err := w.Observe(s, finish(a0)); !errors.Is(err, errEndless) {
			t.Errorf("observed as done: %v", err)
		}
		s = days(t, w, s, 4)
		isTrue(t, w, s, agreement.Happened(a0), True)
		s = days(t, w, s, 1)
		isTrue(t, w, s, agreement.Happened(a0), False)
		isTrue(t, w, s, agreement.Started(a0), True)
		stands(t, w, s, a0, StandsVoid)
	}
}

func TestWithoutDatesAnUntilThatIsADayNeverComes(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Kind, a.Commitments[1].Kind = agreement.Continuing, agreement.Continuing
		a.Commitments[0].Until = onDay(day(3, 1))
		a.Commitments[1].Until = daysAfter(agreement.VerbDone, c2, 1)
	})
	s := after(t, w, w.Initial(), start(a0), start(b1), start(c2), finish(c2))
	isTrue(t, w, s, agreement.Happened(a0), True)
	isTrue(t, w, s, agreement.Happened(b1), False)
}

func TestWhatIsInForceIsUnknownKeptInDoubtOrBreached(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Commitments[0].Kind = agreement.Continuing })
	say := func(kinds ...MoveKind) State {
		s := after(t, w, w.Initial(), start(a0))
		for _, kind := range kinds {
			s = after(t, w, s, Move{Kind: kind, Of: a0})
		}
		return s
	}
	for _, test := range []struct {
		said           []MoveKind
		want           Standing
		kept, breached Truth
		happened       Truth
	}{
		{nil, StandsUnknown, Unknown, False, True},
		{[]MoveKind{Comply}, StandsKept, True, False, True},
		{[]MoveKind{Allege}, StandsInDoubt, Unknown, False, True},
		{[]MoveKind{Allege, FindNot}, StandsKept, True, False, True},
		{[]MoveKind{Comply, Allege, Find}, StandsBreached, False, True, False},
	} {
		s := say(test.said...)
		stands(t, w, s, a0, test.want)
		isTrue(t, w, s, agreement.Kept(a0), test.kept)
		isTrue(t, w, s, agreement.Breached(a0), test.breached)
		isTrue(t, w, s, agreement.Happened(a0), test.happened)
	}
}

func TestABreachIsAllegedUntilTheJudgeFindsIt(t *testing.T) {
	w := sketch(t, nil)
	s := after(t, w, w.Initial(), start(a0))
	refuses(t, w, s, Move{Kind: Find, Of: a0}, errConduct)
	s = after(t, w, s, Move{Kind: Allege, Of: a0})
	stands(t, w, s, a0, StandsUnderway)
	s = after(t, w, s, Move{Kind: Find, Of: a0})
	stands(t, w, s, a0, StandsBreached)
	stands(t, w, after(t, w, s, finish(a0)), a0, StandsDone)
	isTrue(t, w, after(t, w, s, finish(a0)), agreement.Breached(a0), True)
}

func TestALevelMovesWhenAnActIsDoneOrComesIntoForce(t *testing.T) {
	level, unsaid := agreement.LevelRef(0), agreement.LevelRef(1)
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].Changes = []agreement.Change{{Level: level, Number: -30, By: true}}
		a.Commitments[1].Kind = agreement.Continuing
		a.Commitments[1].Changes = []agreement.Change{{Level: level, Number: 20},
			{Level: unsaid, Number: 5, By: true}}
	})
	below := agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
		Left: agreement.Operand{Level: level}, Op: agreement.LessOrEqual,
		Right: agreement.Operand{Number: 70}}}
	s := after(t, w, w.Initial(), start(a0))
	isTrue(t, w, s, below, False)
	s = after(t, w, s, finish(a0))
	isTrue(t, w, s, below, True)
	s = after(t, w, s, start(b1))
	if s.Levels[0] != 20 {
		t.Errorf("level %v", s.Levels[0])
	}
	below.Compare.Right = agreement.Operand{Level: unsaid}
	isTrue(t, w, s, below, Unknown) // a level without a figure
	s = observed(t, w, s, Move{Kind: Measure, Of: unsaid, Number: 30})
	isTrue(t, w, s, below, True)
}
