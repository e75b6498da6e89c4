package closure

import (
	"slices"

	"lockstep/internal/graph"
)

// circles finds the nodes of a set that hold each other up, so that none of them could be taken
// first.
type circles struct {
	*part
	in      []bool // the set
	founded []bool // what of it can be taken step by step
	out     rows
	chooses rows
}

// forbid rules out the circles of a set of the graph's nodes, and reports whether there are any.
// Of the nodes of a circle one must be taken first, without the others; so each of them needs
// something from outside that would let one of them be.
func (p *part) forbid(set []int32) bool {
	c := &circles{part: p, in: p.marked(set),
		out:     rowsOf(len(p.id), len(p.tail), func(k int) int32 { return p.tail[k] }),
		chooses: rowsOf(len(p.id), len(p.choices), func(k int) int32 { return p.choices[k].of }),
	}
	c.founded = p.foundedIn(c.in)
	leaning := c.leaning()
	of := graph.ComponentOf(leaning)
	added := false
	for _, members := range graph.Components(leaning) {
		if isBottom(leaning, of, members) {
			c.rule(members)
			added = true
		}
	}
	return added
}

// marked marks the part's nodes of a set, doors of earlier circles included where they open.
func (p *part) marked(set []int32) []bool {
	in, at := make([]bool, len(p.id)), 0
	for v, id := range p.id {
		if id < 0 {
			continue
		}
		for at < len(set) && set[at] < id {
			at++
		}
		in[v] = at < len(set) && set[at] == id
	}
	for k := range p.tail {
		in[p.head[k]] = in[p.head[k]] || p.id[p.head[k]] < 0 && in[p.tail[k]]
	}
	return in
}

// foundedIn marks what of a set can be taken step by step within it.
func (p *part) foundedIn(in []bool) []bool {
	g := Graph{n: len(p.id), tail: p.tail, head: p.head, choices: p.choices}
	g.index()
	return g.Founded(in)
}

// leaning is the graph of the unfounded nodes of the set, each with what it leans on among them.
func (c *circles) leaning() *graph.Digraph {
	var edges []graph.Edge
	for v := range int32(len(c.id)) {
		if !c.unfounded(v) {
			continue
		}
		for _, k := range c.out.of(v) {
			if c.unfounded(c.head[k]) {
				edges = append(edges, graph.Edge{From: v, To: c.head[k]})
			}
		}
		for _, k := range c.chooses.of(v) {
			if c.isMet(k) {
				continue
			}
			for _, w := range c.choices[k].among {
				if c.unfounded(w) {
					edges = append(edges, graph.Edge{From: v, To: w})
				}
			}
		}
	}
	return graph.New(len(c.id), edges)
}

func (c *circles) unfounded(v int32) bool { return c.in[v] && !c.founded[v] }

// isMet reports whether choice k is satisfied by founded nodes of the set.
func (c *circles) isMet(k int32) bool {
	need := c.choices[k].need
	for _, v := range c.choices[k].among {
		if c.founded[v] {
			need--
		}
	}
	return need <= 0
}

// isBottom reports whether the members of a component lean on nothing but each other.
func isBottom(g *graph.Digraph, of, members []int32) bool {
	for _, v := range members {
		for _, w := range g.Out(v) {
			if of[w] != of[v] {
				return false
			}
		}
	}
	return true
}

// rule makes every member need a door: a node of no weight that needs one of the nodes from
// outside by which one of the members could be taken first.
func (c *circles) rule(members []int32) {
	inside := make([]bool, len(c.id))
	for _, v := range members {
		inside[v] = true
	}
	var outside []int32
	for _, v := range members {
		outside = append(outside, c.entry(v, inside)...)
	}
	slices.Sort(outside)
	outside = slices.Compact(outside)
	door := c.add(-1, 0, false)
	c.chooseAmong(choice{of: door, need: 1, among: outside})
	for _, v := range members {
		c.need(v, door, 0)
	}
}

// entry lists what could let v be taken before the other members: further nodes of one of its
// choices that the set does not meet, the one with the fewest of them. There is nothing where v
// needs another member outright.
func (c *circles) entry(v int32, inside []bool) []int32 {
	for _, k := range c.out.of(v) {
		if inside[c.head[k]] {
			return nil
		}
	}
	var best []int32
	for _, k := range c.chooses.of(v) {
		if c.isMet(k) {
			continue
		}
		var others []int32
		for _, w := range c.choices[k].among {
			if !inside[w] && !c.founded[w] {
				others = append(others, w)
			}
		}
		if best == nil || len(others) < len(best) {
			best = others
		}
	}
	return best
}

// straighten takes out of every choice what itself needs the chooser: that can never be why the
// chooser is taken. Only plain needs are followed, and only within circles.
func (p *part) straighten() {
	if len(p.choices) == 0 {
		return
	}
	of := p.components()
	c := commons{part: p, out: p.outwards(), met: make([]int32, len(p.id))}
	for k := range p.choices {
		choice := &p.choices[k]
		choice.among = slices.DeleteFunc(slices.Clone(choice.among), func(v int32) bool {
			return of[v] == of[choice.of] && c.leadsTo(v, choice.of)
		})
	}
	choices := p.choices
	p.choices = nil
	for _, c := range choices {
		p.chooseAmong(c)
	}
}

// components numbers the strong components of all needs, choices included.
func (p *part) components() []int32 {
	var edges []graph.Edge
	for k := range p.tail {
		edges = append(edges, graph.Edge{From: p.tail[k], To: p.head[k]})
	}
	for _, c := range p.choices {
		for _, v := range c.among {
			edges = append(edges, graph.Edge{From: c.of, To: v})
		}
	}
	return graph.ComponentOf(graph.New(len(p.id), edges))
}

// farAlong is how many nodes are followed to see whether something needs the chooser.
const farAlong = 2000

func (c *commons) leadsTo(v, target int32) bool {
	return slices.Contains(c.follow(nil, v, farAlong), target)
}
