package chart

import (
	"math"
	"strings"

	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

// SVG is the chart at a width, for a page: without colours and styles, which are those of Style.
// The class says for which width it is: wide or narrow.
func SVG(c Chart, w Width) string {
	s := sheetOf(c, float64(w))
	out := &svgCanvas{}
	class := "drawn narrow"
	if w >= 600 {
		class = "drawn wide"
	}
	out.Open("svg", "class", class, "viewBox", viewBox(s), "role", "img",
		"aria-label", c.About().name())
	s.paint(out)
	out.Close("svg")
	return out.String()
}

// File is the chart as an SVG file that stands alone, at the width of a page: title, chart and
// citation; light, dark and in print. Programs that read no style sheets get the light colours.
func File(c Chart) []byte {
	s := framed(c, float64(Page))
	out := &svgCanvas{alone: true}
	w, h := pen.Num(s.w), pen.Num(s.h)
	out.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "drawn", "role", "img",
		"width", w, "height", h, "viewBox", viewBox(s), "font-family", "sans-serif",
		"font-size", "12", "aria-labelledby", "title desc")
	head := c.About()
	out.Text("title", lettering.Clean(head.Title), "id", "title")
	out.Text("desc", lettering.Clean(head.Finding), "id", "desc")
	out.WriteString("<style>" + fileStyle() + "</style>\n")
	out.Empty("rect", "class", "ground", "width", w, "height", h, "fill", tokens[paper].light)
	s.paint(out)
	out.Close("svg")
	return out.Bytes()
}

func viewBox(s *sheet) string { return "0 0 " + pen.Num(s.w) + " " + pen.Num(s.h) }

// sheetOf draws a chart on a sheet of a width.
func sheetOf(c Chart, w float64) *sheet {
	s := newSheet(w)
	c.draw(s)
	return s
}

func (s *sheet) paint(c canvas) {
	for _, m := range s.marks {
		m.on(c)
	}
}

// framed is a chart with its title above and its citation below.
func framed(c Chart, w float64) *sheet {
	const margin = 20
	head := c.About()
	s := newSheet(w)
	top := s.paragraph(heading, point{margin, 30}, w-2*margin, head.Title)
	if head.Finding != "" && lettering.Clean(head.Finding) != lettering.Clean(head.Title) {
		top = s.paragraph(plain, point{margin, top}, w-2*margin, head.Finding)
	}
	inner := sheetOf(c, w-2*margin)
	inner.move(margin, top)
	s.marks = append(s.marks, inner.marks...)
	foot := top + inner.h + 16
	s.stroke(base, []point{{margin, foot}, {w - margin, foot}})
	s.h = s.paragraph(axis, point{margin, foot + 20}, w-2*margin,
		strings.TrimSpace(head.Origin()+" "+head.Citation.String()))
	return s
}

// An svgCanvas writes marks as SVG. Alone means that it repeats the light colours as attributes.
type svgCanvas struct {
	pen.Pen
	alone bool
}

func (c *svgCanvas) lines(k kind, r route, closed bool) {
	var d strings.Builder
	for _, run := range r {
		d.WriteString(pathOf(run, closed))
	}
	c.Empty("path", append([]string{"class", looks[k].class, "d", d.String()}, c.painted(k)...)...)
}

// pathOf writes a run of points, lines along an axis in short.
func pathOf(run []point, closed bool) string {
	var d strings.Builder
	d.WriteString("M" + pen.Num(run[0].x) + " " + pen.Num(run[0].y))
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		x, y := pen.Num(b.x), pen.Num(b.y)
		switch {
		case pen.Num(a.y) == y:
			d.WriteString("H" + x)
		case pen.Num(a.x) == x:
			d.WriteString("V" + y)
		default:
			d.WriteString("L" + x + " " + y)
		}
	}
	if closed {
		d.WriteByte('z')
	}
	return d.String()
}

func (c *svgCanvas) dots(k kind, at []point) {
	l := looks[k]
	if l.dotted() {
		var d strings.Builder
		for _, p := range at {
			d.WriteString("M" + pen.Num(p.x) + " " + pen.Num(p.y) + "h0")
		}
		c.Empty("path", append([]string{"class", l.class, "d", d.String()}, c.painted(k)...)...)
		return
	}
	for _, p := range at {
		c.Empty("circle", append([]string{"class", l.class, "cx", pen.Num(p.x), "cy", pen.Num(p.y),
			"r", pen.Num(l.size / 2)}, c.painted(k)...)...)
	}
}

// painted are the attributes of a look, for programs that read no style sheets.
func (c *svgCanvas) painted(k kind) []string {
	if !c.alone {
		return nil
	}
	l := looks[k]
	all := []string{"fill", tokens[l.fill].light, "stroke", tokens[l.stroke].light}
	if l.stroke != nothing {
		all = append(all, "stroke-width", pen.Num2(l.width), "stroke-dasharray", dashed(l.dashes))
	}
	if l.dotted() {
		all = append(all, "stroke-linecap", "round")
	}
	return all
}

var anchorClasses = [...]string{start: "", middle: "m", end: "e"}

var anchorNames = [...]string{start: "", middle: "middle", end: "end"}

func (c *svgCanvas) words(w words) {
	l := handLooks[w.hand]
	class := strings.TrimSpace(l.class + " " + anchorClasses[w.anchor])
	x, y := pen.Num(w.at.x), pen.Num(w.at.y)
	attributes := []string{"x", x, "y", y, "class", class}
	if w.up {
		attributes = append(attributes, "transform", "rotate(-90 "+x+" "+y+")")
	}
	if c.alone {
		attributes = append(attributes, "fill", tokens[l.fill].light, "text-anchor",
			anchorNames[w.anchor], "font-size", pen.Num(l.font.Size), "font-weight", weight(l.font))
	}
	c.WriteString("<text")
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			c.WriteString(" " + attributes[i] + `="` + pen.Escape(attributes[i+1]) + `"`)
		}
	}
	c.WriteString(">" + pen.Escape(lettering.Isolate(w.text)))
	if w.rest != "" {
		c.WriteString(` <tspan class="rg"` + c.restAttributes() + ">" +
			pen.Escape(lettering.Isolate(w.rest)) + "</tspan>")
	}
	c.WriteString("</text>\n")
}

func (c *svgCanvas) restAttributes() string {
	if !c.alone {
		return ""
	}
	return ` fill="` + tokens[ink2].light + `" font-weight="400"`
}

func weight(f lettering.Font) string {
	if f.Bold {
		return "600"
	}
	return ""
}

// finite reports whether a figure can be drawn.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
