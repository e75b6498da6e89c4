package chart

import (
	"cmp"
	"slices"
	"strings"

	"lockstep/internal/calendar"
)

// Levels is what is said of one level: what the text allows, and what was measured, announced and
// authorised, by the day.
type Levels struct {
	Head
	Unit, Basis string
	Bounds      []Bound // by day
	Series      []Series
	Cut         calendar.Day // the day looked at; None: none
}

// A Bound is what the text says of a level from a day on, until the next bound of its kind. From
// is None for what holds from the beginning.
type Bound struct {
	Kind   BoundKind
	From   calendar.Day
	Value  float64
	Clause string // where it stands
}

// A BoundKind is what a bound asks.
type BoundKind uint8

// The kinds of bound.
const (
	Ceiling BoundKind = iota // no more than that
	Target                   // that much
	Floor                    // no less than that
)

// boundWords are the kinds as they are written.
var boundWords = [...]string{"ceiling", "target", "floor"}

// A Series is figures that can be compared: of one kind and on one basis.
type Series struct {
	Kind    FigureKind
	Basis   string // "" for that of the level
	Figures []Figure
}

// A FigureKind is what a figure is.
type FigureKind uint8

// The kinds of figure.
const (
	Measured FigureKind = iota
	Announced
	Authorised
)

// figureWords are the kinds as they are written.
var figureWords = [...]string{"measured", "announced", "authorised"}

// A Figure is how many there were, or are to be, as one source has it. From and Until are the
// first and the last day of the time that it speaks of. By is the day that an announcement names,
// None where it names none. Known is None where nobody knows when it was published.
type Figure struct {
	From, Until, Known, By calendar.Day
	Low, Best, High        float64
	Source, Event          string
}

// About is the head of the chart.
func (l *Levels) About() Head { return l.Head }

// Table is every bound and every figure, by kind, basis and day.
func (l *Levels) Table() Table {
	t := Table{Columns: []Column{
		{"kind", Words}, {"from", Days}, {"until", Days}, {"low", Figures}, {"best", Figures},
		{"high", Figures}, {"unit", Words}, {"basis", Words}, {"known", Days}, {"by", Days},
		{"source", Words}, {"event", Words},
	}}
	for _, b := range l.Bounds {
		t.Rows = append(t.Rows, []string{boundWords[b.Kind], b.From.String(), "", "",
			plainNumber(b.Value), "", l.Unit, l.Basis, "", "", b.Clause, ""})
	}
	for _, s := range l.Series {
		for _, f := range s.Figures {
			t.Rows = append(t.Rows, []string{figureWords[s.Kind], f.From.String(),
				f.Until.String(), plainNumber(f.Low), plainNumber(f.Best), plainNumber(f.High),
				l.Unit, cmp.Or(s.Basis, l.Basis), f.Known.String(), f.By.String(), f.Source,
				f.Event})
		}
	}
	return t
}

// A moment is the figures of a series that speak of one day, by best figure, each value once.
type moment struct {
	day     calendar.Day
	figures []Figure
}

// moments are the figures of a series by day; those that cannot be drawn are left out.
func moments(figures []Figure) []moment {
	sorted := slices.Clone(figures)
	slices.SortStableFunc(sorted, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Best, y.Best),
			cmp.Compare(x.Low, y.Low), cmp.Compare(y.High, x.High))
	})
	var all []moment
	for _, f := range sorted {
		if f.From == calendar.None || !finite(f.Best) || !finite(f.Low) || !finite(f.High) {
			continue
		}
		f.Low, f.High = min(f.Low, f.Best), max(f.High, f.Best)
		last := len(all) - 1
		if last < 0 || all[last].day != f.From {
			all = append(all, moment{f.From, []Figure{f}})
			continue
		}
		if g := all[last].figures; g[len(g)-1].Best != f.Best || f.Low != f.High {
			all[last].figures = append(g, f)
		}
	}
	return all
}

// values are the best figures of a moment, ascending, each once.
func (m moment) values() []float64 {
	var all []float64
	for _, f := range m.figures {
		all = append(all, f.Best)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (m moment) least() float64 { return m.values()[0] }

// begin is the first of the days that are drawn. One day in ten, or a single one, may be left out
// where it lies before a gap that is longer than all that follows it, and than half a year: it
// would squeeze the others together. until is the last day that is drawn in any case.
func begin(days []calendar.Day, until calendar.Day) calendar.Day {
	sorted := slices.DeleteFunc(slices.Clone(days),
		func(d calendar.Day) bool { return d == calendar.None })
	slices.Sort(sorted)
	if sorted = slices.Compact(sorted); len(sorted) == 0 {
		return calendar.None
	}
	until = max(until, sorted[len(sorted)-1])
	for left := max(len(sorted)/10, min(1, len(sorted)/4)); left > 0; left-- {
		if sorted[left]-sorted[left-1] > max(until-sorted[left], 180) {
			return sorted[left]
		}
	}
	return sorted[0]
}

// DaysOver is on how many days up to the cut the level stood above its ceiling, as far as the
// figures tell: of several figures of a day the lowest counts, and each holds until the next.
// The second result is the last ceiling that it was above.
func (l *Levels) DaysOver() (days int, limit float64) {
	for _, over := range l.over() {
		days += int(over.until - over.from)
		limit = over.limit
	}
	return days, limit
}

// A stretch is days on which a level stood above a ceiling.
type stretch struct {
	from, until  calendar.Day // until is the first day after them
	value, limit float64
}

// over are the days above the ceiling, by day.
func (l *Levels) over() []stretch {
	held := l.measured()
	var all []stretch
	for i, m := range held {
		until := l.Cut
		if i+1 < len(held) {
			until = held[i+1].day
		}
		if l.Cut != calendar.None {
			until = min(until, l.Cut)
		}
		for _, c := range l.spells(Ceiling) {
			from, to := max(m.day, c.from), min(until, c.until)
			if from < to && m.least() > c.value {
				all = append(all, stretch{from, to, m.least(), c.value})
			}
		}
	}
	return all
}

// measured are the moments of what was measured on the level's own basis.
func (l *Levels) measured() []moment {
	for _, s := range l.Series {
		if s.Kind == Measured && s.Basis == "" {
			return moments(s.Figures)
		}
	}
	return nil
}

// A spell is a bound with its end.
type spell struct {
	from, until calendar.Day // until is the first day on which it is another
	value       float64
	clause      string
}

// spells are the bounds of a kind, each until the next; of those of one day the lowest ceiling
// and the highest of the others.
func (l *Levels) spells(k BoundKind) []spell {
	var all []spell
	for _, b := range l.Bounds {
		if b.Kind == k && finite(b.Value) {
			all = append(all, spell{max(b.From, calendar.First), calendar.Last, b.Value, b.Clause})
		}
	}
	slices.SortStableFunc(all, func(x, y spell) int {
		order := cmp.Compare(x.value, y.value)
		if k == Ceiling {
			order = -order
		}
		return cmp.Or(cmp.Compare(x.from, y.from), order, strings.Compare(y.clause, x.clause))
	})
	for i := range all {
		if i+1 < len(all) {
			all[i].until = all[i+1].from
		}
	}
	return slices.DeleteFunc(all, func(s spell) bool { return s.until <= s.from })
}
