package semantics

import (
	"math"

	"lockstep/internal/agreement"
)

// A Truth is what is known of a question. The zero Truth is Unknown; smaller is less true, so
// that negation is the minus sign and a conjunction the least of its parts.
type Truth int8

// The three truths.
const (
	False   Truth = -1
	Unknown Truth = 0
	True    Truth = 1
)

// String is "true", "false" or "unknown".
func (t Truth) String() string {
	switch t {
	case True:
		return "true"
	case False:
		return "false"
	}
	return "unknown"
}

func truthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// Holds says whether g is true in s. What has not happened is false; what nobody has reported
// (a condition, whether a commitment is kept, a level without a figure) is unknown.
func (w *World) Holds(s State, g *agreement.Guard) Truth { return w.ask(s, g, False) }

// Settled says whether g is decided in s: as [World.Holds], except that what has not happened
// but still may is unknown. A branch is decided when its guard is settled.
func (w *World) Settled(s State, g *agreement.Guard) Truth { return w.ask(s, g, Unknown) }

// stops reports whether an unless holds; one that is not written never does.
func (w *World) stops(s State, unless *agreement.Guard) bool {
	return !unless.IsZero() && w.Holds(s, unless) == True
}

// ask answers g, where notYet is the answer for what has not happened and still may.
func (w *World) ask(s State, g *agreement.Guard, notYet Truth) Truth {
	switch g.Op {
	case agreement.OpAlways:
		return True
	case agreement.OpNot:
		return -w.ask(s, &g.Args[0], notYet)
	case agreement.OpAtom:
		return w.atom(s, g.Verb, g.Of, notYet)
	case agreement.OpReached:
		return w.reached(s, g.At, notYet)
	case agreement.OpCompare:
		return compare(s, g.Compare)
	}
	holding, possible := 0, 0
	for i := range g.Args {
		switch w.ask(s, &g.Args[i], notYet) {
		case True:
			holding, possible = holding+1, possible+1
		case Unknown:
			possible++
		}
	}
	return within(g.Need(), holding, possible)
}

// within is whether need is met when between holding and possible parts are true.
func within(need, holding, possible int) Truth {
	switch {
	case holding >= need:
		return True
	case possible < need:
		return False
	}
	return Unknown
}

// atom answers verb(of), the bare id included.
func (w *World) atom(s State, verb agreement.Verb, of agreement.Ref, notYet Truth) Truth {
	switch of.Kind {
	case agreement.KindCommitment:
		return w.commitmentAtom(s, verb, of, notYet)
	case agreement.KindExchange:
		every := True
		for _, member := range w.Agreement.Exchanges[of.Index].Members() {
			every = min(every, w.atom(s, verb, member, notYet))
		}
		return every
	case agreement.KindCondition:
		return s.Conditions[of.Index].Is
	case agreement.KindClock:
		return factOr(s.Clocks[of.Index], notYet)
	case agreement.KindIssue:
		return factOr(s.Issues[of.Index], notYet)
	case agreement.KindDecision:
		return decisionTaken(s.Decisions[of.Index].Stage, notYet)
	}
	return Unknown // a party, a level or a task is not a question
}

func factOr(fact Fact, notYet Truth) Truth {
	if fact.Is == True {
		return True
	}
	return notYet
}

func decisionTaken(stage Stage, notYet Truth) Truth {
	switch stage {
	case Taken:
		return True
	case Broken:
		return False
	}
	return notYet
}

func (w *World) commitmentAtom(
	s State, verb agreement.Verb, of agreement.Ref, notYet Truth,
) Truth {
	course := s.Commitments[of.Index]
	switch verb {
	case agreement.VerbStarted:
		return yesOrNotYet(course.Begun, course, notYet)
	case agreement.VerbBreached:
		return yesOrNotYet(course.Conduct == Breached, course, notYet)
	case agreement.VerbKept:
		return kept(course)
	}
	if course.Life == InForce {
		return truthOf(course.Conduct != Breached)
	}
	return yesOrNotYet(course.Life == Done, course, notYet)
}

// yesOrNotYet is True, or False where nothing more can come of the commitment.
func yesOrNotYet(yes bool, course Course, notYet Truth) Truth {
	switch {
	case yes:
		return True
	case course.Life.IsFinal():
		return False
	}
	return notYet
}

// kept is unknown until somebody says so: for a once-commitment, that it is done.
func kept(course Course) Truth {
	switch {
	case course.Conduct == Breached:
		return False
	case course.Life == Done, course.Conduct == Complied:
		return True
	case course.Life == Void:
		return False
	}
	return Unknown
}

// compare holds a level against a number or another level.
func compare(s State, c *agreement.Comparison) Truth {
	left, right := figure(s, c.Left), figure(s, c.Right)
	if math.IsNaN(left) || math.IsNaN(right) {
		return Unknown
	}
	return truthOf(c.Op.Holds(left, right))
}

func figure(s State, o agreement.Operand) float64 {
	if o.Level.IsZero() {
		return o.Number
	}
	return s.Levels[o.Level.Index]
}
