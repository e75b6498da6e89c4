package agreementtest

import (
	"math"
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// sound is a valid agreement with one thing of several kinds, to be broken in one place.
func sound() *agreement.Agreement {
	return &agreement.Agreement{
		Parties: []agreement.Party{{ID: "p0"}, {ID: "p1", Members: []agreement.Ref{
			agreement.PartyRef(0)}}},
		Commitments: []agreement.Commitment{{ID: "c0", Lost: 1, Weight: 1},
			{ID: "c1", Kind: agreement.Continuing}},
		Clocks:    []agreement.Clock{{ID: "t0"}},
		Decisions: []agreement.Decision{{ID: "d0", By: []agreement.Ref{agreement.PartyRef(0)}}},
		Exchanges: []agreement.Exchange{{ID: "x0", Sides: [][]agreement.Ref{
			{agreement.CommitmentRef(0)}, {agreement.CommitmentRef(1)}}}},
		Levels:   []agreement.Level{{ID: "l0"}},
		Powers:   []agreement.Power{{ID: "o0"}},
		Branches: []agreement.Branch{{ID: "b0"}},
		Readings: []agreement.Reading{{ID: "r0"}},
		Redlines: []agreement.Redline{{ID: "n0"}},
	}
}

func TestValidateNamesWhatIsWrong(t *testing.T) {
	if err := Validate(sound()); err != nil {
		t.Fatalf("the sound agreement: %v", err)
	}
	c0, c1, t0 := agreement.CommitmentRef(0), agreement.CommitmentRef(1), agreement.ClockRef(0)
	after := func(g agreement.Guard) func(*agreement.Agreement) {
		return func(a *agreement.Agreement) { a.Commitments[0].After = g }
	}
	starts := func(t agreement.Time) func(*agreement.Agreement) {
		return func(a *agreement.Agreement) { a.Commitments[0].Starts = &t }
	}
	for _, test := range []struct {
		name, want string
		spoil      func(*agreement.Agreement)
	}{
		{"order", "stands before", func(a *agreement.Agreement) { a.Commitments[0].ID = "c2" }},
		{"no name", "has no name", func(a *agreement.Agreement) { a.Powers[0].ID = "" }},
		{"shared name", "names two things", func(a *agreement.Agreement) { a.Levels[0].ID = "t0" }},
		{"range", "refers to commitment 7", after(agreement.Happened(agreement.CommitmentRef(7)))},
		{"level as event", "refers to level 0", after(agreement.Happened(agreement.LevelRef(0)))},
		{"holds of clock", "refers to clock 0", after(agreement.Holds(t0))},
		{"done of continuing", "continuing c1 is done", after(agreement.Done(c1))},
		{"nested", "refers to clock 0",
			after(agreement.All(agreement.Happened(c0), agreement.Not(agreement.Taken(t0))))},
		{"none of", "asks for 0 of 1", after(agreement.AtLeast(0, agreement.Happened(c0)))},
		{"too many of", "asks for 2 of 1", after(agreement.AtLeast(2, agreement.Happened(c0)))},
		{"any of nothing", "combines nothing", after(agreement.Any())},
		{"not of nothing", "negates 0", after(agreement.Guard{Op: agreement.OpNot})},
		{"no comparison", "compares nothing", after(agreement.Guard{Op: agreement.OpCompare})},
		{"no time", "reaches no time", after(agreement.Guard{Op: agreement.OpReached})},
		{"unset time", "unset", starts(agreement.Time{})},
		{"latest of nothing", "0 parts", starts(agreement.Time{Op: agreement.TimeLatest})},
		{"day with parts", "1 parts", starts(agreement.Time{Op: agreement.TimeDay,
			Args: []agreement.Time{agreement.OnDay(0)}})},
		{"negative", "negative duration", starts(agreement.Plus(agreement.OnDay(0),
			calendar.Span{Low: calendar.Duration{Days: -1}}))},
		{"performer", "by refers", func(a *agreement.Agreement) {
			a.Commitments[0].By = []agreement.Ref{c0}
		}},
		{"weight", "weight NaN", func(a *agreement.Agreement) {
			a.Commitments[0].Weight = math.NaN()
		}},
		{"lost", "between 0 and 1", func(a *agreement.Agreement) { a.Commitments[0].Lost = 2 }},
		{"twice", "in it twice", func(a *agreement.Agreement) {
			a.Exchanges[0].Sides[1][0] = c0
		}},
		{"member of itself", "member of itself", func(a *agreement.Agreement) {
			a.Parties[0].Members = []agreement.Ref{agreement.PartyRef(1)}
		}},
		{"at-least", "asks for 2 of 1", func(a *agreement.Agreement) {
			a.Decisions[0].Rule, a.Decisions[0].K = agreement.AtLeastOf, 2
		}},
		{"reading", "reading 2 of 1", after(agreement.Guard{Op: agreement.OpAtom, Of: c0,
			Reading: 2})},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := sound()
			test.spoil(a)
			err := Validate(a)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
