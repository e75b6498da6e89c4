package draw

import (
	"lockstep/internal/graph"
)

const (
	margin   = 16.0
	pageWide = 1240.0 // what a window of 1280 shows without zooming
	layerMax = 1100.0 // lines beside the layers need the rest
)

// chart is a sketch with everything in its place.
type chart struct {
	*sketch
	cards  []card
	placed graph.Placed
	legend legend
	at     graph.Point // of the legend
	wide   float64     // of the page
	w, h   float64
}

// newChart lays the sketch out with what comes first at the top. Boxes are wider
// than high, so layers from left to right would be denser, but a chain of ten
// waits would then be wider than any page; down the page, depth costs nothing but
// scrolling.
func newChart(s *sketch) *chart { return chartWithin(s, layerMax, pageWide) }

// chartWithin is newChart for a page that is wide units wide, whose layers take up to layer units.
func chartWithin(s *sketch, layer, wide float64) *chart {
	c := &chart{sketch: s, legend: newLegend(s), wide: wide}
	opt := graph.LayoutOptions{Limit: layer, Groups: s.groups}
	var boxes []graph.Box
	for _, n := range s.nodes {
		c.cards = append(c.cards, newCard(n))
		boxes = append(boxes, c.cards[len(c.cards)-1].box)
	}
	for _, l := range s.edges {
		opt.Kinds = append(opt.Kinds, l.kind())
		opt.Labels = append(opt.Labels, wordsBox(l.label))
	}
	c.placed = graph.Layout(s.digraph(), boxes, opt)
	c.w, c.h = c.placed.W, c.placed.H
	if len(c.legend.entries) > 0 {
		c.seat()
	}
	return c
}

// wordsBox is the room for the words on a line.
func wordsBox(label string) graph.Box {
	if label == "" {
		return graph.Box{}
	}
	return graph.Box{W: noteFont.Width(edgeLabel(label)) + 8, H: noteLine}
}

func edgeLabel(label string) string { return noteFont.Shorten(label, edgeWords) }

// seat finds a place for the legend: in the picture where it covers nothing, else
// beside it, else, when the page is full, below it.
func (c *chart) seat() {
	const gap = 28
	at, box, free := c.hole()
	switch {
	case free:
		c.at = at
	case c.w+gap+box.W+2*margin <= c.wide:
		c.at = graph.Point{X: c.w + gap}
	default:
		box = c.legend.size(max(1, int(c.w/entryWide)))
		c.at = graph.Point{Y: c.h + gap}
	}
	c.w, c.h = max(c.w, c.at.X+box.W), max(c.h, c.at.Y+box.H)
}

// hole looks for a free place for the legend: a column if possible, broader if not.
func (c *chart) hole() (at graph.Point, box graph.Box, free bool) {
	taken := c.taken()
	for columns := range len(c.legend.entries) {
		box = c.legend.size(columns + 1)
		if at, free = c.gapFor(box, taken); free {
			return at, box, true
		}
	}
	return at, c.legend.size(1), false
}

// gapFor looks for a free place along the right side and then the left.
func (c *chart) gapFor(box graph.Box, taken []graph.Rect) (graph.Point, bool) {
	const step, air = 8, 14
	for _, x := range []float64{c.w - box.W, 0} {
		for y := 0.0; y+box.H <= c.h && x >= 0; y += step {
			want := graph.Rect{X: x - air, Y: y - air, W: box.W + 2*air, H: box.H + 2*air}
			if !hits(want, taken) {
				return graph.Point{X: x, Y: y}, true
			}
		}
	}
	return graph.Point{}, false
}

// taken lists everything in the picture that has ink.
func (c *chart) taken() []graph.Rect {
	all := append([]graph.Rect(nil), c.placed.Nodes...)
	for _, f := range c.placed.Frames {
		all = append(all, f.Rect)
	}
	for _, r := range c.placed.Routes {
		all = append(all, r.Label)
		for i := 1; i < len(r.Points); i++ {
			a, b := r.Points[i-1], r.Points[i]
			all = append(all, graph.Rect{
				X: min(a.X, b.X), Y: min(a.Y, b.Y),
				W: distance(graph.Point{X: a.X}, graph.Point{X: b.X}) + 1,
				H: distance(graph.Point{Y: a.Y}, graph.Point{Y: b.Y}) + 1,
			})
		}
	}
	return all
}

func hits(r graph.Rect, taken []graph.Rect) bool {
	for _, t := range taken {
		apart := t.X >= r.X+r.W || r.X >= t.X+t.W || t.Y >= r.Y+r.H || r.Y >= t.Y+t.H
		if !apart {
			return true
		}
	}
	return false
}
