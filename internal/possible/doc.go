// Package possible is the monotone engine: it says what can ever happen under an agreement when
// everybody cooperates, or when some acts are withheld.
//
// An agreement is compiled to a network of gates ([Gates]): a node for the start and one for the
// completion of every commitment, one for each exchange and clock, and one for every any / all /
// at-least in between. A gate opens once enough of its inputs have; what is open in the least
// fixpoint is what can happen. Opening gates in any order gives the same result, in time linear
// in the size of the agreement (W. F. Dowling and J. H. Gallier, "Linear-time algorithms for
// testing the satisfiability of propositional Horn formulae", 1984). The members of a
// simultaneous exchange share one gate, their joint step.
//
// A [Circuit] is the part of a network that some goals hang on, with the will of every party as
// a gate of its own. It answers what opens when some gates are kept shut, 64 cases at a time
// ([Lanes]), and by which steps a goal comes about ([Circuit.Derive], [Circuit.Shortest]).
//
// Exact for guards of all / any / at-least over started, done, taken, agreed, holds and clocks.
// What is not monotone (negation, level comparisons, kept and breached) is read in favour of
// what could happen, so that nothing possible is ever called impossible.
//
// It refuses to judge: a commitment that cannot start is a fact here and a finding in package
// check.
package possible
