package closure

import (
	"math"
	"slices"
)

// A bounded part is a part with the best set found for it and a bound on every set.
type bounded struct {
	*part
	cut    *cut
	in     []bool    // the set that the relaxation takes at present
	often  []float32 // how much of each node the relaxation took of late
	grains int64     // the bound, in grains
	upper  int64     // the bound, in units of weight
	lower  int64     // the weight of set
	set    []bool    // closed; nil before one is found
}

const nothing = math.MinInt64 / 4

// newBounded starts from the flow and the prices that the part comes with.
func newBounded(p *part) *bounded {
	n := len(p.id)
	b := &bounded{part: p, in: make([]bool, n), often: make([]float32, n), lower: nothing}
	b.cut = newCut(n, p.tail, p.head, p.must)
	for v, w := range p.weight {
		b.cut.excess[v] = w * grain
	}
	for k, amount := range p.flow {
		b.cut.give(int32(k), amount)
	}
	for k := range p.choices {
		price := p.choices[k].price
		p.choices[k].price = 0
		b.raise(k, price)
	}
	return b
}

// raise changes the price of choice k: the chooser pays it for every one it needs, and those
// that it can choose are paid.
func (b *bounded) raise(k int, by int64) {
	c := &b.choices[k]
	c.price += by
	b.cut.excess[c.of] -= by * int64(c.need)
	for _, v := range c.among {
		b.cut.excess[v] += by
	}
}

// A pricing is a subgradient search for the prices that give the lowest bound (M. Held, P. Wolfe
// and H. P. Crowder, "Validation of subgradient optimization", 1974).
type pricing struct {
	*bounded
	best    []int64 // prices at the lowest bound
	short   []int32 // per choice: how many the present set lacks
	stride  float64
	without int // rounds without a lower bound
	target  int64
	enough  int64
}

// How the search goes.
const (
	patience    = 8     // rounds without a lower bound before the stride shrinks
	shrink      = 0.6   // by which it shrinks
	smallest    = 0.005 // stride at which to stop
	repairEvery = 20    // rounds between two attempts at a closed set
)

// bound runs the search until the bound is met or not above target, or after some rounds.
func (p *part) bound(rounds int, target int64, s *solver) *bounded {
	b := newBounded(p)
	if len(p.choices) == 0 {
		b.plain()
		s.spent(b.cut)
		return b
	}
	b.grains = math.MaxInt64
	search := pricing{bounded: b, best: make([]int64, len(p.choices)),
		short: make([]int32, len(p.choices)), stride: 1, target: target, enough: s.enough}
	for round := range max(rounds, 1) {
		if !search.round(round) || s.spent(b.cut) {
			break
		}
	}
	search.settle()
	s.spent(b.cut)
	return b
}

// plain is all there is to do where there is no choice: one cut, which is exact.
func (b *bounded) plain() {
	b.cut.solve()
	b.grains = b.cut.inside(b.in)
	b.offer(b.in)
	b.upper = max(floor(b.grains), b.lower)
	copy(b.flow, b.cut.flow)
}

// round looks at the bound of the present prices and changes them; false when there is no more
// to gain.
func (s *pricing) round(number int) bool {
	s.cut.solve()
	now := s.cut.inside(s.in)
	s.average()
	s.note(now)
	if number%repairEvery == 0 && floor(s.grains) > s.target {
		s.repair()
	}
	if s.closed() || s.stride < smallest {
		return false
	}
	return s.move(now)
}

// closed reports whether the bound is met by a set, or not above the target, or the set heavy
// enough.
func (s *pricing) closed() bool {
	return floor(s.grains) <= max(s.lower, s.target) || s.lower > s.enough
}

// floor is a bound in units of weight, which is a whole number.
func floor(grains int64) int64 { return grains >> 12 }

func (s *pricing) average() {
	for v, in := range s.in {
		s.often[v] *= 0.9
		if in {
			s.often[v] += 0.1
		}
	}
}

// note keeps the prices if their bound is the lowest so far.
func (s *pricing) note(now int64) {
	if now >= s.grains {
		if s.without++; s.without > patience {
			s.stride, s.without = s.stride*shrink, 0
		}
		return
	}
	if now < s.grains-grain/1000 {
		s.without = 0
	}
	s.grains = now
	for k := range s.choices {
		s.best[k] = s.choices[k].price
	}
}

