package figures

import (
	"math"
	"slices"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A Conflict is a set of figures about one matter that cannot all be right: each of them
// contradicts at least one other. From and Until are the first and last day that they speak of.
type Conflict struct {
	Matter
	From, Until calendar.Day
	Figures     []*Figure // by time, known day and id
}

// Conflicts finds the conflicts among the selected figures, which are given by time, known day
// and id, by matter. Its work grows with the number of figures, and with that of the figures that
// are in conflict.
func (s *Sheet) Conflicts(selected []*Figure) []Conflict {
	sweeps := make([]sweep, len(s.matters))
	for _, f := range selected {
		sweeps[f.matter].add(f)
	}
	var conflicts []Conflict
	for i := range sweeps {
		sweeps[i].flush()
		for _, figures := range sweeps[i].merged() {
			conflicts = append(conflicts, newConflict(s.matters[i], figures))
		}
	}
	return conflicts
}

func newConflict(matter Matter, figures []*Figure) Conflict {
	c := Conflict{Matter: matter, From: figures[0].At, Figures: figures}
	for _, f := range figures {
		c.Until = max(c.Until, f.Until)
	}
	return c
}

// A sweep goes through the figures of one matter in the order of time. Times are days, months or
// years, of which one either contains the other or does not meet it. So what speaks of a day can
// be contradicted by what speaks of the same day, its month and its year.
type sweep struct {
	at       calendar.Day
	spans    [3]spread // by precision: what speaks of the current day, month, year
	fresh    [3]bool   // by precision: something was added since the last flush
	figures  int
	longer   bool        // some of them speak of more than a day
	disjoint [][]*Figure // sets in which each figure contradicts another one
}

// A spread is a set of figures of one time, with the bounds that say whether they all agree.
type spread struct {
	figures []*Figure
	minHigh float64
	maxLow  float64
}

func (s *sweep) add(f *Figure) {
	if s.figures > 0 && f.At != s.at {
		s.flush()
	}
	s.at = f.At
	s.figures++
	s.longer = s.longer || f.precision != ledger.ByDay
	span := &s.spans[f.precision]
	if len(span.figures) == 0 || span.figures[0].At != f.At {
		*span = spread{figures: span.figures[:0], minHigh: math.Inf(1), maxLow: math.Inf(-1)}
	}
	span.figures = append(span.figures, f)
	span.minHigh = min(span.minHigh, f.High)
	span.maxLow = max(span.maxLow, f.Low)
	s.fresh[f.precision] = true
}

// flush looks at what was added of one time, longest times first, each together with the longer
// times that contain it.
func (s *sweep) flush() {
	for _, precision := range [...]ledger.Precision{ledger.ByYear, ledger.ByMonth, ledger.ByDay} {
		if s.fresh[precision] {
			s.look(precision)
		}
		s.fresh[precision] = false
	}
}

// look finds the contradictions of what speaks of the current time of that precision.
func (s *sweep) look(precision ledger.Precision) {
	minHigh, maxLow := math.Inf(1), math.Inf(-1)
	for i := range s.spans[precision:] {
		if span := &s.spans[int(precision)+i]; span.contains(s.at) {
			minHigh, maxLow = min(minHigh, span.minHigh), max(maxLow, span.maxLow)
		}
	}
	if maxLow <= minHigh {
		return
	}
	var disjoint []*Figure
	for i := range s.spans[precision:] {
		span := &s.spans[int(precision)+i]
		if !span.contains(s.at) {
			continue
		}
		for _, f := range span.figures {
			if f.High < maxLow || f.Low > minHigh {
				disjoint = append(disjoint, f)
			}
		}
	}
	s.disjoint = append(s.disjoint, disjoint)
}

// contains reports whether the time of the spread has that day in it.
func (s *spread) contains(day calendar.Day) bool {
	return len(s.figures) > 0 && day <= s.figures[0].Until
}

// merged joins the sets that have a figure in common. Those of single days never have.
func (s *sweep) merged() [][]*Figure {
	if !s.longer {
		return s.disjoint
	}
	var sets [][]*Figure
	setOf := map[*Figure]int{}
	for _, disjoint := range s.disjoint {
		to := -1
		for _, f := range disjoint {
			if at, known := setOf[f]; known && to < 0 {
				to = at
			}
		}
		if to < 0 {
			to = len(sets)
			sets = append(sets, nil)
		}
		sets = join(sets, to, disjoint, setOf)
	}
	sets = slices.DeleteFunc(sets, func(set []*Figure) bool { return len(set) == 0 })
	for _, set := range sets {
		slices.SortFunc(set, (*Figure).compare)
	}
	return sets
}

// join puts figures into the set at position to, with all of the sets that they are in already.
func join(sets [][]*Figure, to int, figures []*Figure, setOf map[*Figure]int) [][]*Figure {
	for _, f := range figures {
		at, known := setOf[f]
		switch {
		case !known:
			sets[to] = append(sets[to], f)
			setOf[f] = to
		case at != to:
			for _, moved := range sets[at] {
				setOf[moved] = to
			}
			sets[to] = append(sets[to], sets[at]...)
			sets[at] = nil
		}
	}
	return sets
}
