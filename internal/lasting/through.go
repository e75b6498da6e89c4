package lasting

import (
	"slices"

	"lockstep/internal/semantics"
)

// storyThrough is a story that leads to state i and in which something is suspended or breached
// on the way: the nearest one to the state, where that has it, otherwise on by the shortest way
// from a state that has. The state comes with or after one.
func (e *explorer) storyThrough(i int32) []semantics.Move {
	for k := i; k >= 0; k = e.nodes[k].from {
		if e.isTroubled(k) {
			return e.story(i)
		}
	}
	onward := e.onward(i)
	best, least := i, -1
	for k := range e.nodes {
		at := int32(k)
		if onward[k].steps < 0 || !e.isTroubled(at) {
			continue
		}
		if steps := e.depth(at) + onward[k].steps; least < 0 || steps < least {
			best, least = at, steps
		}
	}
	story := e.story(best)
	for best != i {
		next := onward[best].next
		story = append(story, e.between(best, next)...)
		best = next
	}
	return story
}

func (e *explorer) isTroubled(i int32) bool {
	return e.world.Troubled(e.nodes[i].state, e.asked)
}

// depth is in how many steps between visited states state i was reached first.
func (e *explorer) depth(i int32) int {
	n := 0
	for k := e.nodes[i].from; k >= 0; k = e.nodes[k].from {
		n++
	}
	return n
}

// A stage is the next state on the shortest way to another, and how far that is; it is negative
// where there is no way.
type stage struct {
	next  int32
	steps int
}

// onward are, by state, the stages of the shortest ways to state i.
func (e *explorer) onward(i int32) []stage {
	list := slices.Repeat([]stage{{-1, -1}}, len(e.nodes))
	list[i].steps = 0
	for queue := []int32{i}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, before := range e.nodes[at].before {
			if list[before].steps < 0 {
				list[before] = stage{at, list[at].steps + 1}
				queue = append(queue, before)
			}
		}
	}
	return list
}

// between are the moves by which one visited state leads to the next.
func (e *explorer) between(one, next int32) []semantics.Move {
	for _, m := range e.moves(e.nodes[one].state) {
		s, made := e.step(e.nodes[one].state, m)
		if i, known := e.known[keyOf(s)]; known && i == next {
			_, eager := e.hurried(s)
			return append(made, eager...)
		}
	}
	return nil
}
