package temporal

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// line is n commitments of which each takes a day and comes after the one before it.
func line(n int) *agreement.Agreement {
	a := &agreement.Agreement{ID: "line"}
	a.Commitments = make([]agreement.Commitment, n)
	day := calendar.Duration{Days: 1}
	takes := calendar.Span{Low: day, High: day}
	for i := range n {
		c := &a.Commitments[i]
		c.ID, c.Takes = fmt.Sprintf("c%06d", i), &takes
		if i > 0 {
			c.After = agreement.Happened(agreement.CommitmentRef(i - 1))
		}
	}
	return a
}

// dueAfter makes a commitment due some days after another is done.
func dueAfter(a *agreement.Agreement, c, other, days int) {
	length := calendar.Duration{Days: int32(days)}
	due := agreement.Plus(agreement.When(agreement.VerbDone, agreement.CommitmentRef(other)),
		calendar.Span{Low: length, High: length})
	a.Commitments[c].Due = &due
}

// contradictions counts the rows with one.
func contradictions(rows []Dates) int {
	n := 0
	for _, row := range rows {
		if row.Contradiction {
			n++
		}
	}
	return n
}

func TestOneLongContradiction(t *testing.T) {
	const n = 20_000
	a := line(n)
	first := agreement.OnDay(dayZero)
	a.Commitments[0].NotBefore = &first
	dueAfter(a, n-1, 0, n-2) // a day too short
	if got := contradictions(Compute(a, nil)); got != n {
		t.Errorf("%d of %d commitments stand in the contradiction", got, n)
	}
	dueAfter(a, n-1, 0, n-1)
	if got := contradictions(Compute(a, nil)); got != 0 {
		t.Errorf("%d commitments stand in a contradiction where there is none", got)
	}
}

func TestManyShortContradictions(t *testing.T) {
	const n = 20_000
	a := line(n)
	first := agreement.OnDay(dayZero)
	a.Commitments[0].NotBefore = &first
	for i := 1; i < n; i++ {
		dueAfter(a, i, i-1, i%2)
	}
	if got := contradictions(Compute(a, nil)); got != n {
		t.Errorf("%d of %d commitments stand in a contradiction", got, n)
	}
}

// Each deadline asks for a day of the commitment before it, from the end to the beginning.
func TestDeadlinesAreCarriedDownALongLine(t *testing.T) {
	const n = 20_000
	a := line(n)
	last := agreement.OnDay(dayZero)
	a.Commitments[n-1].NotBefore = &last
	for i := 1; i < n; i++ {
		dueAfter(a, i, i-1, 3)
	}
	rows := Compute(a, nil)
	if want := dayZero + 1 - 3*(n-1); rows[0].Earliest != want {
		t.Errorf("earliest %v, want %v", rows[0].Earliest, want)
	}
}

// A contradiction of months is told from one that comes to rest at the end of a month.
func TestLongContradictionOfMonths(t *testing.T) {
	const n = 2_000
	a := line(n)
	month := calendar.Duration{Months: 1}
	takes := calendar.Span{Low: month, High: month}
	first := agreement.OnDay(dayZero)
	a.Commitments[0].NotBefore = &first
	a.Commitments[n/2].Takes = &takes
	dueAfter(a, n-1, 0, n-2+31)
	if got := contradictions(Compute(a, nil)); got != 0 {
		t.Errorf("%d of %d commitments stand in a contradiction", got, n)
	}
	dueAfter(a, n-1, 0, n-2+27)
	if got := contradictions(Compute(a, nil)); got != n {
		t.Errorf("%d of %d commitments stand in the contradiction", got, n)
	}
}

func TestAssumptionsOfALongLineAreCut(t *testing.T) {
	const n = 20_000
	a := line(n)
	for i := range n {
		a.Conditions = append(a.Conditions, agreement.Condition{ID: fmt.Sprintf("s%06d", i)})
		a.Commitments[i].Provided = agreement.Holds(agreement.ConditionRef(i))
	}
	rows := Compute(a, nil)
	last := rows[n-1]
	if !last.AssumingCut || len(last.Assuming) != assumptionsEach || last.Assuming[0] != "s000000" {
		t.Errorf("the last one assumes %d, cut %v", len(last.Assuming), last.AssumingCut)
	}
	if rows[9].AssumingCut || len(rows[9].Assuming) != 10 {
		t.Errorf("the tenth assumes %v", rows[9].Assuming)
	}
}

func TestClocksOfClocks(t *testing.T) {
	const n = 50_000
	a := line(1)
	for i := range n {
		at := agreement.OnDay(dayZero)
		if i > 0 {
			before := agreement.When(agreement.VerbHappened, agreement.ClockRef(i-1))
			at = agreement.Time{Op: agreement.TimeLatest, Args: []agreement.Time{before,
				agreement.Plus(before, duration("1d"))}}
		}
		a.Clocks = append(a.Clocks, agreement.Clock{ID: fmt.Sprintf("k%06d", i), At: &at})
	}
	due := agreement.When(agreement.VerbHappened, agreement.ClockRef(n-1))
	a.Commitments[0].Due = &due
	if got := Compute(a, nil)[0].Due; got != dayZero+n-1 {
		t.Errorf("due %v, want %v", got, dayZero+n-1)
	}
	if got, _ := FixedDeadline(a, &due); got != dayZero+n-1 {
		t.Errorf("fixed deadline %v, want %v", got, dayZero+n-1)
	}
}
