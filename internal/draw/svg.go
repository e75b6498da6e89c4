package draw

import (
	"cmp"
	"io"
	"net/url"

	"lockstep/internal/graph"
	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

// SVG writes the picture as one self-contained file that also may stand in a page:
// light, dark and in print, without script, fonts or links other than those of the
// nodes. What comes first is at the top, and arrows lead to what is waited for.
// The only error is that of w.
//
// Up to about 100 nodes a picture can be read and takes some milliseconds; time then
// grows faster than the picture, to seconds at 600. Of more, draw what is at stake.
func SVG(w io.Writer, p Picture) error {
	d := &drawing{chart: newChart(newSketch(p))}
	d.head()
	d.ink()
	return d.Send(w, "SVG")
}

// ink draws everything below the head.
func (d *drawing) ink() {
	d.frames()
	d.halos()
	d.lines()
	d.boxes()
	d.words()
	d.key()
	d.Close("g")
	d.Close("svg")
}

// drawing is a chart on its way to paper.
type drawing struct {
	pen.Pen
	*chart
}

func (d *drawing) head() {
	w, h := pen.Num(d.w+2*margin), pen.Num(d.h+2*margin)
	d.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "waits", "role", "img",
		"width", w, "height", h, "viewBox", "0 0 "+w+" "+h,
		"font-family", "sans-serif", "font-size", "12")
	d.Text("title", cmp.Or(lettering.Clean(d.Title), "Waits"))
	if about := lettering.Clean(d.Description); about != "" {
		d.Text("desc", about)
	}
	d.WriteString("<style>" + style + "</style>\n")
	d.Empty("rect", "class", "ground", "width", w, "height", h, "fill", "#fcfcfa")
	d.Open("g", "transform", "translate("+pen.Num(margin+.5)+" "+pen.Num(margin+.5)+")",
		"stroke-linejoin", "round")
}

// frames draws the groups, with their names at the top.
func (d *drawing) frames() {
	for _, f := range d.placed.Frames {
		d.Empty("path", "class", "frame", "d", rounded(f.Rect, 12),
			"fill", "#f3f3ef", "stroke", "#848583", "stroke-width", "0.75")
	}
}

func (d *drawing) frameWords() {
	for _, f := range d.placed.Frames {
		name := lettering.Clean(d.Groups[f.Group].Label)
		if f.Of > 1 {
			name += " (" + pen.Num(float64(f.Part)) + "/" + pen.Num(float64(f.Of)) + ")"
		}
		name = noteFont.Shorten(name, f.Rect.W-24)
		r := graph.Rect{X: f.Rect.X + 12, Y: f.Rect.Y + 5, W: f.Rect.W - 24}
		rtl := lettering.RightToLeft(name)
		d.underName(r, noteFont.Width(name), rtl)
		d.textLine(r, name, lineLook{
			class: "words", font: noteFont, fill: "#4a4c51", right: rtl, rtl: rtl,
		})
	}
}

// underName covers the lines that run through the name of a frame.
func (d *drawing) underName(r graph.Rect, wide float64, rtl bool) {
	if rtl {
		r.X += r.W - wide
	}
	d.Empty("rect", "class", "sunk", "x", pen.Num(r.X-2), "y", pen.Num(r.Y),
		"width", pen.Num(wide+4), "height", pen.Num(noteLine), "fill", "#f3f3ef")
}

// boxes draws the nodes, each within its link if it has one.
func (d *drawing) boxes() {
	for i, n := range d.nodes {
		href := safeLink(n.Href)
		if href != "" {
			d.Open("a", "href", href)
		}
		d.node(n, d.cards[i], d.placed.Nodes[i])
		if href != "" {
			d.Close("a")
		}
	}
}

func (d *drawing) node(n Node, c card, r graph.Rect) {
	d.Open("g", "class", nodeClass(n))
	if c.cut {
		d.Text("title", n.Label+" "+n.Note)
	}
	d.shape(n, r)
	top := r.Y + (r.H-c.height())/2
	side := graph.Rect{X: r.X + padX + slope(n.Shape), W: r.W - 2*padX - 2*slope(n.Shape)}
	rtl := lettering.RightToLeft(n.Label)
	write := func(lines []string, high float64, look lineLook) {
		look.right = rtl
		for _, line := range lines {
			side.Y = top
			d.textLine(side, line, look)
			top += high
		}
	}
	write(c.label, c.high, lineLook{class: "label", font: labelFont, fill: "#1b1c1f", rtl: rtl})
	note := lineLook{class: "note", font: noteFont, fill: "#4a4c51",
		rtl: lettering.RightToLeft(n.Note)}
	write(c.note, noteLine, note)
	if c.mark != "" {
		write([]string{c.mark}, noteLine, lineLook{class: "mark", font: noteFont, fill: "#ad1330"})
	}
	d.Close("g")
}

func nodeClass(n Node) string {
	switch {
	case n.Loop:
		return "node loop"
	case n.Stuck:
		return "node stuck"
	}
	return "node"
}

// shape draws the outline of a node: heavy in a loop, broken if it never starts.
func (d *drawing) shape(n Node, r graph.Rect) {
	border, inner := outline(n.Shape, r)
	stroke, width, dashes := "#848583", "1", ""
	switch {
	case n.Loop:
		stroke, width = "#ad1330", "2.5"
	case n.Stuck:
		stroke, dashes = "#ad1330", "5 3"
	}
	d.Empty("path", "class", "box", "d", border, "fill", "#fcfcfa",
		"stroke", stroke, "stroke-width", width, "stroke-dasharray", dashes)
	if inner != "" {
		d.Empty("path", "class", "box inner", "d", inner, "fill", "none",
			"stroke", stroke, "stroke-width", "0.75")
	}
}

// lineLook is how a line of words is set: from which side, in which direction.
type lineLook struct {
	class string
	font  lettering.Font
	fill  string
	right bool // at the right side
	rtl   bool // runs leftward
}

// textLine sets one line of words in a box whose top is that of the line. Each
// line is an element of its own, so that directions do not reach into others.
func (d *drawing) textLine(r graph.Rect, words string, look lineLook) {
	x, anchor, direction, bold := r.X, "", "", ""
	if look.right {
		x = r.X + r.W
	}
	if look.right != look.rtl {
		anchor = "end"
	}
	if look.rtl {
		direction = "rtl"
	}
	if look.font.Bold {
		bold = "600"
	}
	d.Text("text", words, "class", look.class, "x", pen.Num(x), "y", pen.Num(r.Y+look.font.Size-1),
		"fill", look.fill, "font-size", pen.Num(look.font.Size), "font-weight", bold,
		"text-anchor", anchor, "direction", direction, "unicode-bidi", embed(look.rtl))
}

func embed(rtl bool) string {
	if rtl {
		return "embed"
	}
	return ""
}

// safeLink returns a link that a page may carry: within the site, or to the web.
func safeLink(href string) string {
	href = lettering.Clean(href)
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "", "http", "https", "mailto":
		return href
	}
	return ""
}
