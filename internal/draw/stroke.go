package draw

import (
	"lockstep/internal/graph"
	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

const (
	bend     = 6.0 // radius of the corners of lines
	tipLong  = 8.0
	tipHalf  = 3.4
	loopLong = 11.0
	loopHalf = 5.0
)

// halos lays a broad wash under everything in a loop.
func (d *drawing) halos() {
	d.Open("g", "class", "halos", "fill", "none", "stroke-linecap", "round", "opacity", "0.16")
	for i, l := range d.edges {
		if l.loop {
			d.Empty("path", "class", "halo", "d", way(d.placed.Routes[i].Points, bend),
				"stroke", "#ad1330", "stroke-width", "9")
		}
	}
	for i, n := range d.nodes {
		if n.Loop {
			border, _ := outline(n.Shape, d.placed.Nodes[i])
			d.Empty("path", "class", "halo", "d", border,
				"stroke", "#ad1330", "stroke-width", "13")
		}
	}
	d.Close("g")
}

// lines draws all strokes, those in loops last. Every path begins at what is waited
// for. Where an edge shares its way with one drawn before, only the rest is drawn,
// so that shared ways look no heavier than others.
func (d *drawing) lines() {
	for _, loop := range []bool{false, true} {
		d.Open("g", "class", "lines", "fill", "none")
		d.doubles(loop)
		for i, l := range d.edges {
			if l.loop == loop && l.style != Together {
				d.stroke(l, d.placed.Routes[i].Points, d.drawn(i))
			}
		}
		d.Close("g")
	}
}

// drawn is how much of the way of edge i has been drawn with edges before it.
func (d *drawing) drawn(i int) float64 {
	most := 0.0
	l, r := d.edges[i], d.placed.Routes[i]
	for j := i - 1; j >= 0 && d.edges[j].to == l.to; j-- {
		if d.edges[j].kind() == l.kind() && d.placed.Routes[j].Back == r.Back {
			most = max(most, shared(r.Points, d.placed.Routes[j].Points))
		}
	}
	return most
}

// doubles draws the lines of being together: first all broad strokes, then the
// gaps in them, so that lines which part do so cleanly.
func (d *drawing) doubles(loop bool) {
	for _, gap := range []bool{false, true} {
		for i, l := range d.edges {
			if l.style == Together && l.loop == loop {
				d.double(l, d.placed.Routes[i].Points, gap)
			}
		}
	}
}

func (d *drawing) double(l link, points []graph.Point, gap bool) {
	class, stroke, width := lineClass(l.loop), lineInk(l.loop), "4.4"
	if l.loop {
		width = "6"
	}
	if gap {
		class, stroke, width = "gap", "#fcfcfa", "2"
	}
	d.Empty("path", "class", class, "d", way(points, bend), "stroke", stroke,
		"stroke-width", width)
}

func lineClass(loop bool) string {
	if loop {
		return "line loop"
	}
	return "line"
}

func lineInk(loop bool) string {
	if loop {
		return "#ad1330"
	}
	return "#63656b"
}

// stroke draws a line with an arrow at its first point, or only what lies behind
// the given distance from it.
func (d *drawing) stroke(l link, points []graph.Point, from float64) {
	if len(points) < 2 {
		return
	}
	if from > 0 {
		points = behind(points, from-bend)
	}
	width, dashes, long, half := "1.2", "", tipLong, tipHalf
	if l.loop {
		width, long, half = "2.6", loopLong, loopHalf
	}
	cap := ""
	switch l.style {
	case Provided:
		dashes, cap = "0.1 4.2", "round"
		if !l.loop {
			width = "1.8"
		}
	case Reading:
		dashes = "6 4"
	}
	tip, next := points[0], points[1]
	if from == 0 {
		points = behind(points, long-1)
	}
	d.Empty("path", "class", lineClass(l.loop), "d", way(points, bend),
		"stroke", lineInk(l.loop), "stroke-width", width,
		"stroke-dasharray", dashes, "stroke-linecap", cap)
	if from > 0 {
		return
	}
	d.Empty("path", "class", "tip"+lineClass(l.loop)[4:], "d", arrow(tip, next, long, half),
		"fill", lineInk(l.loop), "stroke", "none")
}

// words writes what stands on lines and frames, on a patch of ground so that no
// line runs through it.
func (d *drawing) words() {
	d.frameWords()
	for i, l := range d.edges {
		r := d.placed.Routes[i].Label
		if l.label == "" || r.W == 0 {
			continue
		}
		class, fill := "words", "#4a4c51"
		if l.loop {
			class, fill = "words loop", "#ad1330"
		}
		d.Empty("rect", "class", "back", "x", pen.Num(r.X), "y", pen.Num(r.Y),
			"width", pen.Num(r.W), "height", pen.Num(r.H), "fill", "#fcfcfa")
		rtl := lettering.RightToLeft(l.label)
		inner := graph.Rect{X: r.X + 4, Y: r.Y, W: r.W - 8}
		d.textLine(inner, edgeLabel(l.label),
			lineLook{class: class, font: noteFont, fill: fill, right: rtl, rtl: rtl})
	}
}

// key draws the legend.
func (d *drawing) key() {
	if len(d.legend.entries) == 0 {
		return
	}
	d.Open("g", "class", "legend",
		"transform", "translate("+pen.Num(d.at.X)+" "+pen.Num(d.at.Y)+")")
	for i, e := range d.legend.entries {
		at := d.legend.spot(i)
		middle := at.Y + entryHigh/2
		if e.line {
			d.sample(e.link, graph.Point{X: at.X, Y: middle})
		} else {
			d.shape(e.node, graph.Rect{X: at.X, Y: middle - 8, W: specimen, H: 16})
		}
		words := graph.Rect{X: at.X + specimen + 10, Y: middle - 7}
		d.textLine(words, e.words, lineLook{class: "note", font: noteFont, fill: "#4a4c51"})
	}
	d.Close("g")
}

// sample draws a stroke of the legend, leading right.
func (d *drawing) sample(l link, at graph.Point) {
	points := []graph.Point{{X: at.X + specimen, Y: at.Y}, at}
	if l.style == Together {
		d.double(l, points, false)
		d.double(l, points, true)
		return
	}
	d.Open("g", "fill", "none")
	d.stroke(l, points, 0)
	d.Close("g")
}
