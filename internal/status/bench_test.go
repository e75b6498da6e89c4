package status_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// books is an agreement of 600 commitments with levels, conditions and decisions, and n events
// about them over two years, as a commission would keep them.
func books(n int) (*agreement.Agreement, []ledger.Event) {
	a := agreementtest.Ladder(12, 50, false)
	a.Signed = calendar.MakeDay(2020, 1, 1)
	for i := range a.Commitments {
		if i%4 == 3 {
			a.Commitments[i].Kind = agreement.Continuing
		}
		due := agreement.OnDay(a.Signed + calendar.Day(i))
		a.Commitments[i].Due = &due
		a.Commitments[i].Changes = nil
	}
	for i := range 40 {
		a.Levels = append(a.Levels, agreement.Level{ID: fmt.Sprintf("level-%02d", i), Unit: "people"})
		a.Conditions = append(a.Conditions, agreement.Condition{ID: fmt.Sprintf("quiet-%02d", i)})
	}
	for i := range a.Commitments {
		a.Commitments[i].While = agreement.Holds(agreement.ConditionRef(i % 40))
	}
	return a, entriesOf(a, n)
}

// entriesOf are n random events: acts, words about conduct, conditions, figures, some corrections.
func entriesOf(a *agreement.Agreement, n int) []ledger.Event {
	random := rand.New(rand.NewPCG(1, 1))
	events := make([]ledger.Event, n)
	for i := range events {
		e := &events[i]
		e.ID = fmt.Sprintf("e%07d", i)
		e.At = a.Signed + calendar.Day(random.IntN(730))
		e.Known = e.At + calendar.Day(random.IntN(60))
		e.Source = fmt.Sprintf("source-%d", random.IntN(200))
		e.RestsOn = ledger.Claimed + ledger.Rests(random.IntN(3))
		switch random.IntN(8) {
		case 0:
			e.Kind = ledger.Begun + ledger.Kind(random.IntN(3))
		case 1, 2:
			e.Kind = ledger.CompliedWith + ledger.Kind(random.IntN(2))
		case 3:
			e.Kind = ledger.HoldsTrue + ledger.Kind(random.IntN(10)/9) // one in ten lapses
			e.Subject = a.Conditions[random.IntN(len(a.Conditions))].ID
		default:
			e.Kind = ledger.Measured
			e.Subject = a.Levels[random.IntN(len(a.Levels))].ID
			best := 9000 - float64(e.At-a.Signed)*10 + float64(random.IntN(400))
			e.Value = &ledger.Value{Low: best - 150, Best: best, High: best + 150}
		}
		if e.Subject == "" {
			e.Subject = a.Commitments[random.IntN(len(a.Commitments))].ID
		}
		if i%50 == 49 {
			e.Corrects, e.Subject, e.Kind = events[i-20].ID, events[i-20].Subject, events[i-20].Kind
			e.Value = events[i-20].Value
		}
	}
	return events
}

var sizes = []int{10_000, 50_000, 100_000, 1_000_000}

// BenchmarkOpen is what making a book of evidence in memory costs.
func BenchmarkOpen(b *testing.B) {
	for _, n := range sizes {
		a, events := books(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				status.NewBook(a, events)
			}
		})
	}
}

// BenchmarkFirstQuestion is a book and its first answer.
func BenchmarkFirstQuestion(b *testing.B) {
	for _, n := range sizes {
		a, events := books(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				status.NewBook(a, events).At(questionOn(a, 500))
			}
		})
	}
}

// BenchmarkNextQuestion is an answer of a book that is open, each time for another day.
func BenchmarkNextQuestion(b *testing.B) {
	for _, n := range sizes {
		a, events := books(n)
		book := status.NewBook(a, events)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				book.At(questionOn(a, 600+i%130))
			}
		})
	}
}

// questionOn asks for a day after the signature, as it was known a month later.
func questionOn(a *agreement.Agreement, days int) status.Question {
	asOf := a.Signed + calendar.Day(days)
	return status.Question{Cut: ledger.Cut{AsOf: asOf, KnownAt: asOf + 30}}
}
