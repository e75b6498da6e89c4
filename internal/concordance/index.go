package concordance

import (
	"maps"
	"slices"
	"sort"
	"strings"
)

// An Index says in which of some things words stand. It does not change.
type Index struct {
	in    map[string][]int32 // the things, in order
	words []string           // in order
}

// NewIndex makes the index of n things, each given by its Lexemes.
func NewIndex(n int, lexemes func(i int) []string) *Index {
	x := &Index{in: map[string][]int32{}}
	for i := range n {
		for _, w := range lexemes(i) {
			x.in[w] = append(x.in[w], int32(i))
		}
	}
	x.words = slices.Sorted(maps.Keys(x.in))
	return x
}

// Find gives the things in which all words of a term stand, in order; not only those in which
// they stand one behind the other.
func (x *Index) Find(t Term) []int32 {
	var found []int32
	for i, word := range t.Words {
		things := x.in[word]
		if i == len(t.Words)-1 && !t.Whole {
			things = x.beginning(word)
		}
		if i == 0 {
			found = things
		} else {
			found = both(found, things)
		}
	}
	return found
}

// beginning gives the things in which a word stands that begins so.
func (x *Index) beginning(start string) []int32 {
	var all []int32
	n := 0
	for _, word := range x.words[sort.SearchStrings(x.words, start):] {
		if !strings.HasPrefix(word, start) {
			break
		}
		all = append(all, x.in[word]...)
		n++
	}
	if n > 1 {
		slices.Sort(all)
		all = slices.Compact(all)
	}
	return all
}

// both is what stands in two ordered lists.
func both(x, y []int32) []int32 {
	var found []int32
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] < y[0]:
			x = x[1:]
		case x[0] > y[0]:
			y = y[1:]
		default:
			found = append(found, x[0])
			x, y = x[1:], y[1:]
		}
	}
	return found
}
