// Package matrix holds the two implementation matrices that people who carry out agreements
// really use, in both directions: the activities (what, when, by whom, with which funds, where,
// how, after which article), which come from the text of the agreement; and the completion
// (complete, pending or ongoing), which comes from the status at a cut through the evidence.
//
// A [Matrix] is a plain value. [Activities] and [Completion] make one, [Matrix.Sheet] lays it out
// as a table, [Find] finds one in a table that somebody sends back, and [Compare] says what
// somebody changed in it, as a [Review].
//
// Invariants. A matrix that comes back as it was sent has no changes, whatever has become of the
// project since. Rows are matched by the id of their commitment and by nothing else. Totals are
// computed and never read. What is proposed is proposed: an event that may be recorded, or the
// attribute that somebody may write into the agreement; this package records and writes nothing.
//
// What it refuses: to guess. Two marks in one row, an id that is not there or there twice, a row
// without an id, a formula where a value belongs, a day that may be two are told, row by row.
package matrix
