package semantics

import (
	"testing"

	"lockstep/internal/agreement"
)

func closed(t *testing.T, w *World, s State, of agreement.Ref, contingent, want bool) {
	t.Helper()
	if got := w.Closed(s, of.Index, contingent); got != want {
		t.Errorf("%s closed: %v, want %v", w.Agreement.IDOf(of), got, want)
	}
}

func TestACommitmentIsClosedWhenNothingIsOwedUnderIt(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		for _, i := range []int{1, 2, 3} {
			a.Commitments[i].Kind = agreement.Continuing
		}
		a.Commitments[2].Until = onDay(day(3, 1))
		until := agreement.When(agreement.VerbDone, a0)
		a.Commitments[3].Until = &until
		a.Powers = []agreement.Power{
			{ID: "end", By: []agreement.Ref{us}, Does: agreement.Terminate,
				On: []agreement.Ref{a0}},
			{ID: "halt", By: []agreement.Ref{us}, Does: agreement.Suspend, On: []agreement.Ref{b1}},
		}
	})
	s := w.Initial()
	for _, of := range []agreement.Ref{a0, b1, c2, d3} {
		closed(t, w, s, of, false, false)
	}
	s = after(t, w, s, start(a0), start(b1), start(c2), start(d3))
	closed(t, w, s, a0, false, false) // underway
	closed(t, w, s, b1, false, true)  // in force, as it is meant to be
	closed(t, w, s, c2, false, true)  // its last day comes by itself
	closed(t, w, s, d3, false, false) // its until is an event
	breached := after(t, w, s, Move{Kind: Allege, Of: b1}, Move{Kind: Find, Of: b1})
	closed(t, w, breached, b1, false, true)
	closed(t, w, after(t, w, s, use(1)), b1, false, false)
	closed(t, w, after(t, w, s, use(0)), a0, false, true)
	s = after(t, w, s, finish(a0))
	closed(t, w, s, a0, false, true)
	closed(t, w, s, d3, false, true)
}

func TestWhatIsContingentOwesNothingUntilItIsCalledFor(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[1].After = agreement.Breached(a0)
		a.Commitments[2].After = agreement.Done(d3)
		a.Commitments[3].After = agreement.Done(c2)
		a.Powers = []agreement.Power{{ID: "halt", By: []agreement.Ref{us},
			Does: agreement.Suspend, On: []agreement.Ref{b1}}}
	})
	calm, err := w.Reachable(Cooperation{}, 2000)
	if err != nil {
		t.Fatal(err)
	}
	for c, want := range []bool{false, true, true, true} { // c and d wait for each other
		if got := Contingent(calm)[c]; got != want {
			t.Errorf("%s contingent: %v, want %v", w.Agreement.Commitments[c].ID, got, want)
		}
	}
	s := w.Initial()
	closed(t, w, s, b1, true, true)
	closed(t, w, s, b1, false, false)
	closed(t, w, after(t, w, s, use(0)), b1, true, false)
	called := after(t, w, s, Move{Kind: Allege, Of: a0}, Move{Kind: Find, Of: a0})
	closed(t, w, called, b1, true, false)
	closed(t, w, after(t, w, called, start(b1), finish(b1)), b1, true, true)
}

func TestAnEndIsAStateInWhichEverythingIsClosed(t *testing.T) {
	w := sketch(t, nil)
	none := make([]bool, 4)
	s := after(t, w, w.Initial(), start(a0), finish(a0), start(b1), finish(b1), start(c2),
		finish(c2), start(d3))
	if w.Ended(s, none) {
		t.Error("d is underway")
	}
	if !w.Ended(after(t, w, s, finish(d3)), none) {
		t.Error("everything is done")
	}
}

func TestTroubleIsASuspensionOrABreachThatSomebodyAsksAbout(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Commitments[0].While = agreement.Holds(holds0) })
	asked := []bool{false, true, false, false}
	s := after(t, w, w.Initial(), start(a0))
	find := func(of agreement.Ref) State {
		return after(t, w, s, Move{Kind: Allege, Of: of}, Move{Kind: Find, Of: of})
	}
	for name, test := range map[string]struct {
		s    State
		want bool
	}{
		"nothing": {s, false}, "suspended": {after(t, w, s, lapse()), true},
		"breached": {find(b1), true}, "not asked": {find(c2), false},
	} {
		if got := w.Troubled(test.s, asked); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
