package statustest

import (
	"fmt"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// sources are those that drawn events name.
var sources = []string{"agency", "auditor", "paper"}

// Events draws evidence about a, in no order: up to most events, some of which correct or retract
// others. below(n) is a number from 0 to n-1.
func Events(a *agreement.Agreement, most int, below func(n int) int) []ledger.Event {
	var events []ledger.Event
	for i := range below(most + 1) {
		e := ledger.Event{
			ID:      fmt.Sprintf("e%02d", i),
			At:      firstDay + calendar.Day(7*below(weeksDrawn)),
			Kind:    ledger.Kind(below(int(ledger.Bracketed) + 1)),
			RestsOn: ledger.Rests(below(int(ledger.Disputed))),
			Source:  sources[below(len(sources))],
		}
		if below(2) == 1 {
			e.Kind = ledger.Begun + ledger.Kind(below(2))
		}
		n := a.NumberOf(e.Kind.Of())
		if n == 0 {
			continue
		}
		e.Subject = a.IDOf(agreement.Ref{Kind: e.Kind.Of(), Index: int32(below(n))})
		e.Known, e.Recorded = e.At+calendar.Day(below(40)), ledger.Instant(1+below(100))
		furnish(a, &e, below)
		events = append(events, e)
		if below(6) == 5 {
			events = append(events, change(events, below))
		}
	}
	return events
}

// furnish fills in what the kind asks for, and who says so.
func furnish(a *agreement.Agreement, e *ledger.Event, below func(n int) int) {
	e.Actor = a.Parties[below(len(a.Parties))].ID
	switch below(4) {
	case 1:
		e.Assessor = a.Parties[below(len(a.Parties))].ID
	case 2:
		e.Speaker = "somebody"
	}
	switch e.Kind.Of() {
	case agreement.KindLevel:
		low := float64(10 * below(10))
		e.Value = &ledger.Value{Low: low, Best: low, High: low + float64(10*below(3))}
	case agreement.KindCommitment:
		if days := below(20); e.Kind == ledger.Extended && days > 0 {
			e.Value = &ledger.Value{Low: float64(days), Best: float64(days), High: float64(days)}
		}
	}
	if below(8) == 7 {
		e.Precision = ledger.ByMonth
		y, m, _ := e.At.Date()
		e.At = calendar.MakeDay(y, m, 1)
	}
}

// change is a correction or retraction of one of the events, learned later.
func change(events []ledger.Event, below func(n int) int) ledger.Event {
	target := events[below(len(events))]
	e := target
	e.ID = fmt.Sprintf("e%02dx%d", len(events), below(100))
	e.Corrects, e.Retracts = target.ID, ""
	e.Known += calendar.Day(below(40))
	e.Recorded += ledger.Instant(below(40))
	if target.Kind == ledger.Retracted || below(3) == 0 {
		return ledger.Event{ID: e.ID, At: e.At, Known: e.Known, Recorded: e.Recorded,
			Kind: ledger.Retracted, Retracts: target.ID}
	}
	e.At += calendar.Day(below(15) - 7)
	return e
}
