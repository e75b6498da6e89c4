package semantics

import (
	"slices"

	"lockstep/internal/calendar"
)

// Allows says why the move m is not possible in s under that cooperation; nil where it is.
func (w *World) Allows(s State, m Move, c Cooperation) error {
	if !w.suits(m) {
		return errSubject
	}
	switch m.Kind {
	case Start:
		return w.allowsStart(s, m, c)
	case Finish:
		return w.allowsFinish(s, m, c)
	case Comply, Allege, Find, FindNot:
		return w.allowsConduct(s, m, c)
	case StartClock:
		return first(require(s.Clocks[m.Of.Index].Is != True, errAlready),
			require(w.Agreement.Clocks[m.Of.Index].At == nil, errBySelf))
	case Hold:
		condition := &w.Agreement.Conditions[m.Of.Index]
		return first(require(s.Conditions[m.Of.Index].Is != True, errAlready),
			require(!c.anyRefuses(condition.ControlledBy), errWithheld),
			require(!c.leavesUnjudged(condition), errWithheld))
	case Lapse:
		return first(require(c.Lapses, errNotSo),
			require(s.Conditions[m.Of.Index].Is != False, errAlready))
	case Conclude:
		between := w.Agreement.Issues[m.Of.Index].Between
		return first(require(s.Issues[m.Of.Index].Is != True, errAlready),
			require(!c.anyRefuses(between), errWithheld))
	case Use:
		return w.allowsUse(s, m, c)
	case Pass:
		return require(s.Today != calendar.None && s.Today < c.Horizon, errNoTime)
	case Drop, Affect, Measure:
		return errObserved
	}
	return w.decides(s, m, c)
}

// allowsStart also asks those whose commitments start in the same step.
func (w *World) allowsStart(s State, m Move, c Cooperation) error {
	if s.Commitments[m.Of.Index].Begun {
		return errStarted
	}
	for _, member := range w.notBegun(s, m.Of.Index) {
		if c.anyRefuses(w.Agreement.Commitments[member].By) {
			return errWithheld
		}
	}
	if err := w.startable(s, m.Of.Index); err != nil {
		return err
	}
	return require(w.inPace(s, m), errPace)
}

func (w *World) allowsFinish(s State, m Move, c Cooperation) error {
	commitment, course := &w.Agreement.Commitments[m.Of.Index], s.Commitments[m.Of.Index]
	switch {
	case commitment.IsContinuing():
		return errEndless
	case course.Life != Underway:
		return errNotBegun
	case c.anyRefuses(commitment.By):
		return errWithheld
	case w.Suspended(s, m.Of.Index):
		return errSuspended
	case commitment.Takes != nil && course.Began != calendar.None &&
		s.Today < w.Agreement.Count.Add(course.Began, commitment.Takes.Low):
		return errEarly
	}
	return require(w.inPace(s, m), errPace)
}

// allowsConduct: what is open or running can be said to be violated; what is in force, to be
// kept; what is alleged, to be found or not.
func (w *World) allowsConduct(s State, m Move, c Cooperation) error {
	course := s.Commitments[m.Of.Index]
	running := course.Life == Underway || course.Life == InForce
	switch m.Kind {
	case Comply:
		return first(require(w.Agreement.Commitments[m.Of.Index].IsContinuing(), errOnce),
			require(course.Life == InForce, errNotBegun),
			require(course.Conduct == Unsaid, errAlready))
	case Allege:
		open := course.Life == Waiting && w.startable(s, m.Of.Index) == nil
		return first(require(c.Breaches, errNotSo), require(running || open, errNotBegun),
			require(course.Conduct < Alleged, errAlready))
	}
	return first(require(c.Breaches, errNotSo), require(!course.Life.IsFinal(), errNotBegun),
		require(course.Conduct == Alleged, errConduct))
}

// allowsUse: a power is used by all of its holders together, while its guard holds and its
// unless does not, within its time, and where it changes something.
func (w *World) allowsUse(s State, m Move, c Cooperation) error {
	power := &w.Agreement.Powers[m.Of.Index]
	since := s.Usable[m.Of.Index]
	switch {
	case !c.Powers:
		return errNotSo
	case c.anyRefuses(power.By):
		return errWithheld
	case w.Holds(s, &power.When) != True, w.stops(s, &power.Unless):
		return errWhen
	case power.Within != nil && since != calendar.None &&
		s.Today > w.Agreement.Count.Add(since, *power.Within):
		return errWithin
	}
	after := w.Apply(s, m)
	return require(!slices.Equal(s.Commitments, after.Commitments), errNoEffect)
}
