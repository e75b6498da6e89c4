package course

import (
	"container/heap"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A run follows one agreement through its observations.
type run struct {
	State
	signed calendar.Day // nothing comes into force by itself before it; None: nobody signed
	atDawn bool         // what is so now has been so from the beginning: nobody knows since when

	due     [courseStops + 1]bitset // by kind: the items to be looked at
	changes []change
	wakes   days // when items are to be looked at because time has passed
	// wakeDays are, by kind, the days on which items are to be looked at next.
	wakeDays [courseStops + 1][]calendar.Day
	ends     days       // when silences run out
	count    generation // of changes of the state

	trial      *run           // scratch: what would follow from a start or an end
	acts, rest []*Observation // scratch: of one day
}

// A generation counts the changes of a state.
type generation uint64

// Run gives the state at the end of day asOf after the observations up to that day. They must be
// sorted by day; those of one day are taken in the order given, but for acts, which are taken as
// soon as they are in order. An observation of what cannot happen changes nothing.
func (r *Rules) Run(observations []Observation, asOf calendar.Day) *State {
	f := newRun(r, r.before(observations, asOf))
	f.atDawn = true
	f.settle()
	f.atDawn = false
	for len(observations) > 0 && observations[0].Day <= asOf {
		n := ofOneDay(observations)
		f.passTo(observations[0].Day)
		f.take(observations[:n])
		observations = observations[n:]
	}
	f.passTo(asOf)
	f.endDay()
	return f.finish()
}

// before is a day before every day that the agreement or an observation names.
func (r *Rules) before(observations []Observation, asOf calendar.Day) calendar.Day {
	first := min(r.first, asOf)
	if len(observations) > 0 {
		first = min(first, observations[0].Day)
	}
	return dayBefore(first)
}

// ofOneDay counts the observations of the first day.
func ofOneDay(observations []Observation) int {
	n := 1
	for n < len(observations) && observations[n].Day == observations[0].Day {
		n++
	}
	return n
}

// newRun is a run on that day of which everything is still to be looked at.
func newRun(r *Rules, today calendar.Day) *run {
	a := r.Agreement
	f := &run{State: r.initial(today), signed: a.Signed}
	for kind, n := range r.itemCounts() {
		f.due[kind] = newBitset(n)
		f.due[kind].addAll(n)
		f.wakeDays[kind] = slices.Repeat([]calendar.Day{calendar.None}, n)
	}
	f.count++
	return f
}

// itemCounts are how many items of each kind there are.
func (r *Rules) itemCounts() [courseStops + 1]int {
	a := r.Agreement
	return [...]int{
		clockStarts: len(a.Clocks), branchDecides: len(r.matters.Guards), courseEnds: len(a.Commitments),
		courseEnters: len(a.Commitments), courseStops: len(a.Commitments),
	}
}

// passTo lets time pass to the beginning of that day, with all that follows on the way.
func (f *run) passTo(day calendar.Day) {
	for f.Today < day {
		f.endDay()
		f.beginDay(f.nextDay(day))
	}
}

// nextDay is the next day, no later than day, on which anything can follow.
func (f *run) nextDay(day calendar.Day) calendar.Day {
	if f.signed > f.Today {
		day = min(day, f.signed)
	}
	return min(day, f.wakes.first(), f.ends.first())
}

// beginDay makes it that day and lets follow what comes with it.
func (f *run) beginDay(day calendar.Day) {
	f.Today = day
	for f.wakes.first() <= day {
		what := heap.Pop(&f.wakes).(wake).what
		f.due[what.what].add(what.index)
		if f.wakeDays[what.what][what.index] == day {
			f.wakeDays[what.what][what.index] = calendar.None
		}
	}
	if day == f.signed {
		f.due[courseEnters].addAll(len(f.Commitments))
	}
	f.settle()
}

// endDay lets silences run out that end today, and then notes what is suspended.
func (f *run) endDay() {
	for f.ends.first() <= f.Today {
		decision := heap.Pop(&f.ends).(wake).what.index
		d := &f.Decisions[decision]
		if d.Stage == UnderSilence && d.Ends <= f.Today {
			f.takeDecision(decision)
			d.BySilence = true
			f.settle()
		}
	}
	f.noteSuspended()
}

// noteSuspended keeps since when commitments are suspended, and moves the deadline of those that
// no longer are.
func (f *run) noteSuspended() {
	for c := f.due[courseStops].pop(); c >= 0; c = f.due[courseStops].pop() {
		course := &f.Commitments[c]
		suspended := f.Suspended(c)
		f.wakeOn(item{courseStops, c}, f.nextTurn(&f.Rules.Agreement.Commitments[c].While))
		if suspended == course.suspended {
			continue
		}
		f.moveDeadline(course)
		course.suspended, course.since = suspended, f.Today
	}
}

// moveDeadline moves the deadline of a commitment by the time for which it was suspended. Where
// nobody knows since when it is in force, nobody knows that time.
func (f *run) moveDeadline(course *Course) {
	if course.suspended && !(course.Begun && course.Began == calendar.None) {
		course.Moved += int32(f.Today - course.since)
	}
}

// finish moves the deadlines of what is still suspended and gives the state.
func (f *run) finish() *State {
	for c := range f.Commitments {
		f.moveDeadline(&f.Commitments[c])
	}
	f.joints = make([]joint, len(f.Rules.groups))
	for g, group := range f.Rules.groups {
		f.joints[g] = f.jointOf(group[0])
	}
	return &f.State
}

// wakeOn has an item looked at on that day.
func (f *run) wakeOn(what item, day calendar.Day) {
	if next := f.wakeDays[what.what]; next != nil && day < noDay && next[what.index] != day {
		next[what.index] = day
		heap.Push(&f.wakes, wake{day, what})
	}
}

// touch notes that something about a thing has changed.
func (f *run) touch(of agreement.Ref) {
	f.count++
	for _, hanging := range f.Rules.dependents[of.Kind][of.Index] {
		f.due[hanging.what].add(hanging.index)
	}
}
