package chart

import (
	"cmp"
	"slices"
	"strconv"

	"lockstep/internal/calendar"
)

// Strip is the cut among all days: what falls due, what happened, and when it was learned. A
// slanted line is the time that it took to learn; of more than can be told apart, the shortest,
// the middle and the longest of every few days. Entries from long before all others are in the
// table only.
type Strip struct {
	Head
	Due     []DueDay
	Entries []Entry
	AsOf    calendar.Day // None: none
	KnownAt calendar.Day // None: all that is known
}

// A DueDay is a day on which something falls due.
type DueDay struct {
	Day  calendar.Day
	Name string
	Is   DueState
}

// A DueState is how a due day stands at the cut.
type DueState uint8

// The states of a due day.
const (
	Ahead  DueState = iota // the day has not come
	Met                    // done
	Waits                  // past, and what it waits for is missing
	Missed                 // past, and free to be done
)

// dueWords are the states as they are written.
var dueWords = [...]string{"ahead", "met", "waits", "overdue"}

// An Entry is an event of the evidence. From and Until are the first and last day of the time it
// speaks of; Known is None where nobody knows when it was published.
type Entry struct {
	From, Until, Known calendar.Day
	What, Event        string
}

// About is the head of the chart.
func (t *Strip) About() Head { return t.Head }

// Table is every due day and every entry, by day.
func (t *Strip) Table() Table {
	table := Table{Columns: []Column{{"track", Words}, {"day", Days}, {"until", Days},
		{"known", Days}, {"days_to_learn", Figures}, {"what", Words}, {"event", Words}}}
	for _, d := range t.Due {
		table.Rows = append(table.Rows, []string{"due", d.Day.String(), "", "", "",
			d.Name + ", " + dueWords[d.Is], ""})
	}
	for _, e := range t.Entries {
		table.Rows = append(table.Rows, []string{"happened", e.From.String(), e.Until.String(),
			e.Known.String(), e.lag(), e.What, e.Event})
	}
	return table
}

// lag is how many days it took to learn, "" where that is not known.
func (e Entry) lag() string {
	if e.From == calendar.None || e.Known == calendar.None {
		return ""
	}
	return strconv.Itoa(max(0, calendar.Between(max(e.From, e.Until), e.Known)))
}

// Where the tracks of a strip are.
const (
	dueTrack      = 30.0
	happenedTrack = 58.0
	learnedTrack  = 86.0
	stripHigh     = 106.0
)

// A stripPlot is a strip on its way to a sheet.
type stripPlot struct {
	*sheet
	*Strip
	days span
}

func (t *Strip) draw(s *sheet) {
	d := &stripPlot{sheet: s, Strip: t}
	s.h = stripHigh
	d.reach()
	d.ground()
	d.lags()
	d.entries()
	d.dues()
	d.cuts()
}

// A Reach is which days a chart shows and where: Left and Right are the places of the first and the
// last one as shares of the width of the picture.
type Reach struct {
	From, Until calendar.Day
	Left, Right float64
}

// Reach is what days the strip shows at a width, so that a page can lay something over it.
func (t *Strip) Reach(w Width) Reach {
	d := &stripPlot{sheet: &sheet{w: float64(w)}, Strip: t}
	d.reach()
	return Reach{d.days.from, d.days.until, d.days.at / d.w, d.days.to / d.w}
}

// reach finds the first and the last day.
func (d *stripPlot) reach() {
	from, until := calendar.Last, calendar.First
	day := func(days ...calendar.Day) {
		for _, x := range days {
			if x != calendar.None {
				from, until = min(from, x), max(until, x)
			}
		}
	}
	var days []calendar.Day
	for _, x := range d.Due {
		days = append(days, x.Day)
	}
	for _, e := range d.Entries {
		days = append(days, e.From)
	}
	first := begin(days, max(d.AsOf, d.KnownAt))
	for _, e := range d.Entries {
		if e.From >= first {
			day(e.From, e.Until, e.Known)
		}
	}
	for _, x := range d.Due {
		day(x.Day)
	}
	if day(d.AsOf, d.KnownAt); from > until {
		from, until = 0, 1
	}
	left := axis.wide("Happened") + 14
	air := calendar.Day(float64(until-from)*0.02) + 1
	d.days = span{max(from-1, calendar.First), min(until+air, calendar.Last), left, d.w - 8}
}

// ground draws the months and the tracks: solid up to the cut, dotted beyond.
func (d *stripPlot) ground() {
	var rules route
	ticks := d.days.dayTicks()
	yearSaid := slices.ContainsFunc(ticks, func(t dayTick) bool { return len(t.label) == 4 })
	for i, t := range ticks {
		x := d.days.place(t.day)
		rules = append(rules, []point{{x, 16}, {x, 96}})
		if year, _, _ := t.day.Date(); i == 0 && !yearSaid {
			t.label += " " + strconv.Itoa(year)
		}
		d.put(words{hand: axis, text: t.label}, true, place{point{x, 11}, middle},
			place{point{x, 11}, start}, place{point{d.w, 11}, end})
	}
	d.stroke(grid, rules...)
	for _, t := range []struct {
		name string
		y    float64
		cut  calendar.Day
	}{
		{"Due", dueTrack, calendar.None}, {"Happened", happenedTrack, d.AsOf},
		{"Learned", learnedTrack, d.KnownAt},
	} {
		d.write(words{hand: axis, at: point{0, t.y + 4}, text: t.name})
		upto := d.days.to
		if t.cut != calendar.None {
			upto = d.days.place(d.days.clamp(t.cut))
		}
		d.stroke(base, []point{{d.days.at, t.y}, {upto, t.y}})
		if upto < d.days.to {
			d.stroke(later, []point{{upto, t.y}, {d.days.to, t.y}})
		}
	}
}

