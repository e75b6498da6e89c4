package closure

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// family is RANDOM(n, r): every node has two needs among the sixty before it, each a choice of
// several with probability r, and a weight from −9 to 9.
func family(n int, r float64, several int, seed uint64) (*Graph, []int64) {
	random := rand.New(rand.NewPCG(seed, 7))
	g := &Graph{}
	g.AddMany(n)
	weight := make([]int64, n)
	for v := range weight {
		weight[v] = int64(random.IntN(19) - 9)
		low := max(0, v-60)
		for range min(v, 2) {
			among := make([]int32, 1)
			if random.Float64() < r {
				among = make([]int32, several)
			}
			for i := range among {
				among[i] = int32(low + random.IntN(v-low))
			}
			g.NeedSome(int32(v), 1, among)
		}
	}
	g.Build()
	return g, weight
}

func BenchmarkHeaviest(b *testing.B) {
	for _, c := range []struct {
		n       int
		r       float64
		several int
	}{
		{1000, 0, 1}, {10_000, 0, 1}, {100_000, 0, 1},
		{1000, 0.2, 2}, {3000, 0.2, 2}, {10_000, 0.2, 2}, {100_000, 0.2, 2},
		{3000, 0.5, 2}, {1000, 1, 3},
	} {
		for seed := range uint64(5) {
			g, weight := family(c.n, c.r, c.several, seed)
			b.Run(fmt.Sprintf("n=%d/r=%v of %d/%d", c.n, c.r, c.several, seed), func(b *testing.B) {
				var set Set
				for b.Loop() {
					set = g.Heaviest(weight, 1e9)
				}
				b.ReportMetric(float64(set.Upper-set.Weight), "gap")
				b.ReportMetric(float64(set.Work)/1e6, "Msteps")
				b.ReportMetric(float64(set.Weight), "weight")
			})
		}
	}
}

// ladder is eight parties that climb: each step needs the party's own step before it and that of
// one of the next two parties, and at every fourth step two neighbours start together. The first
// party gives, the last one gives to it.
func ladder(steps int) (*Graph, []int64) {
	const parties = 8
	g, weight := &Graph{}, make([]int64, parties*steps)
	g.AddMany(parties * steps)
	at := func(q, j int) int32 { return int32(j*parties + q%parties) }
	for j := range steps {
		weight[at(0, j)], weight[at(7, j)] = 1, -1
		for q := range parties {
			start := at(q, j)
			if j%4 == 3 {
				if q%2 == 0 {
					g.AddMany(1)
				}
				start = int32(g.Len() - 1)
				g.Need(at(q, j), start)
			}
			if j > 0 {
				g.Need(start, at(q, j-1))
				g.NeedSome(start, 1, []int32{at(q+1, j-1), at(q+2, j-1)})
			}
		}
	}
	g.Build()
	return g, append(weight, make([]int64, g.Len()-len(weight))...)
}

func BenchmarkLadder(b *testing.B) {
	for _, steps := range []int{50, 125, 375, 1250} {
		g, weight := ladder(steps)
		b.Run(fmt.Sprint(8*steps), func(b *testing.B) {
			var set Set
			for b.Loop() {
				set = g.Heaviest(weight, 4e8)
			}
			b.ReportMetric(float64(set.Upper-set.Weight), "gap")
			b.ReportMetric(float64(set.Work)/1e6, "Msteps")
			b.ReportMetric(float64(set.Weight), "weight")
		})
	}
}
