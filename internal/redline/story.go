package redline

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// A climber makes the story of one alternative in the part of the agreement that it hangs on.
type climber struct {
	*search
	x       *alternative
	circuit *possible.Circuit
	goals   []int32 // gates of what must have happened
	shut    []int32 // gates of what must not
	rungs   []rung  // what changes the levels that are compared
}

// climber cuts the network down to what happens in f, in which what must not is withheld.
func (s *search) climber(x *alternative, f *possible.Fixpoint) *climber {
	c := &climber{search: s, x: x}
	asked := possible.Asked{Goals: slices.Clone(x.happened), Among: f}
	changers := s.changers(x)
	for _, i := range changers {
		asked.Goals = append(asked.Goals, agreement.Happened(agreement.CommitmentRef(int(i))))
	}
	c.circuit = s.Net.Circuit(asked)
	for i := range x.happened {
		c.goals = append(c.goals, c.circuit.Goal(i))
	}
	for i := range x.undone {
		c.shut = append(c.shut, c.circuit.Shutting(&x.undone[i]))
	}
	c.layRungs(changers)
	return c
}

// story tells how the goals come about, with the changes of levels in the order of path.
func (c *climber) story(path []int) (moves []semantics.Move, proven bool) {
	told, proven := make([]bool, c.circuit.Len()), len(path) == 0
	for step := range len(path) + 1 {
		goals := c.goals
		if step < len(path) {
			goals = []int32{c.rungs[path[step]].gate}
		}
		way := possible.Way{Goals: goals, Cost: func(gate int32) float64 {
			if told[gate] {
				return 0
			}
			return c.cost(gate)
		}}
		shut := slices.Concat(c.shut, c.later(path[:min(step+1, len(path))]))
		if len(shut) > 0 {
			way.Shut = func(gate int32) bool { return slices.Contains(shut, gate) }
		}
		gates, shortest, _ := c.circuit.Shortest(way, c.Choices)
		proven, moves = proven && shortest, slices.Grow(moves, len(gates))
		for _, gate := range gates {
			if !told[gate] {
				told[gate] = true
				moves = c.tell(moves, gate)
			}
		}
	}
	return moves, proven
}

// cost is how many steps it takes to open the gate.
func (c *climber) cost(gate int32) float64 {
	event, of := c.circuit.Event(gate)
	switch {
	case event == possible.NoEvent, event == possible.Wills:
		return 0
	case of.Kind == agreement.KindDecision:
		return float64(len(c.deciding(of)))
	}
	return 1
}

// tell adds the steps that open the gate once its inputs are open.
func (c *climber) tell(moves []semantics.Move, gate int32) []semantics.Move {
	event, of := c.circuit.Event(gate)
	return c.comesAbout(moves, possible.Step{Event: event, Of: of})
}

// traced is the story of what has come about in f, where that takes least steps at least and
// nothing on it was read in favour of what could happen: then any way will do.
func (s *search) traced(x *alternative, f *possible.Fixpoint, least int) (Answer, bool) {
	t := f.Trace(x.happened)
	if len(t.Steps) < least || s.Net.IsFavoured(t.Members) {
		return Answer{}, false
	}
	moves := make([]semantics.Move, 0, len(t.Steps))
	for _, step := range t.Steps {
		moves = s.comesAbout(moves, step)
	}
	return Answer{Verdict: Reached, Story: moves, Shortest: !t.Choice}, true
}

// comesAbout adds the moves by which a step comes about.
func (s *search) comesAbout(moves []semantics.Move, step possible.Step) []semantics.Move {
	kind, of := semantics.Start, step.Of
	switch {
	case step.Event == possible.NoEvent, step.Event == possible.Wills:
		return moves
	case of.Kind == agreement.KindDecision:
		return append(moves, s.deciding(of)...)
	case step.Event == possible.Done:
		kind = semantics.Finish
	case of.Kind == agreement.KindClock:
		kind = semantics.StartClock
	case of.Kind == agreement.KindCondition:
		kind = semantics.Hold
	case of.Kind == agreement.KindIssue:
		kind = semantics.Conclude
	}
	return append(moves, semantics.Move{Kind: kind, Of: of})
}

// deciding are the steps by which a decision is taken: by silence, by nobody, or by as many of
// its electors as it takes.
func (s *search) deciding(of agreement.Ref) []semantics.Move {
	if s.Agreement.Decisions[of.Index].Rule == agreement.Silence {
		return []semantics.Move{{Kind: semantics.Put, Of: of}, {Kind: semantics.RunOut, Of: of}}
	}
	electors, need := s.Net.Electors(of.Index)
	if need == 0 {
		return []semantics.Move{{Kind: semantics.Take, Of: of}}
	}
	moves := make([]semantics.Move, need)
	for i := range moves {
		moves[i] = semantics.Move{Kind: semantics.Agree, Of: of, By: electors[i]}
	}
	return moves
}
