package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// FixedDeadline is the last day of a deadline that hangs on the calendar alone: on dates, on
// clocks with a date or whose own time is fixed, and on durations after them, ranges at their
// high end. The first of several times is fixed by any of them that is, since it comes no later;
// the last of several only where all are. Otherwise the day is calendar.None and fixed is false.
func FixedDeadline(a *agreement.Agreement, t *agreement.Time) (day calendar.Day, fixed bool) {
	if t == nil {
		return calendar.None, false
	}
	f := &fixing{a: a, clocks: map[int32]calendar.Day{}}
	f.findClocks(t)
	day = f.day(t)
	return day, day != calendar.None
}

// Reached reports whether the time has certainly come by that day, by the calendar alone.
func Reached(a *agreement.Agreement, t *agreement.Time, by calendar.Day) bool {
	day, fixed := FixedDeadline(a, t)
	return fixed && by != calendar.None && day <= by
}

// A fixing holds the fixed days of the clocks that a time refers to.
type fixing struct {
	a      *agreement.Agreement
	clocks map[int32]calendar.Day // once found, or None while it is looked for
}

// findClocks finds the days of all clocks behind t, those first that others refer to.
func (f *fixing) findClocks(t *agreement.Time) {
	stack := f.pushClocks(t, nil)
	for len(stack) > 0 {
		clock := stack[len(stack)-1]
		at := f.a.Clocks[clock].At
		if _, entered := f.clocks[clock]; !entered {
			f.clocks[clock] = calendar.None
			stack = f.pushClocks(at, stack)
			continue
		}
		stack = stack[:len(stack)-1]
		if f.clocks[clock] == calendar.None && at != nil {
			f.clocks[clock] = f.day(at)
		}
	}
}

// pushClocks puts on the stack the clocks that t refers to and nobody has looked for.
func (f *fixing) pushClocks(t *agreement.Time, stack []int32) []int32 {
	if t == nil {
		return stack
	}
	t.EachEvent(func(event *agreement.Time) {
		if event.Of.Kind == agreement.KindClock {
			if _, entered := f.clocks[event.Of.Index]; !entered {
				stack = append(stack, event.Of.Index)
			}
		}
	})
	return stack
}

// day is the last day of t, None where it is not fixed.
func (f *fixing) day(t *agreement.Time) calendar.Day {
	switch t.Op {
	case agreement.TimeDay:
		return t.Day
	case agreement.TimeEvent:
		if t.Of.Kind == agreement.KindClock {
			return f.clocks[t.Of.Index]
		}
	case agreement.TimePlus:
		return f.a.Count.Add(f.day(&t.Args[0]), t.Span.High)
	case agreement.TimeBefore:
		return dayBefore(f.day(&t.Args[0]))
	case agreement.TimeEarliest, agreement.TimeLatest:
		return f.choice(t)
	}
	return calendar.None
}

// choice is the first known day of an earliest, or the last of a latest that is wholly known.
func (f *fixing) choice(t *agreement.Time) calendar.Day {
	chosen := calendar.None
	for i := range t.Args {
		day := f.day(&t.Args[i])
		switch {
		case day == calendar.None && t.Op == agreement.TimeLatest:
			return calendar.None
		case day == calendar.None:
		case chosen == calendar.None, (day < chosen) == (t.Op == agreement.TimeEarliest):
			chosen = day
		}
	}
	return chosen
}
