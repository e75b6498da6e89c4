package semantics

import (
	"math"
	"slices"
	"testing"

	"lockstep/internal/agreement"
)

// bound is the sketch with one exchange of those sides, then spoilt by change.
func bound(
	t *testing.T, mode agreement.Mode, sides [][]agreement.Ref, change func(*agreement.Agreement),
) *World {
	t.Helper()
	return sketch(t, func(a *agreement.Agreement) {
		a.Exchanges = []agreement.Exchange{{ID: "exchange", Mode: mode, Sides: sides}}
		if change != nil {
			change(a)
		}
	})
}

func side(acts ...agreement.Ref) []agreement.Ref { return acts }

func TestSimultaneousMembersStartInOneJointStepAndFinishOneByOne(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)}, nil)
	s := after(t, w, w.Initial(), start(b1))
	stands(t, w, s, a0, StandsUnderway)
	s = after(t, w, s, finish(a0))
	stands(t, w, s, b1, StandsUnderway)
	isTrue(t, w, s, agreement.Happened(agreement.ExchangeRef(0)), False)
	s = after(t, w, s, finish(b1))
	isTrue(t, w, s, agreement.Happened(agreement.ExchangeRef(0)), True)
}

func TestAJointStepIsListedOnce(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(b1), side(a0)}, nil)
	var starts []agreement.Ref
	for _, m := range w.Moves(w.Initial(), Cooperation{}) {
		if m.Kind == Start {
			starts = append(starts, m.Of)
		}
	}
	if want := []agreement.Ref{a0, c2, d3}; !slices.Equal(starts, want) {
		t.Errorf("starts %v, want %v", starts, want)
	}
}

func TestALoopOfStartedWaitsInsideTheExchangeDissolves(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) {
			a.Commitments[0].After = agreement.Started(b1)
			a.Commitments[1].After = agreement.Started(a0)
		})
	after(t, w, w.Initial(), start(a0), finish(b1), finish(a0))
}

func TestALoopOfDoneWaitsInsideTheExchangeDoesNot(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) {
			a.Commitments[0].After = agreement.Done(b1)
			a.Commitments[1].After = agreement.Started(a0)
		})
	refuses(t, w, w.Initial(), start(a0), errAfter)
	refuses(t, w, w.Initial(), start(b1), errAfter)
}

func TestALoopOfStartedWaitsOutsideAnExchangeDoesNotDissolve(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].After = agreement.Started(b1)
		a.Commitments[1].After = agreement.Started(a0)
		a.Commitments[2].After = agreement.Started(c2)
	})
	for _, of := range []agreement.Ref{a0, b1, c2} {
		refuses(t, w, w.Initial(), start(of), errAfter)
	}
}

func TestIfOneCannotStartOrIsRefusedNoneStarts(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) { a.Commitments[1].Provided = agreement.Holds(holds0) })
	refuses(t, w, w.Initial(), start(a0), errProvided)
	s := after(t, w, w.Initial(), hold())
	after(t, w, s, start(a0))
	refusing := Cooperation{Refusing: []agreement.Ref{them}} // who performs b
	if err := w.Allows(s, start(a0), refusing); err != errWithheld {
		t.Errorf("got %v", err)
	}
	void := observed(t, w, s, Move{Kind: Affect, Of: b1, Effect: agreement.Waive})
	refuses(t, w, void, start(a0), errVoid)
}

func TestExchangesThatShareAMemberStartTogether(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) {
			a.Exchanges = append(a.Exchanges, agreement.Exchange{
				ID: "second", Sides: [][]agreement.Ref{side(b1), side(c2)}})
		})
	s := after(t, w, w.Initial(), start(c2))
	stands(t, w, s, a0, StandsUnderway)
	stands(t, w, s, b1, StandsUnderway)
}

func TestAClockThatStartsWithAMemberHasStartedInTheJointStep(t *testing.T) {
	w := bound(t, agreement.Simultaneous, [][]agreement.Ref{side(a0), side(b1)},
		func(a *agreement.Agreement) {
			at := agreement.When(agreement.VerbStarted, a0)
			a.Clocks[0].At = &at
			a.Commitments[1].After = agreement.Happened(clock0)
		})
	after(t, w, w.Initial(), start(a0))
}

func TestStepForStepWaitsForTheActBeforeOfEverySide(t *testing.T) {
	w := bound(t, agreement.StepForStep, [][]agreement.Ref{side(a0, b1), side(c2)}, nil)
	s := w.Initial()
	refuses(t, w, s, start(b1), errTurn)
	s = after(t, w, s, start(a0), finish(a0))
	refuses(t, w, s, start(b1), errTurn) // its own side is done, the other is not
	s = after(t, w, s, start(c2))
	refuses(t, w, s, start(b1), errTurn)
	after(t, w, s, finish(c2), start(b1))
}

