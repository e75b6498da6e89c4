package check

import "slices"

// mostSets is how many sets of readings are tried for the smallest: every subset of nine readings.
// On a large agreement fewer are, down to fewestSets, every subset of six.
const mostSets, fewestSets = 512, 64

// mostSeen bounds the commitments looked at in all the sets that are tried.
const mostSeen = 2_000_000

// shrink finds for each finding the smallest subset of the readings, of at least so many, that
// still produces it.
// Subsets are tried by size; once there are too many of one size, readings are taken away one at
// a time instead, which gives a set of which none can be left out.
func (r *runner) shrink(c *Check, findings []Finding, full []int, least int) []Finding {
	var shrunk []Finding
	left := r.setsToTry()
	for size := least; size < len(full) && len(findings) > 0; size++ {
		sets := subsets(full, size, left)
		if sets == nil {
			for i := range findings {
				findings[i] = r.thin(c, findings[i], full)
			}
			break
		}
		left -= len(sets)
		for _, set := range sets {
			var under []Finding
			under, findings = r.produced(c, findings, set)
			shrunk = append(shrunk, under...)
		}
	}
	return append(shrunk, findings...)
}

// produced parts the findings that the check finds under the set of readings too, as it finds
// them there, from the others.
func (r *runner) produced(c *Check, findings []Finding, set []int) (under, others []Finding) {
	if len(findings) == 0 {
		return nil, nil
	}
	found := map[string]Finding{}
	for _, g := range r.look(c, set) {
		found[identity(&g)] = g
	}
	for i := range findings {
		if g, known := found[identity(&findings[i])]; known {
			under = append(under, g)
		} else {
			others = append(others, findings[i])
		}
	}
	return under, others
}

// setsToTry is how many sets of readings the agreement is small enough to be looked at under.
func (r *runner) setsToTry() int {
	return min(mostSets, max(fewestSets, mostSeen/(1+len(r.agreement.Commitments))))
}

// subsets lists the subsets of that size in order, nil if there are more than most.
func subsets(full []int, size, most int) [][]int {
	chosen := make([]int, size)
	for i := range chosen {
		chosen[i] = i
	}
	var sets [][]int
	for more := true; more; more = next(chosen, len(full)) {
		if len(sets) == most {
			return nil
		}
		set := make([]int, size)
		for i, at := range chosen {
			set[i] = full[at]
		}
		sets = append(sets, set)
	}
	return sets
}

// next moves on to the choice of positions below n that follows, and reports whether there is one.
func next(chosen []int, n int) bool {
	i := len(chosen) - 1
	for i >= 0 && chosen[i] == n-len(chosen)+i {
		i--
	}
	if i < 0 {
		return false
	}
	chosen[i]++
	for j := i + 1; j < len(chosen); j++ {
		chosen[j] = chosen[j-1] + 1
	}
	return true
}

// thin takes readings away as long as the finding stays.
func (r *runner) thin(c *Check, f Finding, full []int) Finding {
	set := slices.Clone(full)
	for i := len(set) - 1; i >= 0; i-- {
		without := slices.Delete(slices.Clone(set), i, i+1)
		if under, _ := r.produced(c, []Finding{f}, without); len(under) > 0 {
			set, f = without, under[0]
		}
	}
	return f
}
