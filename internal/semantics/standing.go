package semantics

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A Standing is the word for how a commitment stands.
type Standing uint8

// The standings. The last three and StandsBreached are those of a continuing commitment in
// force; a continuing one whose until has come stands as void.
const (
	StandsWaiting Standing = iota
	StandsOpen
	StandsUnderway
	StandsDone
	StandsOverdue
	StandsSuspended
	StandsBreached
	StandsVoid
	StandsUnknown // nobody has said whether it is kept
	StandsKept
	StandsInDoubt // a violation is alleged
)

var standingNames = [...]string{
	"waiting", "open", "underway", "done", "overdue", "suspended", "breached", "void",
	"unknown", "kept", "in doubt",
}

// String is the standing as people say it.
func (s Standing) String() string { return standingNames[s] }

// Standing is how commitment c stands in s.
func (w *World) Standing(s State, c int32) Standing {
	course := s.Commitments[c]
	switch {
	case course.Life == Void, course.Life == Over:
		return StandsVoid
	case course.Life == Done:
		return StandsDone
	case course.Conduct == Breached:
		return StandsBreached
	case w.Suspended(s, c):
		return StandsSuspended
	case course.Life == InForce:
		return [...]Standing{StandsUnknown, StandsKept, StandsInDoubt}[course.Conduct]
	case course.Life == Waiting && w.startable(s, c) != nil:
		return StandsWaiting
	case w.pastDue(s, c):
		return StandsOverdue
	case course.Life == Underway:
		return StandsUnderway
	}
	return StandsOpen
}

// Suspended reports whether commitment c is suspended: by a power, or because its while is
// false as it runs. An unknown while suspends nothing.
func (w *World) Suspended(s State, c int32) bool {
	course := s.Commitments[c]
	running := course.Life == Underway || course.Life == InForce
	return !course.Life.IsFinal() && (course.Halted ||
		running && w.Holds(s, &w.Agreement.Commitments[c].While) == False)
}

// Exists reports whether commitment c has come into being: it is on no branch, or on the side
// that every one of its branches took.
func (w *World) Exists(s State, c int32) bool {
	for _, side := range w.sides[c] {
		if s.Branches[side.matter] != side.taken {
			return false
		}
	}
	return true
}

func (w *World) pastDue(s State, c int32) bool {
	due := w.Due(s, c)
	return due != calendar.None && s.Today > due
}

// startable says what keeps commitment c from starting, nil if nothing does. What starts in one
// joint step is asked in the state in which all of it has started; what starts alone is asked in
// s itself.
func (w *World) startable(s State, c int32) error {
	starting, then := w.notBegun(s, c), s
	for _, member := range starting {
		course := s.Commitments[member]
		switch {
		case course.Life != Waiting:
			return errVoid
		case course.Halted:
			return errSuspended
		}
	}
	if len(w.together[c]) > 1 {
		then = s.clone()
		for _, member := range starting {
			w.begin(&then, member)
		}
		then = w.consequences(then)
	}
	for _, member := range starting {
		if err := w.ready(then, member); err != nil {
			return err
		}
	}
	return nil
}

// notBegun are the commitments that would start together with c.
func (w *World) notBegun(s State, c int32) []int32 {
	var left []int32
	for _, member := range w.together[c] {
		if !s.Commitments[member].Begun {
			left = append(left, member)
		}
	}
	return left
}

// ready says which wait of commitment c is missing in s, nil if none is.
func (w *World) ready(s State, c int32) error {
	commitment := &w.Agreement.Commitments[c]
	switch {
	case !w.Exists(s, c):
		return errBranch
	case w.Holds(s, &commitment.After) != True:
		return errAfter
	case w.Holds(s, &commitment.Provided) != True:
		return errProvided
	case w.stops(s, &commitment.Unless):
		return errUnless
	}
	for _, before := range w.turns[c] {
		if w.atom(s, agreement.VerbHappened, before, False) != True {
			return errTurn
		}
	}
	for _, bound := range []*agreement.Time{commitment.Starts, commitment.NotBefore} {
		if bound != nil && w.reached(s, bound, False) != True {
			return errEarly
		}
	}
	return nil
}
