package graph

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawGraph draws a graph of at most most nodes, with parallel edges, self-loops
// and edges that leave the graph.
func drawGraph(t *rapid.T, most int) (int, []Edge) {
	n := rapid.IntRange(0, most).Draw(t, "n")
	node := rapid.Int32Range(-1, int32(n))
	edge := rapid.Custom(func(t *rapid.T) Edge {
		return Edge{node.Draw(t, "from"), node.Draw(t, "to")}
	})
	return n, rapid.SliceOfN(edge, 0, 3*n).Draw(t, "edges")
}

func inside(n int, edges []Edge) []Edge {
	kept := []Edge{}
	for _, e := range edges {
		if e.From >= 0 && e.To >= 0 && int(e.From) < n && int(e.To) < n {
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, compareEdges)
	return kept
}

func compareEdges(a, b Edge) int {
	if a.From != b.From {
		return int(a.From - b.From)
	}
	return int(a.To - b.To)
}

func TestEdgesAreKeptInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, edges := drawGraph(t, 8)
		g := New(n, edges)
		if diff := cmp.Diff(inside(n, edges), g.Edges()); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(g.Edges(), g.Reverse().Reverse().Edges()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestEmptyGraphs(t *testing.T) {
	for _, g := range []*Digraph{{}, New(-3, []Edge{{0, 0}}), New(0, nil)} {
		if g.Len() != 0 || g.Reverse().Len() != 0 || Components(g) != nil {
			t.Errorf("%+v is not empty", g)
		}
	}
}

// closure is the plain twin: which node reaches which by at least one edge.
func closure(g *Digraph) [][]bool {
	n := g.Len()
	reach := make([][]bool, n)
	for v := range reach {
		reach[v] = make([]bool, n)
		for _, w := range g.Out(int32(v)) {
			reach[v][w] = true
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	return reach
}

func TestComponentsAgreeWithReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, edges := drawGraph(t, 9)
		g := New(n, edges)
		reach := closure(g)
		var want [][]int32
		for v := range n {
			var with []int32
			for w := range n {
				if reach[v][w] && reach[w][v] {
					with = append(with, int32(w))
				}
			}
			if len(with) > 0 && with[0] == int32(v) {
				want = append(want, with)
			}
		}
		if diff := cmp.Diff(want, Components(g)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestComponentNumbersAreReverseTopological(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, edges := drawGraph(t, 9)
		g := New(n, edges)
		reach, comp := closure(g), ComponentOf(g)
		for v := range n {
			for w := range n {
				together := v == w || reach[v][w] && reach[w][v]
				if together != (comp[v] == comp[w]) {
					t.Fatalf("%d and %d: together %v, numbers %v", v, w, together, comp)
				}
				if reach[v][w] && comp[v] < comp[w] {
					t.Fatalf("%d leads to %d, numbers %v", v, w, comp)
				}
			}
		}
	})
}

// shortest is the plain twin of ShortestCycle: every simple cycle, from its
// smallest node, by depth-first search.
func shortest(g *Digraph, within []int32) []int32 {
	var best []int32
	var walk func(path []int32)
	walk = func(path []int32) {
		for _, w := range g.Out(path[len(path)-1]) {
			switch {
			case w == path[0]:
				if best == nil || len(path) < len(best) ||
					len(path) == len(best) && slices.Compare(path, best) < 0 {
					best = slices.Clone(path)
				}
			case w > path[0] && slices.Contains(within, w) && !slices.Contains(path, w):
				walk(append(path, w))
			}
		}
	}
	for _, v := range within {
		if v >= 0 && int(v) < g.Len() {
			walk([]int32{v})
		}
	}
	return best
}

func TestShortestCycleAgreesWithAllCycles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, edges := drawGraph(t, 7)
		g := New(n, edges)
		within := rapid.SliceOf(rapid.Int32Range(-1, int32(n))).Draw(t, "within")
		want := shortest(g, within)
		got, proven := ShortestCycle(g, within, math.MaxInt)
		if diff := cmp.Diff(want, got); diff != "" || !proven {
			t.Fatalf("proven %v, %s", proven, diff)
		}
		budget := rapid.IntRange(0, 20).Draw(t, "budget")
		some, proven := ShortestCycle(g, within, budget)
		if (some == nil) != (want == nil) || proven && !slices.Equal(some, want) {
			t.Fatalf("with budget %d: %v proven %v, want %v", budget, some, proven, want)
		}
		for i, v := range some {
			if next := some[(i+1)%len(some)]; !g.Has(v, next) {
				t.Fatalf("%v is no cycle: no edge from %d to %d", some, v, next)
			}
		}
	})
}

const million = 1_000_000

func TestMillionNodeChainAndRing(t *testing.T) {
	edges := make([]Edge, 0, million)
	for v := range int32(million - 1) {
		edges = append(edges, Edge{v, v + 1})
	}
	if got := Components(New(million, edges)); got != nil {
		t.Errorf("a chain has %d cyclic components", len(got))
	}
	edges = append(edges, Edge{million - 1, 0})
	ring := New(million, edges)
	if got := Components(ring); len(got) != 1 || len(got[0]) != million {
		t.Errorf("a ring has %d cyclic components", len(got))
	}
	all := Components(ring)[0]
	cycle, _ := ShortestCycle(ring, all, million)
	if len(cycle) != million || cycle[0] != 0 {
		t.Errorf("cycle of %d nodes", len(cycle))
	}
}

// A component of 100,000 nodes without short cycles would cost 10^10 edges; the
// budget keeps the answer a cycle and says that nothing is proven.
func TestBudgetBoundsTheWork(t *testing.T) {
	const n = 100_000
	var edges []Edge
	for v := range int32(n) {
		edges = append(edges, Edge{v, (v + 1) % n}, Edge{v, (v + 317) % n})
	}
	g := New(n, edges)
	cycle, proven := ShortestCycle(g, Components(g)[0], 1_000_000)
	if proven || len(cycle) == 0 {
		t.Errorf("proven %v with a cycle of %d", proven, len(cycle))
	}
}

func benchmarkEdges() []Edge {
	r := rand.New(rand.NewPCG(1, 2))
	edges := make([]Edge, 3*million)
	for i := range edges {
		edges[i] = Edge{r.Int32N(million), r.Int32N(million)}
	}
	return edges
}

func BenchmarkNewMillion(b *testing.B) {
	edges := benchmarkEdges()
	for b.Loop() {
		New(million, edges)
	}
}

func BenchmarkComponentsMillion(b *testing.B) {
	g := New(million, benchmarkEdges())
	for b.Loop() {
		Components(g)
	}
}
