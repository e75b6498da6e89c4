package graph

import (
	"cmp"
	"slices"
)

// part is what hangs together, on its way to the page: blocks and bends on layers,
// and segments of lines in the gaps between them.
type part struct {
	d      *desk
	blocks []int       // numbers on the desk
	local  map[int]int // the place of each in blocks, and its vertex
	lines  []line
	verts  []vertex
	pins   []pin
	pinOf  map[pinKey]int
	sides  [][]int // pins on one side of a box each, from left to right
	layers [][]int // vertices from left to right
	gaps   [][]segment
	band   []band
	bars   [][]bar // per gap
	w, h   int
	at     struct{ x, y int } // on the page
	routes map[int]*Route
	min    Point
	max    Point
}

// line is a bundle of edges out of one node that share their way. Most lead down
// from the root; those turned round to break a cycle lead up.
type line struct {
	root  int32
	kind  uint8
	up    bool
	edges []int
	heads []int32
}

// vertex is a block on its layer or, with block -1, the bend of a line that runs
// through the layer. x is its left edge.
type vertex struct {
	block int
	layer int
	w     int
	x     int
	place int // in its layer
}

// pin is where a line meets a vertex: dx from its left edge.
type pin struct {
	vertex int
	node   int32 // -1 at a bend
	member int   // place of the node in its block
	lower  bool  // on the lower side of the node
	dx     int
}

type pinKey struct {
	line  int
	layer int
	node  int32
}

// segment is the piece of a line between two neighbouring layers.
type segment struct {
	line         int
	upper, lower int // pins
}

// band is the room of a layer on the page: boxes between top and bottom, frames
// and the ends of gaps between from and to.
type band struct{ from, top, bottom, to int }

func (d *desk) arrange(members []int) *part {
	p := newPart(d, members)
	p.layer()
	p.order()
	p.spread()
	p.place()
	p.slide()
	p.unstick()
	p.route()
	return p
}

func newPart(d *desk, blocks []int) *part {
	p := &part{
		d:      d,
		blocks: blocks,
		local:  make(map[int]int, len(blocks)),
		pinOf:  map[pinKey]int{},
		routes: map[int]*Route{},
	}
	for i, b := range blocks {
		p.local[b] = i
	}
	return p
}

// layer puts the blocks of the part on layers and makes lines and segments.
func (p *part) layer() {
	place := sequence(p.between())
	p.makeLines(func(from, to int32) bool {
		return place[p.vertexOf(from)] > place[p.vertexOf(to)]
	})
	layers := newLayering(p.widths(), p.d.limit, p.reaches()).fit(p.d.gap + 5)
	p.layers = make([][]int, slices.Max(layers)+1)
	p.gaps = make([][]segment, len(p.layers))
	for i, b := range p.blocks {
		p.add(vertex{block: b, layer: layers[i], w: p.d.blocks[b].w})
	}
	for i := range p.lines {
		p.lay(i)
	}
}

// between is the graph of the blocks of the part.
func (p *part) between() *Digraph {
	var edges []Edge
	p.eachEdge(func(from, to int32, _ int) {
		edges = append(edges, Edge{int32(p.vertexOf(from)), int32(p.vertexOf(to))})
	})
	return New(len(p.blocks), edges)
}

// eachEdge calls f for the edges between different blocks of the part.
func (p *part) eachEdge(f func(from, to int32, edge int)) {
	g := p.d.g
	for _, b := range p.blocks {
		for _, v := range p.d.blocks[b].members {
			for i, w := range g.Out(v) {
				if p.d.home[w] != b {
					f(v, w, g.First(v)+i)
				}
			}
		}
	}
}

// makeLines bundles edges by root, direction and kind.
func (p *part) makeLines(back func(from, to int32) bool) {
	type key struct {
		root int32
		kind uint8
		up   bool
	}
	number := map[key]int{}
	p.eachEdge(func(from, to int32, edge int) {
		k := key{from, p.d.kinds[edge], back(from, to)}
		i, ok := number[k]
		if !ok {
			i = len(p.lines)
			number[k] = i
			p.lines = append(p.lines, line{root: from, kind: k.kind, up: k.up})
		}
		p.lines[i].edges = append(p.lines[i].edges, edge)
		p.lines[i].heads = append(p.lines[i].heads, to)
	})
}

func (p *part) widths() []int {
	wide := make([]int, len(p.blocks))
	for i, b := range p.blocks {
		wide[i] = p.d.blocks[b].w + p.d.boxGap
	}
	return wide
}