func TestAShorterSideHasNothingLeftToWaitFor(t *testing.T) {
	w := bound(t, agreement.StepForStep, [][]agreement.Ref{side(a0, b1, d3), side(c2)}, nil)
	after(t, w, w.Initial(), start(a0), start(c2), finish(c2), finish(a0),
		start(b1), finish(b1), start(d3))
}

func TestStepForStepTakesInForceForDone(t *testing.T) {
	w := bound(t, agreement.StepForStep, [][]agreement.Ref{side(a0, b1), side(c2)},
		func(a *agreement.Agreement) { a.Commitments[2].Kind = agreement.Continuing })
	after(t, w, w.Initial(), start(a0), finish(a0), start(c2), start(b1))
}

func TestCommensurateNoSideIsAheadByMoreThanTheTolerance(t *testing.T) {
	w := bound(t, agreement.Commensurate, [][]agreement.Ref{side(a0, b1), side(c2, d3)},
		func(a *agreement.Agreement) { a.Exchanges[0].Tolerance = new(0.5) })
	s := after(t, w, w.Initial(), start(a0), start(b1), start(c2), finish(a0))
	refuses(t, w, s, finish(b1), errPace)
	s = after(t, w, s, finish(c2), finish(b1))
	if lead, tolerance := w.Lead(s, 0); lead != 0.5 || tolerance != 0.5 {
		t.Errorf("lead %v, tolerance %v", lead, tolerance)
	}
}

func TestTheToleranceIsTheLargestSingleShare(t *testing.T) {
	w := bound(t, agreement.Commensurate, [][]agreement.Ref{side(a0, b1), side(c2, d3)},
		func(a *agreement.Agreement) { a.Commitments[0].Weight = 3 })
	s := after(t, w, w.Initial(), start(a0), start(b1), finish(a0)) // three quarters
	refuses(t, w, s, finish(b1), errPace)
	if _, tolerance := w.Lead(s, 0); tolerance != 0.75 {
		t.Errorf("tolerance %v", tolerance)
	}
}

func TestASideThatLagsMayCatchUp(t *testing.T) {
	w := bound(t, agreement.Commensurate, [][]agreement.Ref{side(a0, b1), side(c2, d3)},
		func(a *agreement.Agreement) { a.Exchanges[0].Tolerance = new(0.25) })
	s := after(t, w, w.Initial(), start(a0), start(b1), start(c2), start(d3))
	refuses(t, w, s, finish(a0), errPace)
	s = observed(t, w, s, finish(a0), finish(b1))
	if !s.Commitments[0].OutOfOrder {
		t.Error("an act ahead of its pace is not marked")
	}
	after(t, w, s, finish(c2), finish(d3))
}

func TestWhatComesIntoForceCountsForThePace(t *testing.T) {
	w := bound(t, agreement.Commensurate, [][]agreement.Ref{side(a0), side(c2)},
		func(a *agreement.Agreement) {
			a.Commitments[0].Kind = agreement.Continuing
			a.Exchanges[0].Tolerance = new(0.5)
		})
	refuses(t, w, w.Initial(), start(a0), errPace)
}

func TestProportionalCountsTheChangeOfLevels(t *testing.T) {
	level := agreement.LevelRef(0)
	w := bound(t, agreement.Proportional, [][]agreement.Ref{side(a0, b1), side(c2, d3)},
		func(a *agreement.Agreement) {
			a.Commitments[0].Changes = []agreement.Change{{Level: level, Number: 80}}
			a.Commitments[1].Changes = []agreement.Change{{Level: level, Number: -60, By: true}}
			a.Commitments[2].Weight = 3 // c and d move no level and count by weight
		})
	want := [][]float64{{0.25, 0.75}, {0.75, 0.25}}
	for i, shares := range w.paces[0].shares {
		for k, share := range shares {
			if math.Abs(share-want[i][k]) > slip {
				t.Errorf("share of side %d, act %d: %v", i, k, share)
			}
		}
	}
}

func TestProportionalCountsEachLevelAsOneWhole(t *testing.T) {
	people, bases := agreement.LevelRef(0), agreement.LevelRef(1)
	w := bound(t, agreement.Proportional, [][]agreement.Ref{side(a0, b1, d3), side(c2)},
		func(a *agreement.Agreement) {
			a.Commitments[0].Changes = []agreement.Change{{Level: people, Number: 50}}
			a.Commitments[1].Changes = []agreement.Change{{Level: people, Number: 0}}
			a.Commitments[3].Changes = []agreement.Change{{Level: bases, Number: -5, By: true}}
		})
	want := []float64{0.25, 0.25, 0.5}
	for k, share := range w.paces[0].shares[0] {
		if math.Abs(share-want[k]) > slip {
			t.Errorf("share of act %d: %v, want %v", k, share, want[k])
		}
	}
}
