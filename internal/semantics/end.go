package semantics

// Closed reports whether nothing is owed any more under commitment c in s: it is done, void or
// over; or it is continuing and in force, and either has no until and is not suspended, so that it
// lasts as it is meant to, or its until is a day, which comes by itself. A contingent commitment
// (see [Contingent]) also owes nothing while it is not called for: it has not started, is
// not suspended, and cannot start now.
func (w *World) Closed(s State, c int32, contingent bool) bool {
	course := s.Commitments[c]
	switch course.Life {
	case Waiting:
		return contingent && !course.Halted && w.startable(s, c) != nil
	case Underway:
		return false
	case InForce:
		until := w.Agreement.Commitments[c].Until
		if until == nil {
			return !w.Suspended(s, c)
		}
		events := until.Guard()
		return events.IsZero()
	}
	return true
}

// Ended reports whether s is an end of the agreement: every commitment is closed.
func (w *World) Ended(s State, contingent []bool) bool {
	for c := range s.Commitments {
		if !w.Closed(s, int32(c), contingent[c]) {
			return false
		}
	}
	return true
}

// Contingent is, by commitment, whether it starts only after something has gone wrong, or not at
// all: in none of the states, which are those that moves can lead to when nobody breaches, no
// condition lapses and no power is used, has it started.
func Contingent(states []State) []bool {
	contingent := make([]bool, len(states[0].Commitments))
	for c := range contingent {
		contingent[c] = true
	}
	for _, s := range states {
		for c, course := range s.Commitments {
			contingent[c] = contingent[c] && !course.Begun
		}
	}
	return contingent
}

// Troubled reports whether something is suspended in s, or found to be breached of which some
// guard asks whether it is kept: asked says of which.
func (w *World) Troubled(s State, asked []bool) bool {
	for c, course := range s.Commitments {
		if asked[c] && course.Conduct == Breached || w.Suspended(s, int32(c)) {
			return true
		}
	}
	return false
}
