package lasting

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// A Question is asked of an agreement with its readings applied.
type Question struct {
	Agreement *agreement.Agreement
	States    int // to be looked at in each part; 0 stands for DefaultStates
}

// DefaultStates is how many states are looked at in each part where nothing else is said.
const DefaultStates = 2000

// An Answer says how the agreement can come to stay open for ever. Without Ways and Undecided it
// cannot.
type Answer struct {
	Ways      []Way
	Undecided []Undecided
}

// A Way is a story after which some commitments stay open for ever.
type Way struct {
	Open     []int32          // by position: those that can never be closed any more
	Story    []semantics.Move // from the beginning to that state
	Together bool             // each of Open alone could still be closed, but not all of them

	// Lapsed are those that are suspended in some state of the story since their while is false,
	// which no step of it says.
	Lapsed []int32
}

// Undecided is a part of which the budget did not reach to be certain.
type Undecided struct {
	Commitments []int32 // by position
	Why         string
}

// Ask looks at each part of the agreement in which something can be suspended or breached.
func (q Question) Ask() Answer {
	if q.States == 0 {
		q.States = DefaultStates
	}
	var answer Answer
	asked := AsksConduct(q.Agreement)
	for _, part := range q.Agreement.IndependentParts(troubles(q.Agreement, asked)) {
		answer.add(part, q.part(part))
	}
	for i := range answer.Ways {
		answer.Ways[i].Lapsed = lapsed(q.Agreement, answer.Ways[i].Story)
	}
	return answer
}

// mostReplayed bounds the length of a story, times the commitments of its agreement, that is
// looked through once more for what is suspended on the way.
const mostReplayed = 10_000_000