// move changes the price of every choice by what the present set lacks or has too much of.
func (s *pricing) move(now int64) bool {
	norm := int64(0)
	for k := range s.choices {
		s.short[k] = s.lacking(k)
		norm += int64(s.short[k]) * int64(s.short[k])
	}
	if norm == 0 {
		return false
	}
	step := s.stride * s.gap(now) / float64(norm)
	for k, short := range s.short {
		if short == 0 {
			continue
		}
		by := int64(step * float64(short))
		if by == 0 {
			by = int64(short)
		}
		s.raise(k, max(by, -s.choices[k].price))
	}
	return true
}

// lacking is how many the present set lacks of choice k; negative where it has too many and the
// price could fall.
func (s *pricing) lacking(k int) int32 {
	c, short := &s.choices[k], int32(0)
	if s.in[c.of] {
		short = c.need
	}
	for _, v := range c.among {
		if s.in[v] {
			short--
		}
	}
	if c.price == 0 {
		return max(short, 0)
	}
	return short
}

// gap is how far the bound might still fall: to the best set, but a twentieth at most.
func (s *pricing) gap(now int64) float64 {
	twentieth := 0.05 * math.Abs(float64(s.grains))
	if s.lower == nothing {
		return twentieth + grain
	}
	return max(grain, min(float64(now-s.lower*grain), float64(now-s.grains)+twentieth))
}

// settle goes back to the best prices.
func (s *pricing) settle() {
	for k := range s.choices {
		if by := s.best[k] - s.choices[k].price; by != 0 {
			s.raise(k, by)
		}
	}
	s.cut.solve()
	s.grains = s.cut.inside(s.in)
	if floor(s.grains) > s.target {
		s.repair()
	}
	s.upper = max(floor(s.grains), s.lower)
	copy(s.flow, s.cut.flow)
}

// repair makes a closed set of what the relaxation takes: each choice is decided, for what is
// taken already and else for what is worth most, and what is heaviest then is found exactly.
func (b *bounded) repair() {
	d := part{id: b.id, must: slices.Clone(b.must), tail: slices.Clip(b.tail),
		head: slices.Clip(b.head), flow: slices.Clip(b.cut.flow)}
	for k := range b.choices {
		c := &b.choices[k]
		for _, v := range b.preferred(c) {
			d.need(c.of, v, c.price)
		}
	}
	d.spread()
	h := newCut(len(b.id), d.tail, d.head, d.must)
	for v, w := range b.weight {
		h.excess[v] = w * grain
	}
	for k, amount := range d.flow {
		h.give(int32(k), amount)
	}
	h.solve()
	b.cut.work += h.work
	set := make([]bool, len(b.id))
	h.inside(set)
	b.offer(set)
}

// spread makes whatever is needed by a node that must be taken one that must be, and drops the
// needs for such nodes, since they are met.
func (p *part) spread() {
	out := p.outwards()
	var queue []int32
	for v, must := range p.must {
		if must {
			queue = append(queue, int32(v))
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, v := range out[queue[i]] {
			if !p.must[v] {
				p.must[v] = true
				queue = append(queue, v)
			}
		}
	}
	if len(queue) == 0 {
		return
	}
	open := part{}
	for k := range p.tail {
		if !p.must[p.head[k]] {
			open.need(p.tail[k], p.head[k], p.flow[k])
		}
	}
	p.tail, p.head, p.flow = open.tail, open.head, open.flow
}

// preferred are as many nodes of a choice as it needs.
func (b *bounded) preferred(c *choice) []int32 {
	if c.need == 1 {
		best := c.among[0]
		for _, v := range c.among[1:] {
			if b.prefers(v, best) {
				best = v
			}
		}
		return []int32{best}
	}
	sorted := slices.Clone(c.among)
	slices.SortStableFunc(sorted, func(v, w int32) int {
		switch {
		case b.prefers(v, w):
			return -1
		case b.prefers(w, v):
			return 1
		}
		return 0
	})
	return sorted[:c.need]
}

func (b *bounded) prefers(v, w int32) bool {
	if b.in[v] != b.in[w] {
		return b.in[v]
	}
	return b.cut.excess[v] > b.cut.excess[w]
}

// offer keeps a closed set if it is the heaviest so far.
func (b *bounded) offer(set []bool) {
	weight := int64(0)
	for v, in := range set {
		if in {
			weight += b.weight[v]
		}
	}
	if weight > b.lower {
		b.lower, b.set = weight, set
	}
}
