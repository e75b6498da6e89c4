package lang

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// supposed is the day from which it is counted where nothing says when an event comes about.
var supposed = calendar.MakeDay(2000, 1, 1)

// daysSaid is the day that a time comes to, as far as the text says, and whether that day lies
// after the last one of the calendar.
type daysSaid struct {
	day    calendar.Day
	beyond bool
}

// daysOf counts the day of a time. Package calendar holds every sum at its last day, where it would
// be taken for a day that somebody meant.
func (l *loader) daysOf(t *agreement.Time) daysSaid {
	switch t.Op {
	case agreement.TimeDay:
		return daysSaid{day: t.Day}
	case agreement.TimeEvent:
		if t.Of.Kind == agreement.KindClock && l.agreement.Clocks[t.Of.Index].At != nil {
			return daysSaid{day: l.daysOf(l.agreement.Clocks[t.Of.Index].At).day}
		}
		return daysSaid{day: supposed}
	}
	said := daysSaid{day: calendar.None}
	for i := range t.Args {
		part := l.daysOf(&t.Args[i])
		said.beyond = said.beyond || part.beyond
		if said.day == calendar.None || (part.day < said.day) == (t.Op == agreement.TimeEarliest) {
			said.day = part.day
		}
	}
	if t.Op == agreement.TimePlus {
		return l.later(said, t.Span)
	}
	return said
}

// later is a day and the longest of a span after it.
func (l *loader) later(from daysSaid, span calendar.Span) daysSaid {
	add := func(d calendar.Day) calendar.Day { return l.agreement.Count.Add(d, span.High) }
	end := add(from.day)
	past := from.day > calendar.First && end == calendar.Last && add(from.day-1) == calendar.Last
	return daysSaid{end, from.beyond || past}
}