func (p *part) reaches() []reach {
	all := make([]reach, len(p.lines))
	for i, l := range p.lines {
		all[i] = reach{root: p.vertexOf(l.root), up: l.up}
		for _, head := range l.heads {
			all[i].ends = append(all[i].ends, p.vertexOf(head))
		}
	}
	return all
}

func (p *part) add(v vertex) int {
	v.place = len(p.layers[v.layer])
	p.verts = append(p.verts, v)
	p.layers[v.layer] = append(p.layers[v.layer], len(p.verts)-1)
	return len(p.verts) - 1
}

// vertexOf is the vertex of the block that holds node v.
func (p *part) vertexOf(v int32) int { return p.local[p.d.home[v]] }

func (p *part) layerOf(v int32) int { return p.verts[p.vertexOf(v)].layer }

// step is from layer to layer along a line.
func (l line) step() int {
	if l.up {
		return -1
	}
	return 1
}

// lay runs a line from its root through the layers, with a bend on each layer
// that some edge still has to cross.
func (p *part) lay(i int) {
	l, step := p.lines[i], p.lines[i].step()
	far := p.layerOf(l.root)
	for _, head := range l.heads {
		if (p.layerOf(head)-far)*step > 0 {
			far = p.layerOf(head)
		}
	}
	at := p.layerOf(l.root)
	trunk := p.pin(i, l.root, at)
	for at != far {
		at += step
		for _, head := range l.heads {
			if p.layerOf(head) == at && p.pinOf[pinKey{i, at, head}] == 0 {
				p.segment(i, trunk, p.pin(i, head, at), l.up)
			}
		}
		if at != far {
			bend := p.pin(i, -1, at)
			p.segment(i, trunk, bend, l.up)
			trunk = bend
		}
	}
}

// pin makes the pin of line i at a node, or at a new bend. The numbers in pinOf
// are one higher, so that 0 means none.
func (p *part) pin(i int, v int32, layer int) int {
	n := pin{node: v}
	if v < 0 {
		n.vertex = p.add(vertex{block: -1, layer: layer})
	} else {
		n.vertex = p.vertexOf(v)
		n.member = slices.Index(p.d.blocks[p.d.home[v]].members, v)
		n.lower = (v == p.lines[i].root) != p.lines[i].up
	}
	p.pins = append(p.pins, n)
	p.pinOf[pinKey{i, layer, v}] = len(p.pins)
	return len(p.pins) - 1
}

func (p *part) segment(line, from, to int, up bool) {
	gap := p.verts[p.pins[from].vertex].layer
	if up {
		from, to = to, from
		gap--
	}
	p.gaps[gap] = append(p.gaps[gap], segment{line, from, to})
}

// spread gives every pin its place on the side of its box: as many as there are on
// that side, in the order of what they lead to.
func (p *part) spread() {
	aims := p.aims()
	sides := map[[2]int][]int{}
	var order [][2]int
	for i, n := range p.pins {
		if n.node < 0 {
			continue
		}
		side := [2]int{int(n.node) * 2, 0}
		if n.lower {
			side[0]++
		}
		if sides[side] == nil {
			order = append(order, side)
		}
		sides[side] = append(sides[side], i)
	}
	for _, side := range order {
		pins := sides[side]
		slices.SortStableFunc(pins, func(a, b int) int { return cmp.Compare(aims[a], aims[b]) })
		p.seat(pins)
		p.sides = append(p.sides, pins)
	}
}

// seat sets pins on a side of a box, evenly about its middle.
func (p *part) seat(pins []int) {
	n := p.pins[pins[0]]
	b := p.d.blocks[p.verts[n.vertex].block]
	w := p.d.boxes[n.node].w
	step := min(2*p.d.gap, max(w-4*p.d.gap, 0)/max(len(pins)-1, 1))
	for k, i := range pins {
		p.pins[i].dx = b.left[n.member] + w/2 + step*(2*k-len(pins)+1)/2
	}
}

// aims is for every pin the mean place, on the neighbouring layer, of what its
// segments lead to.
func (p *part) aims() []float64 {
	sum := make([]float64, len(p.pins))
	count := make([]float64, len(p.pins))
	toward := func(from, to int) {
		if p.pins[from].node >= 0 {
			sum[from] += float64(p.key(to))
			count[from]++
		}
	}
	for _, gap := range p.gaps {
		for _, s := range gap {
			toward(s.upper, s.lower)
			toward(s.lower, s.upper)
		}
	}
	for i := range sum {
		sum[i] /= max(count[i], 1)
	}
	return sum
}

// key orders pins of a layer from left to right.
func (p *part) key(i int) int {
	return p.verts[p.pins[i].vertex].place<<10 + p.pins[i].member
}
