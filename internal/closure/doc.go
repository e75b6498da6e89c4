// Package closure finds heaviest closed sets: of things that have weights, good and bad, and that
// cannot be taken without others, those that are worth most together.
//
// A [Graph] says of every node which others it needs, all of them or some of a few. A set is
// closed when it holds what its nodes need, and founded when its nodes can be taken one after
// the other, each when what it needs is already there. [Graph.Heaviest] finds a founded closed
// set of greatest weight.
//
// Where every need is plain, this is one minimum cut (J.-C. Picard, "Maximal closure of a graph
// and applications to combinatorial problems", Management Science 22, 1976). A choice among
// several makes it NP-hard. Then choices get prices (a Lagrangian relaxation whose bound is that
// of the linear program), what the bound settles is fixed, what falls apart is solved part by
// part, and the rest is branched on. Choices that hold each other up in a circle satisfy the
// linear program and every clause; each such circle is found and forbidden (F. Lin and Y. Zhao,
// "ASSAT: computing answer sets of a logic program by SAT solvers", 2004).
//
// Invariants: what is returned is founded and closed, whatever the budget; Upper is never less
// than what any founded closed set weighs; the same graph, weights and budget give the same
// answer. Work is counted in steps, never in time.
//
// The package knows nothing of agreements, and it refuses to guess: beyond its budget the bounds
// stand apart.
package closure
