package chart

import (
	"math"
	"strconv"

	"lockstep/internal/calendar"
)

// A scale carries figures to places between two ends.
type scale struct {
	low, high float64 // figures
	at, to    float64 // places of low and high
	tick      float64
}

// newScale makes a scale from a tick below the lowest to a tick above the highest figure, zero
// among them, with at most so many ticks.
func newScale(low, high float64, most int) scale {
	low, high = min(low, 0), max(high, 0)
	if low == high {
		high = 1
	}
	tick := niceTick(high-low, most)
	return scale{low: math.Floor(low/tick+1e-9) * tick, high: math.Ceil(high/tick-1e-9) * tick,
		tick: tick}
}

// niceTick is 1, 2 or 5 times a power of ten, so that few ticks cover the span.
func niceTick(span float64, most int) float64 {
	power := math.Pow(10, math.Floor(math.Log10(span/float64(most))))
	for _, factor := range []float64{1, 2, 5} {
		if span/(factor*power) <= float64(most) {
			return factor * power
		}
	}
	return 10 * power
}

// between sets where the ends of a scale are.
func (c scale) between(low, high float64) scale {
	c.at, c.to = low, high
	return c
}

func (c scale) place(x float64) float64 {
	return c.at + (c.to-c.at)*(x-c.low)/(c.high-c.low)
}

// ticks are the figures at which the axis is marked.
func (c scale) ticks() []float64 {
	var all []float64
	for k := 0; ; k++ {
		x := c.low + float64(k)*c.tick
		if x > c.high+c.tick/2 || k > 50 {
			return all
		}
		if math.Abs(x) < c.tick/2 {
			x = 0
		}
		all = append(all, x)
	}
}

// widest is the room that the figures of the axis need.
func (c scale) widest(told func(float64) string) float64 {
	wide := 0.0
	for _, x := range c.ticks() {
		wide = max(wide, axis.wide(told(x)))
	}
	return wide
}

// A span is days carried to places.
type span struct {
	from, until calendar.Day
	at, to      float64
}

func (c span) place(d calendar.Day) float64 {
	if c.until <= c.from {
		return (c.at + c.to) / 2
	}
	return c.at + (c.to-c.at)*float64(d-c.from)/float64(c.until-c.from)
}

// holds reports whether a day is on the axis.
func (c span) holds(d calendar.Day) bool {
	return d != calendar.None && d >= c.from && d <= c.until
}

// clamp is a day moved onto the axis.
func (c span) clamp(d calendar.Day) calendar.Day { return max(c.from, min(d, c.until)) }

// A dayTick is a day at which an axis is marked.
type dayTick struct {
	day   calendar.Day
	label string
}

// monthSteps are how many months may lie between two marks.
var monthSteps = []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000,
	120000}

// dayTicks are the days at which the axis is marked, so that labels stand apart: years, months or
// days.
func (c span) dayTicks() []dayTick {
	const apart = 48.0
	perDay := (c.to - c.at) / math.Max(1, float64(c.until-c.from))
	for _, step := range monthSteps {
		if perDay*30.4*float64(step) < apart {
			continue
		}
		if ticks := c.monthTicks(step); len(ticks) > 1 || step > 12 {
			return ticks
		}
		break
	}
	return c.shortTicks(apart / perDay)
}

// monthTicks are the firsts of every so many months, counted from January, or of years.
func (c span) monthTicks(step int) []dayTick {
	y, m, _ := c.from.Date()
	var all []dayTick
	month := y*12 + m - 1
	month += (step - month%step) % step
	for ; ; month += step {
		y, m := month/12, month%12+1
		d := calendar.MakeDay(y, m, 1)
		if d > c.until || y > 9999 {
			return all
		}
		if d < c.from {
			continue
		}
		label := months[m]
		if m == 1 {
			label = strconv.Itoa(y)
		}
		all = append(all, dayTick{d, label})
	}
}

// shortTicks are days of a short time, so many apart at least; the first says the year.
func (c span) shortTicks(apart float64) []dayTick {
	step := calendar.Day(1)
	for _, s := range []calendar.Day{1, 2, 5, 7, 14, 28, 60} {
		if step = s; float64(s) >= apart {
			break
		}
	}
	var all []dayTick
	for d := c.from; d <= c.until; d += step {
		_, m, day := d.Date()
		all = append(all, dayTick{d, strconv.Itoa(day) + " " + months[m]})
	}
	return all
}

// daysUnder draws the axis of days at a height: a line, marks, and labels where they fit. Where
// no label says a year, the first does.
func (s *sheet) daysUnder(c span, y float64) {
	s.stroke(base, []point{{c.at, y}, {c.to, y}})
	ticks := c.dayTicks()
	yearSaid := false
	for _, t := range ticks {
		yearSaid = yearSaid || len(t.label) == 4
	}
	var marks route
	for i, t := range ticks {
		x := c.place(t.day)
		marks = append(marks, []point{{x, y}, {x, y + 4}})
		label := t.label
		if year, _, _ := t.day.Date(); i == 0 && !yearSaid {
			label += " " + strconv.Itoa(year)
		}
		s.put(words{hand: axis, text: label}, true, place{point{x, y + 17}, middle},
			place{point{c.at, y + 17}, start}, place{point{c.to, y + 17}, end})
	}
	s.stroke(base, marks...)
}

// figuresBeside draws the axis of figures at the left side: hairlines across, zero heavier.
func (s *sheet) figuresBeside(c scale, left, right float64, told func(float64) string) {
	var rules route
	for _, x := range c.ticks() {
		y := c.place(x)
		run := []point{{left, y}, {right, y}}
		if x == 0 {
			s.stroke(base, run)
		} else {
			rules = append(rules, run)
		}
		s.write(words{hand: axis, at: point{left - 8, y + 4}, anchor: end, text: told(x)})
	}
	s.stroke(grid, rules...)
}

// cut draws the line of the day that is looked at, with its label at the top.
func (s *sheet) cut(c span, day calendar.Day, top, foot float64) {
	if !c.holds(day) {
		return
	}
	x := c.place(day)
	s.stroke(cutLine, []point{{x, top}, {x, foot}})
	s.ink([]point{{x, top}, {x, foot}})
	s.put(words{hand: atCut, text: "as of " + Told(day)}, true,
		place{point{x - 4, top - 6}, end}, place{point{x + 4, top - 6}, start},
		place{point{x, top - 6}, middle}, place{point{0, top - 6}, start})
}
