package semantics

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// reached answers whether the time t has come. Where dates are left out of account, a time has
// come when its events have happened. Within a range of durations nobody knows.
func (w *World) reached(s State, t *agreement.Time, notYet Truth) Truth {
	events := t.Guard()
	happened := w.ask(s, &events, notYet)
	if happened != True || s.Today == calendar.None {
		return happened
	}
	first, last := w.Days(s, t)
	switch {
	case first == calendar.None:
		return Unknown
	case s.Today >= last:
		return True
	case s.Today >= first:
		return Unknown
	}
	return notYet
}

// Days are the first and the last day on which t can fall, as far as s tells: the same day
// unless a range of durations is in it, and [calendar.None] while its event has not happened or
// dates are left out of account. Of the earliest of several, those that have happened count.
func (w *World) Days(s State, t *agreement.Time) (first, last calendar.Day) {
	switch t.Op {
	case agreement.TimeDay:
		return t.Day, t.Day
	case agreement.TimeEvent:
		day := w.eventDay(s, t.Verb, t.Of)
		return day, day
	case agreement.TimePlus:
		first, last = w.Days(s, &t.Args[0])
		count := w.Agreement.Count
		return count.Add(first, t.Span.Low), count.Add(last, t.Span.High)
	case agreement.TimeBefore:
		first, last = w.Days(s, &t.Args[0])
		return dayBefore(first), dayBefore(last)
	case agreement.TimeEarliest, agreement.TimeLatest:
		return w.ofSeveral(s, t)
	}
	return calendar.None, calendar.None
}

func dayBefore(day calendar.Day) calendar.Day {
	if day == calendar.None {
		return calendar.None
	}
	return max(day-1, calendar.First)
}

func (w *World) ofSeveral(s State, t *agreement.Time) (first, last calendar.Day) {
	first, last = calendar.None, calendar.None
	for i := range t.Args {
		low, high := w.Days(s, &t.Args[i])
		switch {
		case low == calendar.None && t.Op == agreement.TimeLatest:
			return calendar.None, calendar.None
		case low == calendar.None:
		case first == calendar.None:
			first, last = low, high
		case t.Op == agreement.TimeEarliest:
			first, last = min(first, low), min(last, high)
		default:
			first, last = max(first, low), max(last, high)
		}
	}
	return first, last
}

// eventDay is the day on which verb(of) came true, None while it is not true.
func (w *World) eventDay(s State, verb agreement.Verb, of agreement.Ref) calendar.Day {
	if w.atom(s, verb, of, False) != True {
		return calendar.None
	}
	switch of.Kind {
	case agreement.KindCommitment:
		return commitmentDay(s.Commitments[of.Index], verb)
	case agreement.KindExchange:
		last := calendar.None
		for _, member := range w.Agreement.Exchanges[of.Index].Members() {
			last = max(last, w.eventDay(s, verb, member))
		}
		return last
	case agreement.KindCondition:
		return s.Conditions[of.Index].Since
	case agreement.KindClock:
		return s.Clocks[of.Index].Since
	case agreement.KindIssue:
		return s.Issues[of.Index].Since
	}
	return s.Decisions[of.Index].Taken
}

func commitmentDay(course Course, verb agreement.Verb) calendar.Day {
	switch {
	case verb == agreement.VerbBreached:
		return course.Found
	case verb == agreement.VerbStarted, course.Life == InForce:
		return course.Began
	}
	return course.Ended
}

// Due is the last day on which commitment c can be done in time, moved by the days for which it
// was suspended, None where it has none or its anchor has not happened.
func (w *World) Due(s State, c int32) calendar.Day {
	due := w.Agreement.Commitments[c].Due
	if due == nil {
		return calendar.None
	}
	_, last := w.Days(s, due)
	if last == calendar.None {
		return calendar.None
	}
	return calendar.CountAfter.Add(last, calendar.Duration{Days: s.Commitments[c].Moved})
}
