package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func cost(spans []span, at []int) (total int, obeyed bool) {
	for _, e := range spans {
		length := at[e.to] - at[e.from]
		if length < e.least {
			return 0, false
		}
		total += e.weight * length
	}
	return total, true
}

// cheapest tries all places from 0 to most for each of n.
func cheapest(n, most int, spans []span) int {
	best := -1
	at := make([]int, n)
	var try func(v int)
	try = func(v int) {
		if v == n {
			if c, ok := cost(spans, at); ok && (best < 0 || c < best) {
				best = c
			}
			return
		}
		for at[v] = 0; at[v] <= most; at[v]++ {
			try(v + 1)
		}
	}
	try(0)
	return best
}

func TestSolveIsCheapest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) span {
			from := rapid.IntRange(0, n-2).Draw(t, "from")
			return span{
				from:   from,
				to:     rapid.IntRange(from+1, n-1).Draw(t, "to"),
				least:  rapid.IntRange(0, 2).Draw(t, "least"),
				weight: rapid.IntRange(0, 3).Draw(t, "weight"),
			}
		}), 1, 8).Draw(t, "spans")
		at := solve(n, spans)
		got, obeyed := cost(spans, at)
		if !obeyed {
			t.Fatalf("%v breaks %v", at, spans)
		}
		if want := cheapest(n, 2*(n-1), spans); got != want {
			t.Fatalf("%v costs %d, not %d", at, got, want)
		}
	})
}
