package closure

import "slices"

// A part is what is left of a graph to decide about: its nodes are numbered anew. Weights are
// whole numbers; flows and prices are counted in grains.
type part struct {
	id      []int32 // in the graph; -1 for a node that stands for a choice of what is taken
	weight  []int64
	must    []bool // taken in any case
	tail    []int32
	head    []int32
	flow    []int64
	choices []choice
}

// grain is how finely prices are counted: that many grains make up a unit of weight.
const grain = 1 << 12

func (p *part) add(id int32, weight int64, must bool) int32 {
	p.id = append(p.id, id)
	p.weight = append(p.weight, weight)
	p.must = append(p.must, must)
	return int32(len(p.id) - 1)
}

func (p *part) need(tail, head int32, flow int64) {
	p.tail, p.head, p.flow = append(p.tail, tail), append(p.head, head), append(p.flow, flow)
}

// whole is the part of the graph that matters to these weights: nodes that can be taken, are
// needed for something worth taking and are not to be had for nothing. What is to be had for
// nothing is returned beside it.
func (g *Graph) whole(weight []int64) (p *part, gratis []bool) {
	gratis = g.gratis(weight)
	matters := g.matters(weight, gratis)
	p = &part{}
	number := make([]int32, g.n)
	for v := range number {
		if number[v] = -1; matters[v] {
			number[v] = p.add(int32(v), weight[v], false)
		}
	}
	for k := range g.tail {
		if from, to := number[g.tail[k]], number[g.head[k]]; from >= 0 && to >= 0 {
			p.need(from, to, 0)
		}
	}
	for k := range g.choices {
		if of := number[g.choices[k].of]; of >= 0 {
			p.choose(of, g.choices[k].need, g.choices[k].among, number, gratis)
		}
	}
	return p, gratis
}

// choose takes over a choice: what is given away counts already, and what cannot be taken does
// not count. One without a real choice becomes plain needs.
func (p *part) choose(of, need int32, among, number []int32, given []bool) {
	var left []int32
	for _, v := range among {
		switch {
		case given[v]:
			need--
		case number[v] >= 0:
			left = append(left, number[v])
		}
	}
	p.chooseAmong(choice{of: of, need: need, among: left})
}

// chooseAmong adds a choice of the part's own nodes, simplified.
func (p *part) chooseAmong(c choice) {
	switch {
	case c.need <= 0:
	case int(c.need) == len(c.among):
		for _, v := range slices.Compact(c.among) {
			p.need(c.of, v, c.price)
		}
	default:
		p.choices = append(p.choices, c)
	}
}

// gratis marks the nodes that cost nothing: not of negative weight, and in need only of such.
func (g *Graph) gratis(weight []int64) []bool {
	allowed := make([]bool, g.n)
	for v := range allowed {
		allowed[v] = weight[v] >= 0
	}
	return g.Founded(allowed)
}

// matters marks what is reached from nodes of positive weight by their needs, among nodes that
// can be taken and are not gratis.
func (g *Graph) matters(weight []int64, gratis []bool) []bool {
	marked := make([]bool, g.n)
	var queue []int32
	mark := func(v int32) {
		if !marked[v] && g.reach[v] && !gratis[v] {
			marked[v] = true
			queue = append(queue, v)
		}
	}
	needs := rowsOf(g.n, len(g.tail), func(k int) int32 { return g.tail[k] })
	for v := range marked {
		if weight[v] > 0 {
			mark(int32(v))
		}
	}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, k := range needs.of(v) {
			mark(g.head[k])
		}
		for _, k := range g.chooses.of(v) {
			for _, other := range g.choices[k].among {
				mark(other)
			}
		}
	}
	return marked
}
