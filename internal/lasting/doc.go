// Package lasting finds out whether an agreement can stay open for ever: whether a state can be
// reached, after something was suspended or found to be breached, from which no end can be
// reached any more. An end is a state in which nothing is owed, as semantics.World.Ended defines.
//
// An agreement falls into parts that have nothing to do with each other, and a part in which
// nothing can be suspended or breached is not looked at. The others are explored state by state
// on the reference interpreter. Steps that only ever help, and can always still be made, are made
// at once ([quiet] says which): they close no way, and what stays open without them stays open
// with them. Where an agreement's guards ask only for what cannot be taken back, no states are
// explored: whether something can be held up for ever is then searched backwards, from what is
// held up to what must have happened for it and what must not happen any more.
//
// Exact in what it says. Beyond its budget it says that it is not decided, and of what.
//
// It leaves out dates: every day has come, and only the order of what happens counts. Within
// which time a power must be used is left out with them.
package lasting
