package lasting

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

var errTooMany = errors.New("too many states")

// anything is what may go wrong: whatever can.
var anything = semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}

// An explorer visits the states of a part.
type explorer struct {
	*quiet
	world *semantics.World
	may   semantics.Cooperation
	eager []semantics.Move // to be made as soon as they can
	idle  []bool           // by commitment: all its steps are

	telling []semantics.Move // all others that can make a difference
	nodes   []node
	known   map[string]int32 // by key, before and after hurrying
	most    int
}

// A node is a visited state, by which moves it was reached from an earlier one, and from which
// states it can be reached in one step.
type node struct {
	state  semantics.State
	from   int32
	by     []semantics.Move
	before []int32
}

func newExplorer(
	w *semantics.World, q *quiet, may semantics.Cooperation, most int,
) *explorer {
	e := &explorer{quiet: q, world: w, may: may, most: most, known: map[string]int32{}}
	for c := range w.Agreement.Commitments {
		e.idle = append(e.idle, q.isEager(agreement.CommitmentRef(c)))
	}
	for _, r := range things(w.Agreement) {
		switch moves := helpful(w, r); {
		case q.isEager(r):
			e.eager = append(e.eager, moves...)
		case q.startsEagerly(r):
			e.eager = append(e.eager, moves[0])
		}
	}
	e.telling = e.tellingMoves()
	return e
}

// things are what moves happen to, but for powers.
func things(a *agreement.Agreement) []agreement.Ref {
	var refs []agreement.Ref
	add := func(kind agreement.Kind, n int) {
		for i := range n {
			refs = append(refs, agreement.Ref{Kind: kind, Index: int32(i)})
		}
	}
	add(agreement.KindClock, len(a.Clocks))
	add(agreement.KindCondition, len(a.Conditions))
	add(agreement.KindIssue, len(a.Issues))
	add(agreement.KindDecision, len(a.Decisions))
	add(agreement.KindCommitment, len(a.Commitments))
	return refs
}

// helpful are the moves that make what is asked of r true.
func helpful(w *semantics.World, r agreement.Ref) []semantics.Move {
	move := func(kind semantics.MoveKind) semantics.Move { return semantics.Move{Kind: kind, Of: r} }
	switch r.Kind {
	case agreement.KindClock:
		return []semantics.Move{move(semantics.StartClock)}
	case agreement.KindCondition:
		return []semantics.Move{move(semantics.Hold)}
	case agreement.KindIssue:
		return []semantics.Move{move(semantics.Conclude)}
	case agreement.KindCommitment:
		return []semantics.Move{move(semantics.Start), move(semantics.Finish)}
	}
	moves := []semantics.Move{move(semantics.Put), move(semantics.RunOut), move(semantics.Take)}
	for _, by := range w.Electors(r.Index) {
		moves = append(moves, semantics.Move{Kind: semantics.Agree, Of: r, By: by})
	}
	return moves
}

// explore visits every state, nearest first. It is an error when there are too many.
func (e *explorer) explore() error {
	e.add(e.flat(e.world.Initial()), -1, nil)
	for i := 0; i < len(e.nodes); i++ {
		if len(e.nodes) > e.most {
			return errTooMany
		}
		s := e.nodes[i].state
		for _, m := range e.moves(s) {
			next, made := e.step(s, m)
			e.add(next, int32(i), made)
		}
	}
	return nil
}

// step is s after m and what may as well follow at once, not hurried, and these moves.
func (e *explorer) step(s semantics.State, m semantics.Move) (semantics.State, []semantics.Move) {
	made := e.atOnce(m)
	for _, m := range made {
		s = e.apply(s, m)
	}
	return s, made
}

// atOnce is m with what may as well follow at once: a violation of something that stays open, once
// it is, can be found whenever it could be alleged.
func (e *explorer) atOnce(m semantics.Move) []semantics.Move {
	if m.Kind == semantics.Allege && !e.touched[m.Of.Index] && !e.kept[m.Of.Index] {
		return []semantics.Move{m, {Kind: semantics.Find, Of: m.Of}}
	}
	return []semantics.Move{m}
}

// add notes that s, hurried, can be reached by these moves.
func (e *explorer) add(s semantics.State, from int32, by []semantics.Move) {
	key := keyOf(s)
	i, known := e.known[key]
	if !known {
		i = e.visit(s, from, by)
		e.known[key] = i
	}
	if from >= 0 {
		e.nodes[i].before = append(e.nodes[i].before, from)
	}
}

