package semantics

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// consequences lets all follow from s, a state that nobody else holds yet, that follows at once,
// and from that, until nothing more does.
// What follows at the same time is judged on the same state, so no order among it matters. It
// comes to an end, since every consequence is one that cannot be taken back.
func (w *World) consequences(s State) State {
	for more := w.following(s); len(more) > 0; more = w.following(s) {
		for _, c := range more {
			c.come(&s)
		}
	}
	w.noteUsable(&s)
	return s
}

// A consequence is what follows of itself from a state: a clock starts on a day, a branch is
// decided, a commitment comes to an end.
type consequence struct {
	of    agreement.Kind
	index int32
	since calendar.Day
	taken Truth
	life  Life
}

func (c consequence) come(s *State) {
	switch c.of {
	case agreement.KindClock:
		s.Clocks[c.index] = Fact{True, c.since}
	case agreement.KindBranch:
		s.Branches[c.index] = c.taken
	default:
		s.end(c.index, c.life)
	}
}

// following are the direct consequences of s.
func (w *World) following(s State) []consequence {
	return w.ended(s, w.decided(s, w.started(s, nil)))
}

// started adds the clocks with a stated time that has come.
func (w *World) started(s State, list []consequence) []consequence {
	for i := range s.Clocks {
		at := w.Agreement.Clocks[i].At
		if at == nil || s.Clocks[i].Is == True || w.reached(s, at, False) != True {
			continue
		}
		_, day := w.Days(s, at)
		if s.Today == calendar.None {
			day = calendar.None
		}
		list = append(list, consequence{of: agreement.KindClock, index: int32(i), since: day})
	}
	return list
}

// decided adds the branches whose guard is settled; each is decided once.
func (w *World) decided(s State, list []consequence) []consequence {
	for i := range s.Branches {
		if s.Branches[i] != Unknown {
			continue
		}
		if taken := w.Settled(s, &w.matters[i]); taken != Unknown {
			list = append(list, consequence{of: agreement.KindBranch, index: int32(i), taken: taken})
		}
	}
	return list
}

// ended adds the commitments that come to an end: the side of a branch that was not taken is void
// where it has not started; an unless that holds voids what runs; an until that has come ends what
// is in force.
func (w *World) ended(s State, list []consequence) []consequence {
	for i := range s.Commitments {
		if life := w.endOf(s, int32(i)); life != s.Commitments[i].Life {
			list = append(list, consequence{
				of: agreement.KindCommitment, index: int32(i), life: life,
			})
		}
	}
	return list
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
