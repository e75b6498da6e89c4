package chart

import (
	"cmp"
	"slices"
	"strconv"

	"lockstep/internal/calendar"
)

// Timeline is clocks and commitments, one a row: when each may begin, when it is due, what
// happened, and when that was learned.
type Timeline struct {
	Head
	Rows    []Row
	AsOf    calendar.Day // None: none
	KnownAt calendar.Day // None: all that is known
}

// A Row is a clock or a commitment. Opens and Due are the window in which it is to happen; None
// where the text names no such day or it hangs on what has not happened. Began and Ended are what
// is known of when it did. Silent means that it runs and nobody has said how.
type Row struct {
	Name, Note               string
	Opens, Due, Began, Ended calendar.Day
	Is                       DueState
	Silent                   bool
	Entries                  []Entry
}

// About is the head of the chart.
func (t *Timeline) About() Head { return t.Head }

// Table is every row with its window, and every entry under its row.
func (t *Timeline) Table() Table {
	table := Table{Columns: []Column{{"what", Words}, {"standing", Words}, {"opens", Days},
		{"due", Days}, {"began", Days}, {"ended", Days}, {"happened", Days}, {"until", Days},
		{"known", Days}, {"days_to_learn", Figures}, {"told", Words}, {"event", Words}}}
	for _, r := range t.Rows {
		own := []string{r.Name, r.Note, r.Opens.String(), r.Due.String(), r.Began.String(),
			r.Ended.String()}
		if len(r.Entries) == 0 {
			table.Rows = append(table.Rows, append(own, "", "", "", "", "", ""))
		}
		for _, e := range r.Entries {
			table.Rows = append(table.Rows, append(slices.Clone(own), e.From.String(),
				e.Until.String(), e.Known.String(), e.lag(), e.What, e.Event))
		}
	}
	return table
}

// A timePlot is a timeline on its way to a sheet.
type timePlot struct {
	*sheet
	*Timeline
	days  span
	high  float64 // of a row
	track float64 // where what happened is drawn, below the top of a row
}

const (
	timeTop     = 60.0
	learnedDown = 11.0 // from what happened to when it was learned
)

func (t *Timeline) draw(s *sheet) {
	d := &timePlot{sheet: s, Timeline: t, high: 34, track: 11}
	if d.narrow() {
		d.high, d.track = 48, 26
	}
	if len(t.Rows) == 0 || !d.reach() {
		s.h = 40
		s.write(words{hand: plain, at: point{0, 24}, text: "No day is set and none recorded."})
		return
	}
	s.h = timeTop + d.high*float64(len(t.Rows)) + 6
	d.reserve()
	d.ground()
	for i := range d.Rows {
		d.row(&d.Rows[i], timeTop+d.high*float64(i))
	}
	d.cuts()
}

// reach finds the first and the last day. It reports whether there is any.
func (d *timePlot) reach() bool {
	var days []calendar.Day
	for _, r := range d.Rows {
		days = append(days, r.Opens, r.Due, r.Began, r.Ended)
		for _, e := range r.Entries {
			days = append(days, e.From, e.Until, e.Known)
		}
	}
	days = slices.DeleteFunc(append(days, d.AsOf, d.KnownAt),
		func(x calendar.Day) bool { return x == calendar.None })
	if len(days) == 0 {
		return false
	}
	slices.Sort(days)
	from, until := days[0], days[len(days)-1]
	left := 6.0
	if !d.narrow() {
		left = d.names()
	}
	air := calendar.Day(float64(until-from)*0.02) + 1
	d.days = span{max(from-air, calendar.First), min(until+air, calendar.Last), left, d.w - 10}
	return true
}

// names is the room for the names at the left side of a page.
func (d *timePlot) names() float64 {
	const most = 270
	wide := 90.0
	for _, r := range d.Rows {
		wide = max(wide, strong.wide(strong.fit(r.Name, most)), axis.wide(axis.fit(r.Note, most)))
	}
	return min(wide, most) + 16
}

// ground draws the axis at the top, and lines down.
func (d *timePlot) ground() {
	var rules route
	ticks := d.days.dayTicks()
	yearSaid := slices.ContainsFunc(ticks, func(t dayTick) bool { return len(t.label) == 4 })
	for i, t := range ticks {
		x := d.days.place(t.day)
		rules = append(rules, []point{{x, timeTop - 6}, {x, d.h - 4}})
		if year, _, _ := t.day.Date(); i == 0 && !yearSaid {
			t.label += " " + strconv.Itoa(year)
		}
		d.put(words{hand: axis, text: t.label}, false, place{point{x, timeTop - 10}, middle},
			place{point{x + 3, timeTop - 10}, start}, place{point{x - 3, timeTop - 10}, end})
	}
	d.stroke(grid, rules...)
	var lines route
	for i := range d.Rows {
		y := timeTop + d.high*float64(i)
		lines = append(lines, []point{{0, y}, {d.w, y}})
	}
	d.stroke(grid, lines...)
}

