package graph

// route gives layers and bars their heights and draws the way of every edge.
func (p *part) route() {
	p.bars = make([][]bar, len(p.gaps))
	p.band = make([]band, len(p.layers))
	y := 0
	for i := range p.layers {
		p.band[i] = p.bandAt(i, y)
		y = p.band[i].to
		if i+1 < len(p.layers) {
			p.bars[i] = p.makeBars(i)
			y += p.stack(p.bars[i], p.sift(p.bars[i]))
		}
	}
	for i, l := range p.lines {
		for k := range l.edges {
			p.draw(i, k)
		}
	}
	for _, b := range p.blocks {
		p.inside(b)
	}
	p.bound()
}

// bandAt is the room of a layer that starts at y: as much as its highest boxes and
// frames ask for.
func (p *part) bandAt(layer, y int) band {
	var above, h, below int
	for _, v := range p.layers[layer] {
		if n := p.verts[v].block; n >= 0 {
			b := p.d.blocks[n]
			above, h, below = max(above, b.above), max(h, b.h), max(below, b.below)
		}
	}
	return band{y, y + above, y + above + h, y + above + h + below}
}

// draw makes the route of the k-th edge of line i, from the root on.
func (p *part) draw(i, k int) {
	l := p.lines[i]
	root, head := p.layerOf(l.root), p.layerOf(l.heads[k])
	step := l.step()
	x := p.pinX(p.pinOf[pinKey{i, root, l.root}] - 1)
	points := []Point{point(x, p.side(root, !l.up))}
	for at := root + step; ; at += step {
		node := int32(-1)
		if at == head {
			node = l.heads[k]
		}
		to := p.pinX(p.pinOf[pinKey{i, at, node}] - 1)
		if to != x {
			y := p.level(min(at, at-step), i)
			points = append(points, point(x, y), point(to, y))
			x = to
		}
		if at == head {
			break
		}
	}
	points = append(points, point(x, p.side(head, l.up)))
	r := &Route{Points: points, Back: l.up}
	p.routes[l.edges[k]] = r
	r.Label = p.wordsAt(l.edges[k])
}

func point(x, y int) Point { return Point{float64(x), float64(y)} }

// side is the height of the lower or upper side of the boxes of a layer.
func (p *part) side(layer int, lower bool) int {
	if lower {
		return p.band[layer].bottom
	}
	return p.band[layer].top
}

// level is the height at which line i runs level in a gap.
func (p *part) level(gap, i int) int {
	for _, b := range p.bars[gap] {
		if b.line == i && b.edge < 0 {
			return p.band[gap].to + b.y
		}
	}
	return p.band[gap].to
}

func (p *part) wordsAt(edge int) Rect {
	for gap, bars := range p.bars {
		for _, b := range bars {
			if b.edge == edge {
				top := p.band[gap].to + b.y - b.h/2
				return Rect{float64(b.lo), float64(top), float64(b.hi - b.lo), float64(b.h)}
			}
		}
	}
	return Rect{}
}

// inside draws the edges within a block: self-loops and edges between members.
func (p *part) inside(b int) {
	bl := p.d.blocks[b]
	for i, v := range bl.members {
		box := p.box(b, i)
		for k, w := range p.d.g.Out(v) {
			if w == v {
				edge := p.d.g.First(v) + k
				p.routes[edge] = selfLoop(box, p.d.labels[edge])
			}
		}
	}
	p.across(b)
}

// selfLoop leaves a box on its right and comes back below. Parallel ones coincide.
func selfLoop(box Rect, label size) *Route {
	right, middle := box.X+box.W, box.Y+box.H/2
	out := right + loopRoom*2/3
	up, down := middle-min(10, box.H/4), middle+min(10, box.H/4)
	r := &Route{Points: []Point{{right, up}, {out, up}, {out, down}, {right, down}}}
	if label.w*label.h > 0 {
		w, h := float64(label.w), float64(label.h)
		r.Label = Rect{out + 2, middle - h/2, w, h}
	}
	return r
}

