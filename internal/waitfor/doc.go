// Package waitfor finds where an agreement waits for itself.
//
// It draws the wait graph of the commitments that the fixpoint of package possible leaves out:
// an edge for each atom of a guard clause that stays unsatisfied, with a simultaneous exchange
// as one node (member → exchange → what its members still wait for). Each strong component
// (R. Tarjan, "Depth-first search and linear graph algorithms", 1972) is one [Circle]: its
// commitments, its shortest loop, every smallest set of waits whose dropping frees it, and the
// joint start that would dissolve it. What cannot happen and is in no circle waits for one.
//
// A circle is freed when all its commitments can start; what they wait for outside the circle
// is another matter and is taken as given there, unless a clause offers it as an alternative to
// something inside. Finding the fewest waits to drop is NP-hard; the search is exact within a
// budget and says when it ran out of it.
package waitfor
