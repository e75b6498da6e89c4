// Package temporal answers "when": for every commitment the earliest day on which it can be
// done, the day on which it is due, the latest day that still leaves every deadline within
// reach, and the slack between the first and the last of these. An agreement goes in, facts come
// out; nothing is read or written.
//
// The agreement is turned into a network of moments (the start of a commitment, its being done,
// a clock) bound to one another by links of two sorts. A wait says that one moment comes no
// earlier than another plus a duration, a deadline that it comes no later. This is the simple
// temporal network of Dechter, Meiri and Pearl ("Temporal constraint networks", Artificial
// Intelligence 49, 1991), with two differences. A month is not a number of days, so a link is a
// monotone function of the day and not a constant, and is carried backwards by its inverse. And
// a wait on any of several things is a choice: forwards it takes the smallest, backwards it asks
// for nothing. Moments are solved strong component by strong component, so that the work is
// linear where nothing refers back to itself.
//
// What is kept: every bound is sound. No outcome in which all waits and all deadlines are
// respected has a commitment done before its earliest or after its latest day. A duration range
// counts with its low end in what is waited for, and with its high end in a due day and in any
// other deadline, which is the last one that the text allows.
// Nothing supports itself: commitments that wait for each other in a circle have no earliest
// day. Bounds that push each other round without end are a contradiction and are reported as
// such, not as days.
//
// What it refuses: to guess. A clock that has not started, a decision not yet taken or a
// condition that nobody has found to hold has no day unless one is supposed; the days that need
// it say so under Assuming.
package temporal
