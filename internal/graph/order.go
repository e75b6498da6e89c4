package graph

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

const (
	orderWork   = 10_000 // pins over all starts
	orderStarts = 6      // orders to begin with
	orderIdle   = 4      // sweeps without gain before the next start
	orderRounds = 20     // sweeps from each at most
)

// order finds an order of each layer in which few lines cross: sweeps by
// barycentres, then exchanges of neighbours, from several starts of which the
// best is kept. The starts are shuffles by a fixed seed.
func (p *part) order() {
	o := newOrdering(p)
	best, least := o.saved(), o.crossings()
	starts := max(1, min(orderStarts, orderWork/(len(p.pins)+1)))
	for start := 0; start < starts && least > 0; start++ {
		if start > 0 {
			o.shuffle(uint64(start))
		}
		if order, c := o.settle(); c < least {
			best, least = order, c
		}
	}
	o.restore(best)
}

// settle sweeps up and down until that has not helped for a while, and returns the
// best order met.
func (o *ordering) settle() (best [][]int, least int) {
	least = math.MaxInt
	for round, idle := 0, 0; round < orderRounds && idle < orderIdle; round++ {
		o.sweep(round%2 == 0)
		o.exchange()
		idle++
		if c := o.crossings(); c < least {
			best, least, idle = o.saved(), c, 0
		}
	}
	return best, least
}

// ordering knows the neighbours of each vertex: pins across its upper and lower
// gap, with the own pin they are joined to.
type ordering struct {
	*part
	ups, downs [][]joint
	keys       []int   // from left to right, of each pin
	at         [][]int // pins at each vertex
	tree       []int
}

type joint struct{ own, other int }

func newOrdering(p *part) *ordering {
	o := &ordering{part: p, keys: make([]int, len(p.pins)), at: make([][]int, len(p.verts))}
	for i, n := range p.pins {
		o.keys[i] = p.key(i)
		o.at[n.vertex] = append(o.at[n.vertex], i)
	}
	o.ups = make([][]joint, len(p.verts))
	o.downs = make([][]joint, len(p.verts))
	for _, gap := range p.gaps {
		for _, s := range gap {
			above, below := p.pins[s.upper].vertex, p.pins[s.lower].vertex
			o.downs[above] = append(o.downs[above], joint{s.upper, s.lower})
			o.ups[below] = append(o.ups[below], joint{s.lower, s.upper})
		}
	}
	return o
}

func (o *ordering) saved() [][]int {
	layers := make([][]int, len(o.layers))
	for i, l := range o.layers {
		layers[i] = slices.Clone(l)
	}
	return layers
}

func (o *ordering) restore(layers [][]int) {
	for i, l := range layers {
		copy(o.layers[i], l)
		o.number(i)
	}
}

func (o *ordering) number(layer int) {
	for i, v := range o.layers[layer] {
		o.verts[v].place = i
		for _, k := range o.at[v] {
			o.keys[k] = o.key(k)
		}
	}
}

func (o *ordering) shuffle(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1981))
	for i, l := range o.layers {
		slices.Sort(l)
		r.Shuffle(len(l), func(a, b int) { l[a], l[b] = l[b], l[a] })
		o.number(i)
	}
}

// sweep orders every layer by the mean places of its neighbours on the layer
// before it. Vertices without any stay where they are.
func (o *ordering) sweep(down bool) {
	mean := make([]float64, len(o.verts))
	for k := range o.layers {
		layer, near := k, o.ups
		if !down {
			layer, near = len(o.layers)-1-k, o.downs
		}
		var free []int
		for _, v := range o.layers[layer] {
			if len(near[v]) > 0 {
				mean[v] = o.mean(near[v])
				free = append(free, v)
			}
		}
		slices.SortStableFunc(free, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
		for i, v := range o.layers[layer] {
			if len(near[v]) > 0 {
				o.layers[layer][i], free = free[0], free[1:]
			}
		}
		o.number(layer)
	}
}

func (o *ordering) mean(near []joint) float64 {
	sum := 0
	for _, j := range near {
		sum += o.keys[j.other]
	}
	return float64(sum) / float64(len(near))
}

// exchange swaps neighbours as long as that takes away crossings.
func (o *ordering) exchange() {
	for range 20 {
		swapped := false
		for layer, l := range o.layers {
			for i := range len(l) - 1 {
				a, b := l[i], l[i+1]
				now := o.pair(o.ups, a, b) + o.pair(o.downs, a, b)
				if then := o.pair(o.ups, b, a) + o.pair(o.downs, b, a); then < now {
					l[i], l[i+1] = b, a
					swapped = true
				}
			}
			o.number(layer)
		}
		if !swapped {
			return
		}
	}
}

// pair counts the crossings of the lines of left with those of right.
func (o *ordering) pair(near [][]joint, left, right int) int {
	count := 0
	for _, a := range near[left] {
		for _, b := range near[right] {
			if o.keys[a.other] > o.keys[b.other] {
				count++
			}
		}
	}
	return count
}

func (o *ordering) crossings() int {
	total := 0
	for gap := range o.gaps {
		total += o.crossed(gap)
	}
	return total
}

// crossed counts the crossings in one gap with a tree of partial sums, after
// Barth, Jünger and Mutzel (Simple and efficient bilayer cross counting, 2002).
func (o *ordering) crossed(gap int) int {
	segs := slices.Clone(o.gaps[gap])
	slices.SortFunc(segs, func(a, b segment) int {
		return cmp.Or(cmp.Compare(o.keys[a.upper], o.keys[b.upper]),
			cmp.Compare(o.keys[a.lower], o.keys[b.lower]))
	})
	lowers := make([]int, len(segs))
	for i, s := range segs {
		lowers[i] = o.keys[s.lower]
	}
	slices.Sort(lowers)
	lowers = slices.Compact(lowers)
	o.tree = append(o.tree[:0], make([]int, len(lowers)+1)...)
	total := 0
	for i, s := range segs {
		at, _ := slices.BinarySearch(lowers, o.keys[s.lower])
		total += i - o.upTo(at)
		for k := at + 1; k < len(o.tree); k += k & -k {
			o.tree[k]++
		}
	}
	return total
}

// upTo counts the lower ends met so far at the first at+1 places.
func (o *ordering) upTo(at int) int {
	sum := 0
	for k := at + 1; k > 0; k -= k & -k {
		sum += o.tree[k]
	}
	return sum
}
