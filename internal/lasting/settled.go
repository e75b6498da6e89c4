package lasting

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// Settled says which commitments of an agreement can be done or come into force in any state, come
// what may, and are asked for only as something to wait for. Nothing can hold them up or end them,
// what they wait for is settled too, and nobody asks for their absence or conduct. So they are
// never left open, and everything else may as well take them for granted.
type Settled struct {
	agreement *agreement.Agreement
	quiet     *quiet
	waits     *agreement.Waits
	fixpoint  *possible.Fixpoint
	is        []bool // by commitment
	held      []bool // by commitment: something can hold it up or end it
}

// Settle looks through an agreement with its readings applied. Nothing that a branch asks is
// settled, so that a question may be added as one.
func Settle(a *agreement.Agreement) *Settled {
	n := len(a.Commitments)
	s := &Settled{agreement: a, quiet: newQuiet(a, nil), waits: agreement.NewWaits(a),
		fixpoint: possible.Compile(a).Without(nil), is: make([]bool, n), held: make([]bool, n)}
	s.hold()
	for c := range s.is {
		happens := agreement.Happened(agreement.CommitmentRef(c))
		s.is[c] = !s.held[c] && !s.quiet.asked[c] && s.fixpoint.Satisfied(&happens, nil)
	}
	for s.unsettle() {
	}
	return s
}

// hold notes what can be held up or ended otherwise than by what it waits for.
func (s *Settled) hold() {
	a := s.agreement
	for c := range a.Commitments {
		commitment := &a.Commitments[c]
		s.held[c] = !commitment.While.IsZero() || !commitment.Unless.IsZero() ||
			s.quiet.changes(commitment) || endsByEvent(commitment) || s.quiet.paced[c]
	}
	mark := func(refs []agreement.Ref) {
		for _, r := range refs {
			s.held[r.Index] = true
		}
	}
	for i := range a.Powers {
		mark(a.Powers[i].On)
	}
	for i := range a.Branches {
		mark(a.Branches[i].Then)
		mark(a.Branches[i].Else)
	}
}

// unsettle takes back what is not settled after all, and reports whether that was anything.
func (s *Settled) unsettle() bool {
	any := false
	drop := func(c int32) {
		any = any || s.is[c]
		s.is[c] = false
	}
	for i := range s.is {
		c := int32(i)
		if s.is[c] && !s.waitsForSettled(c) || s.quiet.loud[agreement.CommitmentRef(i)] {
			drop(c)
		}
		if !s.is[c] {
			waits := s.waits.Guard(c)
			any = s.keepWhole(&waits, s.mayTrap(c) || s.silences(&waits)) || any
		}
	}
	for i := range s.agreement.Powers {
		when := &s.agreement.Powers[i].When
		any = s.keepWhole(when, s.silences(when)) || any
	}
	for i := range s.agreement.Exchanges { // all of an exchange is settled, or nothing
		members := s.agreement.Exchanges[i].Members()
		if slices.ContainsFunc(members, func(r agreement.Ref) bool { return !s.is[r.Index] }) {
			for _, r := range members {
				drop(r.Index)
			}
		}
	}
	for i := range s.agreement.Clocks {
		if at := s.agreement.Clocks[i].At; at != nil && !s.stands(agreement.ClockRef(i)) {
			events := at.Guard()
			events.EachAtom(func(atom *agreement.Guard) { s.quiet.shout(atom.Of) })
		}
	}
	return any
}

// keepWhole takes care, where it must, that nothing in the guard is taken for granted, and reports
// whether something was.
func (s *Settled) keepWhole(g *agreement.Guard, must bool) bool {
	any := false
	g.EachAtom(func(atom *agreement.Guard) {
		if must && s.isTaken(atom) {
			any = true
			s.quiet.shout(atom.Of)
		}
	})
	return any
}

// silences reports whether the guard would no longer ask how something is kept if what it may take
// for granted were: then a breach of that would no longer be one that makes a difference.
func (s *Settled) silences(g *agreement.Guard) bool {
	var names []agreement.Ref
	g.EachAtom(s.gather(&names))
	left := g.Without(names)
	return len(names) > 0 && s.conducts(&left) < s.conducts(g)
}

// conducts counts the atoms that ask how something is kept.
func (s *Settled) conducts(g *agreement.Guard) int {
	n := 0
	g.EachAtom(func(atom *agreement.Guard) {
		conduct := atom.Verb == agreement.VerbKept || atom.Verb == agreement.VerbBreached
		for _, c := range members(s.agreement, atom.Of) {
			if conduct || atom.Verb == agreement.VerbHappened &&
				s.agreement.Commitments[c].IsContinuing() {
				n++
			}
		}
	})
	return n
}

// mayTrap reports whether it might have been better not to call for c, which is not settled: it
// can be held up, and perhaps starts only after something has gone wrong.
func (s *Settled) mayTrap(c int32) bool {
	return !s.waitsForSettled(c) || !s.agreement.Commitments[c].Unless.IsZero()
}

// waitsForSettled reports whether c waits for nothing that is not settled.
func (s *Settled) waitsForSettled(c int32) bool {
	all := true
	s.waits.EachClause(c, func(g *agreement.Guard) {
		all = all && s.quiet.staysTrue(g)
		g.EachAtom(func(atom *agreement.Guard) { all = all && s.isTaken(atom) })
	})
	return all
}

