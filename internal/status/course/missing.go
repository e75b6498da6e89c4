package course

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A Missing is one thing that a commitment waits for: Of, or, where that is zero, for Day to
// come or, where Closed is true, for nothing any more: since Day it is too late. Unsaid is true
// where nobody has said whether it is so, false where it is not.
type Missing struct {
	Of     agreement.Ref
	Day    calendar.Day
	Closed bool
	Unsaid bool
}

// Missing is what commitment c, which waits, waits for, sorted and each once. Of things that
// make up for each other all are given.
func (s *State) Missing(c int32) []Missing {
	w := waiting{State: s}
	switch g := s.Rules.groupOf[c]; {
	case s.Today < s.Rules.Agreement.Signed:
		w.forDay(s.Rules.Agreement.Signed)
	case g < 0:
		w.forStart(c)
	case s.joints[g].possible:
		w.forOthers(c)
	default:
		return s.joints[g].missing
	}
	return w.sorted()
}

// SuspendedBy is what makes the while of commitment c false, sorted and each once.
func (s *State) SuspendedBy(c int32) []Missing {
	w := waiting{State: s}
	if while := &s.Rules.Agreement.Commitments[c].While; s.ask(while, False) == False {
		w.forGuard(while, True)
	}
	return w.sorted()
}

// jointOf is what is known of the joint step of c.
func (f *run) jointOf(c int32) joint {
	w := waiting{State: &f.State}
	if !f.freeToJoin(c) {
		for _, member := range f.Rules.group(c) {
			if !f.Commitments[member].Begun {
				w.forCommitment(member)
			}
		}
		return joint{missing: w.sorted()}
	}
	w.State = f.afterJointStep(c)
	possible := true
	for _, member := range f.Rules.group(c) {
		if !f.Commitments[member].Begun && !w.ready(member) {
			possible = false
			w.forStart(member)
		}
	}
	return joint{possible, w.sorted()}
}

// A waiting gathers what is missing.
type waiting struct {
	*State
	missing []Missing
}

// sorted is what is missing, things before days, each once.
func (w *waiting) sorted() []Missing {
	slices.SortFunc(w.missing, func(x, y Missing) int {
		if x.Of.IsZero() != y.Of.IsZero() {
			return y.Of.Compare(x.Of)
		}
		return cmp.Or(x.Of.Compare(y.Of), cmp.Compare(x.Day, y.Day))
	})
	return slices.Compact(w.missing)
}

func (w *waiting) forDay(day calendar.Day) {
	w.missing = append(w.missing, Missing{Day: day})
}

func (w *waiting) forThing(of agreement.Ref, answer Truth) {
	w.missing = append(w.missing, Missing{Of: of, Day: calendar.None, Unsaid: answer == Unknown})
}

// forCommitment adds one that is void or suspended and so keeps its joint step from being made.
func (w *waiting) forCommitment(c int32) {
	if course := &w.Commitments[c]; course.Life != Waiting || course.Halted {
		w.forThing(agreement.CommitmentRef(int(c)), False)
	}
}

// forOthers adds the acts that have to begin for a joint step that is possible.
func (w *waiting) forOthers(c int32) {
	for _, member := range w.Rules.group(c) {
		if !w.Commitments[member].Begun && !w.Rules.Agreement.Commitments[member].IsContinuing() {
			w.forThing(agreement.CommitmentRef(int(member)), False)
		}
	}
}

// forStart adds what keeps commitment c itself from starting.
func (w *waiting) forStart(c int32) {
	commitment := &w.Rules.Agreement.Commitments[c]
	for _, side := range w.Rules.matters.Sides[c] {
		if is := w.Branches[side.Matter]; is != truthOf(side.Holds) {
			branch := agreement.Ref{Kind: agreement.KindBranch, Index: side.Branch}
			w.forThing(branch, is)
		}
	}
	w.forGuard(&commitment.After, True)
	w.forGuard(&commitment.Provided, True)
	if w.stops(&commitment.Unless) {
		w.forGuard(&commitment.Unless, False)
	}
	for _, before := range w.Rules.turns[c] {
		w.forAtom(agreement.VerbHappened, before, True)
	}
	w.forTime(commitment.Starts)
	w.forTime(commitment.NotBefore)
}

// forGuard adds what keeps g from being answered as wanted.
func (w *waiting) forGuard(g *agreement.Guard, wanted Truth) {
	if w.ask(g, False) == wanted {
		return
	}
	switch g.Op {
	case agreement.OpNot:
		w.forGuard(&g.Args[0], -wanted)
	case agreement.OpAtom:
		w.forAtom(g.Verb, g.Of, wanted)
	case agreement.OpReached:
		if wanted == True {
			w.forTime(g.At)
		} else {
			first, _ := w.Days(g.At)
			w.missing = append(w.missing, Missing{Day: first, Closed: true})
		}
	case agreement.OpCompare:
		for _, o := range [...]agreement.Operand{g.Compare.Left, g.Compare.Right} {
			if !o.Level.IsZero() {
				w.forThing(o.Level, w.compare(g.Compare))
			}
		}
	default:
		for i := range g.Args {
			w.forGuard(&g.Args[i], wanted)
		}
	}
}

// forAtom adds the thing, of an exchange its members.
func (w *waiting) forAtom(verb agreement.Verb, of agreement.Ref, wanted Truth) {
	answer := w.atom(verb, of, False)
	switch {
	case answer == wanted:
	case of.Kind == agreement.KindExchange:
		for _, member := range w.Rules.Agreement.Exchanges[of.Index].Members() {
			w.forAtom(verb, member, wanted)
		}
	default:
		w.forThing(of, answer)
	}
}

// forTime adds the events that have not happened, or else the day that has not come.
func (w *waiting) forTime(t *agreement.Time) {
	if w.come(t) {
		return
	}
	if w.hasHappened(t, False) == True {
		if _, last := w.Days(t); last != calendar.None {
			w.forDay(last)
			return
		}
	}
	t.EachEvent(func(event *agreement.Time) {
		if w.eventDay(event.Verb, event.Of) == calendar.None {
			w.forThing(event.Of, w.atom(event.Verb, event.Of, False))
		}
	})
}