// lapsed are the commitments that run while their while is false in some state of the story.
func lapsed(a *agreement.Agreement, story []semantics.Move) []int32 {
	var under []int32
	for c := range a.Commitments {
		if !a.Commitments[c].While.IsZero() {
			under = append(under, int32(c))
		}
	}
	if len(under) == 0 || len(story)*len(a.Commitments) > mostReplayed {
		return nil
	}
	w := semantics.NewWorld(a)
	s := w.Initial()
	var list []int32
	for _, move := range story {
		s = w.Apply(s, move)
		for _, c := range under {
			if w.Suspended(s, c) && !s.Commitments[c].Halted && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	return list
}

// troubles says which commitments can be suspended, or breached so that it makes a difference.
func troubles(a *agreement.Agreement, asked []bool) func(int32) bool {
	suspended := make([]bool, len(a.Commitments))
	for i := range a.Powers {
		for _, on := range a.Powers[i].On {
			if a.Powers[i].Does == agreement.Suspend {
				suspended[on.Index] = true
			}
		}
	}
	return func(c int32) bool {
		return asked[c] || suspended[c] || !a.Commitments[c].While.IsZero()
	}
}

// add takes over the answer for a part.
func (a *Answer) add(part *agreement.Part, of Answer) {
	whole := func(commitments []int32) []int32 {
		list := make([]int32, len(commitments))
		for i, c := range commitments {
			list[i] = part.Whole(agreement.CommitmentRef(int(c))).Index
		}
		return list
	}
	for _, way := range of.Ways {
		way.Open = whole(way.Open)
		for i := range way.Story {
			way.Story[i].Of = part.Whole(way.Story[i].Of)
		}
		a.Ways = append(a.Ways, way)
	}
	for _, open := range of.Undecided {
		a.Undecided = append(a.Undecided, Undecided{whole(open.Commitments), open.Why})
	}
}

// part looks at one independent part: backward where it is plain, otherwise state by state or,
// where that is too much, at each commitment alone.
func (q Question) part(part *agreement.Part) Answer {
	p := newPlain(part.Agreement)
	if p != nil {
		if ways, unsure := p.ways(); len(unsure) == 0 {
			return Answer{Ways: ways}
		}
	}
	if len(part.Agreement.Commitments) <= mostApart {
		if ways, _, whole := explored(part.Agreement, q.States); whole {
			return Answer{Ways: ways}
		}
	}
	if p == nil {
		if len(part.Agreement.Commitments) > few {
			if answer, ok := q.taken(part); ok {
				return answer
			}
		}
		return q.apart(part)
	}
	ways, unsure := p.ways()
	why := "there are too many ways in which they could be left open"
	return Answer{Ways: ways, Undecided: []Undecided{{unsure, why}}}
}

// few is up to how many commitments a part is small: it has no other budget, and is not cut down.
const few = 20

// explored are the ways to leave something open in a, all of whose states are visited; whole says
// whether most states were enough for that, fewer where each is large, and looked how many were.
func explored(a *agreement.Agreement, most int) (ways []Way, looked int, whole bool) {
	if size := len(a.Commitments); size > few {
		most = max(few*most/size, 1)
	}
	world := semantics.NewWorld(a)
	calm := newExplorer(world, newQuiet(a, nil), semantics.Cooperation{}, most)
	if calm.explore() != nil {
		return nil, most, false
	}
	contingent := semantics.Contingent(calm.states())
	rough := newExplorer(world, newQuiet(a, contingent), anything, most)
	if rough.explore() != nil {
		return nil, most, false
	}
	return rough.ways(contingent), len(rough.nodes), true
}

func (e *explorer) states() []semantics.State {
	states := make([]semantics.State, len(e.nodes))
	for i := range e.nodes {
		states[i] = e.nodes[i].state
	}
	return states
}

// ways tells for every commitment that can be left open for ever the nearest state in which it
// is; those that are left open by the same story are told together.
func (e *explorer) ways(contingent []bool) []Way {
	m := e.mark(contingent)
	var ways []Way
	told := make([]bool, len(contingent))
	for i := range e.nodes {
		if !m.after[i] {
			continue
		}
		open := slices.DeleteFunc(m.leftOpen(i), func(c int32) bool { return told[c] })
		if len(open) == 0 {
			continue
		}
		for _, c := range open {
			told[c] = true
		}
		ways = append(ways, Way{Open: open, Story: e.needed(m, int32(i), open)})
	}
	if len(ways) == 0 {
		return e.together(m, contingent)
	}
	return ways
}

// together tells of a state in which each commitment alone could still be closed, but not all.
func (e *explorer) together(m *marks, contingent []bool) []Way {
	for i := range e.nodes {
		if !m.after[i] || m.can[i].has(len(contingent)) {
			continue
		}
		var open []int32
		for c := range contingent {
			if !e.world.Closed(e.nodes[i].state, int32(c), contingent[c]) {
				open = append(open, int32(c))
			}
		}
		return []Way{{Open: open, Story: e.storyThrough(int32(i)), Together: true}}
	}
	return nil
}

// mostNeeded is the length beyond which a story is told with all its steps.
const mostNeeded = 150

// needed is a story of state i without the steps, from its end on, that make no difference:
// something still goes wrong and the same is left open.
func (e *explorer) needed(m *marks, i int32, open []int32) []semantics.Move {
	story := e.storyThrough(i)
	for k := len(story) - 1; k >= 0 && len(story) <= mostNeeded; k-- {
		without := slices.Delete(slices.Clone(story), k, k+1)
		if e.leavesOpen(m, without, open) {
			story = without
		}
	}
	return story
}

// leavesOpen reports whether the story can be told, something goes wrong in it, and all of open
// is left open for ever.
func (e *explorer) leavesOpen(m *marks, story []semantics.Move, open []int32) bool {
	s, wrong := e.flat(e.world.Initial()), false
	for _, move := range story {
		if e.world.Allows(s, move, e.may) != nil {
			return false
		}
		s = e.apply(s, move)
		wrong = wrong || e.world.Troubled(s, e.asked)
	}
	end, _ := e.hurried(s)
	i, known := e.known[keyOf(end)]
	return wrong && known && !slices.ContainsFunc(open, func(c int32) bool {
		return m.can[i].has(int(c))
	})
}
