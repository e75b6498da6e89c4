package course

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A change is something that follows by itself: a clock starts, a branch is decided, a
// commitment ends.
type change struct {
	what item
	day  calendar.Day // on which a clock started
	side Truth        // of a branch
	life Life         // that a commitment comes to
}

// settle lets everything follow that follows, the coming into force of continuing commitments
// included: the first one that can, then all that follows from it, then the next.
func (f *run) settle() {
	f.consequences()
	for c := f.entering(); c >= 0; c = f.entering() {
		if group := f.Rules.group(c); group == nil {
			f.begin(c)
		} else {
			for _, member := range group {
				f.begin(member)
			}
		}
		f.consequences()
	}
}

// consequences works out what follows at once from a change, and from that, until nothing more
// does. What follows at the same time is judged on the same state.
func (f *run) consequences() {
	for {
		f.changes = f.changes[:0]
		for k := f.due[clockStarts].pop(); k >= 0; k = f.due[clockStarts].pop() {
			f.followClock(k)
		}
		for b := f.due[branchDecides].pop(); b >= 0; b = f.due[branchDecides].pop() {
			f.followBranch(b)
		}
		for c := f.due[courseEnds].pop(); c >= 0; c = f.due[courseEnds].pop() {
			f.followEnd(c)
		}
		if len(f.changes) == 0 {
			return
		}
		for _, change := range f.changes {
			f.make(change)
		}
	}
}

// followClock: a clock with a stated time starts when that has come.
func (f *run) followClock(k int32) {
	at := f.Rules.Agreement.Clocks[k].At
	if at == nil || f.Clocks[k].Is == True {
		return
	}
	if f.reached(at, False) == True {
		_, day := f.Days(at)
		f.changes = append(f.changes, change{what: item{clockStarts, k}, day: day})
		return
	}
	f.wakeOn(item{clockStarts, k}, f.nextDayOf(at))
}

// followBranch: a branch is decided once, when its guard is settled.
func (f *run) followBranch(b int32) {
	if f.Branches[b] != Unknown {
		return
	}
	guard := &f.Rules.matters.Guards[b]
	if side := f.ask(guard, Unknown); side != Unknown {
		f.changes = append(f.changes, change{what: item{branchDecides, b}, side: side})
		return
	}
	f.wakeOn(item{branchDecides, b}, f.nextTurn(guard))
}

// followEnd: the side of a branch that was not taken is void where it has not started; an unless
// that holds voids what runs; an until that has come ends what is in force.
func (f *run) followEnd(c int32) {
	commitment, life := &f.Rules.Agreement.Commitments[c], f.Commitments[c].Life
	end := life
	switch {
	case life.IsFinal():
		return
	case life == Waiting:
		if f.notTaken(c) {
			end = Void
		}
	case f.stops(&commitment.Unless):
		end = Void
	case life == InForce && commitment.Until != nil && f.reached(commitment.Until, False) == True:
		end = Over
	}
	if end != life {
		f.changes = append(f.changes, change{what: item{courseEnds, c}, life: end})
	} else if life != Waiting {
		f.wakeOn(item{courseEnds, c},
			min(f.nextTurn(&commitment.Unless), f.nextDayOf(commitment.Until)))
	}
}

// notTaken reports whether a branch of the commitment went the other way.
func (s *State) notTaken(c int32) bool {
	for _, side := range s.Rules.matters.Sides[c] {
		if s.Branches[side.Matter] == truthOf(!side.Holds) {
			return true
		}
	}
	return false
}

// make makes a change that follows.
func (f *run) make(c change) {
	i := c.what.index
	switch c.what.what {
	case clockStarts:
		f.Clocks[i] = Fact{Is: True, Since: c.day}
		f.touch(agreement.ClockRef(int(i)))
	case branchDecides:
		f.Branches[i] = c.side
		f.touch(agreement.Ref{Kind: agreement.KindBranch, Index: i})
	default:
		f.end(i, c.life)
	}
}

// entering is the first continuing commitment that nothing keeps from coming into force, alone
// or with all that has not begun of its joint step; -1 if there is none.
func (f *run) entering() int32 {
	if f.signed != calendar.None && f.Today < f.signed {
		return -1
	}
	for c := f.due[courseEnters].pop(); c >= 0; c = f.due[courseEnters].pop() {
		commitment, course := &f.Rules.Agreement.Commitments[c], &f.Commitments[c]
		if !commitment.IsContinuing() || course.Life != Waiting || course.Conduct == Breached {
			continue
		}
		if f.aloneOrContinuing(c) && f.startable(c) {
			return c
		}
		f.wakeOn(item{courseEnters, c}, f.nextEntry(c))
	}
	return -1
}

// aloneOrContinuing reports whether all that would start together with c is continuing, so that
// nobody has to act.
func (f *run) aloneOrContinuing(c int32) bool {
	for _, member := range f.Rules.group(c) {
		if !f.Commitments[member].Begun && !f.Rules.Agreement.Commitments[member].IsContinuing() {
			return false
		}
	}
	return true
}

// nextEntry is the next day on which c may come into force because time passes.
func (f *run) nextEntry(c int32) calendar.Day {
	next := f.nextReady(c)
	for _, member := range f.Rules.group(c) {
		until := f.Rules.Agreement.Commitments[member].Until
		next = min(next, f.nextReady(member), f.nextDayOf(until))
	}
	return next
}

func (f *run) nextReady(c int32) calendar.Day {
	commitment := &f.Rules.Agreement.Commitments[c]
	next := min(f.nextDayOf(commitment.Starts), f.nextDayOf(commitment.NotBefore))
	for _, g := range [...]*agreement.Guard{
		&commitment.After, &commitment.Provided, &commitment.Unless,
	} {
		next = min(next, f.nextTurn(g))
	}
	return next
}
