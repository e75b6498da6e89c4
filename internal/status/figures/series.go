package figures

import (
	"cmp"
	"slices"
)

// A Series is what one source says of one matter, by time, known day and id.
type Series struct {
	Matter
	Source  string // "" where none is named
	Root    string // the source that it repeats in the end, itself where it repeats none
	Figures []*Figure
}

// Series puts the selected figures, given by time, known day and id, into series: by matter, then
// by root source, the root itself before those that repeat it.
func (s *Sheet) Series(selected []*Figure) []Series {
	type key struct {
		matter int32
		source string
	}
	at := map[key]int32{}
	var keys []key
	var all []Series
	for _, f := range selected {
		n := number(at, &keys, key{f.matter, f.Event.Source})
		if int(n) == len(all) {
			all = append(all, Series{Matter: s.Matter(f), Source: f.Event.Source, Root: s.Root(f)})
		}
		all[n].Figures = append(all[n].Figures, f)
	}
	slices.SortFunc(all, func(x, y Series) int {
		return cmp.Or(x.Matter.compare(y.Matter), cmp.Compare(x.Root, y.Root),
			cmp.Compare(repeats(&x), repeats(&y)), cmp.Compare(x.Source, y.Source))
	})
	return all
}

// repeats is 1 for a source that repeats another one.
func repeats(s *Series) int {
	if s.Source != s.Root {
		return 1
	}
	return 0
}
