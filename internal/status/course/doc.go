// Package course follows an agreement through what was observed of it, day by day, and says what
// it has come to: which clocks run, which decisions are taken, how far every commitment is.
//
// [New] makes an agreement ready once. [Rules.Run] takes observations, sorted by day, and gives
// the [State] at the end of a day. [State.Standing] is the word for how a commitment stands,
// [State.Due] its deadline, [State.Missing] what it still waits for.
//
// The meaning is that of package semantics, which shares no code with this one and against
// which this one is tested: what happens here is one Observe after the other. What is added is
// what evidence cannot tell. Nobody reports that a continuing commitment has come into force, so
// it is in force as soon as nothing that it waits for is missing; nobody reports that silence
// has run out, so it does on its day; and the order in which things happened within one day is
// not known, so acts are taken in an order in which they are not out of order, if there is one.
//
// It is fast because it works out again only what may have changed: every guard and time is
// looked at when something that it names changes, or on the day on which it comes, and days on
// which nothing of the kind happens are skipped.
//
// What it refuses: to judge evidence. What counts, and what is disputed, is for package status.
package course
