package course

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Due is the last day on which commitment c can be done in time, moved by suspensions and
// extensions: [calendar.None] where it has none, where what it is counted from has not happened,
// and where it was put off without a new day.
func (s *State) Due(c int32) calendar.Day {
	due := s.Rules.Agreement.Commitments[c].Due
	if due == nil {
		return calendar.None
	}
	_, last := s.Days(due)
	return s.moved(c, last)
}

// moved is a deadline of commitment c as suspensions and extensions have moved it.
func (s *State) moved(c int32, due calendar.Day) calendar.Day {
	course := &s.Commitments[c]
	if due == calendar.None || course.PutOff {
		return calendar.None
	}
	by := calendar.Duration{Months: course.Months, Days: course.Moved}
	return calendar.CountAfter.Add(due, by)
}

// Expected are, for every commitment, its deadline as far as it can be said today: [State.Due]
// or, where what it is counted from has not happened, the day counted from the due days of what
// it is counted from, as package temporal counts it. What has happened counts with the day on
// which it did.
func (s *State) Expected() []calendar.Day {
	n := len(s.Commitments)
	e := expectation{State: s, dues: newDayList(n), starts: newDayList(n),
		clocks: newDayList(len(s.Clocks))}
	for c := range n {
		e.due(int32(c))
	}
	return e.dues.days
}

// An expectation works out due days from one another. What leads back to itself has none.
type expectation struct {
	*State
	dues, starts dayList // by commitment: its due day, and the day by which it is to start
	clocks       dayList
}

// A dayList keeps days that are known, or are being worked out and None so far.
type dayList struct {
	days []calendar.Day
	seen []bool
}

func newDayList(n int) dayList {
	return dayList{slices.Repeat([]calendar.Day{calendar.None}, n), make([]bool, n)}
}

// keep works out the day at position i the first time that it is asked for.
func (l *dayList) keep(i int32, workOut func() calendar.Day) calendar.Day {
	if !l.seen[i] {
		l.seen[i] = true
		l.days[i] = workOut()
	}
	return l.days[i]
}

func (e *expectation) due(c int32) calendar.Day {
	due := e.Rules.Agreement.Commitments[c].Due
	if due == nil {
		return calendar.None
	}
	return e.dues.keep(c, func() calendar.Day { return e.moved(c, e.day(due)) })
}

// day is the last day of t as far as it can be expected.
func (e *expectation) day(t *agreement.Time) calendar.Day {
	if _, last := e.Days(t); last != calendar.None {
		return last
	}
	switch t.Op {
	case agreement.TimeEvent:
		return e.event(t)
	case agreement.TimePlus:
		return e.Rules.Agreement.Count.Add(e.day(&t.Args[0]), t.Span.High)
	case agreement.TimeBefore:
		return dayBefore(e.day(&t.Args[0]))
	case agreement.TimeEarliest, agreement.TimeLatest:
		return e.chosen(t)
	}
	return calendar.None
}

// chosen needs every one of several days.
func (e *expectation) chosen(t *agreement.Time) calendar.Day {
	chosen := calendar.None
	for i := range t.Args {
		day := e.day(&t.Args[i])
		switch {
		case day == calendar.None:
			return calendar.None
		case i == 0, (day < chosen) == (t.Op == agreement.TimeEarliest):
			chosen = day
		}
	}
	return chosen
}

// event is the day on which something that has not happened is to happen.
func (e *expectation) event(t *agreement.Time) calendar.Day {
	switch t.Of.Kind {
	case agreement.KindClock:
		return e.clock(t.Of.Index)
	case agreement.KindCommitment:
		return e.commitment(t)
	}
	return calendar.None
}

func (e *expectation) clock(k int32) calendar.Day {
	at := e.Rules.Agreement.Clocks[k].At
	if at == nil || e.Clocks[k].Is == True {
		return calendar.None
	}
	return e.clocks.keep(k, func() calendar.Day { return e.day(at) })
}

// commitment is the due day of a commitment that is to be done, the day by which it is to start
// where its start is asked for.
func (e *expectation) commitment(t *agreement.Time) calendar.Day {
	c := t.Of.Index
	commitment, course := &e.Rules.Agreement.Commitments[c], &e.Commitments[c]
	starts := t.Verb == agreement.VerbStarted
	switch {
	case course.Life.IsFinal(), course.Begun && (starts || commitment.IsContinuing()):
		return calendar.None
	case starts && commitment.StartBy != nil:
		return e.starts.keep(c, func() calendar.Day { return e.day(commitment.StartBy) })
	case t.Verb == agreement.VerbHappened, t.Verb == agreement.VerbDone:
		return e.due(c)
	}
	return calendar.None
}
