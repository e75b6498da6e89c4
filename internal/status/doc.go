// Package status says how every commitment, condition, decision, clock and level of an agreement
// stands on a day, as it was known on another, and what that rests on.
//
// A [Book] is an agreement with its evidence, made ready once. [Book.At] answers a [Question]
// with a [Report]: the judgement. Raw evidence, and which of it was corrected by when, is for
// package ledger; what follows from what was observed, for package status/course; how figures
// compare, for package status/figures.
//
// Invariants. Nothing that became known after the known-at day changes an answer, and neither
// does the order in which events are given. What nobody has said is unknown, never not done. A
// claim by the performer alone makes nothing done; only a finding makes a breach; where tellers
// contradict one another about the same time, the standing rests on a dispute, and all are shown.
// Ratings stand side by side and are never averaged.
//
// What it refuses: to guess. A deadline that was put off without a new day is unknown, an act of
// which only the month is known is not called out of order, and a commitment on a branch that is
// undecided does not exist yet.
//
// The same is told to a monitoring officer in docs/design/standing.md.
package status
