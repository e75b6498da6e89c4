package semantics

import (
	"fmt"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Apply is the state after m, with all that follows from it at once. It takes for granted that
// [World.Allows] has nothing against m.
func (w *World) Apply(s State, m Move) State {
	next := s.clone()
	switch m.Kind {
	case Start:
		for _, member := range w.notBegun(s, m.Of.Index) {
			w.begin(&next, member)
		}
	case Use:
		power := &w.Agreement.Powers[m.Of.Index]
		for _, on := range power.On {
			w.affect(&next, on.Index, power.Does, m.Days)
		}
	case Pass:
		w.pass(s, &next)
	default:
		w.happen(&next, m)
	}
	return w.consequences(next)
}

// Observe is the state after m has been reported to have happened, allowed or not: evidence
// beats order. A start is that of the one commitment alone. A commitment that starts or ends
// although something it waits for is missing is marked out of order. The error says that m is
// nothing that can happen at all: a continuing commitment is never done.
func (w *World) Observe(s State, m Move) (State, error) {
	if !w.suits(m) {
		return s, fmt.Errorf("observing %s: %w", w.Tell(m), errSubject)
	}
	next := s.clone()
	switch m.Kind {
	case Use, Pass:
		return w.Apply(s, m), nil
	case Start, Finish:
		if m.Kind == Finish && w.Agreement.Commitments[m.Of.Index].IsContinuing() {
			return s, fmt.Errorf("observing %s: %w", w.Tell(m), errEndless)
		}
		next.Commitments[m.Of.Index].OutOfOrder = w.outOfOrder(s, m)
		if m.Kind == Start {
			w.begin(&next, m.Of.Index)
			return w.consequences(next), nil
		}
	}
	w.happen(&next, m)
	return w.consequences(next), nil
}

// outOfOrder reports whether an observed start or end comes before something it waits for.
func (w *World) outOfOrder(s State, m Move) bool {
	course := s.Commitments[m.Of.Index]
	early := !course.Begun && w.startable(s, m.Of.Index) != nil
	if m.Kind == Finish {
		early = early || !w.inPace(s, m)
	}
	return course.OutOfOrder || early
}

// happen changes s by a move that concerns one thing only.
func (w *World) happen(s *State, m Move) {
	i := m.Of.Index
	switch m.Kind {
	case Finish:
		w.finish(s, i)
	case Comply, FindNot:
		s.Commitments[i].Conduct = Complied
	case Allege:
		s.Commitments[i].Conduct = Alleged
	case Find:
		s.Commitments[i].Conduct, s.Commitments[i].Found = Breached, s.Today
	case StartClock:
		s.Clocks[i] = Fact{True, s.Today}
	case Hold:
		s.Conditions[i] = Fact{True, s.Today}
	case Lapse:
		s.Conditions[i] = Fact{False, s.Today}
	case Conclude:
		s.Issues[i] = Fact{True, s.Today}
	case Agree:
		w.speak(s, m, Agreed)
	case Refuse:
		w.speak(s, m, Refused)
	case Break:
		w.speak(s, m, Refused)
		w.drop(s, i)
	case Drop:
		s.Decisions[i].Stage = Broken
	case Take, RunOut:
		w.take(s, i)
	case Put:
		s.Decisions[i].Stage, s.Decisions[i].Put = UnderSilence, s.Today
	case Affect:
		w.affect(s, i, m.Effect, m.Days)
	case Measure:
		s.Levels[i] = m.Number
	}
}

// begin starts a commitment: a once-commitment is underway, a continuing one in force, with its
// effect on levels.
func (w *World) begin(s *State, c int32) {
	course := &s.Commitments[c]
	if course.Begun {
		return
	}
	course.Begun, course.Began, course.Life = true, s.Today, Underway
	if w.Agreement.Commitments[c].IsContinuing() {
		course.Life = InForce
		w.move(s, c)
	}
}

// finish makes a once-commitment done, with its effect on levels.
func (w *World) finish(s *State, c int32) {
	course := &s.Commitments[c]
	if course.Life == Done {
		return
	}
	w.begin(s, c)
	course.Life, course.Ended = Done, s.Today
	w.move(s, c)
}

func (w *World) move(s *State, c int32) {
	for _, change := range w.Agreement.Commitments[c].Changes {
		s.Levels[change.Level.Index] = change.After(s.Levels[change.Level.Index])
	}
}

// end makes a commitment void or over; what is final stays as it is.
func (s *State) end(c int32, life Life) {
	course := &s.Commitments[c]
	if !course.Life.IsFinal() {
		course.Life, course.Ended = life, s.Today
	}
}

// affect does to commitment c what a power does. What is done stays done: restoring brings back
// only what had become void.
func (w *World) affect(s *State, c int32, effect agreement.Effect, days int32) {
	course := &s.Commitments[c]
	switch effect {
	case agreement.Suspend:
		course.Halted = course.Halted || !course.Life.IsFinal()
	case agreement.Resume:
		course.Halted = false
	case agreement.Terminate, agreement.Waive:
		s.end(c, Void)
	case agreement.Restore:
		w.restore(course, c)
	case agreement.Extend:
		course.Moved += days
	}
}

func (w *World) restore(course *Course, c int32) {
	if course.Life != Void {
		return
	}
	course.Ended, course.Halted = calendar.None, false
	switch {
	case !course.Begun:
		course.Life = Waiting
	case w.Agreement.Commitments[c].IsContinuing():
		course.Life = InForce
	default:
		course.Life = Underway
	}
}

// pass lets one day go by; the deadline of what was suspended on it moves by that day.
func (w *World) pass(s State, next *State) {
	next.Today = min(s.Today+1, calendar.Last)
	for i := range s.Commitments {
		if w.Suspended(s, int32(i)) {
			next.Commitments[i].Moved++
		}
	}
}
