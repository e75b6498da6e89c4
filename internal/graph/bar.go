package graph

import (
	"cmp"
	"slices"
)

// bar is what takes height in a gap: the level piece of a line, or words on an
// edge. ups and downs are the pins where the line goes on to the layers above and
// below.
type bar struct {
	line       int
	edge       int // of words, else -1
	lo, hi, h  int
	ups, downs []int
	y          int // middle, from the start of the gap
}

// makeBars collects the bars of a gap. Lines that run straight need none.
func (p *part) makeBars(gap int) []bar {
	var bars []bar
	number := map[int]int{}
	for _, s := range p.gaps[gap] {
		i, ok := number[s.line]
		if !ok {
			i = len(bars)
			number[s.line] = i
			x := p.pinX(s.upper)
			bars = append(bars, bar{line: s.line, edge: -1, lo: x, hi: x})
		}
		bars[i].ups = p.end(&bars[i], bars[i].ups, s.upper)
		bars[i].downs = p.end(&bars[i], bars[i].downs, s.lower)
	}
	bars = slices.DeleteFunc(bars, func(b bar) bool { return b.lo == b.hi })
	return append(bars, p.words(gap)...)
}

// end adds a pin to an end of a bar and makes the bar reach it.
func (p *part) end(b *bar, pins []int, pin int) []int {
	b.lo, b.hi = min(b.lo, p.pinX(pin)), max(b.hi, p.pinX(pin))
	if slices.Contains(pins, pin) {
		return pins
	}
	return append(pins, pin)
}

// words are the bars of the labels in a gap. A label sits on the piece of its
// edge that no other edge shares: the last before its head.
func (p *part) words(gap int) []bar {
	var bars []bar
	for i, l := range p.lines {
		for k, e := range l.edges {
			size := p.d.labels[e]
			layer := p.layerOf(l.heads[k])
			if l.up && layer != gap || !l.up && layer-1 != gap || size.w*size.h == 0 {
				continue
			}
			pin := p.pinOf[pinKey{i, layer, l.heads[k]}] - 1
			from := p.beside(gap, pin, size.w)
			bars = append(bars, bar{line: i, edge: e, lo: from, hi: from + size.w, h: size.h})
		}
	}
	return bars
}

// beside is where words begin: over their line or, if they would cover others
// there, to the right or left of it, wherever they cover fewest.
func (p *part) beside(gap, pin, width int) int {
	const air = 3
	x := p.pinX(pin)
	best, least := x-width/2, p.covered(gap, pin, x-width/2-air, x+width/2+air)
	if least == 0 {
		return best
	}
	for _, from := range []int{x - air - width, x + air} {
		if c := p.covered(gap, pin, from-air, from+width+air); c <= least {
			best, least = from, c
		}
	}
	return best
}

// covered counts the lines between lo and hi that end in a gap on the same side as
// the pin does.
func (p *part) covered(gap, pin, lo, hi int) int {
	count := 0
	for _, s := range p.gaps[gap] {
		other := s.lower
		if p.pins[pin].lower {
			other = s.upper
		}
		if at := p.pinX(other); other != pin && lo < at && at < hi {
			count++
		}
	}
	return count
}

const (
	overlapCost = 1000 // two lines on top of each other
	throughCost = 4    // a line through words
)

// stack sets the heights of the bars of a gap, in the given order from top to
// bottom, and returns the height of all.
func (p *part) stack(bars []bar, order []int) int {
	total := 0
	for k, i := range order {
		b := &bars[i]
		b.y = p.d.lead + b.h/2
		for _, j := range order[:k] {
			if a := bars[j]; p.meet(a, *b) {
				b.y = max(b.y, a.y+a.h/2+p.d.gap+b.h/2)
			}
		}
		total = max(total, b.y+b.h/2)
	}
	return max(total+p.d.lead, 2*p.d.lead)
}

// meet reports whether two bars would touch at the same height.
func (p *part) meet(a, b bar) bool {
	return a.lo < b.hi+p.d.gap && b.lo < a.hi+p.d.gap
}

// sift orders bars from top to bottom such that few lines cross and none lie on
// each other: every bar moves to its cheapest place among the others until nothing
// changes, for a bounded number of rounds.
func (p *part) sift(bars []bar) []int {
	cost := p.costs(bars)
	order := make([]int, len(bars))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(bars[i].lo+bars[i].hi, bars[j].lo+bars[j].hi)
	})
	for range 10 {
		before := slices.Clone(order)
		for i := range bars {
			order = reseat(order, i, cost)
		}
		if slices.Equal(before, order) {
			break
		}
	}
	return order
}

