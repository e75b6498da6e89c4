package closure

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// drawn is a random small graph with circles, choices of several and nodes that cannot be taken.
func drawn(r *rand.Rand) (*Graph, []int64) {
	g := &Graph{}
	n := 1 + r.IntN(9)
	g.AddMany(n)
	weight := make([]int64, n)
	for v := range weight {
		weight[v] = int64(r.IntN(19) - 9)
		for range r.IntN(3) {
			among := make([]int32, 1+r.IntN(3))
			for i := range among {
				among[i] = int32(r.IntN(n))
			}
			g.NeedSome(int32(v), 1+r.IntN(len(among)), among)
		}
	}
	g.Build()
	return g, weight
}

// heaviestByHand tries every subset and keeps those that can be taken step by step.
func heaviestByHand(g *Graph, weight []int64) int64 {
	best, n := int64(0), g.Len()
	for mask := range 1 << n {
		allowed, sum := make([]bool, n), int64(0)
		for v := range n {
			if allowed[v] = mask>>v&1 == 1; allowed[v] {
				sum += weight[v]
			}
		}
		if sum > best && slices.Equal(g.Founded(allowed), allowed) {
			best = sum
		}
	}
	return best
}

func sumOf(nodes []int32, weight []int64) int64 {
	sum := int64(0)
	for _, v := range nodes {
		sum += weight[v]
	}
	return sum
}

// isFounded reports whether the nodes can be taken one after the other.
func isFounded(g *Graph, nodes []int32) bool {
	allowed := make([]bool, g.Len())
	for _, v := range nodes {
		allowed[v] = true
	}
	return len(g.Order(allowed)) == len(nodes)
}

func TestHeaviestIsTheHeaviestOfAllSubsets(t *testing.T) {
	circles := 0
	for seed := range uint64(20_000) {
		g, weight := drawn(rand.New(rand.NewPCG(seed, 1)))
		got, want := g.Heaviest(weight, 1e6), heaviestByHand(g, weight)
		if !got.Exact() || got.Weight != want {
			t.Fatalf("seed %d: weight %d, upper %d; by hand %d", seed, got.Weight, got.Upper, want)
		}
		if sumOf(got.Nodes, weight) != want || !isFounded(g, got.Nodes) {
			t.Fatalf("seed %d: %v is not founded or does not weigh %d", seed, got.Nodes, want)
		}
		trimmed := g.Trim(got.Nodes, weight, nil)
		if sumOf(trimmed, weight) != want || !isFounded(g, trimmed) {
			t.Fatalf("seed %d: trimmed to %v", seed, trimmed)
		}
		if closedByHand(g, weight) > want {
			circles++
		}
	}
	if circles < 500 {
		t.Errorf("only %d of the graphs hold circles that would mislead", circles)
	}
}

// closedByHand is the heaviest closed set, founded or not.
func closedByHand(g *Graph, weight []int64) int64 {
	best := int64(0)
	for mask := range 1 << g.Len() {
		if sum := closedSum(g, weight, mask); sum > best {
			best = sum
		}
	}
	return best
}

func closedSum(g *Graph, weight []int64, mask int) int64 {
	sum := int64(0)
	for v, w := range weight {
		sum += w * int64(mask>>v&1)
	}
	for k := range g.tail {
		if mask>>g.tail[k]&1 > mask>>g.head[k]&1 {
			return 0
		}
	}
	for _, c := range g.choices {
		have := int32(0)
		for _, v := range c.among {
			have += int32(mask >> v & 1)
		}
		if mask>>c.of&1 == 1 && have < c.need {
			return 0
		}
	}
	return sum
}

func TestAboveIsWhetherTheHeaviestIs(t *testing.T) {
	for seed := range uint64(5000) {
		random := rand.New(rand.NewPCG(seed, 2))
		g, weight := drawn(random)
		limit := int64(random.IntN(30) - 5)
		above, known := g.Above(weight, limit, 1e6)
		if want := heaviestByHand(g, weight) > limit; !known || above != want {
			t.Fatalf("seed %d: above %d: %v (known: %v), by hand %v", seed, limit, above, known, want)
		}
	}
}

// TestALoopThatSupportsItselfWeighsNothing: the second needs the third or the fourth, the third
// the second. As clauses alone the first three weigh 6; taken step by step only the first is to
// be had, since the fourth costs more than all the others bring.
func TestALoopThatSupportsItselfWeighsNothing(t *testing.T) {
	g, weight := &Graph{}, []int64{1, 5, 0, -9}
	g.AddMany(4)
	g.NeedSome(1, 1, []int32{2, 3})
	g.Need(2, 1)
	if closed := closedByHand(g, weight); closed != 6 {
		t.Fatalf("the heaviest closed set weighs %d, so this shows nothing", closed)
	}
	g.Build()
	set := g.Heaviest(weight, 1e6)
	if set.Weight != 1 || !set.Exact() || !slices.Equal(set.Nodes, []int32{0}) {
		t.Errorf("%v weighs %d (at most %d), want [0] and 1", set.Nodes, set.Weight, set.Upper)
	}
	if above, known := g.Above(weight, 1, 1e6); above || !known {
		t.Errorf("above 1: %v, known: %v", above, known)
	}
}