// isTaken reports whether the atom may be taken for granted as something to wait for.
func (s *Settled) isTaken(atom *agreement.Guard) bool {
	switch atom.Verb {
	case agreement.VerbKept, agreement.VerbBreached:
		return false
	}
	return s.stands(atom.Of)
}

// stands reports whether the thing is settled: it comes about in any state, if wanted.
func (s *Settled) stands(of agreement.Ref) bool {
	switch of.Kind {
	case agreement.KindCommitment:
		return s.is[of.Index]
	case agreement.KindExchange:
		return !slices.ContainsFunc(s.agreement.Exchanges[of.Index].Members(),
			func(r agreement.Ref) bool { return !s.is[r.Index] })
	case agreement.KindClock:
		if at := s.agreement.Clocks[of.Index].At; at != nil {
			all, events := !s.quiet.loud[of], at.Guard()
			events.EachAtom(func(atom *agreement.Guard) { all = all && s.isTaken(atom) })
			return all && s.fixpoint.Satisfied(&events, nil)
		}
	}
	return !s.quiet.loud[of]
}

// eachWait calls visit for every atom that c waits for.
func (s *Settled) eachWait(c int32, visit func(*agreement.Guard)) {
	s.waits.EachClause(c, func(g *agreement.Guard) { g.EachAtom(visit) })
}

// Any reports whether anything is settled.
func (s *Settled) Any() bool { return slices.Contains(s.is, true) }

// Rest is the agreement with all that is settled taken for granted.
func (s *Settled) Rest() *agreement.Agreement {
	a := *s.agreement
	a.Commitments, a.Powers = slices.Clone(a.Commitments), slices.Clone(a.Powers)
	for c := range a.Commitments {
		if !s.is[c] {
			var names []agreement.Ref
			s.eachWait(int32(c), s.gather(&names))
			a.Commitments[c].Drop(names)
		}
	}
	for i := range a.Powers {
		var names []agreement.Ref
		a.Powers[i].When.EachAtom(s.gather(&names))
		a.Powers[i].When = a.Powers[i].When.Without(names)
	}
	return &a
}

// gather adds the things of the atoms that may be taken for granted.
func (s *Settled) gather(names *[]agreement.Ref) func(*agreement.Guard) {
	return func(atom *agreement.Guard) {
		if s.isTaken(atom) {
			*names = append(*names, atom.Of)
		}
	}
}

// Before are the moves by which all comes about that is taken for granted in a story of the rest.
func (s *Settled) Before(story []semantics.Move) []semantics.Move {
	var goals []agreement.Guard
	note := func(atom *agreement.Guard) {
		if s.isTaken(atom) && !slices.ContainsFunc(goals, func(g agreement.Guard) bool {
			return g.Of == atom.Of && g.Verb == atom.Verb
		}) {
			goals = append(goals, *atom)
		}
	}
	groups := s.agreement.JointGroups()
	for _, m := range story {
		switch m.Of.Kind {
		case agreement.KindPower:
			s.agreement.Powers[m.Of.Index].When.EachAtom(note)
		case agreement.KindCommitment:
			s.eachWait(m.Of.Index, note)
			for _, group := range groups {
				if slices.Contains(group, m.Of.Index) {
					for _, c := range group {
						s.eachWait(c, note)
					}
				}
			}
		}
	}
	return s.tell(s.fixpoint.Trace(goals).Steps)
}

// tell are the moves by which these steps come about.
func (s *Settled) tell(steps []possible.Step) []semantics.Move {
	var moves []semantics.Move
	for _, step := range steps {
		switch of := step.Of; {
		case step.Event == possible.NoEvent, step.Event == possible.Wills:
		case of.Kind == agreement.KindDecision:
			moves = append(moves, deciding(s.agreement, of)...)
		default:
			helps := helpful(nil, of)
			last := len(helps) - 1 // the end of a commitment
			if step.Event == possible.Done {
				moves = append(moves, helps[last])
			} else {
				moves = append(moves, helps[0])
			}
		}
	}
	return moves
}

// deciding tells who agrees to the decision, or that nobody breaks the silence on it.
func deciding(a *agreement.Agreement, of agreement.Ref) []semantics.Move {
	w := semantics.NewWorld(a)
	s := w.Initial()
	var moves []semantics.Move
	for _, m := range helpful(w, of) {
		if w.Allows(s, m, anything) == nil {
			s, moves = w.Apply(s, m), append(moves, m)
		}
	}
	return moves
}

// taken answers for a part of which something is settled; ok is false where nothing is. Each
// story is told with what is taken for granted before it.
func (q Question) taken(part *agreement.Part) (found Answer, ok bool) {
	s := Settle(part.Agreement)
	if !s.Any() {
		return Answer{}, false
	}
	rest := s.Rest()
	for _, smaller := range rest.IndependentParts(troubles(rest, AsksConduct(rest))) {
		found.add(smaller, q.part(smaller))
	}
	for i := range found.Ways {
		found.Ways[i].Story = slices.Concat(s.Before(found.Ways[i].Story), found.Ways[i].Story)
	}
	return found, true
}
