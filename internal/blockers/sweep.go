package blockers

import (
	"math/bits"
	"slices"

	"lockstep/internal/possible"
)

// canSweep reports whether there is work left to try every group up to that size.
func (p *panel) canSweep(size int) bool {
	most := p.work / max(p.circuit.Len(), 1) // batches of 64
	batches, groups := 0, 1
	for n := 1; n <= min(size, len(p.actors)); n++ {
		if groups > 64*most {
			return false
		}
		groups = groups * (len(p.actors) - n + 1) / n
		batches += groups/64 + 1
	}
	return batches <= most
}

// sweep tries every group up to that size, the smallest first, and reads off for all goals at
// once which block them.
func (p *panel) sweep(answers []Answer, size int) {
	found := make([][]group, len(p.goals))
	for n := 1; n <= min(size, len(p.actors)); n++ {
		complete := eachBatch(len(p.actors), n, func(batch []group) bool {
			if !p.refuse(batch) {
				return false
			}
			for i, goal := range p.goals {
				if goal != possible.None {
					found[i] = append(found[i], p.blocking(goal, batch, found[i])...)
				}
			}
			return true
		})
		if !complete {
			for i := range answers {
				answers[i].Complete = !answers[i].Reachable
			}
			break
		}
	}
	for i := range answers {
		p.tell(&answers[i], found[i])
	}
}

// blocking are the groups of the batch, all of one size, that block the goal and of which no
// part is among those known to block it.
func (p *panel) blocking(goal int32, batch, known []group) []group {
	blocked := lanesOf(len(batch)) &^ p.lanes.Open(goal)
	for _, members := range known {
		if blocked == 0 {
			return nil
		}
		lanes := blocked
		for _, actor := range members {
			lanes &= p.with[actor]
		}
		blocked &^= lanes
	}
	var groups []group
	for ; blocked != 0; blocked &= blocked - 1 {
		groups = append(groups, slices.Clone(batch[bits.TrailingZeros64(blocked)]))
	}
	return groups
}

// eachBatch goes through the groups of that size in order, 64 at a time. It reports false where
// visit does, and ends there.
func eachBatch(actors, size int, visit func([]group) bool) bool {
	members := make(group, size)
	for i := range members {
		members[i] = int32(i)
	}
	var batch []group
	for more := true; more; more = members.next(actors) {
		batch = append(batch, slices.Clone(members))
		if len(batch) == 64 {
			if !visit(batch) {
				return false
			}
			batch = batch[:0]
		}
	}
	return len(batch) == 0 || visit(batch)
}

// next makes g the group after it of the same size and reports whether there is one.
func (g group) next(actors int) bool {
	for i := len(g) - 1; i >= 0; i-- {
		if int(g[i]) < actors-len(g)+i {
			g[i]++
			for j := i + 1; j < len(g); j++ {
				g[j] = g[j-1] + 1
			}
			return true
		}
	}
	return false
}
