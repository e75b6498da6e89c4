// Package exposure says how exposed each party can come to stand: how much it may have given, at
// the worst moment, for how little.
//
// The exposure of a party in a state is the weight of the once-commitments done that it
// performs, each times the share that is lost for good, less the weight of those done that it
// receives. Continuing commitments never count, since they can stop tomorrow; they are listed
// beside it. Its peak is the largest exposure over all states that can be reached: the others
// may stop at any point, every clock may start, every condition may hold, everyone acts and
// decides. What the worst state needs of the world is listed under Assuming.
//
// What can be taken together is a founded closed set, which package closure weighs: an act that
// is done needs to have started, a start needs what it waits for, and the members of a
// simultaneous exchange need each other's waits and not each other's ends.
//
// What is not monotone (unless, negation, comparisons of levels, kept, breached, pacing, what
// ends a commitment, the sides of a branch) is first read in favour of what could happen, which
// gives an upper bound, and then rehearsed: a story is looked for that leads to the worst state
// by the rules in full. Where none is found within a budget the bounds stand apart and Reasons
// says why. Powers and breaches are not taken into account: everybody cooperates until it stops.
//
// Invariants: the worst state given can be reached; Lower is its exposure; no reachable state
// exceeds Upper; parties are in the order of the agreement.
//
// It refuses to judge: whether an exposure is too large is for package check.
package exposure
