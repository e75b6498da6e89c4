package graph

import (
	"cmp"
	"slices"
)

// layering puts the blocks of one part on layers. ups and downs are the blocks
// that must lie above and below each one.
type layering struct {
	wide  []int
	limit int
	lines []reach
	ups   [][]int
	downs [][]int
	layer []int
	used  []int // width taken on each layer
}

// reach is a line as far as layers are concerned: from one block to others that
// all lie below it or all lie above it.
type reach struct {
	root int
	up   bool
	ends []int
}

const (
	trunkCost = 3 // of a line per layer it runs through
	edgeCost  = 1 // of an edge per layer
)

// newLayering prepares n blocks of the given widths.
func newLayering(wide []int, limit int, lines []reach) *layering {
	n := len(wide)
	l := &layering{
		wide:  wide,
		limit: limit,
		lines: lines,
		ups:   make([][]int, n),
		downs: make([][]int, n),
	}
	for _, r := range lines {
		for _, end := range r.ends {
			above, below := r.root, end
			if r.up {
				above, below = end, r.root
			}
			l.downs[above] = append(l.downs[above], below)
			l.ups[below] = append(l.ups[below], above)
		}
	}
	return l
}

// run finds layers of least total length, then moves blocks from layers that are
// too wide to others, and at last starts new layers where that is not enough.
func (l *layering) run() {
	l.shortest()
	l.improve(false)
	l.spill()
	l.improve(true)
	l.close()
}

// fit runs until layers together with the lines that pass through them keep the
// limit, or a few times at most: each time boxes get the less room.
func (l *layering) fit(bend int) []int {
	most := l.limit
	for range 4 {
		l.run()
		over := l.widest(bend) - most
		if over <= 0 {
			break
		}
		l.limit = max(l.limit-over, most/3)
	}
	return l.layer
}

// widest is the width of the widest layer, each line through it counting bend.
func (l *layering) widest(bend int) int {
	l.measure()
	for _, r := range l.lines {
		lo, hi := l.layer[r.root], l.layer[r.root]
		for _, end := range r.ends {
			lo, hi = min(lo, l.layer[end]), max(hi, l.layer[end])
		}
		for at := lo + 1; at < hi; at++ {
			l.used[at] += bend
		}
	}
	return slices.Max(l.used)
}

// shortest finds layers with the shortest lines, however wide the layers get.
func (l *layering) shortest() {
	n := len(l.wide)
	var spans []span
	for _, r := range l.lines {
		far := n
		n++
		for _, end := range r.ends {
			if r.up {
				spans = append(spans, span{end, r.root, 1, edgeCost}, span{far, end, 0, 0})
			} else {
				spans = append(spans, span{r.root, end, 1, edgeCost}, span{end, far, 0, 0})
			}
		}
		if r.up {
			spans = append(spans, span{far, r.root, 1, trunkCost})
		} else {
			spans = append(spans, span{r.root, far, 1, trunkCost})
		}
	}
	l.layer = solve(n, spans)[:len(l.wide)]
	l.measure()
}

func (l *layering) measure() {
	l.used = make([]int, slices.Max(l.layer)+1)
	for b, at := range l.layer {
		l.used[at] += l.wide[b]
	}
}

// window is the range of layers in which b may lie, the others staying.
func (l *layering) window(b int) (lo, hi int) {
	lo, hi = 0, len(l.used)-1
	for _, a := range l.ups[b] {
		lo = max(lo, l.layer[a]+1)
	}
	for _, c := range l.downs[b] {
		hi = min(hi, l.layer[c]-1)
	}
	return lo, hi
}

// improve moves single blocks as long as that helps, for a bounded number of
// rounds. With strict, no layer may become too wide.
func (l *layering) improve(strict bool) {
	near := l.near()
	for range 20 {
		moved := false
		for b := range l.wide {
			if to := l.better(b, near[b], strict); to != l.layer[b] {
				l.move(b, to)
				moved = true
			}
		}
		if !moved {
			return
		}
	}
}

func (l *layering) move(b, to int) {
	l.used[l.layer[b]] -= l.wide[b]
	l.layer[b] = to
	l.used[to] += l.wide[b]
}

// near lists the lines at each block.
func (l *layering) near() [][]int {
	near := make([][]int, len(l.wide))
	for i, r := range l.lines {
		for _, b := range append([]int{r.root}, r.ends...) {
			if n := near[b]; len(n) == 0 || n[len(n)-1] != i {
				near[b] = append(near[b], i)
			}
		}
	}
	return near
}

// better returns the cheapest layer for b.
func (l *layering) better(b int, near []int, strict bool) int {
	home := l.layer[b]
	lo, hi := l.window(b)
	best, least := home, l.cost(b, near)
	for at := lo; at <= hi; at++ {
		if at == home || strict && l.used[at]+l.wide[b] > l.limit {
			continue
		}
		l.move(b, at)
		if c := l.cost(b, near); c < least {
			best, least = at, c
		}
		l.move(b, home)
	}
	return best
}

// cost is the length of the lines at b, and what its layer has too much.
func (l *layering) cost(b int, near []int) int {
	total := 0
	for _, i := range near {
		r := l.lines[i]
		longest := 0
		for _, end := range r.ends {
			d := l.layer[end] - l.layer[r.root]
			d = max(d, -d)
			longest = max(longest, d)
			total += edgeCost * d
		}
		total += trunkCost * longest
	}
	if over := l.used[l.layer[b]] - l.limit; over > 0 {
		total += 1000 + over
	}
	return total
}

// spill fills layers from the top and leaves to the next layer what does not fit.
// Blocks with the longest way still below them go first.
func (l *layering) spill() {
	height := l.heights()
	waits := make([]int, len(l.wide))
	var pending []int
	for b := range l.wide {
		waits[b] = len(l.ups[b])
		pending = append(pending, b)
	}
	slices.SortStableFunc(pending, func(a, b int) int {
		return cmp.Or(cmp.Compare(height[b], height[a]), cmp.Compare(l.layer[a], l.layer[b]))
	})
	for at := 0; len(pending) > 0; at++ {
		room := l.limit
		var now, rest []int
		for _, b := range pending {
			fits := l.wide[b] <= room || room == l.limit
			if waits[b] == 0 && l.layer[b] <= at && fits {
				room -= l.wide[b]
				now = append(now, b)
			} else {
				rest = append(rest, b)
			}
		}
		for _, b := range now {
			l.layer[b] = at
			for _, c := range l.downs[b] {
				waits[c]--
			}
		}
		pending = rest
	}
	l.measure()
}

// heights is the length of the longest way down from each block.
func (l *layering) heights() []int {
	height := make([]int, len(l.wide))
	order := make([]int, len(l.wide))
	for b := range order {
		order[b] = b
	}
	slices.SortStableFunc(order, func(a, b int) int { return l.layer[b] - l.layer[a] })
	for _, b := range order {
		for _, c := range l.downs[b] {
			height[b] = max(height[b], height[c]+1)
		}
	}
	return height
}

// close takes out layers that have become empty.
func (l *layering) close() {
	number := make([]int, len(l.used))
	full := make([]bool, len(l.used))
	for _, at := range l.layer {
		full[at] = true
	}
	count := 0
	for at := range full {
		number[at] = count
		if full[at] {
			count++
		}
	}
	for b := range l.layer {
		l.layer[b] = number[l.layer[b]]
	}
}
