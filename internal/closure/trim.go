package closure

import "slices"

// Trim is a subset of a founded closed set that is founded, closed and weighs no less, in which
// little is taken without need: of each choice as many are kept as it needs, those that could be
// taken first, and of what is left the smallest set that weighs as much. Nodes for which late is
// true (nil: none) are only resorted to where nothing else will do. The nodes are those of a
// heaviest set; where they have no choices only what is not needed for anything worth taking
// is left out, which is quick.
func (g *Graph) Trim(nodes []int32, weight []int64, late func(int32) bool) []int32 {
	if worth, plain := g.worthTaking(nodes, weight); plain {
		return worth
	}
	p, number, rank := g.ranked(nodes, weight, late)
	for k := range g.tail {
		if from, to := number[g.tail[k]], number[g.head[k]]; from >= 0 && to >= 0 {
			p.need(from, to, 0)
		}
	}
	for k := range g.choices {
		if of := number[g.choices[k].of]; of >= 0 {
			for _, v := range firstOf(&g.choices[k], number, rank) {
				p.need(of, number[v], 0)
			}
		}
	}
	c := newCut(len(p.id), p.tail, p.head, p.must)
	copy(c.excess, p.weight)
	c.solve()
	in := make([]bool, len(p.id))
	c.inside(in)
	return p.kept(in)
}

// worthTaking is what the nodes of positive weight need, themselves included; plain is false
// where one of the nodes has a choice.
func (g *Graph) worthTaking(nodes []int32, weight []int64) (list []int32, plain bool) {
	marked := make([]bool, g.n)
	for _, v := range nodes {
		if len(g.chooses.of(v)) > 0 {
			return nil, false
		}
		if marked[v] = weight[v] > 0; marked[v] {
			list = append(list, v)
		}
	}
	needs := rowsOf(g.n, len(g.tail), func(k int) int32 { return g.tail[k] })
	for i := 0; i < len(list); i++ {
		for _, k := range needs.of(list[i]) {
			if v := g.head[k]; !marked[v] {
				marked[v] = true
				list = append(list, v)
			}
		}
	}
	slices.Sort(list)
	return list, true
}

// ranked is the part of these nodes, without choices, with their numbers in it and the order in
// which they can be taken.
func (g *Graph) ranked(
	nodes []int32, weight []int64, late func(int32) bool,
) (*part, []int32, []int32) {
	p, number := &part{}, slices.Repeat([]int32{-1}, g.n)
	allowed, early := make([]bool, g.n), make([]bool, g.n)
	for _, v := range nodes {
		number[v] = p.add(v, weight[v], false)
		allowed[v], early[v] = true, late == nil || !late(v)
	}
	rank := slices.Repeat([]int32{-1}, g.n)
	next := int32(0)
	for _, order := range [][]int32{g.Order(early), g.Order(allowed)} {
		for _, v := range order {
			if rank[v] < 0 {
				rank[v] = next
				next++
			}
		}
	}
	return p, number, rank
}

// firstOf are as many of a choice as it needs, those of the lowest rank.
func firstOf(c *choice, number, rank []int32) []int32 {
	var have []int32
	for _, v := range c.among {
		if number[v] >= 0 {
			have = append(have, v)
		}
	}
	slices.SortFunc(have, func(v, w int32) int { return int(rank[v] - rank[w]) })
	return slices.Compact(have[:min(int(c.need), len(have))])
}

func (p *part) kept(in []bool) []int32 {
	list := []int32{}
	for v, kept := range in {
		if kept {
			list = append(list, p.id[v])
		}
	}
	return list
}
