package blockers

import (
	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// A panel tries out what becomes of goals when some of the actors that they hang on refuse.
type panel struct {
	circuit *possible.Circuit
	lanes   *possible.Lanes
	actors  []agreement.Ref // in order; a group holds positions in it
	wills   []int32         // the gate of each actor's will
	with    []uint64        // per actor: the lanes in which it refuses
	goals   []int32         // gates
	work    int             // what may still be done
	out     bool            // that was not enough
}

// A group is a set of actors: positions in the panel's list, ascending.
type group []int32

func newPanel(a *agreement.Agreement, net *possible.Net, q Question) *panel {
	asked := possible.Asked{Without: q.Without}
	for i := range q.Goals {
		asked.Goals = append(asked.Goals, q.Goals[i].Reach)
	}
	circuit := net.Circuit(asked)
	p := &panel{circuit: circuit, lanes: circuit.Lanes(), work: q.Work}
	for i := range q.Goals {
		p.goals = append(p.goals, circuit.Goal(i))
	}
	for i := range a.Parties {
		if will := circuit.Will(agreement.PartyRef(i)); will != possible.None {
			p.actors = append(p.actors, agreement.PartyRef(i))
			p.wills = append(p.wills, will)
		}
	}
	p.with = make([]uint64, len(p.actors))
	return p
}

// lanesOf are the first n lanes.
func lanesOf(n int) uint64 { return ^uint64(0) >> (64 - n) }

// refuse finds what opens when in each lane one of the groups refuses, at most 64 of them. It
// reports false where no work is left for it.
func (p *panel) refuse(groups []group) bool {
	if !p.spend(1) {
		return false
	}
	p.lanes.Clear()
	clear(p.with)
	for lane, members := range groups {
		for _, actor := range members {
			p.with[actor] |= 1 << lane
		}
	}
	for actor, lanes := range p.with {
		p.lanes.Shut(p.wills[actor], lanes)
	}
	p.lanes.Solve(lanesOf(len(groups)))
	return true
}

// spend takes the work of so many passes over the circuit from what is left and reports whether
// that was enough.
func (p *panel) spend(passes int) bool {
	p.work -= passes * p.circuit.Len()
	p.out = p.out || p.work < 0
	return !p.out
}

// parties are the actors of a group.
func (p *panel) parties(g group) []agreement.Ref {
	parties := make([]agreement.Ref, len(g))
	for i, actor := range g {
		parties[i] = p.actors[actor]
	}
	return parties
}
