package course

import (
	"math"

	"lockstep/internal/agreement"
)

// Holds says whether g is true. What has not happened is false; what nobody has reported (a
// condition, whether a commitment is kept, a level without a figure) is unknown.
func (s *State) Holds(g *agreement.Guard) Truth { return s.ask(g, False) }

// stops reports whether an unless holds; one that is not written never does.
func (s *State) stops(unless *agreement.Guard) bool {
	return !unless.IsZero() && s.ask(unless, False) == True
}

// ask answers g, where notYet is the answer for what has not happened and still may.
func (s *State) ask(g *agreement.Guard, notYet Truth) Truth {
	switch g.Op {
	case agreement.OpAlways:
		return True
	case agreement.OpNot:
		return -s.ask(&g.Args[0], notYet)
	case agreement.OpAtom:
		return s.atom(g.Verb, g.Of, notYet)
	case agreement.OpReached:
		return s.reached(g.At, notYet)
	case agreement.OpCompare:
		return s.compare(g.Compare)
	}
	return s.count(g, notYet)
}

// count answers all, any and at-least.
func (s *State) count(g *agreement.Guard, notYet Truth) Truth {
	need, holding, possible := g.Need(), 0, 0
	for i := range g.Args {
		answer := s.ask(&g.Args[i], notYet)
		if answer == True {
			holding++
		}
		if answer != False {
			possible++
		}
	}
	switch {
	case holding >= need:
		return True
	case possible < need:
		return False
	}
	return Unknown
}

// atom answers verb(of), the bare id included.
func (s *State) atom(verb agreement.Verb, of agreement.Ref, notYet Truth) Truth {
	switch of.Kind {
	case agreement.KindCommitment:
		return s.Commitments[of.Index].answer(verb, notYet)
	case agreement.KindExchange:
		return s.everyMember(verb, of, notYet)
	case agreement.KindCondition:
		return s.Conditions[of.Index].Is
	case agreement.KindClock:
		return s.Clocks[of.Index].happened(notYet)
	case agreement.KindIssue:
		return s.Issues[of.Index].happened(notYet)
	case agreement.KindDecision:
		return s.Decisions[of.Index].isTaken(notYet)
	}
	return Unknown // a party, a level or a task is not a question
}

func (s *State) everyMember(verb agreement.Verb, of agreement.Ref, notYet Truth) Truth {
	every := True
	for _, side := range s.Rules.Agreement.Exchanges[of.Index].Sides {
		for _, member := range side {
			every = min(every, s.atom(verb, member, notYet))
		}
	}
	return every
}

// happened is True for a clock that runs and an issue that is agreed.
func (f Fact) happened(notYet Truth) Truth {
	if f.Is == True {
		return True
	}
	return notYet
}

func (d *Deciding) isTaken(notYet Truth) Truth {
	switch d.Stage {
	case Taken:
		return True
	case Broken, Lapsed:
		return False
	}
	return notYet
}

// answer answers verb of a commitment.
func (c *Course) answer(verb agreement.Verb, notYet Truth) Truth {
	var yes bool
	switch verb {
	case agreement.VerbKept:
		return c.kept()
	case agreement.VerbStarted:
		yes = c.Begun
	case agreement.VerbBreached:
		yes = c.Conduct == Breached
	default:
		if c.Life == InForce {
			return truthOf(c.Conduct != Breached)
		}
		yes = c.Life == Done
	}
	switch {
	case yes:
		return True
	case c.Life.IsFinal():
		return False
	}
	return notYet
}

// kept is unknown until somebody says so; an act is kept once it is done.
func (c *Course) kept() Truth {
	switch {
	case c.Conduct == Breached:
		return False
	case c.Life == Done, c.Conduct == Complied:
		return True
	case c.Life == Void:
		return False
	}
	return Unknown
}

// compare holds a level against a number or another level.
func (s *State) compare(c *agreement.Comparison) Truth {
	left, right := s.figure(&c.Left), s.figure(&c.Right)
	if math.IsNaN(left) || math.IsNaN(right) {
		return Unknown
	}
	return truthOf(c.Op.Holds(left, right))
}

func (s *State) figure(o *agreement.Operand) float64 {
	if o.Level.IsZero() {
		return o.Number
	}
	return s.Levels[o.Level.Index]
}
