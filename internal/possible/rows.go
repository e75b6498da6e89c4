package possible

import "slices"

// rows are lists of gates, one for each gate, in two flat slices.
type rows struct{ first, to []int32 }

// newRows makes the rows of n gates from the pairs that each visits, by a counting sort; each is
// called twice and must visit the same pairs.
func newRows(n int, each func(visit func(gate, to int32))) rows {
	r := rows{first: make([]int32, n+1)}
	each(func(gate, _ int32) { r.first[gate+1]++ })
	for i := range n {
		r.first[i+1] += r.first[i]
	}
	r.to = make([]int32, r.first[n])
	next := slices.Clone(r.first)
	each(func(gate, to int32) {
		r.to[next[gate]] = to
		next[gate]++
	})
	return r
}

func (r rows) of(gate int32) []int32 { return r.to[r.first[gate]:r.first[gate+1]] }

// eachFeed visits every feed of g, those added after Build included.
func (g *Gates) eachFeed(visit func(from, to int32)) {
	for from := range len(g.first) - 1 {
		for _, to := range g.to[g.first[from]:g.first[from+1]] {
			visit(int32(from), to)
		}
	}
	for _, f := range g.feeds {
		visit(f.from, f.to)
	}
}

// opening says of each gate whether it opens. Out are the feeds of g.
func (g *Gates) opening(out rows) []bool {
	left, opens := slices.Clone(g.need), make([]bool, len(g.need))
	queue := make([]int32, 0, len(left))
	for gate, need := range left {
		if need <= 0 {
			queue = append(queue, int32(gate))
		}
	}
	for i := 0; i < len(queue); i++ {
		opens[queue[i]] = true
		for _, to := range out.of(queue[i]) {
			if left[to]--; left[to] == 0 {
				queue = append(queue, to)
			}
		}
	}
	return opens
}

// inOrder lists those of the gates that open and on which goals hang, each after all that feed
// it, but for feeds that close a circle: the order in which a search from the goals backwards
// leaves them.
func (g *Gates) inOrder(opens []bool, goals []int32) []int32 {
	in := newRows(g.Len(), func(visit func(gate, to int32)) {
		g.eachFeed(func(from, to int32) { visit(to, from) })
	})
	var order, path []int32
	next := slices.Clone(in.first[:g.Len()]) // by gate: the input to look at
	enter := func(gate int32) {
		if opens[gate] {
			opens[gate] = false // seen
			path = append(path, gate)
		}
	}
	for _, goal := range goals {
		for enter(goal); len(path) > 0; {
			gate := path[len(path)-1]
			if next[gate] == in.first[gate+1] {
				order, path = append(order, gate), path[:len(path)-1]
				continue
			}
			next[gate]++
			enter(in.to[next[gate]-1])
		}
	}
	return order
}
