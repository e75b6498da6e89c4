package blockers

import (
	"math/bits"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// needs answers for each goal by itself who can bring it about.
func needs(a *agreement.Agreement, net *possible.Net, q Question, answers []Answer) {
	for i := range answers {
		only := q.only(i)
		newPanel(a, net, only).deliver(&answers[i], only.Work)
	}
}

// deliver finds the minimal groups that bring the only goal of p about whatever all others
// refuse. It is the search for blockers turned round: a group that cannot leaves some others who
// can stop it together, and whatever can and contains the group must hold one of these.
func (p *panel) deliver(answer *Answer, work int) {
	if !answer.Reachable {
		return
	}
	p.work, p.out = work, false
	var found []group
	left := []node{{closed: newSet(len(p.actors))}}
	for len(left) > 0 {
		n := left[len(left)-1]
		left = left[:len(left)-1]
		can, could, ok := p.delivers(&n)
		switch {
		case !ok:
			left = nil
		case can:
			if p.isLeast(n.members) {
				found = append(found, n.members)
			}
		case could:
			left = append(left, p.join(&n)...)
		}
	}
	answer.NeedsComplete = !p.out
	slices.SortFunc(found, func(g, h group) int { return slices.Compare(g, h) })
	for _, members := range found {
		answer.Needs = append(answer.Needs, p.parties(members))
	}
}

// delivers reports whether the group can bring the goal about alone, and whether it could with
// the help of everyone who may still join it.
func (p *panel) delivers(n *node) (can, could, ok bool) {
	ok = p.refuse([]group{p.others(n.members), n.closed.list(len(p.actors))})
	open := p.lanes.Open(p.goals[0])
	return open&1 == 1, open&2 == 2, ok
}

// isLeast reports whether none of a group that brings the goal about can be left out.
func (p *panel) isLeast(members group) bool {
	for some := range slices.Chunk(members, 64) {
		var trials []group
		for _, actor := range some {
			without := slices.DeleteFunc(slices.Clone(members),
				func(m int32) bool { return m == actor })
			trials = append(trials, p.others(without))
		}
		if !p.refuse(trials) || p.lanes.Open(p.goals[0]) != 0 {
			return false
		}
	}
	return true
}

// join makes the groups of one actor more, taken from a minimal set of others who can stop the
// goal together.
func (p *panel) join(n *node) []node {
	var nodes []node
	closed := n.closed
	for _, actor := range p.opponents(n) {
		if n.closed.has(actor) {
			continue
		}
		members := append(slices.Clone(n.members), actor)
		slices.Sort(members)
		nodes = append(nodes, node{members, closed})
		closed = slices.Clone(closed)
		closed.add(actor)
	}
	return nodes
}

// opponents are a minimal set of actors outside the group who can stop the goal together: all
// but those who can be won, one after the other, without the goal coming about. Those who may
// not join are won first, so that few others are left.
func (p *panel) opponents(n *node) group {
	order := n.closed.list(len(p.actors))
	order = append(order, p.others(append(slices.Clone(n.members), order...))...)
	won, opponents := slices.Clone(n.members), group{}
	for len(order) > 0 {
		batch := order[:min(64, len(order))]
		trials := make([]group, len(batch))
		for i := range batch {
			trials[i] = p.others(append(slices.Clone(won), batch[:i+1]...))
		}
		if !p.refuse(trials) {
			return append(opponents, order...)
		}
		// The first trial that brings the goal about names the next opponent.
		first := min(bits.TrailingZeros64(p.lanes.Open(p.goals[0])), len(batch))
		won = append(won, batch[:first]...)
		if first < len(batch) {
			opponents = append(opponents, batch[first])
			first++
		}
		order = order[first:]
	}
	slices.Sort(opponents)
	return opponents
}

// others are the actors that are not in members.
func (p *panel) others(members group) group {
	var others group
	for actor := range int32(len(p.actors)) {
		if !slices.Contains(members, actor) {
			others = append(others, actor)
		}
	}
	return others
}

// list are the members of s among the first so many actors.
func (s actorSet) list(actors int) group {
	var members group
	for actor := range int32(actors) {
		if s.has(actor) {
			members = append(members, actor)
		}
	}
	return members
}
