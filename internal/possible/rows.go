package possible

import (
	"slices"
	"sync"
)

// rows are lists of gates, one for each gate, in two flat slices.
type rows struct{ first, to []int32 }

func (r rows) of(gate int32) []int32 { return r.to[r.first[gate]:r.first[gate+1]] }

// transposed has x in the row of y wherever r has y in the row of x; there are n gates.
func (r rows) transposed(n int) rows {
	t := rows{first: make([]int32, n+1), to: make([]int32, len(r.to))}
	for _, gate := range r.to {
		t.first[gate+1]++
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first[:n])
	for gate := range len(r.first) - 1 {
		for _, to := range r.to[r.first[gate]:r.first[gate+1]] {
			t.to[next[to]] = int32(gate)
			next[to]++
		}
	}
	return t
}

// rowsOf are the rows of n gates in which stands, by source, what feeds lead to.
func rowsOf(n int, feeds []feed) rows {
	r := rows{first: make([]int32, n+1), to: make([]int32, len(feeds))}
	for _, f := range feeds {
		r.first[f.from+1]++
	}
	for i := range n {
		r.first[i+1] += r.first[i]
	}
	next := slices.Clone(r.first[:n])
	for _, f := range feeds {
		r.to[next[f.from]] = f.to
		next[f.from]++
	}
	return r
}

// fedBy are the gates that feed each gate of a network, worked out when first asked for.
type fedBy struct {
	once sync.Once
	rows rows
}

// inputs are the gates that feed each gate as n was compiled, without what was added since.
func (n *Net) inputs() rows {
	n.fedBy.once.Do(func() {
		built := rows{n.gates.first, n.gates.to}
		n.fedBy.rows = built.transposed(len(n.gates.first) - 1)
	})
	return n.fedBy.rows
}
