package chart

import (
	"math"
	"slices"
	"strings"

	"lockstep/internal/calendar"
)

// A levelPlot is a chart of levels on its way to a sheet.
type levelPlot struct {
	*sheet
	*Levels
	days   span
	scale  scale
	top    float64
	series []plotted
	unsaid []string // what found no place on the lines

	above   string // how long it stood above the ceiling
	hatched box    // the widest of the places that show it
}

// A plotted is a series as far as it is drawn.
type plotted struct {
	Series
	moments []moment
	before  *moment // the last that lies too far back
}

func (l *Levels) draw(s *sheet) {
	d := &levelPlot{sheet: s, Levels: l, top: 30}
	d.read()
	if !d.reach() {
		s.h = 40
		s.write(words{hand: plain, at: point{0, 24}, text: "No figure and no bound is recorded."})
		return
	}
	d.bounds()
	d.hatch()
	for i := range d.series {
		d.line(&d.series[i])
	}
	d.cut(d.days, d.Cut, d.top-8, d.foot())
	d.labels()
	d.notes()
}

// foot is where zero, or what lies lowest, stands.
func (d *levelPlot) foot() float64 { return d.scale.at }

// read makes the series ready and leaves out what lies too far back.
func (d *levelPlot) read() {
	var days []calendar.Day
	for _, b := range d.Bounds {
		days = append(days, b.From)
	}
	for _, s := range d.Levels.Series {
		for _, m := range moments(s.Figures) {
			days = append(days, m.day)
		}
	}
	first := begin(days, d.Cut)
	for _, s := range d.Levels.Series {
		p := plotted{Series: s, moments: moments(s.Figures)}
		for len(p.moments) > 0 && p.moments[0].day < first {
			p.before, p.moments = &p.moments[0], p.moments[1:]
		}
		if len(p.moments) > 0 || p.before != nil {
			d.series = append(d.series, p)
		}
	}
}

// reach finds the ends of both axes and draws them. It reports whether there is anything to draw.
func (d *levelPlot) reach() bool {
	from, until := calendar.Last, calendar.First
	low, high := 0.0, 0.0
	day := func(x calendar.Day) {
		if x != calendar.None {
			from, until = min(from, x), max(until, x)
		}
	}
	for _, p := range d.series {
		for _, m := range p.moments {
			day(m.day)
			for _, f := range m.figures {
				day(f.By)
				low, high = min(low, f.Low), max(high, f.High)
			}
		}
	}
	for _, b := range d.Bounds {
		if finite(b.Value) {
			day(b.From)
			low, high = min(low, b.Value), max(high, b.Value)
		}
	}
	if len(d.series) == 0 && len(d.Bounds) == 0 {
		return false
	}
	if day(d.Cut); from > until {
		from, until = 0, 1
	}
	d.axes(from, until, low, high)
	return true
}

func (d *levelPlot) axes(from, until calendar.Day, low, high float64) {
	tall, ticks := 288.0, 5
	if d.narrow() {
		tall, ticks = 230, 4
	}
	foot := d.top + tall
	d.scale = newScale(low, high, ticks).between(foot, d.top)
	left := d.scale.widest(Number) + 12
	air := calendar.Day(math.Ceil(float64(until-from)*0.03)) + 1
	d.days = span{max(from-air, calendar.First), min(until+air, calendar.Last), left, d.w - 14}
	d.h = foot + 28
	d.figuresBeside(d.scale, left, d.days.to, Number)
	d.daysUnder(d.days, foot)
	d.floor = foot + 2
}

// bounds draws what the text says, thick: ceilings, targets and floors.
func (d *levelPlot) bounds() {
	for k := range boundWords {
		var run []point
		for _, s := range d.spells(BoundKind(k)) {
			if s.until <= d.days.from || s.from > d.days.until {
				continue
			}
			y := d.scale.place(s.value)
			from, until := d.days.place(d.days.clamp(s.from)), d.days.place(d.days.clamp(s.until))
			run = append(run, point{from, y}, point{until, y})
		}
		d.stroke(ceiling, run)
		d.ink(run)
	}
}

// hatch shows the days above the ceiling and counts them.
func (d *levelPlot) hatch() {
	all := d.over()
	if len(all) == 0 {
		return
	}
	days := 0
	var widest box
	for _, o := range all {
		days += int(o.until - o.from)
		r := box{d.days.place(d.days.clamp(o.from)), max(d.scale.place(o.value), d.top),
			d.days.place(d.days.clamp(o.until)), max(d.scale.place(o.limit), d.top)}
		d.area(overWash, r.corners())
		d.stroke(overHatch, hatched(r, 6)...)
		if r.x1-r.x0 >= widest.x1-widest.x0 {
			widest = r
		}
	}
	d.above = counted(days, "day", "days") + " above the ceiling"
	d.hatched = widest
}

// hatched is slanted lines inside a box, a distance apart.
func hatched(r box, apart float64) [][]point {
	var all [][]point
	for c := r.x0 + apart; c < r.x1+(r.y1-r.y0); c += apart {
		// points on the line x + (y - y0) = c
		x0, x1 := max(r.x0, c-(r.y1-r.y0)), min(r.x1, c)
		if x1-x0 > 0.5 {
			all = append(all, []point{{x0, r.y0 + c - x0}, {x1, r.y0 + c - x1}})
		}
	}
	return all
}

// line draws a series.
func (d *levelPlot) line(p *plotted) {
	switch p.Kind {
	case Measured:
		d.staircase(p)
	case Authorised:
		d.plans(p, authorised)
	case Announced:
		d.plans(p, announced)
	}
}

