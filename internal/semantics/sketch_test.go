package semantics

import (
	"errors"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
)

// The commitments of most sketches, by position: a, b, c, d.
var (
	a0 = agreement.CommitmentRef(0)
	b1 = agreement.CommitmentRef(1)
	c2 = agreement.CommitmentRef(2)
	d3 = agreement.CommitmentRef(3)
)

// The first conditions, decisions, clocks and parties.
var (
	holds0 = agreement.ConditionRef(0)
	taken0 = agreement.DecisionRef(0)
	clock0 = agreement.ClockRef(0)
	us     = agreement.PartyRef(0)
	them   = agreement.PartyRef(1)
	others = agreement.PartyRef(2)
	everyN = agreement.PartyRef(3) // an alliance of the three
)

// sketch is an agreement of the four commitments a to d, performed by the parties in turn, with
// a condition, a decision, a clock, an issue and a level, spoilt or filled in by change.
func sketch(t *testing.T, change func(*agreement.Agreement)) *World {
	t.Helper()
	a := &agreement.Agreement{
		ID: "sketch",
		Parties: []agreement.Party{{ID: "p0"}, {ID: "p1"}, {ID: "p2"},
			{ID: "p3", Members: []agreement.Ref{us, them, others}}},
		Clocks:     []agreement.Clock{{ID: "clock"}},
		Conditions: []agreement.Condition{{ID: "calm"}},
		Decisions:  []agreement.Decision{{ID: "decision", By: []agreement.Ref{everyN}}},
		Issues:     []agreement.Issue{{ID: "issue"}},
		Levels:     []agreement.Level{{ID: "level", Baseline: new(100.0)}, {ID: "unsaid"}},
	}
	for i, id := range []string{"a", "b", "c", "d"} {
		a.Commitments = append(a.Commitments, agreement.Commitment{
			ID: id, By: []agreement.Ref{agreement.PartyRef(i % 3)}, Weight: 1, Lost: 1})
	}
	if change != nil {
		change(a)
	}
	if err := agreementtest.Validate(a); err != nil {
		t.Fatal(err)
	}
	return NewWorld(a)
}

func start(of agreement.Ref) Move  { return Move{Kind: Start, Of: of} }
func finish(of agreement.Ref) Move { return Move{Kind: Finish, Of: of} }
func hold() Move                   { return Move{Kind: Hold, Of: holds0} }
func lapse() Move                  { return Move{Kind: Lapse, Of: holds0} }
func use(power int) Move           { return Move{Kind: Use, Of: powerRef(power)} }

// whatever is a cooperation in which everything may go wrong, up to far in the future.
var whatever = Cooperation{Breaches: true, Lapses: true, Powers: true, Horizon: calendar.Last}

// after is the state after moves, each of which must be allowed.
func after(t *testing.T, w *World, s State, moves ...Move) State {
	t.Helper()
	for i, m := range moves {
		if err := w.Allows(s, m, whatever); err != nil {
			t.Fatalf("step %d, %s: %v", i+1, w.Tell(m), err)
		}
		s = w.Apply(s, m)
	}
	return s
}

// observed is the state after moves were observed.
func observed(t *testing.T, w *World, s State, moves ...Move) State {
	t.Helper()
	for _, m := range moves {
		next, err := w.Observe(s, m)
		if err != nil {
			t.Fatalf("%s: %v", w.Tell(m), err)
		}
		s = next
	}
	return s
}

// days is the state after n days have passed.
func days(t *testing.T, w *World, s State, n int) State {
	t.Helper()
	for range n {
		s = after(t, w, s, Move{Kind: Pass})
	}
	return s
}

func refuses(t *testing.T, w *World, s State, m Move, want error) {
	t.Helper()
	if err := w.Allows(s, m, whatever); !errors.Is(err, want) {
		t.Errorf("%s: got %v, want %v", w.Tell(m), err, want)
	}
}

func stands(t *testing.T, w *World, s State, of agreement.Ref, want Standing) {
	t.Helper()
	if got := w.Standing(s, of.Index); got != want {
		t.Errorf("%s stands as %s, want %s", w.Agreement.IDOf(of), got, want)
	}
}

func isTrue(t *testing.T, w *World, s State, g agreement.Guard, want Truth) {
	t.Helper()
	if got := w.Holds(s, &g); got != want {
		t.Errorf("%s %s is %s, want %s", g.Verb, w.Agreement.IDOf(g.Of), got, want)
	}
}

// day is a day of 2020.
func day(month, dayOfMonth int) calendar.Day { return calendar.MakeDay(2020, month, dayOfMonth) }

func onDay(d calendar.Day) *agreement.Time {
	t := agreement.OnDay(d)
	return &t
}

// daysAfter is n days after verb of the thing.
func daysAfter(verb agreement.Verb, of agreement.Ref, n int32) *agreement.Time {
	length := calendar.Duration{Days: n}
	t := agreement.Plus(agreement.When(verb, of), calendar.Span{Low: length, High: length})
	return &t
}
