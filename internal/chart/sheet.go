package chart

import (
	"cmp"
	"math"
	"slices"

	"lockstep/internal/lettering"
)

// A Width is how wide a chart is drawn, in units of the picture. Letters have the same size at
// any width.
type Width int

// The two widths at which charts stand in pages.
const (
	Page      Width = 880
	Telephone Width = 336
)

// A point is a place in the picture, y downward.
type point struct{ x, y float64 }

// A route is lines or the outlines of areas, each a run of points.
type route [][]point

// A canvas is something to draw on: SVG or a raster.
type canvas interface {
	lines(k kind, r route, closed bool)
	dots(k kind, at []point)
	words(w words)
}

// Words are a line of words: where it stands, and how. Rest is a second half in a lighter hand.
// Up means that it is written upward, its end at the place.
type words struct {
	hand       hand
	at         point
	anchor     anchor
	text, rest string
	up         bool
}

// An anchor is which part of a line of words stands at its place.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

// A mark is a thing on a sheet.
type mark interface {
	on(c canvas)
	moved(dx, dy float64) mark
}

type strokes struct {
	kind   kind
	route  route
	closed bool
}

func (s strokes) on(c canvas) { c.lines(s.kind, s.route, s.closed) }

func (s strokes) moved(dx, dy float64) mark {
	to := make(route, len(s.route))
	for i, run := range s.route {
		to[i] = shifted(run, dx, dy)
	}
	s.route = to
	return s
}

type spots struct {
	kind kind
	at   []point
}

func (s spots) on(c canvas) { c.dots(s.kind, s.at) }

func (s spots) moved(dx, dy float64) mark {
	s.at = shifted(s.at, dx, dy)
	return s
}

func (w words) on(c canvas) { c.words(w) }

func (w words) moved(dx, dy float64) mark {
	w.at = point{w.at.x + dx, w.at.y + dy}
	return w
}

func shifted(run []point, dx, dy float64) []point {
	to := make([]point, len(run))
	for i, p := range run {
		to[i] = point{p.x + dx, p.y + dy}
	}
	return to
}

// A sheet is a picture being made: marks in the order in which they are drawn, and the places
// that are taken.
type sheet struct {
	w, h  float64
	marks []mark
	taken []box   // by words
	inked []box   // by lines and dots that words should keep off
	floor float64 // words that are put somewhere stay above it; 0: nowhere in particular
}

func newSheet(w float64) *sheet { return &sheet{w: w} }

// narrow reports whether the sheet is for a telephone.
func (s *sheet) narrow() bool { return s.w < 600 }

// stroke draws open lines.
func (s *sheet) stroke(k kind, runs ...[]point) {
	if r := whole(runs, 2); len(r) > 0 {
		s.marks = append(s.marks, strokes{k, r, false})
	}
}

// area draws outlines that are closed.
func (s *sheet) area(k kind, runs ...[]point) {
	if r := whole(runs, 3); len(r) > 0 {
		s.marks = append(s.marks, strokes{k, r, true})
	}
}

// whole leaves out runs that are too short to be drawn.
func whole(runs route, least int) route {
	var r route
	for _, run := range runs {
		if len(run) >= least {
			r = append(r, run)
		}
	}
	return r
}

// dots draws dots of one kind.
func (s *sheet) dots(k kind, at ...point) {
	if len(at) > 0 {
		s.marks = append(s.marks, spots{k, at})
	}
}

// ink notes lines that words should keep off.
func (s *sheet) ink(runs ...[]point) {
	const air = 2
	for _, run := range runs {
		for i := 1; i < len(run); i++ {
			a, b := run[i-1], run[i]
			pieces := 1
			if a.x != b.x && a.y != b.y {
				pieces = 1 + int(math.Max(math.Abs(a.x-b.x), math.Abs(a.y-b.y))/8)
			}
			for k := range pieces {
				p := between(a, b, float64(k)/float64(pieces))
				q := between(a, b, float64(k+1)/float64(pieces))
				s.inked = append(s.inked, box{
					min(p.x, q.x) - air, min(p.y, q.y) - air, max(p.x, q.x) + air, max(p.y, q.y) + air,
				})
			}
		}
	}
}

// inkDots notes dots that words should keep off.
func (s *sheet) inkDots(radius float64, at ...point) {
	for _, p := range at {
		s.inked = append(s.inked, box{p.x - radius, p.y - radius, p.x + radius, p.y + radius})
	}
}

