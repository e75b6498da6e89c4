package figures

import "slices"

// A Last is the latest figure about one matter, with all that speak of the same time.
type Last struct {
	Matter
	Figure    *Figure   // the one that became known last
	Beside    []*Figure // all of that time, Figure included, by known day and id
	Roots     []string  // the named root sources that agree with it, its own included, sorted
	Contested bool      // some figure of that time contradicts it
}

// Latest is the last of the selected figures about each matter, by matter. They are given by
// time, known day and id. A source and those that repeat it count once among the roots.
func (s *Sheet) Latest(selected []*Figure) []Last {
	last := make([]*Figure, len(s.matters))
	for _, f := range selected {
		last[f.matter] = f
	}
	rows := make([]Last, len(last))
	for _, f := range selected {
		s.meet(&rows[f.matter], last[f.matter], f)
	}
	for i := range rows {
		rows[i].Matter, rows[i].Figure = s.matters[i], last[i]
		slices.Sort(rows[i].Roots)
		rows[i].Roots = slices.Compact(rows[i].Roots)
	}
	return slices.DeleteFunc(rows, func(l Last) bool { return l.Figure == nil })
}

// meet takes in a figure about the same matter as last.
func (s *Sheet) meet(row *Last, last, f *Figure) {
	if !f.meets(last) {
		return
	}
	if f.At == last.At {
		row.Beside = append(row.Beside, f)
	}
	switch root := s.Root(f); {
	case !f.agrees(last):
		row.Contested = true
	case root != "":
		row.Roots = append(row.Roots, root)
	}
}
