package figures

import (
	"cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A Figure is how many there were of a level at a time, as one source has it.
type Figure struct {
	Event *ledger.Event
	Unit  string       // that of the level where the event states none
	Basis string       // that of the level where the event states none
	Root  string       // the source that its source repeats, in the end; "" where none is named
	Until calendar.Day // the last day of the time that it speaks of; the first is Event.At
}

// Of makes figures of those events that are about the level, in their order.
func Of(level *agreement.Level, lineage *Lineage, events []*ledger.Event) []Figure {
	figures := make([]Figure, 0, len(events))
	for _, e := range events {
		if e.Kind.Of() != agreement.KindLevel || e.Value == nil || e.Subject != level.ID {
			continue
		}
		figures = append(figures, Figure{
			Event: e,
			Unit:  cmp.Or(e.Unit, level.Unit),
			Basis: cmp.Or(e.Basis, level.Basis),
			Root:  lineage.Root(e.Source),
			Until: End(e),
		})
	}
	return figures
}

// End is the last day of the day, month or year of which an event speaks.
func End(e *ledger.Event) calendar.Day {
	y, m, _ := e.At.Date()
	switch {
	case e.At == calendar.None:
	case e.Precision == ledger.ByMonth:
		return max(e.At, calendar.MakeDay(y, m+1, 1)-1)
	case e.Precision == ledger.ByYear:
		return max(e.At, calendar.MakeDay(y, 12, 31))
	}
	return e.At
}

// A Matter is what figures must have in common to be compared.
type Matter struct {
	Kind        ledger.Kind
	Unit, Basis string
}

// Matter is what the figure can be compared about.
func (f *Figure) Matter() Matter { return Matter{f.Event.Kind, f.Unit, f.Basis} }

// compare orders matters: measured, announced, authorised; then by basis and unit.
func (m Matter) compare(n Matter) int {
	return cmp.Or(cmp.Compare(m.Kind, n.Kind), cmp.Compare(m.Basis, n.Basis),
		cmp.Compare(m.Unit, n.Unit))
}

// meets reports whether the times that two figures speak of overlap.
func (f *Figure) meets(g *Figure) bool {
	return f.Event.At <= g.Until && g.Event.At <= f.Until
}

// agrees reports whether the ranges of two figures overlap.
func (f *Figure) agrees(g *Figure) bool {
	return f.Event.Value.Low <= g.Event.Value.High && g.Event.Value.Low <= f.Event.Value.High
}
