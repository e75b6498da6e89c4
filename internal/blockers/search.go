package blockers

import (
	"encoding/binary"
	"slices"

	"lockstep/internal/possible"
)

// A node is a group that does not block the goal, and the actors that groups made from it must
// not hold because groups with them are made elsewhere.
type node struct {
	members group
	closed  actorSet
}

// An actorSet is a set of actors, one bit each.
type actorSet []uint64

func newSet(actors int) actorSet { return make(actorSet, (actors+63)/64) }

func (s actorSet) has(actor int32) bool { return s[actor/64]>>(actor%64)&1 == 1 }

func (s actorSet) add(actor int32) { s[actor/64] |= 1 << (actor % 64) }

// search finds the minimal groups up to that size that block the only goal of p, the smallest
// first. A group that does not block it leaves some way to the goal; whatever blocks it and
// contains the group must hold another actor whom that way needs. So groups grow only by actors
// of one such way (R. Reiter, "A theory of diagnosis from first principles", 1987), and no group
// is made twice.
func (p *panel) search(answer *Answer, size int) {
	var found []group
	known := map[string]bool{}
	frontier := []node{{closed: newSet(len(p.actors))}}
	for n := 1; n <= size && answer.Reachable && len(frontier) > 0; n++ {
		var next []node
		complete := p.grow(frontier, growth{n == size, known, func(batch []node) bool {
			left, blocking, ok := p.try(batch)
			next, found = append(next, left...), append(found, blocking...)
			return ok
		}})
		if !complete {
			answer.Complete = false
			break
		}
		for _, members := range found {
			known[members.key()] = true
		}
		frontier = next
	}
	p.tell(answer, found)
}

// tell writes the groups into the answer, in order.
func (p *panel) tell(answer *Answer, found []group) {
	slices.SortFunc(found, func(g, h group) int { return slices.Compare(g, h) })
	for _, members := range found {
		answer.Blockers = append(answer.Blockers, p.parties(members))
	}
}

// fewLanes is up to how many actors it is cheaper to try than to look for a way that needs fewer.
const fewLanes = 512

// costOfDeriving is how many passes over the circuit it takes to find a way to the goal.
const costOfDeriving = 16

// grow makes the groups of one actor more, but for those of which a part is known to block, and
// hands them over 64 at a time. It reports false where the work or visit gives out.
func (p *panel) grow(frontier []node, g growth) bool {
	batch := make([]node, 0, 64)
	for i := range frontier {
		more, ok := p.candidates(&frontier[i], g.last)
		if !ok {
			return false
		}
		closed := frontier[i].closed
		for _, actor := range more {
			members := append(slices.Clone(frontier[i].members), actor)
			if slices.Sort(members); !members.holds(g.known) {
				batch = append(batch, node{members, closed})
			}
			closed = slices.Clone(closed)
			closed.add(actor)
			if len(batch) == 64 {
				if !g.visit(batch) {
					return false
				}
				batch = batch[:0]
			}
		}
	}
	return len(batch) == 0 || g.visit(batch)
}

// growth says how groups grow.
type growth struct {
	last  bool            // to the largest size that is asked for
	known map[string]bool // smaller groups that block the goal
	visit func([]node) bool
}

// candidates are the actors by which the group may grow: those that one way to the goal needs
// which is open while the group refuses or, where there are few, all.
func (p *panel) candidates(n *node, last bool) (actors []int32, ok bool) {
	var open []int32
	for actor := range int32(len(p.actors)) {
		if !n.closed.has(actor) && !slices.Contains(n.members, actor) {
			open = append(open, actor)
		}
	}
	if last && len(open) <= fewLanes {
		return open, true
	}
	if !p.spend(costOfDeriving) {
		return nil, false
	}
	needed := p.needed(n.members)
	return slices.DeleteFunc(open, func(actor int32) bool { return !needed.has(actor) }), true
}

// needed are the actors whom one way to the goal needs when the group refuses.
func (p *panel) needed(refusing group) actorSet {
	shut := map[int32]bool{}
	for _, actor := range refusing {
		shut[p.wills[actor]] = true
	}
	needed, will := newSet(len(p.actors)), map[int32]int32{}
	for actor, gate := range p.wills {
		will[gate] = int32(actor)
	}
	way, _ := p.circuit.Derive(possible.Way{
		Goals: p.goals,
		Shut:  func(gate int32) bool { return shut[gate] },
		Cost:  func(gate int32) float64 { return p.cost(gate) },
	})
	for _, gate := range way {
		if actor, ok := will[gate]; ok {
			needed.add(actor)
		}
	}
	return needed
}

// cost counts actors.
func (p *panel) cost(gate int32) float64 {
	if event, _ := p.circuit.Event(gate); event == possible.Wills {
		return 1
	}
	return 0
}

// try tells apart the groups that block the goal and those that do not.
func (p *panel) try(batch []node) (left []node, blocking []group, ok bool) {
	groups := make([]group, len(batch))
	for i := range batch {
		groups[i] = batch[i].members
	}
	if !p.refuse(groups) {
		return nil, nil, false
	}
	open := p.lanes.Open(p.goals[0])
	for i := range batch {
		if open>>i&1 == 1 {
			left = append(left, batch[i])
		} else {
			blocking = append(blocking, groups[i])
		}
	}
	return left, blocking, true
}

// holds reports whether a part of g is known.
func (g group) holds(known map[string]bool) bool {
	if len(known) == 0 {
		return false
	}
	part := make(group, 0, len(g))
	for mask := 1; mask < 1<<len(g)-1; mask++ {
		part = part[:0]
		for i, actor := range g {
			if mask>>i&1 == 1 {
				part = append(part, actor)
			}
		}
		if known[part.key()] {
			return true
		}
	}
	return false
}

// key is g as a string.
func (g group) key() string {
	var key []byte
	for _, actor := range g {
		key = binary.BigEndian.AppendUint32(key, uint32(actor))
	}
	return string(key)
}
