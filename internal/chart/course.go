package chart

import (
	"math"
	"slices"
	"strconv"

	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// Course is figures of several sides that change act by act, all on one axis: above all how
// exposed each side comes to stand along an order.
type Course struct {
	Head
	Unit  string // what the axis counts
	Steps []Step // in order
	Sides []Side
	// Low and High are figures that the axis must reach, so that two charts can be compared; zero
	// where it need not.
	Low, High float64
}

// A Step is an act of the order.
type Step struct {
	Name string
	Day  calendar.Day // None where none is known
}

// A Side is one line: its figure after each step, having been zero before the first. Note is
// written beside its name.
type Side struct {
	Name, Note string
	Values     []float64
}

// About is the head of the chart.
func (c *Course) About() Head { return c.Head }

// Table is every step with the figure of each side after it.
func (c *Course) Table() Table {
	t := Table{Columns: []Column{{"no", Figures}, {"done", Words}, {"day", Days}}}
	for _, side := range c.Sides {
		t.Columns = append(t.Columns, Column{side.Name, Figures})
	}
	for i, step := range c.Steps {
		row := []string{strconv.Itoa(i + 1), step.Name, step.Day.String()}
		for _, side := range c.Sides {
			row = append(row, plainNumber(side.after(i)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// after is the figure after a step: what it was where nothing is said.
func (s *Side) after(step int) float64 {
	for i := min(step, len(s.Values)-1); i >= 0; i-- {
		if finite(s.Values[i]) {
			return s.Values[i]
		}
	}
	return 0
}

// A coursePlot is a course on its way to a sheet.
type coursePlot struct {
	*sheet
	*Course
	scale    scale
	left, to float64
	top, low float64 // of the field, with room for names
}

const stepWords = 150.0 // most of the words under the axis

func (c *Course) draw(s *sheet) {
	d := &coursePlot{sheet: s, Course: c, top: 34}
	if len(c.Steps) == 0 || len(c.Sides) == 0 {
		s.h = 40
		s.write(words{hand: plain, at: point{0, 24}, text: "None recorded: no act changes it."})
		return
	}
	d.fit()
	d.write(words{hand: axis, at: point{0, 12}, text: axis.fit(c.Unit, s.w)})
	d.figuresBeside(d.scale, d.left, d.to, signedAxis)
	d.under()
	for i := range d.Sides {
		d.side(i)
	}
	for i := range d.Sides {
		d.named(i)
	}
	d.largest()
	d.key()
}

func signedAxis(x float64) string { return signed(x) }

// fit finds the axes.
func (d *coursePlot) fit() {
	low, high := d.Low, d.High
	for i := range d.Sides {
		for k := range d.Steps {
			v := d.Sides[i].after(k)
			low, high = min(low, v), max(high, v)
		}
	}
	tall := 240.0
	if d.narrow() {
		tall = 200
	}
	d.scale = newScale(low, high, 8).between(d.top+tall, d.top)
	d.low = d.scale.at + 4
	if low < 0 {
		d.low += 18
	}
	d.left, d.to = d.scale.widest(signedAxis)+12, d.w-14
}

// x is where a step stands; the lines begin before the first and end behind the last.
func (d *coursePlot) x(step int) float64 {
	return d.left + (d.to-d.left)*float64(step)/(float64(len(d.Steps))+0.6)
}

// under writes the acts under the axis, upward, or their numbers where they stand too close.
func (d *coursePlot) under() {
	foot := d.low + 8
	if d.x(1)-d.x(0) >= 15 && len(d.Steps) <= 60 {
		room := 0.0
		for i, step := range d.Steps {
			text := plain.fit(step.Name, stepWords)
			room = max(room, plain.wide(text))
			d.write(words{hand: plain, at: point{d.x(i+1) + 4, foot}, anchor: end, text: text,
				up: true})
		}
		d.h = foot + room + 8
		return
	}
	tick := int(max(1, niceTick(float64(len(d.Steps)), int(max(2, (d.to-d.left)/60)))))
	d.h = foot + 42
	for i := tick; i <= len(d.Steps); i += tick {
		d.put(words{hand: axis, text: strconv.Itoa(i)}, true, place{point{d.x(i), foot + 8}, middle})
	}
	d.write(words{hand: axis, at: point{d.left, foot + 26},
		text: axis.fit("acts, in the order of the table", d.to-d.left)})
}

// sideKinds are how lines differ.
var sideKinds = [...]kind{side0, side1, side2, side3}

func sideKind(i int) kind { return sideKinds[i%len(sideKinds)] }

// side draws one side as a staircase. Of steps on the same place the lowest and the highest count.
func (d *coursePlot) side(i int) {
	side := &d.Sides[i]
	run := []point{{d.x(0), d.scale.place(0)}}
	add := func(x, y float64) { run = append(run, point{x, y}) }
	var at []point
	for from := 0; from < len(d.Steps); {
		to := from + 1
		for to < len(d.Steps) && d.x(to+1)-d.x(from+1) < 0.5 {
			to++
		}
		x := d.x(from + 1)
		add(x, run[len(run)-1].y)
		values := []float64{}
		for k := from; k < to; k++ {
			values = append(values, side.after(k))
		}
		if to-from > 2 {
			add(x, d.scale.place(slices.Min(values)))
			add(x, d.scale.place(slices.Max(values)))
		}
		add(x, d.scale.place(values[len(values)-1]))
		if values[len(values)-1] != side.after(from-1) && len(d.Steps) <= 60 {
			at = append(at, point{x, d.scale.place(values[len(values)-1])})
		}
		from = to
	}
	add(d.to, run[len(run)-1].y)
	d.stroke(sideKind(i), run)
	d.ink(run)
	look := smallDot
	if i%2 == 1 {
		look = smallHollow
	}
	d.dots(look, at...)
	d.inkDots(5, at...)
}

// named writes the name of a side and where it ends, near its end or, where there is no room,
// along it.
func (d *coursePlot) named(i int) {
	side := &d.Sides[i]
	last := side.after(len(d.Steps) - 1)
	w := words{hand: strong, text: strong.fit(side.Name, min(190, d.w*0.4)) + " " + signed(last)}
	if i%2 == 1 {
		w.hand = plain
	}
	y := d.scale.place(last)
	above, below := place{point{d.to, y - 10}, end}, place{point{d.to, y + 18}, end}
	if last < 0 {
		above, below = below, above
	}
	places := []place{above, below}
	for k := len(d.Steps) - 1; k > 0 && side.after(k-1) == last; k-- {
		places = append(places, place{point{d.x(k), above.at.y}, end},
			place{point{d.x(k), below.at.y}, end})
	}
	d.put(w, true, append(places, near(d.to+8, y)...)...)
}

// largest writes the largest single step of each side where it is taken.
func (d *coursePlot) largest() {
	for i := range d.Sides {
		side, best, at := &d.Sides[i], 0.0, -1
		for k := range d.Steps {
			if change := side.after(k) - side.after(k-1); change > best {
				best, at = change, k
			}
		}
		if at < 0 {
			continue
		}
		text := signed(best)
		if day := d.Steps[at].Day; day != calendar.None {
			text += " on " + Told(day)
		}
		x, y := d.x(at+1), d.scale.place(side.after(at))
		mid := (y + d.scale.place(side.after(at-1))) / 2
		d.put(words{hand: plain, text: text}, false,
			place{point{x + 8, mid + 4}, start}, place{point{x - 8, mid + 4}, end},
			place{point{x + 8, y - 8}, start}, place{point{x - 8, y - 8}, end})
	}
}

// key writes what above and below zero mean, and the notes of the sides, under all.
func (d *coursePlot) key() {
	d.put(words{hand: axis, text: "exposed: has given more"}, false,
		place{point{d.left + 4, d.scale.to + 12}, start}, place{point{d.to, d.scale.to + 12}, end})
	if d.scale.low < 0 {
		d.put(words{hand: axis, text: "has received more"}, false,
			place{point{d.left + 4, d.scale.at - 6}, start}, place{point{d.to, d.scale.at - 6}, end})
	}
	for i := range d.Sides {
		side := &d.Sides[i]
		if lettering.Clean(side.Note) == "" {
			continue
		}
		d.h += 17
		y := d.h - 4
		d.stroke(sideKind(i), []point{{0, y - 4}, {26, y - 4}})
		text := side.Name + ": " + side.Note
		d.write(words{hand: plain, at: point{34, y}, text: plain.fit(text, d.w-34)})
	}
	d.h = math.Ceil(d.h + 4)
}
