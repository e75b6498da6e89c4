package redline

import (
	"fmt"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/lasting"
	"lockstep/internal/semantics"
)

// An explorer goes from state to state in the part of the agreement that a red line hangs on.
type explorer struct {
	part  *agreement.Part
	world *semantics.World
	line  agreement.Guard // the red line as it reads in the part
	may   semantics.Cooperation
	most  int // states
}

// explore looks at the states of the part one by one, nearest first; whole says that it looked
// at as many as it takes to be certain. Otherwise it follows a few likely ways.
func (s *search) explore() (answer Answer, whole bool) {
	e := s.explorer(s.Agreement, s.never)
	answer, whole = e.nearest()
	if whole {
		return answer, true
	}
	if answer, exact := s.cutDown(e); exact {
		return answer, answer.Verdict == Never
	}
	for _, x := range s.open {
		if moves, found := e.likely(s, x); found {
			return Answer{Verdict: Reached, Story: moves}, false
		}
	}
	return answer, false
}

// explorer is ready to look at the part of a that the red line hangs on.
func (s *search) explorer(a *agreement.Agreement, never *agreement.Guard) *explorer {
	part := a.PartFor(never)
	e := &explorer{part: part, line: part.Guard(never), may: s.may, most: s.States}
	if asksConduct(&e.line) { // so that it is listed what can be said of conduct
		part.Agreement.Branches = append(part.Agreement.Branches, agreement.Branch{If: e.line})
	}
	e.world = semantics.NewWorld(part.Agreement)
	if size := len(part.Agreement.Commitments); size > 0 {
		e.most = min(e.most, 20*s.States/size)
	}
	return e
}

// cutDown looks at the states of what is left of the part when all that nothing can hold up, and
// the red line does not name, is taken for granted; exact is false where that does not decide it.
func (s *search) cutDown(e *explorer) (answer Answer, exact bool) {
	asked := *e.part.Agreement
	asked.Branches = append(slices.Clone(asked.Branches), agreement.Branch{If: e.line})
	settled := lasting.Settle(&asked)
	if !settled.Any() {
		return Answer{}, false
	}
	left := s.explorer(settled.Rest(), &e.line)
	answer, whole := left.nearest()
	if !whole {
		return Answer{}, false
	}
	if answer.Verdict == Reached {
		answer.Story = e.whole(slices.Concat(settled.Before(answer.Story), answer.Story))
		answer.Shortest = false
	}
	return answer, true
}

// A visited state and the move that led to it from an earlier one.
type visited struct {
	state semantics.State
	from  int
	by    semantics.Move
}

// nearest visits states in the order of their distance, until the red line is crossed.
func (e *explorer) nearest() (answer Answer, whole bool) {
	begin := e.world.Initial()
	states, known := []visited{{state: begin, from: -1}}, map[string]bool{begin.Key(): true}
	for i := 0; i < len(states); i++ {
		if e.crossed(states[i].state) {
			return Answer{Verdict: Reached, Story: e.path(states, i), Shortest: true}, true
		}
		if len(states) > e.most {
			why := fmt.Sprintf("more than %d states would have to be looked at", e.most)
			return Answer{Verdict: Undecided, Why: why}, false
		}
		for _, m := range e.world.Moves(states[i].state, e.may) {
			next := e.world.Apply(states[i].state, m)
			if key := next.Key(); !known[key] {
				known[key] = true
				states = append(states, visited{next, i, m})
			}
		}
	}
	return Answer{Verdict: Never}, true
}

// path is the story that led to a state, told of the whole agreement.
func (e *explorer) path(states []visited, i int) []semantics.Move {
	var moves []semantics.Move
	for ; states[i].from >= 0; i = states[i].from {
		moves = append(moves, states[i].by)
	}
	slices.Reverse(moves)
	return e.whole(moves)
}

func (e *explorer) whole(moves []semantics.Move) []semantics.Move {
	moves = slices.Clone(moves)
	for i := range moves {
		moves[i].Of = e.part.Whole(moves[i].Of)
	}
	return moves
}

// likely lets everything go as far as it can but for what must not have happened, and takes out
// of that story what it can do without.
func (e *explorer) likely(s *search, x *alternative) ([]semantics.Move, bool) {
	undone := make([]agreement.Guard, len(x.undone))
	for i := range undone {
		undone[i] = e.part.Guard(&x.undone[i])
	}
	state, story := e.world.Initial(), []semantics.Move(nil)
	for moved := true; moved; {
		moved = false
		for _, m := range e.world.Moves(state, semantics.Cooperation{}) {
			if e.world.Allows(state, m, semantics.Cooperation{}) != nil {
				continue
			}
			next := e.world.Apply(state, m)
			if e.anyTrue(next, undone) {
				continue
			}
			story, state, moved = append(story, m), next, true
			if e.crossed(state) {
				return e.whole(e.pruned(story)), true
			}
		}
	}
	return nil, false
}

func (e *explorer) anyTrue(s semantics.State, atoms []agreement.Guard) bool {
	return slices.ContainsFunc(atoms, func(g agreement.Guard) bool {
		return e.world.Holds(s, &g) == semantics.True
	})
}

// mostPruned is the length beyond which a story is not pruned.
const mostPruned = 120

// pruned takes out of a story, from its end on, the steps without which it still leads there.
func (e *explorer) pruned(story []semantics.Move) []semantics.Move {
	for i := len(story) - 1; i >= 0 && len(story) <= mostPruned; i-- {
		without := slices.Delete(slices.Clone(story), i, i+1)
		if end, err := e.world.Replay(e.may, without); err == nil && e.crossed(end) {
			story = without
		}
	}
	return story
}

func (e *explorer) crossed(s semantics.State) bool { return Crossed(e.world, s, &e.line) }

// Crossed reports whether the red line never is crossed in s: whether it is so as far as things
// have happened. What is unknown has not.
func Crossed(w *semantics.World, s semantics.State, never *agreement.Guard) bool {
	return crossed(w, s, never, false)
}

func crossed(w *semantics.World, s semantics.State, g *agreement.Guard, negated bool) bool {
	switch g.Op {
	case agreement.OpNot:
		return crossed(w, s, &g.Args[0], !negated)
	case agreement.OpCompare:
		compare := comparison(g.Compare, negated)
		return w.Holds(s, &agreement.Guard{Op: g.Op, Compare: &compare}) == semantics.True
	case agreement.OpAlways, agreement.OpAtom, agreement.OpReached:
		return (w.Holds(s, g) == semantics.True) != negated
	}
	need := g.Need()
	if negated {
		need = len(g.Args) - need + 1
	}
	for i := range g.Args {
		if crossed(w, s, &g.Args[i], negated) {
			need--
		}
	}
	return need <= 0
}