// visit is the node of s, hurried, a new one where it was not visited before.
func (e *explorer) visit(s semantics.State, from int32, by []semantics.Move) int32 {
	s, eager := e.hurried(s)
	key := keyOf(s)
	i, known := e.known[key]
	if !known {
		i = int32(len(e.nodes))
		e.known[key] = i
		e.nodes = append(e.nodes, node{state: s, from: from, by: append(by, eager...)})
	}
	return i
}

// keyOf tells states without dates apart.
func keyOf(s semantics.State) string {
	key := make([]byte, 0, 3*len(s.Commitments)+64)
	for _, c := range s.Commitments {
		flags := byte(c.Life) << 2
		if c.Begun {
			flags |= 1
		}
		if c.Halted {
			flags |= 2
		}
		key = append(key, flags, byte(c.Conduct))
	}
	for _, facts := range [][]semantics.Fact{s.Clocks, s.Conditions, s.Issues} {
		for _, f := range facts {
			key = append(key, byte(f.Is))
		}
	}
	for _, d := range s.Decisions {
		key = append(key, byte(d.Stage))
		for _, voice := range d.Voices {
			key = append(key, byte(voice))
		}
	}
	for _, taken := range s.Branches {
		key = append(key, byte(taken))
	}
	for _, level := range s.Levels {
		key = binary.BigEndian.AppendUint64(key, math.Float64bits(level))
	}
	return string(key)
}

// hurried is s after all the moves that may be made as soon as they can.
func (e *explorer) hurried(s semantics.State) (semantics.State, []semantics.Move) {
	var made []semantics.Move
	for moved := true; moved; {
		moved = false
		for _, m := range e.eager {
			if e.world.Allows(s, m, e.may) == nil {
				s, made, moved = e.apply(s, m), append(made, m), true
			}
		}
	}
	return s, made
}

func (e *explorer) apply(s semantics.State, m semantics.Move) semantics.State {
	return e.flat(e.world.Apply(s, m))
}

// flat is s without what makes no difference: the figures of levels that no guard compares, and
// whether something that no guard can tell apart was done or terminated.
func (e *explorer) flat(s semantics.State) semantics.State {
	for i := range s.Levels {
		if !e.compared[i] && !math.IsNaN(s.Levels[i]) {
			s.Levels = slices.Clone(s.Levels)
			s.Levels[i] = math.NaN()
		}
	}
	for i := range s.Commitments {
		if s.Commitments[i].Life == semantics.Void && e.idle[i] {
			s.Commitments = slices.Clone(s.Commitments)
			s.Commitments[i].Life, s.Commitments[i].Begun = semantics.Done, true
		}
	}
	return s
}

// moves are those of s that can make a difference.
func (e *explorer) moves(s semantics.State) []semantics.Move {
	var moves []semantics.Move
	for _, m := range e.telling {
		if e.world.Allows(s, m, e.may) == nil && (m.Kind != semantics.Agree || e.isNext(s, m)) {
			moves = append(moves, m)
		}
	}
	return moves
}

// tellingMoves are all moves that can make a difference in some state, but for those that are
// made as soon as they can.
func (e *explorer) tellingMoves() []semantics.Move {
	var moves []semantics.Move
	add := func(of agreement.Ref, kinds ...semantics.MoveKind) {
		for _, kind := range kinds {
			moves = append(moves, semantics.Move{Kind: kind, Of: of})
		}
	}
	for _, r := range things(e.world.Agreement) {
		if !e.isEager(r) {
			moves = append(moves, helpful(e.world, r)...)
		}
		switch {
		case r.Kind == agreement.KindCondition && !e.isEager(r):
			add(r, semantics.Lapse)
		case r.Kind != agreement.KindCommitment:
		case e.kept[r.Index]:
			add(r, semantics.Comply, semantics.Allege, semantics.FindNot, semantics.Find)
		case e.asked[r.Index]:
			add(r, semantics.Allege, semantics.Find)
		}
	}
	for i := range e.world.Agreement.Powers {
		add(agreement.Ref{Kind: agreement.KindPower, Index: int32(i)}, semantics.Use)
	}
	return moves
}

// isNext reports whether everybody before has agreed: who agrees first makes no difference.
func (e *explorer) isNext(s semantics.State, m semantics.Move) bool {
	for i, by := range e.world.Electors(m.Of.Index) {
		if by == m.By {
			return true
		}
		if s.Decisions[m.Of.Index].Voices[i] == semantics.NoVoice {
			return false
		}
	}
	return true
}

// story is how the state was reached.
func (e *explorer) story(i int32) []semantics.Move {
	var parts [][]semantics.Move
	for ; i >= 0; i = e.nodes[i].from {
		parts = append(parts, e.nodes[i].by)
	}
	slices.Reverse(parts)
	return slices.Concat(parts...)
}
