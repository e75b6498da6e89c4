package draw

import (
	"cmp"
	"io"

	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

// Inline writes the picture as an element of a page that is wide pixels wide there, as far as its
// boxes allow. It has no style of its own, so that the page may forbid styles in its text: the page
// takes Sheet into its style sheet. The only error is that of w.
func Inline(w io.Writer, p Picture, wide float64) error {
	d := &drawing{chart: chartWithin(newSketch(p), wide-2*margin, wide)}
	across, down := pen.Num(d.w+2*margin), pen.Num(d.h+2*margin)
	d.Open("svg", "class", "waits", "role", "group", "aria-label",
		cmp.Or(lettering.Clean(d.Description), lettering.Clean(d.Title), "Waits"),
		"width", across, "height", down, "viewBox", "0 0 "+across+" "+down)
	d.Open("g", "transform", "translate("+pen.Num(margin+.5)+" "+pen.Num(margin+.5)+")",
		"stroke-linejoin", "round")
	d.ink()
	return d.Send(w, "SVG")
}

// Sheet is the rules by which inline pictures look as they should.
func Sheet() string { return style }
