package figures

import (
	"slices"
)

// A Last is the latest figure about one matter, with all that speak of the same time.
type Last struct {
	Matter
	Figure    *Figure   // the one that became known last
	Beside    []*Figure // all of that time, Figure included, by known day and id
	Roots     []string  // the root sources that agree with it, its own included, sorted
	Contested bool      // some figure of that time contradicts it
}

// Latest is the last figure about each matter, by matter. The figures are of one level and
// sorted by time, known day and id.
func Latest(figures []Figure) []Last {
	last := map[Matter]*Figure{}
	var order []Matter
	for i := range figures {
		matter := figures[i].Matter()
		if last[matter] == nil {
			order = append(order, matter)
		}
		last[matter] = &figures[i]
	}
	slices.SortFunc(order, Matter.compare)
	rows := make([]Last, len(order))
	for i, matter := range order {
		rows[i] = Last{Matter: matter, Figure: last[matter]}
	}
	for i := range figures {
		f := &figures[i]
		at, _ := slices.BinarySearchFunc(rows, f.Matter(), func(l Last, m Matter) int {
			return l.Matter.compare(m)
		})
		rows[at].meet(f)
	}
	for i := range rows {
		slices.Sort(rows[i].Roots)
		rows[i].Roots = slices.Compact(rows[i].Roots)
	}
	return rows
}

// meet takes in another figure about the same matter.
func (l *Last) meet(f *Figure) {
	if !f.meets(l.Figure) {
		return
	}
	if f.Event.At == l.Figure.Event.At {
		l.Beside = append(l.Beside, f)
	}
	if f.agrees(l.Figure) {
		l.Roots = append(l.Roots, f.Root)
	} else {
		l.Contested = true
	}
}

// Corroboration lists the root sources of the figures that agree with f about the same matter
// and the same time, its own included, sorted: a source and those that repeat it count once.
func Corroboration(f *Figure, figures []Figure) []string {
	var roots []string
	for i := range figures {
		g := &figures[i]
		if g.Matter() == f.Matter() && g.meets(f) && g.agrees(f) {
			roots = append(roots, g.Root)
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}
