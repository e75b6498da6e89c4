package redline

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// A Verdict says whether a red line can be crossed.
type Verdict uint8

// The verdicts.
const (
	Never Verdict = iota
	Reached
	Undecided
)

// An Answer says whether a state can be reached and how.
type Answer struct {
	Verdict  Verdict
	Story    []semantics.Move // from the beginning to the state
	Shortest bool             // no story has fewer steps
	Why      string           // why it is undecided
}

// A Question is what is asked of an agreement. The zero budgets stand for those below.
type Question struct {
	Agreement *agreement.Agreement // with its readings applied
	Net       *possible.Net        // compiled from it
	States    int                  // to explore where it is not monotone
	Choices   int                  // gates to look at for a shorter story
}

// The budgets of a question that names none.
const (
	DefaultStates  = 1500
	DefaultChoices = 1_000_000
)

// Ask says whether a state in which never holds can be reached. In it a condition counts as not
// holding until it is found to hold, and a level without a figure compares with nothing.
func (q Question) Ask(never *agreement.Guard) Answer {
	if q.States == 0 {
		q.States = DefaultStates
	}
	if q.Choices == 0 {
		q.Choices = DefaultChoices
	}
	if m := q.mirror(never); m != nil {
		if answer, exact := m.ask(q.Choices); exact {
			return answer
		}
	}
	list, ok := alternatives(q.Agreement, never)
	if !ok {
		return Answer{Verdict: Undecided, Why: "it has too many alternatives"}
	}
	s := &search{Question: q, never: never, may: q.cooperation(never)}
	best, dates := Answer{}, false
	for i := range list {
		answer, exact := s.decide(&list[i])
		if !exact {
			s.open = append(s.open, &list[i])
		}
		best, dates = better(best, answer), dates || list[i].dates
	}
	if len(s.open) > 0 || best.couldBeShorter() {
		found, whole := s.explore()
		if whole && !dates {
			return found
		}
		best = better(best, found)
	}
	return best
}

// longStory is the number of steps from which on a story is not looked for again state by state.
const longStory = 20

func (a Answer) couldBeShorter() bool {
	return a.Verdict == Reached && !a.Shortest && len(a.Story) < longStory
}

// better joins the answers for two alternatives: the shorter story counts, and is the shortest
// where nothing is left open.
func better(x, y Answer) Answer {
	switch {
	case x.Verdict == Never:
		return y
	case y.Verdict == Never, x.Verdict == Undecided && y.Verdict == Undecided:
		return x
	case x.Verdict == Undecided, y.Verdict == Reached && len(y.Story) < len(x.Story):
		x, y = y, x
	}
	x.Shortest = x.Shortest && y.Shortest
	return x
}

// A search looks for a way across one red line.
type search struct {
	Question
	never *agreement.Guard
	may   semantics.Cooperation // what may go wrong
	open  []*alternative        // those that no fixpoint decides
}

// decide answers for one alternative, where fixpoints can; exact is false where they cannot.
func (s *search) decide(x *alternative) (answer Answer, exact bool) {
	f, conceivable := s.conceivable(x)
	switch {
	case !conceivable:
		return Answer{Verdict: Never}, true
	case x.dates:
		why := "it asks for a time not to have come, which is a question of dates"
		return Answer{Verdict: Undecided, Why: why}, true
	case len(x.happened) == 0 && len(x.levels) == 0 && !x.conduct:
		return Answer{Verdict: Reached, Shortest: true}, true
	}
	if x.conduct || s.revocable(x) {
		return Answer{}, false
	}
	if len(x.levels) == 0 && f.IsLarge() {
		if answer, traced := s.traced(x, f, possible.LargeCircuit); traced {
			return answer, true
		}
	}
	c := s.climber(x, f)
	if len(c.circuit.Favoured()) > 0 {
		return Answer{}, false
	}
	if len(x.levels) > 0 {
		return c.climb(), true
	}
	moves, proven := c.story(nil)
	return Answer{Verdict: Reached, Story: moves, Shortest: proven}, true
}

// conceivable reports whether what must have happened can happen without what must not, as far
// as that is a matter of withholding it. Where it cannot, no story leads there. The fixpoint is
// what happens then.
func (s *search) conceivable(x *alternative) (*possible.Fixpoint, bool) {
	var withheld []agreement.Guard
	for i := range x.undone {
		if s.isWithheld(&x.undone[i]) {
			withheld = append(withheld, x.undone[i])
		}
	}
	f := s.Net.Without(withheld)
	for i := range x.happened {
		if !f.Satisfied(&x.happened[i], nil) {
			return f, false
		}
	}
	return f, true
}

// revocable reports whether it is not enough to withhold what must not have happened.
func (s *search) revocable(x *alternative) bool {
	return slices.ContainsFunc(x.undone, func(g agreement.Guard) bool { return !s.isWithheld(&g) })
}

// isWithheld reports whether the atom is untrue exactly as long as it is kept from coming true,
// and everything else may then go on. Something continuing may also be ended, voided or breached
// and a condition may lapse; what has not started may be found to be breached, or kept, and
// others may wait for that.
func (s *search) isWithheld(atom *agreement.Guard) bool {
	switch atom.Of.Kind {
	case agreement.KindCondition:
		return !s.may.Lapses
	case agreement.KindCommitment:
		if !possible.AtStart(s.Agreement, atom) {
			return true
		}
		inForce := atom.Verb == agreement.VerbHappened
		ends := s.may.Powers || s.Net.Stoppable(atom.Of.Index)
		return !s.may.Breaches && !(inForce && ends)
	}
	return true
}
