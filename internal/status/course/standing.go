package course

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A Standing is the word for how a commitment stands.
type Standing uint8

// The standings. StandsUnknown, StandsKept and StandsInDoubt are those of a continuing commitment
// in force; one whose until has come stands as void.
const (
	StandsWaiting Standing = iota
	StandsOpen
	StandsUnderway
	StandsDone
	StandsOverdue
	StandsSuspended
	StandsBreached
	StandsVoid
	StandsUnknown
	StandsKept
	StandsInDoubt
)

// StandingNames are the words, by Standing.
var StandingNames = []string{
	"waiting", "open", "underway", "done", "overdue", "suspended", "breached", "void",
	"unknown", "kept", "in doubt",
}

// String is the standing as people say it.
func (s Standing) String() string { return StandingNames[s] }

// Standing is how commitment c stands.
func (s *State) Standing(c int32) Standing {
	course := &s.Commitments[c]
	switch {
	case course.Life == Void, course.Life == Over:
		return StandsVoid
	case course.Life == Done:
		return StandsDone
	case course.Conduct == Breached:
		return StandsBreached
	case s.Suspended(c):
		return StandsSuspended
	case course.Life == InForce:
		return [...]Standing{StandsUnknown, StandsKept, StandsInDoubt}[course.Conduct]
	case course.Life == Waiting && !s.mayStart(c):
		return StandsWaiting
	case s.PastDue(c):
		return StandsOverdue
	case course.Life == Underway:
		return StandsUnderway
	}
	return StandsOpen
}

// Suspended reports whether commitment c is suspended: because somebody said so, or because its
// while is false as it runs. An unknown while suspends nothing.
func (s *State) Suspended(c int32) bool {
	course := &s.Commitments[c]
	switch {
	case course.Life.IsFinal():
		return false
	case course.Halted:
		return true
	}
	return course.Life != Waiting && s.ask(&s.Rules.Agreement.Commitments[c].While, False) == False
}

// Exists reports whether commitment c has come into being: it is on no branch, or on the side
// that every one of its branches took.
func (s *State) Exists(c int32) bool {
	for _, side := range s.Rules.matters.Sides[c] {
		if s.Branches[side.Matter] != truthOf(side.Holds) {
			return false
		}
	}
	return true
}

// Startable reports whether commitment c, which has not started, can: alone, or with all that
// starts in one step with it.
func (s *State) Startable(c int32) bool {
	if g := s.Rules.groupOf[c]; g >= 0 {
		return s.joints[g].possible
	}
	return s.startsAlone(c)
}

// mayStart reports whether commitment c is free to be started. A continuing one that could come
// into force and has not waits: for the signature, or for others to act in its joint step.
func (s *State) mayStart(c int32) bool {
	return !s.Rules.Agreement.Commitments[c].IsContinuing() && s.Startable(c)
}

func (s *State) startsAlone(c int32) bool {
	course := &s.Commitments[c]
	return course.Life == Waiting && !course.Halted && s.ready(c)
}

// ready reports whether nothing that commitment c itself waits for is missing.
func (s *State) ready(c int32) bool {
	commitment := &s.Rules.Agreement.Commitments[c]
	if !s.Exists(c) || s.ask(&commitment.After, False) != True ||
		s.ask(&commitment.Provided, False) != True || s.stops(&commitment.Unless) {
		return false
	}
	for _, before := range s.Rules.turns[c] {
		if s.atom(agreement.VerbHappened, before, False) != True {
			return false
		}
	}
	return s.come(commitment.Starts) && s.come(commitment.NotBefore)
}

// come reports whether a time that is a lower bound has come; one that is not stated has.
func (s *State) come(t *agreement.Time) bool {
	return t == nil || s.reached(t, False) == True
}

// PastDue reports whether the deadline of commitment c has passed.
func (s *State) PastDue(c int32) bool {
	due := s.Due(c)
	return due != calendar.None && s.Today > due
}
