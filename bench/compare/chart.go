package main

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Where things stand in the picture, in pixels.
const (
	panelWide, panelHigh = 470.0, 320.0
	fieldLeft, fieldTop  = 58.0, 40.0
	fieldWide, fieldHigh = 310.0, 220.0
	headHigh, footHigh   = 40.0, 44.0
)

// A stroke is how the line of one program is drawn: told apart by dash and mark, not by colour.
type stroke struct {
	dash, mark string // mark: a path around the origin
	fill, line string
	wide       float64
}

var strokes = map[string]stroke{
	"Lockstep": {"", "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z", "#000", "#000", 2.4},
	"clingo":   {"7 3", "M-3.5 -3.5H3.5V3.5H-3.5Z", "#555", "#444", 1.4},
	"Z3":       {"2 3", "M0 -4.5L4.5 3.5H-4.5Z", "#555", "#444", 1.4},
	"Spin":     {"8 3 2 3", "M0 -5L5 0L0 5L-5 0Z", "#555", "#444", 1.4},
	"CBC":      {"12 4", "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z", "#fff", "#444", 1.4},
	"GLPK":     {"3 3 8 3", "M-3.5 -3.5H3.5V3.5H-3.5Z", "#fff", "#444", 1.4},
	"SCRAM":    {"5 5", "M0 -4.5L4.5 3.5H-4.5Z", "#fff", "#444", 1.4},
}

// at draws the mark of a program.
func (k stroke) at(b *strings.Builder, x, y float64) {
	fmt.Fprintf(b, `<path d="%s" transform="translate(%.1f %.1f)" fill="%s" stroke="%s"/>`+"\n",
		k.mark, x, y, k.fill, k.line)
}

// A series is the times of one program at growing sizes, and where it was stopped.
type series struct {
	name    string
	at      [][2]float64 // commitments, CPU seconds
	stopped float64      // commitments; 0: it never was
	why     string
}

