package semantics

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func span(text string) calendar.Span {
	s, err := calendar.ParseSpan(text)
	if err != nil {
		panic(err)
	}
	return s
}

func TestATimeFallsOnADay(t *testing.T) {
	on := func(month, dayOfMonth int) agreement.Time { return *onDay(day(month, dayOfMonth)) }
	several := func(op agreement.TimeOp, args ...agreement.Time) agreement.Time {
		return agreement.Time{Op: op, Args: args}
	}
	never := agreement.When(agreement.VerbDone, d3)
	for _, test := range []struct {
		name        string
		time        agreement.Time
		inclusive   bool
		first, last calendar.Day
	}{
		{"a day", on(3, 5), false, day(3, 5), day(3, 5)},
		{"days after", agreement.Plus(on(3, 5), span("10d")), false, day(3, 15), day(3, 15)},
		{"counted from day one", agreement.Plus(on(3, 5), span("10d")), true,
			day(3, 14), day(3, 14)},
		{"months clip", agreement.Plus(on(1, 31), span("1mo")), false, day(2, 29), day(2, 29)},
		{"months are counted from day zero", agreement.Plus(on(1, 31), span("1mo")), true,
			day(2, 29), day(2, 29)},
		{"a range", agreement.Plus(on(3, 5), span("1d..4d")), false, day(3, 6), day(3, 9)},
		{"before", several(agreement.TimeBefore, on(3, 1)), false, day(2, 29), day(2, 29)},
		{"earliest", several(agreement.TimeEarliest, on(3, 5), on(3, 2)), false,
			day(3, 2), day(3, 2)},
		{"latest", several(agreement.TimeLatest, on(3, 5), on(3, 2)), false,
			day(3, 5), day(3, 5)},
		{"an event to come", never, false, calendar.None, calendar.None},
		{"after an event to come", agreement.Plus(never, span("1d")), false,
			calendar.None, calendar.None},
		{"earliest without it", several(agreement.TimeEarliest, never, on(3, 2)), false,
			day(3, 2), day(3, 2)},
		{"latest with it", several(agreement.TimeLatest, on(3, 2), never), false,
			calendar.None, calendar.None},
		{"started", agreement.When(agreement.VerbStarted, a0), false, day(4, 1), day(4, 1)},
		{"done", agreement.When(agreement.VerbDone, a0), false, day(4, 3), day(4, 3)},
		{"a bare commitment is done", agreement.When(agreement.VerbHappened, a0), false,
			day(4, 3), day(4, 3)},
		{"in force", agreement.When(agreement.VerbHappened, b1), false, day(4, 1), day(4, 1)},
		{"breached", agreement.When(agreement.VerbBreached, c2), false, day(4, 3), day(4, 3)},
		{"holds", agreement.When(agreement.VerbHolds, holds0), false, day(4, 1), day(4, 1)},
		{"a clock", agreement.When(agreement.VerbHappened, clock0), false, day(4, 3), day(4, 3)},
		{"an exchange", agreement.When(agreement.VerbHappened, agreement.ExchangeRef(0)), false,
			day(4, 3), day(4, 3)},
	} {
		t.Run(test.name, func(t *testing.T) {
			sides := [][]agreement.Ref{side(a0), side(b1)}
			w := bound(t, agreement.Simultaneous, sides, func(a *agreement.Agreement) {
				a.Commitments[1].Kind = agreement.Continuing
				if test.inclusive {
					a.Count = calendar.CountInclusive
				}
			})
			s := after(t, w, w.InitialOn(day(4, 1)), start(a0), hold(), start(c2))
			s = after(t, w, days(t, w, s, 2), finish(a0), Move{Kind: StartClock, Of: clock0},
				Move{Kind: Allege, Of: c2}, Move{Kind: Find, Of: c2})
			first, last := w.Days(s, &test.time)
			if first != test.first || last != test.last {
				t.Errorf("got %s to %s, want %s to %s", first, last, test.first, test.last)
			}
		})
	}
}

func TestWithinARangeOfDurationsNobodyKnowsWhetherATimeHasCome(t *testing.T) {
	w := sketch(t, nil)
	g := agreement.Reached(agreement.Plus(*onDay(day(3, 5)), span("1d..4d")))
	for d, want := range map[int]Truth{5: False, 6: Unknown, 8: Unknown, 9: True, 10: True} {
		isTrue(t, w, w.InitialOn(day(3, d)), g, want)
	}
	isTrue(t, w, w.Initial(), g, True)
}

func TestHoldsIsThreeValued(t *testing.T) {
	w := sketch(t, nil)
	s := after(t, w, w.Initial(), start(a0), finish(a0))
	yes, no := agreement.Done(a0), agreement.Done(b1)
	unknown := agreement.Holds(holds0)
	for _, test := range []struct {
		name  string
		guard agreement.Guard
		want  Truth
	}{
		{"nothing asked", agreement.Guard{}, True},
		{"all with a false one", agreement.All(yes, no, unknown), False},
		{"all with an unknown one", agreement.All(yes, unknown), Unknown},
		{"any with a true one", agreement.Any(no, unknown, yes), True},
		{"any with an unknown one", agreement.Any(no, unknown), Unknown},
		{"two of", agreement.AtLeast(2, yes, yes, unknown), True},
		{"two of, in the balance", agreement.AtLeast(2, yes, no, unknown), Unknown},
		{"two of, out of reach", agreement.AtLeast(2, no, no, unknown), False},
		{"not true", agreement.Not(yes), False},
		{"not yet", agreement.Not(no), True},
		{"not unknown", agreement.Not(unknown), Unknown},
		{"a level is no question", agreement.Happened(agreement.LevelRef(0)), Unknown},
	} {
		t.Run(test.name, func(t *testing.T) { isTrue(t, w, s, test.guard, test.want) })
	}
	if got := w.Settled(s, new(agreement.Not(no))); got != Unknown {
		t.Errorf("what may still happen is settled as %s", got)
	}
}

func TestALevelIsComparedWithANumber(t *testing.T) {
	w := sketch(t, nil) // the level stands at 100
	for number, want := range map[float64]string{99: "001101", 100: "010110", 101: "110001"} {
		got := ""
		for op := agreement.Less; op <= agreement.NotEqual; op++ {
			g := agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
				Left: agreement.Operand{Level: agreement.LevelRef(0)}, Op: op,
				Right: agreement.Operand{Number: number}}}
			if w.Holds(w.Initial(), &g) == True {
				got += "1"
			} else {
				got += "0"
			}
		}
		if got != want {
			t.Errorf("100 against %v: %s, want %s", number, got, want)
		}
	}
}
