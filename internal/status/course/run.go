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
	atDawn bool         // nothing has happened yet, and nobody says since when things are so

	due     [courseStops + 1]bitset // by kind: the items to be looked at
	changes []change
	wakes   days // when items are to be looked at because time has passed
	// wakeDays are, by kind, the days on which items are to be looked at next.
	wakeDays [courseStops + 1][]calendar.Day
	ends     days       // when silences run out
	count    generation // of changes of the state
	looked   generation // at which the joint steps were looked at last

	trial *run // scratch: what would follow from a start or an end
}

// A generation counts the changes of a state.
type generation uint64

// Run gives the state at the end of day asOf after the observations up to that day. They must be
// sorted by day; those of one day are taken in the order given, but for acts, which are taken as
// soon as they are in order. An observation of what cannot happen changes nothing.
func (r *Rules) Run(observations []Observation, asOf calendar.Day) *State {
	dawn := min(r.dawn, asOf)
	if len(observations) > 0 {
		dawn = min(dawn, observations[0].Day)
	}
	f := newRun(r, dawn)
	f.atDawn = f.signed == calendar.None
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
	for kind, n := range itemCounts(a) {
		f.due[kind] = newBitset(n)
		f.due[kind].addAll(n)
		f.wakeDays[kind] = slices.Repeat([]calendar.Day{calendar.None}, n)
	}
	f.count++
	return f
}

// itemCounts are how many items of each kind there are.
func itemCounts(a *agreement.Agreement) [courseStops + 1]int {
	return [...]int{
		clockStarts: len(a.Clocks), branchDecides: len(a.Branches), courseEnds: len(a.Commitments),
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
		if course.suspended {
			course.Moved += int32(f.Today - course.since)
		}
		course.suspended, course.since = suspended, f.Today
	}
}

// finish moves the deadlines of what is still suspended and gives the state.
func (f *run) finish() *State {
	for c := range f.Commitments {
		if course := &f.Commitments[c]; course.suspended {
			course.Moved += int32(f.Today - course.since)
			course.since = f.Today
		}
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
