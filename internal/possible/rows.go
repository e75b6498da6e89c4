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

// openingOrder lists the gates that open, each after enough of those that feed it. Out are the
// feeds of g.
func (g *Gates) openingOrder(out rows) []int32 {
	left := slices.Clone(g.need)
	order := make([]int32, 0, len(left))
	for gate, need := range left {
		if need <= 0 {
			order = append(order, int32(gate))
		}
	}
	for i := 0; i < len(order); i++ {
		for _, to := range out.of(order[i]) {
			if left[to]--; left[to] == 0 {
				order = append(order, to)
			}
		}
	}
	return order
}

// cone keeps of the gates in order those that the goals hang on.
func (g *Gates) cone(order, goals []int32) []int32 {
	in := newRows(g.Len(), func(visit func(gate, to int32)) {
		g.eachFeed(func(from, to int32) { visit(to, from) })
	})
	const shut, opens, wanted = 0, 1, 2
	state := make([]uint8, g.Len())
	for _, gate := range order {
		state[gate] = opens
	}
	var left []int32
	want := func(gates []int32) {
		for _, gate := range gates {
			if state[gate] == opens {
				state[gate] = wanted
				left = append(left, gate)
			}
		}
	}
	for want(goals); len(left) > 0; {
		gate := left[len(left)-1]
		left = left[:len(left)-1]
		want(in.of(gate))
	}
	return slices.DeleteFunc(order, func(gate int32) bool { return state[gate] != wanted })
}