// across draws the edges between members of a frame: straight between neighbours,
// else through a lane below the boxes.
func (p *part) across(b int) {
	bl := p.d.blocks[b]
	hops := p.d.inner(bl.members)
	lane := int(p.box(b, 0).Y) + p.height(b) + framePad
	for n, h := range hops {
		from, to := p.box(b, h.i), p.box(b, h.j)
		label := p.d.labels[h.edge]
		if h.i-h.j == 1 || h.j-h.i == 1 {
			p.routes[h.edge] = beside(from, to, p.d.shift(hops, n), label)
			continue
		}
		room := p.d.laneRoom(h.edge)
		p.routes[h.edge] = below(from, to, float64(lane+room/2), label)
		lane += room
	}
}

// shift is how far from the middle the n-th edge runs, so that several edges
// between the same two boxes, and their words, lie beside each other.
func (d *desk) shift(hops []hop, n int) float64 {
	same, before, high := 0, 0, 12
	i, j := hops[n].i, hops[n].j
	for k, h := range hops {
		if h.i == i && h.j == j || h.i == j && h.j == i {
			same++
			high = max(high, d.labels[h.edge].h+2)
			if k < n {
				before++
			}
		}
	}
	return float64(high) * (float64(before) - float64(same-1)/2)
}

func beside(from, to Rect, shift float64, label size) *Route {
	y := min(max(from.Y+from.H/2+shift, from.Y), from.Y+from.H)
	a, b := from.X+from.W, to.X
	if a > b {
		a, b = from.X, to.X+to.W
	}
	r := &Route{Points: []Point{{a, y}, {b, y}}}
	r.Label = centred((a+b)/2, y, label)
	return r
}

func below(from, to Rect, lane float64, label size) *Route {
	side := 1.0
	if from.X > to.X {
		side = -1
	}
	a := from.X + from.W/2 + side*from.W/3
	b := to.X + to.W/2 - side*to.W/3
	r := &Route{Points: []Point{
		{a, from.Y + from.H}, {a, lane}, {b, lane}, {b, to.Y + to.H},
	}}
	r.Label = centred((a+b)/2, lane, label)
	return r
}

func centred(x, y float64, label size) Rect {
	if label.w*label.h == 0 {
		return Rect{}
	}
	w, h := float64(label.w), float64(label.h)
	return Rect{x - w/2, y - h/2, w, h}
}

// height is the height of the boxes in the layer of block b.
func (p *part) height(b int) int {
	band := p.band[p.layerOf(p.d.blocks[b].members[0])]
	return band.bottom - band.top
}

// box is the place of the i-th member of block b.
func (p *part) box(b, i int) Rect {
	bl := p.d.blocks[b]
	v := p.verts[p.local[b]]
	band := p.band[v.layer]
	return Rect{
		X: float64(v.x + bl.left[i]),
		Y: float64(band.top),
		W: float64(p.d.boxes[bl.members[i]].w),
		H: float64(band.bottom - band.top),
	}
}

// frame is the place of the frame of block b.
func (p *part) frame(b int) Rect {
	bl := p.d.blocks[b]
	box := p.box(b, 0)
	return Rect{
		X: box.X - float64(bl.left[0]),
		Y: box.Y - float64(bl.above),
		W: float64(bl.w),
		H: box.H + float64(bl.above+bl.below),
	}
}

// bound finds the corners of all that belongs to the part.
func (p *part) bound() {
	first := true
	grow := func(r Rect) {
		if first {
			p.min, p.max = Point{r.X, r.Y}, Point{r.X, r.Y}
			first = false
		}
		p.min = Point{min(p.min.X, r.X), min(p.min.Y, r.Y)}
		p.max = Point{max(p.max.X, r.X+r.W), max(p.max.Y, r.Y+r.H)}
	}
	for _, b := range p.blocks {
		grow(p.frame(b))
	}
	for _, r := range p.routes {
		for _, at := range r.Points {
			grow(Rect{X: at.X, Y: at.Y})
		}
		if r.Label.W > 0 {
			grow(r.Label)
		}
	}
	p.w, p.h = int(p.max.X-p.min.X), int(p.max.Y-p.min.Y)
}
