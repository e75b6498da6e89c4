package temporal

import "lockstep/internal/calendar"

// A step moves a day: by a duration, or to the day before.
type step struct {
	span   calendar.Duration
	before bool
}

// A shift is a sequence of steps, the first one first: a monotone function of the day. Where no
// step has months it adds a plain number of days.
type shift struct {
	steps []step
	plain bool
	days  calendar.Day // what a plain shift adds
}

// shifts are the different shifts of a network. The first one moves nothing.
type shifts struct {
	count calendar.Count
	table []shift
	known map[step]int32 // shifts of a single step
}

func newShifts(count calendar.Count) *shifts {
	return &shifts{count: count, table: []shift{{plain: true}}, known: map[step]int32{}}
}

// number is the position of the shift made of these steps.
func (s *shifts) number(steps []step) int32 {
	if len(steps) == 1 {
		if at, ok := s.known[steps[0]]; ok {
			return at
		}
	}
	made := s.compose(steps)
	if made.plain && made.days == 0 {
		return 0
	}
	at := int32(len(s.table))
	s.table = append(s.table, made)
	if len(steps) == 1 {
		s.known[steps[0]] = at
	}
	return at
}

// compose works out what the steps add where none of them has months: the same number of days
// wherever it is counted from.
func (s *shifts) compose(steps []step) shift {
	made := shift{steps: steps, plain: true}
	for _, one := range steps {
		if one.span.Months != 0 {
			return shift{steps: steps}
		}
		made.days += one.add(s.count, 0)
	}
	return made
}

// add carries a day through the shift.
func (s *shifts) add(number int32, day calendar.Day) calendar.Day {
	made := &s.table[number]
	if made.plain {
		return within(day + made.days)
	}
	for _, one := range made.steps {
		day = one.add(s.count, day)
	}
	return day
}

// latest is the last day that the shift carries no further than day.
func (s *shifts) latest(number int32, day calendar.Day) calendar.Day {
	made := &s.table[number]
	if made.plain {
		return within(day - made.days)
	}
	for i := len(made.steps) - 1; i >= 0; i-- {
		day = made.steps[i].latest(s.count, day)
	}
	return day
}

// earliest is the first day that the shift carries to day or beyond.
func (s *shifts) earliest(number int32, day calendar.Day) calendar.Day {
	made := &s.table[number]
	if made.plain {
		return within(day - made.days)
	}
	for i := len(made.steps) - 1; i >= 0; i-- {
		day = made.steps[i].earliest(s.count, day)
	}
	return day
}

func (s step) add(count calendar.Count, day calendar.Day) calendar.Day {
	if s.before {
		return within(day - 1)
	}
	return count.Add(day, s.span)
}

func (s step) latest(count calendar.Count, day calendar.Day) calendar.Day {
	if s.before {
		return within(day + 1)
	}
	return count.Latest(day, s.span)
}

func (s step) earliest(count calendar.Count, day calendar.Day) calendar.Day {
	if s.before {
		return within(day + 1)
	}
	return count.Earliest(day, s.span)
}

// within holds a day inside the calendar.
func within(day calendar.Day) calendar.Day {
	return min(max(day, calendar.First), calendar.Last)
}
