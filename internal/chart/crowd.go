package chart

import (
	"cmp"
	"slices"
)

// What is drawn of one kind on one track stays within these numbers, so that a chart of very many
// entries can still be read and sent. Its table has all of them.
const (
	mostLines = 400 // slanted lines; beyond it they are thinned out
	mostDots  = 400 // dots; beyond it they stand further apart
)

// onePerPlace leaves out points that would be drawn on one another.
func onePerPlace(all []point) []point {
	if kept := onePer(0.5, all); len(kept) <= mostDots {
		return kept
	}
	return onePer(2.5, all)
}

// onePer keeps the first point of each square of that size.
func onePer(size float64, all []point) []point {
	type spot struct{ x, y int }
	seen := map[spot]bool{}
	var kept []point
	for _, p := range all {
		at := spot{int(p.x / size), int(p.y / size)}
		if !seen[at] {
			seen[at] = true
			kept = append(kept, p)
		}
	}
	return kept
}

// lineStep is how far apart the lines of a crowd begin.
const lineStep = 5.0

// apart are lines of two points that can be told apart: all where they are few; otherwise, of
// those that begin close to one another, the shortest, the middle one and the longest.
func apart(lines route) route {
	if len(lines) <= mostLines {
		return lines
	}
	long := func(run []point) float64 { return run[1].x - run[0].x }
	at := func(run []point) int { return int(run[0].x / lineStep) }
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(p, q []point) int {
		return cmp.Or(cmp.Compare(at(p), at(q)), cmp.Compare(long(p), long(q)))
	})
	var kept route
	for i := 0; i < len(sorted); {
		k := i
		for k < len(sorted) && at(sorted[k]) == at(sorted[i]) {
			k++
		}
		for _, n := range slices.Compact([]int{i, (i + k - 1) / 2, k - 1}) {
			kept = append(kept, sorted[n])
		}
		i = k
	}
	return kept
}
