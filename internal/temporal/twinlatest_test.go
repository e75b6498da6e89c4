package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// latest works out the upper bounds, from no limit downwards.
func (t *twin) latest() {
	t.fill(farOff)
	for moved := true; moved && !t.strayed; {
		moved = false
		t.lowerAll(func(at *calendar.Day, bound calendar.Day) {
			if bound < *at {
				*at, moved = bound, true
				t.strayed = t.strayed || bound < before1990
			}
		})
	}
}

func (t *twin) lowerAll(set func(*calendar.Day, calendar.Day)) {
	for c := range t.Commitments {
		start, done := &t.starts[t.group[c]], &t.dones[c]
		if t.Commitments[c].StartBy != nil {
			set(start, t.high(t.Commitments[c].StartBy))
		}
		if t.Commitments[c].Due != nil {
			set(done, t.high(t.Commitments[c].Due))
		}
		if t.Commitments[c].IsContinuing() {
			set(done, *start)
			set(start, *done)
		} else if t.doneGiven(c) == calendar.None && *done != farOff {
			set(start, t.beforeTaking(c))
		}
		if t.startGiven(c) == calendar.None && *start != farOff {
			t.lowerWaits(c, *start, set)
		}
	}
	for k := range t.Clocks {
		if !t.hangs(k) {
			continue
		}
		set(&t.clocks[k], t.high(t.Clocks[k].At))
		if t.clocks[k] != farOff {
			t.lowerClock(k, t.clocks[k], set)
		}
	}
}

// beforeTaking is the last day on which c can start to be done by its latest day.
func (t *twin) beforeTaking(c int) calendar.Day {
	takes := t.Commitments[c].Takes
	if takes == nil {
		return t.dones[c]
	}
	return lastTo(func(d calendar.Day) calendar.Day { return t.Count.Add(d, takes.Low) },
		t.dones[c])
}

// lowerWaits limits what c must wait for by the latest day of its start.
func (t *twin) lowerWaits(c int, start calendar.Day, set func(*calendar.Day, calendar.Day)) {
	t.owner = t.group[c]
	t.waits.EachClause(int32(c), func(g *agreement.Guard) { t.lowerGuard(g, start, set) })
	for _, at := range []*agreement.Time{t.Commitments[c].Starts, t.Commitments[c].NotBefore} {
		if at != nil {
			t.lower(at, stay, start, set)
		}
	}
	t.owner = -1
}

func (t *twin) lowerGuard(g *agreement.Guard, by calendar.Day,
	set func(*calendar.Day, calendar.Day)) {
	switch {
	case g.Op == agreement.OpAtom:
		event := agreement.When(g.Verb, g.Of)
		t.lower(&event, stay, by, set)
	case g.Op == agreement.OpReached:
		t.lower(g.At, stay, by, set)
	case g.Op == agreement.OpAll || g.Op == agreement.OpAny || g.Op == agreement.OpAtLeast:
		for i := range g.Args {
			if g.Need() == len(g.Args) {
				t.lowerGuard(&g.Args[i], by, set)
			}
		}
	}
}

// lower limits the events that must come for the time at, moved on by f, to come by that day.
func (t *twin) lower(at *agreement.Time, f shiftBy, by calendar.Day,
	set func(*calendar.Day, calendar.Day)) {
	switch {
	case at.Op == agreement.TimeEvent && at.Of.Kind == agreement.KindExchange:
		for _, member := range t.Exchanges[at.Of.Index].Members() {
			event := agreement.When(at.Verb, member)
			t.lower(&event, f, by, set)
		}
	case at.Op == agreement.TimeEvent:
		t.lowerEvent(at, f, by, set)
	case at.Op == agreement.TimePlus || at.Op == agreement.TimeBefore:
		t.lower(&at.Args[0], after(t.step(at), f), by, set)
	case at.Op == agreement.TimeLatest || len(at.Args) == 1:
		for i := range at.Args {
			t.lower(&at.Args[i], f, by, set)
		}
	}
}

func (t *twin) lowerEvent(at *agreement.Time, f shiftBy, by calendar.Day,
	set func(*calendar.Day, calendar.Day)) {
	if at.Of.Kind == agreement.KindClock {
		at = t.clock(at.Of)
	}
	variable := t.variable(at)
	if at.Of.Kind == agreement.KindClock && variable == nil {
		if clock := t.Clocks[at.Of.Index].At; clock != nil && t.given(at.Of) == calendar.None {
			t.lowerClock(int(at.Of.Index), t.lastBy(f, by), set)
		}
		return
	}
	if at.Of.Kind == agreement.KindCommitment && variable == nil { // a supposed one has deadlines
		c := int(at.Of.Index)
		switch {
		case at.Verb == agreement.VerbStarted:
			variable = &t.starts[t.group[c]]
		case at.Verb == agreement.VerbHappened || at.Verb == agreement.VerbDone:
			variable = &t.dones[c]
		}
	}
	if variable == nil || t.ownStart(at) && f(probeDay) <= probeDay {
		return
	}
	set(variable, t.lastBy(f, by))
}

// lastBy is the last day of an event for it, moved on by f, to come by a day.
func (t *twin) lastBy(f shiftBy, by calendar.Day) calendar.Day {
	if t.exact {
		return lastTo(f, by)
	}
	return min(by, lastTo(f, by))
}

func (t *twin) lowerClock(k int, by calendar.Day, set func(*calendar.Day, calendar.Day)) {
	was := t.exact
	t.exact = true
	t.lower(t.Clocks[k].At, stay, by, set)
	t.exact = was
}

// high is the upper bound on a deadline.
func (t *twin) high(at *agreement.Time) calendar.Day {
	switch at.Op {
	case agreement.TimeDay:
		return at.Day
	case agreement.TimeEvent:
		return t.highEvent(at)
	case agreement.TimePlus, agreement.TimeBefore:
		day := t.high(&at.Args[0])
		if day == farOff {
			return farOff
		}
		return t.deadlineStep(at)(day)
	}
	bound := t.high(&at.Args[0])
	for i := range at.Args {
		if at.Op == agreement.TimeEarliest {
			bound = min(bound, t.high(&at.Args[i]))
		} else {
			bound = max(bound, t.high(&at.Args[i]))
		}
	}
	return bound
}

func (t *twin) highEvent(at *agreement.Time) calendar.Day {
	if at.Of.Kind == agreement.KindClock {
		at = t.clock(at.Of)
	}
	if at.Of.Kind == agreement.KindCommitment {
		c := int(at.Of.Index)
		switch {
		case at.Verb == agreement.VerbStarted && t.startGiven(c) != calendar.None:
			return t.startGiven(c)
		case at.Verb != agreement.VerbStarted && t.doneGiven(c) != calendar.None:
			return t.doneGiven(c)
		}
	} else if given := t.given(at.Of); given != calendar.None {
		return given
	}
	if variable := t.variable(at); variable != nil {
		return *variable
	}
	if at.Of.Kind == agreement.KindClock && t.Clocks[at.Of.Index].At != nil {
		return t.high(t.Clocks[at.Of.Index].At)
	}
	return farOff
}
