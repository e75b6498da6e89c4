package temporal

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
)

// chain is n commitments of which each comes some days or a month after the one before it, is
// due by the calendar every tenth time and has a deadline counted from the one before otherwise.
func chain(n int, loops bool) *agreement.Agreement {
	a := &agreement.Agreement{ID: "chain"}
	a.Commitments = make([]agreement.Commitment, n)
	first := agreement.OnDay(dayZero)
	month := calendar.Duration{Months: 1}
	for i := range n {
		c := &a.Commitments[i]
		c.ID = fmt.Sprintf("c%07d", i)
		if i == 0 {
			c.NotBefore = &first
			continue
		}
		before := agreement.When(agreement.VerbHappened, agreement.CommitmentRef(i-1))
		wait := calendar.Duration{Days: int32(i % 2)}
		if i%50000 == 0 {
			wait = month
		}
		from := agreement.Plus(before, calendar.Span{Low: wait, High: wait})
		c.NotBefore = &from
		switch {
		case i%10 == 0:
			due := agreement.OnDay(dayZero + calendar.Day(2*i+100))
			c.Due = &due
		case loops:
			due := agreement.Plus(before, calendar.Span{Low: month, High: month})
			c.Due = &due
		}
	}
	return a
}

// datedLadder is a ladder whose first steps have a day, each step a duration and the last steps
// a deadline.
func datedLadder(parties, steps int, planted bool) *agreement.Agreement {
	a := agreementtest.Ladder(parties, steps, planted)
	day, due := agreement.OnDay(dayZero), agreement.OnDay(dayZero+calendar.Day(2*steps))
	span := calendar.Span{Low: calendar.Duration{Days: 1}, High: calendar.Duration{Days: 5}}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		c.Takes = &span
		if i%steps == 0 {
			c.NotBefore = &day
		}
		if i%steps == steps-1 {
			c.Due = &due
		}
	}
	return a
}

var sizes = []int{10_000, 100_000, 1_000_000}

func benchmark(b *testing.B, n int, a *agreement.Agreement) {
	b.Run(fmt.Sprint(n), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Compute(a, nil)
		}
		agreementtest.ReportRate(b, n)
	})
}

func BenchmarkChain(b *testing.B) {
	for _, n := range sizes {
		benchmark(b, n, chain(n, false))
	}
}

func BenchmarkChainOfDeadlines(b *testing.B) {
	for _, n := range sizes {
		benchmark(b, n, chain(n, true))
	}
}

func BenchmarkLadder(b *testing.B) {
	for _, n := range sizes {
		benchmark(b, n, datedLadder(20, n/20, false))
	}
}

func BenchmarkLadderWithLoop(b *testing.B) {
	for _, n := range sizes {
		benchmark(b, n, datedLadder(20, n/20, true))
	}
}