func between(a, b point, share float64) point {
	return point{a.x + (b.x-a.x)*share, a.y + (b.y-a.y)*share}
}

// write puts words where they are told to stand, whatever is there already.
func (s *sheet) write(w words) {
	if w = w.clean(); w.text != "" {
		s.taken = append(s.taken, w.box())
		s.marks = append(s.marks, w)
	}
}

func (w words) clean() words {
	w.text, w.rest = lettering.Clean(w.text), lettering.Clean(w.rest)
	return w
}

// A place is where words could stand.
type place struct {
	at     point
	anchor anchor
}

// put writes words at the first of the places where they touch nothing, or, where there is none
// and they must be, at the first where they touch no other words, with paper under them. It
// reports whether it did.
func (s *sheet) put(w words, must bool, places ...place) bool {
	if w = w.clean(); w.text == "" {
		return false
	}
	if s.putWhere(w, places, func(b box) bool { return !hits(b, s.taken) && !hits(b, s.inked) }) {
		return true
	}
	return must && s.putWhere(w, places, func(b box) bool {
		if hits(b, s.taken) {
			return false
		}
		s.area(ground, b.corners())
		return true
	})
}

// near are places for words round a point, the nearest first.
func near(x, y float64) []place {
	var all []place
	for _, dy := range []float64{4, -14, 22, -28, 36, -42, 50, -56, 64, -70, -84, -98, -112} {
		if dy != 4 {
			all = append(all, place{point{x, y + dy}, middle})
		}
		for _, dx := range []float64{8, 28, 52} {
			all = append(all, place{point{x + dx, y + dy}, start}, place{point{x - dx, y + dy}, end})
		}
	}
	slices.SortStableFunc(all, func(p, q place) int {
		return cmp.Compare(math.Hypot(p.at.x-x, p.at.y-y), math.Hypot(q.at.x-x, q.at.y-y))
	})
	return all
}

func (s *sheet) putWhere(w words, places []place, free func(box) bool) bool {
	for _, p := range places {
		w.at, w.anchor = p.at, p.anchor
		if b := w.box(); s.holds(b) && free(b) {
			s.write(w)
			return true
		}
	}
	return false
}

// holds reports whether a box lies inside the sheet, below which there is room while its height
// is not settled.
func (s *sheet) holds(b box) bool {
	foot := s.h
	if s.floor != 0 {
		foot = s.floor
	}
	return b.x0 >= 0 && b.x1 <= s.w && b.y0 >= 0 && (foot == 0 || b.y1 <= foot)
}

// fit is text shortened to a width.
func (h hand) fit(text string, most float64) string {
	return handLooks[h].font.Shorten(lettering.Clean(text), most)
}

// wide is how wide a text is.
func (h hand) wide(text string) float64 { return handLooks[h].font.Width(text) }

// paragraph writes text in lines from a place downward and gives the foot of the last.
func (s *sheet) paragraph(h hand, at point, most float64, text string) float64 {
	font := handLooks[h].font
	lines, _ := font.Wrap(lettering.Clean(text), most, 12)
	y := at.y
	for _, l := range lines {
		s.write(words{hand: h, at: point{at.x, y}, text: l})
		y += font.Size + 4
	}
	return y
}

// move shifts everything that was drawn.
func (s *sheet) move(dx, dy float64) {
	for i := range s.marks {
		s.marks[i] = s.marks[i].moved(dx, dy)
	}
	s.taken, s.inked = nil, nil
}

// A box is a rectangle.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) hits(c box) bool {
	return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1
}

func (b box) corners() []point {
	return []point{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}}
}

func hits(b box, taken []box) bool {
	for _, t := range taken {
		if b.hits(t) {
			return true
		}
	}
	return false
}

// box is where words stand, as wide as the widest usual font makes them.
func (w words) box() box {
	font := handLooks[w.hand].font
	wide := font.Width(w.text)
	if w.rest != "" {
		wide += handLooks[ranged].font.Width(" " + w.rest)
	}
	left := 0.0
	switch w.anchor {
	case middle:
		left = wide / 2
	case end:
		left = wide
	}
	over, under := font.Size*0.86, font.Size*0.28
	if w.up {
		return box{w.at.x - over, w.at.y - wide + left, w.at.x + under, w.at.y + left}
	}
	return box{w.at.x - left, w.at.y - over, w.at.x - left + wide, w.at.y + under}
}
