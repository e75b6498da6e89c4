package figures

import (
	"cmp"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A Sheet is all that was ever said of one level, made ready to be compared.
type Sheet struct {
	Level   *agreement.Level
	Figures []Figure // by time, known day and id
	matters []Matter // in their order
	roots   []string // sorted
}

// A Figure is how many there were of a level at a time, as one source has it.
type Figure struct {
	Event     *ledger.Event
	Low, High float64
	At, Until calendar.Day // the first and last day of the time that it speaks of
	matter    int32        // position in the sheet's matters
	root      int32        // position in the sheet's roots
	precision ledger.Precision
}

// A Matter is what figures must have in common to be compared. Unit and basis are those of the
// level where an event states none.
type Matter struct {
	Kind        ledger.Kind
	Unit, Basis string
}

// compare orders matters: measured, announced, authorised; then by basis and unit.
func (m Matter) compare(n Matter) int {
	return cmp.Or(cmp.Compare(m.Kind, n.Kind), cmp.Compare(m.Basis, n.Basis),
		cmp.Compare(m.Unit, n.Unit))
}

// NewSheet makes a sheet of those events that are figures of the level. They must be sorted by
// time, known day and id, and not change afterwards.
func NewSheet(level *agreement.Level, lineage *Lineage, events []*ledger.Event) *Sheet {
	s := &Sheet{Level: level, Figures: make([]Figure, 0, len(events))}
	matters, roots := map[Matter]int32{}, map[string]int32{}
	for _, e := range events {
		if e.Kind.Of() != agreement.KindLevel || e.Value == nil || e.Subject != level.ID {
			continue
		}
		matter := Matter{e.Kind, cmp.Or(e.Unit, level.Unit), cmp.Or(e.Basis, level.Basis)}
		s.Figures = append(s.Figures, Figure{
			Event: e, Low: e.Value.Low, High: e.Value.High, At: e.At, Until: End(e.At, e.Precision),
			matter: number(matters, &s.matters, matter), precision: e.Precision,
			root: number(roots, &s.roots, lineage.Root(e.Source)),
		})
	}
	matterOrder := sortNumbered(s.matters, Matter.compare)
	rootOrder := sortNumbered(s.roots, cmp.Compare)
	for i := range s.Figures {
		f := &s.Figures[i]
		f.matter, f.root = matterOrder[f.matter], rootOrder[f.root]
	}
	return s
}

// number is the position of a thing in list, to which it is added where it is new.
func number[T comparable](known map[T]int32, list *[]T, thing T) int32 {
	n, ok := known[thing]
	if !ok {
		n = int32(len(*list))
		known[thing] = n
		*list = append(*list, thing)
	}
	return n
}

// sortNumbered sorts list and says where each thing went.
func sortNumbered[T any](list []T, compare func(x, y T) int) (to []int32) {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return compare(list[x], list[y]) })
	sorted := make([]T, len(list))
	to = make([]int32, len(list))
	for at, from := range order {
		sorted[at], to[from] = list[from], int32(at)
	}
	copy(list, sorted)
	return to
}

// All are the figures of the sheet.
func (s *Sheet) All() []*Figure {
	all := make([]*Figure, len(s.Figures))
	for i := range s.Figures {
		all[i] = &s.Figures[i]
	}
	return all
}

// Matter is what a figure of the sheet can be compared about.
func (s *Sheet) Matter(f *Figure) Matter { return s.matters[f.matter] }

// Root is the source that the source of a figure repeats in the end, itself where it repeats
// none, "" where none is named.
func (s *Sheet) Root(f *Figure) string { return s.roots[f.root] }

// End is the last day of the day, month or year that begins with day at.
func End(at calendar.Day, precision ledger.Precision) calendar.Day {
	if precision == ledger.ByDay || at == calendar.None {
		return at
	}
	y, m, _ := at.Date()
	if precision == ledger.ByMonth {
		return max(at, calendar.MakeDay(y, m+1, 1)-1)
	}
	return max(at, calendar.MakeDay(y, 12, 31))
}

// meets reports whether the times that two figures speak of overlap.
func (f *Figure) meets(g *Figure) bool { return f.At <= g.Until && g.At <= f.Until }

// agrees reports whether the ranges of two figures overlap.
func (f *Figure) agrees(g *Figure) bool { return f.Low <= g.High && g.Low <= f.High }

// compare orders figures by time, known day and id.
func (f *Figure) compare(g *Figure) int { return ledger.Compare(f.Event, g.Event) }