// row draws one row from its top.
func (d *timePlot) row(r *Row, top float64) {
	room := d.days.at - 14
	at := point{0, top + 15}
	if d.narrow() {
		room = d.w * 0.62
	}
	name := strong.fit(r.Name, room)
	d.write(words{hand: strong, at: at, text: name})
	if d.narrow() {
		left := strong.wide(name) + 8
		d.write(words{hand: axis, at: point{left, at.y}, text: axis.fit(r.Note, d.w-left)})
	} else {
		d.write(words{hand: axis, at: point{0, top + 29}, text: axis.fit(r.Note, room)})
	}
	y := top + d.track
	d.window(r, y)
	d.happened(r, y)
	d.due(r, y)
}

// window draws from when it may begin to when it is due, and what became of it.
func (d *timePlot) window(r *Row, y float64) {
	if r.Opens != calendar.None && r.Due != calendar.None && r.Opens <= r.Due {
		a, b := d.days.place(r.Opens), d.days.place(r.Due)
		d.area(window, []point{{a, y - 3}, {b, y - 3}, {b, y + 3}, {a, y + 3}})
		d.ink([]point{{a, y}, {b, y}})
	}
	upto := r.Ended
	if upto == calendar.None {
		upto = d.AsOf
	}
	if r.Is == Missed && r.Due != calendar.None && upto > r.Due {
		run := []point{{d.days.place(r.Due), y}, {d.days.place(upto), y}}
		d.stroke(lateSpan, run)
		d.ink(run)
	}
	if r.Began == calendar.None || upto <= r.Began {
		return
	}
	look := measured
	if r.Silent {
		look = unknownSpan
	}
	run := []point{{d.days.place(r.Began), y}, {d.days.place(upto), y}}
	d.stroke(look, run)
	d.ink(run)
}

// happened draws what happened above, when it was learned below, and the time between slanted.
func (d *timePlot) happened(r *Row, y float64) {
	var lines route
	var unknown, known, learned []point
	for _, e := range r.Entries {
		if !d.days.holds(e.From) {
			continue
		}
		x := d.days.place(e.From)
		if to := d.days.place(d.days.clamp(max(e.From, e.Until))); to-x > 4 {
			d.area(quiet, []point{{x, y - 3}, {to, y - 3}, {to, y + 3}, {x, y + 3}})
		}
		if !d.days.holds(e.Known) {
			unknown = append(unknown, point{x, y})
			continue
		}
		known = append(known, point{x, y})
		k := d.days.place(e.Known)
		learned = append(learned, point{k, y + learnedDown})
		lines = append(lines, []point{{x, y}, {k, y + learnedDown}})
	}
	unknown, learned, known = onePerPlace(unknown), onePerPlace(learned), onePerPlace(known)
	lines = apart(lines)
	d.stroke(lag, lines...)
	d.ink(lines...)
	d.dots(smallHollow, unknown...)
	d.dots(learnedDot, learned...)
	d.dots(smallDot, known...)
	d.inkDots(4, append(append(unknown, learned...), known...)...)
}

// due draws the due day with its words.
func (d *timePlot) due(r *Row, y float64) {
	if r.Due == calendar.None {
		return
	}
	x := d.days.place(r.Due)
	d.dueMark(r.Is, point{x, y})
	d.put(words{hand: axis, text: Told(r.Due)}, false, place{point{x + 9, y + 4}, start},
		place{point{x - 9, y + 4}, end}, place{point{x + 9, y + 15}, start},
		place{point{x - 9, y + 15}, end})
}

// A cutMark is one of the two days of the cut, or both where they are one day.
type cutMark struct {
	day   calendar.Day
	kind  kind
	label string
}

// cutMarks has the later day first, so that its words stand above the line of the other.
func (d *timePlot) cutMarks() []cutMark {
	var marks []cutMark
	if d.days.holds(d.AsOf) {
		marks = append(marks, cutMark{d.AsOf, cutLine, "as of " + Told(d.AsOf)})
	}
	switch {
	case !d.days.holds(d.KnownAt):
	case d.KnownAt == d.AsOf:
		marks[0].label = "as of and known at " + Told(d.AsOf)
	default:
		marks = append(marks, cutMark{d.KnownAt, cutKnown, "known at " + Told(d.KnownAt)})
	}
	slices.SortFunc(marks, func(x, y cutMark) int { return cmp.Compare(y.day, x.day) })
	return marks
}

// reserve writes the words of the cut and keeps others off its lines.
func (d *timePlot) reserve() {
	for i, c := range d.cutMarks() {
		x, y := d.days.place(c.day), 12+float64(i)*15
		d.put(words{hand: atCut, text: c.label}, true, place{point{x - 5, y}, end},
			place{point{x + 5, y}, start}, place{point{0, y}, start})
		d.ink([]point{{x, y + 4}, {x, d.h - 2}})
	}
}

// cuts draws the lines of the cut through all rows.
func (d *timePlot) cuts() {
	for i, c := range d.cutMarks() {
		x := d.days.place(c.day)
		runs := [][]point{{{x, 2 + float64(i)*15}, {x, d.h - 2}}}
		if d.narrow() {
			runs = d.besideNames(x, 2+float64(i)*15)
		}
		d.stroke(c.kind, runs...)
	}
}

// besideNames is a line down that leaves out the lines on which names are written.
func (d *timePlot) besideNames(x, top float64) [][]point {
	runs := [][]point{{{x, top}, {x, timeTop}}}
	for i := range d.Rows {
		y := timeTop + d.high*float64(i)
		runs = append(runs, []point{{x, y + d.track - 7}, {x, y + d.high}})
	}
	return runs
}
