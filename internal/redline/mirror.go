package redline

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// A mirror is the part that a red line hangs on, with the breach of a commitment as an act of its
// own: it starts as the violation is alleged, which can be as soon as the commitment itself could
// start, and is done as the violation is found. Nobody has to perform it. Where guards ask for
// breaches but not for their absence, and never for something to be kept, the mirror is monotone
// where the agreement is not, and what can be reached in the one can be reached in the other, in
// as many steps.
type mirror struct {
	part  *agreement.Part
	line  agreement.Guard
	first int32   // position of the first act that is a breach
	of    []int32 // of which commitment, from there on
}

// mirror is nil where there are no breaches to speak of, or where they cannot be mirrored.
func (q Question) mirror(never *agreement.Guard) *mirror {
	if len(q.Net.Loose()) == 0 && len(q.Agreement.Powers) == 0 && !asksConduct(never) {
		return nil
	}
	part := q.Agreement.PartFor(never)
	m := &mirror{part: part, line: part.Guard(never), first: int32(len(part.Agreement.Commitments))}
	if m.gather(); len(m.of) == 0 || !m.suits() {
		return nil
	}
	waits := agreement.NewWaits(part.Agreement)
	for _, c := range m.of {
		breach := agreement.Commitment{ID: part.Agreement.Commitments[c].ID + "-breach", Weight: 1,
			After: waits.Guard(c), Unless: part.Agreement.Commitments[c].Unless}
		part.Agreement.Commitments = append(part.Agreement.Commitments, breach)
	}
	m.eachGuard(func(g *agreement.Guard) { *g = m.reflected(g) })
	return m
}

// eachGuard calls visit for every guard of the part, and for the red line.
func (m *mirror) eachGuard(visit func(*agreement.Guard)) {
	a := m.part.Agreement
	visit(&m.line)
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			visit(g)
		}
	}
	for i := range a.Powers {
		visit(&a.Powers[i].When)
		visit(&a.Powers[i].Unless)
	}
	for i := range a.Branches {
		visit(&a.Branches[i].If)
	}
}

// gather finds the commitments whose breach some guard asks for.
func (m *mirror) gather() {
	m.eachGuard(func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			if atom.Verb == agreement.VerbBreached && atom.Of.Kind == agreement.KindCommitment {
				m.of = append(m.of, atom.Of.Index)
			}
		})
	})
	slices.Sort(m.of)
	m.of = slices.Compact(m.of)
}

// suits reports whether nothing asks for something to be kept, and of what may be breached nothing
// is on a branch, starts together with others, or is also asked to be in force, which it is no
// longer once it is breached.
func (m *mirror) suits() bool {
	a := m.part.Agreement
	suits := true
	isOf := func(c int32) bool { return slices.Contains(m.of, c) }
	m.eachGuard(func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			bare := atom.Verb == agreement.VerbHappened
			switch {
			case atom.Verb == agreement.VerbKept,
				bare && atom.Of.Kind == agreement.KindExchange,
				atom.Verb == agreement.VerbBreached && atom.Of.Kind != agreement.KindCommitment,
				bare && atom.Of.Kind == agreement.KindCommitment && isOf(atom.Of.Index) &&
					a.Commitments[atom.Of.Index].IsContinuing():
				suits = false
			}
		})
	})
	for _, group := range a.JointGroups() {
		suits = suits && !slices.ContainsFunc(group, isOf)
	}
	for i := range a.Branches {
		for _, c := range slices.Concat(a.Branches[i].Then, a.Branches[i].Else) {
			suits = suits && !isOf(c.Index)
		}
	}
	return suits
}

// reflected is g with every breach asked for as the act that it is in the mirror.
func (m *mirror) reflected(g *agreement.Guard) agreement.Guard {
	read := *g
	if g.Op == agreement.OpAtom && g.Verb == agreement.VerbBreached {
		i, _ := slices.BinarySearch(m.of, g.Of.Index)
		read.Verb, read.Of = agreement.VerbDone, agreement.CommitmentRef(int(m.first)+i)
	}
	read.Args = slices.Clone(g.Args)
	for i := range read.Args {
		read.Args[i] = m.reflected(&read.Args[i])
	}
	return read
}

// ask asks the mirror; exact is false where fixpoints do not decide it.
func (m *mirror) ask(choices int) (answer Answer, exact bool) {
	list, ok := alternatives(m.part.Agreement, &m.line)
	if !ok {
		return Answer{}, false
	}
	q := Question{Agreement: m.part.Agreement, Net: possible.Compile(m.part.Agreement),
		Choices: choices}
	s := &search{Question: q, never: &m.line, may: q.cooperation(&m.line)}
	for i := range list {
		found, exact := s.decide(&list[i])
		if !exact || list[i].dates {
			return Answer{}, false
		}
		answer = better(answer, found)
	}
	answer.Story = m.told(answer.Story)
	return answer, true
}

// told is the story as it goes in the agreement. What is done cannot be breached any more, so a
// breach comes before that.
func (m *mirror) told(story []semantics.Move) []semantics.Move {
	var moves []semantics.Move
	breached := map[int32]bool{}
	breach := func(c int32) {
		if !breached[c] {
			breached[c] = true
			of := m.part.Whole(agreement.CommitmentRef(int(c)))
			moves = append(moves, semantics.Move{Kind: semantics.Allege, Of: of},
				semantics.Move{Kind: semantics.Find, Of: of})
		}
	}
	for _, move := range story {
		switch {
		case move.Of.Kind == agreement.KindCommitment && move.Of.Index >= m.first:
			breach(m.of[move.Of.Index-m.first])
			continue
		case move.Kind == semantics.Finish && m.isBreached(story, move.Of.Index):
			breach(move.Of.Index)
		}
		move.Of = m.part.Whole(move.Of)
		moves = append(moves, move)
	}
	return moves
}

// isBreached reports whether the violation of commitment c is found in the story.
func (m *mirror) isBreached(story []semantics.Move, c int32) bool {
	i, found := slices.BinarySearch(m.of, c)
	return found && slices.ContainsFunc(story, func(move semantics.Move) bool {
		return move.Kind == semantics.Finish && move.Of.Index == m.first+int32(i) &&
			move.Of.Kind == agreement.KindCommitment
	})
}
