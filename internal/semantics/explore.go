package semantics

import (
	"errors"
	"fmt"
)

// ErrTooMany says that an exploration met more states than it was allowed to.
var ErrTooMany = errors.New("too many states")

// Reachable are the states that moves can lead to from the initial one, nearest first. It is an
// error, and wraps [ErrTooMany], when there are more than most.
func (w *World) Reachable(c Cooperation, most int) ([]State, error) {
	return w.ReachableFrom(w.Initial(), c, most)
}

// ReachableFrom are the states that moves can lead to from start, itself included, nearest
// first. It is an error, and wraps [ErrTooMany], when there are more than most.
func (w *World) ReachableFrom(start State, c Cooperation, most int) ([]State, error) {
	states, known := []State{start}, map[string]bool{start.Key(): true}
	for i := 0; i < len(states); i++ {
		if len(states) > most {
			return nil, fmt.Errorf("exploring %s: %w: more than %d", w.Agreement.ID, ErrTooMany, most)
		}
		for _, m := range w.Moves(states[i], c) {
			next := w.Apply(states[i], m)
			if key := next.Key(); !known[key] {
				known[key] = true
				states = append(states, next)
			}
		}
	}
	return states, nil
}

// Happening is what can happen: per commitment, whether it can start, and whether it can be
// done or, where it is continuing, be in force.
type Happening struct {
	Starts, Happens []bool
}

// CanHappen is what happens in some state that is reachable under that cooperation. It is an
// error, and wraps [ErrTooMany], when there are more than most.
func (w *World) CanHappen(c Cooperation, most int) (Happening, error) {
	states, err := w.Reachable(c, most)
	if err != nil {
		return Happening{}, err
	}
	return Happened(states...), nil
}

// Happened is what happens in one at least of states, of which there is one.
func Happened(states ...State) Happening {
	n := len(states[0].Commitments)
	can := Happening{make([]bool, n), make([]bool, n)}
	for _, s := range states {
		for i, course := range s.Commitments {
			can.Starts[i] = can.Starts[i] || course.Begun
			can.Happens[i] = can.Happens[i] || course.Life == Done || course.Life == InForce
		}
	}
	return can
}

// Run makes moves from s until none is left or most are made: at each state choose is asked
// which of so many. Where an agreement is monotone and everybody cooperates, every run that
// comes to its end ends with the same commitments done, so one run tells what can happen.
func (w *World) Run(s State, c Cooperation, most int, choose func(n int) int) (State, []Move) {
	var story []Move
	for len(story) < most {
		moves := w.Moves(s, c)
		if len(moves) == 0 {
			break
		}
		m := moves[choose(len(moves))]
		story, s = append(story, m), w.Apply(s, m)
	}
	return s, story
}

// Replay is the state at the end of a story that begins at the initial state. The error names
// the first step that is not allowed under that cooperation, counted from 1, and why; the state
// is then the one before it.
func (w *World) Replay(c Cooperation, story []Move) (State, error) {
	s := w.Initial()
	for i, m := range story {
		if err := w.Allows(s, m, c); err != nil {
			return s, fmt.Errorf("step %d, %s: %w", i+1, w.Tell(m), err)
		}
		s = w.Apply(s, m)
	}
	return s, nil
}
