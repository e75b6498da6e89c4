package course

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// reached answers whether the time t has come. Within a range of durations nobody knows.
func (s *State) reached(t *agreement.Time, notYet Truth) Truth {
	if happened := s.hasHappened(t, notYet); happened != True {
		return happened
	}
	first, last := s.Days(t)
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

// hasHappened answers whether the events that t is counted from have happened.
func (s *State) hasHappened(t *agreement.Time, notYet Truth) Truth {
	switch t.Op {
	case agreement.TimeEvent:
		return s.atom(t.Verb, t.Of, notYet)
	case agreement.TimePlus, agreement.TimeBefore:
		return s.hasHappened(&t.Args[0], notYet)
	case agreement.TimeEarliest:
		return s.anyHappened(t, notYet)
	case agreement.TimeLatest:
		every := True
		for i := range t.Args {
			every = min(every, s.hasHappened(&t.Args[i], notYet))
		}
		return every
	}
	return True
}

func (s *State) anyHappened(t *agreement.Time, notYet Truth) Truth {
	best := False
	for i := range t.Args {
		best = max(best, s.hasHappened(&t.Args[i], notYet))
	}
	return best
}

// Days are the first and the last day on which t can fall as far as is known: the same day
// unless a range of durations is in it, [calendar.None] while its event has not happened or its
// day is not known. Of the earliest of several, those that have happened count.
func (s *State) Days(t *agreement.Time) (first, last calendar.Day) {
	switch t.Op {
	case agreement.TimeDay:
		return t.Day, t.Day
	case agreement.TimeEvent:
		day := s.eventDay(t.Verb, t.Of)
		return day, day
	case agreement.TimePlus:
		first, last = s.Days(&t.Args[0])
		count := s.Rules.Agreement.Count
		return count.Add(first, t.Span.Low), count.Add(last, t.Span.High)
	case agreement.TimeBefore:
		first, last = s.Days(&t.Args[0])
		return dayBefore(first), dayBefore(last)
	case agreement.TimeEarliest, agreement.TimeLatest:
		return s.chosenDays(t)
	}
	return calendar.None, calendar.None
}

func dayBefore(day calendar.Day) calendar.Day {
	if day == calendar.None {
		return calendar.None
	}
	return max(day-1, calendar.First)
}

func (s *State) chosenDays(t *agreement.Time) (first, last calendar.Day) {
	first, last = calendar.None, calendar.None
	for i := range t.Args {
		low, high := s.Days(&t.Args[i])
		switch {
		case low == calendar.None:
			if t.Op == agreement.TimeLatest {
				return calendar.None, calendar.None
			}
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
func (s *State) eventDay(verb agreement.Verb, of agreement.Ref) calendar.Day {
	if s.atom(verb, of, False) != True {
		return calendar.None
	}
	switch of.Kind {
	case agreement.KindCommitment:
		return s.Commitments[of.Index].day(verb)
	case agreement.KindExchange:
		return s.lastOfMembers(verb, of)
	case agreement.KindCondition:
		return s.Conditions[of.Index].Since
	case agreement.KindClock:
		return s.Clocks[of.Index].Since
	case agreement.KindIssue:
		return s.Issues[of.Index].Since
	}
	return s.Decisions[of.Index].Taken
}

// day is the day of a verb that is true of the commitment.
func (c *Course) day(verb agreement.Verb) calendar.Day {
	switch {
	case verb == agreement.VerbBreached:
		return c.Found
	case verb == agreement.VerbStarted, c.Life == InForce:
		return c.Began
	}
	return c.Ended
}

func (s *State) lastOfMembers(verb agreement.Verb, of agreement.Ref) calendar.Day {
	last := calendar.None
	for _, side := range s.Rules.Agreement.Exchanges[of.Index].Sides {
		for _, member := range side {
			last = max(last, s.eventDay(verb, member))
		}
	}
	return last
}

// noDay is later than every day.
const noDay = calendar.Last + 1

// nextTurn is the next day after today on which the answer to g may change because time passes,
// noDay if there is none.
func (s *State) nextTurn(g *agreement.Guard) calendar.Day {
	if g.Op == agreement.OpReached {
		return s.nextDayOf(g.At)
	}
	next := noDay
	for i := range g.Args {
		next = min(next, s.nextTurn(&g.Args[i]))
	}
	return next
}

// nextDayOf is the next day after today on which t begins or ceases to be uncertain.
func (s *State) nextDayOf(t *agreement.Time) calendar.Day {
	if t == nil {
		return noDay
	}
	next := noDay
	first, last := s.Days(t)
	for _, day := range [...]calendar.Day{first, last} {
		if day != calendar.None && day > s.Today {
			next = min(next, day)
		}
	}
	return next
}
