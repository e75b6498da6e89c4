package check

import "slices"

// mostTried is up to how many readings every subset is tried for the smallest.
const mostTried = 6

// shrink finds the smallest subset of the readings that still produces the finding. With few
// readings every subset is tried, by size; with many, readings are taken away one at a time,
// which gives a set of which none can be left out.
func (r *runner) shrink(c *Check, f Finding, full []int) Finding {
	if len(full) <= mostTried {
		for size := range len(full) {
			if smaller, ok := r.ofSize(c, &f, full, size); ok {
				return smaller
			}
		}
		return f
	}
	set := slices.Clone(full)
	for i := len(set) - 1; i >= 0; i-- {
		without := slices.Delete(slices.Clone(set), i, i+1)
		if g, ok := r.produces(c, &f, without); ok {
			set, f = without, g
		}
	}
	return f
}

// ofSize tries every subset of that size, in order.
func (r *runner) ofSize(c *Check, f *Finding, full []int, size int) (Finding, bool) {
	for mask := range 1 << len(full) {
		set := subset(full, mask)
		if len(set) != size {
			continue
		}
		if smaller, ok := r.produces(c, f, set); ok {
			return smaller, true
		}
	}
	return Finding{}, false
}

func subset(full []int, mask int) []int {
	var set []int
	for i, reading := range full {
		if mask&(1<<i) != 0 {
			set = append(set, reading)
		}
	}
	return set
}

// produces reports whether the check finds the same under the set of readings.
func (r *runner) produces(c *Check, f *Finding, set []int) (Finding, bool) {
	for _, g := range r.run(c, set) {
		if identity(&g) == identity(f) {
			return g, true
		}
	}
	return Finding{}, false
}
