package temporal

import (
	"math"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// noLimit is the bound from above where nothing is said.
const noLimit = calendar.Day(math.MaxInt32)

// A span is the first and the last day that something can be, None and noLimit where nothing is
// known, and the unknown moments that keep the two apart.
type span struct {
	low, high calendar.Day
	unknown   idSet
}

// anyDay is the span of what nothing is known of.
var anyDay = span{low: calendar.None, high: noLimit}

func oneDay(day calendar.Day) span { return span{low: day, high: day} }

// known reports whether only one day is left.
func (s span) known() bool { return s.low == s.high }

// An ends says which end of a duration range counts.
type ends bool

const (
	lowEnds  ends = false
	highEnds ends = true
)

// of is the end of a range that counts.
func (e ends) of(both calendar.Span) calendar.Duration {
	if e == highEnds {
		return both.High
	}
	return both.Low
}

// span is the first and last day on which t can fall. With high ends the events of commitments
// fall on their due days, as far as these are resolved; with low ends t refers to none.
func (r *resolution) span(t *agreement.Time, e ends) span {
	switch t.Op {
	case agreement.TimeDay:
		return oneDay(t.Day)
	case agreement.TimeEvent:
		return r.eventSpan(t, e)
	case agreement.TimePlus:
		return r.span(&t.Args[0], e).moved(func(day calendar.Day) calendar.Day {
			return r.a.Count.Add(day, e.of(t.Span))
		})
	case agreement.TimeBefore:
		return r.span(&t.Args[0], e).moved(dayBefore)
	case agreement.TimeEarliest, agreement.TimeLatest:
		return r.choiceSpan(t, e)
	}
	return anyDay
}

// moved is s with what is known of it moved.
func (s span) moved(move func(calendar.Day) calendar.Day) span {
	s.low = move(s.low)
	if s.high != noLimit {
		s.high = move(s.high)
	}
	return s
}

// dayBefore is the day before day, None for None.
func dayBefore(day calendar.Day) calendar.Day {
	if day == calendar.None {
		return calendar.None
	}
	return within(day - 1)
}

func (r *resolution) eventSpan(event *agreement.Time, e ends) span {
	if day, given := r.given(event); given {
		return oneDay(day)
	}
	if node := r.node(event); node != none {
		if e == lowEnds {
			return r.clocks[event.Of.Index].soonest
		}
		return r.spans[node]
	}
	return span{low: calendar.None, high: noLimit, unknown: r.sets.of(event.Of)}
}

// choiceSpan is the span of the earliest or latest of several. What is unknown of one of them
// counts where it can make a difference.
func (r *resolution) choiceSpan(t *agreement.Time, e ends) span {
	args := make([]span, len(t.Args))
	all := anyDay
	for i := range args {
		args[i] = r.span(&t.Args[i], e)
		switch {
		case i == 0:
			all.low, all.high = args[i].low, args[i].high
		case t.Op == agreement.TimeEarliest:
			all.low, all.high = min(all.low, args[i].low), min(all.high, args[i].high)
		default:
			all.low, all.high = max(all.low, args[i].low), max(all.high, args[i].high)
		}
	}
	for _, arg := range args {
		early := t.Op == agreement.TimeEarliest && arg.low < all.high
		late := t.Op == agreement.TimeLatest && arg.high > all.low
		if !arg.known() && (early || late) {
			all.unknown = r.sets.union(all.unknown, arg.unknown)
		}
	}
	return all
}