// lags draws the lines from what happened to when it was learned, each once.
func (d *stripPlot) lags() {
	type lagLine struct{ from, to calendar.Day }
	seen := map[lagLine]bool{}
	var lines route
	for _, e := range d.Entries {
		l := lagLine{e.From, e.Known}
		if seen[l] {
			continue
		}
		seen[l] = true
		if d.days.holds(l.from) && d.days.holds(l.to) {
			lines = append(lines, []point{{d.days.place(l.from), happenedTrack},
				{d.days.place(l.to), learnedTrack}})
		}
	}
	d.stroke(lag, apart(lines)...)
}

// entries draws what happened and when it was learned. A hollow bar is a month or year; a hollow
// dot has no day of publication.
func (d *stripPlot) entries() {
	var happened, unknown, learned []point
	bars := map[[2]calendar.Day]bool{}
	for _, e := range d.Entries {
		if !d.days.holds(e.From) {
			continue
		}
		x, until := d.days.place(e.From), d.days.clamp(max(e.From, e.Until))
		if to := d.days.place(until); to-x > 4 && !bars[[2]calendar.Day{e.From, until}] {
			bars[[2]calendar.Day{e.From, until}] = true
			d.bar(x, to, happenedTrack)
		}
		if e.Known == calendar.None {
			unknown = append(unknown, point{x, happenedTrack})
			continue
		}
		happened = append(happened, point{x, happenedTrack})
		if d.days.holds(e.Known) {
			learned = append(learned, point{d.days.place(e.Known), learnedTrack})
		}
	}
	unknown, known := onePerPlace(unknown), onePerPlace(append(happened, learned...))
	d.dots(smallHollow, unknown...)
	d.dots(smallDot, known...)
	d.inkDots(3.2, append(known, unknown...)...)
}

func (d *stripPlot) bar(x, to, y float64) {
	d.area(quiet, []point{{x, y - 3}, {to, y - 3}, {to, y + 3}, {x, y + 3}})
}

// dues draws the due days: of several on one day the one that is worst, with their number.
func (d *stripPlot) dues() {
	sorted := slices.Clone(d.Due)
	slices.SortStableFunc(sorted, func(x, y DueDay) int { return cmp.Compare(x.Day, y.Day) })
	for i := 0; i < len(sorted); {
		k := i
		for k < len(sorted) && sorted[k].Day == sorted[i].Day {
			k++
		}
		if d.days.holds(sorted[i].Day) {
			d.due(sorted[i:k])
		}
		i = k
	}
}

func (d *stripPlot) due(same []DueDay) {
	worst := slices.MaxFunc(same, func(x, y DueDay) int { return cmp.Compare(x.Is, y.Is) })
	x := d.days.place(same[0].Day)
	d.dueMark(worst.Is, point{x, dueTrack})
	if len(same) > 1 {
		d.put(words{hand: axis, text: strconv.Itoa(len(same))}, false,
			place{point{x + 6, dueTrack - 4}, start}, place{point{x - 6, dueTrack - 4}, end})
	}
}

// dueMark is the shape of a state: an open diamond ahead, grey where it waits, filled where it
// is met, a triangle for what is overdue.
func (s *sheet) dueMark(is DueState, at point) {
	rhomb := []point{{at.x, at.y - 5}, {at.x + 5, at.y}, {at.x, at.y + 5}, {at.x - 5, at.y}}
	switch is {
	case Met:
		s.area(met, rhomb)
	case Missed:
		s.area(lateMark, []point{{at.x, at.y - 5}, {at.x + 5, at.y + 4}, {at.x - 5, at.y + 4}})
	case Waits:
		s.area(quiet, rhomb)
	default:
		s.area(diamond, rhomb)
	}
	s.inkDots(5, at)
}

// cuts draws the two days of the cut.
func (d *stripPlot) cuts() {
	for _, c := range []struct {
		day        calendar.Day
		top, foot  float64
		label      string
		labelAbove float64
	}{
		{d.AsOf, 18, 66, "as of ", 50}, {d.KnownAt, 77, 96, "known at ", 102},
	} {
		if !d.days.holds(c.day) {
			continue
		}
		x := d.days.place(c.day)
		d.stroke(cutLine, []point{{x, c.top}, {x, c.foot}})
		d.put(words{hand: atCut, text: c.label + Told(c.day)}, false,
			place{point{x + 6, c.labelAbove}, start}, place{point{x - 6, c.labelAbove}, end})
	}
}
