// Package redline says whether an agreement can reach a state that somebody says must never come
// about, and by which shortest story.
//
// A red line is any combination of "has happened", "has not happened" and comparisons of levels.
// It is taken apart into alternatives, each of them a number of things that must have happened
// and a number that must not. Where the agreement is monotone such an alternative is one least
// fixpoint in which the latter are withheld: nobody has to act, so everything else may go as far
// as it can, and the alternative can be reached exactly where the former are then among what
// happens. Comparisons of levels add a search through the sets of commitments that change them.
// The parts of an agreement that are not monotone are explored state by state on the reference
// interpreter, cut down to what the red line hangs on.
//
// What counts as reachable: anybody may stop at any moment and anything may be left undone.
// Nobody breaches unless the agreement or the red line speaks of what is kept or breached, no
// condition lapses unless the agreement asks for one not to hold, powers may be used. A condition
// that nobody has found to hold has not happened.
//
// It refuses to guess: beyond a stated budget the answer is [Undecided], and a story is called
// shortest only where that is proven.
package redline