// svg draws a panel for each question: CPU seconds against commitments, both by powers of ten.
func (r *report) svg(w io.Writer) error {
	var b strings.Builder
	lines := float64((len(r.questions) + 1) / 2)
	wide, high := 2*panelWide, headHigh+lines*panelHigh+footHigh
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" `+
		`width="%.0f" height="%.0f" font-family="sans-serif" font-size="12" role="img">`+"\n",
		wide, high, wide, high)
	b.WriteString("<title>Lockstep beside other programs</title>\n" +
		"<desc>CPU seconds of solving against the number of commitments, one panel for each " +
		"question, both axes by powers of ten.</desc>\n" +
		`<rect width="100%" height="100%" fill="#fff"/>` + "\n")
	text(&b, 16, 26, "start", "16", "Solving time against size, Lockstep beside other programs")
	for i, q := range r.questions {
		p := &panel{b: &b, x: panelWide * float64(i%2), y: headHigh + panelHigh*float64(i/2)}
		p.draw(q, seriesOf(q, r.rows[i]))
	}
	for i, line := range r.source() {
		text(&b, 16, high-footHigh+16+16*float64(i), "start", "11", line)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// source are the lines under the picture.
func (r *report) source() []string {
	return []string{
		"Lockstep: compiling and solving. Others: solving, where it took 10 ms or more. Loading is " +
			"left out on both sides.",
		"Source: bench/run. " + strings.Join(r.about[:min(2, len(r.about))], ". "),
	}
}

// seriesOf are the lines of one panel.
func seriesOf(q *question, rows []row) []series {
	all := []series{{name: "Lockstep"}}
	for _, p := range q.peers {
		all = append(all, series{name: p.name})
	}
	for _, r := range rows {
		n := float64(r.size)
		all[0].at = append(all[0].at, [2]float64{n, r.ours.compile + r.ours.solve})
		for i, f := range r.peers {
			s := &all[i+1]
			switch {
			case f.trouble == "" && f.solve >= least:
				s.at = append(s.at, [2]float64{n, f.solve})
			case f.trouble == "":
			case s.why == "":
				s.stopped, s.why = n, errCapped.Error()
				if strings.HasSuffix(f.trouble, errMissing.Error()) {
					s.why = errMissing.Error()
				}
			}
		}
	}
	return all
}

// A panel is one field with its two axes.
type panel struct {
	b         *strings.Builder
	x, y      float64
	low, high [2]float64 // powers of ten at the ends of the axes
}

func (p *panel) draw(q *question, all []series) {
	p.fit(all)
	text(p.b, p.x+fieldLeft, p.y+18, "start", "13", q.title)
	p.axes()
	for i := range all {
		p.line(&all[i])
	}
	p.names(all)
}

// fit finds the powers of ten between which everything lies.
func (p *panel) fit(all []series) {
	p.low, p.high = [2]float64{9, 9}, [2]float64{-9, -9}
	for _, s := range all {
		for _, at := range s.at {
			for axis := range at {
				p.low[axis] = min(p.low[axis], math.Floor(math.Log10(at[axis])))
				p.high[axis] = max(p.high[axis], math.Ceil(math.Log10(at[axis])))
			}
		}
		if s.stopped > 0 {
			p.high[0] = max(p.high[0], math.Ceil(math.Log10(s.stopped)))
		}
	}
	for axis := range p.high {
		p.high[axis] = max(p.high[axis], p.low[axis]+1)
	}
}

// place is where a point stands.
func (p *panel) place(at [2]float64) (x, y float64) {
	share := func(axis int) float64 {
		return (math.Log10(at[axis]) - p.low[axis]) / (p.high[axis] - p.low[axis])
	}
	return p.x + fieldLeft + fieldWide*share(0), p.y + fieldTop + fieldHigh*(1-share(1))
}

func (p *panel) axes() {
	fmt.Fprintf(p.b, `<rect x="%.1f" y="%.1f" width="%.0f" height="%.0f" fill="none" `+
		`stroke="#888"/>`+"\n", p.x+fieldLeft, p.y+fieldTop, fieldWide, fieldHigh)
	for power := p.low[1]; power <= p.high[1]; power++ {
		_, y := p.place([2]float64{1, math.Pow(10, power)})
		p.rule(p.x+fieldLeft, y, p.x+fieldLeft+fieldWide, y)
		text(p.b, p.x+fieldLeft-6, y+4, "end", "11", timeAt(power))
	}
	for power := p.low[0]; power <= p.high[0]; power++ {
		x, _ := p.place([2]float64{math.Pow(10, power), 1})
		p.rule(x, p.y+fieldTop, x, p.y+fieldTop+fieldHigh)
		text(p.b, x, p.y+fieldTop+fieldHigh+16, "middle", "11",
			grouped(int(math.Pow(10, power)+0.5)))
	}
	text(p.b, p.x+fieldLeft+fieldWide/2, p.y+fieldTop+fieldHigh+34, "middle", "11", "commitments")
	text(p.b, p.x+fieldLeft, p.y+fieldTop-6, "start", "11", "CPU time")
}

func (p *panel) rule(x1, y1, x2, y2 float64) {
	fmt.Fprintf(p.b, `<path d="M%.1f %.1fL%.1f %.1f" stroke="#ddd"/>`+"\n", x1, y1, x2, y2)
}

// timeAt is a power of ten of seconds in words.
func timeAt(power float64) string {
	switch {
	case power >= 0:
		return fmt.Sprintf("%.0f s", math.Pow(10, power))
	case power >= -3:
		return fmt.Sprintf("%.0f ms", math.Pow(10, power+3))
	}
	return fmt.Sprintf("%.0f µs", math.Pow(10, power+6))
}

// line draws the points of a program and joins them; where it was stopped stands a cross at the
// upper edge.
func (p *panel) line(s *series) {
	k := strokes[s.name]
	var path strings.Builder
	for i, at := range s.at {
		x, y := p.place(at)
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], x, y)
	}
	if path.Len() > 0 {
		fmt.Fprintf(p.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%.1f" `+
			`stroke-dasharray="%s"/>`+"\n", path.String(), k.line, k.wide, k.dash)
	}
	for _, at := range s.at {
		x, y := p.place(at)
		k.at(p.b, x, y)
	}
	if s.stopped > 0 && s.why != errMissing.Error() {
		x, _ := p.place([2]float64{s.stopped, 1})
		fmt.Fprintf(p.b, `<path d="M%.1f %.1fl8 8m0 -8l-8 8" stroke="#444" stroke-width="1.6"/>`+
			"\n", x-4, p.y+fieldTop+3)
	}
}

// names stand at the right of the field, each as near as can be to where its line ends.
func (p *panel) names(all []series) {
	type name struct {
		y          float64
		mark, text string
	}
	var list []name
	for _, s := range all {
		told, y := s.name, p.y+fieldTop+11
		if len(s.at) > 0 {
			_, y = p.place(s.at[len(s.at)-1])
		}
		if s.why != "" {
			told += ", " + s.why
		}
		list = append(list, name{y, s.name, told})
	}
	slices.SortStableFunc(list, func(a, b name) int { return cmp.Compare(a.y, b.y) })
	lowest := p.y + fieldTop + 8
	for _, n := range list {
		y := max(n.y+4, lowest)
		strokes[n.mark].at(p.b, p.x+fieldLeft+fieldWide+13, y-4)
		text(p.b, p.x+fieldLeft+fieldWide+22, y, "start", "11", n.text)
		lowest = y + 14
	}
}

func text(b *strings.Builder, x, y float64, anchor, size, words string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" font-size="%s">`, x, y, anchor, size)
	_ = xml.EscapeText(b, []byte(words)) // a Builder never fails
	b.WriteString("</text>\n")
}
