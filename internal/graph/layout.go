package graph

import "slices"

// Box is the size of a node or of the words on an edge, in pixels.
type Box struct{ W, H float64 }

// Point is a place on the page in pixels from the top left corner.
type Point struct{ X, Y float64 }

// Rect is a box on the page: its top left corner and its size.
type Rect struct{ X, Y, W, H float64 }

// Direction is the way in which edges lead on the page.
type Direction uint8

// The directions of a layout.
const (
	// Down puts the head of an edge below its tail. Depth then grows down the
	// page, which scrolls, and the width stays within a limit.
	Down Direction = iota
	// Right puts the head of an edge to the right of its tail.
	Right
)

// LayoutOptions say what a layout must respect. The zero value is usable: all
// distances then have sensible defaults. Slices by edge follow the numbering of
// [Digraph.First]; missing entries count as zero.
type LayoutOptions struct {
	Direction Direction
	// Limit is the width (with Right: the height) that boxes and lines of a layer
	// should not exceed [1400]. It bends a little for straighter lines, and for a
	// box or frame that is wider.
	Limit float64
	// BoxGap lies between neighbouring boxes of a layer [24], LineGap between
	// parallel lines [9], Lead between a box and the first turn of a line [14].
	BoxGap, LineGap, Lead float64
	// Kinds separates lines by edge: edges out of the same node that agree in kind
	// share one line as far as their ways are the same.
	Kinds []uint8
	// Labels are the words on the edges, kept free of other lines where possible.
	Labels []Box
	// Groups are nodes to be put side by side in a frame. A node belongs to the
	// first group that names it. A group wider than Limit gets several frames.
	Groups [][]int32
}

// Placed is a picture without ink: where everything is, in pixels.
type Placed struct {
	W, H   float64
	Nodes  []Rect // all boxes of a layer are as high (with Right: wide) as its largest
	Routes []Route
	Frames []Frame
}

// Route is the way of one edge: the corners of a line from the border of its
// tail's box to the border of its head's, always along the axes.
type Route struct {
	Points []Point
	Label  Rect
	// Back says that the edge was turned round to break a cycle, so it leads
	// against the direction of the layout.
	Back bool
}

// Frame is drawn around nodes of a group. A group that needs several frames has
// them numbered from 1 to Of.
type Frame struct {
	Group    int
	Rect     Rect
	Part, Of int
	Nodes    []int32
}

// Layout puts the nodes of g on layers such that edges lead down (or right), after
// Sugiyama, Tagawa and Toda (Methods for visual understanding of hierarchical
// system structures, IEEE Trans. SMC 11, 1981). Edges against the direction are as
// few as the method of Eades, Lin and Smyth (1993) finds; layers and places are
// chosen by network simplex, orders within layers by barycentres and exchanges.
// Parts that hang together stay together, and nodes without edges come last.
//
// boxes gives the size of every node; missing ones are empty. The outcome depends
// on nothing but the arguments. It is meant for pictures a person can read:
// 60 nodes take some milliseconds, 600 some seconds, and thousands are for nobody.
func Layout(g *Digraph, boxes []Box, opt LayoutOptions) Placed {
	d := newDesk(g, boxes, opt)
	var parts []*part
	for _, members := range d.parts() {
		parts = append(parts, d.arrange(members))
	}
	p := d.pack(parts)
	if opt.Direction == Right {
		p.transpose()
	}
	return p
}

// desk holds what all parts of a picture have in common, in whole pixels and with
// edges leading down.
type desk struct {
	g      *Digraph
	boxes  []size
	labels []size
	kinds  []uint8
	blocks []block
	home   []int // block of each node
	limit  int
	boxGap int
	gap    int
	lead   int
	// sideways pages are laid out leading down, then turned.
	sideways bool
}

type size struct{ w, h int }

func newDesk(g *Digraph, boxes []Box, opt LayoutOptions) *desk {
	d := &desk{
		g:        g,
		limit:    orElse(opt.Limit, 1400),
		boxGap:   orElse(opt.BoxGap, 24),
		gap:      orElse(opt.LineGap, 9),
		lead:     orElse(opt.Lead, 14),
		boxes:    sizes(boxes, g.Len(), opt.Direction),
		labels:   sizes(opt.Labels, g.Size(), opt.Direction),
		kinds:    make([]uint8, g.Size()),
		sideways: opt.Direction == Right,
	}
	copy(d.kinds, opt.Kinds)
	d.makeBlocks(opt.Groups)
	return d
}

func orElse(value, otherwise float64) int {
	if whole(value) > 0 {
		return whole(value)
	}
	return whole(otherwise)
}

// whole rounds up to whole pixels; what is no size counts as 0, and nothing is
// larger than a million.
func whole(x float64) int {
	const most = 1e6
	switch {
	case !(x > 0):
		return 0
	case x > most:
		return most
	case x > float64(int(x)):
		return int(x) + 1
	}
	return int(x)
}

func sizes(boxes []Box, n int, d Direction) []size {
	all := make([]size, n)
	for i, b := range boxes[:min(n, len(boxes))] {
		if d == Right {
			b.W, b.H = b.H, b.W
		}
		all[i] = size{whole(b.W), whole(b.H)}
	}
	return all
}

// parts lists the blocks that hang together, by their first block.
func (d *desk) parts() [][]int {
	group := newGroups(len(d.blocks))
	for _, e := range d.g.Edges() {
		group.join(d.home[e.From], d.home[e.To])
	}
	lists := make([][]int, len(d.blocks))
	for b := range d.blocks {
		lists[group.of(b)] = append(lists[group.of(b)], b)
	}
	return slices.DeleteFunc(lists, func(l []int) bool { return len(l) == 0 })
}

func (p *Placed) transpose() {
	p.W, p.H = p.H, p.W
	for i := range p.Nodes {
		p.Nodes[i] = p.Nodes[i].turned()
	}
	for i := range p.Frames {
		p.Frames[i].Rect = p.Frames[i].Rect.turned()
	}
	for i := range p.Routes {
		r := &p.Routes[i]
		r.Label = r.Label.turned()
		for j, at := range r.Points {
			r.Points[j] = Point{at.Y, at.X}
		}
	}
}

func (r Rect) turned() Rect { return Rect{r.Y, r.X, r.H, r.W} }
