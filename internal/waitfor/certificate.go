package waitfor

import (
	"slices"

	"lockstep/internal/graph"
)

// certificates are sets of waits of each of which any cut must drop at least one more: the
// waits along a shortest loop of hard waits (clauses with a single way left to be met), one loop
// for each strong component of them; or, where every clause has alternatives, all waits that
// still stand. The solver must hold the state to look at.
func (p *puzzle) certificates() [][]Drop {
	standing, hard := p.standing()
	if loops := p.hardLoops(hard); len(loops) > 0 {
		return loops
	}
	return [][]Drop{p.distinct(standing)}
}

// standing lists the waits of the clauses that are still unmet, and those of them that are hard.
func (p *puzzle) standing() (all []Wait, hard []Wait) {
	for _, c := range p.clauses {
		if p.solver.Open(c.gate) {
			continue
		}
		all = append(all, c.waits...)
		if len(c.waits) == 1 {
			hard = append(hard, c.waits[0])
		}
	}
	return all, hard
}

// hardLoops finds a shortest loop in every strong component of the hard waits.
func (p *puzzle) hardLoops(hard []Wait) [][]Drop {
	between := map[[2]int32]Wait{}
	var edges []graph.Edge
	for _, w := range hard {
		if _, inside := p.start[w.Target]; !inside {
			continue
		}
		edge := [2]int32{p.node(w.Waiter), p.node(w.Target)}
		if _, known := between[edge]; !known {
			between[edge] = w
			edges = append(edges, graph.Edge{From: edge[0], To: edge[1]})
		}
	}
	d := graph.New(p.gates.Len(), edges)
	p.spent += 5 * d.Len()
	var loops [][]Drop
	for _, component := range graph.Components(d) {
		loops = append(loops, p.loopWithin(d, component, between))
	}
	return loops
}

func (p *puzzle) loopWithin(d *graph.Digraph, nodes []int32, between map[[2]int32]Wait) []Drop {
	loop, _ := graph.ShortestCycle(d, nodes, loopBudget/400)
	p.spent += len(nodes)
	var waits []Wait
	for i, v := range loop {
		waits = append(waits, between[[2]int32{v, loop[(i+1)%len(loop)]}])
	}
	return p.distinct(waits)
}

// node numbers commitments for the search of hard loops: the members of a joint step are one.
func (p *puzzle) node(x int32) int32 {
	if group, grouped := p.graph.net.GroupOf(x); grouped {
		return p.joint[group]
	}
	return p.start[x]
}

// distinct are the drops that the waits amount to, sorted, each once, without those dropped
// already and those whose part of the clause is satisfied anyway.
func (p *puzzle) distinct(waits []Wait) []Drop {
	drops := make([]Drop, 0, len(waits))
	for _, w := range waits {
		drop := Drop{w.Waiter, w.Name}
		if gate, matters := p.gateOf[drop]; matters && !p.solver.Open(gate) {
			drops = append(drops, drop)
		}
	}
	slices.SortFunc(drops, p.graph.compareDrops)
	return slices.Compact(drops)
}
