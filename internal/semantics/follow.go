package semantics

import "lockstep/internal/calendar"

// consequences is s with all that follows from it at once, and from that, until nothing more does.
// What follows at the same time is judged on the same state, so no order among it matters. It
// comes to an end, since every consequence is one that cannot be taken back.
func (w *World) consequences(s State) State {
	for {
		next := s.clone()
		if !w.follow(s, &next) {
			w.noteUsable(&next)
			return next
		}
		s = next
	}
}

// follow makes the direct consequences of s in next and reports whether there are any.
func (w *World) follow(s State, next *State) bool {
	clocks := w.startClocks(s, next)
	branches := w.decideBranches(s, next)
	ends := w.endCommitments(s, next)
	return clocks || branches || ends
}

// startClocks: a clock with a stated time starts when that has come.
func (w *World) startClocks(s State, next *State) bool {
	any := false
	for i := range s.Clocks {
		at := w.Agreement.Clocks[i].At
		if at != nil && s.Clocks[i].Is != True && w.reached(s, at, False) == True {
			_, day := w.Days(s, at)
			next.Clocks[i], any = Fact{True, day}, true
			if s.Today == calendar.None {
				next.Clocks[i].Since = calendar.None
			}
		}
	}
	return any
}

// decideBranches: a branch is decided once, when its guard is settled.
func (w *World) decideBranches(s State, next *State) bool {
	any := false
	for i := range s.Branches {
		if s.Branches[i] == Unknown {
			next.Branches[i] = w.Settled(s, &w.matters[i])
			any = any || next.Branches[i] != Unknown
		}
	}
	return any
}

// endCommitments: the side of a branch that was not taken is void where it has not started; an
// unless that holds voids what runs; an until that has come ends what is in force.
func (w *World) endCommitments(s State, next *State) bool {
	any := false
	for i := range s.Commitments {
		life := w.endOf(s, int32(i))
		if life != s.Commitments[i].Life {
			next.end(int32(i), life)
			any = true
		}
	}
	return any
}

// endOf is the life of commitment c, or the end that it comes to in s.
func (w *World) endOf(s State, c int32) Life {
	commitment, life := &w.Agreement.Commitments[c], s.Commitments[c].Life
	running := life == Underway || life == InForce
	switch {
	case life == Waiting && w.notTaken(s, c), running && w.stops(s, &commitment.Unless):
		return Void
	case life == InForce && w.untilCame(s, c):
		return Over
	}
	return life
}

func (w *World) notTaken(s State, c int32) bool {
	for _, side := range w.sides[c] {
		if s.Branches[side.matter] == -side.taken {
			return true
		}
	}
	return false
}

// untilCame: where dates are left out of account, an until that is nothing but a day never
// comes, so that what is in force stays so.
func (w *World) untilCame(s State, c int32) bool {
	until := w.Agreement.Commitments[c].Until
	if until == nil {
		return false
	}
	events := until.Guard()
	return (s.Today != calendar.None || !events.IsZero()) && w.reached(s, until, False) == True
}

// noteUsable keeps, where there are dates, the day since when each power can be used.
func (w *World) noteUsable(s *State) {
	for i := range s.Usable {
		switch {
		case w.Holds(*s, &w.Agreement.Powers[i].When) != True:
			s.Usable[i] = calendar.None
		case s.Usable[i] == calendar.None:
			s.Usable[i] = s.Today
		}
	}
}