// reseat takes i out of the order and puts it back where it costs least.
func reseat(order []int, i int, cost [][]int) []int {
	at := slices.Index(order, i)
	rest := slices.Delete(slices.Clone(order), at, at+1)
	costs := make([]int, len(rest)+1) // beyond that of the first place
	for k, j := range rest {
		costs[k+1] = costs[k] + cost[j][i] - cost[i][j]
	}
	best := at
	for k, c := range costs {
		if c < costs[best] {
			best = k
		}
	}
	return slices.Insert(rest, best, i)
}

// costs[i][j] is what it costs to have bar i above bar j.
func (p *part) costs(bars []bar) [][]int {
	cost := make([][]int, len(bars))
	for i, a := range bars {
		cost[i] = make([]int, len(bars))
		for j, b := range bars {
			if i != j {
				cost[i][j] = p.above(a, b)
			}
		}
	}
	return cost
}

func (p *part) above(a, b bar) int {
	if a.line == b.line {
		upward := p.lines[a.line].up
		if (a.edge >= 0) != (b.edge >= 0) && (a.edge >= 0) != upward {
			return overlapCost // words must be between the line and the head
		}
		return 0
	}
	cost := p.through(a.downs, b) + p.through(b.ups, a)
	if i, _ := p.clash(a, b); i >= 0 {
		cost += overlapCost
	}
	return cost
}

// clash returns pins of two bars, a above b, whose lines would lie on each other,
// or -1.
func (p *part) clash(a, b bar) (down, up int) {
	for _, i := range a.downs {
		for _, j := range b.ups {
			if d := p.pinX(i) - p.pinX(j); -p.d.gap/2 < d && d < p.d.gap/2 {
				return i, j
			}
		}
	}
	return -1, -1
}

// through is the cost of lines from the given pins running through a bar.
func (p *part) through(pins []int, b bar) int {
	count := 0
	for _, i := range pins {
		if x := p.pinX(i); b.lo < x && x < b.hi {
			count++
		}
	}
	if b.edge >= 0 {
		return count * throughCost
	}
	return count
}

// unstick shifts pins whose lines lie on those of others in every order of the
// bars, where there is room, for a bounded number of rounds.
func (p *part) unstick() {
	for range 4 {
		moved := false
		for gap := range p.gaps {
			moved = p.unstickGap(gap) || moved
		}
		if !moved {
			return
		}
	}
}

func (p *part) unstickGap(gap int) bool {
	bars := p.makeBars(gap)
	order := p.sift(bars)
	for k, i := range order {
		for _, j := range order[k+1:] {
			down, up := p.clash(bars[i], bars[j])
			if bars[i].line != bars[j].line && down >= 0 {
				return p.nudge(down) || p.nudge(up)
			}
		}
	}
	return false
}

// nudge moves a pin by half a gap to the side where there is more room.
func (p *part) nudge(i int) bool {
	by := p.d.gap/2 + 1
	left, right := p.air(i)
	switch {
	case max(left, right) < by+by/2:
		return false
	case left > right:
		by = -by
	}
	if p.pins[i].node < 0 {
		p.verts[p.pins[i].vertex].x += by
	} else {
		p.pins[i].dx += by
	}
	return true
}

// air is how far a pin is from what is beside it.
func (p *part) air(i int) (left, right int) {
	n, x := p.pins[i], p.pinX(i)
	if n.node < 0 {
		return p.besides(n.vertex)
	}
	lo, hi := p.sideOf(i)
	left, right = x-lo, hi-x
	for _, side := range p.sides {
		k := slices.Index(side, i)
		if k > 0 {
			left = x - p.pinX(side[k-1])
		}
		if k >= 0 && k+1 < len(side) {
			right = p.pinX(side[k+1]) - x
		}
	}
	return left, right
}

// besides is how far a bend is from its neighbours on the layer.
func (p *part) besides(v int) (left, right int) {
	layer, at := p.layers[p.verts[v].layer], p.verts[v].place
	left, right = 4*p.d.gap, 4*p.d.gap
	if at > 0 {
		u := p.verts[layer[at-1]]
		left = p.verts[v].x - u.x - u.w
	}
	if at+1 < len(layer) {
		right = p.verts[layer[at+1]].x - p.verts[v].x
	}
	return left, right
}