// staircase draws what was measured: each value holds until the next figure. Where the figures of
// one day differ each of them holds.
func (d *levelPlot) staircase(p *plotted) {
	look, points := measured, dot
	if p.Basis != "" {
		look, points = elsewhere, hollow
	}
	var runs [][]point
	for i, m := range p.moments {
		x := d.days.place(m.day)
		levels := m.values()
		if i > 0 {
			levels = append(levels, p.moments[i-1].values()...)
		}
		runs = append(runs, []point{{x, d.scale.place(slices.Min(levels))},
			{x, d.scale.place(slices.Max(levels))}})
		to, last := d.end(p, i)
		for _, v := range m.values() {
			run := []point{{x, d.scale.place(v)}, {to, d.scale.place(v)}}
			if last {
				d.stroke(held, run)
				d.ink(run)
			} else {
				runs = append(runs, run)
			}
		}
	}
	d.stroke(look, runs...)
	d.ink(runs...)
	d.points(p, points)
}

// end is how far a moment of a series is drawn: to the next, or to the cut, beyond the last.
func (d *levelPlot) end(p *plotted, i int) (x float64, last bool) {
	if i+1 < len(p.moments) {
		return d.days.place(p.moments[i+1].day), false
	}
	if d.Cut != calendar.None && d.Cut > p.moments[i].day {
		return d.days.place(d.Cut), true
	}
	return d.days.place(p.moments[i].day), true
}

// points draws the figures: dots, whiskers from low to high, and a bar over the month or year that
// a figure speaks of. Those of one day stand side by side.
func (d *levelPlot) points(p *plotted, look kind) {
	var at []point
	var bars route
	for _, m := range p.moments {
		for i, f := range m.figures {
			x := d.beside(m, i)
			y := d.scale.place(f.Best)
			at = append(at, point{x, y})
			if f.Low < f.High {
				bars = append(bars, []point{{x, d.scale.place(f.Low)}, {x, d.scale.place(f.High)}})
			}
			if f.Until > f.From && d.days.place(d.days.clamp(f.Until))-x > 6 {
				bars = append(bars, []point{{x, y}, {d.days.place(d.days.clamp(f.Until)), y}})
			}
		}
	}
	at = onePerPlace(at)
	d.stroke(whisker, bars...)
	d.ink(bars...)
	d.dots(look, at...)
	d.inkDots(6, at...)
}

// beside is where the figure at that position of a moment stands: to the right of the one before,
// and closer to it where there are many.
func (d *levelPlot) beside(m moment, i int) float64 {
	apart := min(9, 36/math.Max(1, float64(len(m.figures)-1)))
	return min(d.days.place(m.day)+float64(i)*apart, d.days.to)
}

// plans draws what was announced or authorised: from the day on which it was said to the day that
// it names, or until something else was said. The diamond stands at the day named, or, where none
// is, at the day on which it was said.
func (d *levelPlot) plans(p *plotted, look kind) {
	var runs, bars, rhombs route
	var marks []point
	for i, m := range p.moments {
		for _, f := range m.figures {
			x, y := d.days.place(m.day), d.scale.place(f.Best)
			to, _ := d.end(p, i)
			mark := x
			if f.By != calendar.None {
				to = d.days.place(d.days.clamp(f.By))
				mark = to
			}
			runs = append(runs, []point{{min(x, to), y}, {max(x, to), y}})
			if f.Low < f.High {
				bars = append(bars, []point{{x, d.scale.place(f.Low)}, {x, d.scale.place(f.High)}})
			}
			marks = append(marks, point{mark, y})
		}
	}
	marks = onePerPlace(marks)
	for _, at := range marks {
		rhombs = append(rhombs, []point{{at.x, at.y - 7}, {at.x + 7, at.y}, {at.x, at.y + 7},
			{at.x - 7, at.y}})
	}
	d.stroke(look, runs...)
	d.ink(runs...)
	d.stroke(whisker, bars...)
	d.area(diamond, rhombs...)
	d.inkDots(8, marks...)
}

// mostUnsaid is how many of the plans without a place are listed under the axis.
const mostUnsaid = 8

// notes writes, under the axis, what found no place on the lines, and names the kinds of which
// there is no figure.
func (d *levelPlot) notes() {
	present := map[FigureKind]bool{}
	var lines []string
	for _, p := range d.series {
		present[p.Kind] = true
		if p.before != nil {
			lines = append(lines, beforeWords(&p))
		}
	}
	lines = append(lines, d.unsaid[:min(len(d.unsaid), mostUnsaid)]...)
	if more := len(d.unsaid) - mostUnsaid; more > 0 {
		lines = append(lines, "and "+counted(more, "figure", "figures")+" more, in the table")
	}
	var none []string
	for k, name := range figureWords {
		if !present[FigureKind(k)] {
			none = append(none, name)
		}
	}
	if len(none) > 0 {
		lines = append(lines, strings.Join(none, ", ")+": none recorded")
	}
	y := d.h + 12
	d.h = 0
	for _, l := range lines {
		y = d.paragraph(axis, point{d.days.at, y}, d.days.to-d.days.at, l)
	}
	d.h = y - 4
}

// beforeWords tell the last figure before the days that are drawn.
func beforeWords(p *plotted) string {
	f := p.before.figures[0]
	text := "before, " + figureWords[p.Kind] + " for " + ToldSpan(f.From, f.Until) + ": " +
		Number(f.Best)
	if p.Basis != "" {
		text += " (" + p.Basis + ")"
	}
	return text
}
